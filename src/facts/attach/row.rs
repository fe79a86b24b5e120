//! Rows of offices behind a name: where one leads to the next, and where the row ends.

use super::super::mention::{Classes, is_office};
use super::{Chunk, ChunkKind, Held, HeldTime, Sentence, retires};
use crate::ontology::lexicon::{Class, NameWord, Number};

/// Most unread words between the offices of one person.
const UNREAD: usize = 8;

/// Most words between a person and the retirement that others decide.
const DECISION: usize = 14;

impl Sentence<'_, '_> {
    /// The offices in a row from a chunk on, each set off by a sign or a word that leads on.
    pub(super) fn offices_from(
        &self,
        mut i: usize,
        ceiling: usize,
        mut separated: bool,
        held: &mut Vec<Held>,
    ) {
        let mut time = HeldTime::Now;
        while i < ceiling {
            let chunk = &self.chunks[i];
            match chunk.kind {
                ChunkKind::Office(_)
                    if separated
                        && (self.heads_list(i) || self.is_of_others(i) || self.is_for(i)) =>
                {
                    break;
                }
                ChunkKind::Office(office) if separated || self.follows_membership(i) => {
                    held.push(Held { office, time });
                    let now = held.iter().any(|h| h.time == HeldTime::Now);
                    let goes_on = time == HeldTime::Before && self.is_bundled(i, now);
                    time = if goes_on { time } else { HeldTime::Now };
                    separated = false;
                }
                ChunkKind::Sign(',' | '-' | '\u{2013}' | '\u{2014}' | '(' | ')' | ':') => {
                    separated = true;
                }
                ChunkKind::Sign(';')
                    if self.goes_on_of_old(i, ceiling) || self.goes_on_being(i, ceiling) =>
                {
                    separated = true;
                }
                _ if (chunk.classes.has(Class::Former) || chunk.classes.has(Class::Past)) => {
                    (time, separated) = (HeldTime::Before, true);
                }
                _ if chunk.classes.has(Class::End) || self.leads_actor(i) => break,
                ChunkKind::Word | ChunkKind::Honorific(Number::Title) if self.links(chunk) => {
                    separated = true;
                }
                ChunkKind::Unit(_) | ChunkKind::Honorific(Number::Title) if separated => {}
                _ if separated && self.begins_particulars(i) => {
                    i = self.end_of_particulars(i, ceiling) - 1;
                }
                _ if separated || self.is_rest_of_name(i) => match self.next_office(i, ceiling) {
                    Some(next) => i = next - 1,
                    None => break,
                },
                _ => break,
            }
            i += 1;
        }
        if let Some(time) = self.retirement(i, ceiling) {
            for held in held.iter_mut().filter(|h| h.time == HeldTime::Now) {
                held.time = time;
            }
        }
    }

    /// Whether an office leads to whom it is for: `…, và chức vụ Phó Chủ tịch … đối với ông B`.
    fn is_for(&self, at: usize) -> bool {
        self.chunks.get(at + 1).is_some_and(|c| c.classes.has(Class::Toward))
    }

    /// Whether the word of the passive stands before an office: that of somebody else, who acts.
    fn leads_actor(&self, at: usize) -> bool {
        self.is(&self.chunks[at], NameWord::Passive)
            && self.chunks[at].classes.is_light()
            && self.chunks.get(at + 1).is_some_and(|c| matches!(c.kind, ChunkKind::Office(_)))
    }

    /// Whether words behind an office are the unread rest of its body's name.
    fn is_rest_of_name(&self, at: usize) -> bool {
        let chunk = &self.chunks[at];
        at > 0
            && matches!(self.chunks[at - 1].kind, ChunkKind::Office(_))
            && matches!(chunk.kind, ChunkKind::Word | ChunkKind::Body(_))
            && !chunk.classes.is_status()
            && !chunk.classes.has(Class::HoldOffice)
            && !chunk.classes.has(Class::Act)
    }

    /// What the clause goes on to say of a person who leaves or has left.
    fn retirement(&self, at: usize, ceiling: usize) -> Option<HeldTime> {
        let rest = &self.chunks[at.min(ceiling)..ceiling];
        let around = &self.chunks[at.min(ceiling).saturating_sub(2)..ceiling];
        let former = self.chunks[..at].iter().any(|c| c.classes.has(Class::Former));
        let passive = !former && around.iter().take(6).any(|c| self.is(c, NameWord::Passive));
        let reach = if passive { DECISION } else { 3 };
        // Who hands over a decision is not the one who retires by it.
        let own = rest.iter().take(reach).take_while(|c| {
            !matches!(c.kind, ChunkKind::Person(_)) && (passive || !c.classes.has(Class::Confer))
        });
        own.into_iter().find_map(|c| {
            let retired = self.is(c, NameWord::Retired);
            let ends = retires(self.reading, c);
            retired.then_some(HeldTime::Before).or(ends.then_some(HeldTime::Over))
        })
    }

    /// `là`, `kiêm`, `và` between a name and an office.
    fn links(&self, chunk: &Chunk) -> bool {
        chunk.classes.has(Class::HoldOffice)
            || chunk.classes.is_light()
            || self.is(chunk, NameWord::And)
            || self.is(chunk, NameWord::Plural)
    }

    /// The sign before the next office of the same person behind something unread, set off by signs on both
    /// sides; a word may lead to it: `…, là Đại biểu …`, `…, nguyên Trưởng phòng …`.
    fn next_office(&self, at: usize, ceiling: usize) -> Option<usize> {
        let end = ceiling.min(at + UNREAD);
        let sign = (at..end).find(|&i| !self.is_unread(i))?;
        let next = self.chunks.get(sign + 1)?;
        let leads = self.links(next) || next.classes.has(Class::Former);
        let office = sign + 1 + usize::from(leads);
        let comma = self.chunks[sign].is_sign(",-\u{2013}");
        let goes_on = comma || self.chunks[sign].is_sign(";") && self.goes_on_being(sign, ceiling);
        if goes_on && office < ceiling && is_office(self.chunks, office) {
            return Some(sign);
        }
        if comma && self.is(next, NameWord::Of) {
            return self.next_office(sign + 1, ceiling);
        }
        let within = self.chunks[sign].is_sign("-()");
        if within { self.next_office(sign + 1, end) } else { None }
    }

    /// Whether a chunk may be part of what is not read: an office only within a longer name.
    fn is_unread(&self, at: usize) -> bool {
        let chunk = &self.chunks[at];
        let plain = |c: &Chunk| c.kind == ChunkKind::Word && c.classes == Classes::default();
        let within = at > 0 && plain(&self.chunks[at - 1]);
        !chunk.classes.is_role()
            && !chunk.classes.has(Class::List)
            && match chunk.kind {
                ChunkKind::Word
                | ChunkKind::Body(_)
                | ChunkKind::Unit(_)
                | ChunkKind::Number
                | ChunkKind::Sign('.' | '&' | '/') => true,
                ChunkKind::Office(_) => within,
                _ => false,
            }
    }
}
