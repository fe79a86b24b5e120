//! From what was asked for to files: folders are walked in sorted order, `-` is standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::format::Format;
use super::{Lack, Place, ReadError, Reading};

/// Bytes that are read at once.
pub(super) const CHUNK: usize = 64 * 1024;

/// Where the bytes of a file come from, and how a document that fills it is called.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) path: PathBuf,
    pub(super) id: String,
    pub(super) reading: Arc<Reading>,
    /// The form that the name promises.
    pub(super) format: Option<Format>,
    /// The file, where the bytes are all of it.
    pub(super) file: Option<PathBuf>,
    /// How many containers are around it.
    pub(super) depth: u8,
}

/// Extensions of files that hold others.
const HOLDERS: [&str; 10] = ["gz", "zst", "xz", "tgz", "txz", "zip", "tar", "warc", "wet", "docx"];

/// Whether the name of a file promises what can be read.
fn is_known(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    Format::of_path(path).is_some() || HOLDERS.contains(&&*extension) || extension == "odt"
}

impl Origin {
    pub(super) fn new(path: &Path, id: String, reading: &Arc<Reading>) -> Self {
        Self {
            path: path.to_owned(),
            id,
            reading: Arc::clone(reading),
            format: Format::of_path(path),
            file: None,
            depth: 0,
        }
    }

    /// The member of a name, where that promises what can be read. It lies in the container whatever steps
    /// up its name takes.
    pub(super) fn member(&self, name: &str) -> Option<Self> {
        let steps = name.split(['/', '\\']).filter(|step| !matches!(*step, "" | "." | ".."));
        let name: PathBuf = steps.map(|step| step.replace(char::is_control, "")).collect();
        let hidden = name.iter().any(|step| step.as_encoded_bytes().starts_with(b"."));
        let member = Self::new(&self.path.join(&name), id_of(Path::new(""), &name), &self.reading);
        (!hidden && is_known(&name)).then_some(Self { depth: self.depth, ..member })
    }

    /// What a compressed file holds, by its name without the last extension.
    pub(super) fn unpacked(self) -> Self {
        let within = Path::new(&self.id);
        let format = Format::of_path(within);
        let id = if is_known(within) { id_of(Path::new(""), within) } else { self.id };
        Self { id, format, file: None, ..self }
    }
}

/// One step of the way through what was asked for.
#[derive(Debug)]
pub(super) enum Step {
    /// Something the user named: a file, a folder or `-`.
    Asked(PathBuf),
    /// Bytes at hand, under a name.
    Bytes { name: PathBuf, bytes: Vec<u8> },
    /// A folder below the `root` folder that the user named.
    Folder { root: PathBuf, path: PathBuf },
    /// A file below `root`.
    File { root: PathBuf, path: PathBuf },
}

/// Bytes of a file, or of what it holds.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// Files and standard input, one after another, folders walked.
pub(super) struct Walk {
    /// What is still to be taken, the next one last.
    steps: Vec<Step>,
    reading: Arc<Reading>,
}

impl Walk {
    pub(super) fn new(mut steps: Vec<Step>, reading: &Arc<Reading>) -> Self {
        steps.reverse();
        Self { steps, reading: Arc::clone(reading) }
    }
}

impl Iterator for Walk {
    type Item = Result<(Origin, Bytes), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.steps.pop()?.take(&self.reading) {
                Ok(Taken::Bytes(origin, bytes)) => return Some(Ok((origin, bytes))),
                Ok(Taken::Steps(steps)) => self.steps.extend(steps.into_iter().rev()),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// What a step gives: more steps, or bytes.
enum Taken {
    Steps(Vec<Step>),
    Bytes(Origin, Bytes),
}

impl Step {
    /// Takes the step: lists a folder or opens a file.
    fn take(self, reading: &Arc<Reading>) -> Result<Taken, ReadError> {
        match self {
            Self::Asked(path) if path.as_os_str() == "-" => {
                let origin = Origin::new(&path, "stdin".to_owned(), reading);
                let bytes = BufReader::with_capacity(CHUNK, Counted::new(io::stdin(), reading));
                Ok(Taken::Bytes(origin, Box::new(bytes)))
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
                open(&root, &path, reading)
            }
            Self::Bytes { name, bytes } => {
                let origin = Origin::new(&name, id_of(Path::new(""), &name), reading);
                reading.tally.take(bytes.len() as u64);
                Ok(Taken::Bytes(origin, Box::new(Cursor::new(bytes))))
            }
            Self::Folder { root, path } => Ok(Taken::Steps(list(&root, &path)?)),
            Self::File { root, path } => open(&root, &path, reading),
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
            _ => is_known(&path).then_some(Step::File { root, path }),
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

fn open(root: &Path, path: &Path, reading: &Arc<Reading>) -> Result<Taken, ReadError> {
    let failed = |source| ReadError::Read { place: Place::whole(path), source };
    let file = File::open(path).map_err(failed)?;
    let origin = Origin::new(path, id_of(root, path), reading);
    let origin = Origin { file: Some(path.to_owned()), ..origin };
    let bytes = BufReader::with_capacity(CHUNK, Counted::new(file, reading));
    Ok(Taken::Bytes(origin, Box::new(bytes)))
}

/// A source whose bytes are counted.
struct Counted<R> {
    bytes: R,
    reading: Arc<Reading>,
}

impl<R> Counted<R> {
    fn new(bytes: R, reading: &Arc<Reading>) -> Self {
        Self { bytes, reading: Arc::clone(reading) }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.reading.tally.take(read as u64);
        Ok(read)
    }
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
