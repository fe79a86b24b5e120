//! The facts of a graph's documents as its folder keeps them: the file of the time when all were written, and
//! one of what changed since, until that is much.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::build::BuildError;
use super::facts::{FactsError, lines, read_bytes, read_facts, read_lines, write_line};
use super::packed;
use crate::document::Document;
use crate::facts::{DocumentFacts, digest};
use crate::triples::{FactsFile, GraphFolder, NewGeneration};

const BUFFER: usize = 1 << 20;
/// Fewest documents whose file is kept when some of them change.
const FEWEST: usize = 512;
/// Of so many documents one may have changed since the file was written.
const CHANGED: usize = 10;

/// Facts in order of their documents' names, each name once.
#[derive(Debug, Default)]
pub(super) struct Stored {
    facts: Vec<DocumentFacts>,
    /// Number of documents in the file of all, where it can be kept.
    kept: Option<usize>,
    /// Names of the documents that are in the file of all alone, or in that of changes, or in both.
    changed: BTreeSet<String>,
}

/// First line of the file of changes, before the facts of the documents that changed or are new.
#[derive(Debug, Serialize, Deserialize)]
struct Gone {
    removed: BTreeSet<String>,
}

impl Stored {
    /// Reads the facts of a graph, whose files are seen to be those that were written.
    pub(super) fn read(folder: &GraphFolder) -> Result<Self, BuildError> {
        let [all, packed] = [FactsFile::All, FactsFile::Packed].map(|file| folder.facts_in(file));
        let read = packed::read(&packed, &all);
        let kept = read.as_ref().map(Vec::len);
        let facts = match read {
            Some(facts) => facts,
            None => read_facts(&folder.whole_facts(FactsFile::All)?)?,
        };
        let mut stored = Self { facts, kept, changed: BTreeSet::new() };
        if folder.facts_in(FactsFile::Changes).exists() {
            stored.change(&folder.whole_facts(FactsFile::Changes)?)?;
        }
        Ok(stored)
    }

    /// Takes up a file of changes.
    fn change(&mut self, path: &Path) -> Result<(), FactsError> {
        let bytes = read_bytes(path)?;
        let lines = lines(&bytes);
        let (first, rest) = lines
            .split_first()
            .map_or((&[][..], &[][..]), |(first, rest)| (&bytes[first.clone()], rest));
        let gone: Gone = serde_json::from_slice(first).map_err(|source| FactsError::Line {
            path: path.to_owned(),
            line: 1,
            source,
        })?;
        let facts = read_lines(path, &bytes, rest)?;
        self.replace(facts, &gone.removed);
        Ok(())
    }

    /// Puts facts in the place of those of the same documents, and takes out those that are `removed`.
    fn replace(&mut self, facts: Vec<DocumentFacts>, removed: &BTreeSet<String>) {
        let names: BTreeSet<String> = facts.iter().map(|facts| facts.doc.clone()).collect();
        self.facts.retain(|facts| !names.contains(&facts.doc) && !removed.contains(&facts.doc));
        self.facts.extend(facts);
        self.facts.sort_by(|a, b| a.doc.cmp(&b.doc));
        self.changed.extend(names);
        self.changed.extend(removed.iter().cloned());
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
    pub(super) fn holds(&self, document: &Document) -> bool {
        self.find(&document.id).is_some_and(|facts| are_of(facts, document))
    }

    /// All facts.
    pub(super) fn into_facts(self) -> Vec<DocumentFacts> {
        self.facts
    }

    /// The same facts, all of which are to be written anew.
    pub(super) fn renewed(self) -> Self {
        Self { kept: None, ..self }
    }

    /// All facts, in order.
    pub(super) fn facts(&self) -> &[DocumentFacts] {
        &self.facts
    }

    /// Names of the documents that changed since the file of all was written, where that is kept.
    pub(super) fn changed(&self) -> Option<&BTreeSet<String>> {
        self.kept.is_some().then_some(&self.changed)
    }

    /// Writes the facts that stay and `read` into the next generation. `read` takes the place of what is here
    /// of the same documents; `removed` goes.
    pub(super) fn follow(
        mut self,
        generation: &mut NewGeneration,
        read: Vec<DocumentFacts>,
        removed: &BTreeSet<String>,
    ) -> Result<Self, BuildError> {
        self.replace(read, removed);
        let few = |all: &usize| *all >= FEWEST && self.changed.len() <= *all / CHANGED;
        if self.kept.as_ref().is_some_and(few) && generation.keep_facts()? {
            self.write_changes(&generation.facts_in(FactsFile::Changes))?;
            return Ok(self);
        }
        self.write_all(generation)?;
        Ok(Self { kept: None, ..self })
    }

    fn write_all(&self, generation: &NewGeneration) -> Result<(), FactsError> {
        let [all, packed] =
            [FactsFile::All, FactsFile::Packed].map(|file| generation.facts_in(file));
        write(&all, None, self.facts.iter())?;
        if self.facts.len() < FEWEST {
            return Ok(());
        }
        packed::write(&packed, &all, self.facts.iter())
            .map_err(|source| FactsError::File { path: packed, source })
    }

    fn write_changes(&self, path: &Path) -> Result<(), FactsError> {
        let changed: BTreeMap<&str, Option<&DocumentFacts>> =
            self.changed.iter().map(|name| (name.as_str(), self.find(name))).collect();
        let removed = changed.iter().filter(|(_, facts)| facts.is_none());
        let gone = Gone { removed: removed.map(|(name, _)| (*name).to_owned()).collect() };
        write(path, Some(&gone), changed.into_values().flatten())
    }
}

fn write<'a>(
    path: &Path,
    gone: Option<&Gone>,
    facts: impl Iterator<Item = &'a DocumentFacts>,
) -> Result<(), FactsError> {
    let failed = |source| FactsError::File { path: path.to_owned(), source };
    let mut out = BufWriter::with_capacity(BUFFER, File::create_new(path).map_err(failed)?);
    if let Some(gone) = gone {
        write_line(&mut out, gone).map_err(failed)?;
    }
    for facts in facts {
        write_line(&mut out, facts).map_err(failed)?;
    }
    out.flush().map_err(failed)
}

/// Whether facts are those of exactly this document: they are of its text and tell the same of its source, on
/// whose bytes the parts of the text depend.
pub(super) fn are_of(facts: &DocumentFacts, document: &Document) -> bool {
    facts.url == document.url
        && facts.published == document.published
        && facts.title == document.title
        && facts.author == document.author
        && facts.crawled == document.crawled
        && facts.media_type == document.media_type
        && facts.source_sha256 == document.source_sha256
        && facts.sha256 == digest(&document.text)
}
