//! Evidence across documents decides what one document leaves open: where the unit of a text has
//! several readings, the offices of its people, which other texts name in full, tell the province.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::Linker;
use super::key::{Keys, name_key};
use crate::facts::{Candidate, DocumentFacts, Organization, Unit, UnitLevel};
use crate::ontology::Scope;
use crate::ontology::gazetteer::UnitIdx;

/// Belief in a unit that other documents decided.
const SETTLED: f64 = 0.9;

/// Person, title and kind of body to the provinces in which documents see that office held.
type Offices = HashMap<(String, String, String), BTreeSet<UnitIdx>>;

/// The facts of all documents, with what others decide filled in.
pub(super) fn settle<'a>(
    linker: &Linker,
    documents: &[&'a DocumentFacts],
) -> Vec<Cow<'a, DocumentFacts>> {
    let open = |document: &DocumentFacts| document.units.iter().any(|u| !u.candidates.is_empty());
    let mut keys = Keys::default();
    let asked = documents.iter().filter(|d| open(d)).flat_map(|d| &d.tenures);
    let asked: BTreeSet<Rc<str>> = asked.map(|tenure| keys.of(&tenure.person)).collect();
    let known = |d: &&&'a DocumentFacts| d.people.iter().any(|p| asked.contains(&keys.of(&p.name)));
    let known: Vec<&DocumentFacts> = documents.iter().filter(known).copied().collect();
    let offices = offices(linker, &known);
    let settled = documents.iter().map(|&document| {
        let province = open(document).then(|| province(linker, document, &offices)).flatten();
        match province {
            Some(province) => Cow::Owned(filled(linker, document, province)),
            None => Cow::Borrowed(document),
        }
    });
    settled.collect()
}

fn offices(linker: &Linker, documents: &[&DocumentFacts]) -> Offices {
    let mut offices = Offices::new();
    for document in documents {
        for (office, body) in held(linker, document) {
            let unit = body.unit.as_deref().and_then(|id| linker.gazetteer.find(id));
            if let Some(unit) = unit {
                offices.entry(office).or_default().insert(linker.gazetteer.province_of(unit));
            }
        }
    }
    offices
}

/// Each office of a document's people, with its body.
fn held<'a>(
    linker: &Linker,
    document: &'a DocumentFacts,
) -> impl Iterator<Item = ((String, String, String), &'a Organization)> {
    document.tenures.iter().filter_map(|tenure| {
        let name = tenure.organization.as_ref()?;
        let body = document.organizations.iter().find(|o| o.name == *name)?;
        let kind = linker.kind(body).to_owned();
        Some(((name_key(&tenure.person), name_key(&tenure.title), kind), body))
    })
}

/// The only province among the readings of a document's units in which its people are seen in office.
fn province(linker: &Linker, document: &DocumentFacts, offices: &Offices) -> Option<UnitIdx> {
    let mut readings: BTreeSet<UnitIdx> = BTreeSet::new();
    for candidate in document.units.iter().flat_map(|u| &u.candidates) {
        readings.extend(province_of(linker, candidate));
    }
    let mut votes: BTreeMap<UnitIdx, u32> = BTreeMap::new();
    for (office, _) in held(linker, document).filter(|(_, body)| body.unit.is_none()) {
        for &seen in offices.get(&office).into_iter().flatten() {
            let same = readings.iter().filter(|&&r| linker.gazetteer.same_place(r, seen));
            same.for_each(|&reading| *votes.entry(reading).or_default() += 1);
        }
    }
    let mut voted = votes.into_keys();
    voted.next().filter(|_| voted.next().is_none())
}

fn province_of(linker: &Linker, candidate: &Candidate) -> Option<UnitIdx> {
    let unit = linker.gazetteer.find(candidate.id.as_deref()?)?;
    Some(linker.gazetteer.province_of(unit))
}

/// A document whose open units and bodies lie in `province`.
fn filled(linker: &Linker, document: &DocumentFacts, province: UnitIdx) -> DocumentFacts {
    let mut document = document.clone();
    let version = linker.gazetteer.unit(province);
    for unit in document.units.iter_mut().filter(|u| !u.candidates.is_empty()) {
        if let Some(id) = reading(linker, &unit.candidates, province) {
            unit.id = Some(id);
            unit.province = Some(version.name.to_owned());
            unit.confidence = Some(SETTLED);
            unit.candidates.clear();
        }
    }
    for body in document.organizations.iter_mut().filter(|o| o.unit.is_none()) {
        if body.candidates.is_empty() {
            body.unit = is_of_province(linker, body, province).then(|| version.id.to_owned());
        } else if let Some(id) = reading(linker, &body.candidates, province) {
            body.unit = Some(id);
            body.candidates.clear();
        }
    }
    if !document.units.iter().any(|u| u.id.as_deref() == Some(version.id)) {
        document.units.push(Unit {
            name: linker.gazetteer.full_name(province),
            level: UnitLevel::Province,
            province: Some(version.name.to_owned()),
            id: Some(version.id.to_owned()),
            confidence: Some(SETTLED),
            ..Unit::default()
        });
    }
    document
}

/// The only reading that lies in `province`.
fn reading(linker: &Linker, candidates: &[Candidate], province: UnitIdx) -> Option<String> {
    let within = |candidate: &&Candidate| province_of(linker, candidate) == Some(province);
    let mut readings = candidates.iter().filter(within);
    let first = readings.next().filter(|_| readings.next().is_none());
    first.and_then(|candidate| candidate.id.clone())
}

/// Whether a bare body is one that every province has: its kind, or the word at its end, says so.
fn is_of_province(linker: &Linker, body: &Organization, province: UnitIdx) -> bool {
    let kind = linker.vocabulary.body(linker.kind(body));
    let scoped = kind.is_some_and(|kind| kind.scope == Scope::Unit);
    let word = linker.gazetteer.word(linker.gazetteer.unit(province).kind);
    let ends = format!(" {}", name_key(&body.name)).ends_with(&format!(" {}", name_key(word)));
    scoped && (ends || kind.is_some_and(|kind| kind.of_province))
}
