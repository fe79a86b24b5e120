//! The triple store: on disk with `RocksDB`, or in memory and loaded from a dump.

mod dump;
mod error;
#[cfg_attr(not(feature = "rocksdb"), path = "store/without_disk.rs")]
mod on_disk;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use oxigraph::store::Store;
use spargebra::SparqlParser;

use super::bounds::Bounds;
use super::folder::Hold;
use super::inventory::Inventory;
use super::ontology::Terms;
use super::term::PREFIXES;
use super::texts::{Hit, QUOTES, TEXTS, Texts};
use super::update::{Digests, fill, update};
use crate::graph::KnowledgeGraph;
use crate::text::Words;
use dump::{load_dump, load_ontology, redirect};

pub use error::StoreError;

/// Name of the store on disk within a generation.
pub(super) const STORE: &str = "store";
/// Name of the dump from which the store is loaded where it is not on disk.
const DUMP: &str = "graph.nq";

/// The quads of a graph and of the ontology, ready for queries.
pub struct Triplestore {
    store: Store,
    base: String,
    /// Knows the prefixes that need no declaration.
    parser: OnceLock<SparqlParser>,
    /// Read at the first search.
    texts: OnceLock<Texts>,
    /// The generation that they are read from, and the digest of the list of its files.
    generation: Option<(PathBuf, String)>,
    bounds: Bounds,
    /// Its files stay while it is read.
    _hold: Hold,
}

/// Whether a store was made from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Followed {
    /// It was.
    Yes,
    /// There is none that it could be made from.
    No,
}

impl Triplestore {
    /// A store in memory of a graph and the ontology.
    ///
    /// # Errors
    /// [`StoreError::Storage`] where the memory does not do.
    pub fn in_memory(graph: &KnowledgeGraph) -> Result<Self, StoreError> {
        let failed = |source| StoreError::of_storage(Path::new("memory"), source);
        let store = Store::new().map_err(failed)?;
        fill(&store, graph, &Terms::built_in()).map_err(failed)?;
        load_ontology(&store, Path::new("memory"))?;
        let texts = OnceLock::from(Texts::of(graph));
        let (base, bounds) = (graph.base().to_owned(), Bounds::default());
        let parser = OnceLock::new();
        Ok(Self { store, base, parser, texts, generation: None, bounds, _hold: None })
    }

    /// Writes the store of a graph into `folder`, which has none yet.
    pub(super) fn create(folder: &Path, graph: &KnowledgeGraph) -> Result<(), StoreError> {
        on_disk::create(folder, graph)
    }

    /// Writes the store of a graph into `folder`, from that of the graph `before` it, of which `touched`
    /// names all documents that differ. Without `RocksDB` there is none, and the dump is written anew.
    pub(super) fn follow(
        folder: &Path,
        graph: &KnowledgeGraph,
        before: &Path,
        touched: &BTreeSet<String>,
    ) -> Result<Followed, StoreError> {
        let path = folder.join(STORE);
        let failed = |source| StoreError::of_storage(&path, source);
        let Some(known) = Digests::read(before) else { return Ok(Followed::No) };
        let old = before.join(STORE);
        let Some(store) = on_disk::copy(&old, &path)? else { return Ok(Followed::No) };
        let digests = update(&store, graph, &Terms::built_in(), &known, touched);
        keep(&digests.map_err(failed)?, folder)?;
        redirect(&store, folder, graph.base())?;
        on_disk::flush(&store).map_err(failed)?;
        Ok(Followed::Yes)
    }

    /// Opens the store in `folder` for reading. `files` is the digest of the list of its files.
    pub(super) fn open(
        folder: &Path,
        base: &str,
        files: &str,
        hold: Hold,
    ) -> Result<Self, StoreError> {
        let path = folder.join(STORE);
        let store = if path.is_dir() {
            on_disk::open(&path)?
        } else {
            let failed = |source| StoreError::of_file(folder, source);
            let listed = Inventory::read(folder, files).map_err(failed)?;
            let digest = listed.as_ref().and_then(|listed| listed.digest(DUMP));
            load_dump(&folder.join(DUMP), base, digest)?
        };
        let (texts, generation) = (OnceLock::new(), Some((folder.to_owned(), files.to_owned())));
        let (base, bounds) = (base.to_owned(), Bounds::default());
        let parser = OnceLock::new();
        Ok(Self { store, base, parser, texts, generation, bounds, _hold: hold })
    }

    /// Names and quoted words that hold some words side by side, the best first: one without accents finds itself
    /// under any. The texts are a file beside the store, a twentieth of its N-Quads, and gone through in one pass:
    /// in less than half of the processor time in which even a store in memory gives them one by one.
    ///
    /// # Errors
    /// Where the file cannot be read, or is damaged.
    pub fn search(&self, words: &Words) -> Result<Vec<Hit>, StoreError> {
        let texts = self.texts()?;
        if let Some((generation, files)) = &self.generation {
            read_of(generation, QUOTES, |generation| {
                Ok(texts.read_quotes(generation, files)?.then_some(()))
            })?;
        }
        Ok(texts.search(words))
    }

    /// Addresses of the things of a kind (`person`, `body`, `post`, `unit`) of which some name holds some words.
    ///
    /// # Errors
    /// As [`Triplestore::search`].
    pub fn named(&self, kind: &str, words: &Words) -> Result<Vec<String>, StoreError> {
        let paths = self.texts()?.named(kind, words).into_iter();
        Ok(paths.map(|path| format!("{}{path}", self.base)).collect())
    }

    fn texts(&self) -> Result<&Texts, StoreError> {
        if let (None, Some((generation, files))) = (self.texts.get(), &self.generation) {
            let read = read_of(generation, TEXTS, |generation| Texts::read(generation, files))?;
            return Ok(self.texts.get_or_init(|| read));
        }
        Ok(self.texts.get_or_init(Texts::default))
    }

    /// The same store, of which every query that gives no bounds may cost this.
    #[must_use]
    pub fn within(self, bounds: Bounds) -> Self {
        Self { bounds, ..self }
    }

    /// What a query that gives no bounds may cost.
    pub(super) fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// A parser of queries, to which [`PREFIXES`], `id:` and the base are known.
    pub(super) fn parser(&self) -> SparqlParser {
        let known = |parser: SparqlParser, (prefix, namespace): (&str, &str)| {
            let with = parser.clone().with_prefix(prefix, namespace);
            with.unwrap_or(parser)
        };
        let made = || {
            let prefixes = PREFIXES.into_iter().chain([("id", self.base.as_str())]);
            let parser = prefixes.fold(SparqlParser::new(), known);
            parser.clone().with_base_iri(&self.base).unwrap_or(parser)
        };
        self.parser.get_or_init(made).clone()
    }

    /// The store itself, for what this room does not offer.
    pub fn oxigraph(&self) -> &Store {
        &self.store
    }

    /// Base of the addresses of the graph: what `id:` stands for in queries.
    pub fn base(&self) -> &str {
        &self.base
    }
}

/// What is read of a file of a generation, which has to be as it was written.
fn read_of<T>(
    generation: &Path,
    file: &str,
    read: impl FnOnce(&Path) -> io::Result<Option<T>>,
) -> Result<T, StoreError> {
    let path = generation.join(file);
    match read(generation) {
        Ok(Some(read)) => Ok(read),
        Ok(None) => Err(StoreError::Damaged { path }),
        Err(source) => Err(StoreError::of_file(&path, source)),
    }
}

fn keep(digests: &Digests, folder: &Path) -> Result<(), StoreError> {
    digests.write(folder).map_err(|source| StoreError::of_file(folder, source))
}
