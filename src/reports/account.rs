//! What stands behind a thing, as rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cells;
use super::report::Report;
use super::rows::Rows;
use super::terms::rows_of;
use super::unit::placed;
use super::words::{about, literal};
use crate::links::{Decision, Decisions, Verdict};
use crate::ontology::Ontology;
use crate::text::fold;
use crate::triples::{QueryError, Triplestore};

const ABOUT: &str = include_str!("account/about.rq");
const FACTS: &str = include_str!("account/facts.rq");
const SAID: &str = include_str!("account/said.rq");
const CANDIDATES: &str = include_str!("account/candidates.rq");
const UNDECIDED: &str = include_str!("account/undecided.rq");
const CONTRADICTIONS: &str = include_str!("account/contradictions.rq");
const MENTIONS: &str = include_str!("account/mentions.rq");
const QUOTES: &str = include_str!("account/quotes.rq");
const DIGESTS: &str = "SELECT ?page ?digest WHERE { ?d dct:identifier ?page ; ct:sha256 ?digest }";
/// The line of [`SAID`] that a condition on words takes the place of.
const WORDS: &str = "  # words of what\n";
/// What one row a quote has several of.
const LISTED: [&str; 2] = ["how", "rule"];

/// Something that the graph speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its address.
    pub iri: String,
    /// Its class, with the prefix `ct:`.
    pub class: String,
    /// The class in words.
    pub kind: String,
    /// What it is called, or what it says.
    pub label: String,
}

/// What is at an address.
///
/// # Errors
/// Where the store fails.
pub fn subject(store: &Triplestore, iri: &str) -> Result<Option<Subject>, QueryError> {
    let row = rows_of(store, &about(ABOUT, iri))?.rows.into_iter().next();
    let cells = row.map(|row| row.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>());
    let Some([class, kind, label]) = cells.and_then(|cells| <[String; 3]>::try_from(cells).ok())
    else {
        return Ok(None);
    };
    Ok(Some(Subject { iri: iri.to_owned(), class, kind, label }))
}

/// The addresses of what a thing that is no more became.
///
/// # Errors
/// Where the store fails.
pub fn heirs(store: &Triplestore, iri: &str) -> Result<Vec<String>, QueryError> {
    let heirs = "SELECT DISTINCT (STR(?x) AS ?new) WHERE { $this dct:isReplacedBy+ ?x . ?x a ?c }";
    cells(store, &about(heirs, iri))
}

/// The addresses of pages by name or address, and of statements by the ends of theirs, which tables print.
///
/// # Errors
/// Where the store fails.
pub fn identified(store: &Triplestore, what: &str) -> Result<Vec<String>, QueryError> {
    let (name, end) = (literal(what), literal(&format!(".{what}")));
    cells(
        store,
        &format!(
            "SELECT DISTINCT (STR(?x) AS ?found) WHERE {{ \
             {{ ?x dct:identifier {name} }} UNION {{ ?x schema:url {name}^^xsd:anyURI }} UNION \
             {{ ?x ct:confidence ?belief FILTER(STRENDS(STR(?x), {end})) }} }} ORDER BY ?found"
        ),
    )
}

/// The quotes of pages, which are given by name: page, start and end in code points, and words.
///
/// # Errors
/// Where the store fails.
pub fn quotes_of<'a>(
    store: &Triplestore,
    pages: impl IntoIterator<Item = &'a str>,
) -> Result<Rows, QueryError> {
    let names: Vec<String> = pages.into_iter().map(literal).collect();
    rows_of(store, &QUOTES.replace("$pages", &names.join(" ")))
}

/// The digest of each page's text, by its name.
///
/// # Errors
/// Where the store fails.
pub fn digests(store: &Triplestore) -> Result<BTreeMap<String, String>, QueryError> {
    let rows = rows_of(store, DIGESTS)?.rows.into_iter();
    Ok(rows.filter_map(|row| Some((row[0].clone()?, row[1].clone()?))).collect())
}

/// What stands behind a thing.
#[derive(Clone, Debug)]
pub struct Account {
    /// The thing.
    pub subject: Subject,
    /// Its address, and what is known of it.
    pub about: Rows,
    /// A row a quote, those of one statement together.
    pub said: Rows,
    /// Readings that are left open.
    pub candidates: Rows,
    /// People who may be the same.
    pub undecided: Rows,
    /// What speaks against it.
    pub contradictions: Rows,
    /// Decisions of users about the people that it speaks of.
    pub decisions: Rows,
}

impl Account {
    /// Gathers what stands behind `subject`, and which of the decisions in force are about its people.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn of(
        store: &Triplestore,
        subject: &Subject,
        decisions: &Decisions,
    ) -> Result<Self, QueryError> {
        let ask = |question: &str| rows_of(store, &about(question, &subject.iri));
        let mut facts = ask(FACTS)?;
        let address = [Some("address".to_owned()), Some(subject.iri.clone())];
        facts.rows.insert(0, address.to_vec());
        let said = ask(&SAID.replace(WORDS, words_of(subject)))?;
        Ok(Self {
            subject: subject.clone(),
            about: facts,
            said: one_a_quote(&said),
            candidates: placed_readings(ask(CANDIDATES)?),
            undecided: ask(UNDECIDED)?.joined("address", &["for", "against"]),
            contradictions: ask(CONTRADICTIONS)?,
            decisions: heeded(decisions, &ask(MENTIONS)?),
        })
    }

    /// Names of the pages whose words it shows.
    pub fn pages(&self) -> BTreeSet<&str> {
        let page = self.said.place("page");
        self.said.rows.iter().filter_map(|row| row[page?].as_deref()).collect()
    }

    /// Puts before and behind each quote what stands around it, which `around` tells: by page, place in code
    /// points and words.
    pub fn put_in(&mut self, around: impl Fn(&str, Range<usize>, &str) -> [String; 2]) {
        let places = ["page", "start", "end", "quote"].map(|name| self.said.place(name));
        let [Some(page), Some(start), Some(end), Some(quote)] = places else { return };
        let sides = [self.said.place("before"), self.said.place("after")];
        for row in &mut self.said.rows {
            let number = |at: usize| row[at].as_deref().and_then(|cell| cell.parse().ok());
            let (Some(from), Some(to)) = (number(start), number(end)) else { continue };
            let (name, words) = (row[page].clone(), row[quote].clone());
            let found = around(&name.unwrap_or_default(), from..to, &words.unwrap_or_default());
            for (at, words) in sides.into_iter().zip(found) {
                if let Some(at) = at {
                    row[at] = Some(words).filter(|words| !words.is_empty());
                }
            }
        }
    }

    /// All of it as a report, whose forms for programs it takes.
    pub fn report(&self) -> Report {
        let mut report = Report::new(&self.subject.label);
        report.fact("kind", self.subject.kind.clone());
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
fn words_of(subject: &Subject) -> &'static str {
    match subject.class.as_str() {
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
fn heeded(decisions: &Decisions, mentions: &Rows) -> Rows {
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
    let known: BTreeSet<(String, &str)> = mentions
        .rows
        .iter()
        .filter_map(|row| Some((fold(row[0].as_deref()?), row[1].as_deref()?)))
        .collect();
    let is_known = |name: &str, page: &str| known.contains(&(fold(name), page));
    for decision in decisions.iter() {
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
    rows
}

fn told(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "same",
        Verdict::Different => "different",
        Verdict::Unsure => "unsure",
    }
}
