//! `stats`: what the graph holds, in numbers.

use super::Outcome;
use super::args::Stats;
use super::error::CliError;
use super::output::Output;
use crate::reports::counts;
use crate::triples::GraphFolder;

/// Prints how many things of each class, and statements of each kind, there are.
pub(super) fn stats(arguments: &Stats, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    counts(&store)?.print(arguments.format, output)?;
    Ok(Outcome::Done)
}
