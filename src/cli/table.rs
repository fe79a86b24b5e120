//! Rows as aligned tables, JSON, CSV, TSV and Markdown.

use std::collections::BTreeMap;
use std::io::Write;

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Map, Value};

use super::args::RowFormat;
use super::error::CliError;
use super::output::Output;

/// Columns of a table that goes to no terminal: longer cells are wrapped.
const PLAIN_WIDTH: u16 = 120;

/// What stands between values of one cell.
pub(super) const BETWEEN: &str = " | ";

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
        let places: Vec<usize> = columns.iter().filter_map(|name| self.place(name)).collect();
        let kept = |row: &Vec<Option<String>>| places.iter().map(|&at| row[at].clone()).collect();
        Self {
            columns: places.iter().map(|&at| self.columns[at].clone()).collect(),
            rows: self.rows.iter().map(kept).collect(),
        }
    }

    /// One row for all that agree in the column `key`, which is kept: in `lists` their values side by
    /// side, each once; in the other columns the first.
    pub(super) fn joined(&self, key: &str, lists: &[&str]) -> Self {
        let key = self.place(key);
        let listed: Vec<usize> = lists.iter().filter_map(|name| self.place(name)).collect();
        let mut rows: Vec<Vec<Option<String>>> = Vec::new();
        let mut values: Vec<BTreeMap<usize, Vec<&str>>> = Vec::new();
        let mut known: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for row in &self.rows {
            let at = *known.entry(key.and_then(|key| row[key].as_deref())).or_insert_with(|| {
                rows.push(row.clone());
                values.push(BTreeMap::new());
                rows.len() - 1
            });
            for (&place, value) in listed.iter().filter_map(|p| Some((p, row[*p].as_deref()?))) {
                let list = values[at].entry(place).or_default();
                if !list.contains(&value) {
                    list.push(value);
                }
            }
        }
        for (row, values) in rows.iter_mut().zip(values) {
            for (place, list) in values {
                row[place] = Some(list.join(BETWEEN));
            }
        }
        Self { columns: self.columns.clone(), rows }
    }

    /// The rows with one column `name` for two that hold the first and last day that a date can be.
    pub(super) fn dated(&self, name: &str, earliest: &str, latest: &str) -> Self {
        let (Some(first), Some(last)) = (self.place(earliest), self.place(latest)) else {
            return self.clone();
        };
        let mut dated = self.clone();
        name.clone_into(&mut dated.columns[first]);
        dated.columns.remove(last);
        for row in &mut dated.rows {
            let until = row.remove(last).unwrap_or_default();
            row[first] = row[first].as_deref().map(|from| date(from, &until));
        }
        dated
    }

    /// Place of a column.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
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

    /// A JSON object a row.
    pub(super) fn objects(&self) -> Value {
        let objects = self.rows.iter().map(|row| {
            let pairs = self.columns.iter().zip(row).map(|(name, cell)| {
                (name.clone(), cell.clone().map_or(Value::Null, Value::String))
            });
            Value::Object(pairs.collect::<Map<_, _>>())
        });
        objects.collect()
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

/// The day, or the month or year that first and last day bound.
fn date(earliest: &str, latest: &str) -> String {
    let same = |length: usize| earliest.get(..length) == latest.get(..length);
    let length = [10, 7, 4].into_iter().find(|&length| same(length)).unwrap_or(0);
    earliest.get(..length).unwrap_or_default().to_owned()
}

/// Runs of white space as one space.
fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_their_bounds() {
        for (earliest, latest, shown) in [
            ("2020-07-09", "2020-07-09", "2020-07-09"),
            ("2020-07-01", "2020-07-31", "2020-07"),
            ("2020-01-01", "2020-12-31", "2020"),
            ("", "", ""),
        ] {
            assert_eq!(date(earliest, latest), shown);
        }
    }

    #[test]
    fn rows_of_one_key_are_joined() {
        let mut rows = Rows::new(&["key", "first", "all"]);
        for row in [["1", "a", "x"], ["2", "b", ""], ["1", "c", "y"], ["1", "c", "x"]] {
            rows.push(row.map(str::to_owned));
        }
        let joined = rows.joined("key", &["all"]);
        let cell = |text: &str| Some(text.to_owned());
        assert_eq!(joined.rows[0], [cell("1"), cell("a"), cell("x | y")]);
        assert_eq!(joined.rows[1], [cell("2"), cell("b"), None]);
        assert_eq!(joined.rows.len(), 2);
    }
}
