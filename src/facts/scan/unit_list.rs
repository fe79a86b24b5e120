//! Lists of units under one type, and of bodies at them.

use super::super::mention::{BodyMention, ChunkKind, Span, UnitMention, UnitRef};
use super::Scanner;
use crate::ontology::gazetteer::NameIdx;
use crate::ontology::lexicon::{Level, Lexeme, NameWord};
use crate::text::Gap;

impl Scanner<'_, '_> {
    /// Further names under the type of `unit`: `xã A, B và C`, `các xã: A, B`. Where reading goes on.
    pub(super) fn unit_list(&mut self, unit: usize) -> usize {
        let mut last = unit;
        while let Some(next) = self.next_of_list(last) {
            last = self.push_next(last, next);
            self.push_last(ChunkKind::Unit(last), next.0);
        }
        self.mentions.units[last].span.end
    }

    /// The bodies of further units under the type of the unit of `body`: `UBND xã A, B và C` names three.
    /// Where reading goes on.
    pub(super) fn body_list(&mut self, body: usize) -> usize {
        let BodyMention { span, unit, .. } = self.mentions.bodies[body];
        let UnitRef::Named(mut last) = unit else { return span.end };
        if self.mentions.units[last].span.end != span.end {
            return span.end;
        }
        while let Some(next) = self.next_of_list(last).filter(|&(name, _)| self.is_local(name)) {
            last = self.push_next(last, next);
            let unit = UnitRef::Named(last);
            let first = self.mentions.bodies[body].clone();
            self.mentions.bodies.push(BodyMention { span: next.0, unit, ..first });
            self.push_last(ChunkKind::Body(self.mentions.bodies.len() - 1), next.0);
        }
        self.mentions.units[last].span.end
    }

    /// Whether words are no name of a province: what stands behind a unit and a comma may be where it lies.
    fn is_local(&self, name: Span) -> bool {
        self.place(name.start, Level::Province).is_none_or(|(l, _)| name.start + l != name.end)
    }

    /// The next name in the list that `unit` ends so far.
    fn next_of_list(&self, unit: usize) -> Option<(Span, Option<NameIdx>)> {
        let UnitMention { kind, name, span, .. } = self.mentions.units[unit];
        let at = self.list_join(span.end)?;
        let level = self.reading.ontology.lexicon.unit_types[kind? as usize].level;
        let foreign = name.is_none() && self.lists_foreign(unit);
        let (length, name) = match self.place(at, level).filter(|_| self.unit_type(at).is_none()) {
            Some((length, name)) => (length, Some(name)),
            None if foreign && self.reading.tokens[at].is_capitalized() => {
                (self.unknown_name(at)?, None)
            }
            None => return None,
        };
        let cut = self.runs_on(at + length) || self.begins_longer_word(at);
        (!cut).then(|| (Span::new(at, at + length), name))
    }

    /// Whether the list that a unit belongs to is that of many of a type: `các tỉnh: …`.
    fn lists_foreign(&self, unit: usize) -> bool {
        let kind = self.mentions.units[unit].kind;
        let mut row = self.mentions.units[..=unit].iter().rev().take_while(|u| u.kind == kind);
        let first = row.find(|u| self.unit_type(u.span.start).is_some());
        first.is_some_and(|first| self.is_of_many(first.span.start))
    }

    /// Notes the unit behind another of its type, and what joins the two.
    fn push_next(&mut self, unit: usize, (span, name): (Span, Option<NameIdx>)) -> usize {
        let kind = self.mentions.units[unit].kind;
        for at in self.mentions.units[unit].span.end..span.start {
            self.plain(at);
        }
        self.push_unit(span, span.start, kind, name)
    }

    fn runs_on(&self, end: usize) -> bool {
        self.reading
            .tokens
            .get(end)
            .is_some_and(|t| end < self.end && t.is_capitalized() && t.gap == Gap::Space)
    }

    /// The token behind a comma or a short joining word.
    fn list_join(&self, at: usize) -> Option<usize> {
        let token = self.reading.tokens.get(at).filter(|_| at + 1 < self.end)?;
        let joins =
            token.is_sign(',') || self.reading.is(at, Lexeme::NameWord(NameWord::And)).is_some();
        joins.then_some(at + 1)
    }
}
