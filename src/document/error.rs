//! What can be wrong with input, and where.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::MAX_BYTES;

/// Where a piece of input stands: a file or folder, and the line of a record in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// File or folder as it was given; `-` for standard input.
    pub path: PathBuf,
    /// Line of the record, from 1; none for a whole file.
    pub line: Option<u64>,
    /// Number of the record in a crawl, from 1.
    pub record: Option<u64>,
}

impl Place {
    /// The whole of a file or folder.
    pub fn whole(path: &Path) -> Self {
        Self { path: path.to_owned(), line: None, record: None }
    }

    /// One line of a file, counted from 1.
    pub fn line(path: &Path, line: u64) -> Self {
        Self { line: Some(line), ..Self::whole(path) }
    }

    /// One record of a crawl, counted from 1.
    pub fn record(path: &Path, record: u64) -> Self {
        Self { record: Some(record), ..Self::whole(path) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        match (self.line, self.record) {
            (Some(line), _) => write!(f, ":{line}"),
            (None, Some(record)) => write!(f, ": record {record}"),
            (None, None) => Ok(()),
        }
    }
}

/// What a piece of input should hold and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A file or record without a word.
    Text,
    /// A folder without a file of a known form.
    Documents,
    /// A web page without running text.
    Article,
    /// A PDF of pictures alone.
    TextLayer,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "there is no text in it; remove it or fill it in",
            Self::Article => "there is no article on the page; give pages of single articles",
            Self::TextLayer => "the PDF has no text, only pictures; recognise its letters first",
            Self::Documents => {
                "the folder holds no document; put .txt, .jsonl, .html or other files into it that it reads"
            }
        })
    }
}

/// One rejected piece of input. The message names the place and a remedy.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file or folder is missing, not allowed, or broke while it was read.
    #[error("{place}: cannot be read: {source}; check the path and its permissions")]
    Read {
        /// The file or folder.
        place: Place,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing to read.
    #[error("{place}: {lack}")]
    Empty {
        /// The file, folder or record.
        place: Place,
        /// What it should hold.
        lack: Lack,
    },
    /// The bytes are not UTF-8.
    #[error("{place}: byte {byte} is not UTF-8; {hint}")]
    Encoding {
        /// File and line.
        place: Place,
        /// First wrong byte, counted from 1 at the start of the file, or of the record's line.
        byte: u64,
        /// How to convert it.
        hint: &'static str,
    },
    /// A record is no JSON object of the expected form.
    #[error("{place}: column {column}: {reason}")]
    Record {
        /// File and line.
        place: Place,
        /// Column of the line in bytes, from 1.
        column: usize,
        /// What is wrong and what is expected.
        reason: String,
    },
    /// The id names an earlier document of the run.
    #[error("{place}: an earlier document is already called `{id}`; give each document its own id")]
    Duplicate {
        /// The later of the two.
        place: Place,
        /// The id of both.
        id: String,
    },
    /// The document is longer than [`MAX_BYTES`].
    #[error("{place}: longer than {} MiB; split it into documents", MAX_BYTES >> 20)]
    TooLong {
        /// The file or record.
        place: Place,
    },
}

impl ReadError {
    /// Why it was rejected, in a word for programs.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Read { .. } => "unreadable",
            Self::Empty { .. } => "empty",
            Self::Encoding { .. } => "encoding",
            Self::Record { .. } => "record",
            Self::Duplicate { .. } => "duplicate",
            Self::TooLong { .. } => "too-long",
        }
    }

    /// Where the rejected input stands.
    pub fn place(&self) -> &Place {
        match self {
            Self::Read { place, .. }
            | Self::Empty { place, .. }
            | Self::Encoding { place, .. }
            | Self::Record { place, .. }
            | Self::Duplicate { place, .. }
            | Self::TooLong { place } => place,
        }
    }
}
