//! Copies of a graph that stand by themselves.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::folder::{DECISIONS, FolderError, GraphFolder, HOLD, MANIFEST, Unfit};
use super::inventory::{Digesting, FILES, Inventory};
use super::store::StoreError;

/// Where the files of a copy go.
enum Target {
    Folder(PathBuf),
    Archive(Box<tar::Builder<File>>),
}

impl GraphFolder {
    /// Copies the graph to `target`, a folder or, where its name ends in `.tar`, an archive that holds
    /// one. The copy is in its place once it is whole; builds may go on meanwhile.
    ///
    /// # Errors
    /// Where there is something at `target`, a file of the graph is damaged, or the disk fails.
    pub fn back_up(&self, target: &Path) -> Result<(), FolderError> {
        let taken =
            target.read_dir().map_or_else(|_| target.exists(), |mut all| all.next().is_some());
        if taken {
            return Err(FolderError::Unfit { path: target.to_owned(), why: Unfit::Taken });
        }
        let partial = beside(target);
        let copied = self.copy(target, &partial);
        if copied.is_err() {
            // What cannot be removed is overwritten by the next copy to the same place.
            let _ = remove(&partial);
        }
        copied
    }

    fn copy(&self, target: &Path, partial: &Path) -> Result<(), FolderError> {
        let failed = |source| FolderError::File { path: partial.to_owned(), source };
        remove(partial).map_err(failed)?;
        let mut copy = Target::new(partial, is_archive(target)).map_err(failed)?;
        let (generation, name) = (self.generation(), &self.manifest().generation);
        let listed = |source| FolderError::File { path: generation.join(FILES), source };
        let list = Inventory::read(&generation, &self.manifest().files).map_err(listed)?;
        let list = list.ok_or_else(|| damaged(&generation.join(FILES)))?;
        for (file, digest) in list.iter() {
            let path = generation.join(file);
            let found = copy.add(&path, &format!("{name}/{file}"));
            if found.map_err(|source| FolderError::File { path: path.clone(), source })? != digest {
                return Err(damaged(&path));
            }
        }
        for file in [FILES, HOLD] {
            copy.add(&generation.join(file), &format!("{name}/{file}")).map_err(failed)?;
        }
        let decisions = self.root().join(DECISIONS);
        if decisions.exists() {
            copy.add(&decisions, DECISIONS).map_err(failed)?;
        }
        copy.text(MANIFEST, &self.manifest().text()?).map_err(failed)?;
        copy.finish().map_err(failed)?;
        if target.is_dir() {
            fs::remove_dir(target).map_err(failed)?;
        }
        fs::rename(partial, target).map_err(failed)
    }
}

fn damaged(path: &Path) -> FolderError {
    FolderError::Store(StoreError::Damaged { path: path.to_owned() })
}

fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tar"))
}

/// Where a copy is made before it is put in its place: in the same folder, so that it can be renamed.
fn beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".partial");
    target.with_file_name(name)
}

fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        fs::remove_dir_all(path)
    } else if path.exists() {
        fs::remove_file(path)
    } else {
        Ok(())
    }
}

impl Target {
    fn new(path: &Path, archive: bool) -> io::Result<Self> {
        if archive {
            return Ok(Self::Archive(Box::new(tar::Builder::new(File::create(path)?))));
        }
        fs::create_dir_all(path)?;
        Ok(Self::Folder(path.to_owned()))
    }

    /// Copies a file to a path below the target and gives the digest of its bytes.
    fn add(&mut self, file: &Path, path: &str) -> io::Result<String> {
        let file = File::open(file)?;
        let size = file.metadata()?.len();
        let mut bytes = Digesting::new(file);
        match self {
            Self::Folder(root) => {
                let mut copy = created(root, path)?;
                io::copy(&mut bytes, &mut copy)?;
                copy.sync_all()?;
            }
            Self::Archive(archive) => {
                archive.append_data(&mut header(size), path, &mut bytes)?;
            }
        }
        Ok(bytes.finish())
    }

    fn text(&mut self, path: &str, text: &str) -> io::Result<()> {
        match self {
            Self::Folder(root) => {
                let mut copy = created(root, path)?;
                copy.write_all(text.as_bytes())?;
                copy.sync_all()
            }
            Self::Archive(archive) => {
                archive.append_data(&mut header(text.len() as u64), path, text.as_bytes())
            }
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Folder(_) => Ok(()),
            Self::Archive(archive) => archive.into_inner()?.sync_all(),
        }
    }
}

fn created(root: &Path, path: &str) -> io::Result<File> {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap_or(root))?;
    File::create(path)
}

/// The head of a file in an archive: nothing of the machine or the day.
fn header(size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o644);
    header
}
