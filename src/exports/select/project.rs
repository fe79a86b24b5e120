//! People related by the meetings that they share.

use petgraph::Direction::Incoming;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::super::View;
use super::super::spell::day_of;
use super::filter::Chosen;
use crate::graph::KnowledgeGraph;
use crate::links::{EntityId, EntityKind, Interval};

/// Two people who share meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exports) struct Shared {
    /// The one, before the other.
    pub(in crate::exports) left: EntityId,
    /// The other.
    pub(in crate::exports) right: EntityId,
    /// Number of meetings.
    pub(in crate::exports) meetings: u32,
    /// One of these meetings: the first in the order of the graph.
    pub(in crate::exports) example: EntityId,
    /// From the first to the last of these meetings.
    pub(in crate::exports) days: Option<Interval>,
}

/// All pairs, in order. Time is the sum of the squares of the meetings' sizes.
pub(super) fn shared(graph: &KnowledgeGraph, view: View, chosen: &Chosen) -> Vec<Shared> {
    let mut found = Vec::new();
    for (meeting, node) in meetings(graph, chosen) {
        let people = people(graph, view, chosen, meeting);
        for (at, &left) in people.iter().enumerate() {
            let pairs = people[at + 1..].iter().map(|&right| Shared {
                left,
                right,
                meetings: 1,
                example: meeting,
                days: day_of(node),
            });
            found.extend(pairs);
        }
    }
    found.sort_unstable_by_key(|pair: &Shared| (pair.left, pair.right, pair.example));
    found.dedup_by(|next, kept| {
        let same = (next.left, next.right) == (kept.left, kept.right);
        if same {
            kept.meetings += next.meetings;
            let both = [kept.days, next.days].into_iter().flatten();
            kept.days = Interval::around(both.flat_map(|days| [days.from, days.until]));
        }
        same
    });
    found
}

/// Who takes such a part in any meeting, alone or with others.
pub(super) fn participants(graph: &KnowledgeGraph, view: View, chosen: &Chosen) -> Vec<bool> {
    let mut parts = vec![false; graph.nodes().len()];
    for (meeting, _) in meetings(graph, chosen) {
        for person in people(graph, view, chosen, meeting) {
            parts[person.index()] = true;
        }
    }
    parts
}

fn meetings<'g>(
    graph: &'g KnowledgeGraph,
    chosen: &Chosen,
) -> impl Iterator<Item = (EntityId, &'g crate::graph::Node)> {
    let is = |id: EntityId| graph.entity(id).kind() == EntityKind::Meeting;
    graph.nodes().filter(move |(id, _)| chosen.nodes[id.index()] && is(*id))
}

/// Who takes such a part in a meeting, in order.
fn people(graph: &KnowledgeGraph, view: View, chosen: &Chosen, meeting: EntityId) -> Vec<EntityId> {
    let edges = graph.petgraph().edges_directed(NodeIndex::new(meeting.index()), Incoming);
    let parts = edges
        .filter(|edge| view.projects(edge.weight().predicate) && chosen.edges[edge.id().index()]);
    let people = parts.map(|edge| EntityId(edge.source().index() as u32));
    let mut people: Vec<_> = people.filter(|id| chosen.nodes[id.index()]).collect();
    people.sort_unstable();
    people.dedup();
    people
}
