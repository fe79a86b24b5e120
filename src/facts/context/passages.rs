//! Which province a passage speaks of: items of a digest, lines of a table of a life, paragraphs.

use std::collections::BTreeMap;

use super::super::mention::Mentions;
use super::super::reading::Reading;
use super::Context;
use crate::ontology::gazetteer::{Level as UnitLevel, UnitIdx};
use crate::ontology::lexicon::{Lexeme, Time};
use crate::text::{Gap, Shape};

/// Most tokens of the span of time that a line of a table of a life opens with.
const SPAN: usize = 18;
/// Fewest lines of a table of a life.
const TABLE: usize = 2;

/// First token and province of items; none where that of the document goes on.
type Items = Vec<(usize, Option<UnitIdx>)>;

impl Context {
    /// The items of a digest of several provinces: lines that begin `Province: …`; else the lines of a
    /// table of a life that name a province.
    pub(super) fn items(&self, reading: &Reading<'_>, mentions: &Mentions) -> Items {
        let labels = mentions.units.iter().enumerate().filter(|(_, mention)| {
            let start = mention.span.start;
            let marked = start > 0 && !reading.tokens[start - 1].is_word();
            let line = start - usize::from(marked && reading.tokens[start].gap < Gap::Line);
            mention.kind.is_none()
                && reading.tokens[line].gap >= Gap::Line
                && reading.tokens.get(mention.span.end).is_some_and(|t| t.is_sign(':'))
        });
        let provinces = labels.filter_map(|(i, mention)| {
            let unit = self.known(i)?;
            let province = reading.ontology.gazetteer.unit(unit).level() == UnitLevel::Province;
            province.then_some((mention.span.start, Some(unit)))
        });
        let items: Items = provinces.collect();
        if items.iter().any(|item| item.1 != items[0].1) {
            return items;
        }
        self.life(reading, mentions)
    }

    /// The lines of a table of a life: the only province that a line names, else that of the line before.
    fn life(&self, reading: &Reading<'_>, mentions: &Mentions) -> Items {
        let lines = lines(reading);
        let dated: Vec<bool> = lines.iter().map(|&line| is_dated(reading, line)).collect();
        if dated.iter().filter(|&&d| d).count() < TABLE {
            return Items::new();
        }
        let mut items = Items::new();
        let mut province = None;
        for (i, &start) in lines.iter().enumerate() {
            let end = lines.get(i + 1).copied().unwrap_or(reading.tokens.len());
            if dated[i] {
                province = match self.provinces_of(reading, mentions, start, end)[..] {
                    [] => province,
                    [one] => Some(one),
                    _ => None,
                };
            } else {
                province = None;
            }
            items.push((start, province));
        }
        items.dedup_by_key(|item| item.1);
        items
    }

    /// The provinces, each once, of the units that stand between two tokens.
    fn provinces_of(
        &self,
        reading: &Reading<'_>,
        mentions: &Mentions,
        start: usize,
        end: usize,
    ) -> Vec<UnitIdx> {
        let from = mentions.units.partition_point(|unit| unit.span.start < start);
        let to = mentions.units.partition_point(|unit| unit.span.start < end);
        let known = (from..to).filter(|&i| !self.origins[i]).filter_map(|i| self.known(i));
        let mut provinces: Vec<UnitIdx> =
            known.map(|unit| reading.ontology.gazetteer.province_of(unit)).collect();
        provinces.sort_unstable();
        provinces.dedup();
        provinces
    }

    /// The provinces named in each paragraph.
    pub(super) fn passages(
        &self,
        reading: &Reading<'_>,
        mentions: &Mentions,
    ) -> BTreeMap<usize, Vec<(usize, UnitIdx)>> {
        let mut passages: BTreeMap<usize, Vec<(usize, UnitIdx)>> =
            self.paragraphs.iter().map(|&start| (start, Vec::new())).collect();
        for (i, mention) in mentions.units.iter().enumerate() {
            if let Some(unit) = self.known(i).filter(|_| !self.origins[i])
                && let Some((_, passage)) = passages.range_mut(..=mention.span.start).next_back()
            {
                passage.push((mention.span.start, reading.ontology.gazetteer.province_of(unit)));
            }
        }
        passages
    }
}

/// First token of each paragraph; the lines of a list belong to the sentence that announces them.
pub(super) fn paragraphs(reading: &Reading<'_>) -> Vec<usize> {
    let goes_on = |i: usize| matches!(reading.tokens[i - 1].shape, Shape::Sign(':' | ';' | ','));
    lines(reading).into_iter().filter(|&line| line == 0 || !goes_on(line)).collect()
}

/// First token of each line.
fn lines(reading: &Reading<'_>) -> Vec<usize> {
    let starts = reading.tokens.iter().enumerate().filter(|(i, t)| *i == 0 || t.gap >= Gap::Line);
    starts.map(|(i, _)| i).collect()
}

/// Whether a line opens with a span of time and a colon, or with a span that a comma closes:
/// `10/2010 - 5/2015: …`, `Từ tháng 1/1999 đến tháng 11/2002, …`.
fn is_dated(reading: &Reading<'_>, start: usize) -> bool {
    let mut years = 0;
    let head = reading.tokens[start..].iter().take(SPAN).enumerate();
    for (i, token) in head {
        if i > 0 && token.gap >= Gap::Line {
            return false;
        }
        match token.shape {
            Shape::Number => years += usize::from(reading.word(start + i).len() == 4),
            Shape::Sign(':') => return years > 0,
            Shape::Sign(',') => return years > 1,
            Shape::Sign('-' | '\u{2013}' | '\u{2014}' | '/' | '.' | '+' | '*' | '\u{2022}') => {}
            Shape::Sign(_) => return false,
            _ if is_time(reading, start + i) => {}
            _ => return false,
        }
    }
    false
}

/// Whether a token is, or ends, a word of a span of time.
fn is_time(reading: &Reading<'_>, at: usize) -> bool {
    let times = [Time::From, Time::Until, Time::Month, Time::Year, Time::Present, Time::Daypart];
    times.iter().any(|&time| {
        reading.is(at, Lexeme::Time(time)).is_some()
            || at > 0 && reading.is(at - 1, Lexeme::Time(time)) == Some(2)
    })
}
