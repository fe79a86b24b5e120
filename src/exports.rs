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

use std::io;

pub use chairings::{Chairing, chairings};
pub use format::{ByteOrderMark, Flavour, Format, Table};
pub use gephi::{edges_csv, nodes_csv};
pub use graphml::graphml;
pub use people::chairings_csv;
pub use view::View;

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
