//! Events with a noun: conference, session, congress, ceremony.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{CUES, Course, Event, Finder, Source, Standing};
use crate::facts::MeetingKind;
use crate::facts::element::{Element, Placed};
use crate::facts::mention::{Chunk, ChunkKind, Span, UnitRef};
use crate::facts::naming::FullBody;
use crate::ontology::lexicon::{Class, Cue, Lexeme, NameWord};

/// Chunks behind a congress in which a word of the plural says that many hold theirs.
const MANY: usize = 3;
/// Most elements of the words for a plan that open a sentence.
const PLAN: usize = 4;
/// Sentences from the beginning in which an event may be introduced without a date.
const INTRODUCTION: usize = 4;

impl Finder<'_, '_, '_> {
    pub(super) fn nouns(&self) -> Vec<Event> {
        let nouns =
            self.elements.iter().enumerate().filter_map(|(at, placed)| match placed.element {
                Element::Meeting(row) => Some((at, row)),
                _ => None,
            });
        nouns.filter_map(|(at, row)| self.noun(at, row)).collect()
    }

    fn noun(&self, at: usize, row: u8) -> Option<Event> {
        let lexicon = &self.namer.reading.ontology.lexicon;
        let chunk = self.elements[at].first;
        let kind = kind_of(&lexicon.meetings[row as usize])?;
        let of_board = kind == MeetingKind::Congress && self.names_board(chunk);
        let of_many = kind == MeetingKind::Congress && self.is_of_many(chunk);
        if self.is_plural(chunk) || self.is_part_of_name(at) || of_board || of_many {
            return None;
        }
        let mut event = Event {
            kind,
            span: self.own_words(chunk),
            sentence: self.sentence,
            chunk,
            ordinal: None,
            convocation: None,
            body: None,
            source: Source::Around,
            standing: Standing::Mentioned,
            date: None,
            daypart: None,
            actors: BTreeSet::new(),
            place: self.place(),
            course: self.course(),
        };
        self.read_name(&mut event);
        self.read_date(&mut event);
        if event.standing == Standing::Cited {
            return None;
        }
        event.standing = self.standing(at, &event);
        if event.standing == Standing::Known {
            event.date = None;
        }
        if event.standing >= Standing::Reported {
            event.span = self.whole(event.span);
        }
        if event.body.is_none() && event.ordinal.is_some() {
            event.body = self.committee_behind(at);
        }
        if event.body.is_none() {
            self.read_host(at, &mut event);
        }
        event.kind = self.kind_at(event.kind, event.body.as_deref());
        Some(event)
    }

    fn is_plural(&self, chunk: usize) -> bool {
        chunk > 0 && {
            let before = self.chunks()[chunk - 1].span;
            self.namer.reading.is(before.start, Lexeme::NameWord(NameWord::Plural)).is_some()
        }
    }

    /// The words of an event, without the verb of holding that some of them begin with.
    fn own_words(&self, chunk: usize) -> Span {
        let span = self.chunks()[chunk].span;
        let reading = self.namer.reading;
        let hold = Lexeme::Predicate(Class::Hold);
        let verb = (1..span.end - span.start).find(|length| {
            let end = span.start + length;
            reading.ends(span.start, end, hold) && !self.is_event(span.start, end)
        });
        Span::new(span.start + verb.unwrap_or(0), span.end)
    }

    /// Whether words are an event by themselves.
    fn is_event(&self, start: usize, end: usize) -> bool {
        let hits = self.namer.reading.hits(start).iter();
        let mut whole = hits.filter(|hit| start + usize::from(hit.length) == end);
        whole.any(|hit| matches!(hit.lexeme, Lexeme::Meeting(_)))
    }

    /// Whether a congress is that of bodies in the plural: `đại hội các chi bộ`, `đại hội đảng bộ các cấp`.
    fn is_of_many(&self, chunk: usize) -> bool {
        let plural = Lexeme::NameWord(NameWord::Plural);
        let end = self.chunks()[chunk].span.end;
        let near = self.chunks_from(end).iter().take(MANY);
        let mut words = near.take_while(|c| matches!(c.kind, ChunkKind::Word | ChunkKind::Body(_)));
        words.any(|c| self.namer.reading.is(c.span.start, plural).is_some())
    }

    /// Whether a congress stands right behind the board that works for it: `Tiểu ban Văn kiện Đại hội`.
    fn names_board(&self, chunk: usize) -> bool {
        let Some(before) = chunk.checked_sub(1) else { return false };
        let ChunkKind::Body(body) = self.chunks()[before].kind else { return false };
        let kind = self.namer.mentions.bodies[body].kind;
        self.namer.reading.ontology.lexicon.bodies[kind as usize].class == "organization"
    }

    /// Whether a noun is but part of the name of the one beside it: `closing session of the congress`.
    fn is_part_of_name(&self, at: usize) -> bool {
        let main = |i: usize| {
            let Some(Element::Meeting(row)) = self.elements.get(i).map(|p| &p.element) else {
                return None;
            };
            let kind = kind_of(&self.namer.reading.ontology.lexicon.meetings[*row as usize])?;
            Some(matches!(kind, MeetingKind::Congress | MeetingKind::CouncilSession))
        };
        let next = main(at + 1) == Some(true) && main(at) != main(at + 1)
            || main(at + 1) == Some(true) && main(at) == Some(true);
        let last = at > 0 && main(at - 1).is_some() && main(at) != Some(true);
        next || last
    }

    /// How the text speaks of the event here.
    fn standing(&self, at: usize, event: &Event) -> Standing {
        let at = self.first_noun(at);
        let held = self.is_held(at);
        let name_end = self.elements.partition_point(|p| p.span.start < event.span.end);
        let named = event.kind == MeetingKind::CouncilSession || self.opens_with_plan();
        let planned = || self.is_planned(at) || named && self.is_planned(name_end.max(at + 1) - 1);
        if self.has_cue_before(at, Cue::Plan) || !held && planned() {
            return Standing::Cited;
        }
        if self.has_cue_before(at, Cue::Cite) && !held && !self.is_at(at) {
            return Standing::Cited;
        }
        if self.is_said(at) {
            let bare = event.ordinal.is_none() && event.source == Source::Around && !held;
            return if bare { Standing::Mentioned } else { Standing::Cited };
        }
        let attends = |i: &usize| self.elements[*i].classes.has(Class::Attend);
        if !held
            && (at.saturating_sub(3)..at).find(attends).is_some_and(|i| self.is_of_delegates(i))
        {
            return Standing::Cited;
        }
        let verbal = self.elements[at].classes.has(Class::Hold);
        let early = self.sentence < INTRODUCTION && !verbal;
        let end = self.elements.len().min((at + 12).max(name_end + 3));
        let near = &self.elements[at.saturating_sub(6)..end];
        let acts = near.iter().any(acts);
        let votes = near.iter().any(|p| p.classes.is_status());
        let numbered = event.ordinal.is_some() && event.course != Course::Main && self.is_at(at);
        let told = event.date.is_some() || event.course != Course::Main;
        if held && (told || early) {
            return Standing::Introduced;
        }
        if event.date.is_some() && (acts || votes || self.is_at(at)) || acts && early || numbered {
            return Standing::Reported;
        }
        let role = (at.saturating_sub(3)..at).find(|&i| self.elements[i].classes.is_role());
        let of_other_name = role.is_some_and(|verb| self.is_of_delegates(verb));
        let elected = votes && event.source == Source::Name && self.is_at(at);
        match () {
            () if role.is_some() && !of_other_name || elected => Standing::Reported,
            () if self.is_at(at) => Standing::Known,
            () => Standing::Mentioned,
        }
    }

    /// Whether the sentence opens with a word of what is planned and a comma: `As planned, the congress …`.
    fn opens_with_plan(&self) -> bool {
        let mut opening = self.elements.iter().take(PLAN + 1).take_while(|p| !p.is_sign(","));
        self.elements.iter().take(PLAN + 1).any(|p| p.is_sign(","))
            && opening.any(|p| p.classes.has_cue(Cue::Plan))
    }

    /// Whether a verb only says what delegates are for: `… cho đại biểu dự Đại hội`.
    fn is_of_delegates(&self, verb: usize) -> bool {
        let before = self.elements[verb.saturating_sub(2 * CUES)..verb].iter().rev();
        let mut clause =
            before.take_while(|p| !matches!(p.element, Element::Sign(_) | Element::People(_)));
        let opens = verb == 0 || matches!(self.elements[verb - 1].element, Element::Sign(_));
        let delegates = Lexeme::Cue(Cue::Delegates);
        !opens && clause.any(|p| self.namer.reading.is(p.span.start, delegates).is_some())
    }

    /// Where a run of nouns begins.
    fn first_noun(&self, at: usize) -> usize {
        let noun = |i: usize| matches!(self.elements[i].element, Element::Meeting(_));
        (1..=at).rev().find(|&i| !noun(i - 1)).unwrap_or(0)
    }

    /// Whether a word of place stands right before.
    fn is_at(&self, at: usize) -> bool {
        at > 0 && self.elements[at - 1].classes.has_cue(Cue::At)
    }

    /// Whether a verb of holding stands right before the noun.
    fn is_held(&self, at: usize) -> bool {
        let held = |p: &Placed| p.classes.has(Class::Hold);
        self.elements[at.saturating_sub(3)..=at].iter().any(held)
    }

    /// A session of a Party committee is a conference.
    fn kind_at(&self, kind: MeetingKind, body: Option<&FullBody>) -> MeetingKind {
        let lexicon = &self.namer.reading.ontology.lexicon;
        let row = body.and_then(|b| b.kind);
        let class = row.map_or("", |row| lexicon.bodies[row as usize].class.as_str());
        let committee =
            matches!(class, "executive-committee" | "standing-committee" | "party-committee");
        let council = body.is_some_and(|b| b.parent.is_some()) && class == "standing-committee";
        if kind == MeetingKind::CouncilSession && committee && !council {
            MeetingKind::Conference
        } else {
            kind
        }
    }

    /// The executive committee behind the name of a numbered session.
    fn committee_behind(&self, at: usize) -> Option<Rc<FullBody>> {
        let lexicon = &self.namer.reading.ontology.lexicon;
        self.chunks()[self.elements[at].last..].iter().take(12).find_map(|c| {
            let ChunkKind::Body(body) = c.kind else { return None };
            let kind = &lexicon.bodies[self.namer.mentions.bodies[body].kind as usize];
            (kind.class == "executive-committee").then(|| self.namer.body(body, UnitRef::None))
        })
    }

    /// The body that holds the event, and its convocation: the last of the row before the verb of
    /// holding. Several of one kind leave none.
    fn read_host(&self, at: usize, event: &mut Event) {
        let holds = |i: &usize| {
            self.elements[*i].classes.has(Class::Hold) || self.elements[*i].classes.has(Class::Work)
        };
        let Some(verb) =
            (0..at).rev().find(holds).or_else(|| (at..self.elements.len()).find(holds))
        else {
            return;
        };
        let chunks = &self.chunks()[..self.elements[verb].first];
        let helpers = chunks.iter().position(|c| self.opens_helpers(c)).unwrap_or(chunks.len());
        let Some((host, body)) = last_body(&chunks[..helpers]).or_else(|| last_body(chunks)) else {
            return;
        };
        if !self.is_one_of_many(&chunks[..host], body) {
            event.body = Some(self.namer.body(body, UnitRef::None));
            let behind = self.convocation(chunks[host].span.end);
            event.convocation = event.convocation.take().or(behind);
        }
    }

    /// Whether those follow with whom a body holds its event: `phối hợp với …`.
    fn opens_helpers(&self, chunk: &Chunk) -> bool {
        self.namer.reading.is(chunk.span.start, Lexeme::NameWord(NameWord::Jointly)).is_some()
    }

    /// Whether another body of its kind is joined to one right before it.
    fn is_one_of_many(&self, before: &[Chunk], body: usize) -> bool {
        let joins = |c: &&Chunk| c.is_sign(",") || self.namer.is_and(c.span.start);
        let bodies = &self.namer.mentions.bodies;
        before.last().is_some_and(|c| joins(&c))
            && matches!(before.iter().rev().find(|c| !joins(c)).map(|c| c.kind),
                Some(ChunkKind::Body(other)) if bodies[other].kind == bodies[body].kind)
    }
}

fn last_body(chunks: &[Chunk]) -> Option<(usize, usize)> {
    chunks.iter().enumerate().rev().find_map(|(i, c)| match c.kind {
        ChunkKind::Body(body) => Some((i, body)),
        _ => None,
    })
}

/// Whether somebody does something at an event.
fn acts(placed: &Placed) -> bool {
    placed.classes.has(Class::Hold) || placed.classes.is_role()
}

/// Kind of a word of `meetings.csv`.
fn kind_of(word: &str) -> Option<MeetingKind> {
    Some(match word {
        "conference" => MeetingKind::Conference,
        "working_session" => MeetingKind::WorkingSession,
        "congress" => MeetingKind::Congress,
        "council_session" => MeetingKind::CouncilSession,
        "ceremony" => MeetingKind::Ceremony,
        "visit" => MeetingKind::Visit,
        "other" => MeetingKind::Other,
        _ => return None,
    })
}
