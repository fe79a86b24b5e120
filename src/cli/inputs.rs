//! Documents to facts, with progress and complaints.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;

use super::args::Inputs;
use super::error::CliError;
use super::progress::Progress;
use crate::document::{Document, Languages, Reading, read_by};
use crate::facts::check_rules;
use crate::ontology::{Ontology, Pages};
use crate::pipeline::in_order;

/// Reads what was asked for, does `work` on each document on many threads, and hands the results on in
/// order. Rejected input is told and counted.
pub(super) fn each<T: Send>(
    read_from: &Inputs,
    pages: &Arc<Pages>,
    work: impl Fn(&Document) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), CliError>,
) -> Result<Progress, CliError> {
    let threads = read_from.threads.or(available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut progress = Progress::start();
    let reading = Arc::new(reading(read_from, pages));
    let documents = read_by(&reading, read_from.paths.iter().cloned());
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
    progress.skipped = reading.tally.skipped();
    match end {
        ControlFlow::Continue(()) => Ok(progress),
        ControlFlow::Break(error) => {
            progress.finish();
            Err(error)
        }
    }
}

fn reading(asked: &Inputs, pages: &Arc<Pages>) -> Reading {
    let languages = if asked.any_language { Languages::Any } else { Languages::Vietnamese };
    Reading { encoding: asked.encoding, languages, ratio: asked.max_ratio, ..Reading::by(pages) }
}

/// The tables that the reading rests on: the built-in ones, and those of `overlay` over them.
pub(super) fn ontology(overlay: Option<&Path>) -> Result<Ontology, CliError> {
    let ontology = Ontology::load(overlay)?;
    if overlay.is_some() {
        check_rules(&ontology)?;
    }
    Ok(ontology)
}
