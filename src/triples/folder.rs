//! The folder of a graph, for reading: `manifest.json` names the generation in force.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::store::{StoreError, Triplestore};

/// Version of the layout that this program writes, and the newest that it reads.
pub(super) const FORMAT: u32 = 1;
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const FACTS: &str = "facts.jsonl";
/// Decisions about identities, in the folder as the user writes them, in a generation as they were.
pub(super) const DECISIONS: &str = "decisions.csv";

/// A graph on disk.
#[derive(Clone, Debug)]
pub struct GraphFolder {
    root: PathBuf,
    manifest: Manifest,
}

/// What a graph folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the layout.
    pub format: u32,
    /// Version of the program that built it.
    pub chutri: String,
    /// Digest of the tables by which its documents were read.
    #[serde(default)]
    pub tables: String,
    /// Base of all addresses.
    pub base: String,
    /// Folder of the generation in force, below the graph folder.
    pub generation: String,
    /// Number of documents.
    pub documents: usize,
    /// Number of things of the graph.
    pub entities: usize,
    /// Number of statements of the graph.
    pub statements: usize,
}

/// A folder that holds no graph, or cannot be made one.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is no graph.
    #[error("{}: no graph here; `chutri build INPUT --graph {}` makes one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The manifest is damaged.
    #[error("{}: damaged: {source}; build the graph again", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What the reader says, with the line.
        source: serde_json::Error,
    },
    /// A newer program made the graph.
    #[error("{}: the graph has format {found}, this chutri reads up to {FORMAT}; install a newer chutri", path.display())]
    Newer {
        /// The manifest.
        path: PathBuf,
        /// Its format.
        found: u32,
    },
    /// No graph can be built here now.
    #[error("{}: {why}", path.display())]
    Unfit {
        /// The folder.
        path: PathBuf,
        /// Why not.
        why: Unfit,
    },
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why no graph can be built in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It holds something else.
    Foreign,
    /// Another process builds there.
    Building,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Foreign => "the folder is not empty and holds no graph; give an empty or new one",
            Self::Building => "another process is building this graph; wait until it is done",
        })
    }
}

impl GraphFolder {
    /// Opens the graph in `root`.
    ///
    /// # Errors
    /// Where there is none, it is damaged, or newer than this program.
    pub fn open(root: &Path) -> Result<Self, FolderError> {
        let path = root.join(MANIFEST);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(FolderError::Missing(root.to_owned()));
            }
            text => text.map_err(|source| FolderError::File { path: path.clone(), source })?,
        };
        let format: Format = parse(&path, &text)?;
        if format.format > FORMAT {
            return Err(FolderError::Newer { path, found: format.format });
        }
        Ok(Self { root: root.to_owned(), manifest: parse(&path, &text)? })
    }

    /// What it holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Facts of every document of the graph: JSON lines, as `chutri extract` writes them.
    pub fn facts(&self) -> PathBuf {
        self.generation().join(FACTS)
    }

    /// The table of decisions about identities by which it was built, where there was one.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn decisions(&self) -> Result<Option<String>, FolderError> {
        let path = self.generation().join(DECISIONS);
        match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            text => text.map(Some).map_err(|source| FolderError::File { path, source }),
        }
    }

    /// The folder of the generation in force.
    pub(super) fn generation(&self) -> PathBuf {
        self.root.join(&self.manifest.generation)
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Opens the store for reading.
    ///
    /// # Errors
    /// Where it is damaged, or was made with `RocksDB` and this program has none.
    pub fn store(&self) -> Result<Triplestore, FolderError> {
        Ok(Triplestore::open(&self.generation(), &self.manifest.base)?)
    }
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

fn parse<'a, T: Deserialize<'a>>(path: &Path, text: &'a str) -> Result<T, FolderError> {
    serde_json::from_str(text)
        .map_err(|source| FolderError::Manifest { path: path.to_owned(), source })
}
