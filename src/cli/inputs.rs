//! Documents to facts, with progress and complaints.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::available_parallelism;

use super::args::{Inputs, Window};
use super::error::CliError;
use super::interrupt;
use super::progress::Progress;
use crate::document::{Document, Languages, Reading, Wanted, read_by};
use crate::facts::check_rules;
use crate::ontology::{Ontology, Pages};
use crate::pipeline::in_order;

/// Reads what was asked for, does `work` on each document on many threads, and hands the results on in
/// order, until all is read or the user ends it. Rejected input is told and counted.
pub(super) fn each<T: Send>(
    asked: &Inputs,
    pages: &Arc<Pages>,
    work: impl Fn(&Document) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), CliError>,
) -> Result<Progress, CliError> {
    let threads = asked.threads.or(available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let paths = paths(asked)?;
    let reading = Arc::new(reading(asked, pages)?);
    let mut progress = Progress::start(asked, &paths, &reading.tally);
    let interruptible = interrupt::Reading::begin();
    let documents = read_by(&reading, paths).take_while(|_| !interrupt::is_asked());
    let worked = |item: Result<Document, _>| item.map(|document| work(&document));
    let end = in_order(documents, threads, worked, |result| match result {
        Err(error) => {
            progress.reject(&error);
            ControlFlow::Continue(())
        }
        Ok(done) => {
            progress.document();
            match take(done) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => ControlFlow::Break(error),
            }
        }
    });
    drop(interruptible);
    progress.interrupted = interrupt::is_asked();
    match end {
        ControlFlow::Continue(()) => Ok(progress),
        ControlFlow::Break(error) => {
            progress.finish();
            Err(error)
        }
    }
}

fn reading(asked: &Inputs, pages: &Arc<Pages>) -> Result<Reading, CliError> {
    if let Some(path) = &asked.rejects {
        let failed = |source| CliError::Create { path: path.clone(), source };
        fs::create_dir_all(path).map_err(failed)?;
    }
    let window = Window { since: asked.since, until: asked.until }.checked()?;
    let languages = if asked.any_language { Languages::Any } else { Languages::Vietnamese };
    Ok(Reading {
        encoding: asked.encoding,
        languages,
        ratio: asked.max_ratio,
        wanted: Wanted {
            sites: asked.site.iter().map(|site| domain(site).to_owned()).collect(),
            since: window.since.map(|day| day.to_string()),
            until: window.until.map(|day| day.to_string()),
        },
        rejects: asked.rejects.clone(),
        ..Reading::by(pages)
    })
}

/// The domain of a site, which may be given as an address.
fn domain(site: &str) -> &str {
    crate::document::site(site).unwrap_or(site.strip_prefix("www.").unwrap_or(site))
}

/// What was asked for by name, then the lines of the file of paths.
fn paths(asked: &Inputs) -> Result<Vec<PathBuf>, CliError> {
    let mut paths = asked.paths.clone();
    if let Some(path) = &asked.from {
        let failed = |source| CliError::Read { path: path.clone(), source };
        let lines: Box<dyn BufRead> = if path.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(fs::File::open(path).map_err(failed)?))
        };
        for line in lines.lines() {
            let line = line.map_err(failed)?;
            let line = line.trim_end_matches('\r');
            paths.extend((!line.is_empty()).then(|| PathBuf::from(line)));
        }
    }
    Ok(paths)
}

/// The tables that the reading rests on: the built-in ones, and those of `overlay` over them.
pub(super) fn ontology(overlay: Option<&Path>) -> Result<Ontology, CliError> {
    let ontology = Ontology::load(overlay)?;
    if overlay.is_some() {
        check_rules(&ontology)?;
    }
    Ok(ontology)
}
