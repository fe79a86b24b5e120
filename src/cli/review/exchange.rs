//! Decisions out to a table that people fill in, and back.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::Deserialize;

use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::output::{Output, complain, tell};
use crate::links::{Decision, Verdict};
use crate::reports::{COLUMNS, Pair, Record, RecordError, Side, now, pairs, rows_of};
use crate::text::fold;
use crate::triples::Triplestore;

/// Columns that help to decide, after those of decisions.
const EVIDENCE: [&str; 5] = ["belief", "left_evidence", "right_evidence", "for", "against"];
/// How many columns of decisions a table needs: the two mentions and the verdict.
const NEEDED: usize = 5;
const STANDARD: &str = "-";
const NAMED: &str = "SELECT DISTINCT ?page ?name WHERE { ?d schema:mentions ?p ; dct:identifier ?page . \
    ?p a ct:Person ; skos:prefLabel|skos:altLabel ?name }";

/// Writes a row an open pair: what is decided of it so far, and what the pages say of each.
pub(super) fn export(
    store: &Triplestore,
    record: &Record,
    path: &Path,
    output: &mut Output,
) -> Result<Outcome, CliError> {
    if path == Path::new(STANDARD) {
        write(store, record, output)?;
    } else {
        let mut file = Output::file(path)?;
        write(store, record, &mut file)?;
        file.flush()?;
    }
    Ok(Outcome::Done)
}

fn write(store: &Triplestore, record: &Record, out: impl Write) -> Result<(), CliError> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS.iter().chain(&EVIDENCE))?;
    for pair in pairs(store)? {
        table.write_record(row(store, record, &pair)?)?;
    }
    table.flush()?;
    Ok(())
}

fn row(
    store: &Triplestore,
    record: &Record,
    pair: &Pair,
) -> Result<[String; COLUMNS.len() + EVIDENCE.len()], CliError> {
    let known = record.about(pair);
    let verdict = known.map_or("", |known| name(known.verdict)).to_owned();
    let row = known.cloned().unwrap_or_else(|| pair.decision(Verdict::Unsure));
    let said = |side: &Side| {
        let evidence = side.evidence(store)?;
        Ok::<_, CliError>(
            [evidence.offices, evidence.meetings, evidence.quotes].concat().join("\n"),
        )
    };
    let [shared, against] = pair.reasons(store)?.map(|things| things.join("\n"));
    let (left, right) = (said(&pair.left)?, said(&pair.right)?);
    let Decision { left_document, left_name, right_document, right_name, who, when, why, .. } = row;
    let score = pair.score.clone();
    Ok([
        left_document,
        left_name,
        right_document,
        right_name,
        verdict,
        who,
        when,
        why,
        score,
        left,
        right,
        shared,
        against,
    ])
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "same",
        Verdict::Different => "different",
        Verdict::Unsure => "unsure",
    }
}

/// A row as people fill it in.
#[derive(Deserialize)]
struct Filled {
    left_document: String,
    left_name: String,
    right_document: String,
    right_name: String,
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    why: String,
}

impl Filled {
    /// The decision of the row: none where the verdict is left empty.
    fn decision(self, who: &str) -> Result<Option<Decision>, String> {
        let verdict = match self.verdict.trim().to_lowercase().as_str() {
            "" => return Ok(None),
            "same" => Verdict::Same,
            "different" => Verdict::Different,
            "unsure" => Verdict::Unsure,
            other => return Err(format!("`{other}` is none of same, different, unsure")),
        };
        let or = |given: String, other: String| if given.is_empty() { other } else { given };
        Ok(Some(Decision {
            left_document: self.left_document,
            left_name: self.left_name,
            right_document: self.right_document,
            right_name: self.right_name,
            verdict,
            who: or(self.who, who.to_owned()),
            when: or(self.when, now()),
            why: self.why,
        }))
    }
}

/// Takes over the rows that have a verdict. Wrong rows are told and left out; what is about pages that
/// the graph has not is kept, and told.
pub(super) fn import(
    store: &Triplestore,
    record: &mut Record,
    path: &Path,
) -> Result<Outcome, CliError> {
    let failed = |source| CliError::Read { path: path.to_owned(), source };
    let table: Box<dyn Read> = if path == Path::new(STANDARD) {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(failed)?)
    };
    let known = named(store)?;
    let (mut taken, mut rejected) = (Vec::new(), 0);
    let mut reader = csv::Reader::from_reader(table);
    let wrong = |source| RecordError::Table { path: path.to_owned(), source };
    let head = reader.headers().map_err(wrong)?.clone();
    let lacks = |column: &&&str| !head.iter().any(|name| name == **column);
    let lacking: Vec<_> = COLUMNS[..NEEDED].iter().filter(lacks).copied().collect();
    if !lacking.is_empty() {
        return Err(CliError::Columns { path: path.to_owned(), lacking });
    }
    for (row, line) in reader.records().zip(2_u64..) {
        let place = |line| format!("{}:{line}", path.display());
        let row = row.map_err(wrong)?;
        let line = row.position().map_or(line, csv::Position::line);
        let filled = row.deserialize::<Filled>(Some(&head)).map_err(wrong)?;
        match filled.decision(record.who()) {
            Ok(None) => {}
            Ok(Some(decision)) => {
                for (page, name) in unknown(&decision, &known) {
                    let place = place(line);
                    tell(&format_args!(
                        "{place}: no page `{page}` of this graph names `{name}`; kept"
                    ));
                }
                taken.push(decision);
            }
            Err(error) => {
                complain(&format_args!("{}: {error}; left out", place(line)));
                rejected += 1;
            }
        }
    }
    let count = taken.len();
    record.put(taken)?;
    let into = record.path().display();
    tell(&format_args!("{count} decisions taken into {into}, {rejected} rejected"));
    Ok(if rejected == 0 { Outcome::Done } else { Outcome::Rejected })
}

/// Every page with every person that it names.
fn named(store: &Triplestore) -> Result<BTreeSet<(String, String)>, CliError> {
    let rows = rows_of(store, NAMED)?.rows.into_iter();
    let pairs = rows.filter_map(|mut row| Some((row.pop()??, row.pop()??)));
    Ok(pairs.map(|(name, page)| (page, fold(&name))).collect())
}

/// The mentions of a decision that the graph does not hold.
fn unknown<'a>(
    decision: &'a Decision,
    known: &BTreeSet<(String, String)>,
) -> Vec<(&'a str, &'a str)> {
    let mentions = [
        (decision.left_document.as_str(), decision.left_name.as_str()),
        (decision.right_document.as_str(), decision.right_name.as_str()),
    ];
    let held = |(page, name): &(&str, &str)| known.contains(&((*page).to_owned(), fold(name)));
    mentions.into_iter().filter(|mention| !held(mention)).collect()
}
