//! The names of the command line as the exports know them.

use crate::cli::args::{ExportFormat, FlavourName, KindName, MeasureName, TableName, ViewName};
use crate::exports::{Flavour, Format, Measure, Table, View};
use crate::links::EntityKind;
use crate::triples::Syntax;

/// One to one, variant by variant.
macro_rules! same {
    ($($name:ident => $kind:ident { $($from:ident => $to:ident $(($of:expr))?),+ $(,)? })+) => {
        $(impl From<$name> for $kind {
            fn from(name: $name) -> Self {
                match name {
                    $($name::$from => Self::$to $(($of))?,)+
                }
            }
        })+
    };
}

same! {
    ExportFormat => Format {
        Graphml => GraphMl, Gexf => Gexf, Svg => Svg, Png => Png, Csv => Csv, Neo4j => Neo4j, Dot => Dot,
        Cyjs => CytoscapeJson, Json => NodeLink, Ftm => FollowTheMoney, Popolo => Popolo,
        Ttl => Rdf(Syntax::Turtle), Trig => Rdf(Syntax::TriG), Nt => Rdf(Syntax::NTriples), Nq => Rdf(Syntax::NQuads),
        Rdf => Rdf(Syntax::RdfXml), Jsonld => Rdf(Syntax::JsonLd),
    }
    ViewName => View {
        Things => Things, Full => Full, PeopleMeetings => PeopleMeetings, CoAttendance => CoAttendance,
        CoChairing => CoChairing, Bodies => Bodies, Careers => Careers, Hierarchy => Hierarchy,
    }
    KindName => EntityKind {
        Person => Person, Org => Organization, Post => Post, Unit => Unit, Meeting => Meeting, Act => Act,
        Doc => Document,
    }
    FlavourName => Flavour {
        Portable => Portable, Gephi => Gephi, Strict => Strict, Yed => Yed, Cytoscape => Cytoscape,
        Neo4j => Neo4j, Rdf12 => Rdf12,
    }
    TableName => Table { Chairings => Chairings, Nodes => Nodes, Edges => Edges }
    MeasureName => Measure {
        Degree => Degree, PageRank => PageRank, Chairings => Chairings, Documents => Documents,
    }
}
