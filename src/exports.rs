//! Exports: the graph and its rows in the forms that other programs read.
//!
//! One model, several writers: [`View`] says what is written, the columns of nodes and edges say how each
//! is described, and each writer streams them in the order of the graph. The same graph gives the same
//! bytes.

mod chairings;
mod columns;
mod format;
mod gephi;
mod graphml;
mod legend;
mod people;
mod value;
mod view;

use std::io::{self, Write};

use crate::graph::KnowledgeGraph;
use crate::triples::{Terms, write_nquads, write_turtle};

pub use chairings::{Chairing, chairings};
pub use format::{ByteOrderMark, Flavour, Format, Settings, Table};
pub use gephi::{edges_csv, nodes_csv};
pub use graphml::graphml;
pub use people::chairings_csv;
pub use view::View;

/// Writes a graph in the form that the settings ask for.
///
/// # Errors
/// If `out` does not take it.
pub fn export(
    graph: &KnowledgeGraph,
    settings: Settings,
    out: impl Write,
) -> Result<(), ExportError> {
    let Settings { format, view, flavour, table, mark } = settings;
    match (format, table) {
        (Format::GraphMl, _) => graphml(graph, view, flavour, out),
        (Format::Csv, Table::Chairings) => chairings_csv(chairings(graph), mark, out),
        (Format::Csv, Table::Nodes) => nodes_csv(graph, view, mark, out),
        (Format::Csv, Table::Edges) => edges_csv(graph, view, mark, out),
        (Format::Turtle, _) => Ok(write_turtle(graph, &Terms::built_in(), out)?),
        (Format::NQuads, _) => Ok(write_nquads(graph, &Terms::built_in(), out)?),
    }
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The place that is written to does not take more.
    #[error("the export cannot be written: {0}")]
    Write(#[from] io::Error),
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}
