//! The scan: cuts each sentence into chunks, trying the recognisers in one fixed order.
//!
//! This is the one overlap policy: at each token an office comes before a body, a body before a form of
//! address, a unit before a person, and the longest word of the lexicon before a plain word.

mod again;
mod body;
mod head;
mod nobody;
mod office;
mod own_name;
mod person;
mod sector;
mod unit;
mod unit_list;

use rustc_hash::FxHashMap;

use super::mention::{Chunk, ChunkKind, Classes, Completeness, Mentions, Outline, Span};
use super::reading::Reading;
use crate::ontology::lexicon::{Debris, Lexeme, LexemeKind, LexemeKinds, Number, Stop};
use crate::text::Shape;

/// Kinds of words that may begin more than a plain chunk.
const NAMING: LexemeKinds = LexemeKinds::of(&[
    LexemeKind::Title,
    LexemeKind::Body,
    LexemeKind::Honorific,
    LexemeKind::UnitType,
    LexemeKind::Place,
]);

/// Kinds of words that a plain chunk may be.
const SAYING: LexemeKinds = LexemeKinds::of(&[
    LexemeKind::Predicate,
    LexemeKind::Cue,
    LexemeKind::Meeting,
    LexemeKind::Stop,
]);

/// Cuts a document into chunks.
pub(crate) fn scan(reading: &Reading<'_>) -> Mentions {
    let mut scanner = Scanner {
        reading,
        mentions: Mentions::default(),
        outline: Outline::default(),
        end: 0,
        depth: 0,
        kinds: FxHashMap::default(),
        short: FxHashMap::default(),
    };
    scanner.mentions.chunks.reserve(reading.tokens.len() * 3 / 4);
    for sentence in &reading.sentences {
        if scanner.is_tail(sentence.start) {
            break;
        }
        scanner.end = sentence.end;
        let first = scanner.mentions.chunks.len();
        let mut at = if scanner.is_link(sentence.start) { sentence.end } else { sentence.start };
        while at < sentence.end {
            at = scanner.step(at);
        }
        scanner.mentions.sentences.push(first..scanner.mentions.chunks.len());
        scanner.mentions.outlines.push(std::mem::take(&mut scanner.outline));
    }
    scanner.mentions
}

/// What is being read, and what was found so far.
struct Scanner<'r, 'a> {
    reading: &'r Reading<'a>,
    mentions: Mentions,
    /// What stands in the sentence so far.
    outline: Outline,
    /// End of the sentence.
    end: usize,
    /// How many bodies, each part of the next, are being read.
    depth: usize,
    /// The kind of each head that was tried while the outermost of them is read, by first token and length.
    kinds: FxHashMap<(usize, usize), Option<u16>>,
    /// Bodies by the short names that the text gives them.
    short: FxHashMap<String, usize>,
}

impl Scanner<'_, '_> {
    /// Whether a line begins that says that what follows belongs to other articles.
    fn is_tail(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::Debris(Debris::Tail)).is_some_and(|length| {
            let next = self.reading.tokens.get(at + length);
            next.is_none_or(|t| t.is_sign(':') || t.gap >= crate::text::Gap::Line)
        })
    }

    /// Whether a line is but a link to another article: `>> …`.
    fn is_link(&self, at: usize) -> bool {
        self.reading.tokens[at].is_sign('>') || self.reading.tokens[at].is_sign('\u{bb}')
    }

    /// Makes the chunk that begins at `at` and says where the next begins.
    fn step(&mut self, at: usize) -> usize {
        if !self.reading.tokens[at].is_capitalized() && !self.reading.kinds(at).meets(NAMING) {
            return self.plain(at);
        }
        if let Some(office) = self.office(at) {
            if let Some(body) = self.mentions.offices[office].body {
                self.note_short_name(body);
            }
            return self.push_last(ChunkKind::Office(office), self.mentions.offices[office].span);
        }
        if let Some(body) = self.body(at) {
            self.note_short_name(body);
            self.push_last(ChunkKind::Body(body), self.mentions.bodies[body].span);
            return self.body_list(body);
        }
        if let Some((length, number)) = self.honorific(at) {
            return self.push_last(ChunkKind::Honorific(number), Span::new(at, at + length));
        }
        if !self.addressed()
            && let Some(unit) = self.unit(at)
        {
            self.push_last(ChunkKind::Unit(unit), self.mentions.units[unit].span);
            return self.unit_list(unit);
        }
        if let Some(person) = self.person(at) {
            let span = self.mentions.people[person].span;
            return self.push_last(ChunkKind::Person(person), span);
        }
        self.plain(at)
    }

    fn push_last(&mut self, kind: ChunkKind, span: Span) -> usize {
        self.push(Chunk { span, kind, classes: Classes::default() })
    }

    fn push(&mut self, chunk: Chunk) -> usize {
        self.outline.add(chunk.kind, chunk.classes);
        self.mentions.chunks.push(chunk);
        chunk.span.end
    }

    fn honorific(&self, at: usize) -> Option<(usize, Number)> {
        if !self.reading.has(at, LexemeKind::Honorific) {
            return None;
        }
        let found = self.reading.longest(at, |l| match l {
            Lexeme::Honorific(number) => Some(number),
            _ => None,
        });
        // A longer word that only begins so is no form of address.
        found.filter(|&(length, _)| {
            self.reading.hits(at).first().is_none_or(|h| h.length as usize <= length)
        })
    }

    /// The chunks of the sentence so far.
    fn so_far(&self) -> &[Chunk] {
        let first = self.mentions.sentences.last().map_or(0, |s| s.end);
        &self.mentions.chunks[first..]
    }

    /// The kind of the chunk before, within the sentence.
    fn last(&self) -> Option<ChunkKind> {
        self.so_far().last().map(|c| c.kind)
    }

    /// Whether a form of address stands right before.
    fn addressed(&self) -> bool {
        matches!(self.last(), Some(ChunkKind::Honorific(_)))
    }

    /// A word of the lexicon that is a verb, a cue or an event, else one token.
    fn plain(&mut self, at: usize) -> usize {
        let mut classes = Classes::default();
        let mut kind = None;
        let mut length = 0;
        let says = self.reading.kinds(at).meets(SAYING);
        for hit in if says { self.reading.hits(at) } else { &[] } {
            let taken = hit.length as usize;
            if taken < length.max(1) || at + taken > self.end {
                continue;
            }
            match hit.lexeme {
                Lexeme::Predicate(class) => classes.add(class),
                Lexeme::Cue(_) if self.is_cut_by_office(at, taken) => continue,
                Lexeme::Cue(cue) => classes.add_cue(cue),
                Lexeme::Meeting(row) => kind = Some(ChunkKind::Meeting(row)),
                Lexeme::Stop(Stop::Light) => classes.mark_light(),
                _ => continue,
            }
            length = taken;
        }
        let token = &self.reading.tokens[at];
        let kind = kind.unwrap_or(match token.shape {
            Shape::Sign(c) => ChunkKind::Sign(c),
            Shape::Number => ChunkKind::Number,
            _ => ChunkKind::Word,
        });
        self.push(Chunk { span: Span::new(at, at + length.max(1)), kind, classes })
    }

    /// Whether an office begins within the words of a cue and goes on behind them: `the | delegates of …`.
    fn is_cut_by_office(&self, at: usize, length: usize) -> bool {
        (at + 1..at + length).any(|i| {
            self.reading.has(i, LexemeKind::Title)
                && self.reading.hits(i).iter().any(|hit| {
                    matches!(hit.lexeme, Lexeme::Title(_)) && i + hit.length as usize > at + length
                })
        })
    }

    /// Whether the person before is named in full; a name cannot follow one without a sign.
    fn after_person(&self) -> bool {
        matches!(self.last(), Some(ChunkKind::Person(p)) if self.mentions.people[p].completeness == Completeness::Full)
    }
}
