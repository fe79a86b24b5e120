//! Documents: what one page says, and what is known about it.
//!
//! [`read`] turns files, folders and standard input into a stream of [`Document`]s. Input that cannot
//! be read becomes a located [`ReadError`] in the same stream, and the rest is still read. One document
//! is held at a time; beside it, 16 bytes a document remember which ids are taken.

mod decode;
mod error;
mod format;
mod jsonl;
mod plain;
mod source;
mod stream;

pub use error::{Lack, Place, ReadError};
pub use format::Format;
pub use stream::{Documents, read};

/// Largest document, in bytes of UTF-8; a longer one is rejected.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

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
    /// The raw text, without byte order mark. Every offset of a fact counts its Unicode code points.
    pub text: String,
}
