//! Facts of a read that has not ended, kept as they come, so that another run goes on where it stopped.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::facts::{FactsError, write_line};
use super::stored::are_of;
use crate::document::Document;
use crate::facts::DocumentFacts;

/// The file: a line that says by which tables was read, then facts as `chutri extract` writes them.
#[derive(Debug)]
pub(super) struct Unfinished {
    path: PathBuf,
    tables: String,
    found: BTreeMap<String, DocumentFacts>,
    out: Mutex<Option<BufWriter<File>>>,
}

impl Unfinished {
    /// Where facts will be kept that are read by `tables`.
    pub(super) fn new(path: PathBuf, tables: String) -> Self {
        Self { path, tables, found: BTreeMap::new(), out: Mutex::default() }
    }

    /// Takes up what an earlier run left: how many documents. What other tables gave, and a line that the
    /// run did not end, is left.
    pub(super) fn take_up(&mut self) -> Result<usize, FactsError> {
        let failed = failure(&self.path);
        let Ok(file) = File::options().read(true).write(true).open(&self.path) else {
            return Ok(0);
        };
        let mut lines = BufReader::new(file);
        let (mut line, mut whole) = (String::new(), 0);
        while let Ok(read) = lines.read_line(&mut line) {
            if !line.ends_with('\n') || whole == 0 && line.trim_end() != self.tables {
                break;
            }
            if whole > 0 {
                let Ok(facts) = serde_json::from_str::<DocumentFacts>(&line) else { break };
                self.found.insert(facts.doc.clone(), facts);
            }
            whole += read as u64;
            line.clear();
        }
        let mut file = lines.into_inner();
        file.set_len(whole).and_then(|()| file.seek(SeekFrom::End(0))).map_err(&failed)?;
        if whole > 0 {
            self.out = Mutex::new(Some(BufWriter::new(file)));
        }
        Ok(self.found.len())
    }

    /// The facts of exactly this document, where the earlier run read it.
    pub(super) fn of(&self, document: &Document) -> Option<&DocumentFacts> {
        self.found.get(&document.id).filter(|facts| are_of(facts, document))
    }

    /// Keeps facts that were read.
    pub(super) fn keep(&self, facts: &DocumentFacts) -> Result<(), FactsError> {
        if self.found.contains_key(&facts.doc) {
            return Ok(());
        }
        let failed = failure(&self.path);
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        if out.is_none() {
            let mut file = BufWriter::new(File::create(&self.path).map_err(&failed)?);
            writeln!(file, "{}", self.tables).map_err(&failed)?;
            *out = Some(file);
        }
        out.as_mut().map_or(Ok(()), |out| write_line(out, facts)).map_err(failed)
    }

    /// Puts all that was kept into the file.
    pub(super) fn flush(&self) -> Result<(), FactsError> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        out.as_mut().map_or(Ok(()), Write::flush).map_err(failure(&self.path))
    }

    /// Removes the file: the read has ended.
    pub(super) fn end(self) {
        // Where it cannot be removed it only takes space: the next build writes it anew.
        let _ = fs::remove_file(&self.path);
    }
}

fn failure(path: &Path) -> impl Fn(std::io::Error) -> FactsError + use<> {
    let path = path.to_owned();
    move |source| FactsError::File { path: path.clone(), source }
}
