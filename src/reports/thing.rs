//! Anything of the graph, by its triples.

use super::report::Report;
use super::terms::{Thing, rows_of};
use super::words::about;
use crate::triples::{QueryError, Triplestore};

const LABEL: &str = "SELECT ?label WHERE { $this skos:prefLabel|dct:identifier ?label } LIMIT 1";
const KNOWN: &str = "SELECT ?p WHERE { $this ?p ?o } LIMIT 1";
const REPLACED: &str =
    "SELECT (STR(?new) AS ?address) WHERE { $this dct:isReplacedBy ?new } LIMIT 1";
const PROPERTIES: &str = include_str!("thing/properties.rq");
const REFERRED: &str = include_str!("thing/referred.rq");

/// What an address stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A thing of the graph.
    Here(Thing),
    /// One that is found under another address now.
    Replaced(String),
    /// Nothing.
    Unknown,
}

/// What an address, which is one, stands for.
///
/// # Errors
/// Where the store fails.
pub fn resolve(store: &Triplestore, iri: &str) -> Result<Resolved, QueryError> {
    let first = |question: &str| -> Result<Option<String>, QueryError> {
        Ok(rows_of(store, &about(question, iri))?.rows.into_iter().flatten().flatten().next())
    };
    if let Some(label) = first(LABEL)? {
        return Ok(Resolved::Here(Thing { iri: iri.to_owned(), label }));
    }
    if let Some(new) = first(REPLACED)? {
        return Ok(Resolved::Replaced(new));
    }
    let known = first(KNOWN)?;
    let here = || Resolved::Here(Thing { iri: iri.to_owned(), label: String::new() });
    Ok(known.map_or(Resolved::Unknown, |_| here()))
}

/// The triples of one thing, and those that lead to it, 200 of each at most.
///
/// # Errors
/// Where the store fails.
pub fn thing(store: &Triplestore, thing: &Thing) -> Result<Report, QueryError> {
    let ask = |question| rows_of(store, &about(question, &thing.iri));
    let mut report = Report::new(&thing.label);
    report.fact("address", thing.iri.clone());
    report.section("properties", ask(PROPERTIES)?, &["property", "value"]);
    report.section("referred_by", ask(REFERRED)?, &["property", "thing"]);
    Ok(report)
}
