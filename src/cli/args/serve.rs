//! The arguments of `serve`.

use std::net::IpAddr;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Graph;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri serve --graph graph\n  \
    chutri serve --port 8080 --timeout 10 --logs json 2> serve.log\n\n\
    The page is at /, SPARQL at /sparql, the API and its description at /api/openapi.json. Nothing is \
    changed but, with --write-decisions, the file of decisions.")]
pub(in crate::cli) struct Serve {
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    /// Address that is listened on; 0.0.0.0 for the whole net
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(in crate::cli) host: IpAddr,
    /// Port; 0 for any that is free
    #[arg(long, value_name = "PORT", default_value_t = 7878)]
    pub(in crate::cli) port: u16,
    /// Seconds after which a query is stopped
    #[arg(long, value_name = "SECONDS", default_value = "30")]
    pub(in crate::cli) timeout: NonZeroU64,
    /// Mebibytes of memory from which a query is stopped
    #[arg(long, value_name = "MIB", default_value = "1024")]
    pub(in crate::cli) max_memory: NonZeroU64,
    /// Rows or triples beyond which a query is stopped
    #[arg(long, value_name = "N", default_value = "100000")]
    pub(in crate::cli) max_rows: NonZeroUsize,
    /// Queries that run at a time; more wait, then are told to come again
    #[arg(long, value_name = "N", default_value = "4")]
    pub(in crate::cli) max_queries: NonZeroUsize,
    /// Seconds in which a client has to send the head of a request
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    pub(in crate::cli) client_timeout: NonZeroU64,
    /// Documents that the graph was built of, to show pages in full; they stay in memory
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub(in crate::cli) texts: Vec<PathBuf>,
    /// Save decisions about who is one person in this file; on this machine alone
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) write_decisions: Option<PathBuf>,
    /// Folder of files that take the place of the built-in page
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) page: Option<PathBuf>,
    /// Form of the log on standard error
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) logs: LogFormat,
}

/// Form of a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LogFormat {
    /// A line of text an event
    #[default]
    Text,
    /// A JSON object an event
    Json,
    /// None
    None,
}
