//! `chaired`: who chaired what, by person, body, unit and time.

use super::Outcome;
use super::args::Chaired;
use super::error::CliError;
use super::lookup::tell_nothing;
use super::output::Output;
use crate::reports::{self, Role, Rows};
use crate::triples::GraphFolder;

const ALL: [&str; 10] =
    ["date", "person", "office", "meeting", "body", "quote", "page", "url", "id", "part"];
/// What a table shows; the other forms have all columns.
const SHORT: [&str; 6] = ["date", "person", "office", "meeting", "body", "id"];

/// Prints a row a person who chairs a meeting.
pub(super) fn chaired(arguments: &Chaired, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let rows = reports::chaired(&store, &arguments.chosen.choice()?, &[Role::Chair])?;
    let rows = identified(rows).with(&ALL);
    if rows.rows.is_empty() {
        tell_nothing(&store, &arguments.chosen)?;
    }
    rows.print_briefly(&SHORT, arguments.format, output)?;
    Ok(Outcome::Done)
}

/// The rows with the end of each statement's address, behind the name of the person, by which `why` knows it.
fn identified(mut rows: Rows) -> Rows {
    let part = rows.place("part");
    rows.columns.push("id".to_owned());
    for row in &mut rows.rows {
        let address = part.and_then(|at| row[at].as_deref());
        let end = address.and_then(|address| address.split_once('.'));
        row.push(end.map(|(_, end)| end.to_owned()));
    }
    rows
}
