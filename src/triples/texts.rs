//! The texts of a graph: all names of its things and all quoted words, in one file of each generation, which a
//! search goes through.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::iter;
use std::path::Path;
use std::sync::OnceLock;

use super::describe::quote_path;
use super::inventory::{Digesting, Inventory};
use crate::graph::KnowledgeGraph;
use crate::links::{Detail, Entity, EntityKind};
use crate::text::{Fit, Words};

/// Name of the file of names, and of the quotes of pages that changed since those of all were written.
pub(super) const TEXTS: &str = "texts";
/// Name of the file of quotes, which is never changed.
pub(super) const QUOTES: &str = "texts.quotes";
/// Behind each record.
const RECORD: char = '\u{1e}';
/// Between the parts of a record.
const PART: char = '\u{1f}';
/// First part of the record of a page, which the records of its quotes follow.
const PAGE: &str = "page";
const QUOTE: &str = "quote";
/// First part of the record of a page whose quotes among those of all are no more.
const CHANGED: &str = "changed";

/// A record a text: its kind, path and sort key, and the text; or a page with its name and address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    texts: String,
    /// The quotes of all pages, once they are read; none where they stay as they are on disk.
    quotes: OnceLock<String>,
}

/// A name or quoted words that hold what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What bears the name: `person`, `body`, `post`, `unit`, `meeting` or `act`; or `quote`.
    pub kind: String,
    /// How well the words fit.
    pub fit: Fit,
    /// The name, or the quoted words.
    pub text: String,
    /// Path of the address below the base.
    pub path: String,
    /// Name of the page that is quoted; of names empty.
    pub page: String,
    /// Address of that page, where it is known.
    pub url: String,
    /// Key by which Vietnamese lists sort the thing; of quotes empty.
    sort_key: String,
}

impl Texts {
    pub(super) fn of(graph: &KnowledgeGraph) -> Self {
        let mut quotes = String::new();
        push_quotes(&mut quotes, graph, |_| true);
        Self { texts: names(graph), quotes: OnceLock::from(quotes) }
    }

    /// The texts of a graph, of whose pages those that are called `changed` are others than when all quotes were
    /// written, or are no more.
    pub(super) fn of_changed(graph: &KnowledgeGraph, changed: &BTreeSet<String>) -> Self {
        let mut texts = names(graph);
        for page in changed {
            push(&mut texts, [CHANGED, page, "", ""]);
        }
        push_quotes(&mut texts, graph, |page| changed.contains(page));
        Self { texts, quotes: OnceLock::new() }
    }

    pub(super) fn write(&self, generation: &Path) -> io::Result<()> {
        if let Some(quotes) = self.quotes.get() {
            fs::write(generation.join(QUOTES), quotes)?;
        }
        fs::write(generation.join(TEXTS), &self.texts)
    }

    /// Reads those of a generation but for the quotes; nothing where its list of files, which has `digest`, says
    /// that they were written otherwise.
    pub(super) fn read(generation: &Path, digest: &str) -> io::Result<Option<Self>> {
        let texts = listed(generation, digest, TEXTS)?;
        Ok(texts.map(|texts| Self { texts, quotes: OnceLock::new() }))
    }

    /// Reads the quotes too, where that was not done yet; whether they are as they were written.
    pub(super) fn read_quotes(&self, generation: &Path, digest: &str) -> io::Result<bool> {
        if self.quotes.get().is_some() {
            return Ok(true);
        }
        let quotes = listed(generation, digest, QUOTES)?;
        Ok(quotes.map(|quotes| self.quotes.get_or_init(|| quotes)).is_some())
    }

    /// Paths of the things of a kind of which some name holds the words, each once.
    pub(super) fn named(&self, kind: &str, words: &Words) -> BTreeSet<&str> {
        let names = records(&self.texts).filter(|[of, ..]| *of == kind);
        let fitting = names.filter(|[.., name]| words.is_empty() || words.fit(name).is_some());
        fitting.map(|[_, path, ..]| path).collect()
    }

    /// The best name of each thing and the quotes that hold the words: names before quotes, those that they fit
    /// better before others, then in the order of Vietnamese lists, of quotes by page.
    pub(super) fn search(&self, words: &Words) -> Vec<Hit> {
        if words.is_empty() {
            return Vec::new();
        }
        let changed = records(&self.texts).filter(|[kind, ..]| *kind == CHANGED);
        let changed: BTreeSet<&str> = changed.map(|[_, page, ..]| page).collect();
        let mut hits = Vec::new();
        add_hits(&mut hits, words, &self.texts, &BTreeSet::new());
        add_hits(&mut hits, words, self.quotes.get().map_or("", String::as_str), &changed);
        hits.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut known = BTreeSet::new();
        hits.retain(|hit| known.insert(hit.path.clone()));
        hits
    }
}

/// A file of texts of a generation; nothing where it is not as it was written.
fn listed(generation: &Path, digest: &str, name: &str) -> io::Result<Option<String>> {
    let listed = Inventory::read(generation, digest)?;
    let known = listed.as_ref().and_then(|listed| listed.digest(name));
    let path = generation.join(name);
    // An earlier layout has all texts in one file.
    if name == QUOTES && known.is_none() && !path.exists() {
        return Ok(Some(String::new()));
    }
    let mut bytes = Digesting::new(File::open(path)?);
    let mut text = Vec::new();
    bytes.read_to_end(&mut text)?;
    let damaged = known.is_some_and(|known| bytes.finish() != known);
    Ok(String::from_utf8(text).ok().filter(|_| !damaged))
}

/// Names of things, each with its path and sort key.
fn names(graph: &KnowledgeGraph) -> String {
    let mut texts = String::new();
    for (_, node) in graph.nodes() {
        let Entity { label, names, path, sort_key, .. } = &node.entity;
        let Some(kind) = kind(node.entity.kind()) else { continue };
        for name in iter::once(label).chain(names) {
            push(&mut texts, [kind, path, sort_key, name]);
        }
    }
    texts
}

/// Adds the quotes of the pages whose names are chosen.
fn push_quotes(texts: &mut String, graph: &KnowledgeGraph, chosen: impl Fn(&str) -> bool) {
    for of_page in graph.quotes().chunk_by(|a, b| a.document == b.document) {
        let page = of_page.first().map(|quote| &graph.entity(quote.document).detail);
        let Some(Detail::Document { name, url, .. }) = page else { continue };
        if !chosen(name) {
            continue;
        }
        push(texts, [PAGE, name, url.as_deref().unwrap_or_default(), ""]);
        let mut known = BTreeSet::new();
        for quote in of_page.iter().filter(|quote| known.insert(quote.exact.as_str())) {
            push(texts, [QUOTE, &quote_path(graph, quote), "", &quote.exact]);
        }
    }
}

fn push(texts: &mut String, parts: [&str; 4]) {
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            texts.push(PART);
        }
        // No page means anything by the two signs.
        if part.contains([PART, RECORD]) {
            texts.push_str(&part.replace([PART, RECORD], " "));
        } else {
            texts.push_str(part);
        }
    }
    texts.push(RECORD);
}

fn records(texts: &str) -> impl Iterator<Item = [&str; 4]> {
    texts.split(RECORD).map(|record| {
        let mut parts = record.split(PART);
        [(); 4].map(|()| parts.next().unwrap_or_default())
    })
}

/// Adds the texts that hold the words, but for quotes of the pages that `changed`.
fn add_hits(hits: &mut Vec<Hit>, words: &Words, texts: &str, changed: &BTreeSet<&str>) {
    let (mut page, mut url) = ("", "");
    for [kind, path, sort_key, text] in records(texts) {
        if kind == PAGE {
            (page, url) = (path, sort_key);
        }
        if [PAGE, CHANGED].contains(&kind) || kind == QUOTE && changed.contains(page) {
            continue;
        }
        let Some(fit) = words.fit(text) else { continue };
        let (page, url) = if kind == QUOTE { (page, url) } else { ("", "") };
        let [kind, text, path, page, url, sort_key] =
            [kind, text, path, page, url, sort_key].map(str::to_owned);
        hits.push(Hit { kind, fit, text, path, page, url, sort_key });
    }
}

impl Hit {
    fn order(&self) -> impl Ord + '_ {
        (self.kind == QUOTE, self.fit, &self.sort_key, &self.page, &self.path, &self.text)
    }
}

/// A kind of thing in words; none for pages, which are found by what they say.
fn kind(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Organization => Some("body"),
        EntityKind::Document => None,
        kind => Some(kind.name()),
    }
}
