//! Statements: what documents say of things, gathered over all of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::date::{Interval, PartialDate, Term};
use super::key::digest;
use super::model::{
    Entity, EntityId, Participation, Predicate, Qualifier, QuoteId, Statement, StatementId, Tenure,
};
use crate::facts::TenureStatus;

/// What makes two sayings one statement.
pub(super) type Key = (EntityId, Predicate, EntityId, Option<Term>);

/// Statements while documents are read.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    numbers: FxHashMap<Key, u32>,
    sayings: Vec<Sayings>,
}

/// All that documents say of one key.
#[derive(Debug, Default)]
pub(super) struct Sayings {
    /// In order: documents are read in the order of their ids.
    pub documents: Vec<EntityId>,
    /// In any order, and some more than once.
    pub quotes: Vec<QuoteId>,
    pub confidence: f64,
    pub capacities: BTreeSet<Key>,
    /// Of tenures only.
    pub held: Option<Box<Held>>,
}

/// What documents say of an office held.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub attested: Vec<Date>,
    pub from: Option<PartialDate>,
    pub until: Option<PartialDate>,
    pub over_by: Option<Date>,
    pub statuses: BTreeSet<TenureStatus>,
    /// Versions of the body's unit, each on the days on which the office is shown held there.
    pub units: Vec<(&'static str, Interval)>,
}

impl Gathering {
    pub(super) fn say(&mut self, key: Key) -> &mut Sayings {
        let next = self.sayings.len();
        let number = *self.numbers.entry(key).or_insert(next as u32) as usize;
        if number == next {
            self.sayings.push(Sayings::default());
        }
        &mut self.sayings[number]
    }

    /// All statements in order. `originals` tells of each document which it is a copy of.
    pub(super) fn finish(self, entities: &[Entity], originals: &[u32]) -> Vec<Statement> {
        let Self { numbers, mut sayings } = self;
        let mut order: Vec<(Key, u32)> = numbers.iter().map(|(key, at)| (*key, *at)).collect();
        order.sort_unstable();
        let mut ids = vec![StatementId(0); order.len()];
        let mut others: BTreeMap<(Predicate, EntityId), u32> = BTreeMap::new();
        for (place, ((_, predicate, object, _), number)) in order.iter().enumerate() {
            ids[*number as usize] = StatementId(place as u32);
            if is_participation(*predicate) {
                *others.entry((*predicate, *object)).or_default() += 1;
            }
        }
        let id = |key: &Key| numbers.get(key).map(|&number| ids[number as usize]);
        let statement = |(key, number): (Key, u32)| {
            let sayings = std::mem::take(&mut sayings[number as usize]);
            let others = others.get(&(key.1, key.2)).map_or(0, |all| all - 1);
            let independent = independent(&sayings.documents, originals);
            sayings.into_statement(key, entities, id, (independent, others))
        };
        order.into_iter().map(statement).collect()
    }
}

/// Number of documents whose texts differ.
fn independent(documents: &[EntityId], originals: &[u32]) -> u32 {
    match documents {
        [_] => 1,
        several => distinct(several.iter().map(|id| originals[id.index()]).collect()).len() as u32,
    }
}

fn is_participation(predicate: Predicate) -> bool {
    matches!(predicate, Predicate::Chairs | Predicate::SpeaksAt | Predicate::Attends)
}

/// A list in order, each thing once.
fn distinct<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}

impl Sayings {
    /// Notes that a document says so.
    pub(super) fn said_by(&mut self, document: EntityId) {
        if self.documents.last() != Some(&document) {
            self.documents.push(document);
        }
    }

    fn into_statement(
        self,
        key: Key,
        entities: &[Entity],
        id: impl Fn(&Key) -> Option<StatementId>,
        (independent, others): (u32, u32),
    ) -> Statement {
        let (subject, predicate, object, term) = key;
        let path = path(key, entities);
        let Self { documents, quotes, confidence, capacities, held } = self;
        let quotes = distinct(quotes);
        let qualifier = if predicate == Predicate::Holds {
            Qualifier::Tenure(held.map(|held| *held).unwrap_or_default().into_tenure(term))
        } else if is_participation(predicate) {
            let capacities = capacities.iter().filter_map(id).collect();
            Qualifier::Participation(Participation { capacities, others })
        } else {
            Qualifier::None
        };
        Statement {
            path,
            subject,
            predicate,
            object,
            qualifier,
            documents,
            independent,
            quotes,
            confidence,
        }
    }
}

impl Held {
    /// Notes that an office is shown held at a body of a version of a unit.
    pub(super) fn held_at(&mut self, unit: &'static str, shown: &[Date]) {
        let Some(on) = Interval::around(shown.iter().copied()) else { return };
        match self.units.binary_search_by_key(&unit, |known| known.0) {
            Ok(place) => {
                let known = self.units[place].1;
                let ends = [known.from.min(on.from), known.until.max(on.until)];
                self.units[place].1 = Interval { from: ends[0], until: ends[1] };
            }
            Err(place) => self.units.insert(place, (unit, on)),
        }
    }

    fn into_tenure(self, term: Option<Term>) -> Tenure {
        Tenure {
            attested: Interval::around(self.attested),
            from: self.from,
            until: self.until,
            over_by: self.over_by,
            term,
            statuses: self.statuses.into_iter().collect(),
            units: self.units.into_iter().map(|(id, on)| (id.to_owned(), on)).collect(),
        }
    }
}

/// Address of a tenure or participation, from those of the person and of what it is about.
fn path(key: Key, entities: &[Entity]) -> Option<String> {
    let (subject, predicate, object, term) = key;
    let room = match predicate {
        Predicate::Holds => "tenure",
        predicate if is_participation(predicate) => "participation",
        _ => return None,
    };
    let person = entities[subject.index()].path.trim_start_matches("person/");
    let object = &entities[object.index()].path;
    let term = term.map(|t| t.to_string()).unwrap_or_default();
    Some(format!("{room}/{person}.{}", digest(&[predicate.name(), object, &term], 8)))
}
