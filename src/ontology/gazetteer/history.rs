//! What became of units: successions, and the identity that lasts over versions.

use super::table;
use super::{Day, Gazetteer, GazetteerError, Level, TableText, UnitIdx};

/// Kind of change from one unit version to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The whole unit went into the successor.
    Merged,
    /// A part of it went into the successor.
    Split,
    /// Its kind changed.
    Upgraded,
    /// Its name changed.
    Renamed,
    /// Its parent changed.
    Transferred,
    /// It ended without a successor.
    Abolished,
}

impl ChangeKind {
    const ALL: [Self; 6] = [
        Self::Merged,
        Self::Split,
        Self::Upgraded,
        Self::Renamed,
        Self::Transferred,
        Self::Abolished,
    ];

    /// Its name in the tables: `merged`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Upgraded => "upgraded",
            Self::Renamed => "renamed",
            Self::Transferred => "transferred",
            Self::Abolished => "abolished",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == key)
    }
}

/// A change, with the act that ordered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The version before it.
    pub predecessor: UnitIdx,
    /// The version after it; none where the unit was abolished.
    pub successor: Option<UnitIdx>,
    /// First day of the new order.
    pub date: Day,
    /// What happened.
    pub kind: ChangeKind,
    /// Number of the act as cited (`867/NQ-UBTVQH14`), empty where not known.
    pub decree: &'static str,
}

/// All changes, and which versions are one unit. Made on demand: extraction does without it.
#[derive(Debug)]
pub struct History {
    /// Sorted by predecessor.
    changes: Vec<Change>,
    /// Places in `changes`, sorted by successor; those without one left out.
    by_successor: Vec<u32>,
    /// The first version of each version's unit.
    identities: Vec<UnitIdx>,
}

impl History {
    /// Reads the successions of a gazetteer.
    ///
    /// # Errors
    /// The first row that cannot be read, with its line.
    pub fn read(gazetteer: &Gazetteer) -> Result<Self, GazetteerError> {
        let mut changes =
            rows(gazetteer.successions, &gazetteer.keys).collect::<Result<Vec<_>, _>>()?;
        changes.sort_unstable();
        let with_successor = |i: &u32| changes[*i as usize].successor.is_some();
        let mut by_successor: Vec<u32> = (0..changes.len() as u32).filter(with_successor).collect();
        by_successor.sort_by_key(|&i| changes[i as usize].successor);
        let identities = identities(gazetteer, &changes);
        Ok(Self { changes, by_successor, identities })
    }

    /// All changes, sorted by predecessor.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What `unit` became.
    pub fn successors(&self, unit: UnitIdx) -> &[Change] {
        let from = self.changes.partition_point(|change| change.predecessor < unit);
        let to = self.changes.partition_point(|change| change.predecessor <= unit);
        &self.changes[from..to]
    }

    /// What `unit` was made of.
    pub fn predecessors(&self, unit: UnitIdx) -> impl Iterator<Item = &Change> {
        let successor = |i: u32| self.changes[i as usize].successor;
        let from = self.by_successor.partition_point(|&i| successor(i) < Some(unit));
        let to = self.by_successor.partition_point(|&i| successor(i) <= Some(unit));
        self.by_successor[from..to].iter().map(|&i| &self.changes[i as usize])
    }

    /// The first version of the unit that `unit` is a version of: one key for all of them.
    ///
    /// A unit lasts through a change of name, of kind (a town that becomes a city) and of parent. It ends
    /// when it goes into another, even one of the same name, except that a province lasts when it takes
    /// in its neighbours and keeps name and kind (Hanoi in 2008, many in 2025), for its bodies last too.
    pub fn identity(&self, unit: UnitIdx) -> UnitIdx {
        self.identities[unit.0 as usize]
    }

    /// All versions of the unit that `unit` is a version of, in the order of the gazetteer.
    pub fn versions(&self, unit: UnitIdx) -> impl Iterator<Item = UnitIdx> {
        let identity = self.identity(unit);
        let same = move |&(_, first): &(usize, &UnitIdx)| *first == identity;
        self.identities.iter().enumerate().filter(same).map(|(at, _)| UnitIdx(at as u32))
    }
}

/// What each province became, by its place: itself while it is in force. None ever went into two.
pub(super) fn province_heirs(
    table: TableText,
    keys: &[u64],
) -> Result<Vec<UnitIdx>, GazetteerError> {
    let provinces = keys.partition_point(|key| key >> 60 == 0) as u32;
    let mut heirs: Vec<UnitIdx> = (0..provinces).map(UnitIdx).collect();
    for change in rows(table, keys) {
        let change = change?;
        match (heirs.get_mut(change.predecessor.0 as usize), change.successor) {
            (Some(heir), Some(successor)) => *heir = successor,
            (Some(_), None) => {}
            (None, _) => break,
        }
    }
    Ok(heirs)
}

fn rows(table: TableText, keys: &[u64]) -> impl Iterator<Item = Result<Change, GazetteerError>> {
    table.rows("predecessor,successor,date,kind,decree").map(move |row| {
        let row = row?;
        let [predecessor, successor, date, kind, decree] = row.fields;
        let unit = |id| table::find(keys, id).ok_or_else(|| row.unknown(id));
        Ok(Change {
            predecessor: unit(predecessor)?,
            successor: if successor.is_empty() { None } else { Some(unit(successor)?) },
            date: row.day(date)?.ok_or_else(|| row.value(date, "date (YYYY-MM-DD)"))?,
            kind: ChangeKind::from_key(kind).ok_or_else(|| row.value(kind, "kind of change"))?,
            decree,
        })
    })
}

/// The first version of each version's unit, found from the oldest to the youngest.
fn identities(gazetteer: &Gazetteer, changes: &[Change]) -> Vec<UnitIdx> {
    let mut before: Vec<Option<UnitIdx>> = vec![None; gazetteer.units.len()];
    let mut consumed = vec![false; gazetteer.units.len()];
    for change in changes {
        let Some(successor) = change.successor else { continue };
        consumed[successor.0 as usize] |= change.kind == ChangeKind::Merged;
        if lasts(gazetteer, change, successor) {
            before[successor.0 as usize] = Some(change.predecessor);
        }
    }
    for (unit, version) in gazetteer.units() {
        let at = unit.0 as usize;
        if before[at].is_none() && !consumed[at] && at > 0 {
            let older = UnitIdx(unit.0 - 1);
            let (last, same_code) =
                (gazetteer.unit(older), gazetteer.keys[at] >> 32 == gazetteer.keys[at - 1] >> 32);
            let same = last.name == version.name && last.kind == version.kind;
            let touches = last.valid_to.is_some() && last.valid_to == version.valid_from;
            before[at] = (same_code && same && touches).then_some(older);
        }
    }
    let first = |unit| std::iter::successors(Some(unit), |u: &UnitIdx| before[u.0 as usize]).last();
    gazetteer.units().map(|(unit, _)| first(unit).unwrap_or(unit)).collect()
}

/// Whether the unit lasts through the change.
fn lasts(gazetteer: &Gazetteer, change: &Change, successor: UnitIdx) -> bool {
    let (old, new) = (gazetteer.unit(change.predecessor), gazetteer.unit(successor));
    match change.kind {
        ChangeKind::Upgraded | ChangeKind::Renamed | ChangeKind::Transferred => true,
        ChangeKind::Merged => {
            old.level() == Level::Province && old.kind == new.kind && old.name == new.name
        }
        ChangeKind::Split | ChangeKind::Abolished => false,
    }
}
