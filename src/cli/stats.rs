//! `stats`: what the graph holds, in numbers.

use super::Outcome;
use super::args::Stats;
use super::error::CliError;
use super::output::Output;
use super::query::rows_of;
use crate::triples::GraphFolder;

const QUESTION: &str = include_str!("stats.rq");

/// Prints how many things of each class, and statements of each kind, there are.
pub(super) fn stats(arguments: &Stats, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    rows_of(&store, QUESTION)?.print(arguments.format, output)?;
    Ok(Outcome::Done)
}
