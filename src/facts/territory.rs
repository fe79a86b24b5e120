//! The administrative units of a document: those named, and those that its bodies belong to.

use std::collections::BTreeMap;

use super::context::{Context, Meaning};
use super::mention::{Mentions, Span};
use super::reading::Reading;
use super::{Candidate, Evidence, Organization, Unit, UnitLevel};
use crate::ontology::gazetteer::{Level, UnitIdx};

/// Most quotes kept for one unit.
const QUOTES: usize = 8;

/// Units named, and those that the bodies belong to.
pub(crate) fn units(
    reading: &Reading<'_>,
    mentions: &Mentions,
    context: &Context,
    organizations: &[Organization],
) -> Vec<Unit> {
    let gazetteer = &reading.ontology.gazetteer;
    let mut found: BTreeMap<String, (Span, Unit)> = BTreeMap::new();
    for (i, mention) in mentions.units.iter().enumerate() {
        let unit = match &context.meanings[i] {
            Meaning::Known(unit) => known_unit(reading, *unit),
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
                    province: None,
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
        let evidence = reading.evidence(mention.span.start, mention.span.end, "unit-name");
        add_unit(&mut found, unit, mention.span, Some(evidence));
    }
    for organization in organizations {
        let Some(unit) = organization.unit.as_deref().and_then(|id| gazetteer.find(id)) else {
            continue;
        };
        add_unit(
            &mut found,
            known_unit(reading, unit),
            Span::new(usize::MAX, usize::MAX),
            organization.evidence.first().cloned(),
        );
    }
    let mut units: Vec<(Span, Unit)> = found.into_values().collect();
    units.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
    units.into_iter().map(|(_, unit)| unit).collect()
}

fn add_unit(
    found: &mut BTreeMap<String, (Span, Unit)>,
    unit: Unit,
    span: Span,
    evidence: Option<Evidence>,
) {
    let key = format!("{}|{}", unit.name, unit.province.as_deref().unwrap_or_default());
    let entry = found.entry(key).or_insert((span, unit));
    entry.0 = entry.0.min(span);
    if entry.1.evidence.len() < QUOTES {
        entry.1.evidence.extend(evidence);
    }
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
