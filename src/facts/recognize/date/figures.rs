//! The figures of dates.

use super::PartialDate;
use super::form::Strength;
use crate::facts::reading::Reading;
use crate::ontology::lexicon::{Lexeme, Time};
use crate::text::{Gap, Shape};

/// Figures that are a date, or the first and the last of several days.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Figures {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) date: PartialDate,
    pub(super) until: Option<PartialDate>,
}

/// Days at `at`: `14/9/2020`, `14.9`, `25 tháng 3`, `26, 27 và 28/8`, `30/8 - 2/9`.
///
/// Days without a year need words of time before them.
pub(super) fn days(reading: &Reading, at: usize, strength: Strength) -> Option<Figures> {
    if !stands_free(reading, at) {
        return None;
    }
    let found = match strength {
        Strength::Day => several(reading, at).or_else(|| one(reading, at)),
        Strength::Edge => {
            let dated = |f: &Figures| f.until.is_some_and(|last| last.year.is_some());
            let stretch = several(reading, at).filter(dated);
            let or_one = || one(reading, at).filter(|f| f.date.year.is_some() || f.until.is_some());
            stretch.or_else(or_one)
        }
        Strength::None => one(reading, at).filter(|f| f.date.year.is_some()),
    }?;
    (!runs_on(reading, found.end)).then_some(found)
}

/// A day, with the last one where it is the first of a stretch.
fn one(reading: &Reading, at: usize) -> Option<Figures> {
    let (end, date) = point(reading, at)?;
    let found = Figures { start: at, end, date, until: None };
    let Some(next) = stretch(reading, end) else { return Some(found) };
    Some(match point(reading, next) {
        Some((end, until)) => Figures { end, ..found }.until(until),
        None => found,
    })
}

/// Days of one month, the month behind the last: `26, 27 và 28/8`, `3-5/9`, `15 đến ngày 26/10`.
fn several(reading: &Reading, at: usize) -> Option<Figures> {
    let first = small(reading, at, 31)?;
    let mut next = at + 1;
    loop {
        next = joint(reading, next)?;
        if let Some((end, last)) = point(reading, next)
            && last.day.is_some_and(|d| d > first)
            && !is_day_and_month(reading, at, end)
        {
            let date = PartialDate { day: Some(first), ..last };
            return Some(Figures { start: at, end, date, until: Some(last) });
        }
        small(reading, next, 31)?;
        next += 1;
    }
}

/// `5-9/2020` between dashes is no list where one separator runs through.
fn is_day_and_month(reading: &Reading, at: usize, end: usize) -> bool {
    let signs: Vec<Shape> = (at..end).map(|i| reading.tokens[i].shape).collect();
    signs.len() == 5 && signs[1] == signs[3]
}

impl Figures {
    /// Closes a stretch; the first day takes the year of the last.
    fn until(self, until: PartialDate) -> Self {
        let year = self.date.year.or(until.year);
        let date = PartialDate { year, ..self.date };
        Self { date, until: Some(PartialDate { year: until.year.or(year), ..until }), ..self }
    }
}

/// Past the sign or word between two days of a list.
fn joint(reading: &Reading, at: usize) -> Option<usize> {
    let next = match reading.tokens.get(at)?.shape {
        Shape::Sign(',' | '-' | '\u{2013}') => at + 1,
        _ => at + reading.longest(at, joins)?.0,
    };
    Some(next + reading.is(next, Lexeme::Time(Time::Daypart)).unwrap_or(0))
}

fn joins(lexeme: Lexeme) -> Option<()> {
    matches!(lexeme, Lexeme::Time(Time::And | Time::Until)).then_some(())
}

/// Past the sign or word between the ends of a stretch.
fn stretch(reading: &Reading, at: usize) -> Option<usize> {
    let next = match reading.tokens.get(at)?.shape {
        Shape::Sign('-' | '\u{2013}') => at + 1,
        _ => at + reading.is(at, Lexeme::Time(Time::Until))?,
    };
    Some(next + reading.is(next, Lexeme::Time(Time::Daypart)).unwrap_or(0))
}

/// One day with its month and perhaps its year.
fn point(reading: &Reading, at: usize) -> Option<(usize, PartialDate)> {
    dotted(reading, at)
        .or_else(|| spelled(reading, at))
        .or_else(|| separated(reading, at, '/'))
        .or_else(|| separated(reading, at, '-'))
        .or_else(|| year_first(reading, at))
        .filter(|(_, date)| date.is_possible())
}

/// `14.9`, `14.9.2020`.
fn dotted(reading: &Reading, at: usize) -> Option<(usize, PartialDate)> {
    let mut parts = number(reading, at)?.split('.');
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year = parts.next().map(|y| full_year(y).ok_or(())).transpose().ok()?;
    let date = PartialDate { year, month: Some(month), day: Some(day) };
    parts.next().is_none().then_some((at + 1, date))
}

/// `25 tháng 3 năm 2021`.
fn spelled(reading: &Reading, at: usize) -> Option<(usize, PartialDate)> {
    let day = small(reading, at, 31)?;
    let comma = usize::from(reading.tokens.get(at + 1).is_some_and(|t| t.is_sign(',')));
    let (end, month, year) = month_and_year(reading, at + 1 + comma)?;
    Some((end, PartialDate { year, month: Some(month), day: Some(day) }))
}

/// `14/9`, `14-9-2020`.
fn separated(reading: &Reading, at: usize, sign: char) -> Option<(usize, PartialDate)> {
    let part = |at: usize| {
        let separated = reading.tokens.get(at).is_some_and(|t| t.is_sign(sign));
        let near = |i: usize| reading.tokens.get(i).is_some_and(|t| t.gap <= Gap::Space);
        (separated && near(at) && near(at + 1)).then_some(at + 1)
    };
    let day = small(reading, at, 31)?;
    let second = part(at + 1)?;
    let month = small(reading, second, 12)?;
    let year = part(second + 1).and_then(|third| full_year(number(reading, third)?));
    let end = if year.is_some() { second + 3 } else { second + 1 };
    Some((end, PartialDate { year, month: Some(month), day: Some(day) }))
}

/// `2020-09-14`.
fn year_first(reading: &Reading, at: usize) -> Option<(usize, PartialDate)> {
    let dash =
        |at: usize| reading.tokens.get(at).is_some_and(|t| t.is_sign('-') && t.gap == Gap::Glued);
    let year = full_year(number(reading, at)?)?;
    let (month, day) = (small(reading, at + 2, 12)?, small(reading, at + 4, 31)?);
    let date = PartialDate { year: Some(year), month: Some(month), day: Some(day) };
    (dash(at + 1) && dash(at + 3)).then_some((at + 5, date))
}

/// `tháng 7/2013`, `7/2013`, `tháng 7 năm 2013`, `tháng 7`.
pub(super) fn month(reading: &Reading, at: usize) -> Option<Figures> {
    let counts = at > 0 && reading.tokens[at - 1].shape == Shape::Number;
    let (end, month, year) = match month_and_year(reading, at) {
        Some(found) if !counts => found,
        Some(_) => return None,
        None => slashed_month(reading, at)?,
    };
    let date = PartialDate { year, month: Some(month), day: None };
    (!runs_on(reading, end)).then_some(Figures { start: at, end, date, until: None })
}

fn slashed_month(reading: &Reading, at: usize) -> Option<(usize, u8, Option<u16>)> {
    let glued = |i: usize| reading.tokens.get(i).is_some_and(|t| t.gap == Gap::Glued);
    let slash = reading.tokens.get(at + 1).is_some_and(|t| t.is_sign('/'));
    let month = small(reading, at, 12)?;
    let year = full_year(number(reading, at + 2)?)?;
    let free = stands_free(reading, at) && slash && glued(at + 1) && glued(at + 2);
    free.then_some((at + 3, month, Some(year)))
}

/// The word for the month, its number, and the year behind it if there is one.
fn month_and_year(reading: &Reading, at: usize) -> Option<(usize, u8, Option<u16>)> {
    let figure = at + reading.is(at, Lexeme::Time(Time::Month))?;
    if let Some((month, year)) = number(reading, figure).and_then(|n| n.split_once('.')) {
        return Some((figure + 1, month.parse().ok()?, Some(full_year(year)?)));
    }
    let month = small(reading, figure, 12)?;
    let sign = |at: usize| {
        reading.tokens.get(at).is_some_and(|t| matches!(t.shape, Shape::Sign('/' | '-' | ',')))
    };
    let behind = figure + 1 + usize::from(sign(figure + 1));
    let word = reading.is(behind, Lexeme::Time(Time::Year)).unwrap_or(0);
    let named = word > 0 || sign(figure + 1) && !reading.tokens[figure + 1].is_sign(',');
    match number(reading, behind + word).and_then(full_year) {
        Some(year) if named => Some((behind + word + 1, month, Some(year))),
        _ => Some((figure + 1, month, None)),
    }
}

/// `năm 2020`, not `năm 2020 - 2021`.
pub(super) fn year(reading: &Reading, at: usize) -> Option<Figures> {
    let figure = at + reading.is(at, Lexeme::Time(Time::Year))?;
    let year = full_year(number(reading, figure)?)?;
    let goes_on = stretch(reading, figure + 1).is_some_and(|next| number(reading, next).is_some());
    let date = PartialDate::year(year);
    (!goes_on).then_some(Figures { start: at, end: figure + 1, date, until: None })
}

fn number<'r>(reading: &'r Reading, at: usize) -> Option<&'r str> {
    (reading.tokens.get(at)?.shape == Shape::Number).then(|| reading.word(at))
}

/// A number from 1 to `largest`, of at most two digits.
fn small(reading: &Reading, at: usize, largest: u8) -> Option<u8> {
    let digits = number(reading, at).filter(|d| d.len() <= 2)?;
    digits.parse().ok().filter(|n| (1..=largest).contains(n))
}

fn full_year(digits: &str) -> Option<u16> {
    let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (1900..=2100).contains(&year).then_some(year)
}

/// Whether figures at `at` are not the rest of something longer.
fn stands_free(reading: &Reading, at: usize) -> bool {
    let Some(token) = reading.tokens.get(at) else { return false };
    let before = at.checked_sub(1).map(|i| reading.tokens[i].shape);
    token.gap > Gap::Glued
        || matches!(before, None | Some(Shape::Sign('(' | '\u{201c}' | ':' | ',' | ';')))
}

/// Whether what ends at `end` is the beginning of a document's number or of another quantity.
fn runs_on(reading: &Reading, end: usize) -> bool {
    let glued = |i: usize| reading.tokens.get(i).filter(|t| t.gap == Gap::Glued);
    match glued(end).map(|t| t.shape) {
        Some(Shape::Sign('/' | '-')) => glued(end + 1).is_some(),
        Some(Shape::Sign('%')) => true,
        Some(shape) => !matches!(shape, Shape::Sign(_)),
        None => false,
    }
}
