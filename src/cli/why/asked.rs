//! From what users write to the one thing that they mean: of any kind.

use std::fmt::Write;

use super::super::error::CliError;
use super::super::lookup::{address, several_of};
use super::super::output::tell;
use crate::reports::rows_of;
use crate::reports::{about, literal};
use crate::text::Fit;
use crate::triples::{Found, Triplestore, find, nearest};

const ABOUT: &str = include_str!("about.rq");
/// Classes of things that have names, in the order in which they are looked through.
const NAMED: [&str; 6] =
    ["Person", "Organization", "Post", "AdministrativeUnit", "Meeting", "LegalAct"];

/// Something that the graph speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing {
    pub(super) iri: String,
    /// Its class, with the prefix `ct:`.
    pub(super) class: String,
    /// The class in words.
    pub(super) kind: String,
    /// What it is called, or what it says.
    pub(super) label: String,
}

/// The one thing that is meant: by its address, by the end of the address of a statement, by the name or
/// address of a page, or by a name.
pub(super) fn one(store: &Triplestore, what: &str) -> Result<Thing, CliError> {
    if let Some(iri) = address(what, store) {
        if let Some(thing) = thing(store, &iri)? {
            return Ok(thing);
        }
        let heirs = column(
            store,
            &format!(
                "SELECT DISTINCT (STR(?x) AS ?new) WHERE {{ <{iri}> dct:isReplacedBy+ ?x . ?x a ?c }}"
            ),
        )?;
        if !heirs.is_empty() {
            tell(&format_args!("{what} is no more; it became {}", heirs.join(", ")));
            return one_of(store, what, heirs);
        }
    }
    let found = by_identifier(store, what)?;
    if !found.is_empty() {
        return one_of(store, what, found);
    }
    let found = by_name(store, what)?;
    if found.is_empty() {
        let near = nearest(store, "Person", what).map_err(CliError::asked)?;
        return Err(CliError::Unknown { what: what.to_owned(), near });
    }
    one_of(store, what, found.into_iter().map(|found| found.iri).collect())
}

/// What is at an address.
pub(super) fn thing(store: &Triplestore, iri: &str) -> Result<Option<Thing>, CliError> {
    let row = rows_of(store, &about(ABOUT, iri))?.rows.into_iter().next();
    let cells = row.map(|row| row.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>());
    let Some([class, kind, label]) = cells.and_then(|cells| <[String; 3]>::try_from(cells).ok())
    else {
        return Ok(None);
    };
    Ok(Some(Thing { iri: iri.to_owned(), class, kind, label }))
}

/// The only one of several things; they are listed where they are more.
fn one_of(store: &Triplestore, what: &str, mut found: Vec<String>) -> Result<Thing, CliError> {
    let unknown = || CliError::Unknown { what: what.to_owned(), near: Vec::new() };
    if found.len() == 1 {
        let iri = found.pop().unwrap_or_default();
        return thing(store, &iri)?.ok_or_else(unknown);
    }
    let mut list = String::new();
    for iri in found.iter().take(super::super::lookup::LISTED) {
        let Some(Thing { kind, label, .. }) = thing(store, iri)? else { continue };
        let path = iri.strip_prefix(store.base()).unwrap_or(iri);
        let _ = write!(list, "\n  {path}  {label} ({kind})");
    }
    Err(several_of(what, found.len(), "things", list).into())
}

/// Pages by name or address, and statements by the ends of their addresses, which `chaired` prints.
fn by_identifier(store: &Triplestore, what: &str) -> Result<Vec<String>, CliError> {
    let (name, end) = (literal(what), literal(&format!(".{what}")));
    column(
        store,
        &format!(
            "SELECT DISTINCT (STR(?x) AS ?found) WHERE {{ \
             {{ ?x dct:identifier {name} }} UNION {{ ?x schema:url {name}^^xsd:anyURI }} UNION \
             {{ ?x ct:confidence ?belief FILTER(STRENDS(STR(?x), {end})) }} }} ORDER BY ?found"
        ),
    )
}

/// Things that the words name, of all kinds: those that they name best.
fn by_name(store: &Triplestore, what: &str) -> Result<Vec<Found>, CliError> {
    let mut found = Vec::new();
    for class in NAMED {
        found.extend(find(store, class, what).map_err(CliError::asked)?);
    }
    let best = found.iter().map(|found| found.fit).min().unwrap_or(Fit::Loose);
    if best < Fit::Part {
        found.retain(|found| found.fit == best);
    }
    Ok(found)
}

/// The cells of the only column.
fn column(store: &Triplestore, question: &str) -> Result<Vec<String>, CliError> {
    Ok(rows_of(store, question)?.rows.into_iter().flatten().flatten().collect())
}
