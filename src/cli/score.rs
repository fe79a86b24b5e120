//! `score`: facts measured against annotations.

use std::io::Write;

use super::Outcome;
use super::args::{Errors, RowFormat, Score};
use super::error::CliError;
use super::output::Output;
use super::table::Rows;
use crate::evaluation::{Figures, Kind, Miss, read_facts_by_document, read_gold, score};
use crate::reports::Report;

const COLUMNS: [&str; 6] = ["kind", "precision", "recall", "f1", "gold", "found"];
const MISSES: [&str; 4] = ["miss", "kind", "document", "item"];

/// Prints a row of figures a kind, and where it is asked for a row an item that is not as annotated.
pub(super) fn run(arguments: &Score, output: &mut Output) -> Result<Outcome, CliError> {
    let gold = read_gold(&arguments.gold)?;
    let found = read_facts_by_document(&arguments.facts)?;
    let scored = score(&gold, &found);
    let mut figures = Rows::new(&COLUMNS);
    for kind in Kind::ALL {
        let of_kind = scored.figures.get(&kind).copied().unwrap_or_default();
        figures.push(cells(kind, of_kind, arguments.format));
    }
    if arguments.errors() == Errors::Leave {
        figures.print(arguments.format, output)?;
        return Ok(Outcome::Done);
    }
    let mut misses = Rows::new(&MISSES);
    scored.misses.into_iter().for_each(|miss| misses.push(told(miss)));
    if arguments.format == RowFormat::Table {
        misses.print(RowFormat::Table, output)?;
        writeln!(output)?;
        figures.print(RowFormat::Table, output)?;
        return Ok(Outcome::Done);
    }
    let mut report = Report::new(&arguments.gold.display().to_string());
    report.section("misses", misses, &MISSES);
    report.section("figures", figures, &COLUMNS);
    report.print(arguments.format, output)?;
    Ok(Outcome::Done)
}

/// Figures for reading have three places behind the point, others four.
fn cells(kind: Kind, figures: Figures, format: RowFormat) -> [String; 6] {
    let places = if format == RowFormat::Table { 3 } else { 4 };
    let [precision, recall, f1] = [figures.precision(), figures.recall(), figures.f1()]
        .map(|figure| format!("{figure:.places$}"));
    let [gold, found] = [figures.gold(), figures.found()].map(|number| number.to_string());
    [kind.name().to_owned(), precision, recall, f1, gold, found]
}

fn told(miss: Miss) -> [String; 4] {
    let (how, kind, document, item) = match miss {
        Miss::Document(document) => ("missing", "document", document, String::new()),
        Miss::Missing(kind, document, item) => ("missing", kind.name(), document, item),
        Miss::Wrong(kind, document, item) => ("wrong", kind.name(), document, item),
    };
    [how.to_owned(), kind.to_owned(), document, item]
}
