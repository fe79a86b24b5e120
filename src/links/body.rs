//! Bodies and their offices: one where what they are and whose they are agree.

use std::collections::HashMap;

use super::Linker;
use super::draft::{Draft, Drafts};
use super::key::{Keys, digest, name_key, slug};
use super::model::{Detail, Seats};
use super::unit::{Reach, Units};
use crate::facts::{DocumentFacts, Organization};
use crate::ontology::{Scope, Vocabulary};

/// Bodies of all documents.
#[derive(Debug, Default)]
pub(super) struct Bodies<'a> {
    pub drafts: Drafts,
    /// What more is known of each draft.
    pub known: Vec<Known>,
    /// For each document, the names of the bodies that it speaks of, and which they are.
    pub of: Vec<Vec<(&'a str, u32)>>,
}

/// What is known of a body.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Key of its kind in the lexicon, empty where unknown.
    pub kind: String,
    /// The unit whose body it is.
    pub unit: Option<u32>,
    /// What it is, without whose: bodies of one such key are sisters.
    pub sort: String,
    /// Whether it is a body of one document only, since nothing says which it is.
    pub reach: Reach,
}

impl<'a> Bodies<'a> {
    pub(super) fn link(
        documents: &[&'a DocumentFacts],
        units: &Units,
        linker: &'a Linker<'a>,
    ) -> Self {
        let (mut bodies, mut keys) = (Self::default(), Keys::default());
        for (number, facts) in documents.iter().enumerate() {
            bodies.of.push(Vec::new());
            let reader = Reader { number, facts, units, linker, vocabulary: &linker.vocabulary };
            for name in names(facts) {
                reader.body(&mut bodies, &mut keys, name);
            }
        }
        bodies
    }

    /// The body that a document calls `name`.
    pub(super) fn named(&self, document: usize, name: &str) -> Option<u32> {
        self.of[document].iter().find(|(n, _)| *n == name).map(|&(_, body)| body)
    }
}

/// Every name of a body that a document uses.
fn names(facts: &DocumentFacts) -> impl Iterator<Item = &str> {
    let own = facts.organizations.iter().map(|o| o.name.as_str());
    let parents = facts.organizations.iter().filter_map(|o| o.parent.as_deref());
    let offices = facts.tenures.iter().filter_map(|t| t.organization.as_deref());
    let hosts = facts.meetings.iter().filter_map(|m| m.body.as_deref());
    let issuers = facts.citations.iter().filter_map(|c| c.issuer.as_deref());
    let names = own.chain(parents).chain(offices).chain(hosts).chain(issuers);
    names.filter(|name| !name.is_empty())
}

/// One document while its bodies are read.
struct Reader<'a, 'b> {
    number: usize,
    facts: &'a DocumentFacts,
    units: &'b Units,
    linker: &'a Linker<'a>,
    vocabulary: &'a Vocabulary,
}

/// Bodies above one, beyond which it is taken to belong to nobody.
pub(super) const DEPTH: usize = 4;

impl<'a> Reader<'a, '_> {
    fn body(&self, bodies: &mut Bodies<'a>, keys: &mut Keys<'a>, name: &'a str) {
        if bodies.named(self.number, name).is_some() {
            return;
        }
        let kind = self.kind(name).to_owned();
        let central = self.vocabulary.body(&kind).is_some_and(|body| body.of_centre);
        let unit = if central { None } else { self.unit(keys, name, DEPTH) };
        let open = !central && unit.is_none() && self.needs_unit(name, DEPTH);
        let full = keys.of(name);
        let sort = unit.map_or_else(|| full.to_string(), |unit| self.without_unit(&full, unit));
        let key = match unit {
            Some(unit) => format!("u|{sort}|{}", self.units.drafts.key(unit)),
            None if open => format!("d|{full}|{}", self.facts.doc),
            None => format!("n|{full}"),
        };
        let body = bodies.drafts.number(&key, || {
            let path = self.path(name, &sort, unit, open.then_some(&key));
            let class = self.vocabulary.body(&kind).map(|b| b.class.clone());
            let class = class.unwrap_or_default();
            Draft::new(path, Detail::Organization { kind: kind.clone(), class })
        });
        if body as usize == bodies.known.len() {
            let local = open || unit.is_some_and(|u| self.units.reach(u) == Reach::Document);
            let reach = if local { Reach::Document } else { Reach::All };
            bodies.known.push(Known { kind, unit, sort, reach });
        }
        let draft = &mut bodies.drafts[body];
        match unit.filter(|&unit| !self.names_unit(&full, unit)) {
            Some(unit) => {
                draft.also_called(name);
                draft.called(&self.in_full(name, &bodies.known[body as usize].sort, unit));
            }
            None => draft.called(name),
        }
        bodies.of[self.number].push((name, body));
    }

    fn fact(&self, name: &str) -> Option<&'a Organization> {
        self.facts.organizations.iter().find(|o| o.name == name)
    }

    fn kind(&self, name: &str) -> &str {
        let own = self.fact(name).map(|f| f.kind.as_str()).filter(|k| !k.is_empty());
        own.or_else(|| self.vocabulary.kind_of(name)).unwrap_or_default()
    }

    fn parent(&self, name: &str) -> Option<&'a str> {
        self.fact(name)?.parent.as_deref().filter(|p| !p.is_empty())
    }

    /// The unit whose body it is: as the facts say, as its name ends, or as its parent's.
    fn unit(&self, keys: &mut Keys<'a>, name: &'a str, depth: usize) -> Option<u32> {
        let id = self.fact(name).and_then(|f| f.unit.as_deref());
        let stated = id.and_then(|id| self.units.by_id(self.linker, id));
        stated.or_else(|| self.unit_at_end(&keys.of(name), name)).or_else(|| {
            let parent = self.parent(name).filter(|_| depth > 0)?;
            self.unit(keys, parent, depth - 1)
        })
    }

    /// The unit of the document with which the name ends: in full, or the only one bare.
    fn unit_at_end(&self, key: &str, name: &str) -> Option<u32> {
        if self.fact(name).is_some_and(|f| !f.candidates.is_empty()) {
            return None;
        }
        let ends = |tail: fn(&'a Vocabulary, &str) -> usize| {
            let mut ends = self.units.of[self.number].iter().copied().filter(|&unit| {
                let mut names = self.units.keys[unit as usize].iter();
                names.any(|name| ends_with(key, &name[tail(self.vocabulary, name)..]))
            });
            let first = ends.next();
            first.filter(|first| ends.all(|other| other == *first))
        };
        ends(|_, _| 0).or_else(|| ends(|words, unit| unit.len() - words.bare_unit(unit).len()))
    }

    fn needs_unit(&self, name: &str, depth: usize) -> bool {
        if self.fact(name).is_some_and(|f| !f.candidates.is_empty()) {
            return true;
        }
        match self.parent(name).filter(|_| depth > 0) {
            Some(parent) => self.needs_unit(parent, depth - 1),
            None => self.vocabulary.body(self.kind(name)).is_some_and(|b| b.scope == Scope::Unit),
        }
    }

    /// What a body is, without whose: its name up to that of its unit.
    fn without_unit(&self, full: &str, unit: u32) -> String {
        let names = self.units.keys[unit as usize].iter();
        let mut tails = names.flat_map(|name| self.tails(name));
        let tail = tails.find(|tail| ends_with(full, tail));
        let head = tail.and_then(|tail| full.strip_suffix(tail));
        head.map_or(full, str::trim_end).to_owned()
    }

    /// Whether the name of a body says which unit it is of, by any name that the unit ever had.
    fn names_unit(&self, full: &str, unit: u32) -> bool {
        let mut names = self.units.keys[unit as usize].iter();
        names.any(|name| self.tails(name)[..2].iter().any(|tail| ends_with(full, tail)))
    }

    /// How a body's name may end with that of its unit: in full, without its type, and with its type
    /// alone.
    fn tails<'n>(&self, unit: &'n str) -> [&'n str; 3] {
        let bare = self.vocabulary.bare_unit(unit);
        [unit, bare, unit[..unit.len() - bare.len()].trim_end()]
    }

    /// The name of a body with that of its unit, where documents leave it out.
    fn in_full(&self, name: &str, sort: &str, unit: u32) -> String {
        let label = self.units.drafts[unit].label();
        let bare = self.vocabulary.implies_unit_type(sort);
        let key = &self.units.keys[unit as usize][0];
        let words = || self.vocabulary.bare_unit(key).split(' ').count();
        let unit_words = if bare { words() } else { usize::MAX };
        let all: Vec<&str> = label.split(' ').collect();
        let tail = all[all.len().saturating_sub(unit_words)..].join(" ");
        joined(name, &tail)
    }

    fn path(&self, name: &str, sort: &str, unit: Option<u32>, open: Option<&String>) -> String {
        let words = sort.split(' ').count();
        let words: Vec<String> = slug(name).split('-').take(words).map(str::to_owned).collect();
        let words = words.join("-");
        match (unit, open) {
            (Some(unit), _) => format!("org/{words}/{}", self.unit_words(sort, unit)),
            (None, Some(key)) => format!("org/{words}.{}", digest(&[key], 4)),
            (None, None) => format!("org/{words}"),
        }
    }

    /// The last part of a unit's path; without its type where the body's name implies that.
    fn unit_words(&self, sort: &str, unit: u32) -> &str {
        let path = self.units.drafts[unit].path.trim_start_matches("unit/");
        if !self.vocabulary.implies_unit_type(sort) {
            return path;
        }
        let label = &self.units.keys[unit as usize][0];
        let bare = self.vocabulary.bare_unit(label);
        let types = label.split(' ').count() - bare.split(' ').count();
        (0..types).fold(path, |path, _| path.split_once('-').map_or(path, |(_, rest)| rest))
    }
}

/// Whether the last words of `key` are `tail`, with at least one before them.
fn ends_with(key: &str, tail: &str) -> bool {
    !tail.is_empty() && key.strip_suffix(tail).is_some_and(|head| head.ends_with(' '))
}

/// Offices of all documents: for each, the office of each of its [`DocumentFacts::tenures`].
#[derive(Debug, Default)]
pub(super) struct Posts {
    pub drafts: Drafts,
    /// The body of each draft.
    pub bodies: Vec<Option<u32>>,
    /// For each draft what it shares with the same office of the same kind of body of another unit.
    pub sisters: Vec<Option<u32>>,
    pub of: Vec<Vec<u32>>,
    families: HashMap<String, u32>,
}

impl Posts {
    pub(super) fn link(
        documents: &[&DocumentFacts],
        bodies: &Bodies,
        vocabulary: &Vocabulary,
    ) -> Self {
        let (mut posts, mut keys) = (Self::default(), Keys::default());
        for (number, facts) in documents.iter().enumerate() {
            let of = facts.tenures.iter().map(|tenure| {
                let body = tenure.organization.as_deref();
                let body = body.and_then(|name| bodies.named(number, name));
                let title = (tenure.title.as_str(), keys.of(&tenure.title));
                posts.post(facts, (title.0, &title.1), body, bodies, vocabulary)
            });
            let of = of.collect();
            posts.of.push(of);
        }
        posts
    }

    fn post(
        &mut self,
        facts: &DocumentFacts,
        (title, folded): (&str, &str),
        body: Option<u32>,
        bodies: &Bodies,
        vocabulary: &Vocabulary,
    ) -> u32 {
        let key = match body {
            Some(body) => format!("b|{folded}|{}", bodies.drafts.key(body)),
            None if vocabulary.stands_alone(title) => format!("n|{folded}"),
            None => format!("d|{folded}|{}", facts.doc),
        };
        let post = self.drafts.number(&key, || {
            let path = match body {
                Some(body) => {
                    let body = bodies.drafts[body].path.trim_start_matches("org/");
                    format!("post/{}/{body}", slug(title))
                }
                None if key.starts_with('n') => format!("post/{}", slug(title)),
                None => format!("post/{}.{}", slug(title), digest(&[&key], 4)),
            };
            let kind = body.map_or("", |body| bodies.known[body as usize].kind.as_str());
            let one = vocabulary.has_one_seat(title, kind);
            let seats = if one { Seats::One } else { Seats::Many };
            Draft::new(path, Detail::Post { title: title.to_owned(), seats })
        });
        if post as usize == self.bodies.len() {
            self.bodies.push(body);
            let known = body.map(|body| &bodies.known[body as usize]);
            let of_unit = known.filter(|known| known.unit.is_some() && known.reach == Reach::All);
            let sister = of_unit.map(|known| self.family(format!("{folded}|{}", known.sort)));
            self.sisters.push(sister);
        }
        self.drafts[post].called(title);
        post
    }
}

impl Posts {
    /// The office of one body that an office of another is, where documents name it.
    pub(super) fn same_at(
        &self,
        post: u32,
        (body, other): (u32, u32),
        bodies: &Bodies,
    ) -> Option<u32> {
        let title = self.drafts.key(post).strip_suffix(bodies.drafts.key(body))?;
        self.drafts.find(&format!("{title}{}", bodies.drafts.key(other)))
    }

    fn family(&mut self, key: String) -> u32 {
        let next = self.families.len() as u32;
        *self.families.entry(key).or_insert(next)
    }
}

/// Two names as one, without saying a word twice where they meet: `Head of department` and
/// `Department of trade` share a word.
pub(super) fn joined(head: &str, tail: &str) -> String {
    let head: Vec<&str> = head.split_whitespace().collect();
    let words: Vec<&str> = tail.split_whitespace().collect();
    let same = |n: &usize| {
        let end = &head[head.len() - n..];
        end.iter().zip(&words).all(|(a, b)| name_key(a) == name_key(b))
    };
    let shared = (0..head.len().min(words.len())).rev().find(same).unwrap_or(0);
    [&head[..head.len() - shared], &words[..]].concat().join(" ")
}
