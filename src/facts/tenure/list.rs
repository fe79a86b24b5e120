//! Lists under one act: of people elected or dismissed together, each with an office.

use super::super::mention::{Chunk, ChunkKind, Mentions, OfficeMention, Part, is_office};
use super::super::reading::Reading;
use super::act::{Act, status_of};
use super::{Clause, State};
use crate::facts::TenureStatus;
use crate::ontology::lexicon::{Class, Lexeme, NameWord, Number, Seat, UnitBody};

/// Most chunks between an office for several and the colon before them.
const OPENING: usize = 20;
/// Most chunks between a retirement and the people that it is for.
const RETIREMENT: usize = 10;

/// Most chunks between the word for joining and the committee joined.
const JOINED: usize = 8;

/// Chunks of committees that `tham gia …` stands before, in order, with the office that it gives.
pub(crate) type Memberships = Vec<(usize, usize)>;

/// Adds the offices of plain members that `tham gia …` gives, so that they can be named like others.
pub(crate) fn membership_offices(reading: &Reading<'_>, mentions: &mut Mentions) -> Memberships {
    let mut offices = Memberships::new();
    let Some(title) = reading.ontology.lexicon.member else { return offices };
    for (range, outline) in mentions.sentences.iter().zip(&mentions.outlines) {
        if !outline.has(Part::Body) {
            continue;
        }
        let mut joined = None;
        for at in range.clone() {
            let Chunk { span, kind, .. } = mentions.chunks[at];
            if let ChunkKind::Body(body) = kind
                && joined.is_some_and(|word| at - word <= JOINED)
                && is_committee(reading, mentions.bodies[body].kind)
            {
                offices.push((at, mentions.offices.len()));
                mentions.offices.push(OfficeMention::member_of(body, title, span));
            }
            if reading.is(span.start, Lexeme::NameWord(NameWord::Join)).is_some() {
                joined = Some(at);
            }
        }
    }
    offices
}

fn is_committee(reading: &Reading<'_>, kind: u16) -> bool {
    let lexicon = &reading.ontology.lexicon;
    let class = lexicon.bodies[kind as usize].class.as_str();
    matches!(class, "standing-committee" | "executive-committee" | "party-committee")
        || lexicon.body("ubkt") == Some(kind)
}

impl Clause<'_, '_, '_> {
    /// The office of a plain member of the committee at a chunk, where somebody joins it.
    pub(super) fn membership(&self, at: usize) -> Option<usize> {
        let known = self.memberships.binary_search_by_key(&(self.offset + at), |m| m.0).ok()?;
        Some(self.memberships[known].1)
    }

    /// Whether the part behind a sign is an office, then whom it is for: `…: Chủ tịch … đối với ông A; …`.
    pub(super) fn is_decreed(&self, at: usize) -> bool {
        let part = &self.chunks[self.part_behind(at)];
        let toward = part.iter().position(|c| c.classes.has(Class::Toward));
        toward.is_some_and(|toward| {
            let office = |c: &Chunk| matches!(c.kind, ChunkKind::Office(_));
            let other = |c: &Chunk| matches!(c.kind, ChunkKind::Person(_)) || is_verb(c);
            part[..toward].iter().any(office) && !part[..toward].iter().any(other)
        })
    }

    /// Whether what somebody is said to be goes on behind a semicolon: `Ông là …; …`.
    pub(super) fn goes_on_being(&self, at: usize, state: &State) -> bool {
        let current = state.act.is_some_and(|act| act.status == TenureStatus::Current);
        let office = |c: &Chunk| matches!(c.kind, ChunkKind::Office(_));
        current && self.chunks.get(at + 1).is_some_and(office)
    }

    /// Whether a name stands where the next member of a list begins.
    pub(super) fn begins_member(&self, at: usize) -> bool {
        let before =
            (0..at).rev().find(|&i| !matches!(self.chunks[i].kind, ChunkKind::Honorific(_)));
        before.is_some_and(|i| {
            self.chunks[i].is_sign(",;:") || self.namer.is_and(self.chunks[i].span.start)
        })
    }

    /// Where a list ends that a colon opens behind an act: `bầu … gồm: A, …; B, …`; 0 where it
    /// opens none.
    pub(super) fn list_behind(&self, at: usize, act: Option<Act>) -> usize {
        let Some(act) = act.filter(|a| a.status != TenureStatus::Former) else { return 0 };
        let announced = act.reaches(at)
            && self.chunks[act.at..at].iter().any(|c| {
                matches!(
                    c.kind,
                    ChunkKind::Office(_) | ChunkKind::Body(_) | ChunkKind::Honorific(Number::Many)
                )
            });
        let membership = (act.at..at).any(|i| self.is(&self.chunks[i], NameWord::Join))
            || (act.at + 1..at).any(|i| {
                matches!(self.chunks[i].kind, ChunkKind::Office(_))
                    && self.members(i, Some(act)).is_some()
            });
        if announced && !membership { self.continued(at, Some(act)) } else { 0 }
    }

    /// Where the part behind a sign ends, if it is a name with offices and no verb of its own; else 0.
    pub(super) fn continued(&self, at: usize, act: Option<Act>) -> usize {
        if act.is_none_or(|act| self.is_told(act, at)) {
            return 0;
        }
        let part = self.part_behind(at);
        let chunks = &self.chunks[part.clone()];
        let name = chunks.iter().position(|c| matches!(c.kind, ChunkKind::Person(_)));
        let Some(name) = name else { return 0 };
        let opens = chunks[..name].iter().all(|c| {
            matches!(c.kind, ChunkKind::Honorific(_) | ChunkKind::Sign(':' | ','))
                || self.namer.is_and(c.span.start)
        });
        let offices = chunks[name..].iter().any(|c| matches!(c.kind, ChunkKind::Office(_)));
        let verbless = chunks.iter().all(|c| !is_verb(c) && !c.classes.has(Class::HoldOffice));
        if opens && offices && verbless { part.end } else { 0 }
    }

    /// Whether an act has told its office before the list of those whom it is for, whose own offices stay:
    /// `phê chuẩn kết quả bầu Phó Chủ tịch … đối với: A, …; B, …`.
    fn is_told(&self, act: Act, at: usize) -> bool {
        let opens = |i: usize| {
            self.chunks[i].classes.has(Class::Toward)
                && self.chunks.get(i + 1).is_some_and(|c| c.is_sign(":"))
        };
        let list = (act.at + 1..at).find(|&i| opens(i));
        list.is_some_and(|list| (act.at + 1..list).any(|i| is_office(self.chunks, i)))
    }

    /// The chunks from a sign to the next semicolon.
    fn part_behind(&self, at: usize) -> std::ops::Range<usize> {
        let rest = &self.chunks[at + 1..];
        let end = rest.iter().position(|c| c.is_sign(";.")).unwrap_or(rest.len());
        at + 1..at + 1 + end
    }

    /// Where a list of people ends who retire from the offices that they hold; 0 if the act is none.
    pub(super) fn retirement(&self, act: Act) -> usize {
        if act.status != TenureStatus::Ended {
            return 0;
        }
        let retires = self.is(&self.chunks[act.at], NameWord::Retires);
        let end = self.chunks.len().min(act.at + RETIREMENT);
        let link = (act.at + 1..end).find(|&i| {
            self.chunks[i].classes.has(Class::Toward)
                || retires && self.is(&self.chunks[i], NameWord::For)
        });
        let told = |i: usize| {
            let between = &self.chunks[act.at + 1..i];
            between.iter().any(|c| {
                let office = matches!(c.kind, ChunkKind::Office(_) | ChunkKind::Body(_));
                office || self.is(c, NameWord::SameOffice)
            })
        };
        let link = link.filter(|&i| retires || !told(i));
        let opens = |i: usize| {
            matches!(
                self.chunks.get(i + 1).map(|c| c.kind),
                Some(ChunkKind::Person(_) | ChunkKind::Honorific(_))
            )
        };
        link.filter(|&i| opens(i)).map_or(0, |i| self.part_behind(i).end)
    }

    /// Where the list of people ends who all get an office that the text counts first:
    /// `bầu 4 Phó Bí thư …`, `bầu bổ sung 5 vị vào Ủy ban …`.
    pub(super) fn members(&self, at: usize, act: Option<Act>) -> Option<usize> {
        let act = act.filter(|a| a.status != TenureStatus::Former && a.at < at)?;
        let between = &self.chunks[act.at + 1..at];
        let many = |c: &Chunk| {
            c.kind == ChunkKind::Honorific(Number::Many)
                || c.kind == ChunkKind::Number
                || self.is(c, NameWord::Plural)
        };
        let counted = match self.chunks[at].kind {
            ChunkKind::Office(_) => {
                self.chunks[act.at..at]
                    .last()
                    .is_some_and(|c| c.kind == ChunkKind::Number || self.is(c, NameWord::Plural))
                    || between.iter().any(many) && self.opens_list(at)
            }
            _ => between.iter().any(|c| c.kind == ChunkKind::Number),
        };
        let named = between.iter().any(|c| matches!(c.kind, ChunkKind::Person(_)));
        (counted && !named).then(|| {
            let opener = |c: &Chunk| c.is_sign(":");
            let rest = &self.chunks[at + 1..];
            let open = rest.iter().take(OPENING).position(opener).unwrap_or(0);
            let ends = |c: &Chunk| is_verb(c) || c.is_sign(".");
            at + 1 + rest[open..].iter().position(ends).map_or(rest.len(), |end| open + end)
        })
    }

    /// Whether a semicolon parts the members of a list that is the subject of what follows:
    /// `Các đồng chí: A, …; B, … được bầu …`.
    pub(super) fn is_subject_list(&self, at: usize) -> bool {
        self.is_many(at) && !self.chunks[..at].iter().any(is_verb)
    }

    /// How many of the people named last share an office of several: `bầu ông A, bà B giữ chức Phó Chủ tịch`.
    pub(super) fn sharing(&self, at: usize, office: usize) -> usize {
        let title = self.namer.mentions.offices[office].title as usize;
        let many = self.namer.reading.ontology.lexicon.titles[title].seat == Seat::Many;
        let is_name = |i: usize| matches!(self.chunks[i].kind, ChunkKind::Person(_));
        let Some(mut name) = (0..at).rev().find(|&i| is_name(i)).filter(|_| many) else { return 1 };
        let quiet = |c: &Chunk| c.classes.has(Class::HoldOffice) || self.changes_nothing(c);
        if !self.chunks[name + 1..at].iter().all(quiet) {
            return 1;
        }
        let mut sharing = 1;
        while name >= 3
            && self.chunks[name - 1].kind == ChunkKind::Honorific(Number::One)
            && self.chunks[name - 2].is_sign(",")
            && is_name(name - 3)
        {
            name -= 3;
            sharing += 1;
        }
        sharing
    }

    /// Whether an office is counted among those elected: `bầu 15 Ủy viên …, trong đó có 2 Phó Bí thư: A, B`.
    pub(super) fn is_part_elected(&self, at: usize, state: &State) -> bool {
        let counted = at > 1
            && self.chunks[at - 1].kind == ChunkKind::Number
            && self.chunks[at - 2].classes.has(Class::List);
        counted && self.members(at, state.act).is_some()
    }

    /// Whether a list is announced right behind an office: `… : A, B`, `…, gồm A, B`.
    fn opens_list(&self, at: usize) -> bool {
        let behind = &self.chunks[at + 1..self.chunks.len().min(at + 4)];
        behind.iter().any(|c| c.is_sign(":") || c.classes.has(Class::List))
    }

    /// Whether a list under an act is but of the members of a committee: their other offices are no
    /// part of it.
    pub(super) fn is_of_committee(&self, act: Act, colon: usize) -> bool {
        let announced = &self.chunks[act.at..colon];
        announced.iter().any(|c| matches!(c.kind, ChunkKind::Body(_)))
            && !announced.iter().any(|c| matches!(c.kind, ChunkKind::Office(_)))
    }

    /// Whether an office is that of a secretary or a deputy of a Party committee.
    pub(super) fn leads_committee(&self, office: usize) -> bool {
        let title = self.namer.mentions.offices[office].title as usize;
        self.namer.reading.ontology.lexicon.titles[title].of_unit == UnitBody::Party
    }

    /// Whether a single capital behind an office is but a word of a body that is not read.
    pub(super) fn is_nobody(&self, at: usize, mention: usize) -> bool {
        let behind_office = at > 0 && matches!(self.chunks[at - 1].kind, ChunkKind::Office(_));
        behind_office && self.roll.of_mention[mention].is_none()
    }

    /// The person that stands right behind a word.
    pub(super) fn person_right_behind(&self, at: usize) -> Option<usize> {
        let mut rest = self.chunks[at + 1..].iter();
        let next =
            rest.find(|c| !matches!(c.kind, ChunkKind::Honorific(_)) && !self.is(c, NameWord::Of))?;
        match next.kind {
            ChunkKind::Person(mention) => self.roll.of_mention[mention],
            _ => None,
        }
    }

    /// Whether an office in a list follows another of the same person.
    pub(super) fn is_again(&self, at: usize) -> bool {
        let before = self.chunks[..at]
            .iter()
            .rev()
            .find(|c| !c.is_sign(",-\u{2013}") && !self.namer.is_and(c.span.start));
        before.is_some_and(|c| matches!(c.kind, ChunkKind::Office(_)))
    }
}

/// Whether a chunk is a verb that begins something else.
pub(super) fn is_verb(chunk: &Chunk) -> bool {
    chunk.classes.is_role() || chunk.classes.has(Class::Act) || status_of(chunk).is_some()
}
