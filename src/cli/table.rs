//! Rows as aligned tables, JSON, CSV, TSV and Markdown.

use std::io::Write;

use super::args::RowFormat;
use super::error::CliError;
use super::output::Output;
pub(super) use crate::reports::{BETWEEN, Rows};
use comfy_table::{ContentArrangement, Table, presets};

/// Columns of a table that goes to no terminal: longer cells are wrapped.
const PLAIN_WIDTH: u16 = 120;

impl Rows {
    /// Prints the rows in a form.
    pub(super) fn print(&self, format: RowFormat, output: &mut Output) -> Result<(), CliError> {
        match format {
            RowFormat::Table => self.print_table(output),
            RowFormat::Md => self.print_markdown(output),
            RowFormat::Json => self.print_json(output),
            RowFormat::Csv => Ok(self.write_csv(output)?),
            RowFormat::Tsv => self.print_tsv(output),
        }
    }

    /// Prints the rows in a form: forms for reading have only the columns of `short`.
    pub(super) fn print_briefly(
        &self,
        short: &[&str],
        format: RowFormat,
        output: &mut Output,
    ) -> Result<(), CliError> {
        match format {
            RowFormat::Table | RowFormat::Md => self.with(short).print(format, output),
            RowFormat::Json | RowFormat::Csv | RowFormat::Tsv => self.print(format, output),
        }
    }

    fn print_table(&self, output: &mut Output) -> Result<(), CliError> {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED).set_header(&self.columns);
        let width = output.width.unwrap_or(PLAIN_WIDTH);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        for row in self.cells() {
            table.add_row(row.map(one_line));
        }
        writeln!(output, "{}", table.trim_fmt())?;
        Ok(())
    }

    fn print_markdown(&self, output: &mut Output) -> Result<(), CliError> {
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN).set_header(&self.columns);
        for row in self.cells() {
            table.add_row(row.map(|cell| one_line(cell).replace('|', "\\|")));
        }
        writeln!(output, "{table}")?;
        Ok(())
    }

    fn print_json(&self, output: &mut Output) -> Result<(), CliError> {
        serde_json::to_writer_pretty(&mut *output, &self.objects())?;
        writeln!(output)?;
        Ok(())
    }

    /// A row a line, a tab between cells, and neither within one.
    fn print_tsv(&self, output: &mut Output) -> Result<(), CliError> {
        writeln!(output, "{}", self.columns.join("\t"))?;
        for row in self.cells() {
            let cells: Vec<_> = row.map(one_line).collect();
            writeln!(output, "{}", cells.join("\t"))?;
        }
        Ok(())
    }
}

/// Runs of white space as one space.
fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
