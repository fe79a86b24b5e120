//! The administrative units of a document: those named, and those that its bodies belong to.

use rustc_hash::FxHashMap;

use super::context::{Context, Meaning};
use super::mention::{Mentions, Span};
use super::reading::Reading;
use super::{Candidate, Evidence, Organization, Unit, UnitLevel};
use crate::ontology::gazetteer::{Level, Ranked, UnitIdx};

/// Most quotes kept for one unit.
const QUOTES: usize = 8;

/// The rule that finds names of units.
const RULE: &str = "unit-name";

/// Units named, and those that the bodies belong to.
pub(crate) fn units(
    reading: &Reading<'_>,
    mentions: &Mentions,
    context: &Context,
    organizations: &[Organization],
) -> Vec<Unit> {
    let gazetteer = &reading.ontology.gazetteer;
    let mut found = Found::default();
    for (i, mention) in mentions.units.iter().enumerate() {
        let unit = match &context.meanings[i] {
            Meaning::Known(unit) => {
                let quote = || reading.evidence(mention.span.start, mention.span.end, RULE);
                found.add_known(reading, *unit, mention.span, || Some(quote()));
                continue;
            }
            Meaning::Open(ranked) => {
                let first = ranked.first().map(|r| r.unit);
                let Some(first) = first else { continue };
                let candidates = ranked
                    .iter()
                    .map(|r| Candidate {
                        id: Some(gazetteer.unit(r.unit).id.to_owned()),
                        name: None,
                        score: r.score,
                    })
                    .collect();
                Unit {
                    province: shared_province(reading, ranked),
                    id: None,
                    confidence: Some(ranked[0].score),
                    candidates,
                    ..known_unit(reading, first)
                }
            }
            Meaning::Foreign => match foreign_unit(reading, mention.kind, &mention.written) {
                Some(unit) => unit,
                None => continue,
            },
        };
        let quote = || reading.evidence(mention.span.start, mention.span.end, RULE);
        let place = found.place(unit);
        found.quote(place, mention.span, || Some(quote()));
    }
    for organization in organizations {
        let Some(unit) = organization.unit.as_deref().and_then(|id| gazetteer.find(id)) else {
            continue;
        };
        if !found.by_version.contains_key(&unit) && found.names(reading, unit) {
            continue;
        }
        let nowhere = Span::new(usize::MAX, usize::MAX);
        found.add_known(reading, unit, nowhere, || organization.evidence.first().cloned());
    }
    if let Some(province) = context.site {
        found.add_site(reading, province);
    }
    found.into_units()
}

/// Units by name and province.
#[derive(Default)]
struct Found {
    units: Vec<(Span, Unit)>,
    by_name: FxHashMap<String, usize>,
    by_version: FxHashMap<UnitIdx, usize>,
}

impl Found {
    fn add_known(
        &mut self,
        reading: &Reading<'_>,
        unit: UnitIdx,
        span: Span,
        quote: impl FnOnce() -> Option<Evidence>,
    ) {
        let known = self.by_version.get(&unit).copied();
        let place = known.unwrap_or_else(|| {
            let place = self.place(known_unit(reading, unit));
            self.by_version.insert(unit, place);
            place
        });
        self.quote(place, span, quote);
    }

    /// Whether the text itself names a province, be it in the form of another time.
    fn names(&self, reading: &Reading<'_>, province: UnitIdx) -> bool {
        let gazetteer = &reading.ontology.gazetteer;
        let version = gazetteer.unit(province);
        version.level() == Level::Province
            && self.units.iter().any(|(_, unit)| {
                let known = unit.id.as_deref().and_then(|id| gazetteer.find(id));
                unit.level == UnitLevel::Province
                    && known.is_some_and(|u| gazetteer.unit(u).name == version.name)
            })
    }

    /// The province of the document's own site, where the text names a unit of it.
    fn add_site(&mut self, reading: &Reading<'_>, province: UnitIdx) {
        let gazetteer = &reading.ontology.gazetteer;
        let known = |unit: &Unit| unit.id.as_deref().and_then(|id| gazetteer.find(id));
        let inside = |unit: &Unit| known(unit).is_some_and(|u| gazetteer.lies_in(u, province));
        if self.names(reading, province) {
            return;
        }
        let first =
            self.units.iter().filter(|(_, unit)| inside(unit)).min_by_key(|(span, _)| *span);
        let quote = first.map(|(_, unit)| unit.evidence.first().cloned());
        if let Some(quote) = quote {
            self.add_known(reading, province, Span::new(usize::MAX, usize::MAX), || quote);
        }
    }

    /// Where the unit stands; new ones come last.
    fn place(&mut self, unit: Unit) -> usize {
        let key = format!("{}|{}", unit.name, unit.province.as_deref().unwrap_or_default());
        let next = self.units.len();
        let place = *self.by_name.entry(key).or_insert(next);
        if place == next {
            self.units.push((Span::new(usize::MAX, usize::MAX), unit));
        }
        place
    }

    fn quote(&mut self, place: usize, span: Span, quote: impl FnOnce() -> Option<Evidence>) {
        let (first, unit) = &mut self.units[place];
        *first = (*first).min(span);
        if unit.evidence.len() < QUOTES {
            unit.evidence.extend(quote());
        }
    }

    /// In the order of their first mentions.
    fn into_units(mut self) -> Vec<Unit> {
        let key = |unit: &Unit| (unit.name.clone(), unit.province.clone());
        self.units.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| key(&a.1).cmp(&key(&b.1))));
        self.units.into_iter().map(|(_, unit)| unit).collect()
    }
}

/// The province that all readings of a unit lie in.
fn shared_province(reading: &Reading<'_>, ranked: &[Ranked]) -> Option<String> {
    let gazetteer = &reading.ontology.gazetteer;
    let mut names = ranked.iter().map(|r| gazetteer.unit(gazetteer.province_of(r.unit)).name);
    let first = names.next()?;
    names.all(|name| name == first).then(|| first.to_owned())
}

fn known_unit(reading: &Reading<'_>, unit: UnitIdx) -> Unit {
    let gazetteer = &reading.ontology.gazetteer;
    let version = gazetteer.unit(unit);
    let level = match version.level() {
        Level::Province => UnitLevel::Province,
        Level::District => UnitLevel::District,
        Level::Commune => UnitLevel::Commune,
    };
    Unit {
        name: gazetteer.full_name(unit),
        level,
        province: Some(gazetteer.unit(gazetteer.province_of(unit)).name.to_owned()),
        id: Some(version.id.to_owned()),
        ..Unit::default()
    }
}

/// A unit that the gazetteer lacks, by its written type.
fn foreign_unit(reading: &Reading<'_>, kind: Option<u8>, written: &str) -> Option<Unit> {
    use crate::ontology::lexicon::Level as Wide;
    let unit_type = &reading.ontology.lexicon.unit_types[kind? as usize];
    let level = match unit_type.level {
        Wide::Province | Wide::City => UnitLevel::Province,
        Wide::District => UnitLevel::District,
        _ => UnitLevel::Commune,
    };
    let province = (level == UnitLevel::Province).then(|| written.to_owned());
    Some(Unit {
        name: format!("{} {written}", unit_type.word),
        level,
        province,
        confidence: Some(0.5),
        ..Unit::default()
    })
}
