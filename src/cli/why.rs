//! `why`: what stands behind a thing of the graph. Every statement with the words that say it, where they stand
//! and which rule found them; what is left open; and the decisions that were heeded.

mod asked;
mod context;
mod print;

use super::Outcome;
use super::args::{RowFormat, Why};
use super::error::CliError;
use super::output::Output;
use crate::links::Decisions;
use crate::pipeline::BuildError;
use crate::reports::Account;
use crate::triples::GraphFolder;
use context::Context;

/// Prints what stands behind one thing.
pub(super) fn why(arguments: &Why, output: &mut Output) -> Result<Outcome, CliError> {
    let folder = GraphFolder::open(&arguments.graph.graph)?;
    let store = folder.store()?;
    let thing = asked::one(&store, arguments.what.trim())?;
    let mut account = Account::of(&store, &thing, &decisions(&folder)?)?;
    let context = Context::read(&store, account.pages(), &arguments.texts)?;
    account.put_in(|page, place, words| context.around(page, place, words));
    match arguments.format {
        RowFormat::Table | RowFormat::Md => print::print(&account, arguments.format, output)?,
        format => account.report().print(format, output)?,
    }
    Ok(Outcome::Done)
}

/// The decisions of users that the graph was built with.
fn decisions(folder: &GraphFolder) -> Result<Decisions, CliError> {
    let Some(text) = folder.decisions()? else { return Ok(Decisions::default()) };
    let path = folder.root().join("decisions.csv");
    Ok(Decisions::parse(&text).map_err(|source| BuildError::Decisions { path, source })?)
}
