//! `chaired`: who chaired what, by person, body, unit and time.

use super::Outcome;
use super::args::Chaired;
use super::error::CliError;
use super::lookup::tell_unknown;
use super::output::Output;
use super::query::rows_of;
use super::words::conditions;
use crate::triples::GraphFolder;

const QUESTION: &str = include_str!("chaired.rq");
/// The line of the question that conditions take the place of.
const CONDITIONS: &str = "  # conditions\n";

const ALL: [&str; 8] = ["date", "person", "office", "meeting", "body", "quote", "page", "url"];
/// What a table shows; the other forms have all columns.
const SHORT: [&str; 5] = ["date", "person", "office", "meeting", "body"];

/// Prints a row a person who chairs a meeting.
pub(super) fn chaired(arguments: &Chaired, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let text = QUESTION.replace(CONDITIONS, &conditions(&arguments.chosen));
    let rows = rows_of(&store, &text)?.joined("part", &["office", "body"]);
    let rows = rows.dated("date", "earliest", "latest").with(&ALL);
    if rows.rows.is_empty() {
        tell_unknown(&store, &arguments.chosen)?;
    }
    rows.print_briefly(&SHORT, arguments.format, output)?;
    Ok(Outcome::Done)
}
