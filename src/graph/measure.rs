//! Numbers that tell where a node stands in the graph.

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;

use super::adjacency::{Adjacency, counts};
use super::between::betweenness;
use super::community::communities;
use super::{Edge, Node};

/// Share of a walk that follows an edge.
const DAMPING: f64 = 0.85;
/// Rounds of the power iteration: 0.85^60 is less than 0.0001.
const ROUNDS: usize = 60;

/// Where a node stands, in the graph without documents: what pages mention and cite counts in none of
/// them. All but the degrees take edges both ways, those between two nodes as one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Number of edges to it.
    pub degree_in: u32,
    /// Number of edges from it.
    pub degree_out: u32,
    /// Share of a random walk along edges in both directions, by weight, that is spent here.
    pub page_rank: f64,
    /// Share of the pairs of other nodes whose shortest ways lead through it; estimated on large graphs.
    pub betweenness: f64,
    /// Number of its connected component: 0 is that of the first node.
    pub component: u32,
    /// Number of its community, by modularity: 0 is that of the first node.
    pub community: u32,
}

pub(super) fn measure(graph: &mut DiGraph<Node, Edge>) {
    let ranks = page_rank(graph);
    let components = components(graph);
    let adjacency = Adjacency::of(graph);
    let (between, communities) = (betweenness(&adjacency), communities(&adjacency));
    for node in graph.node_indices() {
        graph[node].measures = Measures {
            degree_in: degree(graph, node, Direction::Incoming),
            degree_out: degree(graph, node, Direction::Outgoing),
            page_rank: ranks[node.index()],
            betweenness: between[node.index()],
            component: components[node.index()],
            community: communities[node.index()],
        };
    }
}

fn degree(graph: &DiGraph<Node, Edge>, node: NodeIndex, direction: Direction) -> u32 {
    graph.edges_directed(node, direction).filter(|e| counts(e.weight())).count() as u32
}

/// Power iteration over the edges, taken both ways, in their order: the sums are the same on every
/// machine. Nodes without edges give their share to all.
fn page_rank(graph: &DiGraph<Node, Edge>) -> Vec<f64> {
    let nodes = graph.node_count();
    let share = 1.0 / f64::from(nodes.max(1) as u32);
    let mut strength = vec![0.0; nodes];
    let edges: Vec<_> = graph
        .raw_edges()
        .iter()
        .filter(|e| counts(&e.weight))
        .map(|e| (e.source().index(), e.target().index(), f64::from(e.weight.weight)))
        .collect();
    for &(a, b, weight) in &edges {
        strength[a] += weight;
        strength[b] += weight;
    }
    let mut ranks = vec![share; nodes];
    for _ in 0..ROUNDS {
        let lost: f64 = (0..nodes).filter(|&n| strength[n] == 0.0).map(|n| ranks[n]).sum();
        let mut next = vec![(1.0 - DAMPING) * share + DAMPING * lost * share; nodes];
        for &(a, b, weight) in &edges {
            next[b] += DAMPING * ranks[a] * weight / strength[a];
            next[a] += DAMPING * ranks[b] * weight / strength[b];
        }
        ranks = next;
    }
    ranks
}

/// Components numbered in the order of their first nodes.
fn components(graph: &DiGraph<Node, Edge>) -> Vec<u32> {
    let mut sets = UnionFind::<usize>::new(graph.node_count());
    for edge in graph.raw_edges().iter().filter(|e| counts(&e.weight)) {
        sets.union(edge.source().index(), edge.target().index());
    }
    let labels = sets.into_labeling();
    let mut numbers = vec![u32::MAX; labels.len()];
    let mut next = 0;
    labels
        .iter()
        .map(|&label| {
            if numbers[label] == u32::MAX {
                numbers[label] = next;
                next += 1;
            }
            numbers[label]
        })
        .collect()
}
