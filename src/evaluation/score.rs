//! Precision, recall and their harmonic mean, by kind of fact.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::fold;
use super::item::{Item, Sheet};
use super::kind::Kind;
use super::matching::Matched;

/// How well one kind of fact was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Annotated items that were found.
    pub right: usize,
    /// Found items that are none.
    pub wrong: usize,
    /// Annotated items that were not found.
    pub missing: usize,
}

impl Figures {
    /// Number of annotated items that count.
    pub fn gold(self) -> usize {
        self.right + self.missing
    }

    /// Number of found items that count.
    pub fn found(self) -> usize {
        self.right + self.wrong
    }

    /// Share of what was found that is right; 0 where nothing was.
    pub fn precision(self) -> f64 {
        share(self.right, self.found())
    }

    /// Share of what is annotated that was found; 0 where nothing is.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold())
    }

    /// Harmonic mean of both; 0 where both are.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        let sum = precision + recall;
        if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missing += other.missing;
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of items of some documents")]
fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

/// An item that was not found, or found wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The facts lack the document.
    Document(String),
    /// An annotated item was not found: kind, document, item in words.
    Missing(Kind, String, String),
    /// A found item is none: kind, document, item in words.
    Wrong(Kind, String, String),
}

/// Facts measured against annotations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Figures of each kind, and of the core kinds together.
    pub figures: BTreeMap<Kind, Figures>,
    /// Everything that is not as annotated, by document.
    pub misses: Vec<Miss>,
}

/// Measures facts against annotations, document by document. Documents without annotations do not count.
pub fn score(gold: &BTreeMap<String, Sheet>, found: &BTreeMap<String, Sheet>) -> Score {
    let mut score = Score::default();
    let none = Sheet::default();
    for (document, gold) in gold {
        if !found.contains_key(document) {
            score.misses.push(Miss::Document(document.clone()));
        }
        score.add_document(document, gold, found.get(document).unwrap_or(&none));
    }
    let core = score.figures.iter().filter(|(kind, _)| kind.is_core());
    let mut all = Figures::default();
    core.for_each(|(_, figures)| all.add(*figures));
    score.figures.insert(Kind::Core, all);
    score
}

impl Score {
    fn add_document(&mut self, document: &str, gold: &Sheet, found: &Sheet) {
        let mut add = |kind, gold: &[Item], found: &[Item]| self.add(kind, document, gold, found);
        add(Kind::People, &gold.people, &found.people);
        add(Kind::Units, &gold.units, &found.units);
        add(Kind::Organizations, &gold.organizations, &found.organizations);
        add(Kind::Tenures, &gold.tenures, &found.tenures);
        add(Kind::Titles, &by_title(&gold.tenures), &by_title(&found.tenures));
        let ids = add(Kind::Meetings, &gold.meetings, &found.meetings);
        let optional: BTreeSet<String> = gold
            .meetings
            .iter()
            .filter(|meeting| meeting.is_optional())
            .map(|meeting| meeting.text("id").into_owned())
            .collect();
        let counts = |part: &Item| !optional.contains(&*part.text("meeting"));
        let annotated: Vec<Item> =
            gold.participations.iter().filter(|p| counts(p)).cloned().collect();
        let parts = found.participations.iter().map(|part| at_meeting(part, &ids));
        let parts: Vec<Item> = parts.filter(|part| counts(part)).collect();
        add(Kind::Participations, &annotated, &parts);
        add(Kind::Chairs, &chairs(&annotated), &chairs(&parts));
        add(Kind::Citations, &gold.citations, &found.citations);
        add(Kind::Indicators, &gold.indicators, &found.indicators);
    }

    /// Counts the items of one kind; gives the ids of found items with those of the annotated ones.
    fn add(
        &mut self,
        kind: Kind,
        document: &str,
        gold: &[Item],
        found: &[Item],
    ) -> BTreeMap<String, String> {
        let matched = Matched::of(gold, found, |gold, found| kind.same(gold, found));
        let (wrong, missing) = (matched.wrong.len(), matched.missing.len());
        let figures = Figures { right: matched.right(), wrong, missing };
        self.figures.entry(kind).or_default().add(figures);
        let told = |item: &&Item| (kind, document.to_owned(), kind.show(item));
        let wrong = matched.wrong.iter().map(told).map(|(k, d, w)| Miss::Wrong(k, d, w));
        self.misses.extend(wrong);
        let missing = matched.missing.iter().map(told).map(|(k, d, w)| Miss::Missing(k, d, w));
        self.misses.extend(missing);
        let id = |item: &Item| item.text("id").into_owned();
        matched.pairs.iter().map(|(gold, found)| (id(found), id(gold))).collect()
    }
}
/// The last office of each person and title, where its first stands.
fn by_title(tenures: &[Item]) -> Vec<Item> {
    let mut kept: Vec<((String, String), Item)> = Vec::new();
    for tenure in tenures {
        let key = (fold(&tenure.text("person")), fold(&tenure.text("title")));
        match kept.iter_mut().find(|(known, _)| *known == key) {
            Some((_, last)) => tenure.clone_into(last),
            None => kept.push((key, tenure.clone())),
        }
    }
    kept.into_iter().map(|(_, tenure)| tenure).collect()
}

/// A participation in the annotated meeting, or in none.
fn at_meeting(part: &Item, ids: &BTreeMap<String, String>) -> Item {
    let meeting = ids.get(&*part.text("meeting")).map_or("?", String::as_str);
    let mut part = part.clone();
    part.0.insert("meeting".to_owned(), meeting.into());
    part
}

fn chairs(parts: &[Item]) -> Vec<Item> {
    parts.iter().filter(|part| part.text("role") == "chair").cloned().collect()
}
