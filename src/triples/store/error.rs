//! Why a store cannot be made, opened or read.

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::store::{LoaderError, StorageError};

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

impl StoreError {
    /// What the store in `path` says.
    pub(super) fn of_storage(path: &Path, source: StorageError) -> Self {
        Self::Storage { path: path.to_owned(), source: Box::new(source) }
    }

    /// What the system says of `path`.
    pub(super) fn of_file(path: &Path, source: io::Error) -> Self {
        Self::File { path: path.to_owned(), source }
    }
}
