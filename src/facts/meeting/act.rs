//! Events without a noun: people work with a body, visit, inspect, receive.

use std::rc::Rc;

use super::{Event, Finder, Source, Standing};
use crate::facts::MeetingKind;
use crate::facts::element::{Element, Placed};
use crate::facts::mention::{ChunkKind, Span, UnitRef};
use crate::facts::naming::FullBody;
use crate::ontology::gazetteer::Day;
use crate::ontology::lexicon::{Class, Cue};

/// Sentences from the beginning in which a visit may be reported without a date.
const INTRODUCTION: usize = 3;
/// Most elements between a subject and its verb.
const REACH: usize = 28;

impl Finder<'_, '_, '_> {
    /// The acts of a sentence that are events, but for those that its nouns already name.
    pub(super) fn acts(&self, nouns: &[Event]) -> Vec<Event> {
        let mut found: Vec<Event> = Vec::new();
        for at in 0..self.elements.len() {
            let Some(kind) = self.act(at) else { continue };
            let told = |e: &Event| e.kind == kind && e.standing > Standing::Mentioned;
            let known = nouns.iter().any(told) || found.iter().any(|e| e.kind == kind);
            // Where the sentence names the event, handing over is part of it.
            let named = kind == MeetingKind::Ceremony && !nouns.is_empty();
            let joined = self.is_joined(at);
            if known || named || joined || self.has_cue_before(at, Cue::Plan) || self.is_said(at) {
                continue;
            }
            let Some(actors) = self.actors(at, kind) else { continue };
            found.push(self.event(at, kind, actors));
        }
        found
    }

    /// Whether a word or a comma joins a verb of work to the visit right before: `a reception, worked with …`.
    fn is_joined(&self, at: usize) -> bool {
        let [.., visit, join] = &self.elements[..at] else { return false };
        let joins = join.is_sign(",") || self.namer.is_and(join.span.start);
        joins
            && self.elements[at].classes.has(Class::Work)
            && !self.elements[at].classes.has(Class::Visit)
            && visit.classes.has(Class::Visit)
    }

    fn act(&self, at: usize) -> Option<MeetingKind> {
        let placed = &self.elements[at];
        match placed.element {
            Element::Meeting(_) => None,
            _ if placed.classes.has(Class::Visit) => Some(MeetingKind::Visit),
            _ if placed.classes.has(Class::Work) => Some(MeetingKind::WorkingSession),
            _ if placed.classes.has(Class::Confer) => Some(MeetingKind::Ceremony),
            _ if placed.classes.has(Class::Deliberate) && self.assembly(at).is_some() => {
                Some(MeetingKind::CouncilSession)
            }
            _ => None,
        }
    }

    fn event(&self, at: usize, kind: MeetingKind, actors: &[usize]) -> Event {
        let body = match kind {
            MeetingKind::WorkingSession => self.guest(at),
            MeetingKind::Ceremony => self.giver(at),
            MeetingKind::CouncilSession => self.assembly(at),
            _ => None,
        };
        let mut event = Event {
            kind,
            span: self.clause(at),
            sentence: self.sentence,
            chunk: self.elements[at].first,
            ordinal: None,
            convocation: None,
            body,
            source: Source::Around,
            standing: Standing::Mentioned,
            date: None,
            daypart: None,
            actors: actors.iter().copied().collect(),
            place: self.place(),
            course: self.course(),
        };
        self.read_date(&mut event);
        let early = self.sentence < INTRODUCTION && kind != MeetingKind::Ceremony;
        if event.standing == Standing::Cited {
            return event;
        }
        if kind == MeetingKind::CouncilSession {
            let sat = self.sentence <= INTRODUCTION && event.daypart.is_some();
            let sat = sat && event.date.as_deref().is_some_and(|date| self.is_news(date));
            event.standing = if sat { Standing::Reported } else { Standing::Cited };
            return event;
        }
        if event.date.is_some() || early || self.is_linked(at) {
            event.standing = Standing::Introduced;
        }
        event
    }

    /// The people right before a verb; none where neither people nor a body do it.
    fn actors(&self, at: usize, kind: MeetingKind) -> Option<&[usize]> {
        let before = self.elements[at.saturating_sub(REACH)..at].iter().rev();
        let mut body = false;
        for placed in before {
            match &placed.element {
                Element::People(people) => return Some(people),
                Element::Body => body = true,
                Element::Sign('.' | ';' | '\u{201c}') => break,
                _ if stops(placed) => break,
                _ => {}
            }
        }
        let whole = kind != MeetingKind::Visit || self.is_linked(at);
        let party = || self.elements[..at].iter().any(|p| p.classes.has_cue(Cue::Party));
        if body && whole || party() {
            return Some(&[]);
        }
        self.actors_behind(at)
    }

    /// The people behind an act that opens its sentence: `Working with the committee, Mr A …`.
    fn actors_behind(&self, at: usize) -> Option<&[usize]> {
        let opens = self.elements[..at].iter().all(|p| {
            p.is_sign(",") || p.classes.has_cue(Cue::Aside) || p.classes.has_cue(Cue::Link)
        });
        let ahead = self.elements[at + 1..].iter().take(REACH);
        opens.then(|| {
            ahead.skip_while(|p| !p.is_sign(",")).find_map(|p| match &p.element {
                Element::People(people) => Some(people.as_slice()),
                _ => None,
            })
        })?
    }

    /// Whether the sentence ties the act to what was told: `on the same day`, `before that`.
    fn is_linked(&self, at: usize) -> bool {
        self.elements[..at]
            .iter()
            .any(|p| p.classes.has_cue(Cue::Link) || p.classes.has_cue(Cue::Aside))
    }

    fn clause(&self, at: usize) -> Span {
        let end = (at + 1..self.elements.len().min(at + 12))
            .find(|&i| matches!(self.elements[i].element, Element::Sign(_) | Element::People(_)))
            .unwrap_or(self.elements.len().min(at + 12));
        Span::new(self.elements[at].span.start, self.elements[end - 1].span.end)
    }

    /// Whether a day lies in the month of publication or the one before: what an assembly passed long ago
    /// is history.
    fn is_news(&self, date: &str) -> bool {
        let month = |day: Day| day.packed() / 10_000 * 12 + day.packed() / 100 % 100;
        match (self.published, Day::parse(date)) {
            (Some(published), Some(day)) => month(published) <= month(day) + 1,
            _ => true,
        }
    }

    /// The council that debates or votes.
    fn assembly(&self, at: usize) -> Option<Rc<FullBody>> {
        let lexicon = &self.namer.reading.ontology.lexicon;
        self.giver(at).filter(|body| {
            body.kind.is_some_and(|row| lexicon.bodies[row as usize].class == "council")
        })
    }

    /// The body that hands over.
    fn giver(&self, at: usize) -> Option<Rc<FullBody>> {
        self.chunks()[..self.elements[at].first].iter().rev().take(4).find_map(|c| match c.kind {
            ChunkKind::Body(body) => Some(self.namer.body(body, UnitRef::None)),
            _ => None,
        })
    }

    /// The body that is worked with.
    fn guest(&self, at: usize) -> Option<Rc<FullBody>> {
        self.chunks()[self.elements[at].last..].iter().take(6).find_map(|c| match c.kind {
            ChunkKind::Body(body) => Some(self.namer.body(body, UnitRef::None)),
            _ => None,
        })
    }
}

/// Whether a verb stands between a subject and its act that has it for a complement.
fn stops(placed: &Placed) -> bool {
    placed.classes.has(Class::Speak)
        || placed.classes.has(Class::Say)
        || placed.classes.has(Class::Hold)
        || matches!(placed.element, Element::Meeting(_))
}
