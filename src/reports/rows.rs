//! Rows of text under named columns: the form in which reports tell.

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::{Map, Value};

/// What stands between values of one cell.
pub const BETWEEN: &str = " | ";

/// Rows of text under named columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// As many cells a row as there are columns; none where there is no value.
    pub rows: Vec<Vec<Option<String>>>,
}

impl Rows {
    /// No rows under these columns.
    pub fn new(columns: &[&str]) -> Self {
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row; empty cells are no values.
    pub fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        let filled = |cell: String| (!cell.is_empty()).then_some(cell);
        self.rows.push(cells.into_iter().map(filled).collect());
    }

    /// The rows with these columns alone.
    #[must_use]
    pub fn with(&self, columns: &[&str]) -> Self {
        let places: Vec<usize> = columns.iter().filter_map(|name| self.place(name)).collect();
        let kept = |row: &Vec<Option<String>>| places.iter().map(|&at| row[at].clone()).collect();
        Self {
            columns: places.iter().map(|&at| self.columns[at].clone()).collect(),
            rows: self.rows.iter().map(kept).collect(),
        }
    }

    /// One row for all that agree in the column `key`, which is kept: in `lists` their values side by
    /// side, each once; in the other columns the first.
    #[must_use]
    pub fn joined(&self, key: &str, lists: &[&str]) -> Self {
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
    #[must_use]
    pub fn dated(&self, name: &str, earliest: &str, latest: &str) -> Self {
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
    pub fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A JSON object a row.
    pub fn objects(&self) -> Value {
        let objects = self.rows.iter().map(|row| {
            let pairs = self.columns.iter().zip(row).map(|(name, cell)| {
                (name.clone(), cell.clone().map_or(Value::Null, Value::String))
            });
            Value::Object(pairs.collect::<Map<_, _>>())
        });
        objects.collect()
    }

    /// Writes the rows as CSV, RFC 4180, with a line of the columns' names.
    ///
    /// # Errors
    /// If `out` does not take it.
    pub fn write_csv(&self, out: impl Write) -> Result<(), csv::Error> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(&self.columns)?;
        for row in self.cells() {
            csv.write_record(row)?;
        }
        Ok(csv.flush()?)
    }

    /// The cells of each row; what has no value is empty.
    pub fn cells(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.rows.iter().map(|row| row.iter().map(|cell| cell.as_deref().unwrap_or("")))
    }
}

/// The day, or the month or year that first and last day bound.
fn date(earliest: &str, latest: &str) -> String {
    let same = |length: usize| earliest.get(..length) == latest.get(..length);
    let length = [10, 7, 4].into_iter().find(|&length| same(length)).unwrap_or(0);
    earliest.get(..length).unwrap_or_default().to_owned()
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
