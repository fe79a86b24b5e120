//! Figures that say nothing: labels, people present, votes, terms, page chrome.

use super::quantity::Quantity;
use super::{class, ending};
use crate::facts::reading::{Hit, Reading};
use crate::ontology::lexicon::{Cite, Class, Counting, Debris, Lexeme, Time};
use crate::text::{Gap, Sentence, Shape};

/// Tokens around a figure within which people present are told of.
const PRESENCE: usize = 7;
/// Tokens around a figure within which a vote is told of.
const VOTE: usize = 10;
/// Tokens before a figure within which an election is told of.
const ELECTION: usize = 4;
/// Most tokens of a line of page chrome.
const CHROME: usize = 20;

/// Whether a quantity is no indicator.
pub(super) fn is_noise(reading: &Reading, sentence: &Sentence, q: &Quantity) -> bool {
    match q.class {
        Counting::Unit | Counting::Currency => is_vote(reading, sentence, q),
        Counting::Times => {
            let about = ending(reading, q.start, Counting::About).unwrap_or(q.start);
            ending(reading, about, Counting::Change).is_none()
        }
        Counting::Guest => is_label(reading, q.start) || !is_elected(reading, sentence, q),
        Counting::Turn => is_label(reading, q.start),
        Counting::Count => {
            is_label(reading, q.start)
                || is_present(reading, sentence, q)
                || is_chrome(reading, sentence)
                || is_headline(reading, sentence)
        }
        _ => true,
    }
}

/// Whether a sentence begins the part of a page that belongs to other articles: a line that is
/// nothing but the words for it.
pub(super) fn is_tail(reading: &Reading, sentence: &Sentence) -> bool {
    let Some(length) = reading.is(sentence.start, Lexeme::Debris(Debris::Tail)) else {
        return false;
    };
    let end = sentence.start + length;
    let stops = |t: &crate::text::Token| t.gap >= Gap::Line || t.is_sign(':');
    reading.tokens[sentence.start].gap >= Gap::Line && reading.tokens.get(end).is_none_or(stops)
}

/// Whether a word before the number makes it a name: `số 5`, `lần thứ 9`, `tổ 3`.
fn is_label(reading: &Reading, at: usize) -> bool {
    let names = |i: usize, hit: &Hit| match hit.lexeme {
        Lexeme::Cite(Cite::Number) => ending(reading, at, Counting::Total).is_none(),
        Lexeme::Time(Time::Ordinal | Time::Convocation) | Lexeme::UnitType(_) => true,
        Lexeme::Document(_) => reading.tokens[i].is_capitalized(),
        _ => false,
    };
    let ends = |i: usize| {
        reading.hits(i).iter().any(|hit| i + usize::from(hit.length) == at && names(i, hit))
    };
    (at.saturating_sub(4)..at).any(ends) || ending(reading, at, Counting::Label).is_some()
}

/// Whether people are counted as elected rather than as present.
fn is_elected(reading: &Reading, sentence: &Sentence, q: &Quantity) -> bool {
    let from = q.start.saturating_sub(ELECTION).max(sentence.start);
    (from..q.start).any(|at| is_longest(reading, at, Lexeme::Predicate(Class::Elect)))
}

/// Whether people are counted as present rather than for what they are.
fn is_present(reading: &Reading, sentence: &Sentence, q: &Quantity) -> bool {
    let attends = |at: usize| is_longest(reading, at, Lexeme::Predicate(Class::Attend));
    let from = q.start.saturating_sub(PRESENCE).max(sentence.start);
    let to = (q.end + PRESENCE).min(sentence.end);
    (from..q.start).any(attends) || (q.end..to).take_while(|&at| !parts(reading, at)).any(attends)
}

/// Whether `lexeme` begins at `at` and no longer word does.
fn is_longest(reading: &Reading, at: usize, lexeme: Lexeme) -> bool {
    let longest = reading.hits(at).first().map(|hit| usize::from(hit.length));
    longest.is_some() && reading.is(at, lexeme) == longest
}

fn parts(reading: &Reading, at: usize) -> bool {
    matches!(reading.tokens[at].shape, Shape::Sign(',' | ';' | ')'))
}

/// Whether shares are those of a vote.
fn is_vote(reading: &Reading, sentence: &Sentence, q: &Quantity) -> bool {
    let from = q.start.saturating_sub(VOTE).max(sentence.start);
    let to = (q.end + VOTE).min(sentence.end);
    q.class == Counting::Unit && (from..to).any(|at| class(reading, at, Counting::Vote).is_some())
}

/// Whether the sentence is a line of page chrome.
fn is_chrome(reading: &Reading, sentence: &Sentence) -> bool {
    let chrome = |at: usize| reading.is(at, Lexeme::Debris(Debris::Line)).is_some();
    sentence.len() < CHROME && sentence.clone().any(chrome)
}

/// Whether the sentence is the first line of the text and no whole sentence.
fn is_headline(reading: &Reading, sentence: &Sentence) -> bool {
    let stop = |t: &crate::text::Token| matches!(t.shape, Shape::Sign('.' | ';' | '!' | '?'));
    let last = &reading.tokens[sentence.end - 1];
    sentence.start == 0 && sentence.end < reading.tokens.len() && !stop(last)
}
