//! Stores on disk, by `RocksDB`: made, copied and opened.

use std::path::Path;

use oxigraph::store::{StorageError, Store};

use super::dump::{load_ontology, redirect};
use super::{STORE, StoreError, keep};
use crate::graph::KnowledgeGraph;
use crate::triples::ontology::Terms;
use crate::triples::update::fill;

/// Writes the store of a graph into `folder`, which has none yet.
pub(super) fn create(folder: &Path, graph: &KnowledgeGraph) -> Result<(), StoreError> {
    let path = folder.join(STORE);
    let failed = |source| StoreError::of_storage(&path, source);
    let store = Store::open(&path).map_err(failed)?;
    let digests = fill(&store, graph, &Terms::built_in()).map_err(failed)?;
    keep(&digests, folder)?;
    load_ontology(&store, &path)?;
    redirect(&store, folder, graph.base())?;
    store.optimize().map_err(failed)?;
    store.flush().map_err(failed)
}

/// Opens a store for reading.
pub(super) fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open_read_only(path).map_err(|source| StoreError::of_storage(path, source))
}

/// A copy of the store of another generation, open for writing. A backup in the same file system is
/// links to files that no store changes.
pub(super) fn copy(old: &Path, new: &Path) -> Result<Option<Store>, StoreError> {
    let failed = |source| StoreError::of_storage(new, source);
    open(old)?.backup(new).map_err(failed)?;
    Store::open(new).map(Some).map_err(failed)
}

/// Waits until all that was written is on the disk.
pub(super) fn flush(store: &Store) -> Result<(), StorageError> {
    store.flush()
}
