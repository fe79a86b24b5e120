//! What a date is the date of.

use super::form::{Edge, Form, Wording};
use super::{DateKind, PartialDate};
use crate::facts::reading::Reading;
use crate::ontology::lexicon::{Cite, Lexeme, Time};
use crate::text::{Gap, Shape};

/// Tokens between the kind of a document and its date: number, issuer.
const ISSUE_REACH: usize = 16;
/// Longest line in tokens that is a stamp, to each side of its date.
const STAMP: usize = 64;
/// Days from the document's own time beyond which a date is history or a plan.
const DISTANT: u32 = 400;

/// What a date is the date of, `distance` days from the document's own time.
pub(super) fn kind(reading: &Reading, form: &Form, distance: Option<u32>) -> DateKind {
    if led_by(reading, form, Time::Birth) {
        DateKind::Birth
    } else if is_stamp(reading, form) {
        DateKind::Stamp
    } else if form.date.month.is_none() && form.wording == Wording::Written {
        DateKind::Year
    } else if is_issue(reading, form) {
        DateKind::Issue
    } else if form.until.is_some_and(|until| is_anniversary(form.date, until))
        || form.wording == Wording::Written && follows(reading, form.start, Time::Occasion)
    {
        DateKind::Name
    } else if distance.is_some_and(|days| days > DISTANT) {
        DateKind::Distant
    } else {
        match (form.edge, form.until) {
            (Edge::From, Some(_)) => DateKind::Range,
            (Edge::None, _) => DateKind::Event,
            _ => DateKind::Bound,
        }
    }
}

/// The same day of two years.
fn is_anniversary(date: PartialDate, until: PartialDate) -> bool {
    date.year != until.year && date.day == until.day && date.month == until.month
}

/// Whether the words before the figures, or the word before those, say `time`.
fn led_by(reading: &Reading, form: &Form, time: Time) -> bool {
    (form.start..form.figures).any(|at| reading.is(at, Lexeme::Time(time)).is_some())
        || follows(reading, form.start, time)
}

/// Whether a word that is `time` ends on the same line just before `at`, or before a colon there.
fn follows(reading: &Reading, at: usize, time: Time) -> bool {
    let colon = at.checked_sub(1).is_some_and(|i| reading.tokens[i].is_sign(':'));
    let end = at - usize::from(colon);
    reading.tokens.get(at).is_some_and(|t| t.gap < Gap::Line)
        && (end.saturating_sub(4)..end).any(|i| reading.ends(i, end, Lexeme::Time(time)))
}

/// Whether the kind of a document stands shortly before with its number in between, or just before
/// a whole date.
fn is_issue(reading: &Reading, form: &Form) -> bool {
    let from = form.start.saturating_sub(ISSUE_REACH);
    let adjacent = |at: usize| document(reading, at).is_some_and(|n| at + n == form.start);
    let mut numbered = form.date.year.is_some() && (from..form.start).any(adjacent);
    for at in (from..form.start).rev().take_while(|_| form.wording == Wording::Written) {
        if parts(reading, at, form.start) {
            return false;
        }
        numbered |= reading.tokens[at].shape == Shape::Number;
        if numbered && document(reading, at).is_some() {
            return true;
        }
    }
    false
}

/// Whether the sign at `at` parts the date at `date` from what stands before: a line break, a stop,
/// a comma unless it stands between number and date.
fn parts(reading: &Reading, at: usize, date: usize) -> bool {
    let (token, next) = (&reading.tokens[at], &reading.tokens[at + 1]);
    let number_before = || {
        at.checked_sub(1)
            .is_some_and(|i| matches!(reading.tokens[i].shape, Shape::Number | Shape::Upper))
    };
    next.gap >= Gap::Line
        || token.is_sign(';')
        || next.gap > Gap::Glued && token.is_sign('.')
        || next.gap > Gap::Glued && token.is_sign(',') && !(at + 1 == date && number_before())
}

/// The length of the kind of a document at `at`; short forms also stand for other words.
fn document(reading: &Reading, at: usize) -> Option<usize> {
    let document = |lexeme| matches!(lexeme, Lexeme::Document(_)).then_some(());
    let (length, ()) = reading.longest(at, document)?;
    let short = reading.tokens[at].shape == Shape::Upper;
    let number = at + length + reading.is(at + length, Lexeme::Cite(Cite::Number)).unwrap_or(0);
    let numbered = reading.tokens.get(number).is_some_and(|t| t.shape == Shape::Number);
    (!short || numbered).then_some(length)
}

/// Whether a date stands with the time of day only, or alone on its line.
pub(super) fn is_stamp(reading: &Reading, form: &Form) -> bool {
    form.wording == Wording::Written
        && form.until.is_none()
        && form.date.year.is_some()
        && form.date.day.is_some()
        && (beside_clock(reading, form) || fills_line(reading, form) || heads_line(reading, form))
}

/// Whether a date begins its line with no word of a sentence: bare figures, or the day of the week
/// without a comma behind the year.
fn heads_line(reading: &Reading, form: &Form) -> bool {
    let comma = reading.tokens.get(form.end).is_some_and(|t| t.is_sign(','));
    let bare = form.start == form.figures;
    let named = !comma && led_by(reading, form, Time::Weekday);
    reading.tokens[form.start].gap >= Gap::Line && (bare || named)
}

fn beside_clock(reading: &Reading, form: &Form) -> bool {
    let after = form.end + usize::from(is_loose_sign(reading, form.end));
    let before = form.start.checked_sub(usize::from(
        form.start.checked_sub(1).is_some_and(|i| is_loose_sign(reading, i)),
    ));
    is_clock(reading, after)
        || form.start == form.figures
            && before.and_then(|b| b.checked_sub(3)).is_some_and(|at| is_clock(reading, at))
}

/// Signs between day and time of a stamp.
fn is_loose_sign(reading: &Reading, at: usize) -> bool {
    reading.tokens.get(at).is_some_and(|t| {
        matches!(t.shape, Shape::Sign(',' | '-' | '|' | '\u{2013}')) && t.gap <= Gap::Space
    })
}

/// `10:41`.
fn is_clock(reading: &Reading, at: usize) -> bool {
    let number = |i: usize| reading.tokens.get(i).is_some_and(|t| t.shape == Shape::Number);
    number(at)
        && reading.tokens.get(at + 1).is_some_and(|t| t.is_sign(':') && t.gap == Gap::Glued)
        && number(at + 2)
        && reading.tokens[at + 2].gap == Gap::Glued
        && reading.word(at).len() <= 2
        && reading.word(at + 2).len() == 2
}

/// Whether the line of a date has no word but those of stamps.
fn fills_line(reading: &Reading, form: &Form) -> bool {
    let (start, end) = line(reading, form);
    let short = form.start - start <= STAMP && end - form.end <= STAMP;
    short && is_chrome(reading, start, form.start) && is_chrome(reading, form.end, end)
}

fn is_chrome(reading: &Reading, start: usize, end: usize) -> bool {
    let mut at = start;
    while at < end {
        let time = |l| matches!(l, Lexeme::Time(Time::Stamp | Time::Weekday | Time::Daypart));
        match reading.longest(at, |l| time(l).then_some(())) {
            Some((length, ())) => at += length,
            None if reading.tokens[at].is_word() => return false,
            None => at += 1,
        }
    }
    true
}

/// The line that a date stands on, as far as a stamp could reach.
pub(super) fn line(reading: &Reading, form: &Form) -> (usize, usize) {
    let breaks = |at: usize| reading.tokens[at].gap >= Gap::Line;
    let first = form.start.saturating_sub(STAMP + 1);
    let last = reading.tokens.len().min(form.end + STAMP + 1);
    let start = (first..=form.start).rev().find(|&at| breaks(at)).unwrap_or(first);
    let end = (form.end..last).find(|&at| breaks(at));
    (start, end.unwrap_or(last))
}
