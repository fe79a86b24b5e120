//! Things by what people call them.

use std::collections::BTreeMap;

use oxigraph::model::Term;

use super::query::{QueryError, query};
use super::store::Triplestore;
use crate::text::{Fit, Words, bare};

/// Most names that are suggested for one that is not known.
const SUGGESTED: usize = 3;
/// How alike a suggested name is, between 0 and 1, accents aside.
const ALIKE: f64 = 0.8;

/// A thing that bears a name looked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// How well the words fit its best name.
    pub fit: Fit,
    /// Key by which Vietnamese lists sort it.
    pub sort_key: String,
    /// What it is called.
    pub label: String,
    /// Its address.
    pub iri: String,
}

/// Things of a class of ours (`Person`) that the words name: all whom they name in full with their
/// accents; else in full; else in part. Sorted by fit, then in Vietnamese order.
///
/// # Errors
/// Where the store fails.
pub fn find(store: &Triplestore, class: &str, words: &str) -> Result<Vec<Found>, QueryError> {
    let words = Words::new(words);
    let mut best: BTreeMap<String, Found> = BTreeMap::new();
    for [iri, label, sort_key, name] in names(store, class)? {
        let Some(fit) = words.fit(&name) else { continue };
        let found = Found { fit, sort_key, label, iri: iri.clone() };
        let known = best.entry(iri).or_insert_with(|| found.clone());
        known.fit = known.fit.min(found.fit);
    }
    let mut found: Vec<Found> = best.into_values().collect();
    found.sort_unstable();
    let first = found.first().map_or(Fit::Loose, |found| found.fit);
    if first < Fit::Part {
        found.retain(|found| found.fit == first);
    }
    Ok(found)
}

/// Names of things of a class that are most like the words, best first.
///
/// # Errors
/// Where the store fails.
pub fn nearest(store: &Triplestore, class: &str, words: &str) -> Result<Vec<String>, QueryError> {
    let bared = bare(words);
    let mut near: Vec<(f64, String)> = Vec::new();
    for [_, _, _, name] in names(store, class)? {
        let alike = strsim::jaro_winkler(&bare(&name), &bared);
        if alike >= ALIKE && near.iter().all(|(_, known)| *known != name) {
            near.push((alike, name));
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Ok(near.into_iter().take(SUGGESTED).map(|(_, name)| name).collect())
}

/// Address, label, sort key and one name of each thing of a class, a row a name.
fn names(store: &Triplestore, class: &str) -> Result<Vec<[String; 4]>, QueryError> {
    let text = format!(
        "SELECT ?x ?label ?key ?name WHERE {{ ?x a ct:{class} ; skos:prefLabel ?label ; \
         ct:sortKey ?key ; skos:prefLabel|skos:altLabel ?name }}"
    );
    let table = query(store, &text)?.into_table()?;
    let value = |term: &Option<Term>| match term {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(Term::NamedNode(node)) => node.as_str().to_owned(),
        _ => String::new(),
    };
    let row = |row: &Vec<Option<Term>>| [0, 1, 2, 3].map(|at| value(&row[at]));
    Ok(table.rows.iter().map(row).collect())
}
