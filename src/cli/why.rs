//! `why`: the words behind what the graph says.

use super::Outcome;
use super::args::{RowFormat, Why};
use super::error::CliError;
use super::output::Output;
use super::query::rows_of;
use super::words::named;
use crate::triples::{GraphFolder, Triplestore};

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
        return Err(CliError::Unknown { what: what.to_owned() });
    }
    match arguments.format {
        RowFormat::Table | RowFormat::Md => rows.with(&SHORT).print(arguments.format, output)?,
        _ => rows.print(arguments.format, output)?,
    }
    Ok(Outcome::Done)
}

/// A condition that `?x` is what was asked for: an address, a path below the base, or a name.
fn condition(what: &str, store: &Triplestore) -> String {
    let address = match what.trim_start_matches('<').trim_end_matches('>') {
        iri if iri.starts_with("http://") || iri.starts_with("https://") => Some(iri.to_owned()),
        path => path
            .strip_prefix("id:")
            .or_else(|| is_path(path).then_some(path))
            .map(|path| format!("{}{path}", store.base())),
    };
    match address.filter(|iri| oxigraph::model::NamedNode::new(iri).is_ok()) {
        Some(iri) => format!("  VALUES ?x {{ <{iri}> }}\n"),
        None => format!("  {}\n", named("?x", what)),
    }
}

/// Whether it looks like `person/bui-van-thang.k3f9`.
fn is_path(text: &str) -> bool {
    text.contains('/') && text.is_ascii() && !text.contains(char::is_whitespace)
}
