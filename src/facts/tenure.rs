//! Changes of office: elections, appointments and dismissals, and the memberships that go with them.

mod act;
mod actor;
mod carry;
mod list;
mod past;
mod toward;

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::mention::{Chunk, ChunkKind};
use super::naming::Namer;
use super::roll::{FullOffice, Holding, Roll, full_office};
use crate::facts::TenureStatus;
use crate::ontology::lexicon::{Class, Lexeme, NameWord};

use act::Act;
use carry::Carried;
use past::Past;

pub(crate) use list::{Memberships, membership_offices};
pub(crate) use past::Timeline;

/// The changes of office that each sentence reports.
pub(crate) fn changes(
    namer: &Namer<'_, '_>,
    roll: &Roll,
    memberships: &Memberships,
    timeline: &Timeline<'_>,
) -> Changes {
    let mut found = Changes::default();
    let mut carried = Carried::default();
    for (range, &outline) in namer.mentions.sentences.iter().zip(&namer.mentions.outlines) {
        let chunks = &namer.mentions.chunks[range.clone()];
        let mut clause = Clause {
            namer,
            roll,
            chunks,
            several: OnceCell::new(),
            past: Past::new(namer.reading, chunks, timeline),
            offset: range.start,
            memberships,
            found: &mut found,
        };
        carried = clause.follow(carried, outline);
    }
    found
}

/// The changes of office of a document.
#[derive(Default)]
pub(crate) struct Changes {
    pub(crate) holdings: Vec<Holding>,
    /// Person and office mention of each: what stands there is no office in apposition.
    pub(crate) given: FxHashSet<(usize, usize)>,
}

struct Clause<'c, 'n, 'a> {
    namer: &'c Namer<'n, 'a>,
    roll: &'c Roll,
    chunks: &'c [Chunk],
    /// The first form of address for several, and the end of the first two people joined.
    several: OnceCell<[Option<usize>; 2]>,
    past: Past,
    offset: usize,
    memberships: &'c Memberships,
    found: &'c mut Changes,
}

/// Where the reading of a sentence stands.
struct State {
    act: Option<Act>,
    people: Vec<usize>,
    /// The next name begins a new list.
    closed: bool,
    /// What follows is an office that the act gives.
    governed: bool,
    /// Every office before this chunk is one that the act gives to the name before it.
    listed: usize,
    /// Of the offices listed only those of the committee's leaders are given.
    leaders_only: bool,
    /// Offices that everybody named before this chunk gets, and the chunk.
    joined: (Vec<usize>, usize),
    /// The office given last.
    last: Option<FullOffice>,
    /// What the sentence before leaves.
    before: Carried,
}

impl State {
    fn is_past(&self) -> bool {
        self.act.is_some_and(|a| a.status == TenureStatus::Former)
    }
}

impl Clause<'_, '_, '_> {
    /// Reads the sentence from left to right.
    fn read(&mut self, carried: &Carried, span: Option<(Act, bool)>) -> Carried {
        let electing = self.goes_on_electing(carried).filter(|_| span.is_none());
        let mut state = State {
            act: span.map(|(act, _)| act).or(electing),
            people: if span.is_some() { carried.person.into_iter().collect() } else { Vec::new() },
            closed: true,
            governed: electing.is_some(),
            listed: 0,
            leaders_only: false,
            joined: (Vec::new(), 0),
            last: carried.last.clone(),
            before: carried.clone(),
        };
        let table = span.filter(|&(_, table)| table).map(|(act, _)| act.at);
        for at in 0..self.chunks.len() {
            if self.points_back(at, &state) {
                state.people = carried.person.into_iter().collect();
            }
            self.step(at, &mut state);
            if table == Some(at) {
                state.listed = self.chunks.len();
                state.closed = false;
            }
            state.governed |= at < state.listed;
        }
        let same = carried.person.filter(|_| self.is_of_the_same());
        Carried {
            person: same.or(state.people.last().copied()).or(carried.person),
            past: self.past.at_end(carried.past),
            status: state.act.map(|a| a.status),
            last: state.last,
        }
    }

    fn step(&mut self, at: usize, state: &mut State) {
        let chunk = self.chunks[at];
        let signs = self.is(&chunk, NameWord::Signs) && !self.is_passive(at);
        if signs || chunk.classes.has(Class::Confer) && !self.is_received(at) {
            // Who hands over a decision is not the one whom it is for.
            state.people.clear();
        }
        if let Some(status) = self.status_at(at, state) {
            if self.begins_vote(at) || self.is_of_nobody(at) || self.is_voted_by_others(at) {
                state.people.clear();
            }
            let status = if self.is_long_ago(at, state) { TenureStatus::Former } else { status };
            state.act = (!self.is_proposed(at)).then_some(Act { status, at });
            state.governed = state.act.is_some() && self.takes_office(at, status);
            state.listed = state.act.map_or(0, |act| self.retirement(act));
            self.designate(at, state);
            return;
        }
        match chunk.kind {
            ChunkKind::Person(mention) if !self.is_nobody(at, mention) => {
                self.name(at, mention, state);
            }
            ChunkKind::Office(office) if state.governed || self.is_part_elected(at, state) => {
                match self.members(at, state.act) {
                    Some(end) => Self::join(office, end, state),
                    None => self.give(at, office, state),
                }
            }
            ChunkKind::Body(_) if state.governed && at >= state.listed => {
                if let Some(office) = self.membership(at) {
                    match self.members(at, state.act) {
                        Some(end) => Self::join(office, end, state),
                        None => self.give(at, office, state),
                    }
                }
            }
            ChunkKind::Sign(';') => self.part(at, state),
            ChunkKind::Sign(':') => {
                let listed = self.list_behind(at, state.act);
                state.leaders_only =
                    listed > 0 && state.act.is_some_and(|act| self.is_of_committee(act, at));
                state.listed = state.listed.max(listed);
                state.governed &= state.is_past();
                state.governed |= state.act.is_some() && self.is_decreed(at);
            }
            ChunkKind::Sign(',') => {}
            _ if self.is(&chunk, NameWord::SameOffice) => self.give_again(at, state),
            _ if chunk.classes.has(Class::Replace) => self.replace(at, state),
            _ if chunk.classes.has(Class::HoldOffice) => self.take(at, state),
            _ => {
                state.governed = state.governed
                    && (self.changes_nothing(&chunk)
                        || state.is_past() && !chunk.classes.is_role());
            }
        }
    }

    /// A name: whom the next offices are for, and a new member where a list of members runs.
    fn name(&mut self, at: usize, mention: usize, state: &mut State) {
        if std::mem::take(&mut state.closed) {
            state.people.clear();
        }
        let person = self.roll.of_mention[mention];
        state.people.extend(person);
        state.governed = false;
        if state.is_past() && at >= state.listed {
            state.act = None;
        }
        if let Some(person) = person.filter(|_| at < state.joined.1) {
            for office in state.joined.0.clone() {
                self.add(state, at, office, &[person]);
            }
        }
    }

    /// `bầu 4 Phó Bí thư …: A, B, C, D`: an office for everybody of the list behind it.
    fn join(office: usize, end: usize, state: &mut State) {
        if state.joined.1 != end {
            state.joined = (Vec::new(), end);
        }
        state.joined.0.push(office);
        state.governed = false;
        state.closed = true;
    }

    /// An office, or a membership, that the act gives.
    fn give(&mut self, at: usize, office: usize, state: &mut State) {
        if at < state.listed && (self.is_former(at) || state.closed && !self.is_again(at)) {
            return;
        }
        if at < state.listed && state.leaders_only && !self.leads_committee(office) {
            return;
        }
        if self.is_former(at) && self.person_right_behind(at).is_some() {
            return;
        }
        let Some(act) = state.act else { return };
        let behind = self.toward(at, act.status);
        let people: Vec<usize> = match (behind.is_empty(), self.is_many(act.at)) {
            (false, _) => behind,
            (true, true) if at >= state.listed => state.people.clone(),
            (true, _) => {
                let sharing = self.sharing(at, office);
                state.people[state.people.len().saturating_sub(sharing)..].to_vec()
            }
        };
        self.add(state, at, office, &people);
        state.closed = true;
    }

    fn add(&mut self, state: &mut State, at: usize, office: usize, people: &[usize]) {
        let Some(act) = state.act else { return };
        let full = full_office(self.namer, office, self.next_office(at));
        let full = self.namer.with_body_before(office, full);
        self.note(act, at, &full, people);
        self.found.given.extend(people.iter().map(|&person| (person, office)));
        state.last = Some(full);
    }

    fn note(&mut self, act: Act, at: usize, office: &FullOffice, people: &[usize]) {
        let span = self.chunks[act.at].span.to(self.chunks[at].span);
        let rule = self.rule(act);
        for &person in people {
            self.found.holdings.push(Holding {
                person,
                office: office.clone(),
                status: act.status,
                span,
                rule,
            });
        }
    }

    /// `giữ chức vụ này`: the office named last, once more.
    fn give_again(&mut self, at: usize, state: &mut State) {
        let office = self.announced(at).or_else(|| state.last.clone());
        if let (Some(act), Some(office)) = (state.act, office) {
            let people: Vec<usize> = state.people.last().copied().into_iter().collect();
            self.note(act, at, &office, &people);
            state.closed = true;
        }
        state.governed = false;
    }

    /// `thay ông …`: whoever held the office just given has left it.
    fn replace(&mut self, at: usize, state: &mut State) {
        let gives = if let Some(act) = state.act {
            act.status != TenureStatus::Ended && act.reaches(at)
        } else {
            let takes = at > 1 && self.chunks[at - 2].classes.has(Class::HoldOffice);
            !state.people.is_empty() && (takes || self.is_subject_before(at))
        };
        let person = self.person_right_behind(at);
        if let (true, Some(person), Some(office)) = (gives, person, state.last.clone()) {
            let ended = Act { status: TenureStatus::Ended, at };
            self.note(ended, at + 1, &office, &[person]);
        }
        state.governed = false;
    }

    /// `giữ chức`: an office follows. Behind the end of one office it opens another.
    fn take(&mut self, at: usize, state: &mut State) {
        if self.is(&self.chunks[at], NameWord::Besides) {
            return;
        }
        if state.act.is_some() && self.is_planned(at) {
            state.governed = false;
            return;
        }
        let opens = at > 0
            && (self.chunks[at - 1].is_sign(",") && state.closed
                || self.is(&self.chunks[at - 1], NameWord::Purpose));
        let ended = state.act.is_some_and(|a| a.status == TenureStatus::Ended);
        if state.closed && state.act.is_some() && self.goes_on_being_now(at) {
            state.act = Some(Act { status: TenureStatus::Current, at });
        } else if ended && opens {
            state.act = Some(Act { status: TenureStatus::Appointed, at });
        } else if state.act.is_none() {
            state.act = self.told(at, state).map(|status| Act { status, at });
        }
        state.governed = state.act.is_some_and(|a| a.reaches(at));
    }

    /// A semicolon: the act goes on where the next part has no verb of its own.
    fn part(&mut self, at: usize, state: &mut State) {
        if at < state.joined.1 {
            state.listed = 0;
        } else if at < state.listed || state.act.is_some_and(|a| a.status != TenureStatus::Former) {
            state.listed = self.continued(at, state.act);
        }
        state.governed = state.act.is_some() && self.is_decreed(at)
            || state.governed && (state.is_past() || self.goes_on_being(at, state));
        state.closed = state.act.is_some() || !self.is_subject_list(at);
    }

    /// Whether a chunk begins with a word of a class.
    fn is(&self, chunk: &Chunk, word: NameWord) -> bool {
        self.namer.reading.is(chunk.span.start, Lexeme::NameWord(word)).is_some()
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
}
