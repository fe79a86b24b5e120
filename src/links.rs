//! Links: from the mentions of many documents to things, each with one address.
//!
//! Bodies, offices, units and meetings are one where their keys are equal; people only where their
//! names are equal and something more joins them. What stays open is kept open, with its readings.
//! Time and memory are linear in the facts.

mod act;
mod assemble;
mod body;
mod copy;
mod date;
mod decision;
mod draft;
mod heir;
mod key;
mod meeting;
mod model;
mod number;
mod page;
mod person;
mod settle;
mod statement;
mod unit;
mod version;

use std::collections::HashMap;

pub use date::{Interval, PartialDate, Precision, Term};
pub use decision::{Decision, DecisionError, Decisions, Verdict};
pub use model::{
    ChangeKind, Continuation, Detail, Entity, EntityId, EntityKind, Figure, Links, Participation,
    Predicate, Qualifier, Quote, QuoteId, Reading, Reason, Seats, Statement, StatementId, Tenure,
    Undecided, UnitChange, UnitVersion,
};

use crate::facts::{DocumentFacts, Organization};
use crate::ontology::gazetteer::{Gazetteer, GazetteerError, History};
use crate::ontology::{Ontology, Vocabulary};
use assemble::{Assembly, Linked};
use body::{Bodies, Posts};
use heir::Heirs;
use number::Numbers;
use person::{Clue, Found, Pair, People};
use unit::Units;

/// What linking reads beside facts: made once, used for any number of graphs.
pub struct Linker<'a> {
    gazetteer: &'a Gazetteer,
    history: History,
    vocabulary: Vocabulary,
}

impl<'a> Linker<'a> {
    /// A linker by the tables of an ontology.
    ///
    /// # Errors
    /// Where the successions of units cannot be read.
    pub fn new(ontology: &'a Ontology) -> Result<Self, GazetteerError> {
        let history = History::read(&ontology.gazetteer)?;
        let vocabulary = Vocabulary::new(&ontology.lexicon);
        Ok(Self { gazetteer: &ontology.gazetteer, history, vocabulary })
    }

    /// Links the facts of many documents. Their order does not matter; of documents with one name the
    /// first in order of content counts.
    pub fn link(&self, documents: &[DocumentFacts], decisions: &Decisions) -> Links {
        let settled = settle::settle(self, &in_order(documents));
        let documents: Vec<&DocumentFacts> = settled.iter().map(AsRef::as_ref).collect();
        link(self, &documents, decisions)
    }

    /// Kind of a body: as its facts say, or as its name begins.
    fn kind<'b>(&'b self, body: &'b Organization) -> &'b str {
        let own = Some(body.kind.as_str()).filter(|kind| !kind.is_empty());
        own.or_else(|| self.vocabulary.kind_of(&body.name)).unwrap_or_default()
    }
}

fn link(linker: &Linker, documents: &[&DocumentFacts], decisions: &Decisions) -> Links {
    let copies = copy::copies(documents);
    let units = Units::link(linker, documents);
    let mut bodies = Bodies::link(documents, &units, linker);
    bodies.drafts.tell_apart();
    let mut posts = Posts::link(documents, &bodies, &linker.vocabulary);
    posts.drafts.tell_apart();
    let meetings = meeting::Meetings::link(documents, &bodies, &copies);
    let provinces = provinces(linker, &units);
    let heirs = Heirs::new(linker);
    let lines = heirs.lines(&bodies, &units);
    let found = Found {
        documents,
        units: &units,
        bodies: &bodies,
        posts: &posts,
        meetings: &meetings,
        provinces: &provinces,
        lines: &lines,
        copies: &copies,
    };
    let people = People::link(&found, decisions);
    let acts = act::Acts::link(documents, &bodies);
    let pages = page::pages(documents);
    let labels = post_labels(&posts, &bodies);
    let continued = heirs.continued(&bodies, &posts, &units);
    let unit_drafts = units.drafts.clone();
    let linked = Linked {
        linker,
        documents,
        copies: &copies,
        people: people.of,
        units,
        body_units: bodies.known.iter().map(|known| known.unit).collect(),
        bodies: bodies.of,
        posts: posts.of,
        post_bodies: posts.bodies,
        meetings: meetings.of,
        acts: acts.of,
    };
    let drafts = [
        people.drafts,
        bodies.drafts,
        posts.drafts,
        unit_drafts,
        meetings.drafts,
        acts.drafts,
        pages,
    ];
    let (entities, numbers) = number::number(drafts, &labels);
    let mut links = assemble(&linked, &numbers, entities);
    links.continuations = heir::numbered(&continued, &numbers);
    links.undecided = undecided(&numbers, people.undecided);
    links.versions = version::versions(linker, &linked.units, &numbers);
    links
}

fn in_order(documents: &[DocumentFacts]) -> Vec<&DocumentFacts> {
    let mut order: Vec<&DocumentFacts> = documents.iter().collect();
    order.sort_by(|a, b| (&a.doc, &a.sha256, &a.url).cmp(&(&b.doc, &b.sha256, &b.url)));
    order.dedup_by(|later, first| later.doc == first.doc);
    order
}

/// For each unit the number of the province that its land belongs to today: units of one share it.
fn provinces(linker: &Linker, units: &Units) -> Vec<Option<u32>> {
    let mut numbers = Numbering::default();
    let drafts = 0..units.drafts.len() as u32;
    let province = |unit| Some(linker.heir(units.version(unit)?).into());
    let name = |unit| units.province(unit).map(key::name_key);
    drafts.map(|unit| province(unit).or_else(|| name(unit)).map(|key| numbers.of(key))).collect()
}

/// Numbers for keys, in the order in which they come.
#[derive(Default)]
struct Numbering(HashMap<String, u32>);

impl Numbering {
    fn of(&mut self, key: String) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(key).or_insert(next)
    }
}

fn post_labels(posts: &Posts, bodies: &Bodies) -> Vec<String> {
    let labels = posts.drafts.iter().zip(&posts.bodies).map(|(post, body)| match body {
        Some(body) => body::joined(post.label(), bodies.drafts[*body].label()),
        None => post.label().to_owned(),
    });
    labels.collect()
}

fn assemble(linked: &Linked, numbers: &Numbers, entities: Vec<Entity>) -> Links {
    let Assembly { mut entities, quotes, figures, gathering, .. } =
        Assembly::new(linked, numbers, entities);
    for entity in &mut entities {
        entity.quotes.sort_unstable();
        entity.quotes.dedup();
    }
    for (number, &original) in linked.copies.iter().enumerate() {
        if original as usize != number {
            let [own, first] =
                [number as u32, original].map(|page| numbers.id(EntityKind::Document, page));
            if let Detail::Document { copy_of, .. } = &mut entities[own.index()].detail {
                *copy_of = Some(first);
            }
        }
    }
    let mut originals = vec![0; entities.len()];
    for (number, &original) in linked.copies.iter().enumerate() {
        originals[numbers.id(EntityKind::Document, number as u32).index()] = original;
    }
    let statements = gathering.finish(&entities, &originals);
    Links { entities, statements, quotes, figures, ..Links::default() }
}

fn undecided(numbers: &Numbers, pairs: Vec<Pair>) -> Vec<Undecided> {
    let mut undecided: Vec<Undecided> = pairs
        .into_iter()
        .map(|pair| {
            let ends = [pair.left, pair.right].map(|p| numbers.id(EntityKind::Person, p));
            Undecided {
                left: ends[0].min(ends[1]),
                right: ends[0].max(ends[1]),
                score: pair.score,
                reasons: reasons(numbers, &pair),
            }
        })
        .collect();
    undecided.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| (a.left, a.right).cmp(&(b.left, b.right)))
    });
    undecided
}

fn reasons(numbers: &Numbers, pair: &Pair) -> Vec<Reason> {
    let reason = |clue: &Clue| match *clue {
        Clue::Seat(post) => Some(Reason::SameSeat(numbers.id(EntityKind::Post, post))),
        Clue::Post(post) => Some(Reason::SamePost(numbers.id(EntityKind::Post, post))),
        Clue::Meeting(meeting) => {
            Some(Reason::SameMeeting(numbers.id(EntityKind::Meeting, meeting)))
        }
        Clue::Body(body) => Some(Reason::SameBody(numbers.id(EntityKind::Organization, body))),
        Clue::Unit(unit) | Clue::Scene(unit) | Clue::Near(unit) => {
            Some(Reason::SameUnit(numbers.id(EntityKind::Unit, unit)))
        }
        Clue::Copy(_) | Clue::Line(_) | Clue::Province(_) => None,
    };
    let mut reasons: Vec<Reason> = pair.clues.iter().filter_map(reason).collect();
    reasons.extend(pair.against.map(|(left, right)| {
        let [left, right] = [left, right].map(|post| numbers.id(EntityKind::Post, post));
        Reason::HoldsElsewhere(left.min(right), left.max(right))
    }));
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}
