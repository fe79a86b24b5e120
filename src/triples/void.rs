//! The data set described in the words of `VoID`: what the graph holds, counted. The description is part of the
//! graph, and counts all of it but itself.

use std::collections::BTreeMap;
use std::{iter, mem};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, vocab::xsd};
use rustc_hash::FxHashMap;

use super::describe::Description;
use super::ontology::Terms;
use super::subject::Subjects;
use super::term::{CT, PREFIXES, dct, void};
use crate::graph::KnowledgeGraph;

/// Path of the data set: behind all others of a graph in the order of addresses.
const PATH: &str = "void";

/// All that is said in a graph, a subject at a time, in the order of addresses: its things, then the data set.
pub(super) fn described<'a>(
    graph: &'a KnowledgeGraph,
    terms: &'a Terms,
) -> impl Iterator<Item = (NamedNode, Description<'a>)> {
    let subjects = Subjects::new(graph, terms);
    let (mut places, mut counts) = (0..subjects.len(), Counts::default());
    let mut set = None;
    iter::from_fn(move || {
        if let Some(place) = places.next() {
            let (node, description) = subjects.describe(place);
            counts.add(&description, 1);
            return Some((node, description));
        }
        let set = set.get_or_insert_with(|| mem::take(&mut counts).describe(graph, terms));
        let (path, description) = set.next()?;
        Some((NamedNode::new_unchecked(graph.address(&path)), description))
    })
}

/// What was seen.
#[derive(Default)]
pub(super) struct Counts {
    triples: u64,
    subjects: u64,
    /// Subjects by their classes.
    classes: FxHashMap<NamedNode, u64>,
    /// Triples by their predicates.
    properties: FxHashMap<NamedNodeRef<'static>, u64>,
}

impl Counts {
    /// Adds `times` subjects, of each of which this is said, but for values that are no classes.
    pub(super) fn add(&mut self, description: &Description, times: u64) {
        self.subjects += times;
        self.triples += times * description.said.len() as u64;
        for (predicate, object) in &description.said {
            *self.properties.entry(*predicate).or_default() += times;
            if let (true, Term::NamedNode(class)) = (*predicate == rdf::TYPE, object) {
                match self.classes.get_mut(class) {
                    Some(number) => *number += times,
                    None => _ = self.classes.insert(class.clone(), times),
                }
            }
        }
    }

    /// The data set and its parts, by path.
    pub(super) fn describe<'a>(
        self,
        graph: &'a KnowledgeGraph,
        terms: &'a Terms,
    ) -> impl Iterator<Item = (String, Description<'a>)> + use<'a> {
        let mut all = BTreeMap::new();
        let mut set = Description::new(graph, terms);
        set.said.extend([
            (rdf::TYPE, Term::from(void::DATASET)),
            (dct::TITLE, Literal::new_simple_literal("chutri").into()),
            (void::URI_SPACE, Literal::new_simple_literal(graph.base()).into()),
            (void::TRIPLES, integer(self.triples)),
            (void::ENTITIES, integer(self.subjects)),
            (void::CLASSES, integer(self.classes.len() as u64)),
            (void::PROPERTIES, integer(self.properties.len() as u64)),
            (void::VOCABULARY, NamedNode::new_unchecked(CT).into()),
        ]);
        let classes = self.classes.into_iter().map(|(class, number)| {
            let said = [(void::CLASS, class.clone().into()), (void::ENTITIES, integer(number))];
            (void::CLASS_PARTITION, part("class", class.as_str()), said)
        });
        let properties = self.properties.into_iter().map(|(property, number)| {
            let said = [(void::PROPERTY, property.into()), (void::TRIPLES, integer(number))];
            (void::PROPERTY_PARTITION, part("property", property.as_str()), said)
        });
        for (partition, path, said) in classes.chain(properties) {
            let address = NamedNode::new_unchecked(graph.address(&path));
            set.said.push((partition, address.into()));
            let mut description = Description::new(graph, terms);
            description.said.extend(said);
            all.insert(path, description);
        }
        all.insert(PATH.to_owned(), set);
        all.into_iter().map(|(path, mut description)| {
            description.sort();
            (path, description)
        })
    }
}

/// Path of the part of the data set of a class or property: `void/class/ct.Person`.
fn part(kind: &str, of: &str) -> String {
    let known = PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| Some(format!("{prefix}.{}", of.strip_prefix(namespace)?)));
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name = known.unwrap_or_else(|| of.chars().map(plain).collect());
    format!("{PATH}/{kind}/{name}")
}

fn integer(number: u64) -> Term {
    Literal::new_typed_literal(number.to_string(), xsd::INTEGER).into()
}
