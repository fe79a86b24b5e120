//! A page that was read: where it is from, which words of it were understood, and as what.

use super::report::Report;
use super::terms::{Thing, rows_of};
use super::words::about;
use crate::triples::{QueryError, Triplestore};

const ABOUT: &str = include_str!("document/about.rq");
const QUOTES: &str = include_str!("document/quotes.rq");
const SAID: &str = include_str!("document/said.rq");
const MENTIONS: &str = include_str!("document/mentions.rq");

/// What the graph says of one page.
///
/// # Errors
/// Where the store fails.
pub fn document(store: &Triplestore, page: &Thing) -> Result<Report, QueryError> {
    let ask = |question| rows_of(store, &about(question, &page.iri));
    let known = ask(ABOUT)?.dated("published", "published_earliest", "published_latest");
    let fact = |name: &str| {
        let cell = known.rows.first().and_then(|row| row[known.place(name)?].clone());
        cell.unwrap_or_default()
    };
    let mut report = Report::new(&fact("page"));
    for name in ["url", "published", "copy_of", "copy_of_address"] {
        report.fact(name, fact(name));
    }
    report.fact("address", page.iri.clone());
    report.section("quotes", ask(QUOTES)?, &["start", "end", "quote", "rule"]);
    report.section("said", ask(SAID)?, &["who", "how", "what"]);
    report.section("mentions", ask(MENTIONS)?, &["kind", "name"]);
    Ok(report)
}
