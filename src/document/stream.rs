//! The stream of documents.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::container;
use super::format::Records;
use super::source::{Step, Walk};
use super::{Document, Place, ReadError, Reading, Skip};

/// Reads everything in `inputs`: files, folders (recursively, sorted by name) and `-` for standard input.
///
/// Files are told apart by what they hold, and where that leaves it open by extension: text, web pages, JSON
/// Lines, tables with named columns, messages, DOCX and ODT; crawls (WARC, WET), archives (zip, tar) and
/// compressed files (gzip, Zstandard, xz) of all these.
pub fn read(inputs: impl IntoIterator<Item = PathBuf>) -> Documents {
    read_by(&Arc::new(Reading::default()), inputs)
}

/// As [`read`], in another way than the default.
pub fn read_by(reading: &Arc<Reading>, inputs: impl IntoIterator<Item = PathBuf>) -> Documents {
    Documents::of(inputs.into_iter().map(Step::Asked).collect(), reading)
}

/// Reads bytes at hand as [`read_by`] reads a file of that name.
pub fn read_bytes(reading: &Arc<Reading>, name: &str, bytes: Vec<u8>) -> Documents {
    Documents::of(vec![Step::Bytes { name: name.into(), bytes }], reading)
}

/// Documents and rejected input, in the order of reading.
pub struct Documents {
    files: Walk,
    records: Option<Records>,
    /// Digests of the ids so far, and hashes of their texts: 24 bytes each, however long they are.
    taken: HashMap<u128, u64>,
    /// Hashes of the texts so far.
    texts: HashSet<u64>,
    /// How texts are hashed: quickly, and by a key of this run, so that no page can be made to meet another.
    text_hash: RandomState,
    reading: Arc<Reading>,
}

impl Iterator for Documents {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.records.as_mut().and_then(Iterator::next) {
                let kept = item.map(|(place, document)| self.claim(place, document));
                match kept {
                    Ok(Some(item)) => return Some(item),
                    Ok(None) => continue,
                    Err(error) => return Some(Err(error)),
                }
            }
            match self.files.next()?.and_then(|(origin, bytes)| container::open(origin, bytes)) {
                Ok(records) => self.records = Some(records),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Documents {
    fn of(steps: Vec<Step>, reading: &Arc<Reading>) -> Self {
        Self {
            files: Walk::new(steps, reading),
            records: None,
            taken: HashMap::new(),
            texts: HashSet::new(),
            text_hash: RandomState::new(),
            reading: Arc::clone(reading),
        }
    }

    /// The document where it is wanted and its id is free; none where it is passed over.
    fn claim(&mut self, place: Place, document: Document) -> Option<Result<Document, ReadError>> {
        if let Some(why) = self.reading.wanted.lacks(&document) {
            self.reading.tally.skip(why);
            return None;
        }
        let text = self.text_hash.hash_one(&document.text);
        match self.taken.entry(digest(&document.id)) {
            Entry::Vacant(free) => _ = free.insert(text),
            Entry::Occupied(taken) if *taken.get() == text => {
                self.reading.tally.skip(Skip::Duplicate);
                return None;
            }
            Entry::Occupied(_) => {
                let error = ReadError::Duplicate { place, id: document.id };
                return Some(Err(self.reading.keep(error, document.text.as_bytes())));
            }
        }
        if !self.texts.insert(text) {
            self.reading.tally.copy();
        }
        Some(Ok(document))
    }
}

fn digest(words: &str) -> u128 {
    let bytes = Sha256::digest(words.as_bytes());
    bytes.iter().take(16).fold(0, |number, &byte| number << 8 | u128::from(byte))
}
