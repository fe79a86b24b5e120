//! Administrative units through time.
//!
//! A [`UnitVersion`] is a unit for as long as its name, kind and parent stay; it is in force on the days
//! `valid_from <= day < valid_to`. Three levels until 30 June 2025 (province, district, commune), two since.
//!
//! - [`Gazetteer::names`] gives the names for a lexicon, [`Gazetteer::units_of_name`] who bore one.
//! - [`Gazetteer::resolve`] says which unit a mention means on its day and in its surroundings.
//! - [`Gazetteer::home`] reads addresses and domains of sites.
//! - [`History`] tells what became of units, and which versions are one unit.

mod day;
mod history;
mod kind;
mod names;
mod resolve;
mod sites;
mod slug;
mod table;
#[cfg(test)]
mod tests;

pub use day::Day;
pub use history::{Change, ChangeKind, History};
pub use kind::{KindSet, Level, UnitKind};
pub use names::fold_name;
pub use resolve::{Nearby, Ranked, Resolution, UnitQuery};
pub use sites::{Home, SiteKind};
pub use table::{GazetteerError, TableText, Tables};

use std::path::Path;

use names::Names;
use sites::Sites;
use table::Row;

/// Place of a unit version in the gazetteer; provinces first, then districts, then communes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitIdx(u32);

/// A folded name that at least one unit bears or bore.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameIdx(pub u32);

/// A unit while its name, kind and parent stay the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitVersion {
    /// Level letter and code of the statistics office, for a later version with its first day:
    /// `d524`, `c21109@2020-02-01`.
    pub id: &'static str,
    /// Bare name in the official spelling.
    pub name: &'static str,
    /// Kind of unit, which gives its level.
    pub kind: UnitKind,
    /// The unit it lies in: the version in force throughout its own validity.
    pub parent: Option<UnitIdx>,
    /// First day; none where it is older than the gazetteer (31 August 2004).
    pub valid_from: Option<Day>,
    /// The day after the last; none while it is in force.
    pub valid_to: Option<Day>,
}

impl UnitVersion {
    /// Code of the statistics office. It may have passed to another unit: see [`History::identity`].
    pub fn code(&self) -> &'static str {
        let end = self.id.find('@').unwrap_or(self.id.len());
        &self.id[1..end]
    }

    /// Level of its kind.
    pub fn level(&self) -> Level {
        self.kind.level()
    }

    /// Whether it is in force on a day.
    pub fn in_force(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day < to)
    }
}

/// All unit versions with their names, parents and sites.
#[derive(Debug)]
pub struct Gazetteer {
    units: Vec<UnitVersion>,
    /// Packed ids, in the order of `units`.
    keys: Vec<u64>,
    /// Word of each kind, in the order of [`UnitKind::ALL`].
    words: [&'static str; UnitKind::ALL.len()],
    /// The same, folded.
    folded_words: [String; UnitKind::ALL.len()],
    names: Names,
    sites: Sites,
    /// The province that each unit lies in.
    provinces: Vec<UnitIdx>,
    /// What each province became: itself while it is in force.
    heirs: Vec<UnitIdx>,
    successions: TableText,
}

impl Gazetteer {
    /// Reads the gazetteer from its tables. Successions of districts and communes are left to [`History`].
    ///
    /// # Errors
    /// The first row that cannot be read, with its table and line.
    pub fn read(tables: &Tables) -> Result<Self, GazetteerError> {
        let (units, keys) = table::units(tables.units)?;
        let aliases = aliases(&tables.aliases, &keys)?;
        let own = units.iter().zip(0..).map(|(unit, at)| (unit.name, UnitIdx(at)));
        let names = Names::new(own.chain(aliases));
        let words = words(tables.kinds)?;
        Ok(Self {
            names,
            words,
            folded_words: words.map(crate::text::fold),
            sites: Sites::read(&tables.sites, &tables.site_patterns, &keys)?,
            heirs: history::province_heirs(tables.successions, &keys)?,
            successions: tables.successions,
            provinces: provinces(&units),
            units,
            keys,
        })
    }

    /// The gazetteer of the built-in tables, with those in the `gazetteer` folder of `overlay`.
    ///
    /// # Errors
    /// As [`Tables::load`] and [`Gazetteer::read`].
    pub fn load(overlay: Option<&Path>) -> Result<Self, GazetteerError> {
        Self::read(&Tables::load(overlay)?)
    }

    /// The version at a place.
    pub fn unit(&self, unit: UnitIdx) -> &UnitVersion {
        &self.units[unit.0 as usize]
    }

    /// The place of an id.
    pub fn find(&self, id: &str) -> Option<UnitIdx> {
        table::find(&self.keys, id)
    }

    /// All versions, in order.
    pub fn units(&self) -> impl ExactSizeIterator<Item = (UnitIdx, &UnitVersion)> {
        self.units.iter().enumerate().map(|(at, unit)| (UnitIdx(at as u32), unit))
    }

    /// The word for a kind, in lower case.
    pub fn word(&self, kind: UnitKind) -> &'static str {
        self.words[kind as usize]
    }

    /// The kinds that a word stands for: a city may be centrally run or of district level.
    pub fn kinds_of_word(&self, word: &str) -> KindSet {
        let word = crate::text::fold(word);
        let same = |kind: &UnitKind| self.folded_words[*kind as usize] == word;
        UnitKind::ALL.into_iter().filter(same).collect()
    }

    /// Word and name of a unit, as a text of its time writes them.
    pub fn full_name(&self, unit: UnitIdx) -> String {
        let unit = self.unit(unit);
        [self.word(unit.kind), " ", unit.name].concat()
    }

    /// The units that a unit lies in, the nearest first.
    pub fn ancestors(&self, unit: UnitIdx) -> impl Iterator<Item = UnitIdx> {
        std::iter::successors(self.unit(unit).parent, |&unit| self.unit(unit).parent)
    }

    /// The province that a unit lies in: itself, if it is one.
    pub fn province_of(&self, unit: UnitIdx) -> UnitIdx {
        self.provinces[unit.0 as usize]
    }

    /// The district that a unit lies in: itself, if it is one; none for provinces and since July 2025.
    pub fn district_of(&self, unit: UnitIdx) -> Option<UnitIdx> {
        std::iter::once(unit)
            .chain(self.ancestors(unit))
            .find(|&unit| self.unit(unit).level() == Level::District)
    }

    /// The version with the code of `unit` that is in force on `day`.
    pub fn version_on(&self, unit: UnitIdx, day: Day) -> Option<UnitIdx> {
        self.versions(unit).find(|&version| self.unit(version).in_force(day))
    }

    /// All versions with the code of `unit`, the oldest first.
    pub fn versions(&self, unit: UnitIdx) -> impl Iterator<Item = UnitIdx> {
        let code = self.keys[unit.0 as usize] >> 32;
        let first = self.keys.partition_point(|key| key >> 32 < code);
        let count = self.keys[first..].iter().take_while(|&key| key >> 32 == code).count();
        (first..first + count).map(|at| UnitIdx(at as u32))
    }

    /// The province in force on `day` that the land of `province` belongs to; itself where nothing is known.
    pub fn province_on(&self, province: UnitIdx, day: Day) -> UnitIdx {
        let mut province = province;
        while self.unit(province).valid_to.is_some_and(|to| to <= day) {
            let Some(heir) = self.heir(province) else { break };
            province = heir;
        }
        province
    }

    /// What a province became at its end.
    fn heir(&self, province: UnitIdx) -> Option<UnitIdx> {
        let heir = *self.heirs.get(province.0 as usize)?;
        (heir != province).then_some(heir)
    }

    /// The province in force today that a province has become; other units themselves.
    pub fn last_heir(&self, unit: UnitIdx) -> UnitIdx {
        std::iter::successors(Some(unit), |&unit| self.heir(unit)).last().unwrap_or(unit)
    }

    /// Whether two versions stand for one place: the same code and name, or, of provinces, the one
    /// became the other.
    pub fn same_place(&self, a: UnitIdx, b: UnitIdx) -> bool {
        let same_code = self.keys[a.0 as usize] >> 32 == self.keys[b.0 as usize] >> 32;
        (same_code && self.unit(a).name == self.unit(b).name) || self.became(a, b)
    }

    fn became(&self, a: UnitIdx, b: UnitIdx) -> bool {
        std::iter::successors(self.heir(a), |&unit| self.heir(unit)).any(|heir| heir == b)
    }

    /// Whether `inner` is `outer` or lies, or at its time lay, in it.
    pub fn lies_in(&self, inner: UnitIdx, outer: UnitIdx) -> bool {
        std::iter::once(inner).chain(self.ancestors(inner)).any(|unit| self.same_place(unit, outer))
    }

    /// Every way to write a name, with the name, for a lexicon that knows case, tone places and `i` or
    /// `y` by itself: dashes and apostrophes stand in each of their forms, and left out. The names of
    /// numbered wards are numbers (`1`), which a lexicon of words may leave to [`Gazetteer::name`].
    pub fn names(&self) -> impl Iterator<Item = (&str, NameIdx)> {
        self.names.spellings()
    }

    /// The name that some words make, folded by [`fold_name`] within.
    pub fn name(&self, written: &str) -> Option<NameIdx> {
        self.names.find(&fold_name(written))
    }

    /// All versions that bear a name, or have it for an alias, at any time.
    pub fn units_of_name(&self, name: NameIdx) -> &[UnitIdx] {
        self.names.bearers(name)
    }

    /// All versions that bear the written name at any time.
    pub fn lookup(&self, written: &str) -> &[UnitIdx] {
        self.name(written).map_or(&[], |name| self.units_of_name(name))
    }

    /// The longest name at the beginning of some folded syllables, with how many syllables it takes.
    pub fn longest_name<'s>(
        &self,
        syllables: impl IntoIterator<Item = &'s str>,
    ) -> Option<(usize, NameIdx)> {
        self.names.longest(syllables)
    }
}

/// The province of each unit; parents stand before the units that lie in them.
fn provinces(units: &[UnitVersion]) -> Vec<UnitIdx> {
    let mut provinces: Vec<UnitIdx> = Vec::with_capacity(units.len());
    for (unit, at) in units.iter().zip(0..) {
        let province = unit.parent.map_or(UnitIdx(at), |parent| provinces[parent.0 as usize]);
        provinces.push(province);
    }
    provinces
}

fn aliases(
    tables: &[TableText],
    keys: &[u64],
) -> Result<Vec<(&'static str, UnitIdx)>, GazetteerError> {
    let alias = |row: Row<2>| {
        let [id, alias] = row.fields;
        table::find(keys, id).map(|unit| (alias, unit)).ok_or_else(|| row.unknown(id))
    };
    let rows = tables.iter().flat_map(|table| table.rows("unit,alias"));
    rows.map(|row| row.and_then(alias)).collect()
}

fn words(table: TableText) -> Result<[&'static str; UnitKind::ALL.len()], GazetteerError> {
    let mut words = [""; UnitKind::ALL.len()];
    for row in table.rows("kind,level,word") {
        let row = row?;
        let [key, _, word] = row.fields;
        let kind = UnitKind::from_key(key).ok_or_else(|| row.value(key, "kind of unit"))?;
        words[kind as usize] = word;
    }
    Ok(words)
}
