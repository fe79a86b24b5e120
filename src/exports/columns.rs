//! Columns of nodes and edges: one list each, which every writer follows.

mod edges;
mod nodes;

use super::value::{Type, Value};

pub(super) use edges::{EdgeRow, edge_columns};
pub(super) use nodes::{NodeRow, node_columns};

/// A typed column of rows `R`.
pub(super) struct Column<R> {
    /// Name, the same in all forms; never one that a reader takes for its own (`id`, `source`, `type`).
    pub(super) name: &'static str,
    pub(super) kind: Type,
    /// The value of a row, where it has one.
    pub(super) value: for<'r> fn(&'r R) -> Option<Value<'r>>,
}

/// The columns that are written: those named, or all where none is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    names: Vec<String>,
}

impl Columns {
    /// These columns alone.
    ///
    /// # Errors
    /// With the first name that no column has.
    pub fn named(names: Vec<String>) -> Result<Self, String> {
        let known = Self::known();
        match names.iter().find(|name| !known.contains(&name.as_str())) {
            Some(unknown) => Err(unknown.clone()),
            None => Ok(Self { names }),
        }
    }

    /// Names of all columns, of nodes and then of edges.
    pub fn known() -> Vec<&'static str> {
        let nodes = nodes::all().into_iter().map(|column| column.name);
        let mut names: Vec<_> = nodes.collect();
        let edges = edges::all().into_iter().map(|column| column.name);
        names.extend(edges.filter(|name| !nodes::all().iter().any(|column| column.name == *name)));
        names
    }

    fn kept<R>(&self, mut columns: Vec<Column<R>>) -> Vec<Column<R>> {
        columns.retain(|column| {
            self.names.is_empty() || self.names.iter().any(|name| name == column.name)
        });
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_chosen_by_name() {
        let columns = Columns::named(vec!["weight".to_owned(), "label".to_owned()]).unwrap();
        assert_eq!(node_columns(&columns).len(), 1);
        assert_eq!(edge_columns(&columns).len(), 1);
        assert_eq!(Columns::named(vec!["wait".to_owned()]), Err("wait".to_owned()));
        assert_eq!(node_columns(&Columns::default()).len(), nodes::all().len());
    }

    /// igraph loses the ids of nodes where a column is called so; Gephi takes the others for its own.
    #[test]
    fn no_column_has_a_name_that_a_reader_takes_for_its_own() {
        for name in Columns::known() {
            let own = ["id", "timeset", "source", "target", "type", "kind", "interval", "key"];
            assert!(!own.contains(&name), "{name}");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{name}");
        }
    }
}
