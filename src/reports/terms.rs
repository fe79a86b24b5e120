//! Answers in words: terms of RDF as people read them.

use oxigraph::model::Term;

use super::rows::Rows;
use crate::triples::{Answer, PREFIXES, QueryError, Table, Triplestore, query};

/// A thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its address.
    pub iri: String,
    /// What it is called.
    pub label: String,
}

/// The rows that a question gives.
///
/// # Errors
/// Where it is no SPARQL, or fails.
pub fn rows_of(store: &Triplestore, text: &str) -> Result<Rows, QueryError> {
    let table = query(store, text).and_then(Answer::into_table)?;
    Ok(shown(&table, store))
}

/// Terms as people read them: words without quotes, addresses with their prefix.
pub fn shown(table: &Table, store: &Triplestore) -> Rows {
    let cell = |term: &Option<Term>| term.as_ref().map(|term| words(term, store.base()));
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect());
    Rows { columns: table.columns.clone(), rows: rows.collect() }
}

/// A term as people read it.
pub fn term_in_words(term: &Term, store: &Triplestore) -> String {
    words(term, store.base())
}

/// A text with the addresses that stand in it between `<` and `>` shortened by prefixes.
pub fn with_prefixes(text: &str, store: &Triplestore) -> String {
    let mut parts = text.split('<');
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('>') {
            Some((iri, rest)) => short.extend([&shortened(iri, store.base()), rest]),
            None => short.extend(["<", part]),
        }
    }
    short
}

fn words(term: &Term, base: &str) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => shortened(node.as_str(), base),
        Term::BlankNode(node) => node.to_string(),
    }
}

/// An address with the prefix that stands for its beginning, where that is allowed in SPARQL.
fn shortened(iri: &str, base: &str) -> String {
    let prefixes = PREFIXES.into_iter().chain([("id", base)]);
    let known = prefixes.filter_map(|(prefix, namespace)| {
        iri.strip_prefix(namespace).map(|local| format!("{prefix}:{local}"))
    });
    known.min_by_key(String::len).unwrap_or_else(|| format!("<{iri}>"))
}
