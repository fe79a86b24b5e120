//! Facts as files: one JSON object a line.

use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::pool::{cores, map};
use crate::facts::DocumentFacts;

/// A file of facts that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// The disk does not do.
    #[error("{}: {source}; check the path, its permissions and the space on the disk", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line is no facts of a document.
    #[error("{}:{line}: no facts of a document: {source}; make them by `chutri extract`", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the reader says.
        source: serde_json::Error,
    },
}

/// Reads facts as `chutri extract` writes them, by lines on all cores.
///
/// # Errors
/// Where the file cannot be read, or at the first line that holds something else.
pub fn read_facts(path: &Path) -> Result<Vec<DocumentFacts>, FactsError> {
    let bytes = read_bytes(path)?;
    read_lines(path, &bytes, &lines(&bytes))
}

pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, FactsError> {
    fs::read(path).map_err(|source| FactsError::File { path: path.to_owned(), source })
}

/// Places of all lines, each with its end.
pub(super) fn lines(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        lines.push(start..start + line.len());
        start += line.len();
    }
    lines
}

pub(super) fn read_lines(
    path: &Path,
    bytes: &[u8],
    lines: &[Range<usize>],
) -> Result<Vec<DocumentFacts>, FactsError> {
    let parsed = map(lines, cores(), |line| serde_json::from_slice(&bytes[line.clone()]));
    let failed = |(facts, line): (Result<_, _>, usize)| {
        facts.map_err(|source| FactsError::Line { path: path.to_owned(), line, source })
    };
    parsed.into_iter().zip(1..).map(failed).collect()
}

/// Writes a line, as the facts of one document are.
pub(super) fn write_line(mut out: impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut out, line)?;
    out.write_all(b"\n")
}
