//! From what was asked for to files: folders are walked in sorted order, `-` is standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::format::{Format, Records};
use super::{Lack, Place, ReadError};
use crate::ontology::Pages;

const CHUNK: usize = 64 * 1024;

/// Where the bytes of a file come from, and how a document that fills it is called.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) path: PathBuf,
    pub(super) id: String,
    pub(super) pages: Arc<Pages>,
}

/// One step of the way through what was asked for.
#[derive(Debug)]
pub(super) enum Step {
    /// Something the user named: a file, a folder or `-`.
    Asked(PathBuf),
    /// A folder below the `root` folder that the user named.
    Folder { root: PathBuf, path: PathBuf },
    /// A file below `root`.
    File { root: PathBuf, path: PathBuf },
}

/// What a step gives: more steps, or records.
pub(super) enum Taken {
    Steps(Vec<Step>),
    Records(Records),
}

impl Step {
    /// Takes the step: lists a folder or opens a file.
    pub(super) fn take(self, pages: &Arc<Pages>) -> Result<Taken, ReadError> {
        match self {
            Self::Asked(path) if path.as_os_str() == "-" => {
                let origin = Origin { path, id: "stdin".to_owned(), pages: Arc::clone(pages) };
                sniff(origin, Box::new(BufReader::with_capacity(CHUNK, io::stdin())))
            }
            Self::Asked(path) if path.is_dir() => {
                let steps = list(&path, &path)?;
                if !holds_documents(&path) {
                    let place = Place::whole(&path);
                    return Err(ReadError::Empty { place, lack: Lack::Documents });
                }
                Ok(Taken::Steps(steps))
            }
            Self::Asked(path) => {
                let root = path.parent().unwrap_or(Path::new("")).to_owned();
                open(&root, &path, pages)
            }
            Self::Folder { root, path } => Ok(Taken::Steps(list(&root, &path)?)),
            Self::File { root, path } => open(&root, &path, pages),
        }
    }
}

/// Files of a known form and folders in `folder`, sorted by name; hidden ones are passed over.
fn list(root: &Path, folder: &Path) -> Result<Vec<Step>, ReadError> {
    let failed = |source| ReadError::Read { place: Place::whole(folder), source };
    let mut entries =
        fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let steps = entries.into_iter().filter(|entry| !is_hidden(entry)).filter_map(|entry| {
        let (root, path) = (root.to_owned(), entry.path());
        // A link to a folder is not followed: it may lead back up.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => Some(Step::Folder { root, path }),
            _ => Format::of_path(&path).map(|_| Step::File { root, path }),
        }
    });
    Ok(steps.collect())
}

fn is_hidden(entry: &fs::DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether there is a file of a known form anywhere below `folder`; what cannot be listed counts,
/// so that its own error is told instead.
fn holds_documents(folder: &Path) -> bool {
    list(folder, folder).map_or(true, |steps| {
        steps.iter().any(|step| match step {
            Step::Folder { path, .. } => holds_documents(path),
            _ => true,
        })
    })
}

fn open(root: &Path, path: &Path, pages: &Arc<Pages>) -> Result<Taken, ReadError> {
    let failed = |source| ReadError::Read { place: Place::whole(path), source };
    let file = File::open(path).map_err(failed)?;
    let bytes: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(CHUNK, file));
    let origin = Origin { id: id_of(root, path), path: path.to_owned(), pages: Arc::clone(pages) };
    match Format::of_path(path) {
        Some(format) => Ok(Taken::Records(format.records(origin, bytes))),
        None => sniff(origin, bytes),
    }
}

fn sniff(origin: Origin, mut bytes: Box<dyn BufRead + Send>) -> Result<Taken, ReadError> {
    let start = bytes
        .fill_buf()
        .map_err(|source| ReadError::Read { place: Place::whole(&origin.path), source })?;
    let format = Format::of_content(start);
    Ok(Taken::Records(format.records(origin, bytes)))
}

/// Path below `root` without extension, with `/` on every system.
fn id_of(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_paths_below_the_folder_asked_for() {
        for (root, path, id) in [
            ("pages", "pages/2020/07/a.b.txt", "2020/07/a.b"),
            ("", "a.txt", "a"),
            ("pages/2020", "pages/2020/a.txt", "a"),
        ] {
            assert_eq!(id_of(Path::new(root), Path::new(path)), id);
        }
    }
}
