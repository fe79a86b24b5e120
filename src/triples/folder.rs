//! The folder of a graph, for reading: `manifest.json` names the generation in force.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fs4::FileExt;
use serde::{Deserialize, Serialize};

use super::inventory::Inventory;
use super::store::{StoreError, Triplestore};

/// Version of the layout that this program writes, and the newest that it reads.
pub(super) const FORMAT: u32 = 2;
pub(super) const MANIFEST: &str = "manifest.json";
/// Decisions about identities, in the folder as the user writes them, in a generation as they were.
pub(super) const DECISIONS: &str = "decisions.csv";
/// Locked by every process that reads a generation, which then stays, whatever is built meanwhile.
pub(super) const HOLD: &str = "readers";

/// A file in which a generation has facts of its documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactsFile {
    /// Those of every document, as `chutri extract` writes them.
    All,
    /// What changed since they were written, where that is little.
    Changes,
    /// The first in a form that is read quickly. It is made of that, and so not in the list of files.
    Packed,
}

impl FactsFile {
    /// Its name in a generation.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::All => "facts.jsonl",
            Self::Changes => "facts.changes.jsonl",
            Self::Packed => "facts.packed",
        }
    }
}

/// A graph on disk.
#[derive(Clone, Debug)]
pub struct GraphFolder {
    root: PathBuf,
    manifest: Manifest,
    hold: Hold,
}

/// What keeps a generation from being removed while it is read.
pub(super) type Hold = Option<Arc<Locked>>;

/// A locked file. The system unlocks it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Locked(pub(super) File);

impl Drop for Locked {
    fn drop(&mut self) {
        // A process that is being started shares the file for a moment: closing it would not do.
        let _ = FileExt::unlock(&self.0);
    }
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
    /// Digest of the list of the generation's files and their digests.
    #[serde(default)]
    pub files: String,
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
    #[error("{}: {source}; check the path, its permissions and the space on the disk", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The manifest is damaged.
    #[error("{}: damaged: {source}; put that of a backup in its place, or remove it and build the graph again of all \
        documents", path.display())]
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
    /// No graph can be put here now.
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

/// Why no graph can be put in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It holds something else.
    Foreign,
    /// Another process builds there.
    Building,
    /// There is something already.
    Taken,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Foreign => "the folder is not empty and holds no graph; give an empty or new one",
            Self::Building => "another process is building this graph; wait until it is done",
            Self::Taken => "there is something already; give a new name, or an empty folder",
        })
    }
}

impl GraphFolder {
    /// Opens the graph in `root`. Its generation stays on disk until the folder, and every store that
    /// was opened from it, is dropped; a build may put another in force meanwhile.
    ///
    /// # Errors
    /// Where there is none, it is damaged, or newer than this program.
    pub fn open(root: &Path) -> Result<Self, FolderError> {
        loop {
            let manifest = Manifest::read(root)?;
            let hold = hold(&root.join(&manifest.generation));
            // A build may have removed it before it was held.
            if Manifest::read(root)?.generation == manifest.generation {
                return Ok(Self { root: root.to_owned(), manifest, hold });
            }
        }
    }

    /// What it holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Facts of every document of the graph: JSON lines, as `chutri extract` writes them. Those of documents
    /// that changed of late are in [`FactsFile::Changes`].
    pub fn facts(&self) -> PathBuf {
        self.facts_in(FactsFile::All)
    }

    /// Where a file of facts is, if it is there.
    pub fn facts_in(&self, file: FactsFile) -> PathBuf {
        self.generation().join(file.name())
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

    /// Digests of the files of the generation, as its list has them.
    pub(super) fn files(&self) -> Inventory {
        let read = Inventory::read(&self.generation(), &self.manifest.files);
        read.ok().flatten().unwrap_or_default()
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
        let (generation, files) = (self.generation(), &self.manifest.files);
        Ok(Triplestore::open(&generation, &self.manifest.base, files, self.hold.clone())?)
    }
}

/// Keeps a generation, where the file system has locks.
fn hold(generation: &Path) -> Hold {
    let file = File::open(generation.join(HOLD)).ok()?;
    FileExt::try_lock_shared(&file).ok()?;
    Some(Arc::new(Locked(file)))
}

impl Manifest {
    fn read(root: &Path) -> Result<Self, FolderError> {
        let path = root.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(FolderError::Missing(root.to_owned()));
            }
            bytes => bytes.map_err(|source| FolderError::File { path: path.clone(), source })?,
        };
        let format: Format = parse(&path, &bytes)?;
        if format.format > FORMAT {
            return Err(FolderError::Newer { path, found: format.format });
        }
        parse(&path, &bytes)
    }

    /// The manifest as its file has it.
    pub(super) fn text(&self) -> Result<String, FolderError> {
        let failed = |source| FolderError::Manifest { path: MANIFEST.into(), source };
        Ok(serde_json::to_string_pretty(self).map_err(failed)? + "\n")
    }
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

fn parse<'a, T: Deserialize<'a>>(path: &Path, bytes: &'a [u8]) -> Result<T, FolderError> {
    serde_json::from_slice(bytes)
        .map_err(|source| FolderError::Manifest { path: path.to_owned(), source })
}
