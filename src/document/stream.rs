//! The stream of documents.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::format::Records;
use super::source::{Step, Taken};
use super::{Document, Place, ReadError, Reading};

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
    let mut steps: Vec<_> = inputs.into_iter().map(Step::Asked).collect();
    steps.reverse();
    Documents { steps, records: None, taken: HashSet::new(), reading: Arc::clone(reading) }
}

/// Documents and rejected input, in the order of reading.
pub struct Documents {
    /// What is still to be read, the next one last.
    steps: Vec<Step>,
    records: Option<Records>,
    /// Digests of the ids so far: 16 bytes each, however long the ids are.
    taken: HashSet<u128>,
    reading: Arc<Reading>,
}

impl Iterator for Documents {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.records.as_mut().and_then(Iterator::next) {
                return Some(item.and_then(|(place, document)| self.claim(place, document)));
            }
            match self.steps.pop()?.take(&self.reading) {
                Ok(Taken::Records(records)) => self.records = Some(records),
                Ok(Taken::Steps(steps)) => self.steps.extend(steps.into_iter().rev()),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Documents {
    fn claim(&mut self, place: Place, document: Document) -> Result<Document, ReadError> {
        if self.taken.insert(digest(&document.id)) {
            Ok(document)
        } else {
            Err(ReadError::Duplicate { place, id: document.id })
        }
    }
}

fn digest(id: &str) -> u128 {
    let bytes = Sha256::digest(id.as_bytes());
    bytes.iter().take(16).fold(0, |number, &byte| number << 8 | u128::from(byte))
}
