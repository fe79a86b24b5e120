//! Names and quoted words, those that fit best first.

use std::collections::BTreeSet;

use super::rows::Rows;
use super::terms::rows_of;
use super::words::literal;
use crate::text::{Fit, Words};
use crate::triples::{QueryError, Triplestore};

const QUESTION: &str = include_str!("search.rq");
const QUOTE: &str = "quote";

/// A name or quote that holds the words; the derived order is that of the rows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    rank: Rank,
    fit: Fit,
    key: String,
    address: String,
    cells: [String; 4],
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Name,
    Quote,
}

/// A row a name or quote that holds the words, the best first. No words are in nothing.
///
/// # Errors
/// Where the store fails.
pub fn search(store: &Triplestore, text: &str) -> Result<Rows, QueryError> {
    let words = Words::new(text);
    let found = rows_of(store, &QUESTION.replace("$words", &literal(text)))?;
    let mut rows = Rows::new(&["kind", "fit", "words", "page", "address", "url"]);
    for Hit { fit, address, cells: [kind, name, page, url], .. } in hits(&found, &words) {
        rows.push([kind, told(fit).to_owned(), name, page, address, url]);
    }
    Ok(rows)
}

/// Quotes that hold the words, so many at most, in the order in which they are found.
///
/// # Errors
/// Where the store fails.
pub fn quotes(store: &Triplestore, text: &str, limit: usize) -> Result<Rows, QueryError> {
    let question = include_str!("quotes.rq").replace("$limit", &limit.to_string());
    rows_of(store, &question.replace("$words", &literal(text)))
}

/// The best name of each thing, and each quoted text of a page once.
fn hits(found: &Rows, words: &Words) -> Vec<Hit> {
    let places = ["kind", "name", "key", "page", "url", "address"].map(|name| found.place(name));
    let hits = found.rows.iter().filter_map(|row| {
        let cell = |at: Option<usize>| at.and_then(|at| row[at].clone()).unwrap_or_default();
        let [kind, name, key, page, url, address] = places.map(cell);
        let fit = words.fit(&name)?;
        let rank = if kind == QUOTE { Rank::Quote } else { Rank::Name };
        let key = if kind == QUOTE { page.clone() } else { key };
        Some(Hit { rank, fit, key, address, cells: [kind, name, page, url] })
    });
    let mut hits: Vec<Hit> = hits.collect();
    hits.sort_unstable();
    let mut known = BTreeSet::new();
    hits.retain(|hit| {
        let [_, name, page, _] = &hit.cells;
        known.insert(match hit.rank {
            Rank::Name => hit.address.clone(),
            Rank::Quote => format!("{page} {name}"),
        })
    });
    hits
}

fn told(fit: Fit) -> &'static str {
    match fit {
        Fit::Exact => "exact",
        Fit::Whole => "but for accents",
        Fit::Part => "in part",
        Fit::Loose => "in part, but for accents",
    }
}
