//! Sentences that end in what looks like a short form: `… khóa XX. Tại …`, `… HĐND TP. Ông …`.

use super::reading::Reading;
use crate::ontology::lexicon::{Lexeme, Number, Time};
use crate::text::{Gap, Shape};

impl Reading<'_> {
    /// Cuts sentences behind a short form or a numeral whose full stop ends them after all.
    pub(super) fn end_at_short_forms(&mut self) {
        if !(1..self.tokens.len()).any(|at| self.ends_in_short_form(at)) {
            return;
        }
        let mut cut = Vec::with_capacity(self.sentences.len() + 4);
        for sentence in std::mem::take(&mut self.sentences) {
            let mut start = sentence.start;
            for at in sentence.start + 2..sentence.end {
                if self.ends_in_short_form(at) {
                    cut.push(start..at);
                    start = at;
                }
            }
            cut.push(start..sentence.end);
        }
        self.sentences = cut;
    }

    /// Whether a sentence ends before a token: behind a numeral, or where the next begins with a form of
    /// address.
    fn ends_in_short_form(&self, at: usize) -> bool {
        let (stop, next) = (&self.tokens[at - 1], &self.tokens[at]);
        stop.is_sign('.')
            && stop.gap == Gap::Glued
            && next.gap == Gap::Space
            && next.is_capitalized()
            && at > 1
            && matches!(self.tokens[at - 2].shape, Shape::Upper | Shape::Title)
            && (self.is_numeral(at - 2) || self.addresses(at))
    }

    /// Whether a word is a numeral in capitals: of several, or behind the word for a convocation.
    fn is_numeral(&self, at: usize) -> bool {
        let word = self.word(at);
        let roman = word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let counted = || at > 0 && self.is(at - 1, Lexeme::Time(Time::Convocation)).is_some();
        roman && (word.len() > 1 || counted())
    }

    /// Whether a form of address begins at a token, and no longer word.
    fn addresses(&self, at: usize) -> bool {
        let address = self.is(at, Lexeme::Honorific(Number::One));
        address.is_some_and(|length| {
            self.hits(at).first().is_some_and(|hit| usize::from(hit.length) == length)
        })
    }
}
