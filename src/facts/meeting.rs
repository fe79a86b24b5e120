//! Meetings: which events a text reports, as against those it plans or cites.

mod act;
mod merge;
mod name;
mod noun;

use std::collections::BTreeSet;
use std::rc::Rc;

use super::element::Placed;
use super::mention::{Chunk, ChunkKind, Part, Span};
use super::naming::{FullBody, Namer};
use super::recognize::date::{DateKind, DateMention};
use crate::facts::MeetingKind;
use crate::ontology::gazetteer::Day;
use crate::ontology::lexicon::{Class, Cue, Lexeme, Time};
use crate::text::fold;

pub(crate) use merge::Events;

/// Sentences from the beginning that may be headlines.
const HEADLINES: usize = 3;
/// Elements before an event in which a cue speaks of it.
const CUES: usize = 5;
/// Elements behind an event in which a cue of the future speaks of it.
const AHEAD: usize = 9;
/// Tokens behind the name of an event in which its own date may stand.
const OWN_DATE: usize = 4;

/// An event as one place of the text speaks of it, and later as all of them do.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) kind: MeetingKind,
    /// Its own words.
    pub(crate) span: Span,
    pub(crate) sentence: usize,
    /// Chunk of the sentence that names it.
    pub(crate) chunk: usize,
    pub(crate) ordinal: Option<u32>,
    pub(crate) convocation: Option<String>,
    pub(crate) body: Option<Rc<FullBody>>,
    /// Where the body comes from.
    pub(crate) source: Source,
    pub(crate) standing: Standing,
    /// ISO 8601.
    pub(crate) date: Option<String>,
    /// Word for the part of the day behind it, folded.
    pub(crate) daypart: Option<String>,
    /// Whom an event without a noun is about: indexes of the roll.
    pub(crate) actors: BTreeSet<usize>,
    /// Where it stands.
    pub(crate) place: Place,
    /// Whether it lies beside the event that the text goes on with.
    pub(crate) course: Course,
}

/// Where the body of an event comes from, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// The words around it.
    Around,
    /// Its own name.
    Name,
}

/// How a text speaks of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// It is planned, or only the source of something else.
    Cited,
    /// It is spoken of as known: `at the conference`.
    Mentioned,
    /// The text puts somebody or something at it.
    Known,
    /// It took place.
    Reported,
    /// It is introduced as something new.
    Introduced,
}

/// Where an event is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a headline, whose date is often that of the page or of what the event is about.
    Headline,
    /// In the text.
    Text,
}

/// Whether the text goes on with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// It does.
    Main,
    /// A word ties it to what was told.
    Linked,
    /// A word looks back or aside: what follows the passage is about the main event again.
    Aside,
}

/// Finds the events of a document.
pub(crate) fn events(
    namer: &Namer<'_, '_>,
    dates: &[DateMention],
    published: Option<Day>,
    sentences: &[Vec<Placed>],
) -> Events {
    let mut all: Vec<Event> = Vec::new();
    for (sentence, elements) in sentences.iter().enumerate() {
        let outline = namer.mentions.outlines[sentence];
        let (named, acted) = (outline.has(Part::Meeting), outline.classes.is_act());
        if elements.is_empty() || !named && !acted {
            continue;
        }
        let finder = Finder { namer, dates, published, sentence, elements };
        let mut found = finder.nouns();
        if acted {
            found.extend(finder.acts(&found));
            found.sort_by_key(|e| e.chunk);
        }
        all.extend(found);
    }
    merge::merge(namer, all, sentences.len())
}

/// Reads the events of one sentence.
struct Finder<'f, 'n, 'a> {
    namer: &'f Namer<'n, 'a>,
    dates: &'f [DateMention],
    published: Option<Day>,
    sentence: usize,
    elements: &'f [Placed],
}

impl Finder<'_, '_, '_> {
    fn chunks(&self) -> &[Chunk] {
        &self.namer.mentions.chunks[self.namer.mentions.sentences[self.sentence].clone()]
    }

    fn place(&self) -> Place {
        let stops = self.elements.last().is_some_and(|p| p.is_sign(".:;!?\u{2026}"));
        if self.sentence < HEADLINES && !stops { Place::Headline } else { Place::Text }
    }

    /// Whether a cue stands shortly before an element, in the same clause.
    fn has_cue_before(&self, at: usize, cue: Cue) -> bool {
        let reach = if cue == Cue::Plan { 2 * CUES } else { CUES };
        let near = self.elements[at.saturating_sub(reach)..at].iter().rev();
        near.take_while(|p| !p.is_sign(",;.:")).any(|p| p.classes.has_cue(cue))
    }

    /// Whether the clause behind an element is about what is still to come: `the session will …`.
    fn is_planned(&self, at: usize) -> bool {
        let ahead = &self.elements[at + 1..self.elements.len().min(at + 1 + AHEAD)];
        let ends = |p: &Placed| p.is_sign(",;.:") || p.classes.has(Class::Hold);
        ahead.iter().take_while(|p| !ends(p)).any(|p| p.classes.has_cue(Cue::Future))
    }

    /// Whether the sentence looks back or aside.
    fn course(&self) -> Course {
        let opens = |cue| self.elements.iter().take(4).any(|p| p.classes.has_cue(cue));
        match () {
            () if opens(Cue::Aside) => Course::Aside,
            () if opens(Cue::Link) => Course::Linked,
            () => Course::Main,
        }
    }

    /// Whether an element lies inside what somebody says.
    fn is_said(&self, at: usize) -> bool {
        let Some(verb) = (0..at).rev().find(|&i| {
            self.elements[i].classes.has(Class::Speak) || self.elements[i].classes.has(Class::Say)
        }) else {
            return false;
        };
        let behind = &self.elements[verb + 1..at];
        let parted = behind.iter().any(|p| p.is_sign(",:"));
        let small = |p: &Placed| p.classes.has_cue(Cue::At) || p.classes.is_role();
        let near = behind.len() <= 2 && behind.iter().all(|p| small(p) || p.classes.is_light());
        let spoken_at = near && !parted || behind.iter().any(|p| p.classes.has(Class::Hold));
        let somebody = self.elements[..verb].iter().any(Placed::is_people);
        let fresh = behind.iter().any(Placed::is_people);
        somebody && !spoken_at && !fresh
    }

    /// Gives an event its date: right behind its words, else before them, else the first of the sentence.
    fn read_date(&self, event: &mut Event) {
        let Some(date) = self.date(event.span, event.kind) else { return };
        event.date = Some(date.date.iso());
        let ahead = date.date.day.is_some() && date.date.last_day() > self.published;
        if self.published.is_some() && ahead {
            event.standing = Standing::Cited;
        }
        let time = self.namer.reading.longest(date.start, |lexeme| match lexeme {
            Lexeme::Time(Time::Daypart | Time::Today) => Some(()),
            _ => None,
        });
        event.daypart = time.map(|_| fold(self.namer.reading.word(date.start)));
    }

    fn date(&self, span: Span, kind: MeetingKind) -> Option<&DateMention> {
        let own = |d: &&DateMention| {
            d.start >= span.start && d.start <= span.end + OWN_DATE && d.kind == DateKind::Event
        };
        let days = || self.sentence_dates().filter(|d| d.date.day.is_some());
        let all = || self.sentence_dates();
        let told = days().find(own).or_else(|| days().filter(|d| d.end <= span.start).last());
        let told = told.or_else(|| days().find(|d| !self.is_nearer(span, d)));
        let told = told.or_else(|| all().find(own));
        let range = || (kind != MeetingKind::Visit).then(|| self.range()).flatten();
        told.or_else(range)
    }

    /// Whether another event is named between an event and a date behind it.
    fn is_nearer(&self, span: Span, date: &DateMention) -> bool {
        let between = |c: &Chunk| c.span.start >= span.end && c.span.end <= date.start;
        let mut events = self.chunks().iter().filter(|c| matches!(c.kind, ChunkKind::Meeting(_)));
        events.any(between)
    }

    fn sentence_dates(&self) -> impl Iterator<Item = &DateMention> {
        self.dates_of(DateKind::Event)
    }

    /// The first day of an event of several.
    fn range(&self) -> Option<&DateMention> {
        self.dates_of(DateKind::Range).find(|d| d.date.day.is_some())
    }

    fn dates_of(&self, kind: DateKind) -> impl Iterator<Item = &DateMention> {
        let chunks = self.chunks();
        let (start, end) = match (chunks.first(), chunks.last()) {
            (Some(first), Some(last)) => (first.span.start, last.span.end),
            _ => (0, 0),
        };
        let from = self.dates.partition_point(|d| d.start < start);
        let inside = self.dates[from..].iter().take_while(move |d| d.start < end);
        inside.filter(move |d| d.end <= end && d.kind == kind)
    }
}

#[cfg(test)]
mod tests;
