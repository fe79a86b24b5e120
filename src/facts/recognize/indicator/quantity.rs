//! Numbers with their units: `17.711,84 tỷ đồng`, `58,3 tạ/ha`, `11/21 xã`.

use super::{class, word};
use crate::facts::reading::Reading;
use crate::facts::recognize::date::DateMention;
use crate::ontology::lexicon::Counting;
use crate::text::{Gap, Shape};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    pub(super) start: usize,
    /// First token behind the number.
    pub(super) noun: usize,
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) of: Option<f64>,
    pub(super) unit: String,
    /// What kind of unit it is.
    pub(super) class: Counting,
}

/// The unit behind a number.
struct Unit {
    end: usize,
    text: String,
    class: Counting,
}

/// The quantity whose number stands at `at`.
pub(super) fn at(reading: &Reading, dates: &[DateMention], at: usize) -> Option<Quantity> {
    if !stands_free(reading, at) || in_date(dates, at) {
        return None;
    }
    let value = value(reading, at)?;
    let of = fraction(reading, at).filter(|&of| value <= of);
    let noun = if of.is_some() { at + 3 } else { at + 1 };
    let unit = unit(reading, noun)?;
    let fits =
        of.is_none() || matches!(unit.class, Counting::Count | Counting::Guest | Counting::Turn);
    let mut quantity =
        Quantity { start: at, noun, end: unit.end, value, of, unit: unit.text, class: unit.class };
    if let Some((end, rest)) = smaller_part(reading, &quantity) {
        quantity.end = end;
        quantity.value += rest;
    }
    fits.then_some(quantity)
}

/// The number of a token in Vietnamese writing: points between thousands, a comma before decimals.
/// A point that parts no thousands stands before decimals.
pub(super) fn value(reading: &Reading, at: usize) -> Option<f64> {
    let digits = reading.tokens.get(at).filter(|t| t.shape == Shape::Number);
    number(digits.map(|_| reading.word(at))?)
}

fn number(digits: &str) -> Option<f64> {
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.parse().ok();
    }
    let (whole, decimals) = match (digits.split_once(','), digits.matches(',').count()) {
        (Some((whole, decimals)), 1) if decimals.contains('.') => {
            return number_in_english(whole, decimals);
        }
        (Some((whole, decimals)), 1) => (whole, Some(decimals)),
        (Some(_), _) => return digits.replace(',', "").parse().ok(),
        (None, _) => (digits, None),
    };
    let mut groups = whole.split('.');
    let head = groups.next()?;
    let thousands = head.len() <= 3 && head != "0" && groups.clone().all(|g| g.len() == 3);
    let one_point = whole.matches('.').count() == 1;
    let plain = match (thousands, decimals) {
        (true, _) => whole.replace('.', ""),
        (false, None) if one_point => whole.to_owned(),
        _ if groups.next().is_none() => whole.to_owned(),
        _ => return None,
    };
    match decimals {
        Some(decimals) => format!("{plain}.{decimals}").parse().ok(),
        None => plain.parse().ok(),
    }
}

/// `24,233.07`.
fn number_in_english(whole: &str, rest: &str) -> Option<f64> {
    let (thousands, decimals) = rest.split_once('.')?;
    (thousands.len() == 3).then(|| format!("{whole}{thousands}.{decimals}").parse().ok())?
}

/// The second number of `11/21`.
fn fraction(reading: &Reading, at: usize) -> Option<f64> {
    let glued = |i: usize| reading.tokens.get(i).is_some_and(|t| t.gap == Gap::Glued);
    let slash = reading.tokens.get(at + 1)?.is_sign('/') && glued(at + 1) && glued(at + 2);
    slash.then(|| value(reading, at + 2))?
}

/// Whether a number is not the rest of a word, a fraction, a span of years or a document's number.
fn stands_free(reading: &Reading, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &reading.tokens[i]) else { return true };
    let glued = reading.tokens[at].gap == Gap::Glued;
    let left = at.checked_sub(2).map(|i| &reading.tokens[i]);
    let left_is = |shape: Shape| left.is_some_and(|t| t.shape == shape);
    match before.shape {
        Shape::Sign('/') => !glued || left_is(Shape::Lower),
        Shape::Sign('-' | '\u{2013}') if left_is(Shape::Number) => {
            !(is_year(reading, at) && is_year(reading, at - 2))
        }
        Shape::Sign('-' | '\u{2013}') => before.gap > Gap::Glued && !glued,
        Shape::Sign(_) => true,
        _ => !glued,
    }
}

fn is_year(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn in_date(dates: &[DateMention], at: usize) -> bool {
    let next = dates.partition_point(|d| d.start <= at);
    next.checked_sub(1).is_some_and(|i| at < dates[i].end)
}

/// The unit at `at`: a power of ten, then a measure or a noun, then what it is shared by.
fn unit(reading: &Reading, at: usize) -> Option<Unit> {
    let (at, scale) = scale(reading, at);
    let near = reading.tokens.get(at).is_some_and(|t| t.gap < Gap::Paragraph);
    let noun = near.then(|| noun(reading, at)).flatten();
    let mut unit = match noun {
        Some(unit) => unit,
        None => money(reading, at, &scale)?,
    };
    if !scale.is_empty() {
        unit.text = format!("{scale} {}", unit.text);
    }
    Some(unit)
}

/// The powers of ten at `at`, as they are written out.
fn scale(reading: &Reading, at: usize) -> (usize, String) {
    let mut words: Vec<&str> = Vec::new();
    let mut end = at;
    while let Some((length, row)) = word(reading, end, |c| c == Counting::Scale) {
        if reading.tokens[end].gap >= Gap::Paragraph {
            break;
        }
        words.push(&reading.ontology.lexicon.measures[row].unit);
        end += length;
    }
    (end, words.join(" "))
}

/// Millions of nothing are money, where no noun follows.
fn money(reading: &Reading, at: usize, scale: &str) -> Option<Unit> {
    if scale.is_empty() {
        return None;
    }
    let measures = &reading.ontology.lexicon.measures;
    let large = measures.iter().filter(|m| m.class == Counting::Scale).rev().take(2);
    let is_large = large.into_iter().any(|m| scale.ends_with(&m.unit));
    let noun_follows = reading
        .tokens
        .get(at)
        .is_some_and(|t| t.gap <= Gap::Line && t.is_word() && t.shape != Shape::Title);
    let currency = measures.iter().find(|m| m.class == Counting::Currency)?;
    let unit = Unit { end: at, text: currency.unit.clone(), class: Counting::Currency };
    (is_large && !noun_follows).then_some(unit)
}

fn noun(reading: &Reading, at: usize) -> Option<Unit> {
    let is_noun = |class| {
        matches!(
            class,
            Counting::Unit
                | Counting::Currency
                | Counting::Count
                | Counting::Turn
                | Counting::Guest
                | Counting::Time
                | Counting::Times
                | Counting::None
        )
    };
    let (length, row) = word(reading, at, is_noun)?;
    let measure = &reading.ontology.lexicon.measures[row];
    if length == 1 && reading.tokens[at].shape == Shape::Title {
        return None;
    }
    let unit = Unit { end: at + length, text: measure.unit.clone(), class: measure.class };
    Some(match measure.class {
        Counting::Unit | Counting::Currency => powered(reading, unit),
        _ => unit,
    })
}

/// `m2`, `% GDP`, `tạ/ha`, `triệu đồng/người/năm`. Shares of a year are those of any year.
fn powered(reading: &Reading, mut unit: Unit) -> Unit {
    let token = |at: usize| reading.tokens.get(at);
    if token(unit.end).is_some_and(|t| t.gap == Gap::Glued && t.shape == Shape::Number) {
        unit.text.push_str(reading.word(unit.end));
        unit.end += 1;
    }
    if let Some(length) = class(reading, unit.end, Counting::Base) {
        unit.text = format!("{} {}", unit.text, reading.words(unit.end, unit.end + length));
        unit.end += length;
    }
    while token(unit.end).is_some_and(|t| t.is_sign('/')) {
        let Some((length, row)) = word(reading, unit.end + 1, is_sharer) else { break };
        let measure = &reading.ontology.lexicon.measures[row];
        let yearly = measure.class == Counting::Time && !unit.text.contains(char::is_alphabetic);
        if !yearly {
            unit.text = format!("{}/{}", unit.text, measure.unit);
        }
        unit.end += 1 + length;
    }
    unit
}

fn is_sharer(class: Counting) -> bool {
    matches!(class, Counting::Unit | Counting::Count | Counting::Time)
}

/// `16 tỷ 500 triệu đồng`: a smaller amount behind a greater one.
fn smaller_part(reading: &Reading, whole: &Quantity) -> Option<(usize, f64)> {
    let scales = &reading.ontology.lexicon.measures;
    let rank = |at: usize| word(reading, at, |c| c == Counting::Scale).map(|(_, row)| row);
    let (big, small) = (rank(whole.noun)?, rank(whole.end + 1)?);
    let rest = value(reading, whole.end).filter(|&v| v < 1000.0 && v.fract() == 0.0)?;
    let (end, _) = scale(reading, whole.end + 1);
    let currency = class(reading, end, Counting::Currency);
    let steps = scales[small..big].iter().filter(|m| m.class == Counting::Scale).count();
    (whole.class == Counting::Currency && steps == 1)
        .then_some((end + currency.unwrap_or(0), rest / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_vietnamese() {
        for (digits, value) in [
            ("17.711,84", 17711.84),
            ("2.536", 2536.0),
            ("1.046.300", 1_046_300.0),
            ("90,4", 90.4),
            ("4.8", 4.8),
            ("0.125", 0.125),
            ("03", 3.0),
            ("24,233.07", 24233.07),
            ("1,250,000", 1_250_000.0),
        ] {
            assert_eq!(number(digits), Some(value), "{digits}");
        }
        assert_eq!(number("1.2.3"), None);
    }
}
