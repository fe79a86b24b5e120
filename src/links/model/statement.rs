//! What documents say of two things.

use jiff::civil::Date;

use super::{EntityId, QuoteId, StatementId};
use crate::facts::{ParticipationRole, TenureStatus};
use crate::links::{Interval, PartialDate, Term};

/// What a statement says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// Person holds or held a post: a tenure.
    Holds,
    /// Person chairs a meeting, alone or with others: a participation.
    Chairs,
    /// Person speaks at a meeting: a participation.
    SpeaksAt,
    /// Person attends a meeting: a participation.
    Attends,
    /// Post belongs to a body.
    PostIn,
    /// Body is part of a body.
    PartOf,
    /// Body is the body of a unit.
    BodyOf,
    /// Unit lies in a unit.
    LiesIn,
    /// Meeting is the meeting of a body.
    MeetingOf,
    /// Document of Party or State is issued by a body.
    IssuedBy,
    /// Page cites a document of Party or State.
    Cites,
    /// Page names a thing.
    Mentions,
}

impl Predicate {
    /// All predicates, in the order of statements.
    pub const ALL: [Self; 12] = [
        Self::Holds,
        Self::Chairs,
        Self::SpeaksAt,
        Self::Attends,
        Self::PostIn,
        Self::PartOf,
        Self::BodyOf,
        Self::LiesIn,
        Self::MeetingOf,
        Self::IssuedBy,
        Self::Cites,
        Self::Mentions,
    ];

    /// Name in files: `CHAIRED`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holds => "HOLDS",
            Self::Chairs => "CHAIRED",
            Self::SpeaksAt => "SPOKE_AT",
            Self::Attends => "ATTENDED",
            Self::PostIn => "POST_IN",
            Self::PartOf => "PART_OF",
            Self::BodyOf => "BODY_OF",
            Self::LiesIn => "LIES_IN",
            Self::MeetingOf => "MEETING_OF",
            Self::IssuedBy => "ISSUED_BY",
            Self::Cites => "CITES",
            Self::Mentions => "MENTIONS",
        }
    }
}

impl From<ParticipationRole> for Predicate {
    fn from(role: ParticipationRole) -> Self {
        match role {
            ParticipationRole::Chair => Self::Chairs,
            ParticipationRole::Speaker => Self::SpeaksAt,
            ParticipationRole::Attendee => Self::Attends,
        }
    }
}

/// One thing that documents say of two.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Address below the base of all, for tenures and participations: `tenure/bui-van-thuan.f8s2m1qe`.
    pub path: Option<String>,
    /// What it is said of.
    pub subject: EntityId,
    /// What is said.
    pub predicate: Predicate,
    /// What it relates the subject to.
    pub object: EntityId,
    /// What more is said.
    pub qualifier: Qualifier,
    /// Documents that say so, in order.
    pub documents: Vec<EntityId>,
    /// Number of those whose text is no copy of another.
    pub independent: u32,
    /// The words that say so; empty where it follows from names alone.
    pub quotes: Vec<QuoteId>,
    /// Highest belief of any document, between 0 and 1.
    pub confidence: f64,
}

/// What a statement says beyond its subject, predicate and object.
#[derive(Clone, Debug, PartialEq)]
pub enum Qualifier {
    /// Nothing more.
    None,
    /// When and how an office was held.
    Tenure(Tenure),
    /// How somebody took part.
    Participation(Participation),
}

/// When and how an office was held. The three kinds of time are never mixed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tenure {
    /// From the first to the last day on which a document shows it held.
    pub attested: Option<Interval>,
    /// Start that a text states.
    pub from: Option<PartialDate>,
    /// End that a text states.
    pub until: Option<PartialDate>,
    /// First day on which a document reports it over.
    pub over_by: Option<Date>,
    /// Term of office that a text states.
    pub term: Option<Term>,
    /// How the documents put it, sorted.
    pub statuses: Vec<TenureStatus>,
    /// Gazetteer ids of the versions of the body's unit that documents name, sorted, each from the first
    /// to the last day on which they show the office held there.
    pub units: Vec<(String, Interval)>,
}

impl Tenure {
    /// Whether the last word is that somebody holds it: shown held, and never reported over after that.
    pub fn is_open(&self) -> bool {
        let Some(attested) = self.attested else { return false };
        self.until.is_none() && self.over_by.is_none_or(|over| over < attested.until)
    }
}

/// How somebody took part in a meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Participation {
    /// Offices that the reporting documents give this person as current, in order: the capacities.
    pub capacities: Vec<StatementId>,
    /// Whether others took the same part.
    pub others: u32,
}
