//! `search`: names and quoted words, those that fit best first.

use super::Outcome;
use super::args::Search;
use super::error::CliError;
use super::output::{Output, tell};
use crate::reports;
use crate::text::Words;
use crate::triples::{FolderError, GraphFolder};

/// What a table shows; the other forms have all columns.
const SHORT: [&str; 4] = ["kind", "words", "page", "address"];

/// Prints a row a name or quote.
pub(super) fn search(arguments: &Search, output: &mut Output) -> Result<Outcome, CliError> {
    if Words::new(&arguments.text).is_empty() {
        return Err(CliError::NoWords);
    }
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let mut rows = reports::search(&store, &arguments.text).map_err(FolderError::Store)?;
    let count = rows.rows.len();
    rows.rows.truncate(arguments.limit);
    rows.print_briefly(&SHORT, arguments.format, output)?;
    if count > arguments.limit {
        let more = count - arguments.limit;
        tell(&format_args!("{more} more; give more words, or --limit {count}"));
    }
    Ok(Outcome::Done)
}
