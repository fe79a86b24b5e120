//! `repeated`: lines that stand on many pages of a site, as the table of tables that keeps them out of facts.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Outcome;
use super::args::Repeated as Arguments;
use super::error::CliError;
use super::inputs::{each, ontology};
use super::output::Output;
use crate::document::{Document, PartKind, site};
use crate::ontology::pages::Repeated;

/// Longest line, in bytes, that is looked at: longer ones are text.
const LONGEST: usize = 600;
/// Letters that a line must have.
const LETTERS: usize = 3;

/// What is known of one site.
#[derive(Default)]
struct Site {
    pages: usize,
    /// Number of pages by line; the first that has it gives its words.
    lines: HashMap<String, (usize, String)>,
}

/// Prints the lines that a share of the pages of their site have, the most frequent first.
pub(super) fn repeated(arguments: &Arguments, output: &mut Output) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.files.ontology.as_deref())?;
    let mut sites: BTreeMap<String, Site> = BTreeMap::new();
    let work = |document: &Document| {
        let site = document.url.as_deref().and_then(site).map(str::to_ascii_lowercase);
        site.map(|site| (site, lines(document)))
    };
    let progress = each(&arguments.read, &ontology.pages, work, |found| {
        if let Some((site, lines)) = found {
            let site = sites.entry(site).or_default();
            site.pages += 1;
            for (key, line) in lines {
                site.lines.entry(key).or_insert((0, line)).0 += 1;
            }
        }
        Ok(())
    })?;
    let mut table = csv::Writer::from_writer(output);
    table.write_record(["site", "line", "pages", "of"])?;
    for (name, site) in &sites {
        let least = arguments.pages.max(site.pages * usize::from(arguments.share) / 100);
        let mut rows: Vec<_> = site.lines.values().filter(|(pages, _)| *pages >= least).collect();
        rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        for (pages, line) in rows {
            table.write_record([name, line, &pages.to_string(), &site.pages.to_string()])?;
        }
    }
    table.flush()?;
    progress.outcome()
}

/// The lines of a page that are no headline, each once.
fn lines(document: &Document) -> Vec<(String, String)> {
    let parts = document.parts.iter().filter(|part| part.kind != PartKind::Title);
    let told = parts.map(|part| &document.text[part.span.clone()]);
    let all: Vec<&str> =
        if document.parts.is_empty() { document.text.lines().collect() } else { told.collect() };
    let mut known = HashSet::new();
    let is_line = |line: &&str| {
        line.len() <= LONGEST && line.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS
    };
    let keyed = all.into_iter().map(str::trim).filter(is_line);
    let keyed = keyed.map(|line| (Repeated::key(line), line.to_owned()));
    keyed.filter(|(key, _)| known.insert(key.clone())).collect()
}
