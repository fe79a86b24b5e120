//! The time of a document, which dates without a year rest on.

use std::collections::BTreeMap;

use super::form::{Edge, Form, Wording};
use super::{DateKind, PartialDate, kind};
use crate::facts::reading::Reading;
use crate::ontology::lexicon::{Lexeme, Time};
use crate::text::Shape;

/// Days of a month, for comparing.
const MONTH: u32 = 31;
/// Earliest year of a document.
const EARLIEST: u16 = 1990;
/// Years of a term of office.
const TERM: u16 = 5;
/// Votes that make a year of the text certain.
const CLEAR: u32 = 2;
/// Tokens from the top of a page within which a stamp dates it.
const TOP: usize = 200;

/// When a document was written, as far as known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Published then.
    Published(PartialDate),
    /// Speaks of things of that day, month or year.
    Told(PartialDate),
    /// Unknown.
    Unknown,
}

impl Anchor {
    /// From the surest source that there is.
    pub(super) fn of(
        reading: &Reading,
        found: &[Form],
        published: Option<&str>,
        url: Option<&str>,
    ) -> Self {
        let years = years(reading, found);
        let stamps = stamps(reading, found, years);
        let told = || first_told(reading, found, years);
        // A bare year in an address may be that of the site's folders.
        let told_else = |own: &PartialDate| {
            told().is_some_and(|told| told.day.is_some() && told.year < own.year)
        };
        published
            .and_then(PartialDate::parse)
            .or(stamps)
            .or_else(|| {
                url.and_then(in_address).filter(|own| own.month.is_some() || !told_else(own))
            })
            .map(Self::Published)
            .or_else(|| told().map(Self::Told))
            .or_else(|| latest(reading, found).map(Self::Told))
            .unwrap_or(Self::Unknown)
    }

    /// The date itself.
    pub(super) fn date(self) -> Option<PartialDate> {
        match self {
            Self::Published(date) | Self::Told(date) => Some(date),
            Self::Unknown => None,
        }
    }

    /// The day that words for today mean.
    pub(super) fn today(self) -> Option<PartialDate> {
        match self {
            Self::Published(date) if date.month.is_some() => Some(date),
            _ => None,
        }
    }

    /// Gives a date its year: that of the document, or the year before where the date would lie too
    /// far ahead of it. A month, a beginning or a deadline may lie further ahead than a day.
    pub(super) fn complete(self, date: PartialDate, edge: Edge) -> PartialDate {
        let (None, Some(anchor)) = (date.year, self.date()) else { return date };
        let reach = match (date.day, edge) {
            (Some(_), Edge::None) => MONTH,
            _ => 5 * MONTH,
        };
        let ahead = match (self, anchor.month, date.month) {
            (Self::Published(_), Some(own), Some(month)) => {
                let days = |month: u8, day: Option<u8>| {
                    u32::from(month) * MONTH + day.map_or(15, u32::from)
                };
                days(month, date.day) > days(own, anchor.day) + reach
            }
            _ => false,
        };
        let year = anchor.year.map(|year| year - u16::from(ahead));
        let completed = PartialDate { year, ..date };
        if completed.is_possible() { completed } else { date }
    }

    /// Roughly how many days lie between the document's own time and `date`.
    pub(super) fn distance(self, date: PartialDate) -> Option<u32> {
        let own = self.date()?;
        let days = |date: PartialDate| {
            let month = date.month.map_or(6, u32::from);
            Some((u32::from(date.year?) * 12 + month) * MONTH + date.day.map_or(15, u32::from))
        };
        Some(days(own)?.abs_diff(days(date)?))
    }
}

/// The last stamp at the top of the page. The first line of a page may be the day on which it was
/// fetched: alone it counts only where the years of the text do not speak against it.
fn stamps(reading: &Reading, found: &[Form], years: Option<u16>) -> Option<PartialDate> {
    let at_top: Vec<&Form> =
        found.iter().filter(|f| f.start < TOP && kind::is_stamp(reading, f)).collect();
    let last = at_top.last()?;
    let fetched = kind::line(reading, last).0 == 0;
    let against = fetched && years.is_some_and(|year| last.date.year.is_some_and(|y| y > year + 1));
    (!against).then_some(last.date)
}

/// The first day told with its year in the first sentences; else the year that the text speaks of, or
/// in which the term of office begins that it speaks of; else the first month.
fn first_told(reading: &Reading, found: &[Form], years: Option<u16>) -> Option<PartialDate> {
    let told: Vec<PartialDate> = dated(reading, found)
        .filter(|(form, kind)| {
            form.start < TOP && matches!(kind, DateKind::Event | DateKind::Range)
        })
        .map(|(form, _)| form.date)
        .collect();
    let day = told.iter().find(|d| d.day.is_some()).copied();
    let month = told.first().copied();
    let term = last_term(reading);
    let of_term = |year: &u16| term.is_none_or(|term| (term..=term + TERM).contains(year));
    let spoken_of = years.filter(of_term).map(PartialDate::year);
    let own_month = month.filter(|m| m.year.as_ref().is_some_and(of_term));
    day.or(own_month).or(spoken_of).or(term.map(PartialDate::year)).or(month)
}

/// The first year of the latest term of office that a text on a congress speaks of: congresses open terms.
fn last_term(reading: &Reading) -> Option<u16> {
    let meetings = &reading.ontology.lexicon.meetings;
    let congress =
        |l| matches!(l, Lexeme::Meeting(row) if meetings[row as usize] == "congress").then_some(());
    (0..reading.tokens.len()).find_map(|at| reading.longest(at, congress))?;
    let year =
        |at: usize| reading.word(at).parse::<u16>().ok().filter(|y| (EARLIEST..2100).contains(y));
    (0..reading.tokens.len())
        .filter_map(|at| {
            let length = reading.is(at, Lexeme::Time(Time::Term))?;
            let from = at + length;
            let dash = matches!(reading.tokens.get(from + 1)?.shape, Shape::Sign('-' | '\u{2013}'));
            year(from).filter(|_| dash && year(from + 2).is_some())
        })
        .max()
}

/// The latest date that stands in the text with its year, but for births.
fn latest(reading: &Reading, found: &[Form]) -> Option<PartialDate> {
    let dated = dated(reading, found).filter(|(_, kind)| *kind != DateKind::Birth);
    dated.map(|(form, _)| form.date).max()
}

/// Days and months with their years, and what they are the dates of.
fn dated<'f>(
    reading: &'f Reading,
    found: &'f [Form],
) -> impl Iterator<Item = (&'f Form, DateKind)> {
    found
        .iter()
        .filter(|f| f.date.month.is_some() && f.date.year.is_some_and(|y| y >= EARLIEST))
        .map(|form| (form, kind::kind(reading, form, None)))
        .filter(|(_, kind)| *kind != DateKind::Stamp)
}

/// The year that the text speaks of most, if it is clear: months of a year count thrice.
fn years(reading: &Reading, found: &[Form]) -> Option<u16> {
    let mut votes: BTreeMap<u16, u32> = BTreeMap::new();
    for form in found.iter().filter(|f| f.wording == Wording::Written && f.edge == Edge::None) {
        if let Some(year) = form.date.year.filter(|&y| y >= EARLIEST) {
            *votes.entry(year).or_default() += weight(reading, form);
        }
    }
    let mut ranked: Vec<(u32, u16)> =
        votes.into_iter().map(|(year, count)| (count, year)).collect();
    ranked.sort_unstable();
    let &(most, year) = ranked.last()?;
    let next = ranked.iter().rev().nth(1).map_or(0, |r| r.0);
    (most >= CLEAR && most > next).then_some(year)
}

/// How surely a mention of a year speaks of the present.
fn weight(reading: &Reading, form: &Form) -> u32 {
    match (form.date.month, form.date.day) {
        _ if kind::is_stamp(reading, form) => 0,
        (None, None) if counts_months(reading, form.start) => 3,
        (Some(_), Some(_)) => 0,
        _ => 1,
    }
}

/// Whether `9 tháng`, `6 tháng cuối` or a quarter stands before.
fn counts_months(reading: &Reading, at: usize) -> bool {
    let ends = |time: Time| {
        (at.saturating_sub(4)..at).any(|i| reading.is(i, Lexeme::Time(time)) == Some(at - i))
    };
    let word_before = |time: Time, back: usize| {
        at.checked_sub(back).is_some_and(|i| reading.is(i, Lexeme::Time(time)).is_some())
    };
    let quarter = word_before(Time::Quarter, 2) || word_before(Time::Quarter, 1);
    let months = |back: usize| {
        word_before(Time::Month, back)
            && at.checked_sub(back + 1).is_some_and(|i| reading.tokens[i].shape == Shape::Number)
    };
    quarter || months(1) || ends(Time::Part) && months(2)
}

/// The day, month or year in the digits of an address.
fn in_address(url: &str) -> Option<PartialDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/')?.1;
    in_folders(path)
        .or_else(|| path.split(|c: char| !c.is_ascii_digit()).filter_map(in_digits).next_back())
}

/// `/2020/07/09/`, `/2020/07/`, `/202007/`, `/2020/`.
fn in_folders(path: &str) -> Option<PartialDate> {
    let mut folders = path.split(['/', '-', '_']).peekable();
    while let Some(folder) = folders.next() {
        let whole = folder.len() == 6 || folder.len() == 4;
        let Some(date) = folder.get(..4).and_then(recent).filter(|_| whole) else { continue };
        // Two years in a row are a term or a school year.
        if folder.len() == 4 && folders.next_if(|f| f.len() == 4 && recent(f).is_some()).is_some() {
            continue;
        }
        let number = |f: &str| f.parse::<u8>().ok().filter(|_| f.len() <= 2);
        let month = match folder.get(4..).filter(|m| !m.is_empty()) {
            Some(month) => Some(month.parse().ok()?),
            None => folders.next().and_then(number),
        };
        let day = folders.next().and_then(number).filter(|_| month.is_some());
        let full = PartialDate { year: Some(date), month, day };
        return Some(full)
            .filter(|d| d.is_possible())
            .or(Some(PartialDate { day: None, ..full }).filter(|d| d.is_possible()))
            .or(Some(PartialDate::year(date)));
    }
    None
}

/// Digits that begin with a day, year first or year last, or with three digits and a day whose year
/// is short.
fn in_digits(run: &str) -> Option<PartialDate> {
    let date = |year: Option<u16>, rest: &str| {
        let month = rest.get(..2)?.parse().ok();
        let day = rest.get(2..4)?.parse().ok();
        Some(PartialDate { year: Some(year?), month, day }).filter(|d| d.is_possible())
    };
    let short = |run: &str| {
        let year = run.get(3..5)?.parse::<u16>().ok().filter(|y| (10..40).contains(y));
        date(year.map(|y| 2000 + y), run.get(5..)?)
    };
    let full = date(run.get(..4).and_then(recent), run.get(4..)?).filter(|_| run.len() >= 8);
    let day_first = || {
        let date = PartialDate {
            year: run.get(4..).and_then(recent),
            month: run.get(2..4)?.parse().ok(),
            day: run.get(..2)?.parse().ok(),
        };
        Some(date).filter(|d| run.len() == 8 && d.year.is_some() && d.is_possible())
    };
    full.or_else(day_first).or_else(|| short(run).filter(|_| matches!(run.len(), 9 | 15 | 18)))
}

fn recent(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|y| (2000..2040).contains(y))
}
