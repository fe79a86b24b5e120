//! From facts to a graph, and into its folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::facts::FactsError;
use super::stored::Stored;
use super::unfinished::Unfinished;
use crate::document::Document;
use crate::facts::{DocumentFacts, Extractor};
use crate::graph::KnowledgeGraph;
use crate::links::{DecisionError, Decisions, Linker};
use crate::ontology::Ontology;
use crate::ontology::gazetteer::GazetteerError;
use crate::triples::{Contents, FolderError, GraphFolder, Manifest, NewGeneration, UNFINISHED};

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
    /// The user's table of decisions.
    #[error("{}: {source}", path.display())]
    Decisions {
        /// The table.
        path: PathBuf,
        /// What the reader says, with the line.
        source: DecisionError,
    },
    /// Documents of the graph were read by other tables than those of today.
    #[error("{}: {left} of its documents were read by another version of chutri or its tables, \
        which may tell other facts; give all documents with `--anew`", path.display())]
    OtherTables {
        /// The folder.
        path: PathBuf,
        /// Number of the documents that were not given again.
        left: usize,
    },
}

/// What becomes of the documents that a graph folder holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// They stay, unless they are given again or removed.
    Keep,
    /// They go.
    Forget,
}

/// What becomes of all that is made of the facts and did not change with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// It stays.
    Keep,
    /// It is made anew.
    Renew,
}

/// What reading a document for a graph gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// The graph holds its facts already: its name.
    Known(String),
    /// Its facts.
    New(Box<DocumentFacts>),
}

/// How a graph changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// What its folder holds now.
    pub manifest: Manifest,
    /// Documents that were not in it.
    pub added: usize,
    /// Documents whose text or source tells something else than before.
    pub changed: usize,
    /// Documents that are in it no more.
    pub removed: usize,
}

/// A graph folder while its documents change. It is locked, and stays as it is until
/// [`Building::finish`].
#[derive(Debug)]
pub struct Building<'o> {
    generation: NewGeneration,
    ontology: &'o Ontology,
    path: PathBuf,
    base: String,
    before: Before,
    stored: Stored,
    /// Whether what is stored was read as it would be read today.
    fresh: bool,
    unfinished: Unfinished,
}

impl<'o> Building<'o> {
    /// Begins to change the graph in `folder`, which is made where there is none. Without a `base` of
    /// all addresses, that of the graph stays.
    ///
    /// # Errors
    /// Where another process builds there, the folder holds something else, or its graph is damaged.
    pub fn begin(
        folder: &Path,
        before: Before,
        base: Option<&str>,
        ontology: &'o Ontology,
    ) -> Result<Self, BuildError> {
        let generation = NewGeneration::begin(folder)?;
        let current = generation.current().filter(|_| before == Before::Keep);
        let stored = current.map(Stored::read).transpose()?;
        let manifest = current.map(GraphFolder::manifest);
        let fresh = manifest.is_none_or(|manifest| manifest.tables == tables(ontology));
        let base = base.or(manifest.map(|manifest| manifest.base.as_str()));
        let base = base.unwrap_or(crate::graph::DEFAULT_BASE).to_owned();
        let (path, stored) = (folder.to_owned(), stored.unwrap_or_default());
        let unfinished = Unfinished::new(path.join(UNFINISHED), tables(ontology));
        Ok(Self { generation, ontology, path, base, before, stored, fresh, unfinished })
    }

    /// The facts of a document, unless the graph holds them already.
    pub fn read(&self, extractor: &Extractor, document: &Document) -> Read {
        if self.fresh && self.stored.holds(document) {
            return Read::Known(document.id.clone());
        }
        let earlier = self.unfinished.of(document).cloned();
        Read::New(Box::new(earlier.unwrap_or_else(|| extractor.extract(document))))
    }

    /// Of facts that were read elsewhere by the tables of this graph's ontology, those that it does not hold
    /// just so.
    pub fn unknown(&self, facts: impl Iterator<Item = DocumentFacts>) -> Vec<DocumentFacts> {
        let known =
            |facts: &DocumentFacts| self.fresh && self.stored.find(&facts.doc) == Some(facts);
        facts.filter(|facts| !known(facts)).collect()
    }

    /// Takes up what a build that was interrupted while it read has left: how many documents.
    ///
    /// # Errors
    /// Where its file cannot be written.
    pub fn resume(&mut self) -> Result<usize, BuildError> {
        Ok(self.unfinished.take_up()?)
    }

    /// Keeps facts that were read in the folder, for the case that this build is interrupted.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn keep(&self, facts: &DocumentFacts) -> Result<(), BuildError> {
        Ok(self.unfinished.keep(facts)?)
    }

    /// Leaves the graph as it is, and what was read for [`Building::resume`].
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn interrupt(self) -> Result<(), BuildError> {
        Ok(self.unfinished.flush()?)
    }

    /// Names of the documents that the graph held when this began, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.stored.names()
    }

    /// The document of the graph that `what` names: its name, its address, or the path of the file that
    /// it was read from.
    pub fn find(&self, what: &str) -> Option<&str> {
        self.stored
            .find(what)
            .or_else(|| self.stored.at_address(what))
            .or_else(|| self.stored.at_path(Path::new(what)))
            .map(|facts| facts.doc.as_str())
    }

    /// Links the documents that stay and those that were read, writes their graph, and puts it in force.
    /// The graph is the same as that of a clean build of all these documents.
    ///
    /// # Errors
    /// Where the disk fails, or documents that stay were read by other tables. The old graph is whole.
    pub fn finish(
        self,
        read: Vec<DocumentFacts>,
        removed: &BTreeSet<String>,
    ) -> Result<Built, BuildError> {
        self.write(read, removed, Rest::Keep)
    }

    /// Makes everything but the facts anew, as in a clean build of the same documents.
    ///
    /// # Errors
    /// As [`Building::finish`].
    pub fn repair(self) -> Result<Built, BuildError> {
        self.write(Vec::new(), &BTreeSet::new(), Rest::Renew)
    }

    fn write(
        self,
        mut read: Vec<DocumentFacts>,
        removed: &BTreeSet<String>,
        rest: Rest,
    ) -> Result<Built, BuildError> {
        read.retain(|facts| !removed.contains(&facts.doc));
        let Self { mut generation, ontology, path, base, stored, fresh, before: kept, unfinished } =
            self;
        let (before, all) = (stored.len(), read.len());
        let changed = read.iter().filter(|facts| stored.find(&facts.doc).is_some()).count();
        let gone: Vec<_> = removed.iter().filter(|name| stored.find(name).is_some()).collect();
        let left = before - changed - gone.len();
        if !fresh && left > 0 {
            return Err(BuildError::OtherTables { path, left });
        }
        let names = read.iter().map(|facts| &facts.doc).chain(gone.iter().copied());
        let touched: BTreeSet<String> = names.cloned().collect();
        let decisions = generation.decisions()?;
        let same = unchanged(&generation, &touched, decisions.as_ref(), &base)?;
        if let Some(manifest) = same.filter(|_| rest == Rest::Keep) {
            unfinished.end();
            return Ok(Built { manifest, added: 0, changed: 0, removed: 0 });
        }
        let stored = if rest == Rest::Renew { stored.renewed() } else { stored };
        let stored = stored.follow(&mut generation, read, removed)?;
        let decisions = parsed(decisions.as_deref(), &path)?;
        let links = Linker::new(ontology)?.link(stored.facts(), &decisions);
        let graph = KnowledgeGraph::unmeasured(links, &base);
        let contents = Contents {
            documents: stored.len(),
            tables: &tables(ontology),
            touched: (kept == Before::Keep && rest == Rest::Keep).then_some(&touched),
            changed: stored.changed(),
        };
        let manifest = generation.commit(&graph, &contents)?;
        unfinished.end();
        Ok(Built { manifest, added: all - changed, changed, removed: gone.len() })
    }
}

/// The graph in force, where nothing that it is made of changed.
fn unchanged(
    generation: &NewGeneration,
    touched: &BTreeSet<String>,
    decisions: Option<&String>,
    base: &str,
) -> Result<Option<Manifest>, BuildError> {
    let Some(current) = generation.current().filter(|_| touched.is_empty()) else {
        return Ok(None);
    };
    let same = current.manifest().base == base && current.decisions()?.as_ref() == decisions;
    Ok(same.then(|| current.manifest().clone()))
}

/// What facts depend on beside their document: version of chutri, and digest of the tables.
pub fn tables(ontology: &Ontology) -> String {
    format!("{} {}", env!("CARGO_PKG_VERSION"), ontology.digest)
}

fn parsed(decisions: Option<&str>, path: &Path) -> Result<Decisions, BuildError> {
    let decisions = decisions.map(Decisions::parse).transpose();
    let failed = |source| BuildError::Decisions { path: path.join("decisions.csv"), source };
    Ok(decisions.map_err(failed)?.unwrap_or_default())
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

/// Opens the graph in a folder, from its facts and decisions, by the ontology that it was built with.
///
/// # Errors
/// Where there is none, or it is damaged.
pub fn open_graph(folder: &Path, ontology: &Ontology) -> Result<KnowledgeGraph, BuildError> {
    let folder = GraphFolder::open(folder)?;
    let facts = Stored::read(&folder)?.into_facts();
    let decisions = folder.decisions()?;
    let decisions = parsed(decisions.as_deref(), folder.root())?;
    let links = Linker::new(ontology)?.link(&facts, &decisions);
    Ok(KnowledgeGraph::new(links, &folder.manifest().base))
}
