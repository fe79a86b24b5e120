//! `query`: SPARQL over the store, and named questions.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use oxigraph::io::{JsonLdProfileSet, RdfFormat};

use super::Outcome;
use super::args::{Query, QueryFormat, RowFormat};
use super::error::CliError;
use super::lookup::suggestion;
use super::output::{NOTHING, Output, complain, tell};
use super::table::Rows;
use crate::reports::shown;
use crate::triples::{
    Answer, AnswerFormat, Bounds, Exceeded, GraphFolder, QueryError, Terms, query_within, question,
    questions,
};

const MEBIBYTE: u64 = 1024 * 1024;
/// How alike a suggested question is, between 0 and 1.
const ALIKE: f64 = 0.7;

/// Prints what a query gives, or the named questions.
pub(super) fn ask(arguments: &Query, output: &mut Output) -> Result<Outcome, CliError> {
    if arguments.list {
        return list(arguments, output);
    }
    let (name, text) = asked(arguments)?;
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    tell_unknown_terms(&text);
    let wrong = |source| CliError::Query { name: name.clone(), source };
    let answer = query_within(&store, &text, bounds(arguments)).map_err(wrong)?;
    match form(arguments.format, &answer) {
        Form::Reading(format) => {
            let table = answer.into_table().map_err(wrong)?;
            if table.rows.is_empty() {
                tell(&NOTHING);
            }
            shown(&table, &store).print(format, output)?;
        }
        Form::Rows(format) => {
            answer.write(format, &mut *output).map_err(wrong)?;
            if [AnswerFormat::Json, AnswerFormat::Xml].contains(&format) {
                writeln!(output)?;
            }
        }
        Form::Rdf(format) => answer.write_rdf(format, &mut *output).map_err(wrong)?,
    }
    Ok(Outcome::Done)
}

/// Tells which words with the prefix `ct:` are no terms of the ontology: a query for them finds nothing.
fn tell_unknown_terms(text: &str) {
    let terms = Terms::built_in();
    let known: Vec<&str> = terms.names().chain(["matches"]).collect();
    for part in text.split("ct:").skip(1) {
        let end = part.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(part.len());
        let name = &part[..end];
        if !name.is_empty() && !known.contains(&name) {
            let alike = |known: &&&str| strsim::jaro_winkler(known, name);
            let best = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
            let best = best.filter(|best| alike(best) >= ALIKE).map(|best| format!("ct:{best}"));
            complain(&format_args!(
                "ct:{name} is no term of the ontology{}",
                suggestion(best.as_slice())
            ));
        }
    }
}

/// A form of answers.
enum Form {
    Reading(RowFormat),
    Rows(AnswerFormat),
    Rdf(RdfFormat),
}

/// The form asked for; else a table for rows, and Turtle for triples.
fn form(format: Option<QueryFormat>, answer: &Answer) -> Form {
    if let Answer::Triples(_) = answer {
        return form_of_triples(format.unwrap_or(QueryFormat::Ttl));
    }
    match format.unwrap_or(QueryFormat::Table) {
        QueryFormat::Table => Form::Reading(RowFormat::Table),
        QueryFormat::Md => Form::Reading(RowFormat::Md),
        QueryFormat::Json => Form::Rows(AnswerFormat::Json),
        QueryFormat::Csv => Form::Rows(AnswerFormat::Csv),
        QueryFormat::Tsv => Form::Rows(AnswerFormat::Tsv),
        QueryFormat::Xml => Form::Rows(AnswerFormat::Xml),
        format => form_of_triples(format),
    }
}

/// The form of triples: those that have no form as rows are three columns, and their XML is that of RDF.
fn form_of_triples(format: QueryFormat) -> Form {
    match format {
        QueryFormat::Table => Form::Reading(RowFormat::Table),
        QueryFormat::Md => Form::Reading(RowFormat::Md),
        QueryFormat::Json => Form::Reading(RowFormat::Json),
        QueryFormat::Csv => Form::Reading(RowFormat::Csv),
        QueryFormat::Tsv => Form::Reading(RowFormat::Tsv),
        QueryFormat::Ttl => Form::Rdf(RdfFormat::Turtle),
        QueryFormat::Nt => Form::Rdf(RdfFormat::NTriples),
        QueryFormat::Nq => Form::Rdf(RdfFormat::NQuads),
        QueryFormat::Trig => Form::Rdf(RdfFormat::TriG),
        QueryFormat::Rdfxml | QueryFormat::Xml => Form::Rdf(RdfFormat::RdfXml),
        QueryFormat::Jsonld => Form::Rdf(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
    }
}

fn bounds(arguments: &Query) -> Bounds {
    let given = |number: u64| (number > 0).then_some(number);
    Bounds {
        time: given(arguments.timeout).map(Duration::from_secs),
        memory: given(arguments.max_memory).map(|mebibytes| mebibytes.saturating_mul(MEBIBYTE)),
        rows: arguments.max_rows,
        unheeded: Some(give_up),
    }
}

/// Ends the process, as a query does not end itself.
fn give_up(bound: Exceeded) {
    complain(&format_args!("query: {}", QueryError::Exceeded(bound)));
    std::process::exit(2);
}

/// A row a named question.
fn list(arguments: &Query, output: &mut Output) -> Result<Outcome, CliError> {
    let mut rows = Rows::new(&["name", "question", "in_english", "parameters"]);
    for question in questions() {
        let parameters = question.parameters.iter().map(|p| format!("{}: {}", p.name, p.about));
        rows.push([
            question.name.to_owned(),
            question.vietnamese.to_owned(),
            question.english.to_owned(),
            parameters.collect::<Vec<_>>().join("; "),
        ]);
    }
    let format = match arguments.format {
        None | Some(QueryFormat::Table) => RowFormat::Table,
        Some(QueryFormat::Md) => RowFormat::Md,
        Some(QueryFormat::Json) => RowFormat::Json,
        Some(QueryFormat::Csv) => RowFormat::Csv,
        Some(QueryFormat::Tsv) => RowFormat::Tsv,
        Some(_) => {
            return Err(CliError::Query {
                name: "--list".to_owned(),
                source: QueryError::NoTriples,
            });
        }
    };
    rows.print(format, output)?;
    Ok(Outcome::Done)
}

/// The query's name for messages, and its text.
fn asked(arguments: &Query) -> Result<(String, String), CliError> {
    let text = arguments.text.as_deref().unwrap_or_default();
    if let Some(question) = question(text).filter(|_| arguments.file.is_none()) {
        let values: BTreeMap<String, String> = arguments.param.iter().cloned().collect();
        let wrong = |source| CliError::Parameter { name: question.name, source };
        return Ok((text.to_owned(), question.with(&values).map_err(wrong)?));
    }
    if !arguments.param.is_empty() || is_word(text) {
        return Err(CliError::NoQuestion { name: text.to_owned(), near: nearest(text) });
    }
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

/// Whether it looks like the name of a question, and is no file.
fn is_word(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c == '-' && text.len() > 1;
    !text.is_empty() && text.chars().all(letters) && !Path::new(text).is_file()
}

/// The question that a name may be meant for, as part of a message.
fn nearest(name: &str) -> String {
    let alike = |question: &&str| strsim::jaro_winkler(question, name);
    let names: Vec<&str> = questions().map(|question| question.name).collect();
    let best = names.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    let best = best.filter(|best| alike(best) >= ALIKE).map(|best| (*best).to_owned());
    suggestion(best.as_slice())
}

/// Whether words name a file rather than are a query.
fn is_query_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rq") || path.is_file()
}
