//! What stands for stores on disk where this program was built without `RocksDB`: dumps.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use oxigraph::store::{StorageError, Store};

use super::{DUMP, StoreError};
use crate::graph::KnowledgeGraph;
use crate::triples::ontology::Terms;
use crate::triples::write_nquads;

/// Writes the dump of a graph into `folder`.
pub(super) fn create(folder: &Path, graph: &KnowledgeGraph) -> Result<(), StoreError> {
    let path = folder.join(DUMP);
    let failed = |source| StoreError::of_file(&path, source);
    let out = BufWriter::new(File::create(&path).map_err(failed)?);
    write_nquads(graph, &Terms::built_in(), out).map_err(failed)
}

/// Refuses a store that another program made.
pub(super) fn open(path: &Path) -> Result<Store, StoreError> {
    Err(StoreError::NoRocksDb { path: path.to_owned() })
}

/// There is no store that could be copied.
#[allow(clippy::unnecessary_wraps, reason = "as with RocksDB")]
pub(super) fn copy(_: &Path, _: &Path) -> Result<Option<Store>, StoreError> {
    Ok(None)
}

/// There is nothing to wait for.
#[allow(clippy::unnecessary_wraps, reason = "as with RocksDB")]
pub(super) fn flush(_: &Store) -> Result<(), StorageError> {
    Ok(())
}
