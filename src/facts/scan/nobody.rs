//! Words in capitals that are nobody's name.

use super::super::mention::ChunkKind;
use super::Scanner;
use super::person::Before;
use crate::ontology::lexicon::{Cite, Cue, Level, Lexeme, NameWord};
use crate::text::{Gap, Shape};

/// Longest word for a place or a prize that may bear somebody's name.
const LONGEST_PLACE: usize = 3;

impl Scanner<'_, '_> {
    /// Whether a token is a part of the address of a page.
    pub(super) fn is_in_address(&self, at: usize) -> bool {
        at > 0
            && self.reading.tokens[at].gap == Gap::Glued
            && self.reading.tokens[at - 1].is_sign('/')
            && self.reading.tokens.get(at + 1).is_some_and(|t| t.is_sign('-'))
    }

    /// Countries, acronyms, Roman numbers and words for a proposal are no names of people.
    pub(super) fn is_no_person(&self, at: usize) -> bool {
        let country = self.reading.is(at, Lexeme::NameWord(NameWord::Country)).is_some();
        let numeral = self.reading.word(at).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let acronym = self.reading.tokens[at].shape == Shape::Upper
            && self.reading.tokens.get(at + 1).is_none_or(|t| t.shape != Shape::Upper);
        let never = self.reading.is(at, Lexeme::NameWord(NameWord::Never)).is_some()
            && self.before() != Before::Honorific;
        let hamlet =
            at > 0 && self.reading.is(at - 1, Lexeme::NameWord(NameWord::Hamlet)) == Some(1);
        let proposed = self.reading.is(at, Lexeme::Cue(Cue::Propose)).is_some_and(|n| n > 1);
        country || numeral || acronym || never || hamlet || proposed
    }

    /// Whether the number of a house, and not that of a body, stands before a name: `số 5 …`.
    pub(super) fn is_house(&self, at: usize) -> bool {
        let [.., before, _, number] = self.so_far() else { return false };
        number.kind == ChunkKind::Number
            && !matches!(before.kind, ChunkKind::Office(_) | ChunkKind::Body(_))
            && self.reading.tokens[at].gap == Gap::Space
            && self.reading.is(at - 2, Lexeme::Cite(Cite::Number)).is_some()
    }

    /// Whether a name that nothing else tells would end within a word: `Khối Thương | mại`.
    pub(super) fn cuts_word(&self, end: usize) -> bool {
        let compound = Lexeme::NameWord(NameWord::Compound);
        self.reading.is(end - 1, compound).is_some_and(|length| length > 1)
            && self.reading.tokens.get(end).is_some_and(|t| t.shape == Shape::Lower)
    }

    pub(super) fn is_historical(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::NameWord(NameWord::Historical)).is_some()
    }

    /// Whether a street, a school or a prize bears the name, be it with the office of the one who bore it.
    pub(super) fn is_named_after(&self, at: usize) -> bool {
        let (start, word) = match self.so_far() {
            [.., word, office] if matches!(office.kind, ChunkKind::Office(_)) => {
                (office.span.start, word)
            }
            [.., word] => (at, word),
            [] => return false,
        };
        word.kind == ChunkKind::Word
            && self.reading.tokens[start].gap == Gap::Space
            && (1..=LONGEST_PLACE.min(start)).any(|back| {
                self.reading.is(start - back, Lexeme::NameWord(NameWord::Street)) == Some(back)
            })
    }

    /// Whether a name of two words stands between commas with the name of a place behind it.
    pub(super) fn is_among_places(&self, at: usize) -> bool {
        matches!(self.last(), Some(ChunkKind::Sign(',')))
            && self.reading.tokens.get(at + 2).is_some_and(|t| t.is_sign(','))
            && at + 3 < self.end
            && self.place_length(at + 3) >= 2
    }

    /// Whether a country or a name of two syllables of a province begins here.
    pub(super) fn names_land(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::NameWord(NameWord::Country)).is_some()
            || self.place(at, Level::Province).is_some_and(|(length, _)| length >= 2)
    }
}
