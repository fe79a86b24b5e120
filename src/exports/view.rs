//! Which part of the graph is written, by what it shows.

use crate::links::{EntityKind, Predicate};

/// A part of the graph, by the kinds of things that it shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// People, bodies, posts, units, meetings, acts and what relates them; no pages.
    #[default]
    Things,
    /// Everything, pages and what they mention included.
    Full,
    /// People and meetings: who chaired, spoke, attended.
    PeopleMeetings,
    /// People who took part in the same meetings.
    CoAttendance,
    /// People who chaired the same meetings.
    CoChairing,
    /// Bodies, posts and units, and how they belong together.
    Bodies,
    /// People, the posts that they hold, and the bodies of these.
    Careers,
    /// Bodies and units, and which is part of which.
    Hierarchy,
}

/// Whether the edges of a view go from one end to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From source to target.
    Directed,
    /// Between both.
    Undirected,
}

impl View {
    /// All views.
    pub const ALL: [Self; 8] = [
        Self::Things,
        Self::Full,
        Self::PeopleMeetings,
        Self::CoAttendance,
        Self::CoChairing,
        Self::Bodies,
        Self::Careers,
        Self::Hierarchy,
    ];

    /// Name on the command line and in files: `people-meetings`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Things => "things",
            Self::Full => "full",
            Self::PeopleMeetings => "people-meetings",
            Self::CoAttendance => "co-attendance",
            Self::CoChairing => "co-chairing",
            Self::Bodies => "bodies",
            Self::Careers => "careers",
            Self::Hierarchy => "hierarchy",
        }
    }

    /// Whether its edges have a direction: those of projections have none.
    pub fn direction(self) -> Direction {
        match self {
            Self::CoAttendance | Self::CoChairing => Direction::Undirected,
            _ => Direction::Directed,
        }
    }

    /// What the weight of an edge counts, in a word for each edge.
    pub fn weight_counts(self) -> &'static str {
        match self.direction() {
            Direction::Directed => "documents",
            Direction::Undirected => "meetings",
        }
    }

    /// What the weight of an edge means, in a sentence.
    pub fn weight_meaning(self) -> &'static str {
        match self {
            Self::CoAttendance => "number of meetings in which both took part, in any role",
            Self::CoChairing => "number of meetings that both chaired",
            _ => "number of independent documents that say so",
        }
    }

    /// Name of its edges, where they are a projection's.
    pub(super) fn shared(self) -> Option<&'static str> {
        match self {
            Self::CoAttendance => Some("CO_ATTENDED"),
            Self::CoChairing => Some("CO_CHAIRED"),
            _ => None,
        }
    }

    /// Whether two people are related by meetings in which both have this part.
    pub(super) fn projects(self, predicate: Predicate) -> bool {
        use Predicate::{Attends, Chairs, SpeaksAt};
        match self {
            Self::CoAttendance => matches!(predicate, Chairs | SpeaksAt | Attends),
            Self::CoChairing => predicate == Chairs,
            _ => false,
        }
    }

    /// Whether things of this kind are in it.
    pub(super) fn shows(self, kind: EntityKind) -> bool {
        use EntityKind::{Document, Meeting, Organization, Person, Post, Unit};
        match self {
            Self::Full => true,
            Self::Things => kind != Document,
            Self::PeopleMeetings => matches!(kind, Person | Meeting),
            Self::CoAttendance | Self::CoChairing => kind == Person,
            Self::Bodies => matches!(kind, Organization | Post | Unit),
            Self::Careers => matches!(kind, Person | Post | Organization),
            Self::Hierarchy => matches!(kind, Organization | Unit),
        }
    }
}
