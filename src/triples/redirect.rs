//! Addresses that things had before: when identities merge or split, what was found at the old address
//! is to be found again.
//!
//! A generation keeps for each thing a few of the words that speak of it. Where a thing of the last
//! generation has no address in this one, those words tell which things took its place.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use rustc_hash::FxHashSet;

use crate::graph::KnowledgeGraph;
use crate::links::{Entity, EntityKind, Quote};

/// Things of a generation: address, then where they are spoken of, by tabs.
const THINGS: &str = "things.tsv";
/// Old address and new one, by a tab.
const REDIRECTS: &str = "redirects.tsv";

/// Paths of things that are no more, and of those in their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Redirects(BTreeMap<String, BTreeSet<String>>);

impl Redirects {
    /// Reads those of a generation; none where it has none.
    pub(super) fn read(generation: &Path) -> io::Result<Self> {
        let mut redirects = Self::default();
        for line in text(&generation.join(REDIRECTS))?.lines() {
            if let Some((old, new)) = line.split_once('\t') {
                redirects.0.entry(old.to_owned()).or_default().insert(new.to_owned());
            }
        }
        Ok(redirects)
    }

    /// Old and new paths, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(old, new)| new.iter().map(move |new| (old.as_str(), new.as_str())))
    }
}

/// Writes the things of `graph` into a generation, and where those of the generation before it that
/// have gone, now or earlier, are to be found.
pub(super) fn follow(
    graph: &KnowledgeGraph,
    generation: &Path,
    before: Option<&Path>,
) -> io::Result<()> {
    fs::write(generation.join(THINGS), things(graph))?;
    let Some(before) = before else { return Ok(()) };
    let known = text(&before.join(THINGS))?;
    let living: FxHashSet<&str> =
        graph.nodes().map(|(_, node)| node.entity.path.as_str()).collect();
    let gone = known.lines().filter_map(|line| line.split_once('\t'));
    let gone: Vec<(&str, &str)> = gone.filter(|(path, _)| !living.contains(path)).collect();
    let mut redirects = found_again(graph, &gone);
    for (old, new) in Redirects::read(before)?.iter() {
        let on = redirects.get(new).cloned();
        let on = on.or_else(|| living.contains(new).then(|| BTreeSet::from([new.to_owned()])));
        redirects.entry(old.to_owned()).or_default().extend(on.into_iter().flatten());
    }
    redirects.retain(|old, new| !new.is_empty() && !living.contains(old.as_str()));
    let mut lines = String::new();
    for (old, new) in Redirects(redirects).iter() {
        lines.extend([old, "\t", new, "\n"]);
    }
    fs::write(generation.join(REDIRECTS), lines)
}

fn text(path: &Path) -> io::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        // Damaged: what it told is lost, and the graph is none the worse for it.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(String::new()),
        text => text,
    }
}

/// Each thing with the first, the middle and the last of the words that speak of it.
fn things(graph: &KnowledgeGraph) -> String {
    let mut lines = String::new();
    for (_, node) in graph.nodes().filter(|(_, node)| node.entity.kind() != EntityKind::Document) {
        let quotes = &node.entity.quotes;
        lines.push_str(&node.entity.path);
        let mut last = None;
        for at in [0, quotes.len() / 2, quotes.len().saturating_sub(1)] {
            if at < quotes.len() && last.replace(at) != Some(at) {
                lines.push('\t');
                push_place(&mut lines, graph, &node.entity, graph.quote(quotes[at]));
            }
        }
        lines.push('\n');
    }
    lines
}

/// Adds kind of thing and place of the words: one page may speak of things of several kinds in one place.
fn push_place(lines: &mut String, graph: &KnowledgeGraph, of: &Entity, quote: &Quote) {
    let page = &graph.entity(quote.document).path;
    let _ = write!(lines, "{}:{page}:{}-{}", of.kind().name(), quote.start, quote.end);
}

/// The page of a place.
fn page_of(place: &str) -> Option<&str> {
    Some(place.split_once(':')?.1.rsplit_once(':')?.0)
}

/// For each of the things that are gone those that the same words speak of now.
fn found_again(
    graph: &KnowledgeGraph,
    gone: &[(&str, &str)],
) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut asked: HashMap<&str, Vec<&str>> = HashMap::new();
    for (path, places) in gone {
        for place in places.split('\t') {
            asked.entry(place).or_default().push(path);
        }
    }
    if asked.is_empty() {
        return found;
    }
    let pages: FxHashSet<&str> = asked.keys().filter_map(|place| page_of(place)).collect();
    let of_pages: Vec<bool> =
        graph.nodes().map(|(_, node)| pages.contains(node.entity.path.as_str())).collect();
    let mut place = String::new();
    for (_, node) in graph.nodes() {
        let quotes = node.entity.quotes.iter().map(|&quote| graph.quote(quote));
        for quote in quotes.filter(|quote| of_pages[quote.document.index()]) {
            place.clear();
            push_place(&mut place, graph, &node.entity, quote);
            for &old in asked.get(place.as_str()).into_iter().flatten() {
                found.entry(old.to_owned()).or_default().insert(node.entity.path.clone());
            }
        }
    }
    found
}
