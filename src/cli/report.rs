//! Reports for reading, and as data.

use std::io::Write;

use serde_json::Value;

use super::args::RowFormat;
use super::error::CliError;
use super::output::Output;
use crate::reports::Report;

impl Report {
    /// Prints facts and tables: JSON as one object, CSV and TSV as one table with a column `section`.
    pub(super) fn print(&self, format: RowFormat, output: &mut Output) -> Result<(), CliError> {
        match format {
            RowFormat::Table | RowFormat::Md => self.print_for_reading(format, output),
            RowFormat::Json => self.print_json(output),
            RowFormat::Csv | RowFormat::Tsv => self.one_table().print(format, output),
        }
    }

    fn print_for_reading(&self, format: RowFormat, output: &mut Output) -> Result<(), CliError> {
        let (title, point, heading) = match format {
            RowFormat::Md => ("# ", "- ", "## "),
            _ => ("", "  ", ""),
        };
        writeln!(output, "{title}{}", self.title)?;
        if format == RowFormat::Md {
            writeln!(output)?;
        }
        for (name, value) in self.facts.iter().filter(|(name, _)| !is_for_programs(name)) {
            writeln!(output, "{point}{}: {value}", spaced(name))?;
        }
        for section in self.sections.iter().filter(|section| !section.rows.rows.is_empty()) {
            writeln!(output, "\n{heading}{} ({})", spaced(section.name), section.rows.rows.len())?;
            if format == RowFormat::Md {
                writeln!(output)?;
            }
            section.rows.with(section.short).print(format, output)?;
        }
        Ok(())
    }

    fn print_json(&self, output: &mut Output) -> Result<(), CliError> {
        serde_json::to_writer_pretty(&mut *output, &Value::Object(self.object()))?;
        writeln!(output)?;
        Ok(())
    }
}

/// A name in words.
/// Whether a fact says in a code or an address what another says in words.
fn is_for_programs(name: &str) -> bool {
    name.ends_with("_code") || name.ends_with("_address")
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}
