//! Measured figures: how much of what, and when.

mod naming;
mod noise;
mod period;
mod quantity;

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use crate::facts::reading::{Hit, Reading};
use crate::facts::recognize::date::DateMention;
use crate::ontology::lexicon::{Counting, Lexeme, LexemeKind};

/// Most tokens of a word beside figures.
const LONGEST: usize = 4;

/// A measured figure; the place is left to whoever knows the units of the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// Its mentions as ranges of tokens, in order.
    pub(crate) mentions: Vec<(usize, usize)>,
    /// What is measured, lower case, short.
    pub(crate) name: String,
    /// How much.
    pub(crate) value: f64,
    /// Out of how many.
    pub(crate) of: Option<f64>,
    /// Unit of measure, or what is counted.
    pub(crate) unit: String,
    /// `2020`, `2020-H1`, `2020-9M`, `2020-Q1`, `2020-10`.
    pub(crate) period: Option<String>,
}

/// Every measured figure of the text, in order of first mention. `year` is the document's own, for
/// periods that do not name theirs.
pub(crate) fn figures(reading: &Reading, dates: &[DateMention], year: Option<u16>) -> Vec<Figure> {
    let periods = LazyCell::new(|| period::periods(reading, dates, year));
    let mut found = Found::default();
    let mut namer = naming::Namer::default();
    for sentence in &reading.sentences {
        if noise::is_tail(reading, sentence) {
            break;
        }
        let mut end = sentence.start;
        for at in reading.numbers(sentence.clone()) {
            if at < end {
                continue;
            }
            let Some(quantity) = quantity::at(reading, dates, at) else { continue };
            end = quantity.end;
            if noise::is_noise(reading, sentence, &quantity) {
                continue;
            }
            let name = namer.name(reading, sentence, &quantity);
            let period = period::of(reading, &periods, &quantity);
            found.join(quantity, name, period);
        }
    }
    found.figures
}

/// Figures in order of first mention.
#[derive(Default)]
struct Found {
    figures: Vec<Figure>,
    /// Places of those with one value and unit.
    by_value: FxHashMap<(u64, Option<u64>, String), Vec<usize>>,
}

impl Found {
    /// Adds a figure, or a mention to the same figure told before.
    fn join(&mut self, q: quantity::Quantity, name: String, period: Option<String>) {
        let key = (q.value.to_bits(), q.of.map(f64::to_bits), q.unit.clone());
        let places = self.by_value.entry(key).or_default();
        let same = |&place: &usize| q.value >= 100.0 || self.figures[place].name == name;
        if let Some(known) = places.iter().copied().find(same) {
            self.figures[known].mentions.push((q.start, q.end));
            return;
        }
        places.push(self.figures.len());
        self.figures.push(Figure {
            mentions: vec![(q.start, q.end)],
            name,
            value: q.value,
            of: q.of,
            unit: q.unit,
            period,
        });
    }
}

/// The longest word at `at` that does `class` beside figures.
fn class(reading: &Reading, at: usize, class: Counting) -> Option<usize> {
    word(reading, at, |c| c == class).map(|(length, _)| length)
}

/// The longest word at `at` whose class `pick` takes, with its row.
fn word(reading: &Reading, at: usize, pick: impl Fn(Counting) -> bool) -> Option<(usize, usize)> {
    if !reading.has(at, LexemeKind::Measure) {
        return None;
    }
    reading.longest(at, |lexeme| match lexeme {
        Lexeme::Measure(row) => {
            let row = usize::from(row);
            pick(reading.ontology.lexicon.measures[row].class).then_some(row)
        }
        _ => None,
    })
}

/// Where the word that does `wanted` and ends just before `at` begins.
fn ending(reading: &Reading, at: usize, wanted: Counting) -> Option<usize> {
    let does = |hit: &Hit| match hit.lexeme {
        Lexeme::Measure(row) => reading.ontology.lexicon.measures[usize::from(row)].class == wanted,
        _ => false,
    };
    let ends = |i: usize| {
        reading.has(i, LexemeKind::Measure)
            && reading.hits(i).iter().any(|hit| i + usize::from(hit.length) == at && does(hit))
    };
    (at.saturating_sub(LONGEST)..at).find(|&i| ends(i))
}

#[cfg(test)]
mod tests;
