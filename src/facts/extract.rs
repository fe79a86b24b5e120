//! The extractor: one document in, its facts out.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::attach::attach;
use super::context::{Context, Meaning};
use super::element::elements;
use super::explain::explain;
use super::meeting::{Events, events};
use super::mention::{ChunkKind, Mentions, Span, UnitRef};
use super::naming::{FullBody, Namer};
use super::part::{Parts, parts};
use super::reading::Reading;
use super::recognize::date::{dates, document_day};
use super::roll::{Holding, Roll, holdings};
use super::scan::scan;
use super::tenure::{changes, membership_offices};
use super::{
    DocumentFacts, Evidence, Meeting, Organization, Participation, Person, Tenure, TenureStatus,
    Unit, UnitLevel,
};
use crate::document::Document;
use crate::facts::Candidate;
use crate::ontology::Ontology;
use crate::ontology::gazetteer::{Level, UnitIdx};
use crate::ontology::lexicon::{Lexeme, NameWord};
use crate::text::fold;

/// Most quotes kept for one person, unit or organization.
const QUOTES: usize = 8;
/// Most chunks in a row of bodies that share a unit.
const ROW: usize = 10;

/// Reads documents by the tables of an ontology. Cheap to make, shared by threads.
#[derive(Clone, Copy, Debug)]
pub struct Extractor<'o> {
    ontology: &'o Ontology,
}

impl<'o> Extractor<'o> {
    /// An extractor over an ontology.
    pub fn new(ontology: &'o Ontology) -> Self {
        Self { ontology }
    }

    /// A readable account of how a document is read: chunks, words that lost to longer ones, rules fired.
    pub fn explain(&self, document: &Document) -> String {
        explain(self.ontology, document)
    }

    /// The facts of a document, each with the words that say it. Never fails; an empty text has none.
    pub fn extract(&self, document: &Document) -> DocumentFacts {
        let reading = Reading::new(self.ontology, document);
        let mut mentions = scan(&reading);
        let held = attach(&reading, &mut mentions);
        let memberships = membership_offices(&mut mentions, self.ontology.lexicon.member);
        let (published, url) = (document.published.as_deref(), document.url.as_deref());
        let dates = dates(&reading, published, url);
        let day = document_day(&reading, published, url);
        let context = Context::new(&reading, &mut mentions, url, day);
        let roll = Roll::new(&mentions);
        let namer = Namer { reading: &reading, mentions: &mentions, context: &context };
        let mut all = holdings(&namer, &roll, &held);
        all.extend(changes(&namer, &roll, &memberships));
        let mut speaker = None;
        let sentences: Vec<_> = (0..mentions.sentences.len())
            .map(|i| elements(&namer, &roll, &held, &all, i, &mut speaker))
            .collect();
        let events = events(&namer, &dates, &sentences);
        let parts = parts(&reading, &events, &sentences);
        let mut facts = DocumentFacts {
            doc: document.id.clone(),
            url: document.url.clone(),
            published: document.published.clone(),
            title: document.title.clone(),
            sha256: format!("{:x}", Sha256::digest(document.text.as_bytes())),
            ..DocumentFacts::default()
        };
        let mut bodies = Bodies::default();
        facts.people = people(&reading, &roll);
        facts.tenures = tenures(&namer, &roll, all, &mut bodies);
        named_bodies(&namer, &mut bodies);
        (facts.meetings, facts.participations) =
            meetings(&reading, &roll, &events, &parts, &mut bodies);
        facts.organizations = bodies.into_organizations(&reading);
        facts.units = units(&reading, &mentions, &context, &facts.organizations);
        facts
    }
}

fn people(reading: &Reading<'_>, roll: &Roll) -> Vec<Person> {
    let mut people: Vec<(Span, Person)> = roll
        .people
        .iter()
        .enumerate()
        .filter(|(i, _)| roll.of_mention.contains(&Some(*i)))
        .map(|(_, someone)| {
            let evidence = someone
                .spans
                .iter()
                .take(QUOTES)
                .map(|s| reading.evidence(s.start, s.end, "person-name"))
                .collect();
            (someone.spans[0], Person { name: someone.name.clone(), evidence, confidence: None })
        })
        .collect();
    people.sort_by_key(|(span, _)| *span);
    people.into_iter().map(|(_, person)| person).collect()
}

/// Organizations by folded name, in order of first mention.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    found: BTreeMap<String, (FullBody, Vec<(Span, &'static str)>)>,
}

impl Bodies {
    /// Notes a body with where it stands; an empty name is none.
    pub(crate) fn add(&mut self, body: &FullBody, span: Span, rule: &'static str) {
        if body.name.is_empty() || body.kind == "unit" {
            return;
        }
        let entry =
            self.found.entry(fold(&body.name)).or_insert_with(|| (body.clone(), Vec::new()));
        entry.1.push((span, rule));
    }

    fn into_organizations(self, reading: &Reading<'_>) -> Vec<Organization> {
        let mut found: Vec<(FullBody, Vec<(Span, &'static str)>)> =
            self.found.into_values().collect();
        for (_, spans) in &mut found {
            spans.sort_unstable();
            spans.dedup_by_key(|s| s.0);
        }
        found.sort_by(|a, b| a.1[0].0.cmp(&b.1[0].0).then_with(|| a.0.name.cmp(&b.0.name)));
        found
            .into_iter()
            .map(|(body, spans)| Organization {
                evidence: spans
                    .iter()
                    .take(QUOTES)
                    .map(|(s, rule)| reading.evidence(s.start, s.end, rule))
                    .collect(),
                name: body.name,
                kind: body.kind,
                unit: body.unit,
                parent: body.parent,
                confidence: None,
                candidates: body.candidates,
            })
            .collect()
    }
}

/// Bodies that the text names, by themselves, as part of others or with an office.
fn named_bodies(namer: &Namer<'_, '_>, bodies: &mut Bodies) {
    let chunks = &namer.mentions.chunks;
    for range in &namer.mentions.sentences {
        for at in range.clone() {
            let (body, span) = match chunks[at].kind {
                ChunkKind::Body(body) => (body, chunks[at].span),
                ChunkKind::Office(office) => match namer.mentions.offices[office].body {
                    Some(body) => (body, namer.mentions.bodies[body].span),
                    None => continue,
                },
                _ => continue,
            };
            let shared = shared_unit(namer, at, range.end);
            let full = namer.body(body, shared);
            if !namer.is_common_noun(body, &full) {
                bodies.add(&full, span, "body-name");
            }
            if let Some(parent) = namer.mentions.bodies[body].parent {
                bodies.add(
                    &namer.body(parent, shared),
                    namer.mentions.bodies[parent].span,
                    "body-name",
                );
            }
        }
    }
}

/// The unit that the last body of a row, or the people of a unit, gives to a body before it.
fn shared_unit(namer: &Namer<'_, '_>, at: usize, end: usize) -> UnitRef {
    let chunks = &namer.mentions.chunks;
    let joins = |i: usize| {
        chunks[i].is_sign(",-\u{2013}")
            || namer.is_and(chunks[i].span.start)
            || namer
                .reading
                .is(chunks[i].span.start, Lexeme::NameWord(NameWord::Populace))
                .is_some()
    };
    let mut next = at + 1;
    while next < end.min(at + ROW) {
        match chunks[next].kind {
            ChunkKind::Body(body) if namer.mentions.bodies[body].unit != UnitRef::None => {
                return namer.mentions.bodies[body].unit;
            }
            ChunkKind::Unit(unit) if next > at + 1 => return UnitRef::Named(unit),
            ChunkKind::Body(_) => {}
            _ if joins(next) => {}
            _ => break,
        }
        next += 1;
    }
    UnitRef::None
}

fn tenures(
    namer: &Namer<'_, '_>,
    roll: &Roll,
    mut all: Vec<Holding>,
    bodies: &mut Bodies,
) -> Vec<Tenure> {
    let reading = namer.reading;
    all.sort_by_key(|h| h.span);
    let titles = &reading.ontology.lexicon.titles;
    let mut found: Vec<(String, Tenure)> = Vec::new();
    for holding in all {
        let title = &titles[holding.office.title as usize];
        let stands_alone = matches!(title.implies.as_str(), "none" | "country");
        if holding.office.body.as_ref().is_none_or(|b| b.name.is_empty()) && !stands_alone {
            continue;
        }
        if let Some(body) = &holding.office.body {
            bodies.add(body, holding.span, "office");
        }
        let person = roll.people[holding.person].name.clone();
        let organization = holding.office.body.map(|b| b.name);
        let key = format!(
            "{}|{}|{}",
            fold(&person),
            fold(&title.title),
            fold(organization.as_deref().unwrap_or_default())
        );
        let evidence = reading.evidence(holding.span.start, holding.span.end, holding.rule);
        match found.iter_mut().find(|(k, t)| *k == key && merges(t.status, holding.status)) {
            Some((_, tenure)) => {
                tenure.status = tenure.status.max(holding.status);
                tenure.term = tenure.term.take().or(holding.office.term);
                if tenure.evidence.len() < QUOTES {
                    tenure.evidence.push(evidence);
                }
            }
            None => found.push((
                key,
                Tenure {
                    person,
                    title: title.title.clone(),
                    organization,
                    status: holding.status,
                    term: holding.office.term,
                    evidence: vec![evidence],
                    ..Tenure::default()
                },
            )),
        }
    }
    found.into_iter().map(|(_, tenure)| tenure).collect()
}

fn meetings(
    reading: &Reading<'_>,
    roll: &Roll,
    events: &Events,
    parts: &Parts,
    bodies: &mut Bodies,
) -> (Vec<Meeting>, Vec<Participation>) {
    let id = |event: usize| format!("m{}", event + 1);
    let meetings = events.events.iter().enumerate().map(|(i, event)| {
        if let Some(body) = &event.body {
            bodies.add(body, event.span, "meeting");
        }
        Meeting {
            id: id(i),
            kind: event.kind,
            label: reading
                .words(event.span.start, event.span.end)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            body: event.body.as_ref().map(|b| b.name.clone()).filter(|n| !n.is_empty()),
            ordinal: event.ordinal,
            convocation: event.convocation.clone(),
            date: event.date.clone(),
            evidence: vec![reading.evidence(event.span.start, event.span.end, "meeting")],
            ..Meeting::default()
        }
    });
    let meetings = meetings.collect();
    let participations = parts.iter().map(|(&(person, event, role), words)| Participation {
        person: roll.people[person].name.clone(),
        meeting: id(event),
        role,
        evidence: words
            .iter()
            .take(QUOTES)
            .map(|(span, rule)| reading.evidence(span.start, span.end, rule))
            .collect(),
        confidence: None,
    });
    (meetings, participations.collect())
}

/// Whether two ways in which a text puts one office are one row: the event tells more than the state.
fn merges(a: TenureStatus, b: TenureStatus) -> bool {
    use TenureStatus::{Current, Ended, Former};
    a == b
        || a == Current && b != Former
        || b == Current && a != Former
        || matches!((a, b), (Former, Ended) | (Ended, Former))
}

/// Units named, and those that the bodies belong to.
fn units(
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
