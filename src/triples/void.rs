//! What the data set holds, counted, in the words of `VoID`: at the end of every file of triples, so that the
//! graph is gone through once.

use std::collections::BTreeMap;
use std::iter;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab::xsd};

use super::describe::Description;
use super::ontology::Terms;
use super::term::{CT, PREFIXES, dct, void};
use crate::graph::KnowledgeGraph;

/// Path of the data set: behind all others of a graph in the order of addresses.
const PATH: &str = "void";

/// Every quad of the graph, and then those that describe the data set, in the order of addresses.
pub(super) fn described<'a>(
    graph: &'a KnowledgeGraph,
    terms: &'a Terms,
) -> impl Iterator<Item = Quad> + 'a {
    let mut quads = super::quads(graph, terms);
    let mut counts = Some(Counts::default());
    let mut last = Vec::new().into_iter();
    iter::from_fn(move || {
        if let (Some(counts), Some(quad)) = (&mut counts, quads.next()) {
            counts.add(&quad);
            return Some(quad);
        }
        if let Some(counts) = counts.take() {
            last = counts.quads(graph, terms).into_iter();
        }
        last.next()
    })
}

/// What was seen.
#[derive(Default)]
struct Counts {
    triples: u64,
    subjects: u64,
    subject: Option<NamedOrBlankNode>,
    /// Subjects by their classes.
    classes: BTreeMap<NamedNode, u64>,
    /// Triples by their predicates.
    properties: BTreeMap<NamedNode, u64>,
}

impl Counts {
    /// Adds a quad, those of one subject together.
    fn add(&mut self, quad: &Quad) {
        self.triples += 1;
        if self.subject.as_ref() != Some(&quad.subject) {
            self.subjects += 1;
            self.subject = Some(quad.subject.clone());
        }
        count(&mut self.properties, &quad.predicate);
        if let (true, Term::NamedNode(class)) = (quad.predicate == rdf::TYPE, &quad.object) {
            count(&mut self.classes, class);
        }
    }

    fn quads(&self, graph: &KnowledgeGraph, terms: &Terms) -> Vec<Quad> {
        let mut all = Vec::new();
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
        for (class, &number) in &self.classes {
            let part = part(graph, "class", class);
            set.said.push((void::CLASS_PARTITION, part.clone().into()));
            let mut said = Description::new(graph, terms);
            said.said.push((void::CLASS, class.clone().into()));
            said.said.push((void::ENTITIES, integer(number)));
            all.push((part, said));
        }
        for (property, &number) in &self.properties {
            let part = part(graph, "property", property);
            set.said.push((void::PROPERTY_PARTITION, part.clone().into()));
            let mut said = Description::new(graph, terms);
            said.said.push((void::PROPERTY, property.clone().into()));
            said.said.push((void::TRIPLES, integer(number)));
            all.push((part, said));
        }
        all.push((NamedNode::new_unchecked(graph.address(PATH)), set));
        all.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
        let quads = all.into_iter().flat_map(|(node, mut description)| {
            description.sort();
            description.into_quads(node)
        });
        quads.collect()
    }
}

fn count(numbers: &mut BTreeMap<NamedNode, u64>, node: &NamedNode) {
    match numbers.get_mut(node) {
        Some(number) => *number += 1,
        None => _ = numbers.insert(node.clone(), 1),
    }
}

/// Address of the part of the data set of a class or property: `void/class/ct.Person`.
fn part(graph: &KnowledgeGraph, kind: &str, of: &NamedNode) -> NamedNode {
    let known = PREFIXES.iter().find_map(|(prefix, namespace)| {
        Some(format!("{prefix}.{}", of.as_str().strip_prefix(namespace)?))
    });
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name = known.unwrap_or_else(|| of.as_str().chars().map(plain).collect());
    NamedNode::new_unchecked(graph.address(&format!("{PATH}/{kind}/{name}")))
}

fn integer(number: u64) -> Term {
    Literal::new_typed_literal(number.to_string(), xsd::INTEGER).into()
}
