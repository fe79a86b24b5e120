//! Whom an office is for that stands before its people: `… đối với ông A`, `… cho bà B`, `… của ông C`.

use super::super::mention::{Chunk, ChunkKind};
use super::act::status_of;
use super::list::is_verb;
use super::{Clause, State};
use crate::facts::TenureStatus;
use crate::facts::roll::full_office;
use crate::ontology::lexicon::{Class, NameWord};

/// Most chunks between an office and the person that it is linked to behind it.
const TOWARD: usize = 20;

impl Clause<'_, '_, '_> {
    /// People whom the words for *in respect of* link to an office before them.
    pub(super) fn toward(&self, at: usize, status: TenureStatus) -> Vec<usize> {
        let end = self.chunks.len().min(at + TOWARD);
        let toward = (at + 1..end).find(|&i| self.chunks[i].classes.has(Class::Toward));
        let link = toward
            .or_else(|| self.given_to(at))
            .or_else(|| self.names_holder(at))
            .or_else(|| self.is_whose(at));
        let Some(link) = link else {
            return Vec::new();
        };
        let another = |c: &Chunk| status_of(c).is_some_and(|other| other != status);
        if self.chunks[at + 1..link].iter().any(another) {
            return Vec::new();
        }
        let mut people = Vec::new();
        for i in link + 1..self.chunks.len() {
            let chunk = &self.chunks[i];
            match chunk.kind {
                ChunkKind::Person(mention) if people.is_empty() || self.begins_member(i) => {
                    people.extend(self.roll.of_mention[mention]);
                }
                ChunkKind::Person(_) | ChunkKind::Sign('.') => break,
                _ if is_verb(chunk) => break,
                _ => {}
            }
        }
        people
    }

    /// Where `cho` behind an office leads to the one who gets it: `giao quyền Chủ tịch cho ông A`.
    fn given_to(&self, at: usize) -> Option<usize> {
        let named = |i: usize| {
            matches!(
                self.chunks.get(i).map(|c| c.kind),
                Some(ChunkKind::Honorific(_) | ChunkKind::Person(_))
            )
        };
        let link =
            self.chunks[at + 1..].iter().take(TOWARD).position(|c| self.is(c, NameWord::For))?;
        let quiet =
            self.chunks[at + 1..at + 1 + link].iter().all(|c| !is_verb(c) && !c.is_sign(";"));
        (quiet && named(at + 2 + link)).then_some(at + 1 + link)
    }

    /// Where `của` right behind an office leads to its holder: `miễn nhiệm chức vụ … của ông A`.
    fn is_whose(&self, at: usize) -> Option<usize> {
        let of = self.chunks.get(at + 1).is_some_and(|c| self.is(c, NameWord::Of));
        let holder = self.chunks.get(at + 2).map(|c| c.kind);
        (of && matches!(holder, Some(ChunkKind::Honorific(_) | ChunkKind::Person(_))))
            .then_some(at + 1)
    }

    /// Where `là` right behind an office leads to the name of its holder: `… chức Trưởng ban là bà A`.
    fn names_holder(&self, at: usize) -> Option<usize> {
        let named = self.chunks[..at].iter().any(|c| matches!(c.kind, ChunkKind::Person(_)));
        let rest = &self.chunks[at + 1..];
        let skipped =
            rest.iter().take_while(|c| matches!(c.kind, ChunkKind::Unit(_) | ChunkKind::Number));
        let is = at + 1 + skipped.count();
        let both = |c: &Chunk| c.classes.has(Class::List) && c.classes.has(Class::HoldOffice);
        let holder = |c: &Chunk| matches!(c.kind, ChunkKind::Honorific(_) | ChunkKind::Person(_));
        (!named
            && self.chunks.get(is).is_some_and(both)
            && self.chunks.get(is + 1).is_some_and(holder))
        .then_some(is)
    }

    /// `Chủ tịch … được chỉ định là ông A`: the office stands before the act, its holder behind.
    pub(super) fn designate(&mut self, at: usize, state: &mut State) {
        let Some(ChunkKind::Office(office)) = at.checked_sub(1).map(|i| self.chunks[i].kind) else {
            return;
        };
        let is = self
            .chunks
            .get(at + 1)
            .is_some_and(|c| c.classes.has(Class::List) && c.classes.has(Class::HoldOffice));
        let named = self.chunks[..at].iter().any(|c| matches!(c.kind, ChunkKind::Person(_)));
        let holder = if is && !named { self.person_right_behind(at + 1) } else { None };
        if let (Some(act), Some(person)) = (state.act, holder) {
            let full = full_office(self.namer, office, None);
            self.note(act, at + 1, &full, &[person]);
            self.found.given.insert((person, office));
            state.governed = false;
        }
    }
}
