//! SPARQL over a store, with prefixes implied and errors that say where and what.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{
    CancellationToken, QueryEvaluationError, QueryResults, QuerySolutionIter, QueryTripleIter,
    SparqlEvaluator,
};

use super::bounds::{Bounds, Exceeded, Watch};
use super::dataset::Dataset;
use super::function::with_functions;
use super::plan::planned;
use super::stop::{until_stopped, with_stop};
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

/// Rows of SELECT while they are found.
pub struct Solutions {
    rows: QuerySolutionIter<'static>,
    progress: Progress,
}

/// Triples of CONSTRUCT and DESCRIBE while they are found.
pub struct Triples {
    found: QueryTripleIter<'static>,
    progress: Progress,
}

/// Rows of SELECT, all in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the variables, without question mark.
    pub columns: Vec<String>,
    /// A term a column, where it is bound.
    pub rows: Vec<Vec<Option<Term>>>,
}

/// Formats of rows.
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
    /// A graph is not named by an address.
    #[error("`{name}` names no graph: {problem}")]
    NoGraph {
        /// What was given.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
    /// It fails while it runs.
    #[error("the query fails: {0}")]
    Evaluation(#[source] QueryEvaluationError),
    /// It costs more than it may.
    #[error("the query is stopped, as {0}; ask for less, or allow more")]
    Exceeded(Exceeded),
    /// Rows are to be written as RDF.
    #[error(
        "the answer is a table, which has no RDF form; ask by CONSTRUCT, or for a form of tables"
    )]
    NoTriples,
    /// The answer cannot be written.
    #[error("the answer cannot be written: {0}")]
    Output(#[from] io::Error),
}

/// Asks a store, at any cost unless the store has bounds. The prefixes of [`PREFIXES`] and `id:` need no
/// declaration; a query may set its own. Addresses between `<` and `>` are relative to the base of the
/// graph. `ct:matches(?text, "words")` is whether a text holds words, whatever their accents.
///
/// # Errors
/// [`QueryError::Syntax`] with the place; [`QueryError::Evaluation`] where it fails at once.
pub fn query(store: &Triplestore, text: &str) -> Result<Answer, QueryError> {
    query_within(store, text, store.bounds())
}

/// Asks a store as [`query`] does, within bounds.
///
/// # Errors
/// As [`query`]; [`QueryError::Exceeded`] where it is stopped before its first row.
pub fn query_within(store: &Triplestore, text: &str, bounds: Bounds) -> Result<Answer, QueryError> {
    query_over(store, text, &Dataset::default(), bounds)
}

/// Asks some graphs of a store as [`query`] does, within bounds.
///
/// # Errors
/// As [`query_within`]; where the name of a graph is no address.
pub fn query_over(
    store: &Triplestore,
    text: &str,
    dataset: &Dataset,
    bounds: Bounds,
) -> Result<Answer, QueryError> {
    let parsed = store.parser().parse_query(text);
    let parsed = parsed.map_err(|error| syntax_error(text, &error.to_string()))?;
    let token = CancellationToken::new();
    let watch = Watch::start(bounds, &token);
    let evaluator = with_stop(with_functions(SparqlEvaluator::new()), &token);
    let mut prepared = evaluator.for_query(planned(parsed));
    dataset.set(prepared.dataset_mut(), store.base())?;
    let results = until_stopped(|| prepared.on_store(store.oxigraph()).execute());
    let results = results.unwrap_or(Err(QueryEvaluationError::Cancelled));
    Ok(match results.map_err(|error| failure(error, &watch))? {
        QueryResults::Boolean(value) => Answer::Boolean(value),
        QueryResults::Solutions(rows) => {
            Answer::Solutions(Solutions { rows, progress: Progress::new(watch) })
        }
        QueryResults::Graph(triples) => {
            Answer::Triples(Triples { found: triples, progress: Progress::new(watch) })
        }
    })
}

impl Solutions {
    /// Names of the variables, without question mark.
    pub fn columns(&self) -> Vec<String> {
        self.rows.variables().iter().map(|variable| variable.as_str().to_owned()).collect()
    }
}

impl Iterator for Solutions {
    type Item = Result<oxigraph::sparql::QuerySolution, QueryError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.progress.next(|| self.rows.next())
    }
}

impl Iterator for Triples {
    type Item = Result<Triple, QueryError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.progress.next(|| self.found.next())
    }
}

/// The watch of a query, and what it has given.
struct Progress {
    watch: Watch,
    count: usize,
    stopped: bool,
}

impl Progress {
    fn new(watch: Watch) -> Self {
        Self { watch, count: 0, stopped: false }
    }

    /// The next of what a query gives; nothing more once it was stopped.
    fn next<T>(
        &mut self,
        next: impl FnOnce() -> Option<Result<T, QueryEvaluationError>>,
    ) -> Option<Result<T, QueryError>> {
        if self.stopped {
            return None;
        }
        let Ok(row) = until_stopped(next) else {
            self.stopped = true;
            return Some(Err(failure(QueryEvaluationError::Cancelled, &self.watch)));
        };
        let row = row?;
        self.count += 1;
        Some(match self.watch.beyond_rows(self.count) {
            Some(bound) => Err(QueryError::Exceeded(bound)),
            None => row.map_err(|error| failure(error, &self.watch)),
        })
    }
}

fn failure(error: QueryEvaluationError, watch: &Watch) -> QueryError {
    watch.exceeded().map_or(QueryError::Evaluation(error), QueryError::Exceeded)
}

impl Answer {
    /// All rows of the answer: of ASK one row of one column, of triples three columns.
    ///
    /// # Errors
    /// Where the query fails, or is stopped, on the way.
    pub fn into_table(self) -> Result<Table, QueryError> {
        match self {
            Self::Boolean(value) => {
                let cell = oxigraph::model::Literal::from(value).into();
                Ok(Table { columns: vec!["answer".to_owned()], rows: vec![vec![Some(cell)]] })
            }
            Self::Solutions(solutions) => {
                let columns = solutions.columns();
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

    /// Writes the answer as it comes. Triples, which tables have no standard form for, are written as
    /// Turtle.
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
            Self::Triples(triples) => write_triples(triples, RdfFormat::Turtle, out)?,
            Self::Solutions(solutions) => {
                let columns = solutions.rows.variables().to_vec();
                let mut rows = serializer.serialize_solutions_to_writer(out, columns)?;
                for row in solutions {
                    rows.serialize(&row?)?;
                }
                rows.finish()?.flush()?;
            }
        }
        Ok(())
    }

    /// Writes the triples of CONSTRUCT and DESCRIBE as they come.
    ///
    /// # Errors
    /// [`QueryError::NoTriples`] for other answers; those of the query and of `out`.
    pub fn write_rdf(self, format: RdfFormat, out: impl Write) -> Result<(), QueryError> {
        match self {
            Self::Triples(triples) => write_triples(triples, format, out),
            _ => Err(QueryError::NoTriples),
        }
    }
}

fn cells(triple: Triple) -> Vec<Option<Term>> {
    vec![Some(triple.subject.into()), Some(triple.predicate.into()), Some(triple.object)]
}

/// Writes triples in order, each once: an answer is a set, which every store gives in an order of its own.
fn write_triples(triples: Triples, format: RdfFormat, out: impl Write) -> Result<(), QueryError> {
    let line = |triple: Triple| (triple.to_string(), triple);
    let triples = triples.map(|triple| Ok(line(triple?)));
    let mut triples = triples.collect::<Result<Vec<_>, QueryError>>()?;
    triples.sort_by(|a, b| a.0.cmp(&b.0));
    triples.dedup_by(|a, b| a.0 == b.0);
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        let start = format!("<{namespace}");
        if triples.iter().any(|(line, _)| line.contains(&start)) {
            serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
        }
    }
    let mut serializer = serializer.for_writer(out);
    for (_, triple) in &triples {
        serializer.serialize_triple(triple)?;
    }
    serializer.finish()?.flush()?;
    Ok(())
}
