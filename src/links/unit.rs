//! Administrative units: one where the gazetteer says so, or where name, level and province agree.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Linker;
use super::draft::{Draft, Drafts};
use super::key::{digest, name_key, slug};
use super::model::Detail;
use crate::facts::{DocumentFacts, Unit, UnitLevel};
use crate::ontology::gazetteer::{Level, UnitIdx};

/// Units of all documents.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub drafts: Drafts,
    /// For each document, the unit of each of its [`DocumentFacts::units`].
    pub of: Vec<Vec<u32>>,
    /// For each draft the key of its label, then those of the other names that its versions have.
    pub keys: Vec<Vec<String>>,
    /// First version in the gazetteer to the unit.
    identities: HashMap<UnitIdx, u32>,
}

/// How far the identity of something reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Over all documents.
    All,
    /// One document.
    Document,
}

/// Level, name and province: what tells a unit where the gazetteer does not.
type Place = (UnitLevel, String, String);

impl Units {
    pub(super) fn link(linker: &Linker, documents: &[&DocumentFacts]) -> Self {
        let known = known_places(linker, documents);
        let mut units = Self::default();
        for document in documents {
            let of = document.units.iter().map(|u| units.add(linker, document, u, &known));
            let of = of.collect();
            units.of.push(of);
        }
        units.drafts.tell_apart();
        units.keys = units.drafts.iter().map(|draft| vec![name_key(draft.label())]).collect();
        units.add_names_of_versions(linker);
        units
    }

    fn add_names_of_versions(&mut self, linker: &Linker) {
        for (at, _) in linker.gazetteer.units() {
            let unit = self.identities.get(&linker.history.identity(at));
            let Some(keys) = unit.map(|&unit| &mut self.keys[unit as usize]) else { continue };
            let key = name_key(&linker.gazetteer.full_name(at));
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }

    fn add(
        &mut self,
        linker: &Linker,
        document: &DocumentFacts,
        unit: &Unit,
        known: &HashMap<Place, BTreeSet<UnitKey>>,
    ) -> u32 {
        let key = unit_key(linker, document, unit, known);
        let number = self.drafts.number(&key.text(), || new_draft(linker, unit, &key));
        let draft = &mut self.drafts[number];
        draft.called(&unit.name);
        if let (Some(id), Detail::Unit { versions, .. }) = (&unit.id, &mut draft.detail)
            && let Err(place) = versions.binary_search(id)
        {
            versions.insert(place, id.clone());
        }
        if let Some(first) = unit.id.as_deref().and_then(|id| linker.identity(id)) {
            self.identities.insert(first, number);
        }
        number
    }

    /// The unit of gazetteer id `id`, where a document names it.
    pub(super) fn by_id(&self, linker: &Linker, id: &str) -> Option<u32> {
        self.identities.get(&linker.identity(id)?).copied()
    }

    /// First version in the gazetteer of a unit that it knows.
    pub(super) fn first_version(&self, linker: &Linker, unit: u32) -> Option<UnitIdx> {
        linker.identity(self.version(unit)?)
    }

    /// First versions in the gazetteer of the units that it knows, with their drafts, in no order.
    pub(super) fn identities(&self) -> impl Iterator<Item = (UnitIdx, u32)> {
        self.identities.iter().map(|(&first, &draft)| (first, draft))
    }

    /// Province of a unit, where decided.
    pub(super) fn province(&self, unit: u32) -> Option<&str> {
        match &self.drafts[unit].detail {
            Detail::Unit { province, .. } => province.as_deref(),
            _ => None,
        }
    }

    /// A version in the gazetteer of a unit, where it has one.
    pub(super) fn version(&self, unit: u32) -> Option<&str> {
        match &self.drafts[unit].detail {
            Detail::Unit { versions, .. } => versions.first().map(String::as_str),
            _ => None,
        }
    }

    /// Whether a unit is one over all documents.
    pub(super) fn reach(&self, unit: u32) -> Reach {
        if self.drafts.key(unit).starts_with("d|") { Reach::Document } else { Reach::All }
    }

    /// Level of a unit.
    pub(super) fn level(&self, unit: u32) -> UnitLevel {
        match self.drafts[unit].detail {
            Detail::Unit { level, .. } => level,
            _ => UnitLevel::default(),
        }
    }
}

fn place(unit: &Unit) -> Option<Place> {
    let province = match unit.level {
        UnitLevel::Province => String::new(),
        _ => name_key(unit.province.as_deref()?),
    };
    Some((unit.level, name_key(&unit.name), province))
}

/// What makes a unit one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum UnitKey {
    /// Its first version in the gazetteer, by id.
    Identity(&'static str),
    /// Where it lies.
    Place(Place),
    /// Nothing: a unit of one document only.
    Document(String, String),
}

impl UnitKey {
    fn text(&self) -> String {
        match self {
            Self::Identity(id) => format!("g|{id}"),
            Self::Place((level, name, province)) => format!("p|{level:?}|{name}|{province}"),
            Self::Document(document, name) => format!("d|{document}|{name}"),
        }
    }
}

/// Keys that the gazetteer gives the places of the documents.
fn known_places(
    linker: &Linker,
    documents: &[&DocumentFacts],
) -> HashMap<Place, BTreeSet<UnitKey>> {
    let mut known: HashMap<Place, BTreeSet<UnitKey>> = HashMap::new();
    let units = || documents.iter().flat_map(|d| &d.units);
    if units().all(|unit| unit.id.is_some()) {
        return known;
    }
    let mut seen: HashSet<(&str, Option<&str>, Option<&str>)> = HashSet::new();
    for unit in units() {
        if !seen.insert((&unit.name, unit.province.as_deref(), unit.id.as_deref())) {
            continue;
        }
        if let (Some(key), Some(place)) = (identity_key(linker, unit), place(unit)) {
            known.entry(place).or_default().insert(key);
        }
    }
    known
}

fn identity_key(linker: &Linker, unit: &Unit) -> Option<UnitKey> {
    let first = linker.identity(unit.id.as_deref()?)?;
    Some(UnitKey::Identity(linker.gazetteer.unit(first).id))
}

fn unit_key(
    linker: &Linker,
    document: &DocumentFacts,
    unit: &Unit,
    known: &HashMap<Place, BTreeSet<UnitKey>>,
) -> UnitKey {
    if let Some(key) = identity_key(linker, unit) {
        return key;
    }
    match place(unit).filter(|_| unit.candidates.is_empty()) {
        None => UnitKey::Document(document.doc.clone(), name_key(&unit.name)),
        Some(place) => match known.get(&place).map(|keys| (keys.len(), keys.first())) {
            Some((1, Some(key))) => key.clone(),
            _ => UnitKey::Place(place),
        },
    }
}

/// A draft whose path comes from the first version in the gazetteer, else from the facts.
fn new_draft(linker: &Linker, unit: &Unit, key: &UnitKey) -> Draft {
    let (name, province, tail) = match key {
        UnitKey::Identity(id) => linker.names(id),
        _ => (unit.name.clone(), unit.province.clone(), None),
    };
    let mut path = format!("unit/{}", slug(&name));
    if unit.level != UnitLevel::Province {
        path.extend(province.iter().map(|province| format!(".{}", slug(province))));
    }
    if let UnitKey::Document(..) = key {
        path = format!("{path}.{}", digest(&[&key.text()], 4));
    }
    path.extend(tail.map(|code| format!(".{code}")));
    let province = unit.province.clone();
    Draft::new(path, Detail::Unit { level: unit.level, province, versions: Vec::new() })
}

impl Linker<'_> {
    /// First version of the unit of a gazetteer id.
    fn identity(&self, id: &str) -> Option<UnitIdx> {
        Some(self.history.identity(self.gazetteer.find(id)?))
    }

    /// Id of the province that the land of a unit version belongs to today.
    pub(super) fn heir(&self, id: &str) -> &'static str {
        let heir = self.gazetteer.find(id).map(|unit| {
            let province = self.gazetteer.province_of(unit);
            self.gazetteer.unit(self.gazetteer.last_heir(province)).id
        });
        heir.unwrap_or_default()
    }

    /// Full name and province of a unit version, and of communes, which may share both, the code.
    fn names(&self, id: &str) -> (String, Option<String>, Option<String>) {
        let Some(unit) = self.gazetteer.find(id) else { return (id.to_owned(), None, None) };
        let province = self.gazetteer.unit(self.gazetteer.province_of(unit)).name;
        let version = self.gazetteer.unit(unit);
        let code = (version.level() == Level::Commune).then(|| version.code().to_owned());
        (self.gazetteer.full_name(unit), Some(province.to_owned()), code)
    }
}
