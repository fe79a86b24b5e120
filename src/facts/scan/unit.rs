//! Administrative units: type and name, lists under one type, bare names of provinces.

use super::super::mention::{ChunkKind, Span, UnitMention, UnitRef};
use super::Scanner;
use crate::ontology::gazetteer::{Level as UnitLevel, NameIdx};
use crate::ontology::lexicon::{
    Counting, Level, Lexeme, LexemeKind, NameWord, Stop, Strength, Time,
};
use crate::text::{Gap, Shape};

/// Longest name that no gazetteer holds.
const LONGEST_UNKNOWN: usize = 5;
/// How far from an unknown name in tokens the text may give it again.
const ELSEWHERE: usize = 2000;

impl Scanner<'_, '_> {
    /// The unit that begins at `at`, by its type or as a bare name of a province.
    pub(super) fn unit(&mut self, at: usize) -> Option<usize> {
        match self.unit_type(at) {
            Some((length, kind)) => self.typed_unit(at, at + length, kind),
            None => self.bare_place(at),
        }
    }

    /// A word for a type of unit; its length and row.
    pub(super) fn unit_type(&self, at: usize) -> Option<(usize, u8)> {
        if !self.reading.has(at, LexemeKind::UnitType) {
            return None;
        }
        self.reading.longest(at, |l| match l {
            Lexeme::UnitType(kind) => Some(kind),
            _ => None,
        })
    }

    /// What a unit slot of a body or an office holds at `at`, and where it ends.
    pub(super) fn unit_ref(&mut self, at: usize) -> Option<(UnitRef, usize)> {
        let (length, kind) = self.unit_type(at)?;
        match self.typed_unit(at, at + length, kind) {
            Some(unit) => Some((UnitRef::Named(unit), self.mentions.units[unit].span.end)),
            None => Some((UnitRef::Deictic(kind), at + length)),
        }
    }

    /// The first of several units of a type in the plural: `các xã A, B và C`.
    pub(super) fn unit_of_many(&mut self, at: usize) -> Option<(UnitRef, usize)> {
        let start = at + self.reading.is(at, Lexeme::NameWord(NameWord::Plural))?;
        let (length, kind) = self.unit_type(start).filter(|_| start < self.end)?;
        let unit = self.typed_unit(start, start + length, kind)?;
        Some((UnitRef::Named(unit), self.mentions.units[unit].span.end))
    }

    fn typed_unit(&mut self, start: usize, name_at: usize, kind: u8) -> Option<usize> {
        let colon = self.reading.tokens.get(name_at).is_some_and(|t| t.is_sign(':'));
        let name_at = name_at + usize::from(colon);
        let token = self.reading.tokens.get(name_at).filter(|_| name_at < self.end)?;
        if token.gap > Gap::Line || !(token.is_capitalized() || token.shape == Shape::Number) {
            return None;
        }
        if token.shape == Shape::Number
            && (self.is_counted(name_at + 1) || self.is_time(name_at + 1))
        {
            return None;
        }
        let level = self.reading.ontology.lexicon.unit_types[kind as usize].level;
        let letter =
            self.reading.word(name_at).chars().count() == 1 && token.shape != Shape::Number;
        if letter && self.reading.tokens[start].shape != Shape::Lower {
            return None;
        }
        let initial = self.reading.word(start).chars().count() == 1;
        let (length, name) = match self.place(name_at, level) {
            None if initial => return None,
            Some((1, _)) if self.begins_person(name_at) => return None,
            Some((length, name)) => (length, Some(name)),
            None if colon && !self.is_of_many(start) => return None,
            None => (self.cut_to_known(start, name_at, self.unknown_name(name_at)?), None),
        };
        Some(self.push_unit(Span::new(start, name_at + length), name_at, Some(kind), name))
    }

    /// How much of an unknown name the text gives elsewhere under the same type, where that is less: what
    /// follows is somebody's name then.
    fn cut_to_known(&self, start: usize, name_at: usize, length: usize) -> usize {
        let tokens = &self.reading.tokens;
        let same = |at: usize, other: usize| self.reading.word(at) == self.reading.word(other);
        let head = name_at - start;
        let shared = |from: usize| {
            let words = (0..head + length).take_while(|&i| same(start + i, from + i)).count();
            let goes_on = tokens.get(from + words).is_some_and(|t| {
                t.gap == Gap::Glued && t.is_sign('-')
                    || t.gap == Gap::Space && t.shape == Shape::Title
            });
            (words > head && words + 1 < head + length && !goes_on).then(|| words - head)
        };
        let first = self.reading.word(start);
        let near = start.saturating_sub(ELSEWHERE)..tokens.len().min(start + ELSEWHERE);
        let others = near.filter(|&at| at != start && self.reading.word(at) == first);
        if length < 2 { length } else { others.filter_map(shared).min().unwrap_or(length) }
    }

    /// Whether a word of the plural stands before a type: `các | tỉnh: …`.
    pub(super) fn is_of_many(&self, start: usize) -> bool {
        let plural = Lexeme::NameWord(NameWord::Plural);
        start > 0 && self.reading.ends(start - 1, start, plural)
    }

    /// Whether a number before `at` counts or measures something, so that it names no unit.
    fn is_counted(&self, at: usize) -> bool {
        let measures = &self.reading.ontology.lexicon.measures;
        let counts = |class| {
            matches!(class, Counting::Unit | Counting::Currency | Counting::Scale | Counting::Count)
        };
        self.reading.hits(at).iter().any(|hit| match hit.lexeme {
            Lexeme::Measure(row) => counts(measures[usize::from(row)].class),
            _ => false,
        })
    }

    /// Whether a number before `at` numbers a stretch of time.
    fn is_time(&self, at: usize) -> bool {
        let is = |time| self.reading.is(at, Lexeme::Time(time)).is_some();
        is(Time::Month) || is(Time::Year) || is(Time::Part)
    }

    pub(super) fn push_unit(
        &mut self,
        span: Span,
        name_at: usize,
        kind: Option<u8>,
        name: Option<NameIdx>,
    ) -> usize {
        let written = self.written_place(name_at, span.end);
        self.mentions.units.push(UnitMention {
            span,
            kind,
            level: Level::Any,
            name,
            written,
            within: None,
        });
        self.mentions.units.len() - 1
    }

    /// The name of a unit on one line, that of a headline in title case; a single word may be a short form.
    pub(super) fn written_place(&self, start: usize, end: usize) -> String {
        if end - start == 1 {
            return self.reading.word(start).to_owned();
        }
        self.written_name(start, end)
    }

    /// The longest name at `at` that a unit of the level bears or bore, not cut out of a longer one.
    pub(super) fn place(&self, at: usize, level: Level) -> Option<(usize, NameIdx)> {
        if !self.reading.has(at, LexemeKind::Place) {
            return None;
        }
        let gazetteer = &self.reading.ontology.gazetteer;
        self.reading
            .hits(at)
            .iter()
            .filter_map(|hit| match hit.lexeme {
                Lexeme::Place(name) => Some((hit.length as usize, name)),
                _ => None,
            })
            .filter(|&(length, _)| at + length <= self.end && self.is_written_as_name(at, length))
            .find(|&(_, name)| {
                gazetteer
                    .units_of_name(name)
                    .iter()
                    .any(|&u| level.holds(gazetteer.unit(u).level()))
            })
    }

    fn is_written_as_name(&self, at: usize, length: usize) -> bool {
        let tokens = &self.reading.tokens[at..at + length];
        (tokens[0].is_capitalized() || tokens[0].shape == Shape::Number)
            && (tokens.iter().skip(1).all(|t| t.shape != Shape::Lower || t.gap == Gap::Glued)
                || length >= 3 && tokens[length - 1].is_capitalized())
    }

    /// A run of capitals that may be a unit that the gazetteer lacks, and not a person's name.
    pub(super) fn unknown_name(&self, at: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let mut length = 0;
        while at + length < self.end && length < LONGEST_UNKNOWN {
            let token = &tokens[at + length];
            let joined = length > 0
                && token.gap == Gap::Glued
                && (token.is_sign('-') || tokens[at + length - 1].is_sign('-'));
            if !(joined
                || token.shape == Shape::Title
                    && token.gap == if length == 0 { token.gap } else { Gap::Space })
            {
                break;
            }
            length += 1;
        }
        let surname = self.reading.is(at, Lexeme::Surname(Strength::Strong)).is_some()
            || self.reading.is(at, Lexeme::Surname(Strength::Weak)).is_some() && length >= 3;
        let letter = length == 1 && self.reading.word(at).chars().count() == 1;
        let word = self.reading.hits(at).iter().any(|h| match h.lexeme {
            Lexeme::Time(_) => true,
            Lexeme::NameWord(NameWord::EventWord) => h.length >= 2,
            _ => false,
        });
        (length >= 1 && !letter && !surname && !word && !self.begins_longer_word(at))
            .then_some(length)
    }

    /// Whether a word of two or more tokens that is no place begins at `at`.
    pub(super) fn begins_longer_word(&self, at: usize) -> bool {
        self.reading.hits(at).iter().any(|h| {
            h.length >= 2
                && matches!(
                    h.lexeme,
                    Lexeme::Title(_)
                        | Lexeme::Body(_)
                        | Lexeme::Honorific(_)
                        | Lexeme::Predicate(_)
                        | Lexeme::Meeting(_)
                )
        }) || self.reading.hits(at).iter().any(|h| matches!(h.lexeme, Lexeme::Title(_)))
    }

    /// A name without a type: a province, or any unit right before a province in brackets.
    fn bare_place(&mut self, at: usize) -> Option<usize> {
        let token = &self.reading.tokens[at];
        if !token.is_capitalized()
            || !self.reading.has(at, LexemeKind::Place)
            || self.after_person()
        {
            return None;
        }
        let (length, name) =
            self.place(at, Level::Province).or_else(|| self.place_in_brackets(at))?;
        let end = at + length;
        let next = self.reading.tokens.get(end).filter(|_| end < self.end);
        let runs_on = next.is_some_and(|t| t.shape == Shape::Title && t.gap == Gap::Space)
            && self.reading.is(end, Lexeme::Surname(Strength::Strong)).is_none()
            && !self.begins_longer_word(end);
        let inside = at > 0 && self.is_inside_name(at);
        let historical = self.reading.is(at, Lexeme::NameWord(NameWord::Historical)).is_some();
        (!inside && !runs_on && !historical)
            .then(|| self.push_unit(Span::new(at, end), at, None, Some(name)))
    }

    fn is_inside_name(&self, at: usize) -> bool {
        let before = &self.reading.tokens[at - 1];
        matches!(self.last(), Some(ChunkKind::Word))
            && before.shape == Shape::Title
            && self.reading.tokens[at].gap == Gap::Space
            && self
                .reading
                .hits(at - 1)
                .iter()
                .all(|h| !matches!(h.lexeme, Lexeme::Stop(Stop::Stop) | Lexeme::Time(_)))
    }

    /// A unit below the province, named without its type right before its province: `A (B)`, `A, B`.
    fn place_in_brackets(&self, at: usize) -> Option<(usize, NameIdx)> {
        let (length, name) = self.place(at, Level::Any)?;
        let sign = self.reading.tokens.get(at + length).filter(|_| at + length < self.end)?;
        let inner = at + length + 1;
        if !(sign.is_sign('(') || sign.is_sign(',')) || inner >= self.end {
            return None;
        }
        let (outer, province) = self.place(inner, Level::Province)?;
        let closed = sign.is_sign(',')
            || self.reading.tokens.get(inner + outer).is_some_and(|t| t.is_sign(')'));
        let gazetteer = &self.reading.ontology.gazetteer;
        let mut provinces = gazetteer.units_of_name(province).iter();
        let lies_in = provinces.any(|&p| {
            gazetteer.units_of_name(name).iter().any(|&u| u != p && gazetteer.lies_in(u, p))
        });
        (closed && lies_in).then_some((length, name))
    }
}

impl Level {
    /// Whether units of the gazetteer's level are of this level.
    pub(crate) fn holds(self, level: UnitLevel) -> bool {
        match self {
            Self::Province => level == UnitLevel::Province,
            Self::City => level != UnitLevel::Commune,
            Self::District => level == UnitLevel::District,
            Self::Commune => level == UnitLevel::Commune,
            Self::None | Self::Any | Self::Central => true,
        }
    }
}
