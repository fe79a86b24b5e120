//! From what users write to the one thing that they mean: of any kind.

use std::fmt::Write;

use super::super::error::CliError;
use super::super::lookup::{address, several_of};
use super::super::output::tell;
use crate::reports::{Subject, heirs, identified, subject};
use crate::text::Fit;
use crate::triples::{Found, Triplestore, find, nearest};

/// Classes of things that have names, in the order in which they are looked through.
const NAMED: [&str; 6] =
    ["Person", "Organization", "Post", "AdministrativeUnit", "Meeting", "LegalAct"];

/// The one thing that is meant: by its address, by the end of the address of a statement, by the name or
/// address of a page, or by a name.
pub(super) fn one(store: &Triplestore, what: &str) -> Result<Subject, CliError> {
    if let Some(iri) = address(what, store) {
        if let Some(thing) = subject(store, &iri)? {
            return Ok(thing);
        }
        let heirs = heirs(store, &iri)?;
        if !heirs.is_empty() {
            tell(&format_args!("{what} is no more; it became {}", heirs.join(", ")));
            return one_of(store, what, heirs);
        }
    }
    let found = identified(store, what)?;
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

/// The only one of several things; they are listed where they are more.
fn one_of(store: &Triplestore, what: &str, mut found: Vec<String>) -> Result<Subject, CliError> {
    let unknown = || CliError::Unknown { what: what.to_owned(), near: Vec::new() };
    if found.len() == 1 {
        let iri = found.pop().unwrap_or_default();
        return subject(store, &iri)?.ok_or_else(unknown);
    }
    let mut list = String::new();
    for iri in found.iter().take(super::super::lookup::LISTED) {
        let Some(Subject { kind, label, .. }) = subject(store, iri)? else { continue };
        let path = iri.strip_prefix(store.base()).unwrap_or(iri);
        let _ = write!(list, "\n  {path}  {label} ({kind})");
    }
    Err(several_of(what, found.len(), "things", list).into())
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
