//! Changes of office: elections, appointments and dismissals, and the memberships that go with them.

use super::mention::{Chunk, ChunkKind, Mentions, OfficeMention, UnitRef};
use super::naming::Namer;
use super::roll::{Holding, Roll, full_office};
use crate::facts::TenureStatus;
use crate::ontology::lexicon::{Class, Cue, Lexeme, NameWord, Number, Time};

/// Most chunks between an act and what it governs.
const REACH: usize = 40;
/// Most chunks between an office and the person that it is linked to behind it.
const TOWARD: usize = 14;
/// Most chunks of a span of time at the head of a sentence.
const SPAN: usize = 16;

/// Adds the offices of plain members that `tham gia …` gives, so that they can be named like others.
pub(crate) fn membership_offices(
    namer_free: &mut Mentions,
    member: Option<u16>,
) -> Vec<Option<usize>> {
    let mut offices = vec![None; namer_free.chunks.len()];
    let Some(title) = member else { return offices };
    for (at, slot) in offices.iter_mut().enumerate() {
        if let ChunkKind::Body(body) = namer_free.chunks[at].kind {
            let span = namer_free.chunks[at].span;
            namer_free.offices.push(OfficeMention {
                span,
                title,
                body: Some(body),
                unit: UnitRef::None,
                term: None,
            });
            *slot = Some(namer_free.offices.len() - 1);
        }
    }
    offices
}

/// The changes of office that each sentence reports.
pub(crate) fn changes(
    namer: &Namer<'_, '_>,
    roll: &Roll,
    memberships: &[Option<usize>],
) -> Vec<Holding> {
    let mut found = Vec::new();
    let mut carried = None;
    for range in namer.mentions.sentences.clone() {
        let chunks = &namer.mentions.chunks[range.clone()];
        let mut clause = Clause {
            namer,
            roll,
            chunks,
            several: several(namer, chunks),
            offset: range.start,
            memberships,
            found: &mut found,
        };
        carried = clause.read(carried);
    }
    found
}

struct Clause<'c, 'n, 'a> {
    namer: &'c Namer<'n, 'a>,
    roll: &'c Roll,
    chunks: &'c [Chunk],
    /// The first form of address for several, and the end of the first two people joined.
    several: [Option<usize>; 2],
    offset: usize,
    memberships: &'c [Option<usize>],
    found: &'c mut Vec<Holding>,
}

/// Where the reading of a sentence stands.
struct State {
    act: Option<Act>,
    people: Vec<usize>,
    /// The next name begins a new list.
    closed: bool,
    /// What follows is an office that the act gives.
    governed: bool,
    /// The sentence is a row of a table of offices.
    listed: bool,
}

impl State {
    fn is_past(&self) -> bool {
        self.act.is_some_and(|a| a.status == TenureStatus::Former)
    }
}

/// The act under which a sentence goes on.
#[derive(Clone, Copy)]
struct Act {
    status: TenureStatus,
    at: usize,
}

impl Clause<'_, '_, '_> {
    /// Reads the sentence from left to right; `carried` is whom the text spoke of last.
    fn read(&mut self, carried: Option<usize>) -> Option<usize> {
        let span = self.span_of_years();
        let mut state = State {
            act: span.map(|(act, _)| act),
            people: carried.into_iter().collect(),
            closed: true,
            governed: false,
            listed: false,
        };
        let table = span.filter(|&(_, table)| table).map(|(act, _)| act.at);
        for at in 0..self.chunks.len() {
            self.step(at, &mut state);
            state.listed |= table == Some(at);
            state.governed |= state.listed;
        }
        state.people.last().copied()
    }

    fn step(&mut self, at: usize, state: &mut State) {
        let chunk = self.chunks[at];
        if let Some(status) = status_of(&chunk) {
            state.act = (!self.is_proposed(at)).then_some(Act { status, at });
            state.governed = state.act.is_some() && self.takes_office(at);
            return;
        }
        match chunk.kind {
            ChunkKind::Person(mention) => {
                if std::mem::take(&mut state.closed) {
                    state.people.clear();
                }
                state.people.extend(self.roll.of_mention[mention]);
                state.governed = false;
                if state.is_past() {
                    state.act = None;
                }
            }
            ChunkKind::Office(office) if state.governed => {
                self.add(state.act, at, office, &state.people);
                state.closed = true;
            }
            ChunkKind::Body(_) if state.governed => {
                if let Some(office) =
                    self.memberships[self.offset + at].filter(|_| self.is_committee(at))
                {
                    self.add(state.act, at, office, &state.people);
                    state.closed = true;
                }
            }
            ChunkKind::Sign(';') => {
                state.governed = state.governed && state.is_past();
                state.closed = true;
            }
            ChunkKind::Sign(',') => {}
            _ if chunk.classes.has(Class::HoldOffice) => {
                state.governed = state.act.is_some_and(|a| at - a.at < REACH);
            }
            _ => {
                state.governed = state.governed
                    && (self.changes_nothing(&chunk)
                        || state.is_past() && !chunk.classes.is_role());
            }
        }
    }

    /// Words that may stand between an act and its office, and between two offices.
    fn changes_nothing(&self, chunk: &Chunk) -> bool {
        chunk.classes.is_light()
            || chunk.classes.has(Class::List)
            || matches!(
                chunk.kind,
                ChunkKind::Honorific(_) | ChunkKind::Unit(_) | ChunkKind::Number
            )
            || self.is_and(chunk)
            || self.is_bridge(chunk)
    }

    /// A sentence that begins with a span of time tells of that time: `from … to …`, or, in a table of
    /// a life, `10/1993 - 8/2001: …`.
    fn span_of_years(&self) -> Option<(Act, bool)> {
        let reading = self.namer.reading;
        let is =
            |chunk: &Chunk, time: Time| reading.is(chunk.span.start, Lexeme::Time(time)).is_some();
        let head: Vec<&Chunk> = self.chunks.iter().take(SPAN).collect();
        let opens = head.iter().take(2).any(|c| is(c, Time::From));
        let closes = head.iter().any(|c| is(c, Time::Until) || c.is_sign("-\u{2013}"));
        let colon = head.iter().position(|c| c.is_sign(":"));
        let dated = colon.is_some_and(|colon| {
            let years = head[..colon]
                .iter()
                .filter(|c| c.kind == ChunkKind::Number && reading.word(c.span.start).len() == 4);
            years.count() >= 1 && closes
        });
        let open = head.iter().any(|c| is(c, Time::Present));
        let status = if open { TenureStatus::Current } else { TenureStatus::Former };
        match colon.filter(|_| dated) {
            Some(at) => Some((Act { status, at }, true)),
            None => (opens && closes && !open).then_some((Act { status, at: 0 }, false)),
        }
    }

    fn is_and(&self, chunk: &Chunk) -> bool {
        self.namer.reading.is(chunk.span.start, Lexeme::NameWord(NameWord::And)).is_some()
    }

    /// Words between an act and its office that change nothing.
    fn is_bridge(&self, chunk: &Chunk) -> bool {
        self.namer.reading.is(chunk.span.start, Lexeme::NameWord(NameWord::Bridge)).is_some()
    }

    fn is_committee(&self, at: usize) -> bool {
        let ChunkKind::Body(body) = self.chunks[at].kind else { return false };
        let kind = self.namer.mentions.bodies[body].kind as usize;
        let class = self.namer.reading.ontology.lexicon.bodies[kind].class.as_str();
        let joined = (0..at).rev().take(8).any(|i| {
            self.namer
                .reading
                .is(self.chunks[i].span.start, Lexeme::NameWord(NameWord::Join))
                .is_some()
        });
        joined && matches!(class, "standing-committee" | "executive-committee" | "party-committee")
    }

    /// Whether what follows an act of the kind is the office itself.
    fn takes_office(&self, at: usize) -> bool {
        self.chunks.get(at + 1).is_some_and(|next| {
            matches!(next.kind, ChunkKind::Office(_) | ChunkKind::Body(_)) || self.is_bridge(next)
        })
    }

    fn is_proposed(&self, at: usize) -> bool {
        let from = at.saturating_sub(4);
        self.chunks[from..at].iter().any(|c| {
            (c.classes.has_cue(Cue::Propose)
                || c.classes.has_cue(Cue::Plan)
                || c.classes.has_cue(Cue::Negation))
                && !c.is_sign(",")
        })
    }

    fn add(&mut self, act: Option<Act>, at: usize, office: usize, people: &[usize]) {
        let Some(act) = act else { return };
        let behind = self.toward(at);
        let people: Vec<usize> = match (behind.is_empty(), self.is_many(act.at)) {
            (false, _) => behind,
            (true, true) => people.to_vec(),
            (true, false) => people.last().copied().into_iter().collect(),
        };
        let next = self.next_office(at);
        let full = full_office(self.namer, office, next);
        let span = self.chunks[act.at].span.to(self.chunks[at].span);
        for person in people {
            self.found.push(Holding {
                person,
                office: full.clone(),
                status: act.status,
                span,
                rule: "change-of-office",
            });
        }
    }

    /// The office that follows in the same list.
    fn next_office(&self, at: usize) -> Option<usize> {
        self.chunks[at + 1..].iter().take(6).find_map(|c| match c.kind {
            ChunkKind::Office(office) if self.namer.mentions.offices[office].body.is_some() => {
                Some(office)
            }
            _ => None,
        })
    }

    /// Whether several people are announced around the act.
    fn is_many(&self, act: usize) -> bool {
        let [address, joined] = self.several;
        address.is_some_and(|at| at < act + 4) || joined.is_some_and(|end| end <= act)
    }

    /// People whom the words for *in respect of* link to an office before them.
    fn toward(&self, at: usize) -> Vec<usize> {
        let end = self.chunks.len().min(at + TOWARD);
        let Some(link) = (at + 1..end).find(|&i| self.chunks[i].classes.has(Class::Toward)) else {
            return Vec::new();
        };
        let mut people = Vec::new();
        for chunk in &self.chunks[link + 1..] {
            match chunk.kind {
                ChunkKind::Person(mention) => people.extend(self.roll.of_mention[mention]),
                ChunkKind::Honorific(_) | ChunkKind::Sign(',' | ':' | ';' | '-' | '\u{2013}') => {}
                ChunkKind::Office(_) | ChunkKind::Unit(_) if !people.is_empty() => {}
                _ if self.is_and(chunk) && !people.is_empty() => {}
                _ => break,
            }
        }
        people
    }
}

/// Where a form of address announces several people, and where two people joined by a word end.
fn several(namer: &Namer<'_, '_>, chunks: &[Chunk]) -> [Option<usize>; 2] {
    let address = chunks.iter().position(|c| c.kind == ChunkKind::Honorific(Number::Many));
    let joined = chunks.windows(3).position(|w| {
        matches!(w[0].kind, ChunkKind::Person(_))
            && namer.is_and(w[1].span.start)
            && matches!(w[2].kind, ChunkKind::Person(_) | ChunkKind::Honorific(_))
    });
    [address, joined.map(|at| at + 3)]
}

fn status_of(chunk: &Chunk) -> Option<TenureStatus> {
    if chunk.classes.has(Class::Past) {
        return Some(TenureStatus::Former);
    }
    if chunk.classes.has(Class::End) {
        return Some(TenureStatus::Ended);
    }
    if chunk.classes.has(Class::Elect) {
        return Some(TenureStatus::Elected);
    }
    chunk.classes.has(Class::Appoint).then_some(TenureStatus::Appointed)
}
