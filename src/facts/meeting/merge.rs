//! The events of a document, each once: which mentions speak of one event.

use std::collections::BTreeMap;

use super::{Course, Event, Standing};
use crate::facts::MeetingKind;
use crate::facts::naming::Namer;
use crate::text::Gap;

/// The events of a document, and which event each sentence speaks of.
#[derive(Debug, Default)]
pub(crate) struct Events {
    pub(crate) events: Vec<Event>,
    /// Event of each event noun, by sentence and chunk.
    pub(crate) of_chunk: BTreeMap<(usize, usize), usize>,
    /// Event that a sentence leaves its reader with.
    pub(crate) of_sentence: Vec<Option<usize>>,
}

/// Joins the mentions of each event.
pub(super) fn merge(namer: &Namer<'_, '_>, all: Vec<Event>, sentences: usize) -> Events {
    let mut merger = Merger {
        found: Events { of_sentence: vec![None; sentences], ..Events::default() },
        early: Vec::new(),
        current: None,
        main: None,
    };
    let mut all = all.into_iter().peekable();
    for sentence in 0..sentences {
        let start = namer.reading.sentences[sentence].start;
        if namer.reading.tokens[start].gap >= Gap::Line {
            merger.current = merger.main.or(merger.current);
        }
        while let Some(event) = all.next_if(|e| e.sentence == sentence) {
            merger.take(event);
        }
        merger.found.of_sentence[sentence] = merger.current;
    }
    merger.found
}

struct Merger {
    found: Events,
    /// Mentions before the first event is told, such as a headline.
    early: Vec<Event>,
    /// The event spoken of last.
    current: Option<usize>,
    /// The event that the text goes on with.
    main: Option<usize>,
}

impl Merger {
    fn take(&mut self, event: Event) {
        if event.standing == Standing::Cited {
            return;
        }
        let (sentence, chunk) = (event.sentence, event.chunk);
        let Some(index) = self.known(&event).or_else(|| self.new_event(event)) else { return };
        self.found.of_chunk.insert((sentence, chunk), index);
        self.current = Some(index);
        if !self.found.events[index].course.is_aside() {
            self.main = Some(index);
        }
    }

    /// The event that a mention speaks of, made richer by it.
    fn known(&mut self, event: &Event) -> Option<usize> {
        let events = &self.found.events;
        let same = |&i: &usize| is_same(&events[i], event);
        let goes_on = |i: &usize| goes_on(&events[*i], event);
        let index = self
            .current
            .filter(same)
            .or_else(|| (0..events.len()).rev().find(same))
            .or_else(|| self.current.filter(goes_on))?;
        absorb(&mut self.found.events[index], event);
        Some(index)
    }

    fn new_event(&mut self, mut event: Event) -> Option<usize> {
        if event.standing == Standing::Mentioned {
            if self.found.events.is_empty() {
                self.early.push(event);
            }
            return None;
        }
        for headline in std::mem::take(&mut self.early) {
            if is_same(&event, &headline) || goes_on(&event, &headline) {
                absorb(&mut event, &headline);
            }
        }
        if let Some(last) = self.current.map(|i| &self.found.events[i]) {
            complete(&mut event, last);
        }
        self.found.events.push(event);
        Some(self.found.events.len() - 1)
    }
}

/// What a new event takes over from the one told before.
fn complete(event: &mut Event, last: &Event) {
    if is_nested(last, event) {
        event.course = Course::Aside;
        event.date = event.date.take().or_else(|| last.date.as_deref().map(month));
        event.convocation = event.convocation.take().or_else(|| last.convocation.clone());
    } else if event.date.is_none() && event.kind == MeetingKind::Visit {
        event.date.clone_from(&last.date);
    }
}

/// Whether a committee's first session is held within a congress.
fn is_nested(congress: &Event, session: &Event) -> bool {
    congress.kind == MeetingKind::Congress && session.ordinal == Some(1)
}

/// A date without its day.
fn month(date: &str) -> String {
    match date.rsplit_once('-') {
        Some((month, _)) if date.len() > 7 && !date.starts_with('-') => month.to_owned(),
        _ => date.to_owned(),
    }
}

/// Whether two mentions name one event.
fn is_same(event: &Event, mention: &Event) -> bool {
    let agree = |x: Option<u32>, y: Option<u32>| x.is_none() || y.is_none() || x == y;
    let told_apart = event.kind == MeetingKind::Visit
        && mention.standing == Standing::Introduced
        && !event.actors.is_empty()
        && !mention.actors.is_empty()
        && !event.actors.iter().any(|a| mention.actors.contains(a));
    event.kind == mention.kind
        && agree(event.ordinal, mention.ordinal)
        && dates_agree(event, mention)
        && !told_apart
        && !is_other_body(event, mention)
}

/// Whether a mention that introduces an event names another body than the event has.
fn is_other_body(event: &Event, mention: &Event) -> bool {
    mention.standing == Standing::Introduced
        && event.standing == Standing::Introduced
        && match (&event.body, &mention.body) {
            (Some(a), Some(b)) => {
                a.unit.is_some() && b.unit.is_some() && a.unit != b.unit
                    || a.unit == b.unit && a.kind != b.kind && mention.date.is_some()
            }
            _ => false,
        }
        && event.sentence + 1 < mention.sentence
}

/// Whether a noun of another kind still speaks of the event before it.
fn goes_on(event: &Event, noun: &Event) -> bool {
    let same_number = noun.ordinal.is_none() || noun.ordinal == event.ordinal;
    let known = noun.standing < Standing::Introduced || noun.sentence <= event.sentence + 1;
    let loose =
        is_loose(noun.kind) && (is_loose(event.kind) || noun.standing < Standing::Introduced);
    let gathering = noun.kind == MeetingKind::Ceremony && event.kind == MeetingKind::Visit;
    let act = noun.kind == MeetingKind::Visit && event.kind != MeetingKind::Visit;
    same_number && dates_agree(event, noun) && known && !act && (loose || gathering)
}

/// Kinds whose words stand for each other.
fn is_loose(kind: MeetingKind) -> bool {
    matches!(
        kind,
        MeetingKind::Conference
            | MeetingKind::WorkingSession
            | MeetingKind::Other
            | MeetingKind::CouncilSession
    )
}

/// Whether one of two dates may be the other, told less precisely.
fn dates_agree(a: &Event, b: &Event) -> bool {
    match (&a.date, &b.date) {
        (Some(a), Some(b)) => a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
        _ => true,
    }
}

fn absorb(event: &mut Event, more: &Event) {
    if more.ordinal.is_some() && event.ordinal.is_none()
        || more.source > event.source && more.standing > Standing::Mentioned
    {
        event.span = more.span;
    }
    if more.source > event.source || event.body.is_none() {
        event.body.clone_from(&more.body);
        event.source = more.source;
    }
    event.ordinal = event.ordinal.or(more.ordinal);
    event.convocation = event.convocation.take().or_else(|| more.convocation.clone());
    if more.date.as_ref().is_some_and(|d| event.date.as_ref().is_none_or(|e| d.len() > e.len())) {
        event.date.clone_from(&more.date);
    }
    event.standing = event.standing.max(more.standing);
    event.actors.extend(&more.actors);
}
