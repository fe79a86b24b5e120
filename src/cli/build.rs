//! `build`: documents into the folder of a graph, or out of it.

use std::collections::BTreeSet;

use super::Outcome;
use super::args::Build;
use super::error::CliError;
use super::inputs::{each, ontology};
use super::output::tell;
use crate::facts::Extractor;
use crate::pipeline::{Before, Building, Read};

/// Reads documents, builds the graph of them and of those it holds, and tells what it holds now.
pub(super) fn build(arguments: &Build) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.ontology.as_deref())?;
    let extractor = Extractor::new(&ontology);
    let before = if arguments.anew { Before::Forget } else { Before::Keep };
    let folder = &arguments.graph.graph;
    let building = Building::begin(folder, before, arguments.base.as_deref(), &ontology)?;
    let mut removed = asked_out(arguments, &building)?;
    let (mut facts, mut given) = (Vec::new(), BTreeSet::new());
    let work = |document: &_| building.read(&extractor, document);
    let mut progress = each(&arguments.read, &ontology.pages, work, |read| {
        match read {
            Read::Known(name) => _ = given.insert(name),
            Read::New(document) => {
                given.insert(document.doc.clone());
                facts.push(*document);
            }
        }
        Ok(())
    })?;
    let asked = !arguments.read.paths.is_empty() || building.names().next().is_none();
    if given.is_empty() && removed.is_empty() && asked {
        return Err(CliError::NothingToBuild);
    }
    if arguments.sync && progress.rejected == 0 {
        removed.extend(building.names().filter(|name| !given.contains(*name)).map(str::to_owned));
    }
    progress.stage("linking and storing");
    let built = building.finish(facts, &removed)?;
    let seconds = progress.finish().as_secs_f64();
    tell(&format_args!(
        "{}: {} documents read, {} rejected; {} new, {} changed, {} removed; now {} documents, \
         {} things, {} statements; {seconds:.1} s",
        folder.display(),
        given.len(),
        progress.rejected,
        built.added,
        built.changed,
        built.removed,
        built.manifest.documents,
        built.manifest.entities,
        built.manifest.statements,
    ));
    Ok(progress.outcome())
}

/// Names of the documents that `--remove` names.
fn asked_out(arguments: &Build, building: &Building) -> Result<BTreeSet<String>, CliError> {
    let named = arguments.remove.iter().map(|what| {
        let name = building.find(what).map(str::to_owned);
        name.ok_or_else(|| CliError::NoDocument { what: what.clone() })
    });
    named.collect()
}
