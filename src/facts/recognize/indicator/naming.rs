//! Short names of what figures measure.

use super::quantity::Quantity;
use super::{class, ending, word};
use crate::facts::reading::Reading;
use crate::ontology::lexicon::{Counting, Lexeme, Stop, Time};
use crate::text::{Gap, Sentence, Shape};

/// Most tokens of a name before a figure, behind it, and of what it is held against.
const BEFORE: usize = 12;
const BEHIND: usize = 6;
const AGAINST: usize = 6;

/// Names figures, remembering the last name for figures that go on from it.
#[derive(Debug, Default)]
pub(super) struct Namer {
    last: String,
    /// One past the last quantity.
    end: usize,
}

impl Namer {
    /// The name of what a quantity measures: the words before it; for a count, the verb before and
    /// the noun with what follows it. A share or a change without words of its own, as of a plan, is
    /// named after the figure before.
    pub(super) fn name(&mut self, reading: &Reading, sentence: &Sentence, q: &Quantity) -> String {
        let floor = self.end.clamp(sentence.start, q.start);
        self.end = q.end;
        let (before, change) = before(reading, floor, q.start);
        if matches!(q.class, Counting::Count | Counting::Guest | Counting::Turn) {
            let noun =
                words(reading, q.noun, q.end) + " " + &behind(reading, sentence, q.end, BEHIND);
            let noun = noun.trim().to_owned();
            self.last = if before.is_empty() { noun } else { format!("{before} {noun}") };
            return self.last.clone();
        }
        let against = against(reading, sentence, q.end);
        if !before.is_empty() {
            self.last = before;
        } else if against.is_empty() && opens(reading, sentence, q.start) {
            self.last = behind(reading, sentence, q.end, BEHIND);
        }
        let parts = [self.last.as_str(), change.as_str(), against.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        parts.join(" ")
    }
}

/// What a share is a share of, `so với kế hoạch năm`.
fn against(reading: &Reading, sentence: &Sentence, at: usize) -> String {
    let Some((length, row)) = word(reading, at, |c| c == Counting::Compare) else {
        return String::new();
    };
    let held = behind(reading, sentence, at, AGAINST);
    let with = &reading.ontology.lexicon.measures[row].unit;
    let said = words(reading, at, at + length) == *with;
    if said { held } else { format!("{with} {held}") }
}

/// Whether a figure opens a clause.
fn opens(reading: &Reading, sentence: &Sentence, at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| reading.tokens[i].shape);
    at == sentence.start || matches!(before, Some(Shape::Sign(';' | '.' | ':' | '-' | '+')))
}

/// The words that lead up to a figure, without links, approximations and time, and the word for
/// rise or fall between them and the figure.
fn before(reading: &Reading, floor: usize, at: usize) -> (String, String) {
    let (end, change) = trim_end(reading, floor, at);
    let start = clause_start(reading, floor, end);
    let start = trim_start(reading, start, end);
    match bracket(reading, floor, end).filter(|_| start == end) {
        Some(open) => (before(reading, floor, open).0, change),
        None => (words(reading, start, end), change),
    }
}

/// The opening bracket of the short remark that ends at `end`.
fn bracket(reading: &Reading, floor: usize, end: usize) -> Option<usize> {
    let closed = end > floor && reading.tokens[end - 1].is_sign(')');
    let from = end.saturating_sub(BEFORE).max(floor);
    (from..end).rev().find(|&at| reading.tokens[at].is_sign('(')).filter(|_| closed)
}

/// Before the words that link a name to its figure.
fn trim_end(reading: &Reading, floor: usize, at: usize) -> (usize, String) {
    let mut end = at;
    let mut change = String::new();
    loop {
        if ending(reading, end, Counting::Term).is_some() {
            return (end, change);
        }
        let link = ending(reading, end, Counting::Link).or(ending(reading, end, Counting::About));
        let changed = ending(reading, end, Counting::Change).filter(|_| change.is_empty());
        let time = past_time(reading, floor, end);
        let light = end.checked_sub(1).filter(|&i| is_light(reading, i, end));
        match link.or(changed).or(time).or(light).filter(|&start| start >= floor && start < end) {
            Some(start) if link.is_none() && changed == Some(start) => {
                change = words(reading, start, end);
                end = start;
            }
            Some(start) => end = start,
            None => return (end, change),
        }
    }
}

fn is_light(reading: &Reading, at: usize, end: usize) -> bool {
    reading.ends(at, end, Lexeme::Stop(Stop::Light))
        || reading.ends(at, end, Lexeme::Stop(Stop::Stop))
}

/// Before `9 tháng đầu năm 2020`, `năm qua` and the like that end at `end`.
fn past_time(reading: &Reading, floor: usize, end: usize) -> Option<usize> {
    let mut start = end;
    while start > floor && is_time(reading, start - 1) {
        start -= 1;
    }
    let named = (start..end).any(|at| reading.tokens[at].is_word());
    (named && start < end).then_some(start)
}

fn is_time(reading: &Reading, at: usize) -> bool {
    let word = |time| reading.is(at, Lexeme::Time(time)).is_some();
    reading.tokens[at].shape == Shape::Number
        || [Time::Month, Time::Year, Time::Part, Time::Quarter].into_iter().any(word)
}

/// The beginning of the clause that ends at `end`.
fn clause_start(reading: &Reading, floor: usize, end: usize) -> usize {
    let mut start = end;
    while start > floor && end - start < BEFORE {
        let token = &reading.tokens[start - 1];
        let breaks = match token.shape {
            Shape::Sign(',') => !lists(reading, floor, start - 1, end),
            Shape::Sign('-' | '\u{2013}' | '&' | '/' | '\u{201c}' | '\u{201d}') => false,
            Shape::Number | Shape::Sign(_) => true,
            _ => false,
        };
        if breaks || start < end && reading.tokens[start].gap >= Gap::Line {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether the comma at `at` joins two nouns of one name, as in `nông, lâm nghiệp`: one or two words
/// before it and no link behind it.
fn lists(reading: &Reading, floor: usize, at: usize, end: usize) -> bool {
    let small = |i: usize| reading.tokens.get(i).is_some_and(|t| t.shape == Shape::Lower);
    let and = (at..end).any(|i| reading.is(i, Lexeme::Time(Time::And)).is_some());
    at > floor + 1 && small(at - 1) && small(at + 1) && and && end - at <= 6
}

/// Behind conjunctions, light words and time at the beginning of a clause.
fn trim_start(reading: &Reading, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let list =
            reading.is(at, Lexeme::Stop(Stop::Stop)).or(reading.is(at, Lexeme::Stop(Stop::Light)));
        let link = class(reading, at, Counting::Link);
        let sign = (!reading.tokens[at].is_word()).then_some(1);
        let time = is_time(reading, at).then_some(1);
        match link.or(list).or(sign).or(time).filter(|n| at + n <= end) {
            Some(length) => at += length,
            None => break,
        }
    }
    at
}

/// Words from `at` up to a sign, a number or a word without meaning of its own.
fn behind(reading: &Reading, sentence: &Sentence, at: usize, most: usize) -> String {
    let mut end = at;
    while end < sentence.end && end - at < most {
        let token = &reading.tokens[end];
        let whole = |c| matches!(c, Counting::Term | Counting::Compare);
        match word(reading, end, whole) {
            _ if !token.is_word() || token.gap >= Gap::Line => break,
            Some((length, _)) => end += length,
            None if reading.is(end, Lexeme::Stop(Stop::Stop)).is_some() => break,
            None => end += 1,
        }
    }
    words(reading, at, end.min(sentence.end))
}

/// Tokens in small letters, abbreviations and names as they are, signs glued as they stand.
fn words(reading: &Reading, start: usize, end: usize) -> String {
    let mut text = String::with_capacity(reading.words(start, end).len());
    for at in start..end {
        let token = &reading.tokens[at];
        if at > start && token.gap > Gap::Glued {
            text.push(' ');
        }
        match token.shape {
            Shape::Title if at == start => text.push_str(&reading.word(at).to_lowercase()),
            _ => text.push_str(reading.word(at)),
        }
    }
    text
}
