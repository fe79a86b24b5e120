//! Which unit version is asked for.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cli::args::Unit;
use crate::cli::error::CliError;
use crate::cli::lookup::{LookupError, address, several_of};
use crate::ontology::gazetteer::{Day, Gazetteer, History, UnitIdx};
use crate::reports::{placed, unit_at, version_of};
use crate::text::{Fit, Words, bare};
use crate::triples::Triplestore;

/// How alike a suggested name is, between 0 and 1, accents aside.
const ALIKE: f64 = 0.85;
/// Most names that are suggested.
const SUGGESTED: usize = 3;

/// The day that the unit is seen on: the first of a month or year.
pub(super) fn day(arguments: &Unit) -> Option<Day> {
    arguments.as_of.and_then(|date| Day::parse(&date.earliest().to_string()))
}

/// The version of the unit that is asked for: in force on the day asked for, else the latest.
pub(super) fn version(
    arguments: &Unit,
    store: &Triplestore,
    gazetteer: &Gazetteer,
    history: &History,
) -> Result<UnitIdx, CliError> {
    let what = arguments.name.trim();
    let day = day(arguments);
    let identified = match gazetteer.find(what) {
        Some(unit) => Some(unit),
        None => by_address(store, gazetteer, what)?,
    };
    if let Some(unit) = identified {
        return Ok(version_of(gazetteer, history, unit, day).unwrap_or(unit));
    }
    let mut units: BTreeMap<UnitIdx, UnitIdx> = BTreeMap::new();
    for unit in named(gazetteer, arguments, day) {
        let latest = units.entry(history.identity(unit)).or_insert(unit);
        if gazetteer.unit(unit).valid_from > gazetteer.unit(*latest).valid_from {
            *latest = unit;
        }
    }
    let units: Vec<UnitIdx> = units.into_values().collect();
    match units.as_slice() {
        [] => Err(unknown(gazetteer, what).into()),
        [one] => Ok(version_of(gazetteer, history, *one, day).unwrap_or(*one)),
        several => {
            let list = several.iter().take(12).map(|&unit| line(gazetteer, unit)).collect();
            Err(several_of(what, several.len(), "units", list).into())
        }
    }
}

fn by_address(
    store: &Triplestore,
    gazetteer: &Gazetteer,
    what: &str,
) -> Result<Option<UnitIdx>, CliError> {
    let Some(iri) = address(what, store) else { return Ok(None) };
    Ok(unit_at(store, gazetteer, &iri)?)
}

/// Versions that bear the name, with or without the word for their kind: all whom it names best.
fn named(gazetteer: &Gazetteer, arguments: &Unit, day: Option<Day>) -> Vec<UnitIdx> {
    let words = Words::new(&arguments.name);
    let province = arguments.province.as_deref().map(Words::new);
    let fits = gazetteer.units().filter_map(|(at, version)| {
        let full = words.fit(&gazetteer.full_name(at)).filter(|fit| *fit < Fit::Part);
        let fit = full.or_else(|| words.fit(version.name).filter(|fit| *fit < Fit::Part))?;
        let within = province.as_ref().is_none_or(|province| {
            province.fit(&gazetteer.full_name(gazetteer.province_of(at))).is_some()
        });
        let then = day.is_none_or(|day| version.in_force(day));
        (within && then).then_some((fit, at))
    });
    let fits: Vec<(Fit, UnitIdx)> = fits.collect();
    let best = fits.iter().map(|(fit, _)| *fit).min();
    fits.into_iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, at)| at).collect()
}

fn unknown(gazetteer: &Gazetteer, what: &str) -> LookupError {
    let bared = bare(what);
    let mut near: Vec<(f64, String)> = Vec::new();
    for (at, version) in gazetteer.units() {
        let alike = strsim::jaro_winkler(&bare(version.name), &bared)
            .max(strsim::jaro_winkler(&bare(&gazetteer.full_name(at)), &bared));
        if alike >= ALIKE {
            near.push((alike, gazetteer.full_name(at)));
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.dedup();
    let near = near.into_iter().take(SUGGESTED).map(|(_, name)| name).collect();
    LookupError::Unknown { what: what.to_owned(), noun: "unit", near }
}

/// A line that names a unit: id, name, what it lies in, its days.
fn line(gazetteer: &Gazetteer, unit: UnitIdx) -> String {
    let version = gazetteer.unit(unit);
    let mut line = format!("\n  {}  {}", version.id, placed(gazetteer, unit));
    if let Some(from) = version.valid_from {
        let _ = write!(line, ", from {from}");
    }
    if let Some(to) = version.valid_to {
        let _ = write!(line, ", until {to}");
    }
    line
}
