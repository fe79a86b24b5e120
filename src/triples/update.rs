//! A store from one graph to the next by what differs between them.
//!
//! What is said of each subject has a digest, kept beside the store. Quotes have none: they are most of
//! the subjects, and change only with their documents, whose names are known.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::iter::Peekable;
use std::mem;
use std::path::Path;

use oxigraph::model::{
    Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, TermRef,
};
use oxigraph::store::{StorageError, Store, Transaction};
use rustc_hash::FxHashSet;

use super::describe::{Description, Names, QUOTES, Triples};
use super::ontology::Terms;
use super::subject::Subjects;
use super::term::{dct, prov};
use super::void::{Counts, PATH};
use crate::graph::KnowledgeGraph;
use crate::links::{Detail, EntityId, Quote};

/// Path and digest of each subject, by a tab.
const DIGESTS: &str = "digests.tsv";
/// What the store's loader may hold, in its own megabytes of a thousand quads. Half of what it takes by itself
/// is as fast: quads come in the order of their subjects.
const LOADER: usize = 1000;

/// The paths of all subjects but quotes, sorted, with digests of what is said of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Digests {
    /// Lines as the file has them.
    text: String,
    /// Of each line where it and its path end, and the digest.
    lines: Vec<(usize, usize, u64)>,
}

impl Digests {
    /// Reads those of a generation; nothing where it has none, or where they are no digests.
    pub(super) fn read(generation: &Path) -> Option<Self> {
        let text = fs::read_to_string(generation.join(DIGESTS)).ok()?;
        let (mut lines, mut start) = (Vec::new(), 0);
        for line in text.lines() {
            let (path, digest) = line.split_once('\t')?;
            let digest = u64::from_str_radix(digest, 16).ok()?;
            lines.push((start + line.len() + 1, start + path.len(), digest));
            start += line.len() + 1;
        }
        Some(Self { text, lines })
    }

    pub(super) fn write(&self, generation: &Path) -> io::Result<()> {
        fs::write(generation.join(DIGESTS), &self.text)
    }

    fn push(&mut self, path: &str, digest: u64) {
        self.text.push_str(path);
        let end = self.text.len();
        let _ = writeln!(self.text, "\t{digest:x}");
        self.lines.push((self.text.len(), end, digest));
    }

    fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        let mut start = 0;
        self.lines.iter().map(move |&(end, path, digest)| {
            (&self.text[std::mem::replace(&mut start, end)..path], digest)
        })
    }
}

/// Fills an empty store with a graph.
pub(super) fn fill(
    store: &Store,
    graph: &KnowledgeGraph,
    terms: &Terms,
) -> Result<Digests, StorageError> {
    let subjects = Subjects::new(graph, terms);
    let names = Names::of(graph);
    let (mut digests, mut counts) = (Digests::default(), Counts::default());
    let mut loader = store.bulk_loader().with_max_memory_size_in_megabytes(LOADER);
    loader.load_quads((0..subjects.len()).flat_map(|place| {
        let (node, description) = subjects.describe(place);
        counts.add(&description.said);
        if subjects.quote(place).is_none() {
            digests.push(subjects.path(place), subjects.mark(place, &names));
        }
        description.into_quads(node)
    }))?;
    loader.load_quads(counts.describe(graph, terms).flat_map(|(path, description)| {
        digests.push(&path, description.said.mark());
        description.into_quads(NamedNode::new_unchecked(graph.address(&path)))
    }))?;
    loader.commit()?;
    Ok(digests)
}

/// Brings a store that holds a graph with `before` to another `graph`. `touched` names every document that
/// is in one of them alone, or that says something else in them.
pub(super) fn update(
    store: &Store,
    graph: &KnowledgeGraph,
    terms: &Terms,
    before: &Digests,
    touched: &BTreeSet<String>,
) -> Result<Digests, StorageError> {
    let of_touched = |quote: &Quote| is_touched(graph, quote.document, touched);
    let subjects = Subjects::with_quotes(graph, terms, of_touched);
    let names = Names::of(graph);
    let mut change = Change {
        counts: Counts::of(store, graph.base())?,
        transaction: store.start_transaction()?,
        base: graph.base(),
        before: before.iter().peekable(),
        after: Digests::default(),
    };
    change.forget_quotes(touched)?;
    for place in 0..subjects.len() {
        let describe = || subjects.describe(place);
        if subjects.quote(place).is_some() {
            change.insert(describe());
        } else {
            change.follow(subjects.path(place), subjects.mark(place, &names), describe)?;
        }
    }
    change.forget_until(PATH)?;
    for (path, description) in mem::take(&mut change.counts).describe(graph, terms) {
        let node = NamedNode::new_unchecked(graph.address(&path));
        change.follow(&path, description.said.mark(), || (node, description))?;
    }
    change.finish()
}

fn is_touched(graph: &KnowledgeGraph, page: EntityId, touched: &BTreeSet<String>) -> bool {
    match &graph.entity(page).detail {
        Detail::Document { name, .. } => touched.contains(name),
        _ => true,
    }
}

/// A subject and what is said of it.
type Described<'a> = (NamedNode, Description<'a, Triples<'a>>);

/// A change of a store that has not taken place yet.
struct Change<'a, B: Iterator<Item = (&'a str, u64)>> {
    transaction: Transaction<'a>,
    base: &'a str,
    /// What the store holds that was not come to yet.
    before: Peekable<B>,
    /// What it will hold.
    after: Digests,
    /// Counts of what it will hold of that which was come to, and of the rest.
    counts: Counts,
}

impl<'a, B: Iterator<Item = (&'a str, u64)>> Change<'a, B> {
    /// Brings a subject to what is said of it, and takes out those before it that are no more. Subjects come in
    /// the order of their paths.
    fn follow<'d>(
        &mut self,
        path: &str,
        digest: u64,
        describe: impl FnOnce() -> Described<'d>,
    ) -> Result<(), StorageError> {
        self.forget_until(path)?;
        self.after.push(path, digest);
        let known = self.before.next_if(|(old, _)| *old == path);
        if known.is_some_and(|(_, known)| known == digest) {
            return Ok(());
        }
        if known.is_some() {
            return self.replace(describe());
        }
        self.insert(describe());
        Ok(())
    }

    /// Brings all that is said of a subject to a description. Of those that many documents name hundreds of
    /// thousands of triples are said, few of which change.
    fn replace(&mut self, (subject, description): Described<'_>) -> Result<(), StorageError> {
        let before = self.said_of(subject.as_ref().into())?;
        self.counts.remove(&before);
        self.counts.add(&description.said);
        let after: FxHashSet<Quad> = description.into_quads(subject).collect();
        let mut kept = FxHashSet::default();
        for quad in &before {
            if after.contains(quad) {
                kept.insert(quad);
            } else {
                self.transaction.remove(quad);
            }
        }
        for quad in after.iter().filter(|quad| !kept.contains(quad)) {
            self.transaction.insert(quad);
        }
        Ok(())
    }

    /// Takes out what is left of the old before a path.
    fn forget_until(&mut self, path: &str) -> Result<(), StorageError> {
        while let Some((gone, _)) = self.before.next_if(|(old, _)| *old < path) {
            self.forget(gone)?;
        }
        Ok(())
    }

    /// Takes out what is left of the old, and makes the change.
    fn finish(mut self) -> Result<Digests, StorageError> {
        while let Some((gone, _)) = self.before.next() {
            self.forget(gone)?;
        }
        self.transaction.commit()?;
        Ok(self.after)
    }

    /// Puts in all that is said of a subject.
    fn insert(&mut self, (subject, description): Described<'_>) {
        self.counts.add(&description.said);
        for quad in description.into_quads(subject) {
            self.transaction.insert(&quad);
        }
    }

    /// Takes out all quotes of some documents. Figures, which are quoted from them too, have digests.
    fn forget_quotes(&mut self, documents: &BTreeSet<String>) -> Result<(), StorageError> {
        let quotes = format!("{}{QUOTES}", self.base);
        for name in documents {
            let name = Literal::new_simple_literal(name);
            for page in self.subjects(dct::IDENTIFIER, name.as_ref().into())? {
                for node in self.subjects(prov::WAS_QUOTED_FROM, (&page).into())? {
                    let quote = matches!(&node, NamedOrBlankNode::NamedNode(node) if node.as_str().starts_with(&quotes));
                    if quote {
                        self.forget_node((&node).into())?;
                    }
                }
            }
        }
        Ok(())
    }

    fn subjects(
        &self,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> Result<Vec<NamedOrBlankNode>, StorageError> {
        let quads = self.transaction.quads_for_pattern(None, Some(predicate), Some(object), None);
        quads.map(|quad| Ok(quad?.subject)).collect()
    }

    /// Takes out all that is said of the subject of a path.
    fn forget(&mut self, path: &str) -> Result<(), StorageError> {
        let node = NamedNode::new_unchecked(format!("{}{path}", self.base));
        self.forget_node(node.as_ref().into())
    }

    fn forget_node(&mut self, node: NamedOrBlankNodeRef<'_>) -> Result<(), StorageError> {
        let quads = self.said_of(node)?;
        for quad in &quads {
            self.transaction.remove(quad);
        }
        self.counts.remove(&quads);
        Ok(())
    }

    fn said_of(&self, node: NamedOrBlankNodeRef<'_>) -> Result<Vec<Quad>, StorageError> {
        self.transaction.quads_for_pattern(Some(node), None, None, None).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::DocumentFacts;
    use crate::links::{Decisions, Linker};
    use crate::ontology::Ontology;

    fn graph(documents: &[DocumentFacts]) -> KnowledgeGraph {
        let linker = Linker::new(Ontology::builtin()).unwrap();
        let base = crate::graph::DEFAULT_BASE;
        KnowledgeGraph::unmeasured(linker.link(documents, &Decisions::default()), base)
    }

    /// Pages of one committee, whose chairs and spellings differ.
    fn page(doc: usize, turn: usize) -> DocumentFacts {
        let chair = ["Lê Văn Một", "Lê Văn Hai", "Vũ Thị Ba"][(doc + turn) % 3];
        let quote = |start: usize, text: &str| serde_json::json!([{"start": start, "end": start + 9, "quote": text, "rule": "chair"}]);
        let facts = serde_json::json!({
            "doc": format!("page-{doc}"), "published": format!("2020-0{}-01", 1 + doc % 9),
            "people": [{"name": chair, "evidence": quote(5 * turn, chair)}],
            "units": [{"name": "huyện Kim Thành", "level": "district", "province": "Hải Dương"}],
            "organizations": [{"name": "Huyện ủy Kim Thành", "evidence": quote(40, "Huyện ủy Kim Thành")}],
            "indicators": [{"name": "tỷ lệ hộ nghèo", "value": 3.5, "unit": "%", "evidence": quote(70, "tỷ lệ hộ")}],
            "tenures": [{"person": chair, "title": "Bí thư", "organization": "Huyện ủy Kim Thành",
                         "evidence": quote(20, "Bí thư Huyện ủy")}],
        });
        serde_json::from_value(facts).unwrap()
    }

    fn all(store: &Store) -> BTreeSet<String> {
        store.iter().map(|quad| quad.unwrap().to_string()).collect()
    }

    #[test]
    fn an_updated_store_holds_what_a_new_one_holds() {
        let terms = Terms::built_in();
        let first: Vec<_> = (0..6).map(|doc| page(doc, 0)).collect();
        let store = Store::new().unwrap();
        let digests = fill(&store, &graph(&first), &terms).unwrap();
        // One page goes, one changes, one comes.
        let second: Vec<_> = [0, 1, 2, 4, 5, 7].map(|doc| page(doc, usize::from(doc == 2))).into();
        let touched = ["page-2", "page-3", "page-7"].map(str::to_owned).into();
        let updated = update(&store, &graph(&second), &terms, &digests, &touched).unwrap();
        let clean = Store::new().unwrap();
        assert_eq!(fill(&clean, &graph(&second), &terms).unwrap(), updated);
        assert_eq!(all(&store), all(&clean));
        let scratch = tempfile::tempdir().unwrap();
        updated.write(scratch.path()).unwrap();
        assert_eq!(Digests::read(scratch.path()), Some(updated));
    }
}
