//! SPARQL over a store, with prefixes implied and errors that say where and what.

use std::io::{self, Write};

use oxigraph::model::{Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};

use super::store::Triplestore;
use super::syntax::syntax_error;
use super::term::PREFIXES;

/// What a query gives. Rows and triples come as they are found.
pub enum Answer {
    /// Of ASK.
    Boolean(bool),
    /// Of SELECT.
    Solutions(Solutions),
    /// Of CONSTRUCT and DESCRIBE.
    Triples(Triples),
}

type Solutions = oxigraph::sparql::QuerySolutionIter<'static>;
type Triples = oxigraph::sparql::QueryTripleIter<'static>;

/// Rows of SELECT, all in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the variables, without question mark.
    pub columns: Vec<String>,
    /// A term a column, where it is bound.
    pub rows: Vec<Vec<Option<Term>>>,
}

/// Formats of answers. Triples are written as Turtle, but for JSON, which they have none of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// SPARQL 1.1 Query Results CSV.
    Csv,
    /// SPARQL 1.1 Query Results TSV.
    Tsv,
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
}

/// A query that gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The text is no SPARQL.
    #[error("line {line}, column {column}: {problem}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What should stand there, what does, and what may have been meant.
        problem: String,
    },
    /// It fails while it runs.
    #[error("the query fails: {0}")]
    Evaluation(#[from] QueryEvaluationError),
    /// The answer cannot be written.
    #[error("the answer cannot be written: {0}")]
    Output(#[from] io::Error),
}

/// Asks a store. The prefixes of [`PREFIXES`] and `id:` need no declaration; a query may set its own.
///
/// # Errors
/// [`QueryError::Syntax`] with the place; [`QueryError::Evaluation`] where it fails at once.
pub fn query(store: &Triplestore, text: &str) -> Result<Answer, QueryError> {
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, namespace) in PREFIXES.into_iter().chain([("id", store.base())]) {
        let with = evaluator.clone().with_prefix(prefix, namespace);
        evaluator = with.unwrap_or(evaluator);
    }
    let prepared =
        evaluator.parse_query(text).map_err(|error| syntax_error(text, &error.to_string()))?;
    Ok(match prepared.on_store(store.oxigraph()).execute()? {
        QueryResults::Boolean(value) => Answer::Boolean(value),
        QueryResults::Solutions(solutions) => Answer::Solutions(solutions),
        QueryResults::Graph(triples) => Answer::Triples(triples),
    })
}

impl Answer {
    /// All rows of the answer: of ASK one row of one column, of triples three columns.
    ///
    /// # Errors
    /// [`QueryError::Evaluation`] where the query fails on the way.
    pub fn into_table(self) -> Result<Table, QueryError> {
        match self {
            Self::Boolean(value) => {
                let cell = oxigraph::model::Literal::from(value).into();
                Ok(Table { columns: vec!["answer".to_owned()], rows: vec![vec![Some(cell)]] })
            }
            Self::Solutions(solutions) => {
                let columns = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
                let rows = solutions.map(|row| row.map(|row| row.values().to_vec()));
                Ok(Table { columns, rows: rows.collect::<Result<_, _>>()? })
            }
            Self::Triples(triples) => {
                let columns = ["subject", "predicate", "object"].map(str::to_owned).to_vec();
                let rows = triples.map(|triple| triple.map(cells)).collect::<Result<_, _>>()?;
                Ok(Table { columns, rows })
            }
        }
    }

    /// Writes the answer as it comes. Triples are written as Turtle in every format.
    ///
    /// # Errors
    /// Those of the query and of `out`.
    pub fn write(self, format: AnswerFormat, out: impl Write) -> Result<(), QueryError> {
        let format = match format {
            AnswerFormat::Csv => QueryResultsFormat::Csv,
            AnswerFormat::Tsv => QueryResultsFormat::Tsv,
            AnswerFormat::Json => QueryResultsFormat::Json,
            AnswerFormat::Xml => QueryResultsFormat::Xml,
        };
        let serializer = QueryResultsSerializer::from_format(format);
        match self {
            Self::Boolean(value) => serializer.serialize_boolean_to_writer(out, value)?.flush()?,
            Self::Triples(triples) => write_triples(triples, out)?,
            Self::Solutions(solutions) => {
                let columns = solutions.variables().to_vec();
                let mut rows = serializer.serialize_solutions_to_writer(out, columns)?;
                for row in solutions {
                    rows.serialize(&row?)?;
                }
                rows.finish()?.flush()?;
            }
        }
        Ok(())
    }
}

fn cells(triple: Triple) -> Vec<Option<Term>> {
    vec![Some(triple.subject.into()), Some(triple.predicate.into()), Some(triple.object)]
}

fn write_triples(triples: Triples, out: impl Write) -> Result<(), QueryError> {
    let mut serializer = oxigraph::io::RdfSerializer::from_format(oxigraph::io::RdfFormat::Turtle);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(out);
    for triple in triples {
        serializer.serialize_triple(&triple?)?;
    }
    serializer.finish()?.flush()?;
    Ok(())
}
