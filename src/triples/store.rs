//! The triple store: on disk with `RocksDB`, or in memory and loaded from a dump.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::store::{LoaderError, StorageError, Store};
use spargebra::SparqlParser;

use super::bounds::Bounds;
use super::folder::Hold;
use super::inventory::{Digesting, Inventory};
use super::ontology::{ONTOLOGY, Terms};
use super::redirect::Redirects;
use super::term::{PREFIXES, dct};
use super::texts::{Hit, QUOTES, TEXTS, Texts};
use super::update::{Digests, fill, update};
use crate::graph::KnowledgeGraph;
use crate::text::Words;

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

/// A store that cannot be made or opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file of the store cannot be read or written.
    #[error("{}: {source}; check the path, its permissions and the space on the disk", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The store itself fails: damaged, or open in another process.
    #[error("{}: the store fails: {source}; check the space on the disk, and the graph by `chutri verify`", path.display())]
    Storage {
        /// Its folder.
        path: PathBuf,
        /// What it says.
        source: Box<StorageError>,
    },
    /// The dump is no N-Quads.
    #[error("{}: damaged: {source}; `chutri verify --repair` makes it anew", path.display())]
    Dump {
        /// The dump.
        path: PathBuf,
        /// What the reader says, with the place.
        source: Box<LoaderError>,
    },
    /// A file is not as it was written.
    #[error("{}: damaged: its bytes are not those that were written; `chutri verify` tells what can be done", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The store was made with `RocksDB`, and this program was built without it.
    #[error("{}: the store is on disk, but this chutri was built without its `rocksdb` feature; build the graph again, or install chutri with default features", path.display())]
    NoRocksDb {
        /// Its folder.
        path: PathBuf,
    },
}

impl Triplestore {
    /// A store in memory of a graph and the ontology.
    ///
    /// # Errors
    /// [`StoreError::Storage`] where the memory does not do.
    pub fn in_memory(graph: &KnowledgeGraph) -> Result<Self, StoreError> {
        let failed = |source| storage(Path::new("memory"), source);
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
        #[cfg(feature = "rocksdb")]
        {
            let path = folder.join(STORE);
            let failed = |source| storage(&path, source);
            let store = Store::open(&path).map_err(failed)?;
            let digests = fill(&store, graph, &Terms::built_in()).map_err(failed)?;
            keep(&digests, folder)?;
            load_ontology(&store, &path)?;
            redirect(&store, folder, graph.base())?;
            store.optimize().map_err(failed)?;
            store.flush().map_err(failed)
        }
        #[cfg(not(feature = "rocksdb"))]
        {
            let path = folder.join(DUMP);
            let failed = |source| StoreError::File { path: path.clone(), source };
            let out = io::BufWriter::new(File::create(&path).map_err(failed)?);
            super::write_nquads(graph, &Terms::built_in(), out).map_err(failed)
        }
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
        let failed = |source| storage(&path, source);
        let Some(known) = Digests::read(before) else { return Ok(Followed::No) };
        let Some(store) = Self::copy(&before.join(STORE), &path)? else { return Ok(Followed::No) };
        let digests = update(&store, graph, &Terms::built_in(), &known, touched);
        keep(&digests.map_err(failed)?, folder)?;
        redirect(&store, folder, graph.base())?;
        Self::flush(&store).map_err(failed)?;
        Ok(Followed::Yes)
    }

    /// A copy of the store of another generation, open for writing. A backup in the same file system is
    /// links to files that no store changes.
    #[cfg(feature = "rocksdb")]
    fn copy(old: &Path, new: &Path) -> Result<Option<Store>, StoreError> {
        let failed = |source| storage(new, source);
        Self::open_on_disk(old)?.backup(new).map_err(failed)?;
        Store::open(new).map(Some).map_err(failed)
    }

    #[cfg(not(feature = "rocksdb"))]
    #[allow(clippy::unnecessary_wraps, reason = "as with RocksDB")]
    fn copy(_: &Path, _: &Path) -> Result<Option<Store>, StoreError> {
        Ok(None)
    }

    #[cfg(feature = "rocksdb")]
    fn flush(store: &Store) -> Result<(), StorageError> {
        store.flush()
    }

    #[cfg(not(feature = "rocksdb"))]
    #[allow(clippy::unnecessary_wraps, reason = "as with RocksDB")]
    fn flush(_: &Store) -> Result<(), StorageError> {
        Ok(())
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
            Self::open_on_disk(&path)?
        } else {
            let failed = |source| StoreError::File { path: folder.to_owned(), source };
            let listed = Inventory::read(folder, files).map_err(failed)?;
            let digest = listed.as_ref().and_then(|listed| listed.digest(DUMP));
            Self::load_dump(&folder.join(DUMP), base, digest)?
        };
        let (texts, generation) = (OnceLock::new(), Some((folder.to_owned(), files.to_owned())));
        let (base, bounds) = (base.to_owned(), Bounds::default());
        let parser = OnceLock::new();
        Ok(Self { store, base, parser, texts, generation, bounds, _hold: hold })
    }

    #[cfg(feature = "rocksdb")]
    fn open_on_disk(path: &Path) -> Result<Store, StoreError> {
        Store::open_read_only(path).map_err(|source| storage(path, source))
    }

    #[cfg(not(feature = "rocksdb"))]
    fn open_on_disk(path: &Path) -> Result<Store, StoreError> {
        Err(StoreError::NoRocksDb { path: path.to_owned() })
    }

    /// Loads a dump, whose bytes shall have `digest`.
    fn load_dump(path: &Path, base: &str, digest: Option<&str>) -> Result<Store, StoreError> {
        let file = File::open(path)
            .map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        let store = Store::new().map_err(|source| storage(path, source))?;
        let mut bytes = Digesting::new(BufReader::new(file));
        load(&store, RdfFormat::NQuads, &mut bytes, path)?;
        if digest.is_some_and(|digest| bytes.finish() != digest) {
            return Err(StoreError::Damaged { path: path.to_owned() });
        }
        load_ontology(&store, path)?;
        redirect(&store, path.parent().unwrap_or(path), base)?;
        Ok(store)
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
        Err(source) => Err(StoreError::File { path, source }),
    }
}

fn storage(path: &Path, source: StorageError) -> StoreError {
    StoreError::Storage { path: path.to_owned(), source: Box::new(source) }
}

fn keep(digests: &Digests, folder: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: folder.to_owned(), source };
    digests.write(folder).map_err(failed)
}

/// Puts in where things of earlier generations are to be found, which is no part of the dump: that
/// depends on the documents alone.
fn redirect(store: &Store, folder: &Path, base: &str) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: folder.to_owned(), source };
    let earlier = store.quads_for_pattern(None, Some(dct::IS_REPLACED_BY), None, None);
    for quad in earlier.collect::<Vec<_>>() {
        quad.and_then(|quad| store.remove(&quad)).map_err(|source| storage(folder, source))?;
    }
    for (old, new) in Redirects::read(folder).map_err(failed)?.iter() {
        let [old, new] = [old, new].map(|path| NamedNode::new(format!("{base}{path}")));
        let (Ok(old), Ok(new)) = (old, new) else { continue };
        let quad = Quad::new(old, dct::IS_REPLACED_BY, new, GraphName::DefaultGraph);
        store.insert(&quad).map_err(|source| storage(folder, source))?;
    }
    Ok(())
}

fn load_ontology(store: &Store, path: &Path) -> Result<(), StoreError> {
    load(store, RdfFormat::Turtle, ONTOLOGY.as_bytes(), path)
}

fn load(
    store: &Store,
    format: RdfFormat,
    reader: impl Read,
    path: &Path,
) -> Result<(), StoreError> {
    let failed = |source| StoreError::Dump { path: path.to_owned(), source: Box::new(source) };
    let mut loader = store.bulk_loader();
    loader.load_from_reader(RdfParser::from_format(format), reader).map_err(failed)?;
    loader.commit().map_err(|source| storage(path, source))
}
