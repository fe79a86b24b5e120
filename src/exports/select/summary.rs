//! What the edges of a node tell about it, and how large it is drawn.

use super::super::spell::day_of;
use crate::graph::{KnowledgeGraph, Node};
use crate::links::{Interval, Predicate};

/// What the edges of a node tell about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::exports) struct Summary {
    /// Days on which documents show it at work.
    pub(in crate::exports) attested: Option<Interval>,
    /// Meetings that a person chairs; people who chair a meeting.
    pub(in crate::exports) chairs: u32,
}

impl Summary {
    /// Summaries of all nodes, by their ids.
    pub(in crate::exports) fn of(graph: &KnowledgeGraph) -> Vec<Self> {
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

/// What the size of a node tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Number of its edges.
    #[default]
    Degree,
    /// Share of a random walk that is spent there.
    PageRank,
    /// Meetings that a person chairs; people who chair a meeting.
    Chairings,
    /// Number of documents that name it.
    Documents,
}

impl Measure {
    /// Name on the command line and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::PageRank => "page-rank",
            Self::Chairings => "chairings",
            Self::Documents => "documents",
        }
    }

    pub(super) fn of(self, node: &Node, summary: Summary) -> f64 {
        let measures = node.measures;
        match self {
            Self::Degree => f64::from(measures.degree_in) + f64::from(measures.degree_out),
            Self::PageRank => measures.page_rank,
            Self::Chairings => f64::from(summary.chairs),
            Self::Documents => f64::from(node.entity.documents),
        }
    }
}
