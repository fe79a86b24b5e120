//! Facts as files: one JSON object a line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

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

/// Reads facts as `chutri extract` writes them.
///
/// # Errors
/// Where the file cannot be read, or at the first line that holds something else.
pub fn read_facts(path: &Path) -> Result<Vec<DocumentFacts>, FactsError> {
    let failed = |source| FactsError::File { path: path.to_owned(), source };
    let lines = BufReader::new(File::open(path).map_err(failed)?).lines();
    let parsed = lines.enumerate().map(|(number, line)| {
        let line = line.map_err(failed)?;
        serde_json::from_str(&line).map_err(|source| FactsError::Line {
            path: path.to_owned(),
            line: number + 1,
            source,
        })
    });
    parsed.collect()
}

/// Writes facts, one JSON object a line.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_facts(path: &Path, facts: &[DocumentFacts]) -> Result<(), FactsError> {
    let failed = |source| FactsError::File { path: path.to_owned(), source };
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
    for document in facts {
        serde_json::to_writer(&mut out, document).map_err(|error| failed(error.into()))?;
        out.write_all(b"\n").map_err(failed)?;
    }
    out.flush().map_err(failed)
}
