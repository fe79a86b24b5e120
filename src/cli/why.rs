//! `why`: what stands behind a thing of the graph. Every statement with the words that say it, where they stand
//! and which rule found them; what is left open; and the decisions that were heeded.

mod account;
mod asked;
mod context;
mod print;

use super::Outcome;
use super::args::{RowFormat, Why};
use super::error::CliError;
use super::output::Output;
use crate::triples::GraphFolder;
use account::Account;
use context::Context;

/// Prints what stands behind one thing.
pub(super) fn why(arguments: &Why, output: &mut Output) -> Result<Outcome, CliError> {
    let folder = GraphFolder::open(&arguments.graph.graph)?;
    let store = folder.store()?;
    let thing = asked::one(&store, arguments.what.trim())?;
    let mut account = Account::of(&folder, &store, &thing)?;
    let context = Context::read(&store, account.pages(), &arguments.texts)?;
    account.put_in(&context);
    match arguments.format {
        RowFormat::Table | RowFormat::Md => print::print(&account, arguments.format, output)?,
        format => account.report().print(format, output)?,
    }
    Ok(Outcome::Done)
}
