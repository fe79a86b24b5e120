//! The next generation of a graph: made beside the one in force, then put in its place. Replacing the
//! manifest is one rename, so that a crash leaves the old graph whole. One process at a time builds.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

use super::folder::{
    DECISIONS, FORMAT, FactsFile, FolderError, GraphFolder, HOLD, Locked, MANIFEST, Manifest, Unfit,
};
use super::inventory::{Inventory, is_table};
use super::redirect;
use super::store::{Followed, Triplestore};
use super::texts::{QUOTES, Texts};
use crate::graph::KnowledgeGraph;

const PREFIX: &str = "generation-";
/// What a build that was interrupted while it read leaves, for the next to go on.
pub const UNFINISHED: &str = "unfinished.jsonl";
/// Held by the process that builds.
const LOCK: &str = "lock";

/// A generation that is being made. Dropped without [`NewGeneration::commit`], it is removed.
#[derive(Debug)]
pub struct NewGeneration {
    root: PathBuf,
    name: String,
    /// The graph in force, where there is one.
    current: Option<GraphFolder>,
    /// Files that are those of the graph in force.
    kept: BTreeSet<&'static str>,
    /// Held until the end of the build.
    _lock: Locked,
    done: bool,
}

/// What a generation is made of.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'a> {
    /// Number of documents.
    pub documents: usize,
    /// Digest of the tables by which they were read.
    pub tables: &'a str,
    /// Names of those that the generation before does not have, or has otherwise, or that only it has;
    /// none where nothing of it stays.
    pub touched: Option<&'a BTreeSet<String>>,
    /// Names of those that changed since the facts of all were written, where [`NewGeneration::keep_facts`]
    /// took these over.
    pub changed: Option<&'a BTreeSet<String>>,
}

impl<'a> Contents<'a> {
    /// The touched documents, where so much of an earlier generation stays that its store is worth
    /// changing. Another program or ontology describes all things in another way.
    fn few_touched(&self, before: &Manifest, now: &Manifest) -> Option<&'a BTreeSet<String>> {
        let same =
            (&before.chutri, &before.tables, &before.base) == (&now.chutri, &now.tables, &now.base);
        self.touched.filter(|touched| same && touched.len() < before.documents / 4)
    }
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
        let empty = !root.join(MANIFEST).exists();
        if empty && others(root).map_err(failed)?.foreign {
            return Err(FolderError::Unfit { path: root.to_owned(), why: Unfit::Foreign });
        }
        let lock = lock(root)?;
        let current = match GraphFolder::open(root) {
            Ok(folder) => Some(folder),
            Err(FolderError::Missing(_)) => None,
            Err(error) => return Err(error),
        };
        let kept = current.as_ref().map(|folder| folder.manifest().generation.as_str());
        remove_all_but(root, kept)?;
        let left = others(root).map_err(failed)?.generations;
        let numbers = left.iter().filter_map(|name| name.strip_prefix(PREFIX)?.parse::<u64>().ok());
        let name = format!("{PREFIX}{}", numbers.max().unwrap_or(0) + 1);
        let path = root.join(&name);
        let made = fs::create_dir(&path).and_then(|()| File::create(path.join(HOLD)));
        made.map_err(|source| FolderError::File { path, source })?;
        let (root, kept) = (root.to_owned(), BTreeSet::new());
        Ok(Self { root, name, current, kept, _lock: lock, done: false })
    }

    /// The graph in force, which this generation shall follow.
    pub fn current(&self) -> Option<&GraphFolder> {
        self.current.as_ref()
    }

    /// Where the facts of every document belong: JSON lines.
    pub fn facts(&self) -> PathBuf {
        self.facts_in(FactsFile::All)
    }

    /// Where a file of facts belongs.
    pub fn facts_in(&self, file: FactsFile) -> PathBuf {
        self.root.join(&self.name).join(file.name())
    }

    /// Takes the facts of every document over from the graph in force, but for those of changes; whether there
    /// is one.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn keep_facts(&mut self) -> Result<bool, FolderError> {
        for file in [FactsFile::Packed, FactsFile::All] {
            if !self.keep(file.name())? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes over a file that is never changed; whether it is there. Where the file system has no links it is
    /// copied.
    fn keep(&mut self, name: &'static str) -> Result<bool, FolderError> {
        let Some(current) = &self.current else { return Ok(false) };
        let [old, new] = [current.generation(), self.root.join(&self.name)].map(|f| f.join(name));
        let kept = fs::hard_link(&old, &new).or_else(|_| fs::copy(&old, &new).map(drop));
        match kept {
            Ok(()) => self.kept.insert(name),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(source) => return Err(FolderError::File { path: new, source }),
        };
        Ok(true)
    }

    /// The user's table of decisions, as it was when the build began: a copy belongs to the generation.
    ///
    /// # Errors
    /// Where there is one that cannot be read or copied.
    pub fn decisions(&self) -> Result<Option<String>, FolderError> {
        let path = self.root.join(DECISIONS);
        if !path.exists() {
            return Ok(None);
        }
        let copy = self.root.join(&self.name).join(DECISIONS);
        let text = fs::read_to_string(&path).and_then(|text| fs::write(copy, &text).map(|()| text));
        text.map(Some).map_err(|source| FolderError::File { path, source })
    }

    /// Writes the store and puts the generation in force in the place of the old one, which is removed.
    ///
    /// # Errors
    /// Where the disk fails; the old graph then stays in force.
    pub fn commit(
        mut self,
        graph: &KnowledgeGraph,
        contents: &Contents,
    ) -> Result<Manifest, FolderError> {
        let folder = self.root.join(&self.name);
        let before = self.current.as_ref().map(GraphFolder::generation);
        let texts = match contents.changed {
            Some(changed) if self.keep(QUOTES)? => Texts::of_changed(graph, changed),
            _ => Texts::of(graph),
        };
        redirect::follow(graph, &folder, before.as_deref())
            .and_then(|()| texts.write(&folder))
            .map_err(|source| FolderError::File { path: folder.clone(), source })?;
        drop(texts);
        let mut manifest = Manifest {
            format: FORMAT,
            chutri: env!("CARGO_PKG_VERSION").to_owned(),
            tables: contents.tables.to_owned(),
            files: String::new(),
            base: graph.base().to_owned(),
            generation: self.name.clone(),
            documents: contents.documents,
            entities: graph.nodes().len(),
            statements: graph.statements().len(),
        };
        let before = self.current.as_ref();
        let few = before
            .and_then(|before| Some((before, contents.few_touched(before.manifest(), &manifest)?)));
        let followed = few.map_or(Ok(Followed::No), |(before, touched)| {
            Triplestore::follow(&folder, graph, &before.generation(), touched)
        });
        let followed = followed?;
        if followed == Followed::No {
            Triplestore::create(&folder, graph)?;
        }
        let same =
            |path: &str| self.kept.contains(path) || followed == Followed::Yes && is_table(path);
        let known = before.map(|before| before.files().only(same)).unwrap_or_default();
        let failed = |source| FolderError::File { path: folder.clone(), source };
        let files = Inventory::of(&folder, &known).map_err(failed)?;
        manifest.files = files.write(&folder).map_err(failed)?;
        sync_folder(&folder)?;
        self.swap(&manifest)?;
        self.done = true;
        self.current = None;
        // The new graph is in force. What cannot be removed now, the next build removes.
        let _ = remove_all_but(&self.root, Some(&self.name));
        Ok(manifest)
    }

    fn swap(&self, manifest: &Manifest) -> Result<(), FolderError> {
        let path = self.root.join(MANIFEST);
        let new = self.root.join(&self.name).join(MANIFEST);
        let failed = |source| FolderError::File { path: new.clone(), source };
        let mut file = File::create(&new).map_err(failed)?;
        file.write_all(manifest.text()?.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(failed)?;
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

/// Takes the lock of a graph folder.
fn lock(root: &Path) -> Result<Locked, FolderError> {
    let path = root.join(LOCK);
    let failed = |source| FolderError::File { path: path.clone(), source };
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(failed)?;
    match FileExt::try_lock(&file) {
        Ok(()) => Ok(Locked(file)),
        Err(TryLockError::WouldBlock) => {
            Err(FolderError::Unfit { path: root.to_owned(), why: Unfit::Building })
        }
        Err(TryLockError::Error(source)) => Err(failed(source)),
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
        } else if ![MANIFEST, LOCK, DECISIONS, UNFINISHED].contains(&name.as_str()) {
            others.foreign = true;
        }
    }
    Ok(others)
}

/// Removes all generations but one, and but those that somebody reads.
fn remove_all_but(root: &Path, kept: Option<&str>) -> Result<(), FolderError> {
    let failed = |source| FolderError::File { path: root.to_owned(), source };
    for name in others(root).map_err(failed)?.generations {
        let path = root.join(&name);
        if Some(name.as_str()) != kept && !is_held(&path) {
            fs::remove_dir_all(&path).map_err(|source| FolderError::File { path, source })?;
        }
    }
    Ok(())
}

fn is_held(generation: &Path) -> bool {
    let lock = File::open(generation.join(HOLD)).map(|file| FileExt::try_lock(&file));
    matches!(lock, Ok(Err(TryLockError::WouldBlock)))
}

/// Puts the files of a folder on disk before the manifest that names it.
fn sync_folder(folder: &Path) -> Result<(), FolderError> {
    let failed = |source| FolderError::File { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() { sync_folder(&path)? } else { sync(&path)? }
    }
    sync(folder)
}

fn sync(path: &Path) -> Result<(), FolderError> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|source| FolderError::File { path: path.to_owned(), source })
}
