//! Which part of the graph is written.

use crate::graph::{Edge, KnowledgeGraph, Node};
use crate::links::{Detail, EntityId, EntityKind, Interval, Predicate};

/// A part of the graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// People, bodies, posts, units, meetings, acts and what relates them; no pages.
    #[default]
    Things,
    /// Everything, pages and what they mention included.
    Full,
    /// People and meetings: who chaired, spoke, attended.
    PeopleMeetings,
    /// Bodies, posts and units, and how they belong together.
    Bodies,
    /// People, the posts that they hold, and the bodies of these.
    Careers,
}

impl View {
    /// Whether things of this kind are in it.
    pub(super) fn shows(self, kind: EntityKind) -> bool {
        use EntityKind::{Document, Meeting, Organization, Person, Post, Unit};
        match self {
            Self::Full => true,
            Self::Things => kind != Document,
            Self::PeopleMeetings => matches!(kind, Person | Meeting),
            Self::Bodies => matches!(kind, Organization | Post | Unit),
            Self::Careers => matches!(kind, Person | Post | Organization),
        }
    }

    /// Nodes in order.
    pub(super) fn nodes(self, graph: &KnowledgeGraph) -> impl Iterator<Item = (EntityId, &Node)> {
        graph.nodes().filter(move |(_, node)| self.shows(node.entity.kind()))
    }

    /// Edges in order, both ends of which are in it.
    pub(super) fn edges(
        self,
        graph: &KnowledgeGraph,
    ) -> impl Iterator<Item = (EntityId, EntityId, &Edge)> {
        let shown = move |id| self.shows(graph.entity(id).kind());
        graph.edges().filter(move |&(source, target, _)| shown(source) && shown(target))
    }
}

/// What the edges of a node tell about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Summary {
    /// Days on which documents show it at work.
    pub(super) attested: Option<Interval>,
    /// Meetings that a person chairs; people who chair a meeting.
    pub(super) chairs: u32,
}

impl Summary {
    /// Summaries of all nodes, by their ids.
    pub(super) fn of(graph: &KnowledgeGraph) -> Vec<Self> {
        let mut summaries: Vec<_> =
            graph.nodes().map(|(_, node)| Self { attested: day_of(node), chairs: 0 }).collect();
        for (source, target, edge) in graph.edges() {
            for end in [source, target] {
                let summary = &mut summaries[end.index()];
                summary.chairs += u32::from(edge.predicate == Predicate::Chairs);
                let both = [summary.attested, edge.attested];
                let days = both.into_iter().flatten().flat_map(|days| [days.from, days.until]);
                summary.attested = Interval::around(days);
            }
        }
        summaries
    }
}

fn day_of(node: &Node) -> Option<Interval> {
    let date = match node.entity.detail {
        Detail::Meeting { date, .. } | Detail::Act { date, .. } => date,
        Detail::Document { published, .. } => published,
        _ => None,
    }?;
    Some(Interval { from: date.earliest(), until: date.latest() })
}
