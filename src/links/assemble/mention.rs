//! What documents name, and how bodies and units hang together.

use std::collections::BTreeSet;

use super::{Assembly, Page};
use crate::facts::{Candidate, Evidence, Unit, UnitLevel};
use crate::links::model::{EntityId, EntityKind, Predicate, Reading};

impl<'a> Assembly<'a> {
    pub(super) fn add_mentions(&mut self, page: &Page<'a>) {
        let facts = page.facts;
        let mut named: BTreeSet<EntityId> = BTreeSet::new();
        for (fact, &draft) in facts.people.iter().zip(&self.linked.people[page.number]) {
            let id = self.numbers.id(EntityKind::Person, draft);
            named.insert(self.mention(page, id, &fact.evidence, fact.confidence));
        }
        for (fact, &draft) in facts.units.iter().zip(&self.linked.units.of[page.number]) {
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
        let quotes = evidence.iter().map(|e| page.quote(e));
        self.entities[id.index()].quotes.extend(quotes);
        id
    }

    fn add_candidates(&mut self, id: EntityId, candidates: &[Candidate]) {
        let readings = candidates.iter().filter_map(|candidate| {
            let unit = candidate.id.as_deref();
            let unit = unit.and_then(|id| self.linked.units.by_id(self.linked.linker, id));
            let entity = unit.map(|unit| self.numbers.id(EntityKind::Unit, unit));
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

    /// Each unit of a document lies in the smallest of the others around it.
    fn add_units(&mut self, page: &Page<'a>) {
        let drafts = &self.linked.units.of[page.number];
        for (unit, &inner) in page.facts.units.iter().zip(drafts) {
            let outer = page.facts.units.iter().zip(drafts).filter(|(o, _)| self.lies_in(unit, o));
            let Some((_, &outer)) = outer.max_by_key(|(o, _)| o.level) else { continue };
            let [inner, outer] = [inner, outer].map(|d| self.numbers.id(EntityKind::Unit, d));
            if inner != outer {
                self.say(page, (inner, Predicate::LiesIn, outer, None), &unit.evidence, None);
            }
        }
    }

    /// Whether a unit lies in a larger one, by the gazetteer or by the province that the facts give.
    fn lies_in(&self, inner: &Unit, outer: &Unit) -> bool {
        let gazetteer = self.linked.linker.gazetteer;
        let find = |unit: &Unit| gazetteer.find(unit.id.as_deref()?);
        match (find(inner), find(outer)) {
            _ if inner.level <= outer.level => false,
            (Some(inner), Some(outer)) => gazetteer.lies_in(inner, outer),
            _ if outer.level != UnitLevel::Province => false,
            _ => outer.province.is_some() && inner.province == outer.province,
        }
    }
}
