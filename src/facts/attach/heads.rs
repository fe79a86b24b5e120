//! Offices in the plural before a list, shared by all people of the list.

use super::super::mention::{
    BodyMention, Chunk, ChunkKind, Classes, Mentions, OfficeMention, is_office,
};
use super::super::reading::Reading;
use super::{Held, HeldTime, Sentence, retires};
use crate::ontology::lexicon::{Class, Lexeme, NameWord, Number};

impl Sentence<'_, '_> {
    /// Whether an office in the plural opens a list of others: `A, Chủ tịch và các Phó Chủ tịch: B, C`.
    pub(super) fn heads_list(&self, at: usize) -> bool {
        at > 0
            && self.is(&self.chunks[at - 1], NameWord::Plural)
            && self.chunks.get(at + 1).is_some_and(|c| {
                c.is_sign(":")
                    || c.classes.has(Class::List)
                    || matches!(c.kind, ChunkKind::Person(_))
            })
    }

    /// Whether an office stands right behind a membership, the sign between them left out:
    /// `Ủy viên Ban Thường vụ Phó Chủ tịch …`.
    pub(super) fn follows_membership(&self, at: usize) -> bool {
        let titles = &self.reading.ontology.lexicon.titles;
        let title = |i: usize| match self.chunks.get(i).map(|c| c.kind) {
            Some(ChunkKind::Office(office)) => {
                Some(titles[self.offices[office].title as usize].first)
            }
            _ => None,
        };
        let member = self.reading.ontology.lexicon.member;
        let member = member.map(|row| titles[row as usize].first);
        let before = at.checked_sub(1).and_then(title);
        let named = matches!(
            self.chunks.get(at + 1).map(|c| c.kind),
            Some(ChunkKind::Person(_) | ChunkKind::Honorific(_))
        );
        before.is_some()
            && before == member
            && title(at).is_some_and(|t| Some(t) != member)
            && !named
    }

    /// Whether an office in the plural is joined to a name by a word or a comma: `A và các Phó Chủ tịch`,
    /// `A, các đại biểu …`.
    pub(super) fn is_of_others(&self, at: usize) -> bool {
        at > 1
            && self.is(&self.chunks[at - 1], NameWord::Plural)
            && (self.is(&self.chunks[at - 2], NameWord::And) || self.chunks[at - 2].is_sign(","))
    }
}

/// Gives an office in the plural before a list to every person of the list.
pub(super) fn share_heads(
    reading: &Reading<'_>,
    mentions: &mut Mentions,
    chunks: &[Chunk],
    held: &mut [Vec<Held>],
) {
    for at in 0..chunks.len() {
        if !is_plural(reading, chunks, at) {
            continue;
        }
        let Some((head, colon)) = shared_head(mentions, reading, chunks, at) else { continue };
        let mut open = colon;
        let (mut names, mut offices) = (Vec::new(), 0);
        let verb = chunks.get(head.next).is_some_and(|c| c.classes.has(Class::List));
        for (i, chunk) in chunks.iter().enumerate().skip(head.next + usize::from(verb)) {
            match chunk.kind {
                ChunkKind::Person(person) => {
                    if colon || held[person].is_empty() {
                        give(&mut held[person], &head);
                    }
                    open = true;
                    names.push(person);
                }
                ChunkKind::Honorific(Number::Many) => break,
                // Bare names are parted by commas: what follows the semicolon is another list.
                ChunkKind::Sign(';') if !colon || names.len() > 1 && offices == 0 => break,
                ChunkKind::Sign(';')
                    if i + 1 < chunks.len() && is_plural(reading, chunks, i + 1) =>
                {
                    break;
                }
                ChunkKind::Office(_) => offices += 1,
                _ if open
                    && (chunk.classes.is_role()
                        || chunk.classes.is_status()
                        || chunk.classes.has(Class::HoldOffice)) =>
                {
                    if retires(reading, chunk) {
                        for &person in &names {
                            end(&mut held[person], &head);
                        }
                    }
                    break;
                }
                _ => {}
            }
        }
    }
}

/// Gives a person the offices of the head, before the own ones.
fn give(held: &mut Vec<Held>, head: &Head) {
    for &office in head.offices.iter().rev() {
        if held.iter().all(|h| h.office != office) {
            held.insert(0, Held { office, time: head.time });
        }
    }
}

/// Ends the offices of the head for a person.
fn end(held: &mut [Held], head: &Head) {
    let given = held.iter_mut().filter(|h| head.offices.contains(&h.office));
    given.for_each(|h| h.time = HeldTime::Over);
}

fn is_plural(reading: &Reading<'_>, chunks: &[Chunk], at: usize) -> bool {
    let office = |i: usize| is_office(chunks, i);
    matches!(chunks[at].kind, ChunkKind::Honorific(Number::Many))
        || chunks[at].kind == ChunkKind::Number && office(at + 1)
        || matches!(chunks[at].kind, ChunkKind::Word)
            && reading.is(chunks[at].span.start, Lexeme::NameWord(NameWord::Plural)).is_some()
}

struct Head {
    offices: Vec<usize>,
    time: HeldTime,
    next: usize,
}

/// The office behind a plural word, and whether a colon opens the list.
fn shared_head(
    mentions: &mut Mentions,
    reading: &Reading<'_>,
    chunks: &[Chunk],
    at: usize,
) -> Option<(Head, bool)> {
    let skip =
        (at + 1..chunks.len().min(at + 3)).find(|&i| !matches!(chunks[i].kind, ChunkKind::Word))?;
    let (offices, next) = row_of_offices(chunks, skip);
    let past = chunks[at + 1..skip].iter().any(|c| c.classes.has(Class::Former));
    let time = if past { HeldTime::Before } else { HeldTime::Now };
    let opens = chunks
        .get(next..chunks.len().min(next + 3))?
        .iter()
        .take_while(|c| !matches!(c.kind, ChunkKind::Person(_) | ChunkKind::Office(_)))
        .any(|c| c.is_sign(":"))
        || opens_list(chunks, next);
    match chunks[skip].kind {
        ChunkKind::Office(_) => {
            let direct = matches!(chunks.get(next).map(|c| c.kind), Some(ChunkKind::Person(_)));
            (opens || direct).then_some((Head { offices, time, next }, opens))
        }
        ChunkKind::Body(body) if opens && is_committee(reading, &mentions.bodies[body]) => {
            let title = reading.ontology.lexicon.member?;
            mentions.offices.push(OfficeMention::member_of(body, title, chunks[skip].span));
            Some((Head { offices: vec![mentions.offices.len() - 1], time, next }, true))
        }
        _ => None,
    }
}

/// Whether a word for what a list holds follows, at once or behind a word that says nothing:
/// `3 Phó Giám đốc | nghỉ gồm …`.
fn opens_list(chunks: &[Chunk], next: usize) -> bool {
    let lists = |i: usize| chunks.get(i).is_some_and(|c| c.classes.has(Class::List));
    let plain = |c: &Chunk| c.kind == ChunkKind::Word && c.classes == Classes::default();
    let only = |i: usize| {
        lists(i) && !chunks[i].classes.has(Class::HoldOffice) && !chunks[i].classes.is_light()
    };
    lists(next) || chunks.get(next).is_some_and(plain) && only(next + 1)
}

/// The offices from `at` on, several only where a colon follows their row: `Phó Bí thư, Chủ tịch: A, …`.
/// Where the row ends.
fn row_of_offices(chunks: &[Chunk], at: usize) -> (Vec<usize>, usize) {
    let office = |i: usize| match chunks.get(i).map(|c| c.kind) {
        Some(ChunkKind::Office(office)) => Some(office),
        _ => None,
    };
    let mut offices: Vec<usize> = office(at).into_iter().collect();
    let mut end = at + 1;
    while let Some(next) = office(end + 1).filter(|_| chunks[end].is_sign(",")) {
        offices.push(next);
        end += 2;
    }
    if offices.len() > 1 && !chunks.get(end).is_some_and(|c| c.is_sign(":")) {
        offices.truncate(1);
        end = at + 1;
    }
    (offices, end)
}

fn is_committee(reading: &Reading<'_>, body: &BodyMention) -> bool {
    matches!(
        reading.ontology.lexicon.bodies[body.kind as usize].class.as_str(),
        "standing-committee" | "executive-committee"
    )
}
