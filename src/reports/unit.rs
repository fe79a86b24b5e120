//! An administrative unit through time, by the gazetteer, and its bodies, by the graph.

use std::collections::BTreeSet;

use super::person::all;
use super::report::Report;
use super::rows::{BETWEEN, Rows};
use super::terms::rows_of;
use super::words::{about, literal};
use crate::ontology::gazetteer::{Day, Gazetteer, History, Level, UnitIdx};
use crate::triples::{QueryError, Triplestore};

const BODIES: &str = include_str!("unit/bodies.rq");
const ADDRESS: &str = include_str!("unit/address.rq");
const IDS: &str = include_str!("unit/ids.rq");

/// What the gazetteer knows of one unit, seen from one of its versions.
#[derive(Debug)]
pub struct UnitSeen<'a> {
    gazetteer: &'a Gazetteer,
    history: &'a History,
    /// The version that is told of.
    version: UnitIdx,
    /// All versions of the unit, the oldest first.
    versions: Vec<UnitIdx>,
    /// The day it is seen on; none for the end of the version.
    day: Option<Day>,
}

impl<'a> UnitSeen<'a> {
    /// A unit as it was in one version, on a day or at the version's end.
    pub fn new(
        gazetteer: &'a Gazetteer,
        history: &'a History,
        version: UnitIdx,
        day: Option<Day>,
    ) -> Self {
        let mut versions: Vec<UnitIdx> = history.versions(version).collect();
        versions.sort_by_key(|&at| gazetteer.unit(at).valid_from);
        Self { gazetteer, history, version, versions, day }
    }
}

/// The version that an address of the graph stands for.
///
/// # Errors
/// Where the store fails.
pub fn unit_at(
    store: &Triplestore,
    gazetteer: &Gazetteer,
    iri: &str,
) -> Result<Option<UnitIdx>, QueryError> {
    let ids = rows_of(store, &about(IDS, iri))?.rows;
    Ok(ids.into_iter().flatten().flatten().find_map(|id| gazetteer.find(&id)))
}

/// The version of a unit that was in force on a day, or else the last.
pub fn version_of(
    gazetteer: &Gazetteer,
    history: &History,
    unit: UnitIdx,
    day: Option<Day>,
) -> Option<UnitIdx> {
    let versions = || history.versions(unit);
    match day {
        Some(day) => versions().find(|&version| gazetteer.unit(version).in_force(day)),
        None => versions().max_by_key(|&version| gazetteer.unit(version).valid_from),
    }
}

/// What is known of one unit.
///
/// # Errors
/// Where the store fails.
pub fn unit(store: &Triplestore, seen: &UnitSeen) -> Result<Report, QueryError> {
    let UnitSeen { gazetteer, version, .. } = *seen;
    let mut report = Report::new(&gazetteer.full_name(version));
    let unit = gazetteer.unit(version);
    report.fact("id", unit.id);
    report.fact("level", level(unit.level()));
    let above: Vec<String> = gazetteer.ancestors(version).map(|u| gazetteer.full_name(u)).collect();
    report.fact("lies_in", above.join(", "));
    report.fact("as_of", seen.day.map(|day| day.to_string()).unwrap_or_default());
    report.fact("address", all(&rows_of(store, &of_ids(ADDRESS, seen))?));
    report.section("versions", versions(seen), &["id", "unit", "lies_in", "from", "until"]);
    report.section("changes", changes(seen), &["date", "change", "before", "after", "decree"]);
    report.section("held", held(seen), &["unit", "id", "became", "decree"]);
    report.section("bodies", rows_of(store, &of_ids(BODIES, seen))?, &["body", "address"]);
    Ok(report)
}

/// A question about units of the graph that are versions of this one.
fn of_ids(question: &str, seen: &UnitSeen) -> String {
    let ids = seen.versions.iter().map(|&at| literal(seen.gazetteer.unit(at).id));
    question.replace("$ids", &ids.collect::<Vec<_>>().join(" "))
}

/// A row a version, with its first day and the first day after it.
fn versions(seen: &UnitSeen) -> Rows {
    let mut rows = Rows::new(&["id", "unit", "lies_in", "from", "until"]);
    for &at in &seen.versions {
        let version = seen.gazetteer.unit(at);
        let parent = version.parent.map(|parent| seen.gazetteer.full_name(parent));
        rows.push([
            version.id.to_owned(),
            seen.gazetteer.full_name(at),
            parent.unwrap_or_default(),
            day_or_none(version.valid_from),
            day_or_none(version.valid_to),
        ]);
    }
    rows
}

/// A row a change that a version came from or went into, in order of time.
fn changes(seen: &UnitSeen) -> Rows {
    let before = seen.versions.iter().flat_map(|&at| seen.history.predecessors(at).copied());
    let after = seen.versions.iter().flat_map(|&at| seen.history.successors(at).iter().copied());
    let mut changes: Vec<_> = before.chain(after).collect();
    changes.sort_by_key(|change| (change.date, *change));
    changes.dedup();
    let mut rows =
        Rows::new(&["date", "change", "before", "before_id", "after", "after_id", "decree"]);
    for change in changes {
        let name = |at: UnitIdx| placed(seen.gazetteer, at);
        let id = |at: UnitIdx| seen.gazetteer.unit(at).id.to_owned();
        rows.push([
            change.date.to_string(),
            change.kind.name().to_owned(),
            name(change.predecessor),
            id(change.predecessor),
            change.successor.map(name).unwrap_or_default(),
            change.successor.map(id).unwrap_or_default(),
            change.decree.to_owned(),
        ]);
    }
    rows
}

/// The units that lay in it on the day, or at its end, in order of their codes.
fn held(seen: &UnitSeen) -> Rows {
    let end = seen.gazetteer.unit(seen.version).valid_to;
    let mut rows = Rows::new(&["unit", "id", "from", "until", "became", "decree"]);
    for (at, version) in seen.gazetteer.units() {
        let then = seen.day.map_or(version.valid_to == end, |day| version.in_force(day));
        if version.parent == Some(seen.version) && then {
            let [from, until] = [version.valid_from, version.valid_to].map(day_or_none);
            let [became, decrees] = became(seen, at);
            let unit = seen.gazetteer.full_name(at);
            rows.push([unit, version.id.to_owned(), from, until, became, decrees]);
        }
    }
    rows
}

/// What a unit went into, and the acts that ordered it.
fn became(seen: &UnitSeen, unit: UnitIdx) -> [String; 2] {
    let changes = seen.history.successors(unit);
    let into = changes.iter().filter_map(|change| change.successor);
    let into: BTreeSet<String> = into.map(|heir| seen.gazetteer.full_name(heir)).collect();
    let decrees: BTreeSet<String> = changes.iter().map(|change| change.decree.to_owned()).collect();
    [into, decrees].map(|words| words.into_iter().collect::<Vec<_>>().join(BETWEEN))
}

/// A unit with what it lies in: `huyen A, tinh B`.
pub fn placed(gazetteer: &Gazetteer, unit: UnitIdx) -> String {
    let above = gazetteer.ancestors(unit).map(|above| gazetteer.full_name(above));
    let all: Vec<String> = std::iter::once(gazetteer.full_name(unit)).chain(above).collect();
    all.join(", ")
}

fn day_or_none(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
    }
}
