//! Exports: the graph and its rows in the forms that other programs read.
//!
//! One model, several writers: a [`Selection`] says what is written, the columns of nodes and edges say how
//! each is described, and each writer streams them in the order of the graph. The same graph gives the same
//! bytes.

mod chairings;
mod check;
mod columns;
mod dot;
mod folder;
mod format;
mod ftm;
mod gephi;
mod gexf;
mod graphml;
mod json;
mod label;
mod layout;
mod legend;
mod neo4j;
mod pack;
mod people;
mod picture;
#[cfg_attr(not(feature = "png"), path = "exports/without_png.rs")]
mod png;
mod popolo;
mod related;
mod select;
mod size;
mod spell;
mod svg;
mod value;
mod view;
mod xml;

use std::io::{self, Write};

use crate::graph::KnowledgeGraph;
use crate::triples::{Reifiers, Syntax, Terms, write_rdf};

pub use chairings::{Chairing, chairings};
pub use check::{Check, CheckError, Finding, Reader, Rule, check_file};
pub use columns::Columns;
pub use dot::dot;
pub use folder::{export_folder, export_years};
pub use format::{ByteOrderMark, Flavour, Fonts, Format, Settings, Table};
pub use ftm::ftm;
pub use gephi::{edges_csv, nodes_csv};
pub use gexf::gexf;
pub use graphml::graphml;
pub use json::{cytoscape_json, node_link_json};
pub use layout::Point;
pub use pack::{Packing, packed};
pub use people::chairings_csv;
pub use png::{fonts, png};
pub use popolo::popolo;
pub use select::{Filter, Measure, Selection};
pub use size::{PLACEABLE, READABLE, Smaller, smaller};
pub use svg::svg;
pub use view::{Direction, View};

/// Writes a selection in the form that the settings ask for. RDF, FollowTheMoney and Popolo are of the
/// whole graph; what
/// takes more than one file is written by [`export_folder`].
///
/// # Errors
/// If `out` does not take it, or the form is a folder.
pub fn export(
    selection: &Selection<'_>,
    settings: &Settings,
    out: impl Write,
) -> Result<(), ExportError> {
    settings.check()?;
    let Settings { format, flavour, table, mark, columns, scale } = settings;
    let graph = selection.graph();
    match (format, table) {
        (Format::GraphMl, _) => graphml(selection, *flavour, columns, out),
        (Format::Gexf, _) => gexf(selection, columns, out),
        (Format::Csv, Table::Chairings) => chairings_csv(chairings(graph), *mark, out),
        (Format::Csv, Table::Nodes) => nodes_csv(selection, columns, *mark, out),
        (Format::Csv, Table::Edges) => edges_csv(selection, columns, *mark, out),
        (Format::Neo4j, _) => Err(ExportError::Folder),
        (Format::Dot, _) => dot(selection, columns, out),
        (Format::CytoscapeJson, _) => cytoscape_json(selection, columns, out),
        (Format::NodeLink, _) => node_link_json(selection, columns, out),
        (Format::Svg, _) => svg(selection, out),
        (Format::Png, _) => png(selection, *scale, out),
        (Format::Rdf(syntax), _) => rdf(graph, *syntax, *flavour, out),
        (Format::FollowTheMoney, _) => ftm(graph, out),
        (Format::Popolo, _) => popolo(graph, out),
    }
}

/// Writes the whole graph as RDF, with the description of the data set.
fn rdf(
    graph: &KnowledgeGraph,
    syntax: Syntax,
    flavour: Flavour,
    out: impl Write,
) -> Result<(), ExportError> {
    let reifiers = if flavour == Flavour::Rdf12 { Reifiers::With } else { Reifiers::Without };
    Ok(write_rdf(graph, &Terms::built_in(), (syntax, reifiers), out)?)
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The place that is written to does not take more.
    #[error("the export cannot be written: {0}")]
    Write(#[from] io::Error),
    /// A form of several files cannot go to one stream.
    #[error("this form is a folder of files: give --output DIR")]
    Folder,
    /// RDF 1.2 in a syntax of RDF 1.1.
    #[error(
        "RDF/XML and JSON-LD have no triple terms: write --format ttl, trig, nt or nq, or leave out --flavour rdf12"
    )]
    TripleTerms,
    /// A PNG of more pixels than can be drawn.
    #[error(
        "a PNG of {width:.0} x {height:.0} pixels cannot be drawn; give --scale {fitting} or less, ask for a smaller \
         part, or write --format svg"
    )]
    Pixels {
        /// Pixels from left to right.
        width: f64,
        /// Pixels from top to bottom.
        height: f64,
        /// Largest scale that can be drawn, in pixels a point.
        fitting: f64,
    },
    /// PNG is a choice of the build.
    #[error(
        "this chutri is built without PNG: write --format svg, or install it by `cargo install --path . --features png`"
    )]
    WithoutPng,
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
