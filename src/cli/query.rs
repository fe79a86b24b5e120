//! `query`: SPARQL over the store.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use oxigraph::model::Term;

use super::Outcome;
use super::args::{Query, RowFormat};
use super::error::CliError;
use super::output::Output;
use super::table::Rows;
use crate::triples::{AnswerFormat, GraphFolder, PREFIXES, Table, Triplestore, query};

/// Prints what a query gives.
pub(super) fn ask(arguments: &Query, output: &mut Output) -> Result<Outcome, CliError> {
    let (name, text) = question(arguments)?;
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let wrong = |source| CliError::Query { name: name.clone(), source };
    let answer = query(&store, &text).map_err(wrong)?;
    let format = match arguments.format {
        RowFormat::Table | RowFormat::Md => {
            let table = answer.into_table().map_err(wrong)?;
            shown(&table, &store).print(arguments.format, output)?;
            return Ok(Outcome::Done);
        }
        RowFormat::Json => AnswerFormat::Json,
        RowFormat::Csv => AnswerFormat::Csv,
        RowFormat::Tsv => AnswerFormat::Tsv,
    };
    answer.write(format, &mut *output).map_err(wrong)?;
    if arguments.format == RowFormat::Json {
        writeln!(output)?;
    }
    Ok(Outcome::Done)
}

/// The query's name for messages, and its text.
fn question(arguments: &Query) -> Result<(String, String), CliError> {
    let text = arguments.text.as_deref().unwrap_or_default();
    let named = Some(Path::new(text)).filter(|path| is_query_file(path));
    if let Some(path) = arguments.file.as_deref().or(named) {
        let failed = |source| CliError::Read { path: path.to_owned(), source };
        return Ok((path.display().to_string(), fs::read_to_string(path).map_err(failed)?));
    }
    if text != "-" {
        return Ok(("query".to_owned(), text.to_owned()));
    }
    let mut text = String::new();
    let failed = |source| CliError::Read { path: "-".into(), source };
    io::stdin().read_to_string(&mut text).map_err(failed)?;
    Ok(("-".to_owned(), text))
}

/// Whether words name a file rather than are a query.
fn is_query_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rq") || path.is_file()
}

/// The rows of one of our own questions.
pub(super) fn rows_of(store: &Triplestore, text: &str) -> Result<Rows, CliError> {
    let wrong = |source| CliError::Query { name: "chutri".to_owned(), source };
    let table = query(store, text).and_then(crate::triples::Answer::into_table).map_err(wrong)?;
    Ok(shown(&table, store))
}

/// Terms as people read them: words without quotes, addresses with their prefix.
fn shown(table: &Table, store: &Triplestore) -> Rows {
    let cell = |term: &Option<Term>| term.as_ref().map(|term| words(term, store.base()));
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect());
    Rows { columns: table.columns.clone(), rows: rows.collect() }
}

fn words(term: &Term, base: &str) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => shortened(node.as_str(), base),
        Term::BlankNode(node) => node.to_string(),
    }
}

/// An address with the prefix that stands for its beginning, where that is allowed in SPARQL.
fn shortened(iri: &str, base: &str) -> String {
    let prefixes = PREFIXES.into_iter().chain([("id", base)]);
    let known = prefixes.filter_map(|(prefix, namespace)| {
        iri.strip_prefix(namespace).map(|local| format!("{prefix}:{local}"))
    });
    known.min_by_key(String::len).unwrap_or_else(|| format!("<{iri}>"))
}
