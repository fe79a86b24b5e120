//! What ends a command with exit code 2.

use std::io;
use std::path::{Path, PathBuf};

use super::lookup::{LookupError, suggestion};
use crate::evaluation::SheetError;
use crate::exports::{CheckError, ExportError};
use crate::links::PartialDate;
use crate::ontology::OntologyErrors;
use crate::pipeline::BuildError;
use crate::reports::RecordError;
use crate::serve::ServeError;
use crate::triples::{FolderError, ParameterError, QueryError};

/// Why a command cannot be done. The message is one line with cause, place and remedy.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// Standard output, or the file that is written, does not take more.
    #[error("output cannot be written: {0}")]
    Write(#[from] io::Error),
    /// A file that was asked for cannot be made.
    #[error("{}: cannot be written: {source}; check the path and its permissions", path.display())]
    Create {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file that was asked for cannot be read.
    #[error("{}: cannot be read: {source}; check the path and its permissions", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file or folder without annotations.
    #[error(
        "{}: {problem}; give a folder of brat with files .txt and .ann, or what Label Studio exports as JSON",
        path.display()
    )]
    Annotations {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// A table of decisions without columns that it needs.
    #[error("{}: no table of decisions: the head lacks {}; `chutri review --export FILE` writes one that has all", path.display(), lacking.join(", "))]
    Columns {
        /// The table.
        path: PathBuf,
        /// The columns.
        lacking: Vec<&'static str>,
    },
    /// A stretch of time that ends before it begins.
    #[error("--until {until} is before --since {since}; no day lies between them")]
    NoDays {
        /// Its first day, month or year.
        since: PartialDate,
        /// Its last.
        until: PartialDate,
    },
    /// A query that is no SPARQL, or fails.
    #[error("{name}: {source}")]
    Query {
        /// Its file.
        name: String,
        /// What is wrong, with the place.
        source: QueryError,
    },
    /// Nothing in the graph has that name.
    #[error(
        "nothing is said of `{what}`{}; give a name or part of one, with all its accents or with none",
        suggestion(near)
    )]
    Unknown {
        /// What was asked for.
        what: String,
        /// Names of people that are like it.
        near: Vec<String>,
    },
    /// A name that is nobody's, or not one thing's alone.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// A question has no such name.
    #[error("no question is called `{name}`{near}; `chutri query --list` prints them all")]
    NoQuestion {
        /// What was asked for.
        name: String,
        /// What may have been meant, as part of the message.
        near: String,
    },
    /// A value that a question does not take.
    #[error("{name}: {source}")]
    Parameter {
        /// The question.
        name: &'static str,
        /// What is wrong.
        source: ParameterError,
    },
    /// A table of decisions.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A search for nothing.
    #[error("there is no word to search for; give letters or figures")]
    NoWords,
    /// Neither a form nor a file whose ending tells it.
    #[error(
        "in which form? give --format graphml, gexf, svg, png, csv, neo4j, dot, cyjs, json, ftm, popolo, ttl, trig, nt, \
         nq, rdf or jsonld, or --output with such an ending"
    )]
    NoFormat,
    /// A form of several files without a folder for them.
    #[error("this is a folder of files: give --output DIR")]
    Folder,
    /// A column that there is not.
    #[error("no column is called `{name}`; there are {}", known.join(", "))]
    Column {
        /// What was asked for.
        name: String,
        /// The columns that there are.
        known: Vec<&'static str>,
    },
    /// A picture of more than can be placed.
    #[error("{nodes} nodes are too many for a picture; {advice}")]
    TooLarge {
        /// Number of nodes.
        nodes: usize,
        /// What to ask for instead.
        advice: String,
    },
    /// A form that cannot be written so.
    #[error(transparent)]
    Export(ExportError),
    /// A file that cannot be checked.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// A file of facts behind which a run cannot go on.
    #[error("{}: holds {}; give another file, or leave out --resume", path.display(), held(name))]
    Resume {
        /// The file.
        path: PathBuf,
        /// The document whose facts in it are of another text; empty where a line is no facts.
        name: String,
    },
    /// No document could be read.
    #[error("no document could be read; the graph is as it was")]
    NothingToBuild,
    /// A document to be removed is not there.
    #[error(
        "the graph holds no document `{what}`; give its id, its address or its file; the graph is as it was"
    )]
    NoDocument {
        /// What was asked for.
        what: String,
    },
    /// The graph or its folder.
    #[error(transparent)]
    Graph(#[from] BuildError),
    /// The server.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// Annotations or facts that cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The tables.
    #[error(transparent)]
    Ontology(#[from] OntologyErrors),
}

/// What stands in a file of facts behind which a run cannot go on.
fn held(name: &str) -> String {
    if name.is_empty() {
        return "something else than facts".to_owned();
    }
    format!("facts of another text called `{name}`")
}

impl From<QueryError> for CliError {
    fn from(error: QueryError) -> Self {
        Self::asked(error)
    }
}

impl CliError {
    /// A question of our own that fails.
    pub(super) fn asked(source: QueryError) -> Self {
        Self::Query { name: "chutri".to_owned(), source }
    }

    /// Whether the reader of the output went away.
    pub(super) fn is_broken_pipe(&self) -> bool {
        let (Self::Write(error) | Self::Query { source: QueryError::Output(error), .. }) = self
        else {
            return false;
        };
        let of_table = error.get_ref().and_then(|inner| inner.downcast_ref::<csv::Error>());
        let first = match of_table.map(csv::Error::kind) {
            Some(csv::ErrorKind::Io(first)) => first,
            _ => error,
        };
        first.kind() == io::ErrorKind::BrokenPipe
    }
}

impl CliError {
    /// What an export into files says.
    pub(super) fn of_file(error: ExportError, path: &Path) -> Self {
        match error {
            ExportError::Write(source) => Self::Create { path: path.to_owned(), source },
            other => other.into(),
        }
    }
}

impl From<FolderError> for CliError {
    fn from(error: FolderError) -> Self {
        Self::Graph(error.into())
    }
}

impl From<ExportError> for CliError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Write(error) => Self::Write(error),
            ExportError::Folder => Self::Folder,
            other => Self::Export(other),
        }
    }
}

impl From<csv::Error> for CliError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
