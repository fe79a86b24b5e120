//! What a file of facts holds already, so that an interrupted run goes on behind it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::CliError;
use crate::document::Document;
use crate::facts::digest;

/// Documents whose facts a file holds.
#[derive(Debug, Default)]
pub(super) struct Done {
    path: PathBuf,
    /// Digests of their texts, by name.
    digests: HashMap<String, String>,
}

/// What tells of which text the facts of a line are.
#[derive(Deserialize)]
struct Line {
    doc: String,
    sha256: String,
}

impl Done {
    /// Reads a file that a run left. A line that the run did not end is cut off; where there is no file,
    /// nothing is done.
    pub(super) fn read(path: &Path) -> Result<Self, CliError> {
        let failed = |source| CliError::Read { path: path.to_owned(), source };
        let file = match File::options().read(true).write(true).open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            file => file.map_err(failed)?,
        };
        let mut done = Self { path: path.to_owned(), digests: HashMap::new() };
        let mut lines = BufReader::new(file);
        let (mut line, mut whole) = (Vec::new(), 0);
        while lines.read_until(b'\n', &mut line).map_err(failed)? > 0 && line.ends_with(b"\n") {
            let known: Line = serde_json::from_slice(&line)
                .map_err(|_| CliError::Resume { path: path.to_owned(), name: String::new() })?;
            done.digests.insert(known.doc, known.sha256);
            whole += line.len() as u64;
            line.clear();
        }
        lines.into_inner().set_len(whole).map_err(failed)?;
        Ok(done)
    }

    /// Whether the facts of exactly this document are there.
    pub(super) fn holds(&self, document: &Document) -> Result<bool, CliError> {
        match self.digests.get(&document.id) {
            None => Ok(false),
            Some(known) if *known == digest(&document.text) => Ok(true),
            Some(_) => Err(CliError::Resume { path: self.path.clone(), name: document.id.clone() }),
        }
    }
}
