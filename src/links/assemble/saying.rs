//! Offices, meetings, citations and figures.

use std::iter::successors;

use jiff::civil::Date;

use super::{Assembly, Page};
use crate::facts::{DocumentFacts, Indicator, Tenure, TenureStatus};
use crate::links::body::DEPTH;
use crate::links::date::{PartialDate, Term};
use crate::links::model::{EntityKind, Figure, Predicate};
use crate::links::statement::{Held, Key};

impl<'a> Assembly<'a> {
    pub(super) fn add_tenures(&mut self, page: &Page<'a>) {
        for (tenure, &post) in page.facts.tenures.iter().zip(&self.linked.posts[page.number]) {
            let Some(key) = self.tenure_key(page, tenure, post) else { continue };
            let post_id = key.2;
            let shown = page.day.into_iter().chain(days_of(page.facts, &tenure.person));
            let shown: Vec<Date> = shown.collect();
            let unit =
                tenure.organization.as_deref().and_then(|body| self.unit_of(page.facts, body));
            let sayings = self.say(page, key, &tenure.evidence, tenure.confidence);
            sayings.held.get_or_insert_default().add_tenure(tenure, unit, &shown);
            let quotes = tenure.evidence.iter().map(|e| page.quote(e));
            self.entities[post_id.index()].quotes.extend(quotes);
            if let Some(body) = self.linked.post_bodies[post as usize] {
                let body = self.numbers.id(EntityKind::Organization, body);
                self.say(page, (post_id, Predicate::PostIn, body, None), &tenure.evidence, None);
            }
        }
    }

    /// The version of the unit whose body, or that of whose parent, a document names.
    fn unit_of(&self, facts: &DocumentFacts, body: &str) -> Option<&'static str> {
        let fact = |name: &str| facts.organizations.iter().find(|o| o.name == name);
        let above = successors(fact(body), |body| fact(body.parent.as_deref()?)).take(DEPTH);
        let id = above.into_iter().find_map(|body| body.unit.as_deref())?;
        let gazetteer = self.linked.linker.gazetteer;
        Some(gazetteer.unit(gazetteer.find(id)?).id)
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

    pub(super) fn add_meetings(&mut self, page: &Page<'a>) {
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

    pub(super) fn add_citations(&mut self, page: &Page<'a>) {
        for (citation, &act) in page.facts.citations.iter().zip(&self.linked.acts[page.number]) {
            let Some(act) = act else { continue };
            let act = self.numbers.id(EntityKind::Act, act);
            let quotes = citation.evidence.iter().map(|e| page.quote(e));
            self.entities[act.index()].quotes.extend(quotes);
            self.say(page, (page.id, Predicate::Cites, act, None), &citation.evidence, None);
            let issuer = citation.issuer.as_deref().and_then(|name| self.body(page, name));
            if let Some(issuer) = issuer {
                let key = (act, Predicate::IssuedBy, issuer, None);
                self.say(page, key, &citation.evidence, None);
            }
        }
    }

    pub(super) fn add_figure(&mut self, page: &Page<'a>, place: usize, indicator: &'a Indicator) {
        let name = self.entities[page.id.index()].path.trim_start_matches("doc/");
        let units = page.facts.units.iter().zip(&self.linked.units.of[page.number]);
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
            quotes: indicator.evidence.iter().map(|e| page.quote(e)).collect(),
        });
    }
}

/// Days of the document's meetings in which a person takes part.
fn days_of<'a>(facts: &'a DocumentFacts, person: &'a str) -> impl Iterator<Item = Date> + 'a {
    let parts = facts.participations.iter().filter(move |p| p.person == person);
    let meetings = parts.filter_map(|p| facts.meetings.iter().find(|m| m.id == p.meeting));
    meetings.filter_map(|m| PartialDate::parse(m.date.as_deref()?)?.day())
}

impl Held {
    /// Adds what a document says of an office at a body of a `unit`. `shown` are the days on which it
    /// shows it held.
    fn add_tenure(&mut self, tenure: &Tenure, unit: Option<&'static str>, shown: &[Date]) {
        self.statuses.insert(tenure.status);
        match tenure.status {
            TenureStatus::Former | TenureStatus::Ended => {
                let first = shown.iter().min().copied();
                self.over_by = [self.over_by, first].into_iter().flatten().min();
            }
            _ => {
                self.attested.extend(shown);
                if let Some(unit) = unit {
                    self.held_at(unit, shown);
                }
            }
        }
        let from = tenure.from.as_deref().and_then(PartialDate::parse);
        let until = tenure.until.as_deref().and_then(PartialDate::parse);
        self.from = [self.from, from].into_iter().flatten().min_by_key(|d| (d.precision(), *d));
        self.until = [self.until, until].into_iter().flatten().min_by_key(|d| (d.precision(), *d));
    }
}
