//! The files of a generation with their digests, in the form that `sha256sum --check` reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use sha2::{Digest, Sha256};

use super::folder::{FactsFile, HOLD, MANIFEST};
use super::store::STORE;

/// The list itself.
pub(super) const FILES: &str = "files.sha256";
const BUFFER: usize = 1 << 20;

/// Paths below a generation, and digests of what stands there, in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inventory(BTreeMap<String, String>);

impl Inventory {
    /// Lists the files of a generation. Those that are the same files as in the generation before it are
    /// not read again where `known` has them.
    pub(super) fn of(generation: &Path, known: &Self) -> io::Result<Self> {
        let paths = paths(generation)?;
        let next = AtomicUsize::new(0);
        let take = || {
            let mut taken = Vec::new();
            while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                let digest = match known.0.get(path) {
                    Some(digest) => digest.clone(),
                    None => digest_of(File::open(generation.join(path))?)?,
                };
                taken.push((path.clone(), digest));
            }
            Ok::<_, io::Error>(taken)
        };
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(take)).collect();
            let mut files = BTreeMap::new();
            for worker in workers {
                files.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic))?);
            }
            Ok(Self(files))
        })
    }

    /// Reads the list of a generation whose manifest says that the list has `digest`; `None` where it
    /// is not there or not as it was written.
    pub(super) fn read(generation: &Path, digest: &str) -> io::Result<Option<Self>> {
        let text = match fs::read_to_string(generation.join(FILES)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(None),
            text => text?,
        };
        if digest_of(text.as_bytes())? != digest {
            return Ok(None);
        }
        let line = |line: &str| {
            let (digest, path) = line.split_once("  ")?;
            Some((path.to_owned(), digest.to_owned()))
        };
        Ok(text.lines().map(line).collect::<Option<_>>().map(Self))
    }

    /// Writes the list into its generation and gives its own digest.
    pub(super) fn write(&self, generation: &Path) -> io::Result<String> {
        let mut text = String::new();
        for (path, digest) in &self.0 {
            let _ = writeln!(text, "{digest}  {path}");
        }
        fs::write(generation.join(FILES), &text)?;
        digest_of(text.as_bytes())
    }

    /// Some files of the list.
    pub(super) fn only(&self, chosen: impl Fn(&str) -> bool) -> Self {
        let chosen = self.0.iter().filter(|(path, _)| chosen(path));
        Self(chosen.map(|(path, digest)| (path.clone(), digest.clone())).collect())
    }

    /// Paths in order, each with its digest.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, digest)| (path.as_str(), digest.as_str()))
    }

    /// Digest of a file.
    pub(super) fn digest(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }
}

/// Bytes that are digested as they are read.
pub(super) struct Digesting<R> {
    reader: R,
    digest: Sha256,
}

impl<R: Read> Digesting<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, digest: Sha256::new() }
    }

    /// Digest of all that was read, in hexadecimal.
    pub(super) fn finish(self) -> String {
        let mut text = String::new();
        for byte in self.digest.finalize() {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.digest.write_all(&buffer[..count])?;
        Ok(count)
    }
}

/// Digest of all that a reader gives.
pub(super) fn digest_of(reader: impl Read) -> io::Result<String> {
    let mut digesting = Digesting::new(reader);
    let mut buffer = vec![0; BUFFER];
    while digesting.read(&mut buffer)? > 0 {}
    Ok(digesting.finish())
}

/// Paths of all files below a generation that a list names, sorted; parted by `/` on every system.
fn paths(generation: &Path) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(generation.join(&folder))? {
            let entry = entry?;
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push(path + "/");
            } else if is_listed(&path) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether a file belongs to what the generation says, rather than to those who read or write it.
fn is_listed(path: &str) -> bool {
    let of_store = path.strip_prefix(STORE).and_then(|rest| rest.strip_prefix('/'));
    match of_store {
        Some(name) => name != "LOCK" && !name.starts_with("LOG"),
        None => ![FILES, HOLD, MANIFEST, FactsFile::Packed.name()].contains(&path),
    }
}

/// Whether a file is a table of the store, which is never changed once it is written.
pub(super) fn is_table(path: &str) -> bool {
    path.starts_with(STORE) && Path::new(path).extension().is_some_and(|ending| ending == "sst")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written_and_not_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let generation = folder.path();
        fs::create_dir(generation.join(STORE)).unwrap();
        for (path, text) in [("facts.jsonl", "{}\n"), ("store/1.sst", "t"), ("store/LOG", "l")] {
            fs::write(generation.join(path), text).unwrap();
        }
        let inventory = Inventory::of(generation, &Inventory::default()).unwrap();
        let paths: Vec<_> = inventory.iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["facts.jsonl", "store/1.sst"]);
        // https://www.di-mgt.com.au/sha_testvectors.html gives that of "abc".
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest_of("abc".as_bytes()).unwrap(), abc);
        let digest = inventory.write(generation).unwrap();
        assert_eq!(Inventory::read(generation, &digest).unwrap(), Some(inventory.clone()));
        fs::write(generation.join("facts.jsonl"), "{ }\n").unwrap();
        fs::write(generation.join("store/1.sst"), "u").unwrap();
        let next = Inventory::of(generation, &inventory.only(is_table)).unwrap();
        assert_ne!(next.digest("facts.jsonl"), inventory.digest("facts.jsonl"));
        assert_eq!(next.digest("store/1.sst"), inventory.digest("store/1.sst"), "not read again");
        assert_eq!(Inventory::read(generation, abc).unwrap(), None);
    }
}
