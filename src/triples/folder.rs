//! The folder of a graph: `manifest.json` names the generation in force, and a build makes the next
//! one beside it. Replacing the manifest is one rename, so that a crash leaves the old graph whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::store::{StoreError, Triplestore};
use crate::graph::KnowledgeGraph;

/// Version of the layout that this program writes, and the newest that it reads.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const FACTS: &str = "facts.jsonl";
const PREFIX: &str = "generation-";

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

/// A generation that is being made. Dropped without [`NewGeneration::commit`], it is removed.
#[derive(Debug)]
pub struct NewGeneration {
    root: PathBuf,
    name: String,
    done: bool,
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
    /// The folder holds something else.
    #[error("{}: the folder is not empty and holds no graph; give an empty or new one", .0.display())]
    Foreign(PathBuf),
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
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
        self.root.join(&self.manifest.generation).join(FACTS)
    }

    /// Opens the store for reading.
    ///
    /// # Errors
    /// Where it is damaged, or was made with `RocksDB` and this program has none.
    pub fn store(&self) -> Result<Triplestore, FolderError> {
        let folder = self.root.join(&self.manifest.generation);
        Ok(Triplestore::open(&folder, &self.manifest.base)?)
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

impl NewGeneration {
    /// Begins the next generation of the graph in `root`, which is made where it does not exist. What
    /// a build that did not end has left is removed.
    ///
    /// # Errors
    /// Where the folder cannot be written, or holds something that is no graph.
    pub fn begin(root: &Path) -> Result<Self, FolderError> {
        let failed = |source| FolderError::File { path: root.to_owned(), source };
        fs::create_dir_all(root).map_err(failed)?;
        let current = match GraphFolder::open(root) {
            Ok(folder) => Some(folder.manifest.generation),
            Err(FolderError::Missing(_)) => None,
            Err(error) => return Err(error),
        };
        let others = others(root).map_err(failed)?;
        if current.is_none() && others.foreign {
            return Err(FolderError::Foreign(root.to_owned()));
        }
        remove_all_but(root, &others.generations, current.as_deref())?;
        let last = current.as_deref().and_then(|name| name.strip_prefix(PREFIX)?.parse().ok());
        let name = format!("{PREFIX}{}", last.unwrap_or(0_u64) + 1);
        let path = root.join(&name);
        fs::create_dir(&path).map_err(|source| FolderError::File { path, source })?;
        Ok(Self { root: root.to_owned(), name, done: false })
    }

    /// Where the facts of every document belong: JSON lines.
    pub fn facts(&self) -> PathBuf {
        self.root.join(&self.name).join(FACTS)
    }

    /// Writes the store and puts the generation in force in the place of the old one, which is removed.
    ///
    /// # Errors
    /// Where the disk fails; the old graph then stays in force.
    pub fn commit(
        mut self,
        graph: &KnowledgeGraph,
        documents: usize,
    ) -> Result<Manifest, FolderError> {
        let folder = self.root.join(&self.name);
        Triplestore::create(&folder, graph)?;
        let manifest = Manifest {
            format: FORMAT,
            chutri: env!("CARGO_PKG_VERSION").to_owned(),
            base: graph.base().to_owned(),
            generation: self.name.clone(),
            documents,
            entities: graph.nodes().len(),
            statements: graph.statements().len(),
        };
        sync_folder(&folder)?;
        self.swap(&manifest)?;
        self.done = true;
        let failed = |source| FolderError::File { path: self.root.clone(), source };
        let others = others(&self.root).map_err(failed)?;
        remove_all_but(&self.root, &others.generations, Some(&self.name))?;
        Ok(manifest)
    }

    fn swap(&self, manifest: &Manifest) -> Result<(), FolderError> {
        let path = self.root.join(MANIFEST);
        let new = self.root.join(&self.name).join(MANIFEST);
        let failed = |source| FolderError::File { path: new.clone(), source };
        let mut text = serde_json::to_string_pretty(manifest)
            .map_err(|source| FolderError::Manifest { path: new.clone(), source })?;
        text.push('\n');
        let mut file = File::create(&new).map_err(failed)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::rename(&new, &path).map_err(failed)?;
        sync(&self.root)
    }
}

impl Drop for NewGeneration {
    fn drop(&mut self) {
        if !self.done {
            // Nothing can be done about a failure here: the next build removes what is left.
            let _ = fs::remove_dir_all(self.root.join(&self.name));
        }
    }
}

/// What a graph folder holds beside its manifest.
struct Others {
    generations: Vec<String>,
    foreign: bool,
}

fn others(root: &Path) -> io::Result<Others> {
    let mut others = Others { generations: Vec::new(), foreign: false };
    for entry in fs::read_dir(root)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(PREFIX) {
            others.generations.push(name);
        } else if name != MANIFEST {
            others.foreign = true;
        }
    }
    Ok(others)
}

fn remove_all_but(
    root: &Path,
    generations: &[String],
    kept: Option<&str>,
) -> Result<(), FolderError> {
    for name in generations.iter().filter(|name| Some(name.as_str()) != kept) {
        let path = root.join(name);
        fs::remove_dir_all(&path).map_err(|source| FolderError::File { path, source })?;
    }
    Ok(())
}

/// Puts the files of a folder on disk before the manifest that names it.
fn sync_folder(folder: &Path) -> Result<(), FolderError> {
    let failed = |source| FolderError::File { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            sync(&path)?;
        }
    }
    sync(folder)
}

fn sync(path: &Path) -> Result<(), FolderError> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|source| FolderError::File { path: path.to_owned(), source })
}
