//! The words behind what the graph says.

use super::rows::Rows;
use super::terms::rows_of;
use super::words::named;
use crate::triples::{QueryError, Triplestore};

const QUESTION: &str = include_str!("why.rq");
/// The line of the question that a condition takes the place of.
const CONDITIONS: &str = "      # conditions\n";

/// What quotes are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supported<'a> {
    /// A thing or statement, by its address.
    Address(&'a str),
    /// All things whose name holds these words.
    Named(&'a str),
}

/// A row a quote: who, what, on which page, where on it, and found by which rule.
///
/// # Errors
/// Where the store fails.
pub fn why(store: &Triplestore, what: Supported<'_>) -> Result<Rows, QueryError> {
    let condition = match what {
        Supported::Address(iri) => format!("  VALUES ?x {{ <{iri}> }}\n"),
        Supported::Named(words) => format!("  {}\n", named("?x", words)),
    };
    rows_of(store, &QUESTION.replace(CONDITIONS, &condition))
}
