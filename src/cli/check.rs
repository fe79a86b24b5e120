//! `check`: what in the graph cannot be as it stands, and what breaks the shapes of the ontology.

use super::Outcome;
use super::args::{Check, RowFormat};
use super::error::CliError;
use super::output::{Output, tell};
use super::table::Rows;
use crate::reports::{contradictions, term_in_words, with_prefixes};
use crate::triples::{GraphFolder, Triplestore, Violation, violations};

/// Columns of what breaks a shape, after those of contradictions.
const BROKEN: [&str; 4] = ["thing", "path", "value", "problem"];
const KIND: &str = "kind";
/// Columns of contradictions that a table shows; the other forms have all.
const SHORT: [&str; 9] = [
    "kind",
    "from",
    "until",
    "left",
    "left_quote",
    "left_page",
    "right",
    "right_quote",
    "right_page",
];

/// Prints the contradictions of the graph, each with the words of both sides, and what breaks a shape.
pub(super) fn check(arguments: &Check, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let contradictions = contradictions(&store)?;
    let broken = violations(&store).map_err(CliError::asked)?;
    if contradictions.rows.is_empty() && broken.is_empty() {
        tell(&"nothing in the graph contradicts itself, and nothing breaks a shape");
        return Ok(Outcome::Done);
    }
    let rows = together(&contradictions, &broken, &store);
    match arguments.format {
        RowFormat::Table | RowFormat::Md => {
            let of_shapes = |row: &Vec<Option<String>>| {
                row.iter().rev().take(BROKEN.len()).any(Option::is_some)
            };
            let (shapes, others) = rows.rows.iter().cloned().partition::<Vec<_>, _>(of_shapes);
            for (rows_of, columns) in
                [(others, &SHORT[..]), (shapes, &["thing", "problem", "value"])]
            {
                if !rows_of.is_empty() {
                    let part = Rows { columns: rows.columns.clone(), rows: rows_of };
                    part.with(columns).print(arguments.format, output)?;
                }
            }
        }
        RowFormat::Json | RowFormat::Csv | RowFormat::Tsv => {
            rows.print(arguments.format, output)?;
        }
    }
    Ok(Outcome::Wrong)
}

/// A row a contradiction, then a row a broken shape, whose kind is the name of its constraint in SHACL.
fn together(contradictions: &Rows, broken: &[Violation], store: &Triplestore) -> Rows {
    let mut rows = contradictions.clone();
    rows.columns.extend(BROKEN.map(str::to_owned));
    for row in &mut rows.rows {
        row.resize(rows.columns.len(), None);
    }
    for violation in broken {
        let cells = rows.columns.iter().map(|column| match column.as_str() {
            KIND => Some(violation.constraint.to_owned()),
            "thing" => Some(with_prefixes(&format!("<{}>", violation.thing), store)),
            "path" => violation.path.as_ref().map(|path| with_prefixes(path, store)),
            "value" => violation.value.as_ref().map(|value| term_in_words(value, store)),
            "problem" => Some(with_prefixes(&violation.problem, store)),
            _ => None,
        });
        let cells = cells.collect();
        rows.rows.push(cells);
    }
    rows
}
