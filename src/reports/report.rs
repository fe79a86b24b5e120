//! What is known of one thing: facts, and tables below them.

use serde_json::{Map, Value};

use super::rows::Rows;

/// Name of the section that holds the facts where all is one table.
const ABOUT: &str = "about";

/// What is known of one thing.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What it is called.
    pub title: String,
    /// Names and values.
    pub facts: Vec<(&'static str, String)>,
    /// Tables, in order.
    pub sections: Vec<Section>,
}

/// A table of a report.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name.
    pub name: &'static str,
    /// Its rows.
    pub rows: Rows,
    /// Columns that a table for reading shows; the other forms have all.
    pub short: &'static [&'static str],
}

impl Report {
    /// A report of which nothing is known but its title.
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }

    /// Adds a fact; an empty one is none.
    pub fn fact(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.facts.push((name, value));
        }
    }

    /// Adds a table, of which `short` are the columns for reading.
    pub fn section(&mut self, name: &'static str, rows: Rows, short: &'static [&'static str]) {
        self.sections.push(Section { name, rows, short });
    }

    /// Facts and tables as one object of JSON.
    pub fn object(&self) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("name".to_owned(), self.title.clone().into());
        for (name, value) in &self.facts {
            object.insert((*name).to_owned(), value.clone().into());
        }
        for section in &self.sections {
            object.insert(section.name.to_owned(), section.rows.objects());
        }
        object
    }

    /// All sections under all columns.
    pub fn one_table(&self) -> Rows {
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
