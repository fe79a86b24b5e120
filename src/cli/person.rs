//! `person`: offices in order of time, meetings, partners in the chair, sources.

use super::Outcome;
use super::args::Person;
use super::error::CliError;
use super::lookup::{Sought, one};
use super::output::Output;
use crate::reports;
use crate::triples::GraphFolder;

/// Prints what the graph says of one person.
pub(super) fn person(arguments: &Person, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.asked.graph.graph)?.store()?;
    let person = one(&store, Sought::Person, &arguments.asked.name)?;
    reports::person(&store, &person)?.print(arguments.asked.format, output)?;
    Ok(Outcome::Done)
}
