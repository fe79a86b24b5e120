//! How input is read: by which tables, within which limits, and what is passed over.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use super::decode::wrong_byte;
use super::encoding::{self, Encoding, Repair, Undecodable};
use super::{Document, Place, ReadError, Tally, Wanted};
use crate::ontology::{Ontology, Pages};

/// Which pages of a crawl are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Languages {
    /// Those in Vietnamese.
    #[default]
    Vietnamese,
    /// All.
    Any,
}

/// How input is read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Tables of pages and encodings.
    pub pages: Arc<Pages>,
    /// The encoding of all texts, whatever they declare; none to tell it from each.
    pub encoding: Option<Encoding>,
    /// Which pages of crawls are kept.
    pub languages: Languages,
    /// How many times its size a compressed stream may unpack to, beyond [`UNPACKED_FREELY`] bytes.
    pub ratio: u64,
    /// Which documents are wanted.
    pub wanted: Wanted,
    /// Folder in which rejected input is kept; none to keep none.
    pub rejects: Option<PathBuf>,
    /// Counts of what was read and passed over.
    pub tally: Arc<Tally>,
}

/// Bytes that any compressed stream may unpack to.
pub const UNPACKED_FREELY: u64 = 64 * 1024 * 1024;
/// Text packs ten times smaller, seldom fifty times.
const RATIO: u64 = 200;

impl Default for Reading {
    fn default() -> Self {
        Self::by(&Ontology::builtin().pages)
    }
}

impl Reading {
    /// Reading by some tables, all else as it is by default.
    pub fn by(pages: &Arc<Pages>) -> Self {
        Self {
            pages: Arc::clone(pages),
            encoding: None,
            languages: Languages::default(),
            ratio: RATIO,
            wanted: Wanted::default(),
            rejects: None,
            tally: Arc::default(),
        }
    }

    /// Whether only Vietnamese pages of crawls are kept.
    pub(super) fn keeps_vietnamese(&self) -> bool {
        self.languages == Languages::Vietnamese
    }

    /// The text of `bytes`, for which their source declares the encoding `declared`.
    pub(super) fn decode<'b>(
        &self,
        bytes: &'b [u8],
        declared: Option<&str>,
        place: &Place,
    ) -> Result<Text<'b>, ReadError> {
        let declared = declared.and_then(Encoding::of_name);
        let decoded = encoding::decode(bytes, declared, self.encoding, &self.pages);
        decoded.map_err(|error| match error {
            Undecodable::Byte(at) => {
                let error = wrong_byte(bytes, at, &place.path, 1);
                match (error, place.record) {
                    (ReadError::Encoding { byte, hint, .. }, Some(_)) => {
                        ReadError::Encoding { place: place.clone(), byte, hint }
                    }
                    (error, _) => error,
                }
            }
            Undecodable::Mojibake => ReadError::Record {
                place: place.clone(),
                column: 1,
                reason: "it was written as UTF-8 twice, and letters were lost; fetch it anew"
                    .to_owned(),
            },
        })
    }
}

/// A text, and how it was read.
pub(super) struct Text<'b> {
    pub(super) words: Cow<'b, str>,
    pub(super) encoding: Encoding,
    pub(super) repair: Option<Repair>,
}

impl Text<'_> {
    /// A document of this text alone, which was read from `bytes`.
    pub(super) fn document(self, bytes: &[u8]) -> Document {
        let same = self.words.as_bytes() == bytes;
        let document = Document {
            text: self.words.into_owned(),
            encoding: self.encoding,
            repair: self.repair,
            ..Document::default()
        };
        if same { document } else { document.of_source(bytes, "text/plain") }
    }
}
