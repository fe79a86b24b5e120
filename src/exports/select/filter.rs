//! Conditions on what is written.

use petgraph::Direction::Incoming;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::super::View;
use super::super::spell;
use super::super::view::Direction;
use crate::graph::{Edge, KnowledgeGraph};
use crate::links::{EntityId, EntityKind, Interval, Predicate};

/// Conditions that all hold; what is empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The view.
    pub view: View,
    /// Around any of these people.
    pub people: Vec<EntityId>,
    /// Around any of these bodies, their parts, posts and meetings.
    pub bodies: Vec<EntityId>,
    /// Around any of these units, the units in them, and their bodies.
    pub units: Vec<EntityId>,
    /// How many edges of the view may lie between: 1 unless given.
    pub hops: Option<u32>,
    /// What happens on these days, and what belongs to it.
    pub days: Option<Interval>,
    /// Kinds of things.
    pub kinds: Vec<EntityKind>,
}

/// What conditions leave, by places in the graph.
pub(super) struct Chosen {
    pub(super) nodes: Vec<bool>,
    pub(super) edges: Vec<bool>,
}

impl Filter {
    /// Whether a thing is of the kinds asked for.
    pub(super) fn names(&self, graph: &KnowledgeGraph, id: EntityId) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&graph.entity(id).kind())
    }

    pub(super) fn chosen(&self, graph: &KnowledgeGraph) -> Chosen {
        let edges = vec![true; graph.edges().len()];
        let mut chosen = Chosen { nodes: vec![true; graph.nodes().len()], edges };
        if let Some(days) = self.days {
            within(graph, days, &mut chosen);
        }
        let hops = self.hops.unwrap_or(1);
        // One edge of a projection is two of the graph: person, meeting, person.
        let hops = if self.view.direction() == Direction::Undirected { 2 * hops } else { hops };
        for (seeds, belonging) in [(&self.people, false), (&self.bodies, true), (&self.units, true)]
        {
            if !seeds.is_empty() {
                let mut near = seeded(graph, seeds);
                if belonging {
                    near = below(graph, near);
                }
                spread(graph, &chosen, &mut near, hops);
                chosen.nodes.iter_mut().zip(near).for_each(|(node, near)| *node &= near);
            }
        }
        chosen
    }
}

fn seeded(graph: &KnowledgeGraph, seeds: &[EntityId]) -> Vec<bool> {
    let mut near = vec![false; graph.nodes().len()];
    for id in seeds {
        near[id.index()] = true;
    }
    near
}

/// Whether one end belongs to the other: a body to its unit, a post or a meeting to its body.
fn belongs(edge: &Edge) -> bool {
    use Predicate::{BodyOf, IssuedBy, LiesIn, MeetingOf, PartOf, PostIn};
    matches!(edge.predicate, PostIn | PartOf | BodyOf | LiesIn | MeetingOf | IssuedBy)
}

/// Adds all that belongs to what is marked.
fn below(graph: &KnowledgeGraph, mut marked: Vec<bool>) -> Vec<bool> {
    let mut open: Vec<usize> = (0..marked.len()).filter(|&at| marked[at]).collect();
    while let Some(at) = open.pop() {
        for edge in graph.petgraph().edges_directed(NodeIndex::new(at), Incoming) {
            let part = edge.source().index();
            if belongs(edge.weight()) && !marked[part] {
                marked[part] = true;
                open.push(part);
            }
        }
    }
    marked
}

/// Adds what lies within so many edges of what is marked; pages lead nowhere.
fn spread(graph: &KnowledgeGraph, chosen: &Chosen, marked: &mut [bool], hops: u32) {
    let mut front: Vec<usize> = (0..marked.len()).filter(|&at| marked[at]).collect();
    for _ in 0..hops {
        let mut next = Vec::new();
        for at in front {
            let node = NodeIndex::new(at);
            let both = [petgraph::Outgoing, petgraph::Incoming];
            let edges = both.into_iter().flat_map(|way| graph.petgraph().edges_directed(node, way));
            for edge in edges.filter(|edge| chosen.edges[edge.id().index()]) {
                let ends = [edge.source().index(), edge.target().index()];
                let other = if ends[0] == at { ends[1] } else { ends[0] };
                let page = graph.entity(EntityId(other as u32)).kind() == EntityKind::Document;
                if !page && !marked[other] {
                    marked[other] = true;
                    next.push(other);
                }
            }
        }
        front = next;
    }
}

/// Leaves what happens on these days, and what that belongs to.
fn within(graph: &KnowledgeGraph, days: Interval, chosen: &mut Chosen) {
    let absent = |node| spell::day_of(node).is_some_and(|day| !day.overlaps(days));
    let away: Vec<_> = graph.nodes().map(|(_, node)| absent(node)).collect();
    let mut there: Vec<_> = graph
        .nodes()
        .map(|(id, node)| !away[id.index()] && spell::day_of(node).is_some())
        .collect();
    let mut timeless = vec![false; chosen.edges.len()];
    for (at, (source, target, edge)) in graph.edges().enumerate() {
        let [source, target] = [source.index(), target.index()];
        let spells = spell::spells(graph, edge);
        let possible = !away[source] && !away[target];
        let dated = possible && spells.iter().any(|spell| spell.overlaps(days));
        there[source] |= dated;
        there[target] |= dated;
        timeless[at] = possible && spells.is_empty() && !needs_a_day(edge.predicate);
        chosen.edges[at] = dated;
    }
    let mut open: Vec<usize> = (0..there.len()).filter(|&at| there[at]).collect();
    while let Some(at) = open.pop() {
        for edge in graph.petgraph().edges(NodeIndex::new(at)) {
            let target = edge.target().index();
            if timeless[edge.id().index()] && !there[target] {
                there[target] = true;
                open.push(target);
            }
        }
    }
    for (at, (source, target, _)) in graph.edges().enumerate() {
        chosen.edges[at] |= timeless[at] && there[source.index()] && there[target.index()];
    }
    chosen.nodes = there;
}

/// Whether something undated of this kind cannot be said to fall on any day.
fn needs_a_day(predicate: Predicate) -> bool {
    use Predicate::{Attends, Chairs, Holds, SpeaksAt};
    matches!(predicate, Holds | Chairs | SpeaksAt | Attends)
}
