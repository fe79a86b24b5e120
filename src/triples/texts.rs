//! The texts of a graph: all names of its things and all quoted words, in one file of each generation, which a
//! search goes through.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::iter;
use std::path::Path;

use super::describe::quote_path;
use super::inventory::{Digesting, Inventory};
use crate::graph::KnowledgeGraph;
use crate::links::{Detail, Entity, EntityKind};
use crate::text::{Fit, Words};

/// Name of the file.
pub(super) const TEXTS: &str = "texts";
/// Behind each record.
const RECORD: char = '\u{1e}';
/// Between the parts of a record.
const PART: char = '\u{1f}';
/// First part of the record of a page, which the records of its quotes follow.
const PAGE: &str = "page";
const QUOTE: &str = "quote";

/// A record a text: its kind, path and sort key, and the text; or a page with its name and address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts(String);

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
        let mut texts = Self::default();
        for (_, node) in graph.nodes() {
            let Entity { label, names, path, sort_key, .. } = &node.entity;
            let Some(kind) = kind(node.entity.kind()) else { continue };
            for name in iter::once(label).chain(names) {
                texts.push([kind, path, sort_key, name]);
            }
        }
        for of_page in graph.quotes().chunk_by(|a, b| a.document == b.document) {
            let page = of_page.first().map(|quote| &graph.entity(quote.document).detail);
            let Some(Detail::Document { name, url, .. }) = page else { continue };
            texts.push([PAGE, name, url.as_deref().unwrap_or_default(), ""]);
            let mut known = BTreeSet::new();
            for quote in of_page.iter().filter(|quote| known.insert(quote.exact.as_str())) {
                texts.push([QUOTE, &quote_path(graph, quote), "", &quote.exact]);
            }
        }
        texts
    }

    fn push(&mut self, parts: [&str; 4]) {
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                self.0.push(PART);
            }
            // No page means anything by the two signs.
            self.0.extend(part.chars().map(|c| if c == PART || c == RECORD { ' ' } else { c }));
        }
        self.0.push(RECORD);
    }

    pub(super) fn write(&self, generation: &Path) -> io::Result<()> {
        fs::write(generation.join(TEXTS), &self.0)
    }

    /// Reads those of a generation; nothing where its list of files, which has `digest`, says that they were
    /// written otherwise.
    pub(super) fn read(generation: &Path, digest: &str) -> io::Result<Option<Self>> {
        let mut bytes = Digesting::new(File::open(generation.join(TEXTS))?);
        let mut text = Vec::new();
        bytes.read_to_end(&mut text)?;
        let listed = Inventory::read(generation, digest)?;
        let known = listed.as_ref().and_then(|listed| listed.digest(TEXTS));
        if known.is_some_and(|known| bytes.finish() != known) {
            return Ok(None);
        }
        Ok(String::from_utf8(text).ok().map(Self))
    }

    /// The best name of each thing and the quotes that hold the words: names before quotes, those that they fit
    /// better before others, then in the order of Vietnamese lists, of quotes by page.
    pub(super) fn search(&self, words: &Words) -> Vec<Hit> {
        let (mut hits, mut page, mut url) = (Vec::new(), "", "");
        for record in self.0.split(RECORD) {
            let mut parts = record.split(PART);
            let mut part = || parts.next().unwrap_or_default();
            let [kind, path, sort_key, text] = [part(), part(), part(), part()];
            if kind == PAGE {
                (page, url) = (path, sort_key);
                continue;
            }
            let Some(fit) = words.fit(text) else { continue };
            let (page, url) = if kind == QUOTE { (page, url) } else { ("", "") };
            let [kind, text, path, page, url, sort_key] =
                [kind, text, path, page, url, sort_key].map(str::to_owned);
            hits.push(Hit { kind, fit, text, path, page, url, sort_key });
        }
        hits.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut known = BTreeSet::new();
        hits.retain(|hit| known.insert(hit.path.clone()));
        hits
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
