//! `check`: what in the graph cannot be as it stands.

use super::Outcome;
use super::args::Check;
use super::error::CliError;
use super::output::{Output, tell};
use super::query::rows_of;
use crate::triples::GraphFolder;

const QUESTION: &str = include_str!("check.rq");

/// Prints the contradictions of the graph, each with the words of both sides.
pub(super) fn check(arguments: &Check, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let rows = rows_of(&store, QUESTION)?;
    if rows.rows.is_empty() {
        tell(&"nothing in the graph contradicts itself");
        return Ok(Outcome::Done);
    }
    rows.print(arguments.format, output)?;
    Ok(Outcome::Wrong)
}
