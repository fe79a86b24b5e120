//! The forms of export and their settings.

use std::path::Path;

use super::{Columns, ExportError, Packing};
use crate::triples::Syntax;

/// How a selection is written. What a form has no use for is passed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The form.
    pub format: Format,
    /// Readers of GraphML, or RDF 1.2.
    pub flavour: Flavour,
    /// Rows of CSV.
    pub table: Table,
    /// Beginning of CSV.
    pub mark: ByteOrderMark,
    /// Columns of nodes and edges.
    pub columns: Columns,
    /// Pixels a point of PNG; 2, or as many as fit, where none is given.
    pub scale: Option<f32>,
}

impl Settings {
    /// A form as it is unless more is asked for.
    pub fn of(format: Format) -> Self {
        Self {
            format,
            flavour: Flavour::default(),
            table: Table::default(),
            mark: ByteOrderMark::default(),
            columns: Columns::default(),
            scale: None,
        }
    }

    /// Whether the form can be written so.
    ///
    /// # Errors
    /// If RDF 1.2 is asked for in a syntax of RDF 1.1.
    pub fn check(&self) -> Result<(), ExportError> {
        match (self.format, self.flavour) {
            (Format::Rdf(syntax), Flavour::Rdf12) if !syntax.has_triple_terms() => {
                Err(ExportError::TripleTerms)
            }
            _ => Ok(()),
        }
    }
}

/// A form of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GraphML 1.0: Gephi, yEd, Cytoscape, networkx, igraph.
    GraphMl,
    /// GEXF 1.3 with days: Gephi's timeline.
    Gexf,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// A folder of CSV files for the bulk import of Neo4j 5, and the script that runs it.
    Neo4j,
    /// The language of Graphviz.
    Dot,
    /// JSON of Cytoscape.js, which Cytoscape reads too.
    CytoscapeJson,
    /// JSON of nodes and links: networkx, D3.
    NodeLink,
    /// A picture.
    Svg,
    /// The same picture in pixels.
    Png,
    /// RDF in one of its syntaxes.
    Rdf(Syntax),
    /// Entities of FollowTheMoney, one a line: OpenSanctions and its tools.
    FollowTheMoney,
    /// JSON by Popolo: `EveryPolitician` and its tools.
    Popolo,
}

impl Format {
    /// All forms; of those whose endings end alike the longer first.
    pub const ALL: [Self; 17] = [
        Self::GraphMl,
        Self::Gexf,
        Self::Csv,
        Self::Neo4j,
        Self::Dot,
        Self::CytoscapeJson,
        Self::FollowTheMoney,
        Self::Popolo,
        Self::NodeLink,
        Self::Svg,
        Self::Png,
        Self::Rdf(Syntax::Turtle),
        Self::Rdf(Syntax::TriG),
        Self::Rdf(Syntax::NTriples),
        Self::Rdf(Syntax::NQuads),
        Self::Rdf(Syntax::RdfXml),
        Self::Rdf(Syntax::JsonLd),
    ];

    /// Ending of its files, without dot; of a folder, the ending that is proposed for it.
    pub fn extension(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Csv => "csv",
            Self::Neo4j => "neo4j",
            Self::Dot => "dot",
            Self::CytoscapeJson => "cyjs",
            Self::NodeLink => "json",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Rdf(syntax) => syntax.extension(),
            Self::FollowTheMoney => "ftm.json",
            Self::Popolo => "popolo.json",
        }
    }

    /// The form whose ending a file has, packed or not.
    pub fn of_path(path: &Path) -> Option<Self> {
        let packed = Packing::of_path(path).is_some();
        let path = if packed { path.with_extension("") } else { path.to_owned() };
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let ends = |format: &Self| {
            let before = name.strip_suffix(format.extension());
            before.is_some_and(|before| before.len() > 1 && before.ends_with('.'))
        };
        Self::ALL.into_iter().find(ends)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::GraphMl => "application/graphml+xml",
            Self::Gexf => "application/gexf+xml",
            Self::Csv | Self::Neo4j => "text/csv",
            Self::Dot => "text/vnd.graphviz",
            Self::CytoscapeJson | Self::NodeLink | Self::Popolo => "application/json",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Rdf(syntax) => syntax.media_type(),
            Self::FollowTheMoney => "application/json+ftm",
        }
    }

    /// Whether places of nodes stand in it.
    pub fn has_places(self) -> bool {
        let graph = matches!(
            self,
            Self::GraphMl | Self::Gexf | Self::Dot | Self::CytoscapeJson | Self::NodeLink
        );
        graph || self.is_picture()
    }

    /// Whether it is there to be looked at, and nothing without places.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png)
    }
}

/// What names in a PNG can be drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fonts {
    /// Fonts of the system.
    Found,
    /// The system has none.
    Missing,
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
    /// Valid against the schema, and what the file is told as data of the graph, which Gephi passes over.
    Strict,
    /// For yEd: shapes, colours, places and names as yEd draws them.
    Yed,
    /// For Cytoscape: the kind of an edge as `interaction`, and a `shared_name` of each edge.
    Cytoscape,
    /// For Neo4j by `apoc.import.graphml`: labels of nodes and types of relationships.
    Neo4j,
    /// RDF 1.2: tenures and participations reify the triples that they are about.
    Rdf12,
}

impl Flavour {
    /// All flavours of GraphML.
    pub const GRAPHML: [Self; 6] =
        [Self::Portable, Self::Gephi, Self::Strict, Self::Yed, Self::Cytoscape, Self::Neo4j];
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
