//! The shortest way between two people over meetings, posts and bodies, by petgraph.
//!
//! `cargo run --example shortest_way [NAME NAME]`

#![allow(clippy::print_stdout, clippy::non_ascii_literal)]

use std::error::Error;
use std::path::Path;

use chutri::document;
use chutri::facts::Extractor;
use chutri::graph::{DEFAULT_BASE, KnowledgeGraph};
use chutri::links::EntityKind;
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;
use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};

fn main() -> Result<(), Box<dyn Error>> {
    let mut names = std::env::args().skip(1);
    let from = names.next().unwrap_or("Lô Văn Thuyết".to_owned());
    let to = names.next().unwrap_or("Ngân Thị Lả".to_owned());
    let extractor = Extractor::new(Ontology::builtin());
    let documents = document::read([Path::new("examples/articles").to_owned()]);
    let facts = documents.map(|document| Ok(extractor.extract(&document?)));
    let facts = facts.collect::<Result<Vec<_>, document::ReadError>>()?;
    let graph = link_facts(&facts, Ontology::builtin(), DEFAULT_BASE)?;
    let (start, end) = (person(&graph, &from)?, person(&graph, &to)?);
    match astar(&undirected(&graph), start, |node| node == end, |_| 1_u32, |_| 0) {
        None => println!("{from} and {to} are not connected"),
        Some((steps, way)) => {
            println!("{steps} steps");
            for node in way {
                println!("  {}", graph.petgraph()[node].entity.label);
            }
        }
    }
    Ok(())
}

/// The graph without pages and without directions.
fn undirected(graph: &KnowledgeGraph) -> UnGraph<(), ()> {
    let is_page = |node: NodeIndex| graph.petgraph()[node].entity.kind() == EntityKind::Document;
    let ways = graph.petgraph().edge_indices();
    let ways = ways.filter_map(|edge| graph.petgraph().edge_endpoints(edge));
    UnGraph::from_edges(ways.filter(|&(source, _)| !is_page(source)))
}

fn person(graph: &KnowledgeGraph, name: &str) -> Result<NodeIndex, String> {
    let mut nodes = graph.nodes();
    let found = nodes
        .find(|(_, node)| node.entity.kind() == EntityKind::Person && node.entity.label == name);
    let id = found.ok_or_else(|| format!("nobody is called `{name}`"))?.0;
    Ok(NodeIndex::new(id.index()))
}
