//! The tables that citations rest on: laws by name, and who issues what.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::super::table::{OntologyErrors, Place, Tables};
use super::rows::{Builder, key};
use super::{Cite, Lexeme};

/// What citations are made of.
#[derive(Debug, Default)]
pub struct Citing {
    /// Laws, codes and ordinances.
    pub laws: Vec<Law>,
    /// Who issues the documents whose numbers end alike, the particular before the general.
    pub issuers: Vec<Issuer>,
    /// The first form of each word of `citing.csv`.
    words: Vec<(Cite, String)>,
}

/// A law, a code or an ordinance.
#[derive(Debug)]
pub struct Law {
    /// Kind of document.
    pub kind: String,
    /// Its name without the kind.
    pub name: String,
}

/// Who issues documents whose numbers end in a suffix.
#[derive(Debug)]
pub struct Issuer {
    /// Last letters of the number.
    pub suffix: String,
    /// Kind of document, empty for all.
    pub document: String,
    /// Full name of the issuer, empty where it depends on the place.
    pub name: String,
    /// Kind of body, where it depends on the place.
    pub body: Option<u16>,
    /// Kind of the committee that the body belongs to.
    pub parent: Option<u16>,
}

#[derive(Deserialize)]
struct LawRow {
    kind: String,
    name: String,
    forms: String,
}

#[derive(Deserialize)]
struct IssuerRow {
    suffix: String,
    document: String,
    name: String,
    body: String,
    parent: String,
}

#[derive(Deserialize)]
struct WordRow {
    class: String,
    forms: String,
}

impl Citing {
    /// How a word between the parts of a citation is written out; empty where no table says.
    pub fn word(&self, word: Cite) -> &str {
        self.words.iter().find(|(class, _)| *class == word).map_or("", |(_, form)| form)
    }

    /// Whether documents of this kind are cited by name.
    pub fn is_law(&self, document: &str) -> bool {
        self.laws.iter().any(|law| law.kind == document)
    }

    /// Who issues documents of this kind whose number ends in `suffix`.
    pub fn issuer(&self, suffix: &str, document: &str) -> Option<&Issuer> {
        let fits = |i: &&Issuer| i.document.is_empty() || i.document == document;
        self.issuers.iter().filter(|i| i.suffix == suffix).find(fits)
    }
}

impl Builder {
    pub(super) fn citing(
        &mut self,
        tables: &Tables,
        by_key: &FxHashMap<String, u16>,
        errors: &mut OntologyErrors,
    ) -> Citing {
        self.classed(tables, "lexicon/citing", |c: Cite| Lexeme::Cite(c), errors);
        let laws: Vec<(Place, LawRow)> = tables.rows("lexicon/laws", errors);
        for (i, (_, row)) in laws.iter().enumerate() {
            self.add_forms(&row.forms, Lexeme::Law(i as u16));
        }
        Citing {
            laws: laws.into_iter().map(|(_, r)| Law { kind: r.kind, name: r.name }).collect(),
            issuers: issuers(tables, by_key, errors),
            words: words(tables, errors),
        }
    }
}

fn issuers(
    tables: &Tables,
    by_key: &FxHashMap<String, u16>,
    errors: &mut OntologyErrors,
) -> Vec<Issuer> {
    let rows: Vec<(Place, IssuerRow)> = tables.rows("lexicon/issuers", errors);
    let mut body = |name: &str, place: &Place| {
        (!name.is_empty()).then(|| key(name, by_key, place, errors)).flatten()
    };
    let mut issuers: Vec<Issuer> = rows
        .into_iter()
        .map(|(place, row)| Issuer {
            body: body(&row.body, &place),
            parent: body(&row.parent, &place),
            suffix: row.suffix,
            document: row.document,
            name: row.name,
        })
        .collect();
    issuers.sort_by_key(|issuer| issuer.document.is_empty());
    issuers
}

/// The classes are checked where the words join the trie.
fn words(tables: &Tables, errors: &mut OntologyErrors) -> Vec<(Cite, String)> {
    let rows: Vec<(Place, WordRow)> = tables.rows("lexicon/citing", errors);
    let class = |name: &str| Cite::ALL.iter().find(|(known, _)| *known == name).map(|c| c.1);
    let first = |forms: &str| forms.split('|').next().unwrap_or_default().trim().to_owned();
    rows.into_iter()
        .filter_map(|(_, row)| class(&row.class).map(|class| (class, first(&row.forms))))
        .collect()
}
