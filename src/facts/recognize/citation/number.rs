//! Numbers of documents: `215-KL/TU`, `867/NQ-UBTVQH14`, `35`.

use crate::facts::reading::Reading;
use crate::ontology::lexicon::{Cite, Lexeme, Stop, Time};
use crate::text::{Gap, Shape, Token};

/// A letter that old fonts write for the Vietnamese one.
const ETH: char = '\u{d0}';
const D_WITH_STROKE: &str = "\u{110}";
/// Longest number before the letters.
const DIGITS: usize = 5;

/// The number of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) start: usize,
    pub(super) end: usize,
    /// As written, without spaces.
    pub(super) text: String,
    /// Its last letters, which tell the issuer; none where it is a bare number.
    pub(super) suffix: Option<String>,
}

/// The number at `at`, behind the kind of document that begins at `kind`. Without the word for a
/// number or letters behind it, it must not count anything.
pub(super) fn first(reading: &Reading, kind: usize, at: usize) -> Option<Number> {
    if reading.tokens.get(at)?.gap >= Gap::Line {
        return None;
    }
    let figure = figure(reading, at);
    let number = self::at(reading, figure)?;
    let lettered = number.suffix.is_some();
    let dated = number.text.contains('/') && reading.word(figure).parse().is_ok_and(is_month);
    let alone = reading.tokens[kind].is_capitalized() && counts_nothing(reading, number.end);
    (lettered || figure > at || alone && !dated).then_some(number)
}

/// Whether a figure before a year can be the month of a date.
fn is_month(figure: u32) -> bool {
    figure <= 12
}

/// The next number of the same kind, behind a comma or the word for *and*.
pub(super) fn following(reading: &Reading, at: usize) -> Option<Number> {
    let comma = reading.tokens.get(at)?.is_sign(',') || reading.tokens[at].is_sign(';');
    let joint = if comma { 1 } else { reading.is(at, Lexeme::Time(Time::And))? };
    let figure = figure(reading, at + joint);
    let number = self::at(reading, figure)?;
    (figure > at + joint || number.suffix.is_some()).then_some(number)
}

/// Past the word for a number and its colon.
fn figure(reading: &Reading, at: usize) -> usize {
    let Some(length) = reading.is(at, Lexeme::Cite(Cite::Number)) else { return at };
    let colon = reading.tokens.get(at + length).is_some_and(|t| t.is_sign(':'));
    at + length + usize::from(colon)
}

/// The number at `at`: digits, then parts behind dashes and strokes.
pub(super) fn at(reading: &Reading, at: usize) -> Option<Number> {
    reading.tokens.get(at).filter(|t| t.shape == Shape::Number)?;
    let digits = reading.word(at);
    if digits.len() > DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut number = Number { start: at, end: at + 1, text: digits.to_owned(), suffix: None };
    while let Some(end) = part(reading, number.end) {
        number.take(reading, end);
    }
    Some(number)
}

/// The end of the part behind a separator at `at`: letters, which one space may set off, or a year.
fn part(reading: &Reading, at: usize) -> Option<usize> {
    let sign = reading.tokens.get(at)?;
    let next = reading.tokens.get(at + 1)?;
    let near = sign.gap <= Gap::Space && next.gap <= Gap::Space;
    let glued = sign.gap == Gap::Glued && next.gap == Gap::Glued;
    let one_space = sign.gap == Gap::Glued || next.gap == Gap::Glued;
    let fits = match next.shape {
        Shape::Number => glued && reading.word(at + 1).len() == 4,
        Shape::Upper => near && one_space,
        Shape::Title => glued,
        _ => false,
    };
    (separates(sign.shape) && fits).then(|| glued_end(reading, at + 2))
}

/// Whether a token is a sign between the parts of a number.
pub(super) fn separates(shape: Shape) -> bool {
    matches!(shape, Shape::Sign('/' | '-' | '\u{2013}'))
}

/// Past letters and digits that are glued on: `QH13`, `BGD&ĐT`.
fn glued_end(reading: &Reading, mut at: usize) -> usize {
    let glued = |t: &&Token| t.gap == Gap::Glued;
    while let Some(token) = reading.tokens.get(at).filter(glued) {
        match token.shape {
            Shape::Number | Shape::Upper | Shape::Title => at += 1,
            Shape::Sign('&') if reading.tokens.get(at + 1).as_ref().is_some_and(glued) => at += 2,
            _ => break,
        }
    }
    at
}

impl Number {
    /// Appends the part that ends at `end`.
    fn take(&mut self, reading: &Reading, end: usize) {
        let stroke = reading.tokens[self.end].is_sign('/');
        let written: String = (self.end + 1..end).map(|at| reading.word(at)).collect();
        let written = written.replace(ETH, D_WITH_STROKE);
        let letters = written.trim_end_matches(|c: char| c.is_ascii_digit());
        if !letters.is_empty() {
            self.suffix = Some(letters.to_owned());
        }
        self.text.push(if stroke { '/' } else { '-' });
        self.text.push_str(&written);
        self.end = end;
    }
}

/// Whether what stands at `at` is no noun that a number before it would count.
fn counts_nothing(reading: &Reading, at: usize) -> bool {
    let Some(token) = reading.tokens.get(at).filter(|t| t.gap < Gap::Line) else { return true };
    let is = |lexeme| reading.is(at, lexeme).is_some();
    match token.shape {
        Shape::Sign(sign) => !matches!(sign, '%' | '/'),
        Shape::Lower => {
            is(Lexeme::Stop(Stop::Stop))
                || is(Lexeme::Cite(Cite::Of))
                || is(Lexeme::Time(Time::Daypart))
        }
        Shape::Number => false,
        Shape::Title | Shape::Upper => true,
    }
}
