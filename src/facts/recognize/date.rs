//! Dates of the text, resolved as far as the text and its page allow.

mod anchor;
mod figures;
mod form;
mod kind;

use anchor::Anchor;
use form::{Form, Wording};

use crate::facts::reading::Reading;
use crate::ontology::gazetteer::Day;

/// A date as precise as the text makes it; at least one part is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PartialDate {
    /// The year, unless the text leaves it open.
    pub(crate) year: Option<u16>,
    /// The month, 1 to 12.
    pub(crate) month: Option<u8>,
    /// The day of the month, 1 to 31; never without the month.
    pub(crate) day: Option<u8>,
}

/// What a date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum DateKind {
    /// Something that the text may report.
    Event,
    /// A stretch of days, `from … until`.
    Range,
    /// The beginning or the end of something open.
    Bound,
    /// A document that the text cites.
    Issue,
    /// A birth.
    Birth,
    /// An occasion or a thing named after the day.
    Name,
    /// The page.
    Stamp,
    /// A whole year.
    Year,
    /// History, or plans for years ahead: more than a year from the document's own time.
    Distant,
}

/// A date in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateMention {
    /// First token, words like `chiều ngày` included.
    pub(crate) start: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// The date, or the first of several days.
    pub(crate) date: PartialDate,
    /// The last of several days.
    pub(crate) until: Option<PartialDate>,
    /// What it is the date of.
    pub(crate) kind: DateKind,
}

impl PartialDate {
    /// Reads ISO 8601 as [`Self::iso`] writes it, a time of day behind it left out.
    pub(crate) fn parse(iso: &str) -> Option<Self> {
        let day = iso.split('T').next()?.trim();
        let (year, rest) = match day.strip_prefix("--") {
            Some(rest) => (None, rest),
            None => (Some(day.get(..4)?.parse().ok()?), day.get(4..)?.trim_start_matches('-')),
        };
        let mut parts = rest.split('-').filter(|p| !p.is_empty()).map(|p| p.parse::<u8>().ok());
        let (month, day) = (parts.next(), parts.next());
        let date = Self { year, month: month.flatten(), day: day.flatten() };
        (date.is_possible() && parts.next().is_none()).then_some(date)
    }

    /// ISO 8601: `2020-07-09`, `2020-07`, `2020`; `--07-09` where the year is unknown.
    pub(crate) fn iso(self) -> String {
        let year = self.year.map_or_else(|| "-".to_owned(), |y| format!("{y:04}"));
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        }
    }

    /// The last day that it can be; `None` without a year.
    pub(crate) fn last_day(self) -> Option<Day> {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| days_in(self.year, month));
        Day::new(u32::from(self.year?), u32::from(month), u32::from(day))
    }

    fn year(year: u16) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    fn is_possible(self) -> bool {
        let month = self.month.is_none_or(|m| (1..=12).contains(&m));
        let day = match (self.month, self.day) {
            (Some(month), Some(day)) => (1..=days_in(self.year, month)).contains(&day),
            (None, day) => day.is_none() && self.year.is_some(),
            (Some(_), None) => true,
        };
        month && day
    }

    /// The day before, the month before or the year before, as precise as it is.
    fn before(self) -> Self {
        match (self.year, self.month, self.day) {
            (_, Some(_), Some(day)) if day > 1 => Self { day: Some(day - 1), ..self },
            (year, Some(month), Some(_)) if month > 1 => {
                Self { month: Some(month - 1), day: Some(days_in(year, month - 1)), ..self }
            }
            (year, Some(_), Some(_)) => {
                Self { year: year.map(|y| y - 1), month: Some(12), day: Some(31) }
            }
            _ => self,
        }
    }
}

fn days_in(year: Option<u16>, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_some_and(|y| !is_leap(y)) => 28,
        2 => 29,
        _ => 31,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The dates of a document, and the day that it is read on.
#[derive(Debug)]
pub(crate) struct Calendar {
    /// Every date of the text in order, with years from the day of publication (ISO 8601), the stamp of
    /// the page, its address or the years that the text speaks of.
    pub(crate) dates: Vec<DateMention>,
    /// The best day for the document as a whole: of publication, of the page, of its address, of the
    /// first date that is told, or the last day of the year that the text speaks of.
    pub(crate) day: Option<Day>,
}

impl Calendar {
    pub(crate) fn new(reading: &Reading, published: Option<&str>, url: Option<&str>) -> Self {
        let found = form::scan(reading);
        let anchor = Anchor::of(reading, &found, published, url);
        let dates = dates(reading, &found, anchor);
        let day = anchor.date().and_then(|own| day(own, &dates));
        Self { dates, day }
    }
}

fn dates(reading: &Reading, found: &[Form], anchor: Anchor) -> Vec<DateMention> {
    let mut mentions: Vec<DateMention> = Vec::with_capacity(found.len());
    let mut last = LastDays::default();
    for form in found {
        let date = match form.wording {
            Wording::Written => Some(anchor.complete(form.date, form.edge)),
            Wording::Today => anchor.today(),
            Wording::Yesterday => anchor.today().map(PartialDate::before),
            Wording::SameDay => last.told.or(last.issued).or_else(|| anchor.today()),
        };
        let Some(date) = date else { continue };
        let mention = DateMention {
            start: form.start,
            end: form.end,
            date,
            until: form.until.map(|until| anchor.complete(until, form.edge)),
            kind: kind::kind(reading, form, anchor.distance(date)),
        };
        last.take(reading, &mention);
        mentions.push(mention);
    }
    mentions
}

/// The days that words for the same day go back to: of the last event, or else of a document.
#[derive(Default)]
struct LastDays {
    told: Option<PartialDate>,
    issued: Option<PartialDate>,
}

impl LastDays {
    fn take(&mut self, reading: &Reading, mention: &DateMention) {
        let told = match mention.kind {
            DateKind::Event => true,
            DateKind::Bound => reading.tokens[mention.start].is_capitalized(),
            _ => false,
        };
        let day = Some(mention.date).filter(|date| date.day.is_some());
        if told {
            self.told = day.or(self.told);
        } else if mention.kind == DateKind::Issue {
            self.issued = day.or(self.issued);
        }
    }
}

fn day(own: PartialDate, dates: &[DateMention]) -> Option<Day> {
    let told = dates.iter().find(|m| m.kind == DateKind::Event && m.date.day.is_some());
    match own.month {
        Some(_) => own.last_day(),
        None => told.map_or(own, |m| m.date).last_day().or_else(|| own.last_day()),
    }
}

#[cfg(test)]
mod tests;
