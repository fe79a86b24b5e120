//! The versions of the units that documents speak of, with what became of them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Linker;
use super::model::{EntityId, EntityKind, UnitChange, UnitVersion};
use super::number::Numbers;
use super::unit::Units;
use crate::ontology::gazetteer::{Change, Day, UnitIdx};

/// All versions of all units of the graph, in order of the units and of time.
pub(super) fn versions(linker: &Linker, units: &Units, numbers: &Numbers) -> Vec<UnitVersion> {
    let things: BTreeMap<UnitIdx, EntityId> = units
        .identities()
        .map(|(first, draft)| (first, numbers.id(EntityKind::Unit, draft)))
        .collect();
    let thing = |unit: UnitIdx| things.get(&linker.history.identity(unit)).copied();
    let version = |(at, unit): (UnitIdx, EntityId)| {
        let version = linker.gazetteer.unit(at);
        let changes = linker.history.successors(at).iter();
        UnitVersion {
            unit,
            id: version.id.to_owned(),
            name: linker.gazetteer.full_name(at),
            bare: version.name.to_owned(),
            from: version.valid_from.and_then(date),
            until: version.valid_to.and_then(date),
            changes: changes.filter_map(|c| change(linker, c, &thing)).collect(),
        }
    };
    let known = linker.gazetteer.units().filter_map(|(at, _)| Some((at, thing(at)?)));
    let mut versions: Vec<UnitVersion> = known.map(version).collect();
    versions.sort_by(|a, b| (a.unit, a.from, &a.id).cmp(&(b.unit, b.from, &b.id)));
    versions
}

fn change(
    linker: &Linker,
    change: &Change,
    thing: &impl Fn(UnitIdx) -> Option<EntityId>,
) -> Option<UnitChange> {
    Some(UnitChange {
        kind: change.kind,
        on: date(change.date)?,
        act: change.decree.to_owned(),
        successor: change.successor.map(|unit| linker.gazetteer.unit(unit).id.to_owned()),
        unit: change.successor.and_then(thing),
    })
}

pub(super) fn date(day: Day) -> Option<Date> {
    day.to_string().parse().ok()
}
