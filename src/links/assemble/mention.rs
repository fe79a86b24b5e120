//! What documents name, and how bodies and units hang together.

use std::collections::BTreeSet;

use super::{Assembly, Page};
use crate::facts::{Candidate, Evidence, UnitLevel};
use crate::links::model::{EntityId, EntityKind, Predicate, Reading};
use crate::links::unit::code;

impl<'a> Assembly<'a> {
    pub(super) fn add_mentions(&mut self, page: &Page<'a>) {
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

    pub(super) fn add_bodies(&mut self, page: &Page<'a>) {
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
}
