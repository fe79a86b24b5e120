//! `build`: documents into the folder of a graph, or out of it.

use std::collections::BTreeSet;
use std::path::Path;

use super::Outcome;
use super::account::{FactCounts, PassedOver, of_documents};
use super::args::Build;
use super::error::CliError;
use super::inputs::{each, ontology};
use super::output::tell;
use super::progress::Progress;
use crate::facts::{DocumentFacts, Extractor};
use crate::pipeline::{Before, Building, Read};

/// Reads documents, builds the graph of them and of those it holds, and tells what it holds now.
pub(super) fn build(arguments: &Build) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.files.ontology.as_deref())?;
    let extractor = Extractor::new(&ontology);
    let before = if arguments.anew { Before::Forget } else { Before::Keep };
    let folder = &arguments.graph.graph;
    let mut building = Building::begin(folder, before, arguments.base.as_deref(), &ontology)?;
    if arguments.resume {
        let known = building.resume()?;
        tell(&format_args!("{}: going on behind {known} documents", folder.display()));
    }
    let removed = asked_out(arguments, &building)?;
    let mut given = Given { removed, ..Given::default() };
    let mut counts = FactCounts::default();
    let work = |document: &_| building.read(&extractor, document);
    let mut progress = each(&arguments.read, &ontology.pages, work, |read| {
        match read {
            Read::Known(name) => _ = given.names.insert(name),
            Read::New(document) => {
                given.names.insert(document.doc.clone());
                counts.add(&document);
                building.keep(&document)?;
                given.facts.push(*document);
            }
        }
        Ok(())
    })?;
    progress.account.facts = Some(counts);
    if progress.interrupted {
        building.interrupt()?;
        let outcome = progress.close()?;
        tell(&format_args!(
            "{}: interrupted after {}; the graph is as it was, and the same command with \
             --resume goes on",
            folder.display(),
            of_documents(given.names.len() as u64)
        ));
        return Ok(outcome);
    }
    if given.is_empty() && !decides_alone(arguments, &building) {
        return Err(CliError::NothingToBuild);
    }
    if arguments.sync && progress.account.rejected == 0 {
        given.alone(&building);
    }
    conclude(building, given, &mut progress, folder)
}

/// What a run gives to a graph.
#[derive(Default)]
pub(super) struct Given {
    /// Facts that the graph does not hold.
    pub(super) facts: Vec<DocumentFacts>,
    /// Names of all documents that were read.
    pub(super) names: BTreeSet<String>,
    /// Names of those that are to be taken out.
    pub(super) removed: BTreeSet<String>,
}

impl Given {
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.removed.is_empty()
    }

    /// Takes all other documents out of the graph.
    pub(super) fn alone(&mut self, building: &Building) {
        let others = building.names().filter(|name| !self.names.contains(*name));
        self.removed.extend(others.map(str::to_owned));
    }
}

/// Builds the graph of what it holds and what was given, and tells what it holds now.
pub(super) fn conclude(
    building: Building,
    given: Given,
    progress: &mut Progress,
    folder: &Path,
) -> Result<Outcome, CliError> {
    progress.stage("linking and storing");
    let built = building.finish(given.facts, &given.removed)?;
    let seconds = progress.finish().as_secs_f64();
    tell(&format_args!(
        "{}: {} read, {} rejected{}; {} new, {} changed, {} removed; now {}, \
         {} things, {} statements; {seconds:.1} s",
        folder.display(),
        of_documents(given.names.len() as u64),
        progress.account.rejected,
        PassedOver(&progress.tally),
        built.added,
        built.changed,
        built.removed,
        of_documents(built.manifest.documents as u64),
        built.manifest.entities,
        built.manifest.statements,
    ));
    progress.close()
}

/// Whether a graph is there and no input was asked for: it is built by the decisions of today.
fn decides_alone(arguments: &Build, building: &Building) -> bool {
    let asked = arguments.read.files.paths.len() + arguments.read.files.from.iter().len();
    asked == 0 && !arguments.sync && !arguments.anew && building.names().next().is_some()
}

/// Names of the documents that `--remove` names.
fn asked_out(arguments: &Build, building: &Building) -> Result<BTreeSet<String>, CliError> {
    let named = arguments.remove.iter().map(|what| {
        let name = building.find(what).map(str::to_owned);
        name.ok_or_else(|| CliError::NoDocument { what: what.clone() })
    });
    named.collect()
}
