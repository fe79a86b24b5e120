//! Reports: what people ask of a graph most. Each is some questions in SPARQL, which stand beside the code
//! as `.rq` files, and the rows that they give. The command prints them, the server sends them.

mod account;
mod body;
mod chaired;
mod document;
mod meeting;
mod meetings;
mod person;
mod report;
mod review;
mod rows;
mod search;
mod terms;
mod thing;
mod unit;
mod why;
mod words;

use crate::triples::{QueryError, Triplestore};

pub use account::{Account, Subject, digests, heirs, identified, quotes_of, subject};
pub use body::body;
pub use chaired::{Order, Role, chaired, participations, parts};
pub use document::document;
pub use meeting::meeting;
pub use meetings::{SHORT_MEETINGS, found_meetings, meetings, meetings_at};
pub use person::person;
pub use report::{Report, Section};
pub use review::{COLUMNS, Evidence, Pair, Record, RecordError, Side, now, pairs, pairs_in};
pub use rows::{BETWEEN, Rows};
pub use search::{quotes, search};
pub use terms::{Thing, rows_of, shown, term_in_words, with_prefixes};
pub use thing::{Resolved, resolve, thing};
pub use unit::{UnitSeen, placed, unit, unit_at, version_of};
pub use why::{Supported, why};
pub use words::{Choice, about, holds, literal, named};

/// A row a contradiction, with the words of both sides.
///
/// # Errors
/// Where the store fails.
pub fn contradictions(store: &Triplestore) -> Result<Rows, QueryError> {
    rows_of(store, include_str!("reports/contradictions.rq"))
}

/// How many things of each class, and statements of each kind, there are.
///
/// # Errors
/// Where the store fails.
pub fn counts(store: &Triplestore) -> Result<Rows, QueryError> {
    rows_of(store, include_str!("reports/stats.rq"))
}

/// What tells a person from others of the name: the latest offices.
///
/// # Errors
/// Where the store fails.
pub fn context_of_person(store: &Triplestore, iri: &str) -> Result<Vec<String>, QueryError> {
    cells(store, &about(include_str!("reports/person/context.rq"), iri))
}

/// What tells a body from others of the name: its unit and province.
///
/// # Errors
/// Where the store fails.
pub fn context_of_body(store: &Triplestore, iri: &str) -> Result<Vec<String>, QueryError> {
    cells(store, &about(include_str!("reports/body/context.rq"), iri))
}

fn cells(store: &Triplestore, question: &str) -> Result<Vec<String>, QueryError> {
    Ok(rows_of(store, question)?.rows.into_iter().flatten().flatten().collect())
}
