//! What stands behind a thing, as rows.

use std::collections::BTreeSet;

use super::super::error::CliError;
use super::asked::Thing;
use super::context::Context;
use crate::links::{Decision, Decisions, Verdict};
use crate::ontology::Ontology;
use crate::pipeline::BuildError;
use crate::reports::Report;
use crate::reports::Rows;
use crate::reports::about;
use crate::reports::placed;
use crate::reports::rows_of;
use crate::text::fold;
use crate::triples::{GraphFolder, Triplestore};

const FACTS: &str = include_str!("facts.rq");
const SAID: &str = include_str!("said.rq");
const CANDIDATES: &str = include_str!("candidates.rq");
const UNDECIDED: &str = include_str!("undecided.rq");
const CONTRADICTIONS: &str = include_str!("contradictions.rq");
const MENTIONS: &str = include_str!("mentions.rq");
/// The line of [`SAID`] that a condition on words takes the place of.
const WORDS: &str = "  # words of what\n";
/// What one row a quote has several of.
const LISTED: [&str; 2] = ["how", "rule"];

/// What stands behind a thing.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) thing: Thing,
    /// Its address, and what is known of it.
    pub(super) about: Rows,
    /// A row a quote, those of one statement together.
    pub(super) said: Rows,
    /// Readings that are left open.
    pub(super) candidates: Rows,
    /// People who may be the same.
    pub(super) undecided: Rows,
    pub(super) contradictions: Rows,
    /// Decisions of users about the people that it speaks of.
    pub(super) decisions: Rows,
}

impl Account {
    pub(super) fn of(
        folder: &GraphFolder,
        store: &Triplestore,
        thing: &Thing,
    ) -> Result<Self, CliError> {
        let ask = |question: &str| rows_of(store, &about(question, &thing.iri));
        let mut facts = ask(FACTS)?;
        let address = [Some("address".to_owned()), Some(thing.iri.clone())];
        facts.rows.insert(0, address.to_vec());
        let said = ask(&SAID.replace(WORDS, words_of(thing)))?;
        Ok(Self {
            thing: thing.clone(),
            about: facts,
            said: one_a_quote(&said),
            candidates: placed_readings(ask(CANDIDATES)?),
            undecided: ask(UNDECIDED)?.joined("address", &["for", "against"]),
            contradictions: ask(CONTRADICTIONS)?,
            decisions: decisions(folder, &ask(MENTIONS)?)?,
        })
    }

    /// Names of the pages whose words it shows.
    pub(super) fn pages(&self) -> BTreeSet<&str> {
        let page = self.said.place("page");
        self.said.rows.iter().filter_map(|row| row[page?].as_deref()).collect()
    }

    /// Puts before and behind each quote what stands around it.
    pub(super) fn put_in(&mut self, context: &Context) {
        let places = ["page", "start", "end", "quote"].map(|name| self.said.place(name));
        let [Some(page), Some(start), Some(end), Some(quote)] = places else { return };
        let around = [self.said.place("before"), self.said.place("after")];
        for row in &mut self.said.rows {
            let number = |at: usize| row[at].as_deref().and_then(|cell| cell.parse().ok());
            let (Some(from), Some(to)) = (number(start), number(end)) else { continue };
            let (name, words) = (row[page].clone(), row[quote].clone());
            let found =
                context.around(&name.unwrap_or_default(), from..to, &words.unwrap_or_default());
            for (at, words) in around.into_iter().zip(found) {
                if let Some(at) = at {
                    row[at] = Some(words).filter(|words| !words.is_empty());
                }
            }
        }
    }

    /// All of it as a report, whose forms for programs it takes.
    pub(super) fn report(&self) -> Report {
        let mut report = Report::new(&self.thing.label);
        report.fact("kind", self.thing.kind.clone());
        report.section("facts", self.about.clone(), &[]);
        report.section("said", self.said.clone(), &[]);
        report.section("left_open", self.candidates.clone(), &[]);
        report.section("perhaps_the_same", self.undecided.clone(), &[]);
        report.section("contradictions", self.contradictions.clone(), &[]);
        report.section("decisions", self.decisions.clone(), &[]);
        report
    }
}

/// Which words are asked for: of a page and a quote none but its own.
fn words_of(thing: &Thing) -> &'static str {
    match thing.class.as_str() {
        "ct:Document" => "  FILTER(?d = $this)\n",
        "ct:Quote" => "  FILTER(?q = $this)\n",
        _ => "",
    }
}

/// One row for each place that says a statement, though it has several statuses, or several rules found it; the
/// rank is left out.
fn one_a_quote(said: &Rows) -> Rows {
    let key = "place of a statement";
    let mut keyed = said.clone();
    let places = ["statement", "page", "start", "end"].map(|name| said.place(name));
    keyed.columns.push(key.to_owned());
    for row in &mut keyed.rows {
        let cells = places.iter().flatten().filter_map(|&at| row[at].clone());
        let cells: Vec<String> = cells.collect();
        row.push(Some(cells.join(" ")));
    }
    let columns: Vec<&str> = said.columns.iter().map(String::as_str).collect();
    let columns: Vec<&str> = columns.into_iter().filter(|&name| name != "rank").collect();
    keyed.joined(key, &LISTED).with(&columns)
}

/// Candidates with the names of units where they are known by the gazetteer alone.
fn placed_readings(mut candidates: Rows) -> Rows {
    let (Some(reading), Some(id)) = (candidates.place("reading"), candidates.place("id")) else {
        return candidates;
    };
    for row in &mut candidates.rows {
        let gazetteer = &Ontology::builtin().gazetteer;
        let unit = row[id].as_deref().and_then(|id| gazetteer.find(id));
        if let Some(unit) = unit {
            row[reading] = Some(placed(gazetteer, unit));
        }
    }
    candidates
}

/// The decisions in force of which a side is one of the `mentions`: name and page.
fn decisions(folder: &GraphFolder, mentions: &Rows) -> Result<Rows, CliError> {
    let mut rows = Rows::new(&[
        "verdict",
        "left_name",
        "left_document",
        "right_name",
        "right_document",
        "who",
        "when",
        "why",
    ]);
    let Some(text) = folder.decisions()? else { return Ok(rows) };
    let path = folder.root().join("decisions.csv");
    let decided = Decisions::parse(&text).map_err(|source| BuildError::Decisions { path, source });
    let known: BTreeSet<(String, &str)> = mentions
        .rows
        .iter()
        .filter_map(|row| Some((fold(row[0].as_deref()?), row[1].as_deref()?)))
        .collect();
    let is_known = |name: &str, page: &str| known.contains(&(fold(name), page));
    for decision in decided?.iter() {
        let Decision { left_name, left_document, right_name, right_document, .. } = decision;
        if is_known(left_name, left_document) || is_known(right_name, right_document) {
            rows.push([
                told(decision.verdict).to_owned(),
                left_name.clone(),
                left_document.clone(),
                right_name.clone(),
                right_document.clone(),
                decision.who.clone(),
                decision.when.clone(),
                decision.why.clone(),
            ]);
        }
    }
    Ok(rows)
}

fn told(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "same",
        Verdict::Different => "different",
        Verdict::Unsure => "unsure",
    }
}
