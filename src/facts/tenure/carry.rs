//! What sentences leave to those behind them: whom they spoke of, and in what time.

use super::super::mention::{ChunkKind, Classes, Outline, Part, is_office};
use super::act::{Act, status_of};
use super::{Clause, State};
use crate::facts::TenureStatus;
use crate::facts::roll::FullOffice;
use crate::ontology::lexicon::{Class, NameWord, Number};

/// Words without one of which, or a span of years, a sentence changes no office.
const ACTS: Classes = Classes::of(&[
    Class::Past,
    Class::End,
    Class::Elect,
    Class::Appoint,
    Class::Present,
    Class::HoldOffice,
    Class::Replace,
]);

/// What a sentence leaves to the next one.
#[derive(Clone, Default)]
pub(super) struct Carried {
    /// Whom the text spoke of last.
    pub(super) person: Option<usize>,
    /// The sentence told of long ago.
    pub(super) past: bool,
    /// What its act did.
    pub(super) status: Option<TenureStatus>,
    /// The office that it gave last.
    pub(super) last: Option<FullOffice>,
}

impl Clause<'_, '_, '_> {
    /// The election of the sentence before, where this one but lists whom it chose: `3 Phó Chủ tịch gồm: …`.
    pub(super) fn goes_on_electing(&self, carried: &Carried) -> Option<Act> {
        let [many, office, opener, ..] = self.chunks else { return None };
        let lists = (many.kind == ChunkKind::Number || self.is(many, NameWord::Plural))
            && matches!(office.kind, ChunkKind::Office(_))
            && (opener.is_sign(":") || opener.classes.has(Class::List));
        let elected = carried.status == Some(TenureStatus::Elected);
        let own = self.chunks.iter().any(|c| status_of(c).is_some());
        (elected && lists && !own).then_some(Act { status: TenureStatus::Elected, at: 0 })
    }

    /// Reads the sentence; what it leaves to the next one.
    pub(super) fn follow(&mut self, carried: Carried, outline: Outline) -> Carried {
        let span =
            if outline.has(Part::Colon) || self.opens_span() { self.span_of_years() } else { None };
        let electing = carried.status.is_some() && self.goes_on_electing(&carried).is_some();
        if span.is_some() || electing || outline.classes.meets(ACTS) {
            return self.read(&carried, span);
        }
        let names = outline.has(Part::Person) || outline.has(Part::Honorific);
        let person = if names { self.spoken_of(carried.person) } else { carried.person };
        Carried { person, past: self.past.at_end(carried.past), status: None, ..carried }
    }

    /// Whom a sentence without an act leaves its reader with.
    fn spoken_of(&self, before: Option<usize>) -> Option<usize> {
        if before.is_some() && self.is_of_the_same() {
            return before;
        }
        let mut last = None;
        let mut closed = true;
        for (at, chunk) in self.chunks.iter().enumerate() {
            match chunk.kind {
                ChunkKind::Person(mention) => {
                    let named = self.roll.of_mention[mention];
                    last = if closed { named } else { named.or(last) };
                    closed = false;
                }
                ChunkKind::Honorific(Number::One) if closed && self.is_bare(at) => last = before,
                ChunkKind::Sign(';') => closed = true,
                _ => {}
            }
        }
        last.or(before)
    }

    /// Whether words mean whom the text spoke of last: a bare form of address, or an account of a life
    /// without a subject.
    pub(super) fn points_back(&self, at: usize, state: &State) -> bool {
        let chunk = &self.chunks[at];
        match chunk.kind {
            ChunkKind::Honorific(Number::One) => state.closed && self.is_bare(at),
            _ => {
                state.people.is_empty()
                    && (chunk.classes.has(Class::Past) || self.lacks_subject(at))
            }
        }
    }

    /// Whether somebody gets an office whom the sentence does not name: `Năm 2011, được bầu làm …`.
    fn lacks_subject(&self, at: usize) -> bool {
        let chunk = &self.chunks[at];
        let gets = chunk.classes.has(Class::Elect) || chunk.classes.has(Class::Appoint);
        let office = |i: usize| is_office(self.chunks, i);
        let holds = self.chunks.get(at + 1).is_some_and(|c| c.classes.has(Class::HoldOffice));
        gets && self.is(chunk, NameWord::Passive)
            && office(at + 1 + usize::from(holds))
            && !self.chunks.iter().any(|c| {
                matches!(
                    c.kind,
                    ChunkKind::Person(_) | ChunkKind::Honorific(_) | ChunkKind::Unit(_)
                )
            })
    }

    /// Whether the sentence is about whom the text spoke of last: a bare form of address opens it.
    pub(super) fn is_of_the_same(&self) -> bool {
        self.subject().is_some_and(|subject| self.is_bare_address(subject))
    }

    /// Whether a chunk is a form of address that no name follows.
    pub(super) fn is_bare_address(&self, at: usize) -> bool {
        self.chunks[at].kind == ChunkKind::Honorific(Number::One) && self.is_bare(at)
    }

    /// Whether no name follows a form of address.
    fn is_bare(&self, at: usize) -> bool {
        let next = self.chunks.get(at + 1).map(|c| c.kind);
        !matches!(next, Some(ChunkKind::Person(_) | ChunkKind::Honorific(_)))
    }
}
