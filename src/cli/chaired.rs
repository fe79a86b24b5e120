//! `chaired`: who chaired what, by person, body, unit and time.

use super::Outcome;
use super::args::Chaired;
use super::error::CliError;
use super::lookup::tell_unknown;
use super::output::Output;
use crate::reports::{self, Role};
use crate::triples::GraphFolder;

const ALL: [&str; 8] = ["date", "person", "office", "meeting", "body", "quote", "page", "url"];
/// What a table shows; the other forms have all columns.
const SHORT: [&str; 5] = ["date", "person", "office", "meeting", "body"];

/// Prints a row a person who chairs a meeting.
pub(super) fn chaired(arguments: &Chaired, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let rows = reports::chaired(&store, &arguments.chosen.choice(), &[Role::Chair])?.with(&ALL);
    if rows.rows.is_empty() {
        tell_unknown(&store, &arguments.chosen)?;
    }
    rows.print_briefly(&SHORT, arguments.format, output)?;
    Ok(Outcome::Done)
}
