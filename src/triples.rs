//! Triples: the graph as RDF, kept in a store and asked in SPARQL.
//!
//! Tenures and participations are nodes of their own, with time, evidence and belief; what people ask
//! most (`ct:chaired`, `org:holds` …) is a plain triple beside them. There are no blank nodes, and all
//! triples stand in the default graph. The vocabulary is `ontology/chutri.ttl`.

mod backup;
mod bounds;
mod dataset;
mod describe;
mod folder;
mod function;
mod generation;
mod inventory;
mod jsonld;
mod lookup;
mod near;
mod ontology;
mod plan;
mod query;
mod question;
mod redirect;
mod reify;
mod shape;
mod stop;
mod store;
mod subject;
mod syntax;
mod term;
mod texts;
mod update;
mod verify;
mod void;
mod write;

use oxigraph::model::Quad;

use crate::graph::KnowledgeGraph;

pub use bounds::{Bounds, Exceeded, resident};
pub use dataset::Dataset;
pub use folder::{FactsFile, FolderError, GraphFolder, Manifest, Unfit};
pub use generation::{Contents, NewGeneration, UNFINISHED};
pub use lookup::{Found, find, nearest};
pub use near::{Near, NearLink, NearNode, near};
pub use ontology::{ONTOLOGY, Terms};
pub use query::{
    Answer, AnswerFormat, QueryError, Solutions, Table, Triples, query, query_over, query_within,
};
pub use question::{Parameter, ParameterError, ParameterKind, Question, question, questions};
pub use shape::{Constraint, Rule, SHAPES, ShapeError, Violation, shapes, violations};
pub use store::{StoreError, Triplestore};
pub use term::{CT, PREFIXES};
pub use texts::Hit;
pub use verify::{Damage, Harm, Remedy};
pub use write::{Reifiers, Syntax, write_nquads, write_rdf};

/// Every quad of the graph, without the ontology: sorted by subject, predicate and object, and at the end the
/// description of the data set. Made as it is asked for; beside the graph, the addresses of the subjects are in
/// memory.
pub fn quads<'a>(graph: &'a KnowledgeGraph, terms: &'a Terms) -> impl Iterator<Item = Quad> + 'a {
    void::described(graph, terms).flat_map(|(node, description)| description.into_quads(node))
}
