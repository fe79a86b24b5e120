//! What is known of one thing: facts, and tables below them.

use std::io::Write;

use serde_json::{Map, Value};

use super::args::RowFormat;
use super::error::CliError;
use super::output::Output;
use super::table::Rows;

/// Name of the section that holds the facts where all is one table.
const ABOUT: &str = "about";

/// What is known of one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Report {
    title: String,
    facts: Vec<(&'static str, String)>,
    sections: Vec<Section>,
}

#[derive(Clone, Debug)]
struct Section {
    name: &'static str,
    rows: Rows,
    /// Columns that a table shows; the other forms have all.
    short: &'static [&'static str],
}

impl Report {
    pub(super) fn new(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }

    /// Adds a fact; an empty one is none.
    pub(super) fn fact(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.facts.push((name, value));
        }
    }

    /// Adds a table, of which `short` are the columns for reading.
    pub(super) fn section(
        &mut self,
        name: &'static str,
        rows: Rows,
        short: &'static [&'static str],
    ) {
        self.sections.push(Section { name, rows, short });
    }

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
        for (name, value) in &self.facts {
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
        let mut object = Map::new();
        object.insert("name".to_owned(), self.title.clone().into());
        for (name, value) in &self.facts {
            object.insert((*name).to_owned(), value.clone().into());
        }
        for section in &self.sections {
            object.insert(section.name.to_owned(), section.rows.objects());
        }
        serde_json::to_writer_pretty(&mut *output, &Value::Object(object))?;
        writeln!(output)?;
        Ok(())
    }

    /// All sections under all columns.
    fn one_table(&self) -> Rows {
        let mut columns = vec!["section", "property", "value"];
        for column in self.sections.iter().flat_map(|section| &section.rows.columns) {
            if !columns.contains(&column.as_str()) {
                columns.push(column);
            }
        }
        let mut table = Rows::new(&columns);
        let name = ("name", self.title.clone());
        for (property, value) in std::iter::once(&name).chain(&self.facts) {
            table.push([ABOUT, property, value].map(str::to_owned));
        }
        for row in &mut table.rows {
            row.resize(columns.len(), None);
        }
        for section in &self.sections {
            for row in &section.rows.rows {
                let mut cells = vec![None; columns.len()];
                cells[0] = Some(section.name.to_owned());
                for (column, cell) in section.rows.columns.iter().zip(row) {
                    let at = columns.iter().position(|known| known == column);
                    cells[at.unwrap_or_default()].clone_from(cell);
                }
                table.rows.push(cells);
            }
        }
        table
    }
}

/// A name in words.
fn spaced(name: &str) -> String {
    name.replace('_', " ")
}
