//! From what was linked to entities, quotes and statements.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::date::{PartialDate, Term};
use super::model::{Entity, EntityId, EntityKind, Figure, Predicate, Quote, QuoteId, Reading};
use super::number::Numbers;
use super::person::day_of;
use super::statement::{Gathering, Key, Sayings};
use super::unit::code;
use crate::facts::{
    Candidate, DocumentFacts, Evidence, Indicator, Tenure, TenureStatus, UnitLevel,
};

/// For each document, the draft of each of its facts, list by list.
pub(super) struct Linked<'a> {
    pub documents: &'a [&'a DocumentFacts],
    pub copies: &'a [u32],
    pub people: Vec<Vec<u32>>,
    pub units: Vec<Vec<u32>>,
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
    versions: HashMap<String, Vec<EntityId>>,
}

/// One document while its facts are assembled.
struct Page<'a> {
    number: usize,
    facts: &'a DocumentFacts,
    id: EntityId,
    day: Option<Date>,
    quotes: HashMap<&'a Evidence, QuoteId>,
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
            versions: HashMap::new(),
        };
        assembly.gather_terms();
        assembly.gather_versions();
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

    fn gather_versions(&mut self) {
        for (facts, units) in self.linked.documents.iter().zip(&self.linked.units) {
            for (unit, &draft) in facts.units.iter().zip(units) {
                let Some(id) = &unit.id else { continue };
                let entity = self.numbers.id(EntityKind::Unit, draft);
                let bearers = self.versions.entry(code(id).to_owned()).or_default();
                if !bearers.contains(&entity) {
                    bearers.push(entity);
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
    ) -> HashMap<&'a Evidence, QuoteId> {
        let all: BTreeSet<&Evidence> = every_evidence(facts).collect();
        let mut ids = HashMap::with_capacity(all.len());
        for evidence in all {
            ids.insert(evidence, QuoteId(self.quotes.len() as u32));
            self.quotes.push(Quote {
                document,
                start: evidence.start as u32,
                end: evidence.end as u32,
                exact: evidence.quote.clone(),
                rule: evidence.rule.clone(),
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
        sayings.documents.insert(page.id);
        sayings.originals.insert(self.linked.copies[page.number]);
        sayings.quotes.extend(evidence.iter().map(|e| page.quotes[e]));
        sayings.confidence = sayings.confidence.max(confidence.unwrap_or(1.0));
        sayings
    }

    fn add_mentions(&mut self, page: &Page<'a>) {
        let facts = page.facts;
        let mut named: BTreeSet<EntityId> = BTreeSet::new();
        for (fact, &draft) in facts.people.iter().zip(&self.linked.people[page.number]) {
            let id = self.numbers.id(EntityKind::Person, draft);
            named.insert(self.mention(page, id, &fact.evidence, fact.confidence));
        }
        for (fact, &draft) in facts.units.iter().zip(&self.linked.units[page.number]) {
            let id = self.numbers.id(EntityKind::Unit, draft);
            named.insert(self.mention(page, id, &fact.evidence, fact.confidence));
            self.add_candidates(id, &fact.candidates);
        }
        for fact in &facts.organizations {
            let Some(id) = self.body(page, &fact.name) else { continue };
            named.insert(self.mention(page, id, &fact.evidence, fact.confidence));
            self.add_candidates(id, &fact.candidates);
        }
        for (fact, &draft) in facts.meetings.iter().zip(&self.linked.meetings[page.number]) {
            let id = self.numbers.id(EntityKind::Meeting, draft);
            named.insert(self.mention(page, id, &fact.evidence, fact.confidence));
        }
        let posts = self.linked.posts[page.number].iter();
        named.extend(posts.map(|&draft| self.numbers.id(EntityKind::Post, draft)));
        let acts = self.linked.acts[page.number].iter().flatten();
        named.extend(acts.map(|&draft| self.numbers.id(EntityKind::Act, draft)));
        self.count(page, named);
    }

    /// Counts a document for the things it names; copies count only for what the original does not name.
    fn count(&mut self, page: &Page, named: BTreeSet<EntityId>) {
        let original = self.linked.copies[page.number] as usize == page.number;
        for id in named {
            let entity = &mut self.entities[id.index()];
            entity.documents += u32::from(original || entity.documents == 0);
        }
        self.entities[page.id.index()].documents = 1;
    }

    fn mention(
        &mut self,
        page: &Page<'a>,
        id: EntityId,
        evidence: &'a [Evidence],
        confidence: Option<f64>,
    ) -> EntityId {
        self.say(page, (page.id, Predicate::Mentions, id, None), evidence, confidence);
        let quotes = evidence.iter().map(|e| page.quotes[e]);
        self.entities[id.index()].quotes.extend(quotes);
        id
    }

    fn add_candidates(&mut self, id: EntityId, candidates: &[Candidate]) {
        let readings = candidates.iter().filter_map(|candidate| {
            let unit = candidate.id.as_deref().and_then(|id| self.versions.get(code(id)));
            let entity = unit.filter(|units| units.len() == 1).map(|units| units[0]);
            let name = candidate.id.clone().or_else(|| candidate.name.clone())?;
            Some(Reading { entity, name, score: candidate.score })
        });
        let readings: Vec<Reading> = readings.collect();
        let known = &mut self.entities[id.index()].candidates;
        if known.is_empty() {
            *known = readings;
        }
    }

    fn add_bodies(&mut self, page: &Page<'a>) {
        let facts = page.facts;
        for &(name, body) in &self.linked.bodies[page.number] {
            let id = self.numbers.id(EntityKind::Organization, body);
            let fact = facts.organizations.iter().find(|o| o.name == name);
            let evidence = fact.map_or(&[][..], |f| &f.evidence);
            if let Some(unit) = self.linked.body_units[body as usize] {
                let unit = self.numbers.id(EntityKind::Unit, unit);
                self.say(page, (id, Predicate::BodyOf, unit, None), evidence, None);
            }
            let parent = fact.and_then(|f| self.body(page, f.parent.as_deref()?));
            if let Some(parent) = parent.filter(|&parent| parent != id) {
                self.say(page, (id, Predicate::PartOf, parent, None), evidence, None);
            }
        }
        self.add_units(page);
    }

    /// Units of a document lie in the province that it names, where they say so.
    fn add_units(&mut self, page: &Page<'a>) {
        let units = || page.facts.units.iter().zip(&self.linked.units[page.number]);
        let mut within = Vec::new();
        for (unit, &draft) in units().filter(|(u, _)| u.level != UnitLevel::Province) {
            let Some(province) = &unit.province else { continue };
            let outer = units().find(|(u, _)| {
                u.level == UnitLevel::Province && u.province.as_ref() == Some(province)
            });
            let ids = outer.map(|(_, &outer)| (draft, outer, &unit.evidence));
            within.extend(ids);
        }
        for (inner, outer, evidence) in within {
            let [inner, outer] = [inner, outer].map(|d| self.numbers.id(EntityKind::Unit, d));
            self.say(page, (inner, Predicate::LiesIn, outer, None), evidence, None);
        }
    }

    fn add_tenures(&mut self, page: &Page<'a>) {
        for (tenure, &post) in page.facts.tenures.iter().zip(&self.linked.posts[page.number]) {
            let Some(key) = self.tenure_key(page, tenure, post) else { continue };
            let post_id = key.2;
            let shown = page.day.into_iter().chain(days_of(page.facts, &tenure.person));
            let shown: Vec<Date> = shown.collect();
            let sayings = self.say(page, key, &tenure.evidence, tenure.confidence);
            sayings.add_tenure(tenure, &shown);
            let quotes = tenure.evidence.iter().map(|e| page.quotes[e]);
            self.entities[post_id.index()].quotes.extend(quotes);
            if let Some(body) = self.linked.post_bodies[post as usize] {
                let body = self.numbers.id(EntityKind::Organization, body);
                self.say(page, (post_id, Predicate::PostIn, body, None), &tenure.evidence, None);
            }
        }
    }

    /// A saying without a term is about the only stated term in which its day lies, where there is one.
    fn tenure_key(&self, page: &Page, tenure: &Tenure, post: u32) -> Option<Key> {
        let person = self.person(page.number, &tenure.person)?;
        let post = self.numbers.id(EntityKind::Post, post);
        let term = tenure.term.as_deref().and_then(Term::parse).or_else(|| {
            let held = !matches!(tenure.status, TenureStatus::Former | TenureStatus::Ended);
            let year = page.day.filter(|_| held)?.year();
            let terms = self.terms.get(&(person, post))?;
            let mut around = terms.iter().filter(|t| t.from <= year && year <= t.until);
            around.next().filter(|_| around.next().is_none()).copied()
        });
        Some((person, Predicate::Holds, post, term))
    }

    fn add_meetings(&mut self, page: &Page<'a>) {
        for (meeting, &draft) in page.facts.meetings.iter().zip(&self.linked.meetings[page.number])
        {
            let id = self.numbers.id(EntityKind::Meeting, draft);
            let body = meeting.body.as_deref().and_then(|name| self.body(page, name));
            if let Some(body) = body {
                self.say(page, (id, Predicate::MeetingOf, body, None), &meeting.evidence, None);
            }
            for part in page.facts.participations.iter().filter(|p| p.meeting == meeting.id) {
                let Some(person) = self.person(page.number, &part.person) else { continue };
                let capacities = self.capacities(page, &part.person);
                let key = (person, Predicate::from(part.role), id, None);
                let sayings = self.say(page, key, &part.evidence, part.confidence);
                sayings.capacities.extend(capacities);
            }
        }
    }

    /// Offices that the document gives a person as held.
    fn capacities(&self, page: &Page, person: &str) -> Vec<Key> {
        let tenures = page.facts.tenures.iter().zip(&self.linked.posts[page.number]);
        let held = tenures.filter(|(tenure, _)| {
            tenure.person == person
                && !matches!(tenure.status, TenureStatus::Former | TenureStatus::Ended)
        });
        held.filter_map(|(tenure, &post)| self.tenure_key(page, tenure, post)).collect()
    }

    fn add_citations(&mut self, page: &Page<'a>) {
        for (citation, &act) in page.facts.citations.iter().zip(&self.linked.acts[page.number]) {
            let Some(act) = act else { continue };
            let act = self.numbers.id(EntityKind::Act, act);
            self.say(page, (page.id, Predicate::Cites, act, None), &citation.evidence, None);
            let issuer = citation.issuer.as_deref().and_then(|name| self.body(page, name));
            if let Some(issuer) = issuer {
                let key = (act, Predicate::IssuedBy, issuer, None);
                self.say(page, key, &citation.evidence, None);
            }
        }
    }

    fn add_figure(&mut self, page: &Page<'a>, place: usize, indicator: &'a Indicator) {
        let name = self.entities[page.id.index()].path.trim_start_matches("doc/");
        let units = page.facts.units.iter().zip(&self.linked.units[page.number]);
        let unit = indicator.place.as_ref().and_then(|place| {
            units.into_iter().find(|(u, _)| u.name == *place).map(|(_, &draft)| draft)
        });
        self.figures.push(Figure {
            path: format!("figure/{name}.{}", place + 1),
            document: page.id,
            name: indicator.name.clone(),
            value: indicator.value,
            of: indicator.of,
            measure: indicator.unit.clone(),
            period: indicator.period.clone(),
            place: unit.map(|draft| self.numbers.id(EntityKind::Unit, draft)),
            quotes: indicator.evidence.iter().map(|e| page.quotes[e]).collect(),
        });
    }
}

/// Days of the document's meetings in which a person takes part.
fn days_of<'a>(facts: &'a DocumentFacts, person: &'a str) -> impl Iterator<Item = Date> + 'a {
    let parts = facts.participations.iter().filter(move |p| p.person == person);
    let meetings = parts.filter_map(|p| facts.meetings.iter().find(|m| m.id == p.meeting));
    meetings.filter_map(|m| PartialDate::parse(m.date.as_deref()?)?.day())
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

impl Sayings {
    /// Adds what a document says of an office. `shown` are the days on which it shows it held.
    fn add_tenure(&mut self, tenure: &Tenure, shown: &[Date]) {
        self.statuses.insert(tenure.status);
        match tenure.status {
            TenureStatus::Former | TenureStatus::Ended => {
                let first = shown.iter().min().copied();
                self.over_by = [self.over_by, first].into_iter().flatten().min();
            }
            _ => self.attested.extend(shown),
        }
        let from = tenure.from.as_deref().and_then(PartialDate::parse);
        let until = tenure.until.as_deref().and_then(PartialDate::parse);
        self.from = [self.from, from].into_iter().flatten().min_by_key(|d| (d.precision(), *d));
        self.until = [self.until, until].into_iter().flatten().min_by_key(|d| (d.precision(), *d));
    }
}
