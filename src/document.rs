//! Documents: what one page says, and what is known about it.
//!
//! [`read`] turns files, folders and standard input into a stream of [`Document`]s. Input that cannot
//! be read becomes a located [`ReadError`] in the same stream, and the rest is still read. One document
//! is held at a time; beside it, 16 bytes a document remember which ids are taken.

mod columns;
mod container;
mod decode;
mod encoding;
mod error;
mod format;
mod html;
mod jsonl;
mod language;
mod lines;
mod mail;
mod office;
mod part;
mod pdf;
mod plain;
mod reading;
mod rejects;
mod source;
mod stream;
mod tally;
mod wanted;
mod web;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use encoding::{Encoding, Repair};
pub use error::{Lack, Place, ReadError};
pub use format::Format;
pub use html::{from_html, site};
pub use lines::lines;
pub use part::{ToldPart, told_parts};
pub use reading::{Languages, Reading, UNPACKED_FREELY};
pub use stream::{Documents, read, read_by, read_bytes};
pub use tally::{Skip, Tally};
pub use wanted::Wanted;

/// Largest document, in bytes of UTF-8; a longer one is rejected.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What a stretch of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// The headline.
    Title,
    /// The summary ahead of the text.
    Sapo,
    /// A paragraph or a line of the text.
    Body,
    /// What stands below a picture.
    Caption,
    /// A row of a table, its cells apart by bars.
    Row,
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its bytes.
    pub span: Range<usize>,
}

/// One page of text with what its source tells about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Name of the document, unique in a run: the `id` of a record, or a file's path below the folder
    /// that was asked for, without extension.
    pub id: String,
    /// Address of the page.
    pub url: Option<String>,
    /// Day of publication, ISO 8601, as precise as the source gives it (`2020-07-10`, `2023-12`).
    pub published: Option<String>,
    /// Headline, where the source gives it apart from the text.
    pub title: Option<String>,
    /// Day of the crawl, where the page comes from one.
    pub crawled: Option<String>,
    /// Encoding that the text came in.
    pub encoding: Encoding,
    /// What was wrong with the text and made good.
    pub repair: Option<Repair>,
    /// Who wrote it, where the source tells so apart from the text.
    pub author: Option<String>,
    /// Media type of what the text was read from; none where that is the text itself.
    pub media_type: Option<String>,
    /// SHA-256 of the bytes that the text was read from, in hexadecimal; none where they are the text itself.
    pub source_sha256: Option<String>,
    /// What the stretches of the text are, in order; empty where the source tells no parts.
    pub parts: Vec<Part>,
    /// The raw text, without byte order mark. Every offset of a fact counts its Unicode code points.
    pub text: String,
}

impl Document {
    /// The document with a note of the bytes that it was read from.
    fn of_source(self, bytes: &[u8], media_type: &str) -> Self {
        let digest = format!("{:x}", Sha256::digest(bytes));
        Self { media_type: Some(media_type.to_owned()), source_sha256: Some(digest), ..self }
    }
}
