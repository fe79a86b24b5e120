//! Offices and their holders: which office in a sentence belongs to which person.
//!
//! Offices stand before a name without any sign, or behind it with one; lists mix both. An office right
//! before a name is the name's own; everything between two names up to a semicolon is the first one's.

mod card;
mod heads;
mod life;
mod row;

use std::ops::Range;

use card::read_lines;
use heads::share_heads;

use super::mention::{BodyMention, Chunk, ChunkKind, Mentions, OfficeMention, Part};
use super::reading::Reading;
use crate::ontology::lexicon::{Class, Lexeme, NameWord, Number, Seat};

/// An office that a sentence gives a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// Index of the mention.
    pub(crate) office: usize,
    pub(crate) time: HeldTime,
}

/// When an office in apposition is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeldTime {
    Now,
    Before,
    /// The text says that it ends.
    Over,
}

/// The offices of each person mention, in order.
pub(crate) fn attach(reading: &Reading<'_>, mentions: &mut Mentions) -> Vec<Vec<Held>> {
    let mut held = vec![Vec::new(); mentions.people.len()];
    let all = std::mem::take(&mut mentions.chunks);
    for i in 0..mentions.sentences.len() {
        let chunks = &all[mentions.sentences[i].clone()];
        if mentions.outlines[i].has(Part::Person) {
            Sentence::new(reading, mentions, chunks).attach(&mut held);
            share_heads(reading, mentions, chunks, &mut held);
        }
    }
    let line = |range: &Range<usize>| Sentence::new(reading, mentions, &all[range.clone()]);
    let lines: Vec<_> = mentions.sentences.iter().map(line).collect();
    read_lines(&lines, &mut held);
    mentions.chunks = all;
    held
}

struct Sentence<'s, 'a> {
    reading: &'s Reading<'a>,
    chunks: &'s [Chunk],
    offices: &'s [OfficeMention],
    bodies: &'s [BodyMention],
}

impl<'s, 'a> Sentence<'s, 'a> {
    fn new(reading: &'s Reading<'a>, mentions: &'s Mentions, chunks: &'s [Chunk]) -> Self {
        Self { reading, chunks, offices: &mentions.offices, bodies: &mentions.bodies }
    }
}

impl Sentence<'_, '_> {
    fn attach(&self, held: &mut [Vec<Held>]) {
        let mut last: Option<(usize, usize)> = None;
        for (at, chunk) in self.chunks.iter().enumerate() {
            let ChunkKind::Person(person) = chunk.kind else { continue };
            let floor = last.map_or(0, |(at, _)| at + 1);
            let before = self.before(floor, at, last.map(|(_, p)| held[p].is_empty()));
            if let Some((last_at, last_person)) = last {
                let ceiling = before.last().map_or(at, |&(i, _)| i);
                self.behind(last_at, ceiling, &mut held[last_person]);
            }
            held[person].extend(before.iter().rev().map(|&(_, held)| held));
            last = Some((at, person));
        }
        if let Some((at, person)) = last {
            self.behind(at, self.chunks.len(), &mut held[person]);
        }
        self.lives(held);
        self.share_with_the_one_before(held);
        self.share_within_item(held);
    }

    /// `A và B, Phó Chủ tịch …`, `ông A, bà B - Phó Chủ tịch …`: an office of several behind two names that
    /// nothing but a joining word parts is that of both.
    fn share_with_the_one_before(&self, held: &mut [Vec<Held>]) {
        let titles = &self.reading.ontology.lexicon.titles;
        for (at, chunk) in self.chunks.iter().enumerate().rev() {
            let ChunkKind::Person(person) = chunk.kind else { continue };
            let [office] = held[person][..] else { continue };
            let shared = titles[self.offices[office.office].title as usize].seat == Seat::Many;
            let behind = self.chunks[at + 1..].first().is_some_and(|c| c.is_sign(",-\u{2013}"));
            let dash = self.chunks[at + 1..].first().is_some_and(|c| c.is_sign("-\u{2013}"));
            let before = (0..at).rev().find(|&i| {
                !matches!(self.chunks[i].kind, ChunkKind::Honorific(Number::One | Number::Title))
            });
            let Some(join) = before.filter(|_| shared && behind) else { continue };
            let joins = self.is(&self.chunks[join], NameWord::And)
                || dash && self.chunks[join].is_sign(",") && join + 1 < at;
            if let Some(ChunkKind::Person(other)) = join.checked_sub(1).map(|i| self.chunks[i].kind)
                && joins
                && held[other].is_empty()
            {
                held[other].push(office);
            }
        }
    }

    /// `…; ông A, ông B, ông C, Tỉnh ủy viên, …`: offices of several behind the names that one item of a list
    /// holds are those of all of them.
    fn share_within_item(&self, held: &mut [Vec<Held>]) {
        let titles = &self.reading.ontology.lexicon.titles;
        let name = |i: usize| match self.chunks.get(i)?.kind {
            ChunkKind::Person(person) => Some(person),
            _ => None,
        };
        let one = |i: usize| self.chunks[i].kind == ChunkKind::Honorific(Number::One);
        for (at, chunk) in self.chunks.iter().enumerate() {
            let ChunkKind::Person(person) = chunk.kind else { continue };
            let (mut first, mut others) = (at, Vec::new());
            while first >= 4
                && one(first - 1)
                && self.chunks[first - 2].is_sign(",")
                && one(first - 4)
            {
                let Some(other) = name(first - 3).filter(|&other| held[other].is_empty()) else {
                    break;
                };
                others.push(other);
                first -= 3;
            }
            let opens = first >= 2 && one(first - 1) && self.chunks[first - 2].is_sign(";:");
            let many =
                |h: &Held| titles[self.offices[h.office].title as usize].seat != Seat::Single;
            if opens && !others.is_empty() && held[person].iter().all(many) {
                let shared = held[person].clone();
                for other in others {
                    held[other].clone_from(&shared);
                }
            }
        }
    }

    /// Offices right before the name at `at`, the nearest first, with their places.
    /// `bare` tells whether a person before has no office yet.
    fn before(&self, floor: usize, at: usize, bare: Option<bool>) -> Vec<(usize, Held)> {
        let mut found = Vec::new();
        let mut i = at;
        while i > floor
            && matches!(self.chunks[i - 1].kind, ChunkKind::Honorific(Number::One | Number::Title))
        {
            i -= 1;
        }
        if i < at
            && i > floor + 1
            && self.chunks[i - 1].is_sign(",")
            && self.stands_alone(floor, i - 2)
        {
            i -= 1;
        }
        // A label such as `Editor: A` at the head of a line.
        if i == floor + 2
            && floor == 0
            && self.chunks[1].is_sign(":")
            && matches!(self.chunks[0].kind, ChunkKind::Office(_))
        {
            i -= 1;
        }
        let said = if i > floor + 1 { self.says_who(i - 1) } else { None };
        i -= usize::from(said.is_some());
        let (mut separated, mut strong) = (false, false);
        while i > floor {
            let chunk = &self.chunks[i - 1];
            match chunk.kind {
                ChunkKind::Office(office) if found.is_empty() || separated => {
                    found.push((i - 1, Held { office, time: said.unwrap_or(HeldTime::Now) }));
                    separated = false;
                }
                ChunkKind::Office(_) => break,
                ChunkKind::Sign(',' | '-' | '\u{2013}') if !found.is_empty() => separated = true,
                _ if (chunk.classes.has(Class::Former) || chunk.classes.has(Class::Past)) => {
                    if let Some((_, held)) = found.last_mut() {
                        held.time = HeldTime::Before;
                    }
                }
                _ => {
                    // `on behalf of` an office: somebody else's.
                    let others = self.is(chunk, NameWord::Of) || self.is(chunk, NameWord::Behalf);
                    if found.len() > 1 && others {
                        found.pop();
                    }
                    strong = true;
                    break;
                }
            }
            i -= 1;
        }
        // Right behind a person who has no office yet, a row of offices is that person's but for the last.
        if bare == Some(true) && !strong && found.len() > 1 {
            found.truncate(1);
        }
        found
    }

    /// Whether a word leads from an office right before it to its holder, and when that was:
    /// `Giám đốc Sở … là ông A`.
    fn says_who(&self, at: usize) -> Option<HeldTime> {
        let classes = self.chunks[at].classes;
        let is = classes.has(Class::HoldOffice) && classes.has(Class::List);
        let now = (is || classes.has(Class::Present)).then_some(HeldTime::Now);
        let time = if classes.has(Class::Past) { Some(HeldTime::Before) } else { now };
        let named = self.chunks[..at].iter().any(|c| matches!(c.kind, ChunkKind::Person(_)));
        let office = matches!(self.chunks[at - 1].kind, ChunkKind::Office(_));
        time.filter(|_| office && !named)
    }

    /// Whether an office at `at` belongs to nobody named before it: it begins its part of the sentence.
    fn stands_alone(&self, floor: usize, at: usize) -> bool {
        matches!(self.chunks[at].kind, ChunkKind::Office(_))
            && match at.checked_sub(1) {
                None => true,
                Some(before) if before < floor => floor == 0,
                Some(before) => {
                    self.chunks[before].is_sign(";:.")
                        || self.is(&self.chunks[before], NameWord::And)
                        || floor == 0 && self.chunks[before].classes.is_role()
                }
            }
    }

    fn is(&self, chunk: &Chunk, word: NameWord) -> bool {
        self.reading.is(chunk.span.start, Lexeme::NameWord(word)).is_some()
    }

    /// Offices behind the name at `at`, each set off by a sign; the first may follow at once, where
    /// nobody is named behind it.
    fn behind(&self, at: usize, ceiling: usize, held: &mut Vec<Held>) {
        let office = |i: usize| {
            i < ceiling
                && self.chunks.get(i).is_some_and(|c| matches!(c.kind, ChunkKind::Office(_)))
        };
        let ends = self.chunks.get(at + 2).is_none_or(|c| {
            matches!(c.kind, ChunkKind::Sign(_)) || c.classes.is_role() || c.classes.is_light()
        });
        self.offices_from(at + 1, ceiling, office(at + 1) && ends, held);
    }
}

/// Whether somebody retires from office.
fn retires(reading: &Reading<'_>, chunk: &Chunk) -> bool {
    chunk.classes.has(Class::End)
        && reading.is(chunk.span.start, Lexeme::NameWord(NameWord::Retires)).is_some()
}
