//! `why`: the words behind what the graph says.

use super::Outcome;
use super::args::Why;
use super::error::CliError;
use super::lookup::address;
use super::output::Output;
use crate::reports::{self, Supported};
use crate::triples::{GraphFolder, nearest};

/// What a table shows; the other forms have all columns.
const SHORT: [&str; 5] = ["who", "how", "what", "quote", "page"];

/// Prints a row a quote: who, what, on which page, where on it, and found by which rule.
pub(super) fn why(arguments: &Why, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let what = arguments.what.trim();
    let address = address(what, &store);
    let supported = address.as_deref().map_or(Supported::Named(what), Supported::Address);
    let rows = reports::why(&store, supported)?;
    if rows.rows.is_empty() {
        let near = nearest(&store, "Person", what).map_err(CliError::asked)?;
        return Err(CliError::Unknown { what: what.to_owned(), near });
    }
    rows.print_briefly(&SHORT, arguments.format, output)?;
    Ok(Outcome::Done)
}
