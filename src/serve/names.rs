//! All names of the graph in memory: what is found while it is being written.

use std::sync::OnceLock;

use crate::reports::rows_of;
use crate::text::{Fit, Words, bare};
use crate::triples::{QueryError, Triplestore};

const QUESTION: &str = include_str!("names.rq");

/// Names, read when they are first looked for.
#[derive(Default)]
pub(super) struct Names {
    read: OnceLock<Vec<Named>>,
}

/// A name that a thing bears.
struct Named {
    kind: String,
    address: String,
    label: String,
    name: String,
    key: String,
    /// The bare syllables of the name, each after a space.
    bare: String,
}

/// How well words fit a name; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// All words stand in it.
    Whole(Fit),
    /// The last of them is begun.
    Begun,
}

/// A thing that was found, by its best name.
#[derive(Clone, Debug)]
pub(super) struct Hit<'n> {
    pub(super) fit: Match,
    pub(super) kind: &'n str,
    pub(super) address: &'n str,
    pub(super) label: &'n str,
    pub(super) matched: &'n str,
}

impl Match {
    /// Its word in the API.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Whole(Fit::Exact) => "exact",
            Self::Whole(Fit::Whole) => "whole",
            Self::Whole(Fit::Part) => "part",
            Self::Whole(Fit::Loose) => "loose",
            Self::Begun => "begun",
        }
    }
}

impl Names {
    /// Things of some kinds, or of any where none is given, that words name; the best first, then in the
    /// order of Vietnamese lists.
    pub(super) fn find(
        &self,
        store: &Triplestore,
        text: &str,
        kinds: &[&str],
    ) -> Result<Vec<Hit<'_>>, QueryError> {
        let words = Words::new(text);
        let needle = spaced(text);
        let fitting = self.all(store)?.iter().filter(|named| {
            (kinds.is_empty() || kinds.contains(&named.kind.as_str()))
                && named.bare.contains(&needle)
        });
        let hits = fitting.filter_map(|named| {
            let begun = || words.begin_in(&named.name).then_some(Match::Begun);
            Some((words.fit(&named.name).map(Match::Whole).or_else(begun)?, named))
        });
        let mut hits: Vec<(Match, &Named)> = hits.collect();
        let order = |(fit, named): &(Match, &Named)| {
            (*fit, named.key.clone(), named.address.clone(), named.name.clone())
        };
        hits.sort_by_cached_key(order);
        let mut known = std::collections::BTreeSet::new();
        hits.retain(|(_, named)| known.insert(&named.address));
        let hits = hits.into_iter().map(|(fit, named)| Hit {
            fit,
            kind: &named.kind,
            address: &named.address,
            label: &named.label,
            matched: &named.name,
        });
        Ok(hits.collect())
    }

    fn all(&self, store: &Triplestore) -> Result<&[Named], QueryError> {
        if let Some(read) = self.read.get() {
            return Ok(read);
        }
        let read = read(store)?;
        Ok(self.read.get_or_init(|| read))
    }

    /// Reads the names, unless they are read.
    pub(super) fn prepare(&self, store: &Triplestore) -> Result<usize, QueryError> {
        self.all(store).map(<[Named]>::len)
    }
}

fn read(store: &Triplestore) -> Result<Vec<Named>, QueryError> {
    let rows = rows_of(store, QUESTION)?.rows.into_iter();
    let named = rows.map(|row| {
        let mut cells = row.into_iter().map(Option::unwrap_or_default);
        let mut next = || cells.next().unwrap_or_default();
        let (kind, address, label, key, name) = (next(), next(), next(), next(), next());
        let bare = spaced(&name);
        Named { kind, address, label, name, key, bare }
    });
    Ok(named.collect())
}

/// Bare syllables, each after a space.
fn spaced(text: &str) -> String {
    let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let words: String = text.chars().map(letters).collect();
    let bare = bare(&words);
    bare.split_whitespace().fold(String::new(), |mut all, word| {
        all.push(' ');
        all.push_str(word);
        all
    })
}
