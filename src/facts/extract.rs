//! The extractor: one document in, its facts out.

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use super::attach::attach;
use super::context::Context;
use super::element::elements;
use super::explain::explain;
use super::gather::{Bodies, named_bodies};
use super::holders::Holders;
use super::meeting::{Events, events};
use super::mention::Span;
use super::naming::Namer;
use super::part::{Parts, parts};
use super::reading::Reading;
use super::recognize::date::{Calendar, PartialDate};
use super::record::{cited, measured};
use super::roll::{Holding, OFFICE_BEGUN, OFFICE_CONTINUED, Roll, holdings};
use super::scan::scan;
use super::tenure::{Timeline, changes, membership_offices};
use super::territory::units;
use super::{DocumentFacts, Meeting, Participation, Person, Tenure, TenureStatus};
use crate::document::Document;
use crate::ontology::Ontology;

/// Most quotes kept for one person, unit or organization.
const QUOTES: usize = 8;

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

    /// Sentences that promise a fact about somebody, by a word such as the verbs of chairing or electing,
    /// and gave none among `facts`. The rule of each names the class of that word.
    pub fn unparsed(&self, document: &Document, facts: &DocumentFacts) -> Vec<super::Evidence> {
        super::ledger::unparsed(self.ontology, document, facts)
    }

    /// The facts of a document, each with the words that say it. Never fails; an empty text has none.
    pub fn extract(&self, document: &Document) -> DocumentFacts {
        let reading = Reading::new(self.ontology, document);
        let mut mentions = scan(&reading);
        let held = attach(&reading, &mut mentions);
        let memberships = membership_offices(&reading, &mut mentions);
        let (published, url) = (document.published.as_deref(), document.url.as_deref());
        let Calendar { dates, day } = Calendar::new(&reading, published, url);
        let context = Context::new(&reading, &mut mentions, url, day);
        let roll = Roll::new(&mentions);
        let namer = Namer::new(&reading, &mentions, &context);
        let changes = changes(&namer, &roll, &memberships, &Timeline { dates: &dates, day });
        let given = changes.given.iter().map(|&(_, office)| office);
        let taken: FxHashSet<usize> =
            held.iter().flatten().map(|h| h.office).chain(given).collect();
        let mut all = holdings(&namer, &roll, &held, &changes.given);
        all.extend(changes.holdings);
        let holders = Holders::new(&all);
        let mut speaker = None;
        let sentences: Vec<_> = (0..mentions.sentences.len())
            .map(|i| {
                // A caption speaks of its picture: whom it names, the next paragraph does not mean.
                let before = speaker;
                let elements = elements(&namer, &roll, &held, &holders, i, &mut speaker);
                speaker = if reading.is_caption(i) { before } else { speaker };
                elements
            })
            .collect();
        let put_up = published.and_then(PartialDate::parse).and_then(PartialDate::last_day);
        let events = events(&namer, &dates, put_up, &sentences);
        let parts = parts(&reading, &events, &sentences);
        let mut facts = DocumentFacts {
            doc: document.id.clone(),
            url: document.url.clone(),
            published: document.published.clone(),
            title: document.title.clone(),
            author: document.author.clone(),
            crawled: document.crawled.clone(),
            media_type: document.media_type.clone(),
            source_sha256: document.source_sha256.clone(),
            sha256: digest(&document.text),
            ..DocumentFacts::default()
        };
        let mut bodies = Bodies::with_room();
        facts.people = people(&reading, &roll);
        facts.tenures = tenures(&namer, &roll, all, &mut bodies);
        named_bodies(&namer, &taken, &mut bodies);
        (facts.meetings, facts.participations) =
            meetings(&reading, &roll, &events, &parts, &mut bodies);
        facts.citations = cited(&namer, &dates);
        facts.indicators = measured(&namer, &dates, day);
        facts.organizations = bodies.into_organizations(&reading);
        facts.units = units(&reading, &mentions, &context, &facts.organizations);
        facts
    }
}

/// What [`DocumentFacts::sha256`] is of a text.
pub fn digest(text: &str) -> String {
    format!("{:x}", Sha256::digest(text.as_bytes()))
}

fn people(reading: &Reading<'_>, roll: &Roll) -> Vec<Person> {
    let mut meant = vec![false; roll.people.len()];
    roll.of_mention.iter().flatten().for_each(|&person| meant[person] = true);
    let mut people: Vec<(Span, Person)> = roll
        .people
        .iter()
        .enumerate()
        .filter(|(i, _)| meant[*i])
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

fn tenures(
    namer: &Namer<'_, '_>,
    roll: &Roll,
    mut all: Vec<Holding>,
    bodies: &mut Bodies,
) -> Vec<Tenure> {
    let reading = namer.reading;
    let titles = &reading.ontology.lexicon.titles;
    let first = |holding: &Holding| titles[holding.office.title as usize].first;
    drop_repeated(&mut all, first);
    all.sort_by_key(|h| h.span);
    let mut found: Vec<Tenure> = Vec::new();
    let mut same: FxHashMap<(usize, u16, Option<usize>), Vec<usize>> = FxHashMap::default();
    for holding in all {
        let title = &titles[holding.office.title as usize];
        let stands_alone = matches!(title.implies.as_str(), "none" | "country");
        if holding.office.body.as_ref().is_none_or(|b| b.name.is_empty()) && !stands_alone {
            continue;
        }
        if let Some(body) = &holding.office.body {
            bodies.add(body, holding.span, "office");
        }
        let body = holding.office.body;
        let organization = body.as_ref().map(|body| bodies.number(body));
        let rows = same.entry((holding.person, title.first, organization)).or_default();
        let row = rows.iter().copied().find(|&row| merges(found[row].status, holding.status));
        let row = row.unwrap_or_else(|| {
            rows.push(found.len());
            found.push(Tenure {
                person: roll.people[holding.person].name.clone(),
                title: title.title.clone(),
                organization: body.as_ref().map(|body| bodies.known_as(body)),
                status: holding.status,
                ..Tenure::default()
            });
            found.len() - 1
        });
        let tenure = &mut found[row];
        tenure.status = tenure.status.max(holding.status);
        tenure.term = tenure.term.take().or(holding.office.term);
        if tenure.evidence.len() < QUOTES {
            let Span { start, end } = holding.span;
            tenure.evidence.push(reading.evidence(start, end, holding.rule));
        }
    }
    found
}

fn meetings(
    reading: &Reading<'_>,
    roll: &Roll,
    events: &Events,
    parts: &Parts<'_>,
    bodies: &mut Bodies,
) -> (Vec<Meeting>, Vec<Participation>) {
    let id = |event: usize| format!("m{}", event + 1);
    let meetings = events.all.iter().enumerate().map(|(i, event)| {
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
            body: event.body.as_ref().map(|body| bodies.known_as(body)).filter(|n| !n.is_empty()),
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
            .map(|&(span, rule)| reading.evidence(span.start, span.end, rule.to_owned()))
            .collect(),
        confidence: None,
    });
    (meetings, participations.collect())
}

/// Drops offices that are but said again: those whose body only an earlier place tells, where the text
/// gives the same person the title with its body, those taken long ago that are still held, and those gone on in
/// that are told as elected.
fn drop_repeated(all: &mut Vec<Holding>, title: impl Fn(&Holding) -> u16) {
    if all.iter().any(|h| h.office.told_before) {
        let told = all.iter().filter(|h| !h.office.told_before && h.office.body.is_some());
        let told: FxHashSet<(usize, u16)> = told.map(|h| (h.person, title(h))).collect();
        all.retain(|h| !h.office.told_before || !told.contains(&(h.person, title(h))));
    }
    drop_told_surer(all, OFFICE_BEGUN, TenureStatus::Current, &title);
    drop_told_surer(all, OFFICE_CONTINUED, TenureStatus::Elected, &title);
}

/// Drops what a rule found where the text gives the same office with a status that says more.
fn drop_told_surer(
    all: &mut Vec<Holding>,
    rule: &str,
    status: TenureStatus,
    title: impl Fn(&Holding) -> u16,
) {
    if all.iter().any(|h| h.rule == rule) {
        let key =
            |h: &Holding| (h.person, title(h), h.office.body.as_ref().map(|b| b.name.clone()));
        let told: FxHashSet<_> = all.iter().filter(|h| h.status == status).map(key).collect();
        all.retain(|h| h.rule != rule || !told.contains(&key(h)));
    }
}

/// Whether two ways in which a text puts one office are one row: the event tells more than the state.
fn merges(a: TenureStatus, b: TenureStatus) -> bool {
    use TenureStatus::{Current, Ended, Former};
    a == b
        || a == Current && b != Former
        || b == Current && a != Former
        || matches!((a, b), (Former, Ended) | (Ended, Former))
}
