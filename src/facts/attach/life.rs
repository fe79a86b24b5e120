//! Lives told in one sentence: birth, origin and then the offices, and offices of old that go together.

use super::super::mention::is_office;
use super::{Chunk, ChunkKind, Held, HeldTime, Sentence};
use crate::ontology::lexicon::{Class, Lexeme, NameWord, Number, Time, UnitBody};

/// Most tokens from the beginning of a life to the word for its end.
const OBITUARY: usize = 400;
/// Most chunks between a name and the word for birth.
const BIRTH: usize = 12;
/// Most chunks of the name that a sentence begins with.
const HEAD: usize = 3;

impl Sentence<'_, '_> {
    /// `A, sinh ngày …; quê quán: …; Ủy viên …; Bí thư …`: every office behind a birth is that of the one
    /// who is born, if nobody else is named.
    pub(super) fn lives(&self, held: &mut [Vec<Held>]) {
        let is_name = |i: &usize| matches!(self.chunks[*i].kind, ChunkKind::Person(_));
        let Some(name) = (0..self.chunks.len()).find(is_name) else { return };
        let ChunkKind::Person(person) = self.chunks[name].kind else { return };
        let end = self.chunks.len().min(name + BIRTH);
        let Some(birth) = (name + 1..end).find(|&i| self.tells_age(i)) else { return };
        if !held[person].is_empty() || (birth..self.chunks.len()).any(|i| is_name(&i)) {
            return;
        }
        let time = if self.is_dead() { HeldTime::Before } else { HeldTime::Now };
        let mut former = false;
        for i in birth + 1..self.chunks.len() {
            let chunk = &self.chunks[i];
            match chunk.kind {
                ChunkKind::Office(office) if self.begins_item(i) => {
                    let time = if former { HeldTime::Before } else { time };
                    held[person].push(Held { office, time });
                    former = false;
                }
                _ if chunk.classes.is_status() || chunk.classes.is_role() => return,
                _ => former = chunk.classes.has(Class::Former),
            }
        }
    }

    /// Whether a chunk tells when somebody was born, or how old somebody is.
    fn tells_age(&self, at: usize) -> bool {
        let old = |i: usize| self.chunks.get(i).is_some_and(|c| self.is(c, NameWord::Age));
        self.is_time(at, Time::Birth) || self.chunks[at].kind == ChunkKind::Number && old(at + 1)
    }

    /// Whether this sentence or what follows soon tells that somebody has died.
    pub(super) fn is_dead(&self) -> bool {
        let dies = Lexeme::NameWord(NameWord::Dies);
        let start = self.chunks[0].span.start;
        (start..start + OBITUARY).any(|at| self.reading.is(at, dies).is_some())
    }

    /// Whether a chunk stands behind a sign, or behind a word that says no more than that it is of old.
    fn begins_item(&self, at: usize) -> bool {
        let before = if self.chunks[at - 1].classes.has(Class::Former) { at - 2 } else { at - 1 };
        self.chunks[before].is_sign(",;:-\u{2013}") || self.is(&self.chunks[before], NameWord::And)
    }

    fn is_time(&self, at: usize, time: Time) -> bool {
        self.reading.is(self.chunks[at].span.start, Lexeme::Time(time)).is_some()
    }

    /// Whether an office of old in the Party goes together with the one that a comma sets off behind it:
    /// `nguyên Bí thư Đảng ủy, Giám đốc Sở …`; behind one held now, only where it is of an agency.
    pub(super) fn is_bundled(&self, at: usize, now: bool) -> bool {
        let next = match self.chunks.get(at + 2).map(|c| c.kind) {
            Some(ChunkKind::Office(next)) if self.chunks[at + 1].is_sign(",") => next,
            _ => return false,
        };
        let ChunkKind::Office(office) = self.chunks[at].kind else { return false };
        let others: &[&str] = if now {
            &["mass-organization", "council", "delegation"]
        } else {
            &["mass-organization"]
        };
        self.is_of_party(office) && !self.is_of_class(next, others)
    }

    /// Whether a semicolon goes on with what somebody is said to be: `A là …; Ủy viên …`.
    pub(super) fn goes_on_being(&self, at: usize, ceiling: usize) -> bool {
        let copula = |i: &usize| {
            self.chunks[*i].classes.has(Class::List)
                && self.chunks[*i].classes.has(Class::HoldOffice)
        };
        let office = |i: usize| is_office(self.chunks, i);
        let said = (1..at).rev().find(copula).is_some_and(|i| {
            office(i + 1) && matches!(self.chunks[i - 1].kind, ChunkKind::Person(_))
        });
        let ends = ceiling == self.chunks.len();
        ends && at + 1 < ceiling && (said && office(at + 1) || self.is_of_one(at))
    }

    /// Whether a semicolon goes on with the offices, or the rank, of the only one whom the sentence names and
    /// begins with.
    fn is_of_one(&self, at: usize) -> bool {
        let is_name = |c: &Chunk| matches!(c.kind, ChunkKind::Person(_));
        let many = |c: &Chunk| c.kind == ChunkKind::Honorific(Number::Many);
        let one = self.chunks.iter().filter(|c| is_name(c)).count() == 1;
        let next = |i: usize| self.chunks.get(i).map(|c| c.kind);
        let rank = matches!(next(at + 1), Some(ChunkKind::Honorific(Number::Title)));
        let office = at + 1 + 2 * usize::from(rank);
        one && self.chunks.iter().take(HEAD).any(is_name)
            && !self.chunks.iter().any(many)
            && matches!(next(office), Some(ChunkKind::Office(_)))
    }

    /// Whether a chunk begins to tell how old somebody is or where from: `45 tuổi`, `trú phường …`.
    pub(super) fn begins_particulars(&self, at: usize) -> bool {
        self.is(&self.chunks[at], NameWord::Origin) || self.tells_age(at)
    }

    /// Where particulars of somebody end: behind the comma that does not lead to another unit.
    pub(super) fn end_of_particulars(&self, at: usize, ceiling: usize) -> usize {
        let ends = |i: usize| {
            let unit =
                |i: usize| matches!(self.chunks.get(i).map(|c| c.kind), Some(ChunkKind::Unit(_)));
            self.chunks[i].is_sign(",;-\u{2013}") && !unit(i + 1)
        };
        (at + 1..ceiling).find(|&i| ends(i)).unwrap_or(ceiling)
    }

    /// Whether a semicolon goes on with an office of old of the same person: `…; nguyên …`.
    pub(super) fn goes_on_of_old(&self, at: usize, ceiling: usize) -> bool {
        let former = |i: usize| self.chunks.get(i).is_some_and(|c| c.classes.has(Class::Former));
        let office = |i: usize| is_office(self.chunks, i);
        at + 2 < ceiling && former(at + 1) && office(at + 2)
    }

    /// Whether an office is that of a secretary or member of a Party committee.
    fn is_of_party(&self, office: usize) -> bool {
        let lexicon = &self.reading.ontology.lexicon;
        let mention = &self.offices[office];
        let title = &lexicon.titles[mention.title as usize];
        let implied = lexicon.body(&title.implies);
        let class = implied.or(mention.body.map(|b| self.bodies[b].kind));
        let party = class.is_some_and(|kind| {
            let class = lexicon.bodies[kind as usize].class.as_str();
            class.starts_with("party-") || class == "executive-committee"
        });
        party || class.is_none() && title.of_unit == UnitBody::Party
    }

    fn is_of_class(&self, office: usize, classes: &[&str]) -> bool {
        let lexicon = &self.reading.ontology.lexicon;
        let mention = &self.offices[office];
        let implied = lexicon.body(&lexicon.titles[mention.title as usize].implies);
        let kind = implied.or(mention.body.map(|body| self.bodies[body].kind));
        kind.is_some_and(|kind| classes.contains(&lexicon.bodies[kind as usize].class.as_str()))
    }
}
