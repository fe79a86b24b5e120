//! `serve`: the graph in the browser and over SPARQL.

use std::io;
use std::time::Duration;

use tracing::Level;

use super::Outcome;
use super::args::{LogFormat, Serve};
use super::error::CliError;
use super::originals::originals;
use super::output::tell;
use crate::serve::{Limits, Settings, serve as serve_graph};
use crate::triples::GraphFolder;

const MEBIBYTE: u64 = 1024 * 1024;

/// Serves a graph until the process is told to end.
pub(super) fn serve(arguments: &Serve) -> Result<Outcome, CliError> {
    let folder = GraphFolder::open(&arguments.graph.graph)?;
    log(arguments.logs);
    let mut settings = settings(arguments);
    if !arguments.texts.is_empty() {
        settings.texts = originals(&folder.store()?, &arguments.texts, |_| true)?;
    }
    serve_graph(&folder, settings, |address| {
        tell(&format_args!("chutri: listening on http://{address}/"));
    })?;
    Ok(Outcome::Done)
}

fn settings(arguments: &Serve) -> Settings {
    let limits = Limits {
        time: Duration::from_secs(arguments.timeout.get()),
        memory: arguments.max_memory.get().saturating_mul(MEBIBYTE),
        rows: arguments.max_rows.get(),
        queries: arguments.max_queries.get(),
        head: Duration::from_secs(arguments.client_timeout.get()),
        ..Limits::default()
    };
    Settings {
        host: arguments.host,
        port: arguments.port,
        limits,
        decisions: arguments.write_decisions.clone(),
        page: arguments.page.clone(),
        ..Settings::default()
    }
}

/// Writes events of the server to standard error.
fn log(format: LogFormat) {
    let lines = tracing_subscriber::fmt().with_writer(io::stderr).with_max_level(Level::INFO);
    match format {
        LogFormat::Text => lines.with_ansi(false).with_target(false).init(),
        LogFormat::Json => lines.json().flatten_event(true).with_target(false).init(),
        LogFormat::None => {}
    }
}
