//! The server: the graph in the browser, and for tools that know SPARQL and Linked Data but not us.
//!
//! It only reads, but for decisions about identities where it is started so. Every request that is work
//! passes a gate that lets so many through at a time; every query runs within bounds. What the graph says
//! does not change while it is served, so that one tag stands for all that is made of it.

mod accept;
mod answers;
mod api;
mod call;
mod gate;
mod linked;
mod listen;
mod metrics;
mod names;
mod openapi;
mod page;
mod reply;
mod routes;
mod sparql;
mod state;
mod stream;

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::triples::{FolderError, GraphFolder};
use state::State;

/// How the server is started.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address that it listens on.
    pub host: IpAddr,
    /// Port; 0 for any that is free.
    pub port: u16,
    /// What requests may cost.
    pub limits: Limits,
    /// File that decisions about identities are saved in, where they may be.
    pub decisions: Option<PathBuf>,
    /// Folder of files that take the place of the built-in page.
    pub page: Option<PathBuf>,
    /// Texts of documents that the graph was built of, by name: their pages are shown in full. The graph keeps of
    /// them what it quotes.
    pub texts: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 7878,
            limits: Limits::default(),
            decisions: None,
            page: None,
            texts: BTreeMap::new(),
        }
    }
}

/// What requests may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time from a query's start to its last row.
    pub time: Duration,
    /// Bytes by which a query may make the process grow.
    pub memory: u64,
    /// Rows or triples of an answer.
    pub rows: usize,
    /// Queries of users that run at a time.
    pub queries: usize,
    /// Connections at a time.
    pub connections: usize,
    /// Bytes of a request's body.
    pub body: usize,
    /// Time in which a client has to send the head of a request.
    pub head: Duration,
    /// Time that a request waits for its turn.
    pub wait: Duration,
    /// Bytes of answers that are kept for those who ask the same.
    pub answers: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            memory: 1 << 30,
            rows: 100_000,
            queries: 4,
            connections: 1024,
            body: 1 << 20,
            head: Duration::from_secs(10),
            wait: Duration::from_secs(5),
            answers: 64 << 20,
        }
    }
}

/// Why the server does not start, or stops.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The graph cannot be read.
    #[error(transparent)]
    Graph(#[from] FolderError),
    /// The address cannot be listened on.
    #[error("{address}: cannot be listened on: {source}; choose another by --host and --port")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// Decisions are to be saved for everybody in the net.
    #[error(
        "{0} is no address of this machine alone: decisions are saved on loopback only; leave out --write-decisions or --host"
    )]
    Open(IpAddr),
    /// The threads of the server cannot be started.
    #[error("the server cannot be started: {0}")]
    Start(#[source] io::Error),
}

/// Serves a graph until the process is asked to end, then lets the requests that run come to their end.
/// `listening` is called with the address once requests are heard.
///
/// # Errors
/// Where the graph cannot be read, or the address is taken.
pub fn serve(
    folder: &GraphFolder,
    settings: Settings,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    if settings.decisions.is_some() && !settings.host.is_loopback() {
        return Err(ServeError::Open(settings.host));
    }
    let state = State::open(folder, settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_name("serve")
        .build()
        .map_err(ServeError::Start)?;
    let served = runtime.block_on(listen::listen(state, listening));
    // A query that does not heed its bounds is not waited for.
    runtime.shutdown_background();
    served
}
