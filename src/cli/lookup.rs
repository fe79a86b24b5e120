//! From what users call a thing to that thing, or to why it cannot be told.

use std::fmt::Write;

use oxigraph::model::NamedNode;

use super::args::Chosen;
use super::error::CliError;
use super::output::{NOTHING, complain, tell};
use crate::reports::{Thing, context_of_body, context_of_person, rows_of};
use crate::triples::{QueryError, Triplestore, find, nearest};

/// Most things that a message lists.
pub(super) const LISTED: usize = 12;

/// A kind of thing that commands tell about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// A person.
    Person,
    /// A body.
    Body,
}

/// A name that is nobody's, or not one thing's alone.
#[derive(Debug, thiserror::Error)]
pub(super) enum LookupError {
    /// Nothing is called so.
    #[error(
        "no {noun} is called `{what}`{}; words without accents find every spelling",
        suggestion(near)
    )]
    Unknown {
        /// What was asked for.
        what: String,
        /// What it should be.
        noun: &'static str,
        /// Names that are like it.
        near: Vec<String>,
    },
    /// Several are.
    #[error("`{what}` may be {count} {noun}; give more of the name, or the address of one:{list}")]
    Several {
        /// What was asked for.
        what: String,
        /// How many.
        count: usize,
        /// What they are.
        noun: &'static str,
        /// A line a thing.
        list: String,
    },
}

impl Sought {
    /// Its class in the ontology.
    fn class(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Body => "Organization",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Body => "bodies",
        }
    }

    /// What tells one from others of its name.
    fn context(self, store: &Triplestore, iri: &str) -> Result<Vec<String>, QueryError> {
        match self {
            Self::Person => context_of_person(store, iri),
            Self::Body => context_of_body(store, iri),
        }
    }
}

/// The one thing that users call `what`: an address, or a name.
pub(super) fn one(store: &Triplestore, sought: Sought, what: &str) -> Result<Thing, CliError> {
    if let Some(iri) = address(what, store) {
        return by_address(store, sought, what, iri);
    }
    let found = find(store, sought.class(), what).map_err(CliError::asked)?;
    match found.as_slice() {
        [] => Err(unknown(store, sought, what)?),
        [one] => Ok(Thing { iri: one.iri.clone(), label: one.label.clone() }),
        several => {
            let things = several.iter().take(LISTED);
            let things = things.map(|found| line(store, sought, &found.iri, &found.label));
            let list = things.collect::<Result<String, _>>()?;
            Err(several_of(what, several.len(), sought.plural(), list).into())
        }
    }
}

/// The message that lists several things of a name.
pub(super) fn several_of(
    what: &str,
    count: usize,
    noun: &'static str,
    mut list: String,
) -> LookupError {
    if count > LISTED {
        let _ = write!(list, "\n  and {} more", count - LISTED);
    }
    LookupError::Several { what: what.to_owned(), count, noun, list }
}

fn by_address(
    store: &Triplestore,
    sought: Sought,
    what: &str,
    iri: String,
) -> Result<Thing, CliError> {
    let question = format!(
        "SELECT ?label WHERE {{ <{iri}> a ct:{} ; skos:prefLabel ?label }}",
        sought.class()
    );
    let label = rows_of(store, &question)?.rows.into_iter().flatten().flatten().next();
    match label {
        Some(label) => Ok(Thing { iri, label }),
        None => Err(unknown(store, sought, what)?),
    }
}

fn unknown(store: &Triplestore, sought: Sought, what: &str) -> Result<CliError, CliError> {
    let near = nearest(store, sought.class(), what).map_err(CliError::asked)?;
    Ok(LookupError::Unknown { what: what.to_owned(), noun: sought.noun(), near }.into())
}

/// Tells that nothing is as chosen, and which of the names that meetings are chosen by are nobody's.
pub(super) fn tell_nothing(store: &Triplestore, chosen: &Chosen) -> Result<(), CliError> {
    let mut unknown = false;
    for (class, noun, what) in [
        ("Person", "person", &chosen.person),
        ("Organization", "body", &chosen.body),
        ("AdministrativeUnit", "unit", &chosen.unit),
    ] {
        let Some(what) = what else { continue };
        if find(store, class, what).map_err(CliError::asked)?.is_empty() {
            let near = nearest(store, class, what).map_err(CliError::asked)?;
            complain(&LookupError::Unknown { what: what.clone(), noun, near });
            unknown = true;
        }
    }
    if !unknown {
        tell(&NOTHING);
    }
    Ok(())
}

/// A line that names a thing: address, label, and what tells it from others.
fn line(store: &Triplestore, sought: Sought, iri: &str, label: &str) -> Result<String, CliError> {
    let context = sought.context(store, iri)?;
    let path = iri.strip_prefix(store.base()).unwrap_or(iri);
    let context =
        if context.is_empty() { String::new() } else { format!(", {}", context.join(", ")) };
    Ok(format!("\n  {path}  {label}{context}"))
}

/// The address that `what` is: in full, below the base, or with the prefix `id:`.
pub(super) fn address(what: &str, store: &Triplestore) -> Option<String> {
    let what = what.trim();
    let address = match what.trim_start_matches('<').trim_end_matches('>') {
        iri if iri.starts_with("http://") || iri.starts_with("https://") => iri.to_owned(),
        path => {
            let below = path.strip_prefix("id:").or_else(|| is_path(path).then_some(path))?;
            format!("{}{below}", store.base())
        }
    };
    NamedNode::new(&address).is_ok().then_some(address)
}

/// Whether it looks like `person/bui-van-thuan.k3f9`.
fn is_path(text: &str) -> bool {
    text.contains('/') && text.is_ascii() && !text.contains(char::is_whitespace)
}

/// The names that may have been meant, as part of a message.
pub(super) fn suggestion(near: &[String]) -> String {
    let quoted: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    if quoted.is_empty() { String::new() } else { format!(", but perhaps {}", quoted.join(" or ")) }
}
