//! The facts of a graph's documents as its folder keeps them: read once, copied where they stay.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use super::facts::{FactsError, lines, read_bytes, read_lines, write_line};
use crate::document::Document;
use crate::facts::DocumentFacts;

const BUFFER: usize = 1 << 20;

/// Facts in order of their documents' names, each name once.
#[derive(Debug, Default)]
pub(super) struct Stored {
    bytes: Vec<u8>,
    /// Place of each document's line in `bytes`.
    lines: Vec<Range<usize>>,
    facts: Vec<DocumentFacts>,
}

impl Stored {
    /// Reads a file as [`Stored::follow`] writes it.
    pub(super) fn read(path: &Path) -> Result<Self, FactsError> {
        let bytes = read_bytes(path)?;
        let lines = lines(&bytes);
        let facts = read_lines(path, &bytes, &lines)?;
        Ok(Self { bytes, lines, facts })
    }

    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    /// Names of all documents, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().map(|facts| facts.doc.as_str())
    }

    /// The facts of the document called `name`.
    pub(super) fn find(&self, name: &str) -> Option<&DocumentFacts> {
        let place = self.facts.binary_search_by(|facts| facts.doc.as_str().cmp(name)).ok()?;
        Some(&self.facts[place])
    }

    /// The first document of an address.
    pub(super) fn at_address(&self, url: &str) -> Option<&DocumentFacts> {
        self.facts.iter().find(|facts| facts.url.as_deref() == Some(url))
    }

    /// The document of a file: what it is called depends on the folder that was asked for, so that it is
    /// the longest end of the path that names one.
    pub(super) fn at_path(&self, path: &Path) -> Option<&DocumentFacts> {
        let path = path.with_extension("");
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        (0..parts.len()).find_map(|start| self.find(&parts[start..].join("/")))
    }

    /// Whether the facts of exactly this document are here: name, text and what its source tells.
    pub(super) fn holds(&self, document: &Document, digest: &str) -> bool {
        self.find(&document.id).is_some_and(|facts| are_of(facts, document, digest))
    }

    /// Writes the facts that stay and `read`, in one order, and gives them all. `read` takes the place of
    /// what is here of the same documents; `removed` goes.
    pub(super) fn follow(
        self,
        path: &Path,
        read: Vec<DocumentFacts>,
        removed: &BTreeSet<String>,
    ) -> Result<Vec<DocumentFacts>, FactsError> {
        let replaced: BTreeSet<String> = read.iter().map(|facts| facts.doc.clone()).collect();
        let goes = |name: &String| removed.contains(name) || replaced.contains(name);
        let kept = self.lines.into_iter().map(Some).zip(self.facts);
        let kept = kept.filter(|(_, facts)| !goes(&facts.doc));
        let mut all: Vec<(Option<Range<usize>>, DocumentFacts)> =
            kept.chain(read.into_iter().map(|facts| (None, facts))).collect();
        all.sort_by(|a, b| a.1.doc.cmp(&b.1.doc));
        let failed = |source| FactsError::File { path: path.to_owned(), source };
        let mut out = BufWriter::with_capacity(BUFFER, File::create(path).map_err(failed)?);
        for (line, facts) in &all {
            let written = match line {
                Some(line) => out.write_all(&self.bytes[line.clone()]),
                None => write_line(&mut out, facts),
            };
            written.map_err(failed)?;
        }
        out.flush().map_err(failed)?;
        Ok(all.into_iter().map(|(_, facts)| facts).collect())
    }
}

/// Whether facts are those of exactly this document, whose text has the digest: they tell the same of its
/// source, on whose bytes the parts of the text depend.
pub(super) fn are_of(facts: &DocumentFacts, document: &Document, digest: &str) -> bool {
    facts.sha256 == digest
        && facts.url == document.url
        && facts.published == document.published
        && facts.title == document.title
        && facts.author == document.author
        && facts.crawled == document.crawled
        && facts.media_type == document.media_type
        && facts.source_sha256 == document.source_sha256
}
