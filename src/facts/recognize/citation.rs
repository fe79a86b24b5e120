//! Documents of Party and State that the text cites: by number, by plenum, or by the name of a law.

mod number;
mod plenum;

use rustc_hash::FxHashMap;

use crate::facts::reading::Reading;
use crate::facts::recognize::date::{DateMention, PartialDate};
use crate::ontology::lexicon::{Cite, Lexeme, LexemeKind, Stop, Tail};
use crate::text::{Gap, Shape};

/// Most tokens of the name of an issuer.
const ISSUER_REACH: usize = 14;

/// A document that the text cites, once for all its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CitedDocument {
    /// Its mentions as ranges of tokens, in order.
    pub(crate) mentions: Vec<(usize, usize)>,
    /// Kind of document, in full.
    pub(crate) kind: String,
    /// Number without spaces, or what stands for it: plenum, name of a law.
    pub(crate) number: String,
    /// Who issued it, where the text or the number tells.
    pub(crate) issuer: Option<Issuer>,
    /// Day of issue.
    pub(crate) date: Option<PartialDate>,
}

/// Who issued a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Issuer {
    /// A body in full.
    Name(String),
    /// A body or the holder of an office, named in these tokens and to be completed.
    Words {
        /// First token.
        start: usize,
        /// One past the last.
        end: usize,
    },
    /// A kind of body of the document's own unit, as rows of `bodies.csv`.
    Body {
        /// The kind.
        kind: u16,
        /// Kind of the committee that it belongs to.
        parent: Option<u16>,
    },
}

/// The parts of one mention.
struct Mention {
    start: usize,
    end: usize,
    kind: String,
    number: String,
    issuer: Option<Issuer>,
    date: Option<PartialDate>,
}

/// Every document that the text cites, in order of first mention.
pub(crate) fn citations(reading: &Reading, dates: &[DateMention]) -> Vec<CitedDocument> {
    let mut cited = Cited::default();
    let mut end = 0;
    for at in reading.openings(LexemeKind::Document) {
        if at < end {
            continue;
        }
        for mention in mentions(reading, dates, at) {
            end = end.max(mention.end);
            cited.join(mention);
        }
    }
    cited.documents
}

/// The documents cited at `at`: several where numbers or plenums of one kind follow each other.
fn mentions(reading: &Reading, dates: &[DateMention], at: usize) -> Vec<Mention> {
    let Some((length, kind)) = kind(reading, at) else {
        return bare(reading, dates, at).into_iter().collect();
    };
    let behind = at + length;
    if let Some(law) = law(reading, at, behind, kind) {
        return vec![law];
    }
    let plenums = plenum::plenums(reading, at, behind, kind);
    if !plenums.is_empty() {
        return plenums;
    }
    numbered(reading, dates, at, behind, kind)
}

/// The kind of document at `at`, unless it is the tail of a number.
fn kind<'r>(reading: &'r Reading, at: usize) -> Option<(usize, &'r str)> {
    let glued = at > 0
        && reading.tokens[at].gap == Gap::Glued
        && matches!(reading.tokens[at - 1].shape, Shape::Sign('-' | '/') | Shape::Number);
    let row = |lexeme| match lexeme {
        Lexeme::Document(row) => {
            Some(reading.ontology.lexicon.documents[usize::from(row)].as_str())
        }
        _ => None,
    };
    reading.longest(at, row).filter(|_| !glued)
}

/// Number, day of issue and issuer, and the numbers that follow them.
fn numbered(
    reading: &Reading,
    dates: &[DateMention],
    at: usize,
    behind: usize,
    kind: &str,
) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut next = number::first(reading, at, behind);
    let mut start = at;
    while let Some(number) = next {
        let end = number.end;
        let mention = complete(reading, dates, (start, number), kind);
        next = number::following(reading, end).or_else(|| number::following(reading, mention.end));
        start = next.as_ref().map_or(start, |n| n.start);
        found.push(mention);
    }
    found
}

/// A number alone whose letters tell the kind: `2118-QĐ/HU`.
fn bare(reading: &Reading, dates: &[DateMention], at: usize) -> Option<Mention> {
    let free =
        at == 0 || reading.tokens[at].gap > Gap::Glued || reading.tokens[at - 1].is_sign('(');
    let goes_on = reading.tokens.get(at + 1).is_some_and(|t| number::separates(t.shape));
    if !free || !goes_on {
        return None;
    }
    let number = number::at(reading, at).filter(|n| n.suffix.is_some())?;
    let letters = (at + 1..number.end).find(|&i| reading.tokens[i].is_word())?;
    let row = |lexeme| match lexeme {
        Lexeme::Document(row) => Some(row),
        _ => None,
    };
    let (_, row) = reading.longest(letters, row)?;
    let kind = reading.ontology.lexicon.documents[usize::from(row)].clone();
    Some(complete(reading, dates, (at, number), &kind))
}

/// Adds what stands behind a number: day of issue and issuer, in either order.
fn complete(
    reading: &Reading,
    dates: &[DateMention],
    (start, number): (usize, number::Number),
    kind: &str,
) -> Mention {
    let mut end = number.end;
    let mut date = date_at(reading, dates, &mut end);
    let mut issuer = issuer_at(reading, &mut end);
    if date.is_none() && issuer.is_some() {
        date = date_at(reading, dates, &mut end);
    }
    let suffix = number.suffix.as_deref().unwrap_or_default();
    issuer = issuer.or_else(|| by_suffix(reading, suffix, kind));
    Mention { start, end, kind: kind.to_owned(), number: number.text, issuer, date }
}

/// The day at `end`, a comma or bracket skipped; moves `end` past it.
fn date_at(reading: &Reading, dates: &[DateMention], end: &mut usize) -> Option<PartialDate> {
    let skip = reading.tokens.get(*end).is_some_and(|t| t.is_sign(',') || t.is_sign('('));
    let from = *end + usize::from(skip);
    let found = dates.binary_search_by_key(&from, |d| d.start).ok().map(|i| &dates[i])?;
    let day = found.date.day.is_some() && found.until.is_none();
    if !day || reading.tokens[from].gap >= Gap::Line {
        return None;
    }
    *end = found.end + usize::from(reading.tokens.get(found.end).is_some_and(|t| t.is_sign(')')));
    Some(found.date)
}

/// Who issued it, behind the word for it; moves `end` past the name.
fn issuer_at(reading: &Reading, end: &mut usize) -> Option<Issuer> {
    let start = *end + reading.is(*end, Lexeme::Cite(Cite::Of))?;
    let body = reading.longest(start, |lexeme| match lexeme {
        Lexeme::Body(row) => Some(Some(row)),
        Lexeme::Title(_) => Some(None),
        _ => None,
    });
    let (length, body) = body?;
    let central = body.map(|row| &reading.ontology.lexicon.bodies[usize::from(row)]);
    if let Some(body) = central.filter(|b| b.tail == Tail::None) {
        *end = start + length;
        return Some(Issuer::Name(body.form.clone()));
    }
    let goes_on = |&at: &usize| {
        reading.tokens.get(at).is_some_and(|t| t.is_word() && t.gap < Gap::Line)
            && (reading.tokens[at].is_capitalized()
                || reading.is(at, Lexeme::Stop(Stop::Stop)).is_none())
    };
    let more = (start + length..start + ISSUER_REACH).take_while(goes_on).last();
    *end = more.map_or(start + length, |last| last + 1);
    Some(Issuer::Words { start, end: *end })
}

fn by_suffix(reading: &Reading, suffix: &str, kind: &str) -> Option<Issuer> {
    let issuer = reading.ontology.lexicon.citing.issuer(suffix, kind)?;
    match issuer.body {
        Some(kind) => Some(Issuer::Body { kind, parent: issuer.parent }),
        None => Some(Issuer::Name(issuer.name.clone())),
    }
}

/// A law of the table behind the word for its kind, perhaps with its year.
fn law(reading: &Reading, at: usize, behind: usize, kind: &str) -> Option<Mention> {
    let citing = &reading.ontology.lexicon.citing;
    let (length, row) = reading.longest(behind, |lexeme| match lexeme {
        Lexeme::Law(row) => Some(row),
        _ => None,
    })?;
    let law = &citing.laws[usize::from(row)];
    let same_line = reading.tokens[behind].gap < Gap::Line;
    let is_law = same_line && reading.tokens[at].is_capitalized() && citing.is_law(kind);
    let (end, year) = year(reading, behind + length);
    let number = match year {
        Some(year) => format!("{} {} {year}", law.name, citing.word(Cite::Year)),
        None => law.name.clone(),
    };
    let issuer = by_suffix(reading, "", &law.kind);
    let kind = law.kind.clone();
    is_law.then_some(Mention { start: at, end, kind, number, issuer, date: None })
}

/// The year behind the name of a law.
fn year<'r>(reading: &'r Reading, at: usize) -> (usize, Option<&'r str>) {
    let figure = at + reading.is(at, Lexeme::Cite(Cite::Year)).unwrap_or(0);
    let is_year = reading.tokens.get(figure).is_some_and(|t| t.shape == Shape::Number)
        && reading.word(figure).len() == 4;
    if is_year { (figure + 1, Some(reading.word(figure))) } else { (at, None) }
}

/// Documents in order of first mention.
#[derive(Default)]
struct Cited {
    documents: Vec<CitedDocument>,
    /// Places of those of one kind whose numbers begin alike.
    by_number: FxHashMap<(String, String), Vec<usize>>,
}

impl Cited {
    /// Adds a mention to the document that it cites; a bare number is the same document as one that
    /// goes on with letters.
    fn join(&mut self, mention: Mention) {
        let first = mention.number.split(['-', '/']).next().unwrap_or_default();
        let key = (mention.kind.clone(), first.to_owned());
        let places = self.by_number.entry(key).or_default();
        let same = |&place: &usize| is_same_number(&self.documents[place].number, &mention.number);
        let Some(known) = places.iter().copied().find(same) else {
            places.push(self.documents.len());
            self.documents.push(CitedDocument {
                mentions: vec![(mention.start, mention.end)],
                kind: mention.kind,
                number: mention.number,
                issuer: mention.issuer,
                date: mention.date,
            });
            return;
        };
        let known = &mut self.documents[known];
        known.mentions.push((mention.start, mention.end));
        if mention.number.len() > known.number.len() {
            known.number = mention.number;
        }
        known.issuer = known.issuer.take().or(mention.issuer);
        known.date = known.date.or(mention.date);
    }
}

fn is_same_number(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let numbered = short.bytes().all(|b| b.is_ascii_digit());
    short == long
        || numbered && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(['-', '/']))
}

#[cfg(test)]
mod tests;
