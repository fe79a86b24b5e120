//! The forms of export and their settings.

use std::path::Path;

use super::View;

/// What is written, and how. What a form has no use for is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The form.
    pub format: Format,
    /// Part of the graph, for GraphML and the tables of nodes and edges.
    pub view: View,
    /// Readers of GraphML.
    pub flavour: Flavour,
    /// Rows of CSV.
    pub table: Table,
    /// Beginning of CSV.
    pub mark: ByteOrderMark,
}

/// A form of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GraphML 1.0: Gephi, yEd, Cytoscape, networkx, igraph.
    GraphMl,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// RDF as Turtle.
    Turtle,
    /// RDF as N-Quads.
    NQuads,
}

impl Format {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::GraphMl, Self::Csv, Self::Turtle, Self::NQuads];

    /// Ending of its files, without dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Csv => "csv",
            Self::Turtle => "ttl",
            Self::NQuads => "nq",
        }
    }

    /// The form whose ending a file has.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::GraphMl => "application/graphml+xml",
            Self::Csv => "text/csv",
            Self::Turtle => "text/turtle",
            Self::NQuads => "application/n-quads",
        }
    }
}

/// What the rows of a CSV file are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// A row a person who chairs a meeting, with the sentence and its address.
    #[default]
    Chairings,
    /// Nodes, with the column names of Gephi.
    Nodes,
    /// Edges, with the column names of Gephi.
    Edges,
}

/// For which readers a GraphML file is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// Valid against the schema and read alike by all.
    #[default]
    Portable,
    /// For Gephi: the kind of an edge also as its `label` attribute, which the schema does not know, and
    /// `INF` parted by an invisible mark, as Gephi reads it as `Infinity` within any text.
    Gephi,
}

/// Whether a CSV file begins with the mark by which Excel knows UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByteOrderMark {
    /// No mark.
    #[default]
    Without,
    /// The mark.
    With,
}
