//! `build`: documents into the folder of a graph.

use super::Outcome;
use super::args::Build;
use super::error::CliError;
use super::inputs::{each, ontology};
use super::output::tell;
use crate::facts::Extractor;
use crate::pipeline;

/// Reads documents, builds their graph, and tells what it holds.
pub(super) fn build(arguments: &Build) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.ontology.as_deref())?;
    let extractor = Extractor::new(&ontology);
    let mut facts = Vec::new();
    let work = |document: &_| extractor.extract(document);
    let mut progress = each(&arguments.read, work, |document| {
        facts.push(document);
        Ok(())
    })?;
    if facts.is_empty() {
        return Err(CliError::NothingToBuild);
    }
    progress.stage("linking and storing");
    let folder = &arguments.graph.graph;
    let manifest = pipeline::build(folder, facts, &ontology, &arguments.base)?;
    let seconds = progress.finish().as_secs_f64();
    tell(&format_args!(
        "{}: {} documents read, {} rejected; {} things, {} statements; {seconds:.1} s",
        folder.display(),
        manifest.documents,
        progress.rejected,
        manifest.entities,
        manifest.statements,
    ));
    Ok(progress.outcome())
}
