//! The arguments of `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Graph;
use super::reading::Window;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri export --output graph.graphml\n  \
    chutri export --view co-chairing --output who-with-whom.gexf\n  \
    chutri export --unit \"bac son\" --hops 2 --output part.svg\n  \
    chutri export --format csv --table chairings > chairs.csv\n  \
    chutri export --check graph.graphml\n\n\
    Filters leave what all of them allow. --person, --body and --unit leave what is within --hops edges of \
    such; a unit counts with all units in it and their bodies. Names without accents find every spelling.")]
pub(in crate::cli) struct Export {
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    /// Form of the export [default: by the ending of the file]
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<ExportFormat>,
    /// File to write, packed where it ends in .gz or .zst, or folder for neo4j and --slice; without it,
    /// standard output
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Part of the graph that is shown; RDF, ftm, popolo and the table of chairings are always whole
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) view: ViewName,
    /// Around people whose names hold this
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) person: Option<String>,
    /// Around bodies whose names hold this, with their parts, posts and meetings
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) body: Option<String>,
    /// Around units whose names hold this, the units in them, and their bodies
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) unit: Option<String>,
    /// How many edges of the view may lie between [default: 1]
    #[arg(long, value_name = "K")]
    pub(in crate::cli) hops: Option<u32>,
    #[command(flatten)]
    pub(in crate::cli) window: Window,
    /// Kinds of things, with commas between
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    pub(in crate::cli) kinds: Vec<KindName>,
    /// Columns of nodes and edges, with commas between [default: all]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(in crate::cli) columns: Vec<String>,
    /// Readers that graphml is made for; rdf12 for RDF with reifiers
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) flavour: FlavourName,
    /// Rows of csv
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) table: TableName,
    /// What sizes nodes
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) size_by: MeasureName,
    /// Whether nodes are given places
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) places: Places,
    /// Pixels a point of png, from 0.1 to 10 [default: 2, or as many as fit]
    #[arg(long, value_name = "NUMBER", value_parser = scale)]
    pub(in crate::cli) scale: Option<f32>,
    /// One gexf file a year instead of one with spells
    #[arg(long, value_enum)]
    pub(in crate::cli) slice: Option<SliceName>,
    /// Begin csv with the mark by which Excel knows UTF-8
    #[arg(long)]
    pub(in crate::cli) bom: bool,
    /// Instead of an export, tell what Gephi, networkx, igraph, Cytoscape or yEd would drop or change of a
    /// graphml or gexf file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "output"])]
    pub(in crate::cli) check: Option<PathBuf>,
    /// Folder of tables that the graph was built with, where not only the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) ontology: Option<PathBuf>,
}

/// Reads a number of pixels a point.
fn scale(text: &str) -> Result<f32, &'static str> {
    let scale = text.parse().ok().filter(|scale| (0.1..=10.0).contains(scale));
    scale.ok_or("give a number from 0.1 to 10")
}

/// A form of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
    /// Graph for Gephi, yEd, Cytoscape, networkx, igraph
    Graphml,
    /// Graph with its days, for Gephi's timeline
    Gexf,
    /// Picture
    Svg,
    /// Picture in pixels
    Png,
    /// Table for spreadsheets, or tables for Gephi
    Csv,
    /// Folder for the bulk import of Neo4j 5
    Neo4j,
    /// Graph for Graphviz
    Dot,
    /// JSON for Cytoscape.js and Cytoscape
    Cyjs,
    /// JSON of nodes and links for networkx and D3
    Json,
    /// Entities of FollowTheMoney, for OpenSanctions and its tools
    Ftm,
    /// JSON by Popolo: people, bodies, posts, memberships, events
    Popolo,
    /// RDF as Turtle
    Ttl,
    /// RDF as TriG
    Trig,
    /// RDF as N-Triples
    Nt,
    /// RDF as N-Quads
    Nq,
    /// RDF/XML
    Rdf,
    /// RDF as JSON-LD 1.1
    Jsonld,
}

/// A part of the graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ViewName {
    /// Everything but pages
    #[default]
    Things,
    /// Everything, pages and what they mention included
    Full,
    /// People and meetings
    PeopleMeetings,
    /// People who took part in the same meetings
    CoAttendance,
    /// People who chaired the same meetings
    CoChairing,
    /// Bodies, posts and units
    Bodies,
    /// People, their posts, and the bodies of these
    Careers,
    /// Bodies and units
    Hierarchy,
}

/// A kind of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum KindName {
    /// Individuals
    Person,
    /// Committees, councils, agencies
    Org,
    /// Offices
    Post,
    /// Administrative units
    Unit,
    /// Events
    Meeting,
    /// Documents of Party or State
    Act,
    /// Pages
    Doc,
}

/// Readers of GraphML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FlavourName {
    /// All of them
    #[default]
    Portable,
    /// Gephi: kinds of edges as it knows them
    Gephi,
    /// Schema validators: with what the file is as data of the graph
    Strict,
    /// yEd: shapes, colours, places and names
    Yed,
    /// Cytoscape: interactions
    Cytoscape,
    /// Neo4j by APOC: labels and types
    Neo4j,
    /// RDF 1.2 of ttl, trig, nt and nq: what reifies what
    Rdf12,
}

/// Rows of CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TableName {
    /// Who chaired what, with the sentence and its address
    #[default]
    Chairings,
    /// Nodes for Gephi
    Nodes,
    /// Edges for Gephi
    Edges,
}

/// What sizes nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MeasureName {
    /// Number of edges
    #[default]
    Degree,
    /// Share of a random walk
    PageRank,
    /// Number of chairings
    Chairings,
    /// Number of documents
    Documents,
}

/// When nodes are given places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Places {
    /// Up to 20,000 nodes
    #[default]
    Auto,
    /// However long it takes
    Always,
    /// Not at all
    Never,
}

/// By what a graph is cut into slices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SliceName {
    /// A slice a year
    Year,
}
