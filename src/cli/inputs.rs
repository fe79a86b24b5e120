//! Documents to facts, with progress and complaints.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::available_parallelism;

use super::args::{Files, Inputs, Window};
use super::error::CliError;
use super::interrupt;
use super::progress::Progress;
use crate::document::{Document, Languages, Place, ReadError, Reading, Wanted, lines, read_by};
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
    let paths = paths(&asked.files)?;
    let reading = Arc::new(reading(asked, pages)?);
    let progress = Progress::start(&asked.files, &paths, &reading.tally);
    let documents = read_by(&reading, paths);
    let worked = |document: Document| Ok(work(&document));
    through(&asked.files, progress, documents, worked, |progress, done| {
        progress.document();
        take(done)
    })
}

/// The same for lines, which are work as they are. What is done with results may count documents and reject.
pub(super) fn each_line<T: Send>(
    asked: &Files,
    pages: &Arc<Pages>,
    work: impl Fn(&[u8], &Place) -> Result<T, ReadError> + Sync,
    take: impl FnMut(&mut Progress, T) -> Result<(), CliError>,
) -> Result<Progress, CliError> {
    let paths = paths(asked)?;
    let reading = Arc::new(reading_of(asked, pages)?);
    let progress = Progress::start(asked, &paths, &reading.tally);
    let worked = |(place, line): (Place, Vec<u8>)| {
        work(&line, &place).map_err(|error| reading.keep(error, &line))
    };
    through(asked, progress, lines(&reading, paths), worked, take)
}

fn through<I: Send, T: Send>(
    asked: &Files,
    mut progress: Progress,
    items: impl Iterator<Item = Result<I, ReadError>> + Send,
    work: impl Fn(I) -> Result<T, ReadError> + Sync,
    mut take: impl FnMut(&mut Progress, T) -> Result<(), CliError>,
) -> Result<Progress, CliError> {
    let threads = asked.threads.or(available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let interruptible = interrupt::Reading::begin();
    let items = items.take_while(|_| !interrupt::is_asked());
    let worked = |item: Result<I, ReadError>| item.and_then(&work);
    let end = in_order(items, threads, worked, |result| {
        let taken = match result {
            Ok(done) => take(&mut progress, done),
            Err(error) => {
                progress.reject(&error);
                Ok(())
            }
        };
        taken.map_or_else(ControlFlow::Break, ControlFlow::Continue)
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

fn reading_of(asked: &Files, pages: &Arc<Pages>) -> Result<Reading, CliError> {
    if let Some(path) = &asked.rejects {
        let failed = |source| CliError::Create { path: path.clone(), source };
        fs::create_dir_all(path).map_err(failed)?;
    }
    Ok(Reading { ratio: asked.max_ratio, rejects: asked.rejects.clone(), ..Reading::by(pages) })
}

fn reading(asked: &Inputs, pages: &Arc<Pages>) -> Result<Reading, CliError> {
    let window = Window { since: asked.since, until: asked.until }.checked()?;
    let languages = if asked.any_language { Languages::Any } else { Languages::Vietnamese };
    Ok(Reading {
        encoding: asked.encoding,
        languages,
        wanted: Wanted {
            sites: asked.site.iter().map(|site| domain(site).to_owned()).collect(),
            since: window.since.map(|day| day.to_string()),
            until: window.until.map(|day| day.to_string()),
        },
        ..reading_of(&asked.files, pages)?
    })
}

/// The domain of a site, which may be given as an address.
fn domain(site: &str) -> &str {
    crate::document::site(site).unwrap_or(site.strip_prefix("www.").unwrap_or(site))
}

/// What was asked for by name, then the lines of the file of paths.
fn paths(asked: &Files) -> Result<Vec<PathBuf>, CliError> {
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
