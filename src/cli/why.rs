//! `why`: the words behind what the graph says.

use super::Outcome;
use super::args::Why;
use super::error::CliError;
use super::lookup::address;
use super::output::Output;
use super::query::rows_of;
use super::words::named;
use crate::triples::{GraphFolder, Triplestore, nearest};

const QUESTION: &str = include_str!("why.rq");
const CONDITIONS: &str = "      # conditions\n";

/// What a table shows; the other forms have all columns.
const SHORT: [&str; 5] = ["who", "how", "what", "quote", "page"];

/// Prints a row a quote: who, what, on which page, where on it, and found by which rule.
pub(super) fn why(arguments: &Why, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let what = arguments.what.trim();
    let text = QUESTION.replace(CONDITIONS, &condition(what, &store));
    let rows = rows_of(&store, &text)?;
    if rows.rows.is_empty() {
        let near = nearest(&store, "Person", what).map_err(CliError::asked)?;
        return Err(CliError::Unknown { what: what.to_owned(), near });
    }
    rows.print_briefly(&SHORT, arguments.format, output)?;
    Ok(Outcome::Done)
}

/// A condition that `?x` is what was asked for: an address, a path below the base, or a name.
fn condition(what: &str, store: &Triplestore) -> String {
    match address(what, store) {
        Some(iri) => format!("  VALUES ?x {{ <{iri}> }}\n"),
        None => format!("  {}\n", named("?x", what)),
    }
}
