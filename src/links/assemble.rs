//! From what was linked to entities, quotes and statements.

mod mention;
mod saying;

use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Linker;
use super::date::Term;
use super::model::{Entity, EntityId, EntityKind, Figure, Quote, QuoteId};
use super::number::Numbers;
use super::person::day_of;
use super::statement::{Gathering, Key, Sayings};
use super::unit::Units;
use crate::facts::{DocumentFacts, Evidence};

/// For each document, the draft of each of its facts, list by list.
pub(super) struct Linked<'a> {
    pub linker: &'a Linker<'a>,
    pub documents: &'a [&'a DocumentFacts],
    pub copies: &'a [u32],
    pub people: Vec<Vec<u32>>,
    pub units: Units,
    pub bodies: Vec<Vec<(&'a str, u32)>>,
    pub posts: Vec<Vec<u32>>,
    pub post_bodies: Vec<Option<u32>>,
    pub body_units: Vec<Option<u32>>,
    pub meetings: Vec<Vec<u32>>,
    pub acts: Vec<Vec<Option<u32>>>,
}

/// What comes of it, but for the order of statements.
pub(super) struct Assembly<'a> {
    linked: &'a Linked<'a>,
    numbers: &'a Numbers,
    pub entities: Vec<Entity>,
    pub quotes: Vec<Quote>,
    pub figures: Vec<Figure>,
    pub gathering: Gathering,
    terms: HashMap<(EntityId, EntityId), BTreeSet<Term>>,
}

/// One document while its facts are assembled.
struct Page<'a> {
    number: usize,
    facts: &'a DocumentFacts,
    id: EntityId,
    day: Option<Date>,
    quotes: FxHashMap<Words<'a>, QuoteId>,
}

/// Words of one document: told apart in full, found by their place.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Words<'a>(&'a Evidence);

impl Hash for Words<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.start, self.0.end).hash(state);
    }
}

impl<'a> Page<'a> {
    fn quote(&self, evidence: &'a Evidence) -> QuoteId {
        self.quotes[&Words(evidence)]
    }
}

impl<'a> Assembly<'a> {
    pub(super) fn new(linked: &'a Linked<'a>, numbers: &'a Numbers, entities: Vec<Entity>) -> Self {
        let mut assembly = Self {
            linked,
            numbers,
            entities,
            quotes: Vec::new(),
            figures: Vec::new(),
            gathering: Gathering::default(),
            terms: HashMap::new(),
        };
        assembly.gather_terms();
        for number in assembly.in_order_of_pages() {
            assembly.add_page(number);
        }
        assembly
    }

    fn in_order_of_pages(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.linked.documents.len()).collect();
        order.sort_by_key(|&number| self.numbers.id(EntityKind::Document, number as u32));
        order
    }

    fn gather_terms(&mut self) {
        for (number, facts) in self.linked.documents.iter().enumerate() {
            for (tenure, &post) in facts.tenures.iter().zip(&self.linked.posts[number]) {
                let term = tenure.term.as_deref().and_then(Term::parse);
                if let (Some(term), Some(person)) = (term, self.person(number, &tenure.person)) {
                    let post = self.numbers.id(EntityKind::Post, post);
                    self.terms.entry((person, post)).or_default().insert(term);
                }
            }
        }
    }

    fn add_page(&mut self, number: usize) {
        let facts = self.linked.documents[number];
        let id = self.numbers.id(EntityKind::Document, number as u32);
        let quotes = self.add_quotes(facts, id);
        let page = Page { number, facts, id, day: day_of(facts), quotes };
        self.add_mentions(&page);
        self.add_bodies(&page);
        self.add_tenures(&page);
        self.add_meetings(&page);
        self.add_citations(&page);
        for (place, indicator) in facts.indicators.iter().enumerate() {
            self.add_figure(&page, place, indicator);
        }
    }

    fn add_quotes(
        &mut self,
        facts: &'a DocumentFacts,
        document: EntityId,
    ) -> FxHashMap<Words<'a>, QuoteId> {
        let mut all: Vec<&Evidence> = every_evidence(facts).collect();
        all.sort_unstable();
        all.dedup();
        let mut ids = FxHashMap::with_capacity_and_hasher(all.len(), FxBuildHasher);
        for evidence in all {
            ids.insert(Words(evidence), QuoteId(self.quotes.len() as u32));
            self.quotes.push(Quote {
                document,
                start: evidence.start as u32,
                end: evidence.end as u32,
                exact: evidence.quote.clone(),
                rule: evidence.rule.clone().into_owned(),
            });
        }
        ids
    }

    fn person(&self, document: usize, name: &str) -> Option<EntityId> {
        let people = &self.linked.documents[document].people;
        let place = people.iter().position(|p| p.name == name)?;
        Some(self.numbers.id(EntityKind::Person, self.linked.people[document][place]))
    }

    fn body(&self, page: &Page, name: &str) -> Option<EntityId> {
        let bodies = &self.linked.bodies[page.number];
        let body = bodies.iter().find(|(n, _)| *n == name)?.1;
        Some(self.numbers.id(EntityKind::Organization, body))
    }

    fn say(
        &mut self,
        page: &Page<'a>,
        key: Key,
        evidence: &'a [Evidence],
        confidence: Option<f64>,
    ) -> &mut Sayings {
        let sayings = self.gathering.say(key);
        sayings.said_by(page.id);
        sayings.quotes.extend(evidence.iter().map(|e| page.quote(e)));
        sayings.confidence = sayings.confidence.max(confidence.unwrap_or(1.0));
        sayings
    }
}

fn every_evidence(facts: &DocumentFacts) -> impl Iterator<Item = &Evidence> {
    let people = facts.people.iter().flat_map(|f| &f.evidence);
    let units = facts.units.iter().flat_map(|f| &f.evidence);
    let organizations = facts.organizations.iter().flat_map(|f| &f.evidence);
    let tenures = facts.tenures.iter().flat_map(|f| &f.evidence);
    let meetings = facts.meetings.iter().flat_map(|f| &f.evidence);
    let parts = facts.participations.iter().flat_map(|f| &f.evidence);
    let citations = facts.citations.iter().flat_map(|f| &f.evidence);
    let figures = facts.indicators.iter().flat_map(|f| &f.evidence);
    let offices = people.chain(units).chain(organizations).chain(tenures);
    offices.chain(meetings).chain(parts).chain(citations).chain(figures)
}
