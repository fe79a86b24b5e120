//! What a thing is related to.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use crate::graph::KnowledgeGraph;
use crate::links::{Detail, EntityId, Predicate, Qualifier, Statement};

/// The things that a predicate relates a thing to, in order.
pub(super) fn related(graph: &KnowledgeGraph, id: EntityId, predicate: Predicate) -> Vec<EntityId> {
    let edges = graph.petgraph().edges(NodeIndex::new(id.index()));
    let own = edges.filter(|edge| edge.weight().predicate == predicate);
    let mut found: Vec<_> = own.map(|edge| EntityId(edge.target().index() as u32)).collect();
    found.sort_unstable();
    found
}

/// Participations by their meetings, in order.
pub(super) fn participations(graph: &KnowledgeGraph) -> BTreeMap<EntityId, Vec<&Statement>> {
    let mut parts: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for statement in graph.statements() {
        if matches!(statement.qualifier, Qualifier::Participation(_)) {
            parts.entry(statement.object).or_default().push(statement);
        }
    }
    parts
}

/// Addresses of the pages that have one, each once, in the order of the pages.
pub(super) fn addresses_of<'g>(
    graph: &'g KnowledgeGraph,
    documents: &[EntityId],
) -> impl Iterator<Item = &'g str> + use<'g> {
    let pages: BTreeSet<EntityId> = documents.iter().copied().collect();
    pages.into_iter().filter_map(|id| match &graph.entity(id).detail {
        Detail::Document { url, .. } => url.as_deref(),
        _ => None,
    })
}
