//! `review`: pairs of people left open, shown side by side and decided; the decisions stand in the graph
//! folder as `decisions.csv`, and every build heeds them.

mod exchange;
mod session;

use std::io;

use super::Outcome;
use super::args::Review;
use super::error::CliError;
use super::output::Output;
use crate::reports::Record;
use crate::triples::GraphFolder;
use session::Which;

/// Lets the user decide, or gives out and takes in decisions.
pub(super) fn review(arguments: &Review, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let mut record = Record::read(&arguments.graph.graph, &arguments.who)?;
    if let Some(path) = &arguments.export {
        return exchange::export(&store, &record, path, output);
    }
    if let Some(path) = &arguments.import {
        return exchange::import(&store, &mut record, path);
    }
    let which = if arguments.again { Which::All } else { Which::Undecided };
    session::session(&store, &mut record, which, io::stdin().lock(), output)
}
