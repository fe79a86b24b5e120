//! How much can be drawn, and what to show instead of too much.

use super::{Filter, Selection, View};
use crate::graph::KnowledgeGraph;
use crate::links::{EntityId, EntityKind};

/// Nodes whose names can be read in one picture.
pub const READABLE: usize = 1_000;

/// Nodes that are placed within seconds.
pub const PLACEABLE: usize = 20_000;

/// Units that are tried for a smaller part.
const TRIED: usize = 8;

/// A part that can be read in one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Smaller {
    /// Another view under the same filter.
    View {
        /// The view.
        view: View,
        /// Number of its nodes.
        nodes: usize,
        /// Number of its edges.
        edges: usize,
    },
    /// The same view around a unit.
    Unit {
        /// The unit.
        unit: EntityId,
        /// Number of nodes.
        nodes: usize,
        /// Number of edges.
        edges: usize,
    },
}

/// Parts of what a filter leaves that can be read in one picture, the largest first: other views, then the same
/// view around one of the units with most edges.
pub fn smaller(graph: &KnowledgeGraph, filter: &Filter) -> Vec<Smaller> {
    let fits = |filter: &Filter| {
        let selection = Selection::new(graph, filter);
        let (nodes, edges) = (selection.node_count(), selection.edge_count());
        ((2..=READABLE).contains(&nodes) && edges > 0).then_some((nodes, edges))
    };
    let views = View::ALL.into_iter().filter(|&view| view != filter.view).filter_map(|view| {
        let (nodes, edges) = fits(&Filter { view, ..filter.clone() })?;
        Some((nodes, Smaller::View { view, nodes, edges }))
    });
    let units = busiest_units(graph).into_iter().filter_map(|unit| {
        let (nodes, edges) = fits(&Filter { units: vec![unit], ..filter.clone() })?;
        Some((nodes, Smaller::Unit { unit, nodes, edges }))
    });
    let mut views: Vec<_> = views.collect();
    views.sort_by_key(|(nodes, _)| std::cmp::Reverse(*nodes));
    let mut units: Vec<_> = if filter.units.is_empty() { units.collect() } else { Vec::new() };
    units.sort_by_key(|(nodes, _)| std::cmp::Reverse(*nodes));
    views.into_iter().chain(units).map(|(_, part)| part).collect()
}

fn busiest_units(graph: &KnowledgeGraph) -> Vec<EntityId> {
    let units = graph.nodes().filter(|(_, node)| node.entity.kind() == EntityKind::Unit);
    let mut units: Vec<_> = units.map(|(id, node)| (node.measures.degree_in, id)).collect();
    units.sort_by_key(|&(degree, id)| (std::cmp::Reverse(degree), id));
    units.into_iter().take(TRIED).map(|(_, id)| id).collect()
}
