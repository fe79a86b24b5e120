//! Offices of old: dates and spans of time that put an act, or what somebody is said to be, into the past.

use super::super::mention::{Chunk, ChunkKind};
use super::super::reading::Reading;
use super::super::recognize::date::{DateKind, DateMention, PartialDate};
use crate::ontology::gazetteer::Day;
use crate::ontology::lexicon::{Cue, Lexeme, Time};

/// Days of a year and of a month, for comparing.
const YEAR: u32 = 372;
const MONTH: u32 = 31;
/// Days before the document's own time beyond which an act is history.
const LONG_AGO: u32 = 200;
/// Most chunks between the two ends of a span of time.
const SPAN: usize = 10;
/// Chunks at the head of a sentence in which a word may tie it to the one before.
const HEAD: usize = 3;

/// The dates of a document, seen from its own day.
pub(crate) struct Timeline<'t> {
    pub(crate) dates: &'t [DateMention],
    pub(crate) day: Option<Day>,
}

impl Timeline<'_> {
    /// Whether a day, month or year lies long before the document.
    fn is_past(&self, date: PartialDate) -> bool {
        let (Some(day), Some(year)) = (self.day, date.year) else { return false };
        let own = day.packed();
        let own_days = own / 10_000 * YEAR + own / 100 % 100 * MONTH + own % 100;
        match date.month {
            None => u32::from(year) < own / 10_000,
            Some(month) => {
                let days = u32::from(year) * YEAR
                    + u32::from(month) * MONTH
                    + date.day.map_or(15, u32::from);
                days + LONG_AGO < own_days
            }
        }
    }

    fn within(&self, start: usize, end: usize) -> &[DateMention] {
        let from = self.dates.partition_point(|d| d.start < start);
        let to = self.dates.partition_point(|d| d.start < end);
        &self.dates[from..to.max(from)]
    }
}

/// What the dates of one sentence say of its acts.
pub(super) struct Past {
    /// Token of each date that may date an act, and whether it lies long ago.
    dates: Vec<(usize, bool)>,
    /// The sentence has a span of time that is over.
    pub(super) is_closed: bool,
    /// The sentence has a span of time that is not.
    pub(super) is_still_on: bool,
    /// The sentence goes on with the time of the one before.
    goes_on: bool,
}

impl Past {
    pub(super) fn new(reading: &Reading<'_>, chunks: &[Chunk], timeline: &Timeline<'_>) -> Self {
        let (start, end) = match (chunks.first(), chunks.last()) {
            (Some(first), Some(last)) => (first.span.start, last.span.end),
            _ => (0, 0),
        };
        let mut dates: Vec<(usize, bool)> = timeline
            .within(start, end)
            .iter()
            .filter(|d| {
                use DateKind::{Birth, Issue, Name, Stamp};
                !matches!(d.kind, Birth | Issue | Name | Stamp) && !is_term(reading, d.start)
            })
            .map(|d| {
                (d.start, writes_year(reading, d) && timeline.is_past(d.until.unwrap_or(d.date)))
            })
            .collect();
        let span = span_of_time(reading, chunks, &dates);
        if span == Some(Lasting::StillOn) {
            for (_, past) in &mut dates {
                *past = false;
            }
        }
        let is_closed = span == Some(Lasting::Over);
        let is_still_on = span == Some(Lasting::StillOn);
        let goes_on = chunks.iter().take(HEAD).any(|c| c.classes.has_cue(Cue::Link));
        Self { dates, is_closed, is_still_on, goes_on }
    }

    /// Whether what is told at a token lies long ago: by the last date before it, else by what was told
    /// before the sentence.
    pub(super) fn at(&self, token: usize, before: bool) -> bool {
        match self.dates.iter().rev().find(|&&(start, _)| start < token) {
            Some(&(_, past)) => past,
            None => self.goes_on && before,
        }
    }

    /// Whether the sentence ends long ago.
    pub(super) fn at_end(&self, before: bool) -> bool {
        self.at(usize::MAX, before)
    }
}

/// How a span of time ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasting {
    /// Long ago.
    Over,
    /// Not yet.
    StillOn,
    /// Lately, or one cannot tell.
    Open,
}

/// How `từ … đến …` in a sentence ends; none where no such span stands in it.
fn span_of_time(
    reading: &Reading<'_>,
    chunks: &[Chunk],
    dates: &[(usize, bool)],
) -> Option<Lasting> {
    if dates.is_empty() {
        return None;
    }
    let is = |chunk: &Chunk, time: Time| reading.is(chunk.span.start, Lexeme::Time(time)).is_some();
    let from = chunks.iter().position(|c| is(c, Time::From) && c.kind != ChunkKind::Number)?;
    let until = (from + 1..chunks.len().min(from + SPAN))
        .find(|&i| is(&chunks[i], Time::Until) || is(&chunks[i], Time::Present))?;
    let at = chunks[until].span.start;
    if chunks[until..chunks.len().min(until + 3)].iter().any(|c| is(c, Time::Present)) {
        return Some(Lasting::StillOn);
    }
    let over = dates.iter().any(|&(start, past)| past && start + 1 >= at && start <= at + 4)
        || dates.iter().any(|&(start, past)| past && start <= at && at - start <= 8);
    Some(if over { Lasting::Over } else { Lasting::Open })
}

/// Whether the year of a date is written; one that is but worked out puts nothing into the past.
fn writes_year(reading: &Reading<'_>, date: &DateMention) -> bool {
    let numbers: Vec<usize> = reading.numbers(date.start..date.end).collect();
    numbers.is_empty() || numbers.len() > 2 || numbers.iter().any(|&at| reading.word(at).len() >= 4)
}

/// Whether a date is but the term of an office.
fn is_term(reading: &Reading<'_>, start: usize) -> bool {
    (start.saturating_sub(3)..start).any(|i| {
        reading.is(i, Lexeme::Time(Time::Term)).is_some()
            || reading.is(i, Lexeme::Time(Time::Convocation)).is_some()
    })
}
