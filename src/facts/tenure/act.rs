//! The act under which a sentence goes on: what its words say, and how far it holds.

use super::super::mention::{Chunk, ChunkKind};
use super::super::naming::Namer;
use super::{Clause, REACH, State};
use crate::facts::TenureStatus;
use crate::ontology::lexicon::{Class, Cue, Lexeme, NameWord, Number, Time};

/// Most chunks of a span of time at the head of a sentence.
const SPAN: usize = 16;
/// Most words between the account of a life and its first office.
const ACCOUNT: usize = 6;

/// The act under which a sentence goes on.
#[derive(Clone, Copy)]
pub(super) struct Act {
    pub(super) status: TenureStatus,
    pub(super) at: usize,
}

impl Clause<'_, '_, '_> {
    /// A sentence that begins with a span of time tells of that time: `from … to …`, or, in a table of
    /// a life, `10/1993 - 8/2001: …`.
    pub(super) fn span_of_years(&self) -> Option<(Act, bool)> {
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

    /// What a chunk does to the offices behind it; going on in an office changes no act that runs.
    pub(super) fn status_at(&self, at: usize, state: &State) -> Option<TenureStatus> {
        let chunk = &self.chunks[at];
        let goes_on = chunk.classes.has(Class::HoldOffice)
            && state.act.is_some_and(|a| a.status == TenureStatus::Elected && at - a.at < REACH);
        status_of(chunk).filter(|_| !goes_on && !self.is_former(at))
    }

    /// Whether somebody named right before, with nothing but offices between, is said to take one.
    pub(super) fn is_told_of(&self, at: usize) -> bool {
        let takes = self.word(at, NameWord::TakeOffice);
        let person = self.chunks[..at].iter().rposition(|c| matches!(c.kind, ChunkKind::Person(_)));
        takes
            && person.is_some_and(|person| {
                self.chunks[person + 1..at].iter().all(|c| {
                    matches!(c.kind, ChunkKind::Office(_) | ChunkKind::Unit(_))
                        || c.is_sign(",-\u{2013}()")
                        || c.classes.is_light() && !c.classes.is_role()
                })
            })
    }

    /// Words between an act and its office that change nothing.
    pub(super) fn is_bridge(&self, chunk: &Chunk) -> bool {
        self.namer.reading.is(chunk.span.start, Lexeme::NameWord(NameWord::Bridge)).is_some()
    }

    /// Whether the word right before says that an office is one of old.
    pub(super) fn is_former(&self, at: usize) -> bool {
        at > 0 && self.chunks[at - 1].classes.has(Class::Former)
    }

    pub(super) fn is_committee(&self, at: usize) -> bool {
        let ChunkKind::Body(body) = self.chunks[at].kind else { return false };
        let kind = self.namer.mentions.bodies[body].kind as usize;
        let class = self.namer.reading.ontology.lexicon.bodies[kind].class.as_str();
        let joined = (0..at).rev().take(8).any(|i| self.word(i, NameWord::Join));
        joined && matches!(class, "standing-committee" | "executive-committee" | "party-committee")
    }

    /// Whether what follows an act of the kind is the office itself.
    pub(super) fn takes_office(&self, at: usize, status: TenureStatus) -> bool {
        let direct = self.chunks.get(at + 1).is_some_and(|next| {
            matches!(next.kind, ChunkKind::Office(_) | ChunkKind::Body(_)) || self.is_bridge(next)
        });
        direct || status == TenureStatus::Former && self.tells_of_life(at)
    }

    /// Whether an account of a life opens here: an office follows soon, nobody named before it.
    fn tells_of_life(&self, at: usize) -> bool {
        let span = self.chunks[at].span;
        let rest = self.chunks[at + 1..].iter().take(ACCOUNT);
        span.end > span.start + 1
            && rest
                .take_while(|c| !c.classes.is_role() && !matches!(c.kind, ChunkKind::Person(_)))
                .any(|c| matches!(c.kind, ChunkKind::Office(_)))
    }

    pub(super) fn is_proposed(&self, at: usize) -> bool {
        let from = at.saturating_sub(4);
        self.chunks[from..at].iter().any(|c| {
            (c.classes.has_cue(Cue::Propose)
                || c.classes.has_cue(Cue::Plan)
                || c.classes.has_cue(Cue::Negation))
                && !c.is_sign(",")
        })
    }

    /// Whether several people are announced around the act.
    pub(super) fn is_many(&self, act: usize) -> bool {
        let [address, joined] = self.several;
        address.is_some_and(|at| at < act + 4) || joined.is_some_and(|end| end <= act)
    }
}

/// Where a form of address announces several people, and where two people joined by a word end.
pub(super) fn several(namer: &Namer<'_, '_>, chunks: &[Chunk]) -> [Option<usize>; 2] {
    let address = chunks.iter().position(|c| c.kind == ChunkKind::Honorific(Number::Many));
    let joined = chunks.windows(3).position(|w| {
        matches!(w[0].kind, ChunkKind::Person(_))
            && namer.is_and(w[1].span.start)
            && matches!(w[2].kind, ChunkKind::Person(_) | ChunkKind::Honorific(_))
    });
    [address, joined.map(|at| at + 3)]
}

/// What an act does to the offices behind it.
pub(super) fn status_of(chunk: &Chunk) -> Option<TenureStatus> {
    let says = [
        (Class::Past, TenureStatus::Former),
        (Class::End, TenureStatus::Ended),
        (Class::Elect, TenureStatus::Elected),
        (Class::Appoint, TenureStatus::Appointed),
        (Class::Present, TenureStatus::Current),
    ];
    says.into_iter().find(|&(class, _)| chunk.classes.has(class)).map(|(_, status)| status)
}
