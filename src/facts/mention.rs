//! Mentions: what the words of a document name, before anything is resolved.

use crate::ontology::gazetteer::NameIdx;
use crate::ontology::lexicon::{Class, Cue, Level, Number};
use crate::ontology::rule::Rule;

/// A range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// First token.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span over both.
    pub(crate) fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Which unit a body or an office belongs to, as far as its own words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum UnitRef {
    /// They say nothing.
    None,
    /// Only the type: row of `unit_types.csv`.
    Deictic(u8),
    /// A unit named: index of a [`UnitMention`].
    Named(usize),
}

/// An administrative unit named.
#[derive(Clone, Debug)]
pub(crate) struct UnitMention {
    pub(crate) span: Span,
    /// Row of `unit_types.csv`, where a type is written or given by the head of a list.
    pub(crate) kind: Option<u8>,
    /// Level that the head of its body asks for, where no type is written.
    pub(crate) level: Level,
    /// Name in the gazetteer.
    pub(crate) name: Option<NameIdx>,
    /// Name as written.
    pub(crate) written: String,
    /// The unit that the text names around it.
    pub(crate) within: Option<usize>,
}

/// A body named.
#[derive(Clone, Debug)]
pub(crate) struct BodyMention {
    pub(crate) span: Span,
    /// Row of `bodies.csv`.
    pub(crate) kind: u16,
    /// Its field or own name, in full; empty where it has none.
    pub(crate) name: String,
    /// The body it is part of: index of a [`BodyMention`].
    pub(crate) parent: Option<usize>,
    pub(crate) unit: UnitRef,
}

/// An office named.
#[derive(Clone, Debug)]
pub(crate) struct OfficeMention {
    pub(crate) span: Span,
    /// Row of `titles.csv`.
    pub(crate) title: u16,
    /// Index of a [`BodyMention`].
    pub(crate) body: Option<usize>,
    /// Unit, where no body is named.
    pub(crate) unit: UnitRef,
    /// Term as `2020-2025`.
    pub(crate) term: Option<String>,
}

/// A person named.
#[derive(Clone, Debug)]
pub(crate) struct PersonMention {
    pub(crate) span: Span,
    pub(crate) name: String,
    pub(crate) completeness: Completeness,
}

/// How much of a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Completeness {
    /// Family and given name.
    Full,
    /// A given name behind a form of address.
    Given,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChunkKind {
    Person(usize),
    Office(usize),
    Body(usize),
    Unit(usize),
    Honorific(Number),
    /// Row of `meetings.csv`.
    Meeting(u8),
    Sign(char),
    Number,
    Word,
}

/// A set of classes of verbs and cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

/// First bit of the cues; the classes stand below it.
const CUES: u32 = 32;
/// Bit of words that may stand between a subject and its verb.
const LIGHT: u32 = 63;

/// Verbs that give somebody an office or take one.
const STATUS: Classes = Classes::of(&[Class::Elect, Class::Appoint, Class::End, Class::Toward]);
/// Verbs that give somebody a part in an event.
const ROLE: Classes = Classes::of(&[
    Class::Chair,
    Class::Speak,
    Class::Say,
    Class::Attend,
    Class::Work,
    Class::Visit,
]);
/// Acts that are events without a noun.
const ACT: Classes = Classes::of(&[Class::Visit, Class::Work, Class::Confer, Class::Deliberate]);

impl Classes {
    /// The classes one of which a sentence must have to give anybody a part in anything.
    pub(crate) fn telling(rules: &[Rule]) -> Self {
        let mut telling = Self(ROLE.0 | ACT.0);
        for rule in rules {
            telling.add(rule.anchor);
        }
        telling
    }

    /// The set of some classes of verbs.
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < classes.len() {
            set |= 1 << classes[at] as u32;
            at += 1;
        }
        Self(set)
    }

    /// Whether the sets have a class in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u32;
    }

    pub(crate) fn add_cue(&mut self, cue: Cue) {
        self.0 |= 1 << (CUES + cue as u32);
    }

    /// Adds all classes of another set.
    pub(crate) fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(crate) fn mark_light(&mut self) {
        self.0 |= 1 << LIGHT;
    }

    pub(crate) fn has(self, class: Class) -> bool {
        self.0 >> class as u32 & 1 == 1
    }

    pub(crate) fn has_cue(self, cue: Cue) -> bool {
        self.0 >> (CUES + cue as u32) & 1 == 1
    }

    /// Whether it may stand between a subject and its verb.
    pub(crate) fn is_light(self) -> bool {
        self.0 >> LIGHT & 1 == 1
    }

    /// Whether it may be an event without a noun.
    pub(crate) fn is_act(self) -> bool {
        self.meets(ACT)
    }

    /// Whether it gives somebody an office or takes one.
    pub(crate) fn is_status(self) -> bool {
        self.meets(STATUS)
    }

    /// Takes all classes away; cues stay.
    pub(crate) fn clear(&mut self) {
        self.0 &= !0 << CUES;
    }

    /// Whether it gives somebody a part in an event.
    pub(crate) fn is_role(self) -> bool {
        self.meets(ROLE)
    }
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chunk {
    pub(crate) span: Span,
    pub(crate) kind: ChunkKind,
    pub(crate) classes: Classes,
}

impl Chunk {
    pub(crate) fn is_sign(&self, signs: &str) -> bool {
        matches!(self.kind, ChunkKind::Sign(c) if signs.contains(c))
    }
}

/// Whether there is a chunk at a place, and it is an office.
pub(crate) fn is_office(chunks: &[Chunk], at: usize) -> bool {
    matches!(chunks.get(at).map(|chunk| chunk.kind), Some(ChunkKind::Office(_)))
}

impl OfficeMention {
    /// The office of a member of a body, which no word but the body's tells.
    pub(crate) fn member_of(body: usize, title: u16, span: Span) -> Self {
        Self { span, title, body: Some(body), unit: UnitRef::None, term: None }
    }
}

/// Everything that a document names, in order.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    pub(crate) units: Vec<UnitMention>,
    pub(crate) bodies: Vec<BodyMention>,
    pub(crate) offices: Vec<OfficeMention>,
    pub(crate) people: Vec<PersonMention>,
    pub(crate) chunks: Vec<Chunk>,
    /// Chunks of each sentence.
    pub(crate) sentences: Vec<std::ops::Range<usize>>,
    /// What stands in each sentence.
    pub(crate) outlines: Vec<Outline>,
}

/// What stands among the chunks of a sentence, so that readings which ask for something else pass it over.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outline {
    /// All classes of its chunks.
    pub(crate) classes: Classes,
    kinds: u8,
}

/// What an [`Outline`] tells apart.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Person,
    Office,
    Body,
    Honorific,
    Meeting,
    Colon,
}

impl Outline {
    /// Notes a chunk.
    pub(crate) fn add(&mut self, kind: ChunkKind, classes: Classes) {
        self.classes.join(classes);
        let part = match kind {
            ChunkKind::Person(_) => Part::Person,
            ChunkKind::Office(_) => Part::Office,
            ChunkKind::Body(_) => Part::Body,
            ChunkKind::Honorific(_) => Part::Honorific,
            ChunkKind::Meeting(_) => Part::Meeting,
            ChunkKind::Sign(':') => Part::Colon,
            ChunkKind::Unit(_) | ChunkKind::Sign(_) | ChunkKind::Number | ChunkKind::Word => return,
        };
        self.kinds |= 1 << part as u8;
    }

    /// Whether a chunk of the kind stands in it.
    pub(crate) fn has(self, part: Part) -> bool {
        self.kinds >> part as u8 & 1 == 1
    }
}
