//! `link`: facts that were read elsewhere into the folder of a graph.

use super::Outcome;
use super::account::FactCounts;
use super::args::Link;
use super::build::{Given, conclude};
use super::error::CliError;
use super::inputs::{each_line, ontology};
use super::output::tell;
use super::progress::Progress;
use crate::document::{Place, ReadError, Skip};
use crate::facts::DocumentFacts;
use crate::pipeline::{Before, Building, Came, Gathered, Told, Untold, tables};

/// Reads facts, builds the graph of them and of those it holds, and tells what it holds now.
pub(super) fn link(arguments: &Link) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.facts.ontology.as_deref())?;
    let before = if arguments.anew { Before::Forget } else { Before::Keep };
    let folder = &arguments.graph.graph;
    let building = Building::begin(folder, before, arguments.base.as_deref(), &ontology)?;
    let tables = tables(&ontology);
    let mut gathered = Gathered::default();
    let work = |line: &[u8], place: &Place| {
        let facts = Told::read(line, &tables).map_err(|why| rejected(place, &why));
        facts.map(|facts| (facts, place.clone()))
    };
    let take =
        |progress: &mut Progress, (facts, place)| gather(&mut gathered, progress, facts, place);
    let mut progress = each_line(&arguments.facts, &ontology.pages, work, take)?;
    let mut counts = FactCounts::default();
    gathered.facts().for_each(|facts| counts.add(facts));
    progress.account.facts = Some(counts);
    if progress.interrupted {
        building.interrupt()?;
        tell(&format_args!("{}: interrupted; the graph is as it was", folder.display()));
        return progress.close();
    }
    let names = gathered.facts().map(|facts| facts.doc.clone()).collect();
    let facts = building.unknown(gathered.into_facts());
    let mut given = Given { facts, names, ..Given::default() };
    if given.is_empty() {
        return Err(CliError::NothingToBuild);
    }
    if arguments.sync && progress.account.rejected == 0 {
        given.alone(&building);
    }
    conclude(building, given, &mut progress, folder)
}

/// Takes facts up, and counts them or tells what is wrong with them beside those that came before.
fn gather(
    gathered: &mut Gathered,
    progress: &mut Progress,
    facts: DocumentFacts,
    place: Place,
) -> Result<(), CliError> {
    let id = facts.doc.clone();
    match gathered.take(facts)? {
        Came::New => progress.document(),
        Came::Again => progress.tally.skip(Skip::Duplicate),
        Came::Contested => progress.reject(&ReadError::Duplicate { place, id }),
    }
    Ok(())
}

fn rejected(place: &Place, why: &Untold) -> ReadError {
    let column = match why {
        Untold::NoFacts(error) => error.column(),
        Untold::Nameless | Untold::OtherTables { .. } => 1,
    };
    ReadError::Record { place: place.clone(), column, reason: why.to_string() }
}
