//! People: mentions of one name are one person where more than the name joins them.
//!
//! Names are compared with every accent. Mentions of one name form a block; within it they are joined
//! by what they share, the strongest first, unless that would seat one person in two places at once.
//! The work is linear in the mentions, however many bear one name.

mod block;
mod clue;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::body::{Bodies, Posts};
use super::decision::Decisions;
use super::draft::{Draft, Drafts};
use super::key::{Keys, digest, slug};
use super::meeting::Meetings;
use super::model::Detail;
use super::unit::Units;
use crate::facts::DocumentFacts;

pub(super) use block::Pair;
pub(super) use clue::{Clue, Clues, day_of};

/// People of all documents.
#[derive(Debug, Default)]
pub(super) struct People {
    pub drafts: Drafts,
    /// For each document, the person of each of its [`DocumentFacts::people`].
    pub of: Vec<Vec<u32>>,
    /// Pairs that stay open, by their drafts.
    pub undecided: Vec<Pair>,
}

/// What the other rooms of linking found, by which people are told apart.
pub(super) struct Found<'a, 'b> {
    pub documents: &'b [&'a DocumentFacts],
    pub units: &'b Units,
    pub bodies: &'b Bodies<'a>,
    pub posts: &'b Posts,
    pub meetings: &'b Meetings,
    /// For each unit the number of the province that its land belongs to today, where decided.
    pub provinces: &'b [Option<u32>],
    /// For each body of a province a number that it shares with what it became.
    pub lines: &'b [Option<u32>],
    /// For each document the first that carries the same text.
    pub copies: &'b [u32],
}

/// A name in a document.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub document: usize,
    /// Place in [`DocumentFacts::people`].
    pub place: usize,
    pub clues: Clues,
}

impl People {
    pub(super) fn link(found: &Found, decisions: &Decisions) -> Self {
        let mut keys = Keys::default();
        let mut blocks: BTreeMap<Rc<str>, Vec<Mention>> = BTreeMap::new();
        for (document, facts) in found.documents.iter().enumerate() {
            for (place, person) in facts.people.iter().enumerate() {
                let clues = Clues::gather(found, document, &person.name);
                let block = blocks.entry(keys.of(&person.name)).or_default();
                block.push(Mention { document, place, clues });
            }
        }
        let mut people = Self { of: places(found.documents), ..Self::default() };
        for (name, mentions) in blocks {
            people.add_block(found, decisions, &name, &mentions);
        }
        people.drafts.tell_apart();
        people
    }

    fn add_block(
        &mut self,
        found: &Found,
        decisions: &Decisions,
        name: &str,
        mentions: &[Mention],
    ) {
        let resolved = block::resolve(found, decisions, name, mentions);
        let mut numbers = Vec::with_capacity(resolved.people.len());
        for members in &resolved.people {
            let members: Vec<&Mention> = members.iter().map(|&m| &mentions[m]).collect();
            numbers.push(self.add_person(found, name, &members));
        }
        let number = |pair: Pair| Pair {
            left: numbers[pair.left as usize],
            right: numbers[pair.right as usize],
            ..pair
        };
        self.undecided.extend(resolved.undecided.into_iter().map(number));
    }

    fn add_person(&mut self, found: &Found, name: &str, mentions: &[&Mention]) -> u32 {
        let key = format!("{name}|{}", first_document(found, mentions));
        let number = self.drafts.number(&key, || {
            let path = format!(
                "person/{}.{}",
                slug(name_of(found, mentions[0])),
                anchor(found, name, mentions)
            );
            Draft::new(path, Detail::Person)
        });
        for mention in mentions {
            self.drafts[number].called(name_of(found, mention));
            self.of[mention.document][mention.place] = number;
        }
        number
    }
}

fn places(documents: &[&DocumentFacts]) -> Vec<Vec<u32>> {
    documents.iter().map(|d| vec![u32::MAX; d.people.len()]).collect()
}

fn name_of<'a>(found: &Found<'a, '_>, mention: &Mention) -> &'a str {
    &found.documents[mention.document].people[mention.place].name
}

/// The least digest of the documents that name a person: no other of this name has it.
fn first_document(found: &Found, mentions: &[&Mention]) -> String {
    let digests = mentions.iter().map(|m| digest(&[&found.documents[m.document].doc], 12));
    digests.min().unwrap_or_default()
}

/// Letters that tell a person from others of the name: the least digest of the offices held, or else of
/// the documents. Documents that add no office leave it as it is.
fn anchor(found: &Found, name: &str, mentions: &[&Mention]) -> String {
    let posts: BTreeSet<u32> = mentions.iter().flat_map(|m| m.clues.posts()).collect();
    let posts = posts.iter().map(|&post| digest(&[name, &found.posts.drafts[post].path], 4));
    let documents =
        || mentions.iter().map(|m| digest(&[name, &found.documents[m.document].doc], 4));
    posts.min().or_else(|| documents().min()).unwrap_or_default()
}
