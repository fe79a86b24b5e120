//! How dates are written.

use super::PartialDate;
use super::figures::{self, Figures};
use crate::facts::reading::Reading;
use crate::ontology::lexicon::{Lexeme, LexemeKind, Time};
use crate::text::Gap;

/// Most tokens of words before the figures of a date.
const LONGEST_LEAD: usize = 32;

/// How a date is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// In numbers.
    Written,
    /// As the day of publication.
    Today,
    /// As the day before.
    Yesterday,
    /// As the day named last.
    SameDay,
}

/// A date as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) start: usize,
    /// First token of the figures; `end` where there are none.
    pub(super) figures: usize,
    pub(super) end: usize,
    pub(super) date: PartialDate,
    pub(super) until: Option<PartialDate>,
    pub(super) wording: Wording,
    /// Whether a word like *from* or *until* leads it in.
    pub(super) edge: Edge,
}

/// Whether a date limits a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    None,
    From,
    Until,
}

/// The words before the figures of a date.
#[derive(Clone, Copy)]
struct Lead {
    /// One past its last token.
    end: usize,
    strength: Strength,
    wording: Wording,
    edge: Edge,
}

/// How surely the words before figures make them a date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Not at all.
    None,
    /// Words like *from* and *until*: also before quantities.
    Edge,
    /// Words of the day.
    Day,
}

/// All dates of a text, in order and apart from each other.
pub(super) fn scan(reading: &Reading) -> Vec<Form> {
    let mut found: Vec<Form> = Vec::new();
    for at in reading.openings(LexemeKind::Time) {
        if found.last().is_none_or(|last| last.end <= at) {
            found.extend(form(reading, at));
        }
    }
    found
}

fn form(reading: &Reading, start: usize) -> Option<Form> {
    let lead = lead(reading, start);
    if let Some(figures) = day_figures(reading, &lead) {
        return Some(lead.with(start, figures));
    }
    if lead.wording != Wording::Written {
        let nothing = Figures { start: lead.end, end: lead.end, ..Figures::default() };
        return Some(lead.with(start, nothing));
    }
    let coarse = figures::month(reading, lead.end).or_else(|| figures::year(reading, lead.end));
    coarse.filter(|_| lead.strength < Strength::Day).map(|figures| lead.with(start, figures))
}

/// The figures behind words of time, with a bracket between them or, after words for today, a comma.
fn day_figures(reading: &Reading, lead: &Lead) -> Option<Figures> {
    let sign = |at: usize, signs: &[char]| {
        reading.tokens.get(at).is_some_and(|t| signs.iter().any(|&s| t.is_sign(s)))
    };
    let bracket = lead.strength == Strength::Day && sign(lead.end, &['(']);
    if lead.wording == Wording::Written && !bracket {
        return figures::days(reading, lead.end, lead.strength);
    }
    let open = lead.end + usize::from(sign(lead.end, &['(', ',', '-']));
    let at = open + reading.is(open, Lexeme::Time(Time::Daypart)).unwrap_or(0);
    let mut found = figures::days(reading, at, Strength::Day)?;
    found.end += usize::from(sign(lead.end, &['(']) && sign(found.end, &[')']));
    Some(found)
}

/// As many words of time as follow each other, a comma behind the day of the week skipped.
fn lead(reading: &Reading, start: usize) -> Lead {
    let mut lead =
        Lead { end: start, strength: Strength::None, wording: Wording::Written, edge: Edge::None };
    let goes_on =
        |at: usize| at < start + LONGEST_LEAD && (at == start || !begins_line(reading, at));
    while let Some((length, time)) =
        reading.longest(lead.end, leading).filter(|_| goes_on(lead.end))
    {
        lead.end += length;
        lead.take(time);
        let comma = reading.tokens.get(lead.end).is_some_and(|t| t.is_sign(','));
        let loose = matches!(time, Time::Weekday | Time::Today);
        if comma && loose && reading.longest(lead.end + 1, leading).is_some() {
            lead.end += 1;
        }
    }
    if has_day_word(reading, start, lead.end) {
        lead.strength = Strength::Day;
    }
    lead
}

/// Whether a line begins at a token with a capital: what stands before it is of another sentence.
fn begins_line(reading: &Reading, at: usize) -> bool {
    reading.tokens.get(at).is_some_and(|t| t.gap >= Gap::Line && t.is_capitalized())
}

fn leading(lexeme: Lexeme) -> Option<Time> {
    match lexeme {
        Lexeme::Time(
            time @ (Time::Daypart
            | Time::Weekday
            | Time::Today
            | Time::Yesterday
            | Time::SameDay
            | Time::From
            | Time::Until
            | Time::Birth),
        ) => Some(time),
        _ => None,
    }
}

impl Lead {
    fn with(&self, start: usize, figures: Figures) -> Form {
        Form {
            start,
            figures: figures.start,
            end: figures.end,
            date: figures.date,
            until: figures.until,
            wording: if figures.start == figures.end { self.wording } else { Wording::Written },
            edge: self.edge,
        }
    }

    fn take(&mut self, time: Time) {
        match time {
            Time::Today => self.wording = Wording::Today,
            Time::Yesterday => self.wording = Wording::Yesterday,
            Time::SameDay => self.wording = Wording::SameDay,
            Time::From => self.edge = Edge::From,
            Time::Until => self.edge = Edge::Until,
            _ => {}
        }
        let strength = match time {
            Time::From | Time::Until | Time::Birth => Strength::Edge,
            _ => Strength::Day,
        };
        self.strength = self.strength.max(strength);
    }
}

/// Some words are both an edge and a word of the day.
fn has_day_word(reading: &Reading, start: usize, end: usize) -> bool {
    (start..end).any(|at| reading.is(at, Lexeme::Time(Time::Daypart)).is_some())
}
