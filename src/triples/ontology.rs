//! The ontology that comes with the program: `ontology/chutri.ttl`.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};

use super::term::CT;

/// The ontology in Turtle.
pub const ONTOLOGY: &str = include_str!("../../ontology/chutri.ttl");

/// Classes of the ontology with all classes above them, and its labels.
#[derive(Debug, Default)]
pub struct Terms {
    /// Local name of a class of ours to that class and all above it, our own first.
    types: BTreeMap<String, Vec<NamedNode>>,
    /// Local name and language to label.
    labels: BTreeMap<(String, String), String>,
}

impl Terms {
    /// Reads the ontology that comes with the program.
    ///
    /// # Panics
    /// Never: a test reads it.
    pub fn built_in() -> Self {
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(ONTOLOGY.as_bytes());
        let quads = quads.collect::<Result<Vec<_>, _>>();
        Self::new(&quads.unwrap_or_else(|error| unreachable!("ontology/chutri.ttl: {error}")))
    }

    fn new(quads: &[Quad]) -> Self {
        let mut above: BTreeMap<String, BTreeSet<NamedNode>> = BTreeMap::new();
        let mut labels = BTreeMap::new();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            match &quad.object {
                Term::NamedNode(class) if quad.predicate == rdfs::SUB_CLASS_OF => {
                    above.entry(subject.as_str().to_owned()).or_default().insert(class.clone());
                }
                Term::Literal(label) if is_label(&quad.predicate) => {
                    let language = label.language().unwrap_or_default().to_owned();
                    labels.insert((local(subject), language), label.value().to_owned());
                }
                _ => {}
            }
        }
        let types = above.keys().map(|class| (local_of(class), with_above(class, &above)));
        Self { types: types.collect(), labels }
    }

    /// A class of ours, by its local name, with all classes above it. A class that the ontology does
    /// not know stands alone.
    pub fn types(&self, class: &str) -> Vec<NamedNode> {
        let known = self.types.get(class).cloned();
        known.unwrap_or_else(|| vec![NamedNode::new_unchecked(format!("{CT}{class}"))])
    }

    /// The classes of a body, by its class in the lexicon (`party-committee`).
    pub fn types_of_body(&self, class: &str) -> Vec<NamedNode> {
        let class = class_name(class);
        self.types(if self.has_class(&class) { &class } else { "Organization" })
    }

    /// Label of a term of ours, by its local name, in a language (`vi`, `en`).
    pub fn label(&self, name: &str, language: &str) -> Option<&str> {
        self.labels.get(&(name.to_owned(), language.to_owned())).map(String::as_str)
    }

    /// Local names of all terms of ours, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let english = self.labels.keys().filter(|(_, language)| language == "en");
        english.map(|(name, _)| name.as_str())
    }

    /// Whether the ontology knows a class of ours, by its local name.
    pub fn has_class(&self, class: &str) -> bool {
        self.types.contains_key(class)
    }
}

/// `party-committee` as the ontology writes it: `PartyCommittee`.
fn class_name(class: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    };
    class.split('-').map(capital).collect()
}

fn is_label(predicate: &NamedNode) -> bool {
    *predicate == rdfs::LABEL || *predicate == super::term::skos::PREF_LABEL
}

fn local(node: &NamedNode) -> String {
    local_of(node.as_str())
}

fn local_of(iri: &str) -> String {
    iri.strip_prefix(CT).unwrap_or(iri).to_owned()
}

fn with_above(class: &str, above: &BTreeMap<String, BTreeSet<NamedNode>>) -> Vec<NamedNode> {
    let mut all = vec![NamedNode::new_unchecked(class)];
    let mut next = 0;
    while let Some(current) = all.get(next) {
        let over = above.get(current.as_str()).into_iter().flatten();
        let new: Vec<NamedNode> = over.filter(|class| !all.contains(class)).cloned().collect();
        all.extend(new);
        next += 1;
    }
    all
}
