//! What the linked documents say together.
//!
//! Longer than most: the types of one model, two lines of documentation for each of code.

mod statement;
mod version;

use super::PartialDate;
use crate::facts::{MeetingKind, UnitLevel};

pub use statement::{Participation, Predicate, Qualifier, Statement, Tenure};
pub use version::{ChangeKind, Continuation, UnitChange, UnitVersion};

/// Everything that the documents say together. All lists are in an order that depends on nothing but
/// the documents, and an id is the place in its list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// Things, by kind and path.
    pub entities: Vec<Entity>,
    /// What is said of them, by subject, predicate, object and term.
    pub statements: Vec<Statement>,
    /// The words that say it, by document and place.
    pub quotes: Vec<Quote>,
    /// Measured figures, by document.
    pub figures: Vec<Figure>,
    /// Pairs of people of one name that the documents neither join nor part, best first.
    pub undecided: Vec<Undecided>,
    /// Versions of all units that the gazetteer knows, by unit and time.
    pub versions: Vec<UnitVersion>,
    /// Bodies and offices that went on as others when their units went into others, by both.
    pub continuations: Vec<Continuation>,
}

/// Place of an entity in [`Links::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Place of a statement in [`Links::statements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// Place of a quote in [`Links::quotes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuoteId(pub u32);

impl EntityId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl StatementId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl QuoteId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A thing that documents speak of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its address below the base of all: `person/bui-van-thuan.k3f9`. Folded ASCII.
    pub path: String,
    /// What it is called, in Vietnamese.
    pub label: String,
    /// Other spellings that documents use, sorted.
    pub names: Vec<String>,
    /// Key by which Vietnamese lists sort it: a person by the given name.
    pub sort_key: String,
    /// What is known of it by its kind.
    pub detail: Detail,
    /// Where it is named.
    pub quotes: Vec<QuoteId>,
    /// Number of documents that name it; copies of one text count once.
    pub documents: u32,
    /// Readings that the documents leave open, best first.
    pub candidates: Vec<Reading>,
}

impl Entity {
    /// What kind of thing it is.
    pub fn kind(&self) -> EntityKind {
        match self.detail {
            Detail::Person => EntityKind::Person,
            Detail::Organization { .. } => EntityKind::Organization,
            Detail::Post { .. } => EntityKind::Post,
            Detail::Unit { .. } => EntityKind::Unit,
            Detail::Meeting { .. } => EntityKind::Meeting,
            Detail::Act { .. } => EntityKind::Act,
            Detail::Document { .. } => EntityKind::Document,
        }
    }
}

/// Kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// An individual.
    Person,
    /// A committee, council, agency, school or company.
    Organization,
    /// An office of a body.
    Post,
    /// An administrative unit.
    Unit,
    /// An event.
    Meeting,
    /// A document of Party or State that others cite.
    Act,
    /// A page that was read.
    Document,
}

impl EntityKind {
    /// All kinds, in the order of [`Links::entities`].
    pub const ALL: [Self; 7] = [
        Self::Person,
        Self::Organization,
        Self::Post,
        Self::Unit,
        Self::Meeting,
        Self::Act,
        Self::Document,
    ];

    /// First part of the path of all such things, and their name in files: `person`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "org",
            Self::Post => "post",
            Self::Unit => "unit",
            Self::Meeting => "meeting",
            Self::Act => "act",
            Self::Document => "doc",
        }
    }
}

/// What is known of a thing by its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// An individual: all that is known stands in statements.
    Person,
    /// A body.
    Organization {
        /// Key of the kind of body in the lexicon, empty where unknown.
        kind: String,
        /// Its class in the lexicon (`party-committee`), empty where unknown.
        class: String,
    },
    /// An office.
    Post {
        /// Bare title.
        title: String,
        /// How many may hold it at once.
        seats: Seats,
    },
    /// An administrative unit.
    Unit {
        /// Its level.
        level: UnitLevel,
        /// Bare name of its province, where decided.
        province: Option<String>,
        /// Gazetteer ids of its versions that documents speak of, sorted.
        versions: Vec<String>,
    },
    /// An event.
    Meeting {
        /// Its kind.
        kind: MeetingKind,
        /// When it took place, as precise as any document gives it.
        date: Option<PartialDate>,
        /// Its number in a row of meetings.
        ordinal: Option<u32>,
        /// Convocation in Roman numerals.
        convocation: Option<String>,
        /// Where it took place, as written.
        place: Option<String>,
    },
    /// A document of Party or State.
    Act {
        /// Kind of document, in full.
        kind: String,
        /// Number as written.
        number: Option<String>,
        /// Day of issue.
        date: Option<PartialDate>,
    },
    /// A page that was read.
    Document {
        /// Its name in the input.
        name: String,
        /// Address of the page.
        url: Option<String>,
        /// Day of publication.
        published: Option<PartialDate>,
        /// SHA-256 of the raw text, in hexadecimal; empty where not given.
        sha256: String,
        /// First, by name, of the documents that carry the same text, where this is another.
        copy_of: Option<EntityId>,
    },
}

/// How many people may hold an office at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seats {
    /// One: two holders on a day contradict each other.
    One,
    /// Several, or not known.
    Many,
}

/// A possible reading of something that the documents leave open.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The thing of the graph that it would be, where there is one.
    pub entity: Option<EntityId>,
    /// Gazetteer id, or the name of the reading.
    pub name: String,
    /// Share of belief between 0 and 1; the scores of one list sum to at most 1.
    pub score: f64,
}

/// Words of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    /// The document.
    pub document: EntityId,
    /// First code point in the raw text.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words.
    pub exact: String,
    /// Name of the rule or recogniser that found them.
    pub rule: String,
}

/// A measured figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Address below the base of all.
    pub path: String,
    /// Document that gives it.
    pub document: EntityId,
    /// What is measured.
    pub name: String,
    /// How much.
    pub value: f64,
    /// Out of how many.
    pub of: Option<f64>,
    /// Unit of measure, or what is counted.
    pub measure: String,
    /// When, as written in the facts (`2020-H1`).
    pub period: Option<String>,
    /// The administrative unit that it is measured for.
    pub place: Option<EntityId>,
    /// The words that give it.
    pub quotes: Vec<QuoteId>,
}

/// Two people of one name whom the documents neither join nor part.
#[derive(Clone, Debug, PartialEq)]
pub struct Undecided {
    /// The one, before the other.
    pub left: EntityId,
    /// The other.
    pub right: EntityId,
    /// Belief that they are one, between 0 and 1.
    pub score: f64,
    /// What speaks for and against.
    pub reasons: Vec<Reason>,
}

/// What speaks for or against that two people are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Both hold this office, which has one seat.
    SameSeat(EntityId),
    /// Both hold this office, which has many seats.
    SamePost(EntityId),
    /// Both take part in this meeting.
    SameMeeting(EntityId),
    /// Both hold offices of this body.
    SameBody(EntityId),
    /// Both hold offices of bodies of this unit, or act there.
    SameUnit(EntityId),
    /// Both hold one-seat offices of one kind in different places at one time.
    HoldsElsewhere(EntityId, EntityId),
}
