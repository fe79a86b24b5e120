//! Documents of the plenums of the Central Committee, which go by the number of the meeting.

use super::{Mention, by_suffix};
use crate::facts::reading::Reading;
use crate::ontology::lexicon::{Cite, Lexeme, Time};
use crate::text::{Gap, Shape};

/// Largest number of a plenum.
const LAST: u8 = 20;
/// Suffix that the Central Committee's own documents bear.
const CENTRE: &str = "TW";

/// A plenum with its convocation.
struct Plenum {
    start: usize,
    end: usize,
    number: u8,
    convocation: Option<String>,
}

/// The documents of the plenums named behind the kind of a document, from `start` to `behind`.
pub(super) fn plenums(reading: &Reading, start: usize, behind: usize, kind: &str) -> Vec<Mention> {
    let mut named = list(reading, behind);
    if let Some(first) = named.first_mut() {
        first.start = start;
    }
    share(&mut named);
    named
        .into_iter()
        .map(|plenum| Mention {
            start: plenum.start,
            end: plenum.end,
            kind: kind.to_owned(),
            number: number(reading, &plenum),
            issuer: by_suffix(reading, CENTRE, kind),
            date: None,
        })
        .collect()
}

fn list(reading: &Reading, behind: usize) -> Vec<Plenum> {
    let mut found: Vec<Plenum> = Vec::new();
    let mut at = behind;
    while let Some((end, number)) = plenum(reading, at, found.is_empty()) {
        let (end, convocation) = convocation(reading, end);
        found.push(Plenum { start: at, end, number, convocation });
        match joint(reading, end) {
            Some(next) => at = next,
            None => break,
        }
    }
    found
}

/// A convocation at the end of a list is that of the plenums before it, too.
fn share(list: &mut [Plenum]) {
    let mut last = None;
    for plenum in list.iter_mut().rev() {
        plenum.convocation = plenum.convocation.take().or_else(|| last.clone());
        last.clone_from(&plenum.convocation);
    }
}

/// The words for a plenum with its number; the words may be left out behind the first.
fn plenum(reading: &Reading, at: usize, first: bool) -> Option<(usize, u8)> {
    let word = |at: usize, word| reading.is(at, Lexeme::Cite(word)).unwrap_or(0);
    let session = at + word(at, Cite::Session);
    let centre = word(session, Cite::Plenum);
    if first && centre == 0 || reading.tokens.get(at)?.gap >= Gap::Line {
        return None;
    }
    let figure = session + centre + word(session + centre, Cite::Session);
    let token = reading.tokens.get(figure).filter(|t| t.shape == Shape::Number)?;
    let number = reading.word(figure).parse().ok().filter(|n| (1..=LAST).contains(n))?;
    let counts = centre == 0 && counts(reading, figure + 1);
    (token.gap == Gap::Space && !counts).then_some((figure + 1, number))
}

/// Whether a number before `at` counts what stands there, or is a quantity.
fn counts(reading: &Reading, at: usize) -> bool {
    let convocation = reading.is(at, Lexeme::Cite(Cite::Convocation)).is_some();
    reading.tokens.get(at).is_some_and(|t| t.shape == Shape::Lower || t.is_sign('/'))
        && !convocation
}

/// Past a comma or the word for *and*.
fn joint(reading: &Reading, at: usize) -> Option<usize> {
    let comma = reading.tokens.get(at)?.is_sign(',');
    if comma { Some(at + 1) } else { Some(at + reading.is(at, Lexeme::Time(Time::And))?) }
}

/// The convocations at `at`, perhaps in brackets: `khóa XI, XII`.
fn convocation(reading: &Reading, at: usize) -> (usize, Option<String>) {
    let open = usize::from(reading.tokens.get(at).is_some_and(|t| t.is_sign('(')));
    let Some(length) = reading.is(at + open, Lexeme::Cite(Cite::Convocation)) else {
        return (at, None);
    };
    let mut end = at + open + length;
    let mut numerals: Vec<&str> = Vec::new();
    while is_roman(reading, end) {
        numerals.push(reading.word(end));
        end += 1;
        match joint(reading, end).filter(|&next| is_roman(reading, next)) {
            Some(next) => end = next,
            None => break,
        }
    }
    if numerals.is_empty() {
        return (at, None);
    }
    end += usize::from(open == 1 && reading.tokens.get(end).is_some_and(|t| t.is_sign(')')));
    (end, Some(numerals.join(", ")))
}

fn is_roman(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

fn number(reading: &Reading, plenum: &Plenum) -> String {
    let citing = &reading.ontology.lexicon.citing;
    let number = format!("{} {}", citing.word(Cite::Plenum), plenum.number);
    match &plenum.convocation {
        Some(numerals) => format!("{number} {} {numerals}", citing.word(Cite::Convocation)),
        None => number,
    }
}
