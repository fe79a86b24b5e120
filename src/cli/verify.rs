//! `verify`: whether the files of a graph are as they were written.

use super::Outcome;
use super::args::Verify;
use super::error::CliError;
use super::inputs::ontology;
use super::output::{Output, tell};
use super::table::Rows;
use crate::pipeline::{Before, Building};
use crate::triples::{Damage, GraphFolder, Remedy};

/// Prints a row a damaged file, with what can be done; where it is asked to, and can be, does it.
pub(super) fn verify(arguments: &Verify, output: &mut Output) -> Result<Outcome, CliError> {
    let folder = GraphFolder::open(&arguments.graph.graph)?;
    let damaged = folder.verify()?;
    if damaged.is_empty() {
        let manifest = folder.manifest();
        tell(&format_args!(
            "{}: whole: {} documents, {} things, {} statements",
            folder.root().display(),
            manifest.documents,
            manifest.entities,
            manifest.statements
        ));
        return Ok(Outcome::Done);
    }
    let mut rows = Rows::new(&["file", "damage", "remedy"]);
    for Damage { path, harm, remedy } in &damaged {
        rows.push([path.display().to_string(), harm.to_string(), remedy.to_string()]);
    }
    rows.print(arguments.format, output)?;
    if arguments.repair && damaged.iter().all(|damage| damage.remedy == Remedy::Repair) {
        drop(folder);
        return repair(arguments);
    }
    Ok(Outcome::Wrong)
}

fn repair(arguments: &Verify) -> Result<Outcome, CliError> {
    let (graph, tables) = (&arguments.graph.graph, ontology(arguments.ontology.as_deref())?);
    let built = Building::begin(graph, Before::Keep, None, &tables)?.repair()?;
    let documents = built.manifest.documents;
    tell(&format_args!("{}: made anew from the facts of {documents} documents", graph.display()));
    Ok(Outcome::Done)
}
