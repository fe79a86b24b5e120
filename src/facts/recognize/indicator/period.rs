//! The stretches of time that figures are of.

use super::class;
use super::quantity::Quantity;
use crate::facts::reading::Reading;
use crate::facts::recognize::date::{DateKind, DateMention};
use crate::ontology::lexicon::{Counting, Lexeme, LexemeKind, Stop, Time};
use crate::text::{Gap, Shape, Token};

/// A period named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    at: usize,
    iso: String,
}

/// The periods of a text.
#[derive(Debug)]
pub(super) struct Periods {
    /// In order.
    all: Vec<Period>,
    /// How many are the same from the first on.
    uniform: usize,
}

/// All periods of the text.
pub(super) fn periods(reading: &Reading, dates: &[DateMention], year: Option<u16>) -> Periods {
    let all: Vec<Period> = reading
        .openings(LexemeKind::Time)
        .filter_map(|at| {
            let iso = months(reading, dates, at, year).or_else(|| whole(reading, dates, at))?;
            Some(Period { at, iso })
        })
        .collect();
    let uniform = all.iter().take_while(|p| p.iso == all[0].iso).count();
    Periods { all, uniform }
}

/// The period of a quantity: the last one named before it in its paragraph, else the only one that
/// the text has named so far.
pub(super) fn of(reading: &Reading, periods: &Periods, q: &Quantity) -> Option<String> {
    let next = periods.all.partition_point(|p| p.at < q.start);
    let last = next.checked_sub(1).map(|i| &periods.all[i])?;
    let same_paragraph = || reading.line_start(q.start) <= last.at;
    let only = next <= periods.uniform;
    (only || same_paragraph()).then(|| last.iso.clone())
}

/// `9 tháng`, `6 tháng đầu năm 2020`, `quý I/2019`, with the year behind or that of the document.
fn months(reading: &Reading, dates: &[DateMention], at: usize, own: Option<u16>) -> Option<String> {
    let (end, part) = counted(reading, at).or_else(|| quarter(reading, at))?;
    let named = dates
        .iter()
        .skip(dates.partition_point(|d| d.start < at))
        .take_while(|d| d.start < end + 3)
        .find(|d| d.kind == DateKind::Year)
        .and_then(|d| d.date.year);
    let year = named.or_else(|| slashed(reading, end)).or(own)?;
    Some(format!("{year}-{part}"))
}

fn counted(reading: &Reading, at: usize) -> Option<(usize, String)> {
    let number: u8 = word_number(reading, at).filter(|n| (2..=11).contains(n))?;
    let month = at + 1 + reading.is(at + 1, Lexeme::Time(Time::Month))?;
    let part = reading.is(month, Lexeme::Time(Time::Part)).unwrap_or(0);
    let year_follows = reading.is(month + part, Lexeme::Time(Time::Year)).is_some();
    let is = |counting| class(reading, month, counting).is_some();
    let plain = reading.tokens.get(month).is_some_and(Token::is_word)
        && reading.is(month, Lexeme::Stop(Stop::Stop)).is_none();
    let leads_up = is(Counting::Link) || is(Counting::Change) || plain && opens(reading, at);
    let part = match number {
        _ if part == 0 && !year_follows && !leads_up => return None,
        6 => "H1".to_owned(),
        _ => format!("{number}M"),
    };
    Some((month, part))
}

fn quarter(reading: &Reading, at: usize) -> Option<(usize, String)> {
    let figure = at + reading.is(at, Lexeme::Time(Time::Quarter))?;
    let number = match reading.word(figure) {
        "I" | "1" => 1,
        "II" | "2" => 2,
        "III" | "3" => 3,
        "IV" | "4" => 4,
        _ => return None,
    };
    Some((figure + 1, format!("Q{number}")))
}

fn word_number(reading: &Reading, at: usize) -> Option<u8> {
    let token = reading.tokens.get(at).filter(|t| t.shape == Shape::Number);
    token.and_then(|_| reading.word(at).parse().ok())
}

/// The year behind a stroke or dash.
fn slashed(reading: &Reading, at: usize) -> Option<u16> {
    let sign = matches!(reading.tokens.get(at)?.shape, Shape::Sign('/' | '-'));
    let year = reading.word(at + 1).parse().ok().filter(|_| sign)?;
    (1900..=2100).contains(&year).then_some(year)
}

/// A year or a month of a year that opens a clause or leads up to figures, not one that figures are held against or that
/// something is named after.
fn whole(reading: &Reading, dates: &[DateMention], at: usize) -> Option<String> {
    let index = dates.binary_search_by_key(&at, |d| d.start).ok()?;
    let date = &dates[index];
    let coarse =
        date.kind == DateKind::Year || date.kind == DateKind::Event && date.date.day.is_none();
    let behind = reading.tokens.get(date.end);
    let colon = behind.is_some_and(|t| t.is_sign(':'));
    let measured = class(reading, date.end, Counting::Link).is_some();
    let until = reading.is(at, Lexeme::Time(Time::Until)).is_some();
    (coarse && (colon || measured || until || opens(reading, at))).then(|| date.date.iso())
}

/// Whether a clause begins at `at`, words like `trong` left aside.
fn opens(reading: &Reading, at: usize) -> bool {
    let light = at.checked_sub(1).is_some_and(|i| reading.ends(i, at, Lexeme::Stop(Stop::Stop)));
    let start = at - usize::from(light);
    let sign = start.checked_sub(1).is_none_or(|i| !reading.tokens[i].is_word());
    sign || reading.tokens[start].gap >= Gap::Line || reading.tokens[start].is_capitalized()
}
