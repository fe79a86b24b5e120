//! From facts to a graph, and into its folder.

use std::path::Path;

use super::facts::{FactsError, read_facts, write_facts};
use crate::facts::DocumentFacts;
use crate::graph::KnowledgeGraph;
use crate::links::{Decisions, Linker};
use crate::ontology::Ontology;
use crate::ontology::gazetteer::GazetteerError;
use crate::triples::{FolderError, GraphFolder, Manifest, NewGeneration};

/// Why a graph cannot be built or opened. The old graph, where there is one, is whole.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The folder or its store.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The facts of the documents.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// The table of successions of units.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
}

/// The graph of the facts of many documents. Their order does not matter.
///
/// # Errors
/// Where the table of successions of units is wrong.
pub fn link_facts(
    facts: &[DocumentFacts],
    ontology: &Ontology,
    base: &str,
) -> Result<KnowledgeGraph, BuildError> {
    let links = Linker::new(ontology)?.link(facts, &Decisions::default());
    Ok(KnowledgeGraph::new(links, base))
}

/// Builds the graph of `facts` into `folder`, in the place of what was there.
///
/// # Errors
/// Where the folder holds something else or cannot be written; what was there then stays.
pub fn build(
    folder: &Path,
    mut facts: Vec<DocumentFacts>,
    ontology: &Ontology,
    base: &str,
) -> Result<Manifest, BuildError> {
    let generation = NewGeneration::begin(folder)?;
    facts.sort_by(|a, b| a.doc.cmp(&b.doc));
    write_facts(&generation.facts(), &facts)?;
    let graph = link_facts(&facts, ontology, base)?;
    Ok(generation.commit(&graph, facts.len())?)
}

/// Opens the graph in a folder, from its facts, by the ontology that it was built with.
///
/// # Errors
/// Where there is none, or it is damaged.
pub fn open_graph(folder: &Path, ontology: &Ontology) -> Result<KnowledgeGraph, BuildError> {
    let folder = GraphFolder::open(folder)?;
    let facts = read_facts(&folder.facts())?;
    link_facts(&facts, ontology, &folder.manifest().base)
}
