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

/// A path as an XML name token, which igraph and Cytoscape need: `person:bui-van-thang.k3f9`.
pub(super) fn token(path: &str) -> String {
    let letter = |c: char| match c {
        '/' => ':',
        '.' | '-' | '_' => c,
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    };
    path.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_the_parts_of_a_path() {
        assert_eq!(token("post/bi-thu/huyen-uy/nam-sach.q2"), "post:bi-thu:huyen-uy:nam-sach.q2");
    }
}
