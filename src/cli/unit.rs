//! `unit`: an administrative unit through time, by the gazetteer, and its bodies, by the graph.

mod choose;

use super::Outcome;
use super::args::Unit;
use super::error::CliError;
use super::inputs::ontology;
use super::output::Output;
use crate::ontology::gazetteer::History;
use crate::pipeline::BuildError;
use crate::reports::{self, UnitSeen};
use crate::triples::GraphFolder;

/// Prints what is known of one unit.
pub(super) fn unit(arguments: &Unit, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let ontology = ontology(arguments.ontology.as_deref())?;
    let gazetteer = &ontology.gazetteer;
    let history = History::read(gazetteer).map_err(BuildError::from)?;
    let version = choose::version(arguments, &store, gazetteer, &history)?;
    let seen = UnitSeen::new(gazetteer, &history, version, choose::day(arguments));
    reports::unit(&store, &seen)?.print(arguments.format, output)?;
    Ok(Outcome::Done)
}
