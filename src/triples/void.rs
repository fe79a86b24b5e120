//! The data set described in the words of `VoID`: what the graph holds, counted. The description is part of the
//! graph, and counts all of it but itself.

use std::collections::BTreeMap;
use std::{iter, mem};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::xsd};
use oxigraph::store::{StorageError, Store};
use rustc_hash::FxHashMap;

use super::describe::{Description, Triples};
use super::ontology::Terms;
use super::subject::Subjects;
use super::term::{CT, PREFIXES, dct, void};
use crate::graph::KnowledgeGraph;

/// Path of the data set: behind all others of a graph in the order of addresses.
pub(super) const PATH: &str = "void";

/// All that is said in a graph, a subject at a time, in the order of addresses: its things, then the data set.
pub(super) fn described<'a>(
    graph: &'a KnowledgeGraph,
    terms: &'a Terms,
) -> impl Iterator<Item = (NamedNode, Description<'a, Triples<'a>>)> {
    let subjects = Subjects::new(graph, terms);
    let (mut places, mut counts) = (0..subjects.len(), Counts::default());
    let mut set = None;
    iter::from_fn(move || {
        if let Some(place) = places.next() {
            let (node, description) = subjects.describe(place);
            counts.add(&description.said);
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
    triples: i64,
    subjects: i64,
    /// Subjects by their classes.
    classes: FxHashMap<NamedNode, i64>,
    /// Triples by their predicates.
    properties: FxHashMap<NamedNodeRef<'static>, i64>,
    /// What was read of either, and taken away again: classes, then predicates.
    known: [BTreeMap<NamedNode, i64>; 2],
}

impl Counts {
    /// Reads what a store that holds a graph says of it.
    pub(super) fn of(store: &Store, base: &str) -> Result<Self, StorageError> {
        let said = |subject: &NamedNode, predicate: NamedNodeRef| {
            let mut objects = objects(store, subject, predicate)?.into_iter();
            Ok::<i64, StorageError>(objects.find_map(|object| parsed(&object)).unwrap_or_default())
        };
        let set = NamedNode::new_unchecked(format!("{base}{PATH}"));
        let (triples, subjects) = (said(&set, void::TRIPLES)?, said(&set, void::ENTITIES)?);
        let mut counts = Self { triples, subjects, ..Self::default() };
        let kinds = [
            (void::CLASS_PARTITION, void::CLASS, void::ENTITIES),
            (void::PROPERTY_PARTITION, void::PROPERTY, void::TRIPLES),
        ];
        for (known, (partition, of, how_many)) in counts.known.iter_mut().zip(kinds) {
            for part in objects(store, &set, partition)? {
                let Term::NamedNode(part) = part else { continue };
                let how_many = said(&part, how_many)?;
                for named in objects(store, &part, of)? {
                    known.extend(named_node(named).map(|named| (named, how_many)));
                }
            }
        }
        Ok(counts)
    }

    /// Adds a subject of which this is said, but for values that are no classes.
    pub(super) fn add(&mut self, said: &Triples) {
        self.subjects += 1;
        self.triples += number(said.list.len());
        for (predicate, object) in &said.list {
            *self.properties.entry(*predicate).or_default() += 1;
            if let (true, Term::NamedNode(class)) = (*predicate == rdf::TYPE, object) {
                match self.classes.get_mut(class) {
                    Some(number) => *number += 1,
                    None => _ = self.classes.insert(class.clone(), 1),
                }
            }
        }
    }

    /// Takes away a subject of which the store said this.
    pub(super) fn remove(&mut self, quads: &[Quad]) {
        self.subjects -= 1;
        self.triples -= number(quads.len());
        let [classes, properties] = &mut self.known;
        for quad in quads {
            *properties.entry(quad.predicate.clone()).or_default() -= 1;
            if let (true, Term::NamedNode(class)) = (quad.predicate == rdf::TYPE, &quad.object) {
                *classes.entry(class.clone()).or_default() -= 1;
            }
        }
    }

    /// Classes and predicates that are in the graph, each with its number.
    fn summed(self) -> [Vec<(NamedNode, i64)>; 2] {
        let [classes, properties] = self.known;
        let classes = self.classes.into_iter().fold(classes, summed);
        let owned =
            self.properties.into_iter().map(|(property, number)| (property.into_owned(), number));
        let properties = owned.fold(properties, summed);
        [classes, properties].map(|all| all.into_iter().filter(|(_, number)| *number > 0).collect())
    }

    /// The data set and its parts, by path.
    pub(super) fn describe<'a>(
        self,
        graph: &'a KnowledgeGraph,
        terms: &'a Terms,
    ) -> impl Iterator<Item = (String, Description<'a, Triples<'a>>)> + use<'a> {
        let mut all = BTreeMap::new();
        let mut set = Description::new(graph, terms);
        let (triples, subjects) = (self.triples, self.subjects);
        let [classes, properties] = self.summed();
        set.said.list.extend([
            (rdf::TYPE, Term::from(void::DATASET)),
            (dct::TITLE, Literal::new_simple_literal("chutri").into()),
            (void::URI_SPACE, Literal::new_simple_literal(graph.base()).into()),
            (void::TRIPLES, integer(triples)),
            (void::ENTITIES, integer(subjects)),
            (void::CLASSES, integer(number(classes.len()))),
            (void::PROPERTIES, integer(number(properties.len()))),
            (void::VOCABULARY, NamedNode::new_unchecked(CT).into()),
        ]);
        let classes = classes.into_iter().map(|(class, number)| {
            let path = part("class", class.as_str());
            let said = [(void::CLASS, class.into()), (void::ENTITIES, integer(number))];
            (void::CLASS_PARTITION, path, said)
        });
        let properties = properties.into_iter().map(|(property, number)| {
            let path = part("property", property.as_str());
            let said = [(void::PROPERTY, property.into()), (void::TRIPLES, integer(number))];
            (void::PROPERTY_PARTITION, path, said)
        });
        for (partition, path, said) in classes.chain(properties) {
            let address = NamedNode::new_unchecked(graph.address(&path));
            set.said.list.push((partition, address.into()));
            let mut description = Description::new(graph, terms);
            description.said.list.extend(said);
            all.insert(path, description);
        }
        all.insert(PATH.to_owned(), set);
        all.into_iter().map(|(path, mut description)| {
            description.said.sort();
            (path, description)
        })
    }
}

fn summed(
    mut sums: BTreeMap<NamedNode, i64>,
    (of, number): (NamedNode, i64),
) -> BTreeMap<NamedNode, i64> {
    *sums.entry(of).or_default() += number;
    sums
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn objects(
    store: &Store,
    subject: &NamedNode,
    predicate: NamedNodeRef,
) -> Result<Vec<Term>, StorageError> {
    let quads = store.quads_for_pattern(Some(subject.into()), Some(predicate), None, None);
    quads.map(|quad| Ok(quad?.object)).collect()
}

fn named_node(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

fn parsed(term: &Term) -> Option<i64> {
    match term {
        Term::Literal(literal) => literal.value().parse().ok(),
        _ => None,
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

fn integer(number: i64) -> Term {
    Literal::new_typed_literal(number.to_string(), xsd::INTEGER).into()
}
