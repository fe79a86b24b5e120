//! The act under which a sentence goes on: what its words say, and how far it holds.

use super::super::mention::{Chunk, ChunkKind, is_office};
use super::super::naming::Namer;
use super::{Clause, State};
use crate::facts::TenureStatus;
use crate::facts::roll::{FullOffice, OFFICE_BEGUN, OFFICE_CONTINUED, full_office};
use crate::ontology::lexicon::{Class, Cue, Lexeme, NameWord, Number, Time};

/// Most chunks between an act and what it governs.
const REACH: usize = 40;
/// Most chunks of a span of time at the head of a sentence.
const SPAN: usize = 16;
/// Most words between the account of a life and its first office.
const ACCOUNT: usize = 18;

/// The act under which a sentence goes on.
#[derive(Clone, Copy)]
pub(super) struct Act {
    pub(super) status: TenureStatus,
    pub(super) at: usize,
}

impl Act {
    /// Whether the act may still say something of a chunk: it stands before it, and not far.
    pub(super) fn reaches(self, at: usize) -> bool {
        at.checked_sub(self.at).is_some_and(|distance| distance < REACH)
    }
}

impl Clause<'_, '_, '_> {
    /// A sentence that begins with a span of time tells of that time: `from … to …`, or, in a table of
    /// a life, `10/1993 - 8/2001: …`.
    pub(super) fn span_of_years(&self) -> Option<(Act, bool)> {
        let reading = self.namer.reading;
        let is =
            |chunk: &Chunk, time: Time| reading.is(chunk.span.start, Lexeme::Time(time)).is_some();
        let head = &self.chunks[..self.chunks.len().min(SPAN)];
        let opens = self.opens_span();
        let colon = head.iter().position(|c| c.kind == ChunkKind::Sign(':'));
        if !opens && colon.is_none() {
            return None;
        }
        let closes = head.iter().any(|c| is(c, Time::Until) || c.is_sign("-\u{2013}"));
        let plain =
            |c: &Chunk| matches!(c.kind, ChunkKind::Sign(_) | ChunkKind::Number | ChunkKind::Word);
        let dated = colon.is_some_and(|colon| {
            let years = head[..colon]
                .iter()
                .filter(|c| c.kind == ChunkKind::Number && reading.word(c.span.start).len() == 4);
            years.count() >= 1 && closes && head[..colon].iter().all(plain)
        });
        let open = head.iter().any(|c| is(c, Time::Present));
        let status = if open { TenureStatus::Current } else { TenureStatus::Former };
        match colon.filter(|_| dated) {
            Some(at) => Some((Act { status, at }, true)),
            None => (opens && closes && !open).then_some((Act { status, at: 0 }, false)),
        }
    }

    /// Whether a sentence begins with the word for the beginning of a span of time.
    pub(super) fn opens_span(&self) -> bool {
        let from = Lexeme::Time(Time::From);
        self.chunks.iter().take(2).any(|c| self.namer.reading.is(c.span.start, from).is_some())
    }

    /// What a chunk does to the offices behind it; going on in an office changes no act that runs.
    pub(super) fn status_at(&self, at: usize, state: &State) -> Option<TenureStatus> {
        let chunk = &self.chunks[at];
        let goes_on = chunk.classes.has(Class::HoldOffice)
            && state.act.is_some_and(|a| a.status == TenureStatus::Elected && a.reaches(at));
        status_of(chunk).filter(|_| !goes_on && !self.is_former(at))
    }

    /// What a sentence without an act says of somebody: `A giữ chức …`, or, of long ago, `A là …`.
    pub(super) fn told(&self, at: usize, state: &State) -> Option<TenureStatus> {
        if self.is_proposed(at) {
            return None;
        }
        let aside = self.chunks.iter().take(2).any(|c| c.classes.has_cue(Cue::Aside));
        if !self.is_subject_before(at) {
            let past = aside || self.is_long_ago(at, state);
            return (past && self.goes_on_of_one(at)).then_some(TenureStatus::Former);
        }
        if self.is_long_ago(at, state) || aside || self.is_meanwhile(at) {
            return Some(TenureStatus::Former);
        }
        if self.is_said_to_be(at) || self.past.is_still_on {
            return Some(TenureStatus::Current);
        }
        let follows = self.chunks.iter().take(2).any(|c| self.is(c, NameWord::Accordingly));
        let before = state.before.status.filter(|s| follows && *s == TenureStatus::Appointed);
        if self.is(&self.chunks[at], NameWord::Continued) {
            let elected = state.before.status.filter(|s| *s == TenureStatus::Elected);
            return elected.or(Some(TenureStatus::Appointed));
        }
        let takes =
            self.is(&self.chunks[at], NameWord::TakeOffice).then_some(TenureStatus::Appointed);
        takes.or(before)
    }

    /// Whether the sentence puts what it says at a chunk into the past.
    pub(super) fn is_long_ago(&self, at: usize, state: &State) -> bool {
        self.past.is_closed || self.past.at(self.chunks[at].span.start, state.before.past)
    }

    /// Whether words say what somebody just meant, not named, is: `Bà là …`.
    fn is_said_to_be(&self, at: usize) -> bool {
        let chunk = &self.chunks[at];
        chunk.classes.has(Class::List)
            && chunk.classes.has(Class::HoldOffice)
            && self.chunks.get(at + 1).is_some_and(|c| matches!(c.kind, ChunkKind::Office(_)))
            && (at > 0 && self.is_bare_address(at - 1)
                || self.subject().is_some_and(|one| one < at && self.is_bare_address(one)))
    }

    /// The office that the sentence set out to speak of: `Chức danh Phó Chủ tịch …, bầu ông A giữ chức vụ này`.
    pub(super) fn announced(&self, at: usize) -> Option<FullOffice> {
        let ChunkKind::Office(office) = self.chunks[..at].get(1)?.kind else { return None };
        self.is(&self.chunks[0], NameWord::Bridge).then(|| full_office(self.namer, office, None))
    }

    /// Whether words go on to say what somebody is besides: `được bầu làm …, và là …`.
    pub(super) fn goes_on_being_now(&self, at: usize) -> bool {
        let is = &self.chunks[at];
        is.classes.has(Class::List)
            && is.classes.has(Class::HoldOffice)
            && at > 0
            && self.namer.is_and(self.chunks[at - 1].span.start)
            && is_office(self.chunks, at + 1)
    }

    /// Whether an office is but what somebody held at the time of something else: `khi ông giữ chức …`.
    fn is_meanwhile(&self, at: usize) -> bool {
        let subject = self.chunks[..at].iter().rposition(|c| {
            matches!(c.kind, ChunkKind::Person(_) | ChunkKind::Honorific(Number::One))
        });
        subject.and_then(|i| i.checked_sub(1)).is_some_and(|before| {
            let before = &self.chunks[before];
            self.is(before, NameWord::When) && !before.classes.has_cue(Cue::Plan)
        })
    }

    /// Whether a verb goes on to tell of the only one whom the sentence is about: `ông công tác tại …,
    /// làm …`.
    fn goes_on_of_one(&self, at: usize) -> bool {
        let office = |i: usize| is_office(self.chunks, i);
        let Some(subject) = self.subject().filter(|&subject| subject < at) else { return false };
        let alone = self.chunks[subject + 2..at.max(subject + 2)].iter().all(|c| {
            !matches!(c.kind, ChunkKind::Person(_) | ChunkKind::Honorific(_)) && !c.is_sign(";")
        });
        at > 0
            && office(at + 1)
            && alone
            && (self.chunks[at - 1].is_sign(",")
                || self.namer.is_and(self.chunks[at - 1].span.start))
    }

    /// The first chunk that names or means one person.
    pub(super) fn subject(&self) -> Option<usize> {
        self.chunks.iter().position(|c| {
            matches!(c.kind, ChunkKind::Person(_) | ChunkKind::Honorific(Number::One))
        })
    }

    /// The rule that an act goes by; one of long ago may have begun an office that is still held.
    pub(super) fn rule(&self, act: Act) -> &'static str {
        use TenureStatus::{Appointed, Elected};
        let begins = matches!(status_of(&self.chunks[act.at]), Some(Elected | Appointed));
        if begins && act.status == TenureStatus::Former && !self.past.is_closed {
            OFFICE_BEGUN
        } else if act.status == Appointed && self.chunks[act.at].classes.has(Class::HoldOffice) {
            OFFICE_CONTINUED
        } else {
            "change-of-office"
        }
    }

    /// Whether somebody is named, or meant, right before with nothing but offices between.
    pub(super) fn is_subject_before(&self, at: usize) -> bool {
        let is_name =
            |c: &Chunk| matches!(c.kind, ChunkKind::Person(_) | ChunkKind::Honorific(Number::One));
        self.chunks[..at].iter().rposition(is_name).is_some_and(|person| {
            self.chunks[person + 1..at].iter().all(|c| {
                matches!(c.kind, ChunkKind::Office(_) | ChunkKind::Unit(_))
                    || c.is_sign(",-\u{2013}()")
                    || c.classes.has_cue(Cue::Plan) && !c.classes.is_role()
                    || c.classes.is_light() && !c.classes.is_role()
            })
        })
    }

    /// Whether the word right before says that an office is one of old.
    pub(super) fn is_former(&self, at: usize) -> bool {
        at > 0 && self.chunks[at - 1].classes.has(Class::Former)
    }

    /// Words that may stand between an act and its office, and between two offices.
    pub(super) fn changes_nothing(&self, chunk: &Chunk) -> bool {
        chunk.classes.is_light()
            || chunk.classes.has(Class::List)
            || matches!(
                chunk.kind,
                ChunkKind::Honorific(_) | ChunkKind::Unit(_) | ChunkKind::Number
            )
            || self.namer.is_and(chunk.span.start)
            || self.is(chunk, NameWord::Bridge)
    }

    /// Whether what follows an act of the kind is the office itself.
    pub(super) fn takes_office(&self, at: usize, status: TenureStatus) -> bool {
        let direct = self.chunks.get(at + 1).is_some_and(|next| {
            matches!(next.kind, ChunkKind::Office(_) | ChunkKind::Body(_))
                || self.is(next, NameWord::Bridge)
        });
        direct || self.is_counted(at) || status == TenureStatus::Former && self.tells_of_life(at)
    }

    /// Whether an act is followed by how many it elects to an office.
    fn is_counted(&self, at: usize) -> bool {
        matches!(self.chunks.get(at + 1).map(|c| c.kind), Some(ChunkKind::Number))
            && is_office(self.chunks, at + 2)
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
        let past = self.chunks[at].classes.has(Class::Past);
        self.chunks[from..at].iter().any(|c| {
            (c.classes.has_cue(Cue::Propose)
                || c.classes.has_cue(Cue::Aside) && self.is(c, NameWord::Before) && !past
                || c.classes.has_cue(Cue::Plan)
                || c.classes.has_cue(Cue::Negation))
                && !c.is_sign(",")
        })
    }

    /// Whether an office is but one that is still to be filled: `… cho đến khi kiện toàn chức vụ …`.
    pub(super) fn is_planned(&self, at: usize) -> bool {
        let before = &self.chunks[at.saturating_sub(3)..at];
        before.iter().any(|c| c.classes.has_cue(Cue::Plan) && !c.classes.is_role())
            && !before.iter().any(|c| c.is_sign(",") || status_of(c).is_some())
    }

    /// Whether several people are announced around the act.
    pub(super) fn is_many(&self, act: usize) -> bool {
        let [address, joined] = *self.several.get_or_init(|| several(self.namer, self.chunks));
        address.is_some_and(|at| at < act + 4) || joined.is_some_and(|end| end <= act)
    }
}

/// Where a form of address announces several people, and where two people joined by a word end.
fn several(namer: &Namer<'_, '_>, chunks: &[Chunk]) -> [Option<usize>; 2] {
    let title = |i: usize| {
        matches!(chunks.get(i).map(|c| c.kind), Some(ChunkKind::Honorific(Number::Title)))
    };
    let plural = Lexeme::NameWord(NameWord::Plural);
    let address = chunks.iter().enumerate().position(|(i, c)| {
        c.kind == ChunkKind::Honorific(Number::Many)
            || title(i + 1) && namer.reading.is(c.span.start, plural) == Some(1)
    });
    let starts = |i: usize| {
        matches!(
            chunks.get(i).map(|c| c.kind),
            Some(ChunkKind::Person(_) | ChunkKind::Honorific(Number::One | Number::Title))
        )
    };
    let joined = (1..chunks.len()).find(|&i| {
        let and = namer.is_and(chunks[i].span.start) && ends_person(&chunks[..i]);
        (and || is_pair(chunks, i)) && starts(i + 1)
    });
    [address, joined.map(|at| at + 2)]
}

/// Whether a comma parts two people who have nothing else between them: `ông A, bà B giữ chức …`.
fn is_pair(chunks: &[Chunk], comma: usize) -> bool {
    let one =
        |i: usize| matches!(chunks.get(i).map(|c| c.kind), Some(ChunkKind::Honorific(Number::One)));
    let replaced = comma > 2 && chunks[comma - 3].classes.has(Class::Replace);
    chunks[comma].is_sign(",")
        && matches!(chunks[comma - 1].kind, ChunkKind::Person(_))
        && one(comma + 1)
        && comma > 1
        && one(comma - 2)
        && !replaced
        && chunks
            .get(comma + 3)
            .is_some_and(|c| c.classes.has(Class::HoldOffice) || status_of(c).is_some())
}

/// Whether what is read so far ends in a person, with nothing but offices behind the name.
fn ends_person(chunks: &[Chunk]) -> bool {
    let rest = chunks.iter().rev();
    let mut rest = rest.skip_while(|c| {
        matches!(c.kind, ChunkKind::Office(_) | ChunkKind::Unit(_)) || c.is_sign(",-\u{2013}()")
    });
    rest.next().is_some_and(|c| matches!(c.kind, ChunkKind::Person(_)))
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
