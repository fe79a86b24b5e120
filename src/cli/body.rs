//! `body`: posts with their holders in succession, meetings, and what the body is part of.

use super::Outcome;
use super::args::Body;
use super::error::CliError;
use super::lookup::{Sought, one};
use super::output::Output;
use crate::reports;
use crate::triples::GraphFolder;

/// Prints what the graph says of one body.
pub(super) fn body(arguments: &Body, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.asked.graph.graph)?.store()?;
    let body = one(&store, Sought::Body, &arguments.asked.name)?;
    reports::body(&store, &body)?.print(arguments.asked.format, output)?;
    Ok(Outcome::Done)
}
