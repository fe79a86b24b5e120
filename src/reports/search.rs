//! Names and quoted words, those that fit best first.

use super::rows::Rows;
use super::terms::rows_of;
use super::words::literal;
use crate::text::{Fit, Words};
use crate::triples::{QueryError, StoreError, Triplestore};

/// A row a name or quote that holds the words, the best first. No words are in nothing.
///
/// # Errors
/// Where the texts of the store cannot be read.
pub fn search(store: &Triplestore, text: &str) -> Result<Rows, StoreError> {
    let mut rows = Rows::new(&["kind", "fit", "words", "page", "address", "url"]);
    for hit in store.search(&Words::new(text))? {
        let (fit, address) = (told(hit.fit).to_owned(), format!("id:{}", hit.path));
        rows.push([hit.kind, fit, hit.text, hit.page, address, hit.url]);
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

fn told(fit: Fit) -> &'static str {
    match fit {
        Fit::Exact => "exact",
        Fit::Whole => "but for accents",
        Fit::Part => "in part",
        Fit::Loose => "in part, but for accents",
    }
}
