//! Administrative units: one where the gazetteer says so, or where name, level and province agree.

use std::collections::{BTreeSet, HashMap};

use super::draft::{Draft, Drafts};
use super::key::{digest, name_key, slug};
use super::model::Detail;
use crate::facts::{DocumentFacts, Unit, UnitLevel};

/// Units of all documents.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub drafts: Drafts,
    /// For each document, the unit of each of its [`DocumentFacts::units`].
    pub of: Vec<Vec<u32>>,
    /// Gazetteer id without its version to the units that bear it.
    codes: HashMap<String, Vec<u32>>,
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
    pub(super) fn link(documents: &[&DocumentFacts]) -> Self {
        let known = known_places(documents);
        let mut units = Self::default();
        for document in documents {
            let of = document.units.iter().map(|u| units.add(document, u, &known)).collect();
            units.of.push(of);
        }
        units
    }

    fn add(
        &mut self,
        document: &DocumentFacts,
        unit: &Unit,
        known: &HashMap<Place, BTreeSet<UnitKey>>,
    ) -> u32 {
        let key = unit_key(document, unit, known);
        let number = self.drafts.number(&key.text(), || new_draft(unit, &key));
        let draft = &mut self.drafts[number];
        draft.called(&unit.name);
        if let (Some(id), Detail::Unit { versions, .. }) = (&unit.id, &mut draft.detail) {
            if let Err(place) = versions.binary_search(id) {
                versions.insert(place, id.clone());
            }
            let bearers = self.codes.entry(code(id).to_owned()).or_default();
            if !bearers.contains(&number) {
                bearers.push(number);
            }
        }
        number
    }

    /// The unit of gazetteer id `id`: one of the document's own, or the only one that bears the id.
    pub(super) fn by_id(&self, document: usize, facts: &DocumentFacts, id: &str) -> Option<u32> {
        let place = |exact: bool| {
            facts.units.iter().position(|u| match &u.id {
                Some(own) if exact => own == id,
                Some(own) => code(own) == code(id),
                None => false,
            })
        };
        let own = place(true).or_else(|| place(false)).map(|p| self.of[document][p]);
        own.or_else(|| match self.codes.get(code(id))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        })
    }

    /// Province of a unit, where decided.
    pub(super) fn province(&self, unit: u32) -> Option<&str> {
        match &self.drafts[unit].detail {
            Detail::Unit { province, .. } => province.as_deref(),
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

/// Gazetteer id without the day from which its version is in force.
pub(super) fn code(id: &str) -> &str {
    id.split('@').next().unwrap_or(id)
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
    /// Gazetteer code and name: the code of a merged unit is that of one of its parts.
    Code(String, String),
    /// Where it lies.
    Place(Place),
    /// Nothing: a unit of one document only.
    Document(String, String),
}

impl UnitKey {
    fn text(&self) -> String {
        match self {
            Self::Code(code, name) => format!("c|{code}|{name}"),
            Self::Place((level, name, province)) => format!("p|{level:?}|{name}|{province}"),
            Self::Document(document, name) => format!("d|{document}|{name}"),
        }
    }
}

/// Keys that the gazetteer gives the places of the documents.
fn known_places(documents: &[&DocumentFacts]) -> HashMap<Place, BTreeSet<UnitKey>> {
    let mut known: HashMap<Place, BTreeSet<UnitKey>> = HashMap::new();
    for unit in documents.iter().flat_map(|d| &d.units) {
        if let (Some(id), Some(place)) = (&unit.id, place(unit)) {
            let key = UnitKey::Code(code(id).to_owned(), place.1.clone());
            known.entry(place).or_default().insert(key);
        }
    }
    known
}

fn unit_key(
    document: &DocumentFacts,
    unit: &Unit,
    known: &HashMap<Place, BTreeSet<UnitKey>>,
) -> UnitKey {
    if let Some(id) = &unit.id {
        return UnitKey::Code(code(id).to_owned(), name_key(&unit.name));
    }
    match place(unit).filter(|_| unit.candidates.is_empty()) {
        None => UnitKey::Document(document.doc.clone(), name_key(&unit.name)),
        Some(place) => match known.get(&place).map(|keys| (keys.len(), keys.first())) {
            Some((1, Some(key))) => key.clone(),
            _ => UnitKey::Place(place),
        },
    }
}

fn new_draft(unit: &Unit, key: &UnitKey) -> Draft {
    let mut path = format!("unit/{}", slug(&unit.name));
    if unit.level != UnitLevel::Province {
        let province = unit.province.as_deref().map(|p| format!(".{}", slug(p)));
        path.push_str(&province.unwrap_or_default());
    }
    match key {
        UnitKey::Code(code, _) if unit.level == UnitLevel::Commune => {
            path = format!("{path}.{code}");
        }
        UnitKey::Document(..) => path = format!("{path}.{}", digest(&[&key.text()], 4)),
        _ => {}
    }
    let province = unit.province.clone();
    Draft::new(path, Detail::Unit { level: unit.level, province, versions: Vec::new() })
}
