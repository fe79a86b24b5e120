//! What becomes of that which is said of a subject: triples, or a mark by which it is known again.
//!
//! A mark is made without writing anything: of most subjects of a graph that grows nothing else is needed.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use jiff::civil::Date;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, vocab::xsd};
use rustc_hash::FxHasher;

use super::quote_path;
use crate::graph::KnowledgeGraph;
use crate::links::{EntityId, QuoteId};
use crate::text::bare;
use crate::triples::ontology::Terms;
use crate::triples::term::CT;

/// Something that is said by a predicate.
#[derive(Clone, Copy, Debug)]
pub(in crate::triples) enum Object<'o> {
    /// A thing of the graph.
    Entity(EntityId),
    /// What has this path.
    Path(&'o str),
    /// A quote of the graph.
    Quote(QuoteId),
    /// A concept of the ontology, by its local name.
    Concept(&'o str),
    /// A class of the ontology, by its local name, with all classes above it.
    Class(&'o str),
    /// The same by the class of a body in the lexicon.
    ClassOfBody(&'o str),
    Text(&'o str),
    Vietnamese(&'o str),
    /// A name, without its accents.
    Bare(&'o str),
    /// Address of a page.
    Address(&'o str),
    Integer(u32),
    Decimal(f64),
    Truth(bool),
    Day(Date),
    /// First day of a year.
    FirstDay(i16),
    /// Last day of a year.
    LastDay(i16),
}

/// Takes up what is said of one subject.
pub(in crate::triples) trait Saying {
    fn say(&mut self, graph: &KnowledgeGraph, predicate: NamedNodeRef<'static>, object: Object);
}

/// Predicates and objects as triples have them.
pub(in crate::triples) struct Triples<'a> {
    terms: &'a Terms,
    pub list: Vec<(NamedNodeRef<'static>, Term)>,
}

impl<'a> Triples<'a> {
    pub(super) fn new(terms: &'a Terms) -> Self {
        Self { terms, list: Vec::new() }
    }

    /// Sorts what was said, each thing once.
    pub(in crate::triples) fn sort(&mut self) {
        self.list.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| as_written(&a.1, &b.1)));
        self.list.dedup();
    }

    /// A digest of what was said.
    pub(in crate::triples) fn mark(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.list.hash(&mut hasher);
        hasher.finish()
    }

    fn all_of(&mut self, predicate: NamedNodeRef<'static>, classes: Vec<NamedNode>) {
        self.list.extend(classes.into_iter().map(|class| (predicate, class.into())));
    }
}

impl Saying for Triples<'_> {
    fn say(&mut self, graph: &KnowledgeGraph, predicate: NamedNodeRef<'static>, object: Object) {
        let node = |path: &str| Term::from(NamedNode::new_unchecked(graph.address(path)));
        let typed = |text: String, of| Term::from(Literal::new_typed_literal(text, of));
        let term = match object {
            Object::Entity(id) => node(&graph.entity(id).path),
            Object::Path(path) => node(path),
            Object::Quote(id) => node(&quote_path(graph, graph.quote(id))),
            Object::Concept(name) => NamedNode::new_unchecked(format!("{CT}{name}")).into(),
            Object::Class(class) => return self.all_of(predicate, self.terms.types(class)),
            Object::ClassOfBody(class) => {
                return self.all_of(predicate, self.terms.types_of_body(class));
            }
            Object::Text(text) => Literal::new_simple_literal(text).into(),
            Object::Vietnamese(text) => {
                Literal::new_language_tagged_literal_unchecked(text, "vi").into()
            }
            Object::Bare(text) => Literal::new_simple_literal(bare(text)).into(),
            Object::Address(url) => typed(url.to_owned(), xsd::ANY_URI),
            Object::Integer(number) => typed(number.to_string(), xsd::INTEGER),
            Object::Decimal(number) => typed(decimal(number), xsd::DECIMAL),
            Object::Truth(truth) => Literal::from(truth).into(),
            Object::Day(day) => typed(day.to_string(), xsd::DATE),
            Object::FirstDay(year) => typed(format!("{year:04}-01-01"), xsd::DATE),
            Object::LastDay(year) => typed(format!("{year:04}-12-31"), xsd::DATE),
        };
        self.list.push((predicate, term));
    }
}

/// The order of two terms as N-Triples writes them, most of which are addresses.
fn as_written(a: &Term, b: &Term) -> Ordering {
    let (Term::NamedNode(a), Term::NamedNode(b)) = (a, b) else {
        return a.to_string().cmp(&b.to_string());
    };
    let (a, b) = (a.as_str().as_bytes(), b.as_str().as_bytes());
    let shorter = a.len().min(b.len());
    // Where one is the beginning of the other, its closing bracket decides.
    let next = |iri: &[u8]| iri.get(shorter).copied().unwrap_or(b'>');
    a[..shorter].cmp(&b[..shorter]).then_with(|| next(a).cmp(&next(b)))
}

/// As XSD writes a decimal: no exponent, no sign of infinity.
fn decimal(number: f64) -> String {
    if number.is_finite() { format!("{number}") } else { "0".to_owned() }
}

/// Digests of the paths of all things of a graph: their numbers change from graph to graph.
pub(in crate::triples) struct Names(Vec<u64>);

impl Names {
    pub(in crate::triples) fn of(graph: &KnowledgeGraph) -> Self {
        Self(graph.nodes().map(|(_, node)| digest(&node.entity.path)).collect())
    }
}

/// A digest of what is said, in the order in which it is said.
pub(in crate::triples) struct Mark<'a> {
    names: &'a Names,
    hasher: FxHasher,
}

impl<'a> Mark<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        Self { names, hasher: FxHasher::default() }
    }

    pub(in crate::triples) fn finish(&self) -> u64 {
        self.hasher.finish()
    }
}

impl Saying for Mark<'_> {
    fn say(&mut self, graph: &KnowledgeGraph, predicate: NamedNodeRef<'static>, object: Object) {
        predicate.as_str().hash(&mut self.hasher);
        discriminant(&object).hash(&mut self.hasher);
        match object {
            Object::Entity(id) => self.names.0[id.index()].hash(&mut self.hasher),
            Object::Quote(id) => {
                let quote = graph.quote(id);
                let document = self.names.0[quote.document.index()];
                (document, quote.start, quote.end, &quote.rule).hash(&mut self.hasher);
            }
            Object::Path(text)
            | Object::Concept(text)
            | Object::Class(text)
            | Object::ClassOfBody(text)
            | Object::Text(text)
            | Object::Vietnamese(text)
            | Object::Bare(text)
            | Object::Address(text) => text.hash(&mut self.hasher),
            Object::Integer(number) => number.hash(&mut self.hasher),
            Object::Decimal(number) => number.to_bits().hash(&mut self.hasher),
            Object::Truth(truth) => truth.hash(&mut self.hasher),
            Object::Day(day) => day.hash(&mut self.hasher),
            Object::FirstDay(year) | Object::LastDay(year) => year.hash(&mut self.hasher),
        }
    }
}

fn digest(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}
