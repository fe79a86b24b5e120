//! Names of people: a family name with what follows it, or any capitals behind a form of address.

use super::super::mention::{ChunkKind, Completeness, PersonMention, Span};
use super::Scanner;
use crate::ontology::lexicon::{Lexeme, LexemeKind, NameWord, Number, Strength};
use crate::text::{Gap, Shape};

/// Longest name in tokens; hyphens of foreign names count.
const LONGEST_NAME: usize = 10;

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Honorific,
    Office,
    Nothing,
}

impl Scanner<'_, '_> {
    /// The person whose name begins at `at`.
    pub(super) fn person(&mut self, at: usize) -> Option<usize> {
        if !self.reading.tokens[at].is_capitalized() || self.is_in_address(at) {
            return None;
        }
        let before = self.before();
        if self.after_person() && self.reading.tokens[at].gap == Gap::Space {
            return None;
        }
        let end = self.name_end(at).filter(|&end| !self.breaks_off(end))?;
        let completeness = self.judge(at, end, before)?;
        let end = self.cut_second_name(at, end);
        let name = self.written_name(at, end);
        self.mentions.people.push(PersonMention { span: Span::new(at, end), name, completeness });
        Some(self.mentions.people.len() - 1)
    }

    pub(super) fn before(&self) -> Before {
        match self.last() {
            Some(ChunkKind::Honorific(_)) => Before::Honorific,
            Some(ChunkKind::Office(_)) => Before::Office,
            _ => Before::Nothing,
        }
    }

    /// Where the run of capitals that may be one name ends.
    fn name_end(&self, at: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let first = &tokens[at];
        if !first.is_capitalized() || self.begins_longer_word(at) || self.is_agency(at) {
            return None;
        }
        let mut end = at + 1;
        while end < self.end && end - at < LONGEST_NAME && self.continues_name(at, end) {
            end += 1;
        }
        while tokens[end - 1].is_sign('-') {
            end -= 1;
        }
        Some(end)
    }

    fn continues_name(&self, start: usize, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let (last, token) = (&tokens[at - 1], &tokens[at]);
        if token.is_sign('-') {
            let next = tokens.get(at + 1).filter(|_| at + 1 < self.end);
            return token.gap == Gap::Glued
                && next.is_some_and(|n| {
                    n.gap == Gap::Glued && n.is_word() && n.shape != Shape::Upper
                })
                && !self.begins_longer_word(at + 1)
                && self.reading.is(at + 1, Lexeme::Surname(Strength::Strong)).is_none();
        }
        if last.is_sign('-') {
            return true;
        }
        let broken = at - start == 1 || at - start == 2 && self.addressed();
        let near = token.gap == Gap::Space || token.gap == Gap::Line && broken;
        self.same_case(start, at)
            && near
            && !self.stops_name(start, at)
            && !self.is_agency(at)
            && self.reading.is(at, Lexeme::NameWord(NameWord::Never)).is_none_or(|_| {
                at - start == 1
                    || self.reading.is(at - 1, Lexeme::NameWord(NameWord::Middle)).is_some()
                    || self.ends_phrase(at + 1)
            })
            && self.unit_type(at).is_none_or(|_| token.shape == Shape::Title && at - start < 3)
    }

    /// A name is in title case throughout, or in capitals throughout but for single letters.
    fn same_case(&self, start: usize, at: usize) -> bool {
        let capitals = (start..=at).any(|i| self.reading.tokens[i].shape == Shape::Upper);
        let fits = |i: usize| match self.reading.tokens[i].shape {
            Shape::Upper => true,
            Shape::Title => !capitals || self.reading.word(i).chars().count() == 1,
            _ => false,
        };
        (start..=at).all(|i| {
            fits(i)
                || self.reading.tokens[i].is_sign('-')
                || i > start && self.reading.tokens[i - 1].is_sign('-')
        })
    }

    /// Whether a longer word ends the name; a degree right behind a family name is a given name.
    fn stops_name(&self, start: usize, at: usize) -> bool {
        let degree = self
            .reading
            .hits(at)
            .iter()
            .all(|h| h.length < 2 || matches!(h.lexeme, Lexeme::Honorific(Number::Title)));
        self.begins_longer_word(at)
            && !(at - start == 1
                && degree
                && self.reading.hits(at).iter().all(|h| !matches!(h.lexeme, Lexeme::Title(_))))
    }

    /// Whether a sign stands at `at` behind which no name goes on.
    fn ends_phrase(&self, at: usize) -> bool {
        let token = self.reading.tokens.get(at).filter(|_| at < self.end);
        token.is_some_and(|t| [',', ';', ')', '.', '-'].iter().any(|&sign| t.is_sign(sign)))
    }

    /// Whether the text breaks off in the middle of the name that ends it.
    fn breaks_off(&self, end: usize) -> bool {
        end == self.reading.tokens.len()
            && self.reading.is(end - 1, Lexeme::NameWord(NameWord::Middle)).is_some()
    }

    fn is_agency(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::NameWord(NameWord::Agency)).is_some()
    }

    /// Whether the run is a name, and how much of one.
    fn judge(&self, at: usize, end: usize, before: Before) -> Option<Completeness> {
        let words = (at..end).filter(|&i| self.reading.tokens[i].is_word()).count();
        let family = self.strength(at);
        if self.is_historical(at)
            || self.is_named_after(at)
            || self.is_no_person(at)
            || self.is_house(at)
        {
            return None;
        }
        match (before, words) {
            (Before::Honorific | Before::Office, 1) if self.has_apostrophe(at) => {
                Some(Completeness::Full)
            }
            (Before::Honorific | Before::Office, 1) => {
                self.is_given(at, before).then_some(Completeness::Given)
            }
            (Before::Honorific, _) => Some(Completeness::Full),
            (Before::Office, 2..=6)
                if family.is_some() || self.place_length(at) == 0 && !self.cuts_word(end) =>
            {
                Some(Completeness::Full)
            }
            (_, 2..=6) => match family {
                Some(family) => self.stands_alone(at, words, family),
                None => words > 2 && self.opens_item(at, end),
            }
            .then_some(Completeness::Full),
            _ => None,
        }
    }

    /// Whether a run of capitals opens an item of a list and an office follows it: `: A B C - Bí thư …; …`.
    fn opens_item(&self, at: usize, end: usize) -> bool {
        let opened = matches!(self.last(), Some(ChunkKind::Sign(':' | ';')));
        let parted =
            |t: &crate::text::Token| t.is_sign(',') || t.is_sign('-') || t.is_sign('\u{2013}');
        opened
            && self.place_length(at) < 2
            && self.reading.tokens.get(end).is_some_and(parted)
            && end + 1 < self.end
            && self.reading.has(end + 1, LexemeKind::Title)
    }

    /// A single capital word behind an address: a given name, but not a word of the lexicon.
    fn is_given(&self, at: usize, before: Before) -> bool {
        let token = &self.reading.tokens[at];
        let taken = self.reading.hits(at).iter().any(|h| {
            matches!(
                h.lexeme,
                Lexeme::Body(_)
                    | Lexeme::Title(_)
                    | Lexeme::Predicate(_)
                    | Lexeme::NameWord(NameWord::Centre)
            ) || h.length >= 2
                && matches!(h.lexeme, Lexeme::Cue(_) | Lexeme::NameWord(NameWord::Compound))
        });
        let many = matches!(self.last(), Some(ChunkKind::Honorific(Number::Many)));
        let glued = before == Before::Office && token.gap != Gap::Space;
        token.shape == Shape::Title && !taken && !many && !glued && token.end - token.start > 1
    }

    /// Whether a word has an apostrophe, as names of the Central Highlands have.
    fn has_apostrophe(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        token.slice(self.reading.text.text()).contains(['\'', '\u{2019}'])
    }

    fn strength(&self, at: usize) -> Option<Strength> {
        if self.has_apostrophe(at) {
            return Some(Strength::Strong);
        }
        [Strength::Strong, Strength::Weak]
            .into_iter()
            .find(|&s| self.reading.is(at, Lexeme::Surname(s)).is_some())
    }

    /// Whether a family name with `words - 1` behind it is a person although nothing announces one.
    fn stands_alone(&self, at: usize, words: usize, family: Strength) -> bool {
        let place = self.place_length(at);
        if place >= words && family == Strength::Weak {
            return false;
        }
        if family == Strength::Weak && (1..words).any(|i| self.names_land(at + i)) {
            return false;
        }
        match family {
            Strength::Strong => {
                words > 2 || words == 2 && !(place == 2 && self.is_among_places(at))
            }
            Strength::Weak => {
                !self.continues_capitals(at)
                    && !matches!(self.last(), Some(ChunkKind::Meeting(_)))
                    && (words >= 3 || words == 2 && !self.starts_sentence())
            }
        }
    }

    pub(super) fn place_length(&self, at: usize) -> usize {
        self.reading
            .longest(at, |l| match l {
                Lexeme::Place(name) => Some(name),
                _ => None,
            })
            .map_or(0, |(length, _)| length)
    }

    fn starts_sentence(&self) -> bool {
        self.last().is_none()
    }

    /// Whether the word before is a capital too: the run is then part of some other name.
    fn continues_capitals(&self, at: usize) -> bool {
        at > 0
            && self.reading.tokens[at].gap == Gap::Space
            && self.reading.tokens[at - 1].is_capitalized()
            && matches!(self.last(), Some(ChunkKind::Word))
    }

    /// Where a second family name with two words behind it begins a second name.
    fn cut_second_name(&self, at: usize, end: usize) -> usize {
        (at + 2..end.saturating_sub(1))
            .find(|&i| {
                end - at >= 5
                    && (i - at >= 3 || end - at > 5)
                    && self.reading.is(i, Lexeme::Surname(Strength::Strong)).is_some()
                    && end - i >= 2
            })
            .unwrap_or(end)
    }

    /// The name on one line, names in capitals in title case.
    pub(super) fn written_name(&self, start: usize, end: usize) -> String {
        let text = self.reading.text.text();
        let mut name = String::with_capacity(self.reading.words(start, end).len());
        let all_capitals = (start..end).all(|i| {
            self.reading.tokens[i].shape == Shape::Upper
                || self.reading.tokens[i].end - self.reading.tokens[i].start == 1
        });
        for token in &self.reading.tokens[start..end] {
            if token.gap != Gap::Glued && !name.is_empty() {
                name.push(' ');
            }
            let word = token.slice(text);
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if all_capitals => {
                    name.push(first);
                    name.extend(letters.flat_map(char::to_lowercase));
                }
                _ => name.push_str(word),
            }
        }
        name
    }
}
