//! The projection that all measures are taken on: things without pages, edges without direction.

use petgraph::graph::DiGraph;

use super::{Edge, Node};
use crate::links::Predicate;

/// Neighbours of each node with the weight of what joins them, sorted; all edges between two nodes are
/// one, and no node is its own neighbour.
#[derive(Clone, Debug, Default)]
pub(super) struct Adjacency {
    /// Where the neighbours of each node begin in `ends`; one more than there are nodes.
    starts: Vec<usize>,
    ends: Vec<(u32, f64)>,
}

/// Whether an edge counts: what pages mention and cite does not.
pub(super) fn counts(edge: &Edge) -> bool {
    !matches!(edge.predicate, Predicate::Mentions | Predicate::Cites)
}

impl Adjacency {
    pub(super) fn of(graph: &DiGraph<Node, Edge>) -> Self {
        let edges = graph.raw_edges().iter().filter(|e| counts(&e.weight));
        let edges = edges.map(|e| {
            let (a, b) = (e.source().index() as u32, e.target().index() as u32);
            (a, b, f64::from(e.weight.weight))
        });
        Self::new(graph.node_count(), edges)
    }

    /// Edges of `nodes` nodes; those from a node to itself are left out.
    pub(super) fn new(nodes: usize, edges: impl Iterator<Item = (u32, u32, f64)>) -> Self {
        let mut both: Vec<(u32, u32, f64)> =
            edges.filter(|e| e.0 != e.1).flat_map(|(a, b, w)| [(a, b, w), (b, a, w)]).collect();
        both.sort_by_key(|e| (e.0, e.1));
        both.dedup_by(|next, edge| {
            let same = (next.0, next.1) == (edge.0, edge.1);
            edge.2 += if same { next.2 } else { 0.0 };
            same
        });
        let mut starts = vec![0; nodes + 1];
        for edge in &both {
            starts[edge.0 as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Self { starts, ends: both.into_iter().map(|(_, b, weight)| (b, weight)).collect() }
    }

    /// Number of nodes.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Number of pairs of neighbours, counted from both sides.
    pub(super) fn ends(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn of_node(&self, node: usize) -> &[(u32, f64)] {
        &self.ends[self.starts[node]..self.starts[node + 1]]
    }
}
