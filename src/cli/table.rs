//! Rows as aligned tables, JSON, CSV, TSV and Markdown.

use std::io::Write;

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Map, Value};

use super::args::RowFormat;
use super::error::CliError;
use super::output::Output;

/// Columns of a table that goes to no terminal: longer cells are wrapped.
const PLAIN_WIDTH: u16 = 120;

/// Rows of text under named columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) columns: Vec<String>,
    /// As many cells a row as there are columns; none where there is no value.
    pub(super) rows: Vec<Vec<Option<String>>>,
}

impl Rows {
    pub(super) fn new(columns: &[&str]) -> Self {
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row; empty cells are no values.
    pub(super) fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        let filled = |cell: String| (!cell.is_empty()).then_some(cell);
        self.rows.push(cells.into_iter().map(filled).collect());
    }

    /// The rows with these columns alone.
    pub(super) fn with(&self, columns: &[&str]) -> Self {
        let place = |name: &&str| self.columns.iter().position(|column| column == name);
        let places: Vec<usize> = columns.iter().filter_map(place).collect();
        let kept = |row: &Vec<Option<String>>| places.iter().map(|&at| row[at].clone()).collect();
        Self {
            columns: places.iter().map(|&at| self.columns[at].clone()).collect(),
            rows: self.rows.iter().map(kept).collect(),
        }
    }

    /// Prints the rows in a form.
    pub(super) fn print(&self, format: RowFormat, output: &mut Output) -> Result<(), CliError> {
        match format {
            RowFormat::Table => self.print_table(output),
            RowFormat::Md => self.print_markdown(output),
            RowFormat::Json => self.print_json(output),
            RowFormat::Csv => self.print_csv(output),
            RowFormat::Tsv => self.print_tsv(output),
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
        let objects = self.rows.iter().map(|row| {
            let pairs = self.columns.iter().zip(row).map(|(name, cell)| {
                (name.clone(), cell.clone().map_or(Value::Null, Value::String))
            });
            pairs.collect::<Map<_, _>>()
        });
        serde_json::to_writer_pretty(&mut *output, &objects.collect::<Vec<_>>())?;
        writeln!(output)?;
        Ok(())
    }

    fn print_csv(&self, output: &mut Output) -> Result<(), CliError> {
        let mut csv = csv::Writer::from_writer(output);
        csv.write_record(&self.columns)?;
        for row in self.cells() {
            csv.write_record(row)?;
        }
        csv.flush()?;
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

    fn cells(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.rows.iter().map(|row| row.iter().map(|cell| cell.as_deref().unwrap_or("")))
    }
}

/// Runs of white space as one space.
fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
