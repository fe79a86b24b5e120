//! Meetings: which events a text reports, as against those it plans or cites.

use std::collections::BTreeMap;

use super::element::{Element, Placed};
use super::mention::{Chunk, ChunkKind, Span, UnitRef};
use super::naming::{FullBody, Namer};
use super::recognize::date::{DateKind, DateMention};
use crate::facts::MeetingKind;
use crate::ontology::lexicon::{Class, Cue, Lexeme, Time};
use crate::text::Shape;

/// Sentences from the beginning in which an event may be introduced without a date.
const INTRODUCTION: usize = 4;
/// Most chunks that belong to the name of an event.
const NAME: usize = 14;

/// An event noun with what its phrase says.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) kind: MeetingKind,
    pub(crate) span: Span,
    pub(crate) sentence: usize,
    /// Chunk of the sentence that names it.
    pub(crate) chunk: usize,
    pub(crate) ordinal: Option<u32>,
    pub(crate) convocation: Option<String>,
    pub(crate) term: Option<String>,
    pub(crate) body: Option<FullBody>,
    pub(crate) standing: Standing,
    pub(crate) date: Option<String>,
}

/// How a text speaks of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// It took place.
    Reported,
    /// It is spoken of as known: `at the conference`.
    Mentioned,
    /// It is planned, or only the source of something else.
    Cited,
}

/// The events of a document, each once, and which event each sentence speaks of.
#[derive(Debug, Default)]
pub(crate) struct Events {
    pub(crate) events: Vec<Event>,
    /// Event of each event noun, by sentence and chunk.
    pub(crate) of_chunk: BTreeMap<(usize, usize), usize>,
    /// Event that a sentence speaks of.
    pub(crate) of_sentence: Vec<Option<usize>>,
}

/// Finds the events of a document.
pub(crate) fn events(
    namer: &Namer<'_, '_>,
    dates: &[DateMention],
    sentences: &[Vec<Placed>],
) -> Events {
    let mut all: Vec<Event> = Vec::new();
    for (sentence, elements) in sentences.iter().enumerate() {
        let finder = Finder { namer, dates, sentence, elements };
        all.extend(finder.nouns());
        all.extend(finder.verbs(&all));
    }
    merge(all, sentences.len())
}

struct Finder<'f, 'n, 'a> {
    namer: &'f Namer<'n, 'a>,
    dates: &'f [DateMention],
    sentence: usize,
    elements: &'f [Placed],
}

impl Finder<'_, '_, '_> {
    fn chunks(&self) -> &[Chunk] {
        &self.namer.mentions.chunks[self.namer.mentions.sentences[self.sentence].clone()]
    }

    fn nouns(&self) -> Vec<Event> {
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
        if self.is_plural(chunk) {
            return None;
        }
        let mut event = Event {
            kind: kind_of(&lexicon.meetings[row as usize])?,
            span: self.chunks()[chunk].span,
            sentence: self.sentence,
            chunk,
            ordinal: None,
            convocation: None,
            term: None,
            body: None,
            standing: Standing::Mentioned,
            date: self.date(),
        };
        self.read_name(&mut event);
        event.standing = self.standing(at, &event);
        if event.body.is_none() {
            event.body = self.host(at);
        }
        Some(event)
    }

    fn is_plural(&self, chunk: usize) -> bool {
        chunk > 0 && {
            let before = self.chunks()[chunk - 1].span;
            self.namer
                .reading
                .is(before.start, Lexeme::NameWord(crate::ontology::lexicon::NameWord::Plural))
                .is_some()
        }
    }

    /// Ordinal, convocation, term and body in the words behind the noun.
    fn read_name(&self, event: &mut Event) {
        let chunks = self.chunks();
        let mut at = event.chunk + 1;
        while at < chunks.len().min(event.chunk + NAME) {
            let token = chunks[at].span.start;
            match chunks[at].kind {
                ChunkKind::Body(body) if event.body.is_none() => {
                    event.body = Some(self.namer.body(body, UnitRef::None))
                }
                ChunkKind::Word | ChunkKind::Number => match self.qualifier(token, event) {
                    Some(end) => {
                        while at + 1 < chunks.len() && chunks[at + 1].span.start < end {
                            at += 1;
                        }
                    }
                    None => break,
                },
                ChunkKind::Sign(',' | '-' | '\u{2013}' | '(' | ')') => {}
                _ => break,
            }
            event.span.end = chunks[at].span.end;
            at += 1;
        }
        self.trim(event);
    }

    fn trim(&self, event: &mut Event) {
        while event.span.end > event.span.start + 1
            && matches!(self.namer.reading.tokens[event.span.end - 1].shape, Shape::Sign(_))
        {
            event.span.end -= 1;
        }
    }

    /// An ordinal, a convocation or a term at a token; where it ends.
    fn qualifier(&self, at: usize, event: &mut Event) -> Option<usize> {
        let reading = self.namer.reading;
        if let Some(length) = reading.is(at, Lexeme::Time(Time::Ordinal)) {
            let (number, end) = self.number(at + length)?;
            event.ordinal = event.ordinal.or(Some(number));
            return Some(end);
        }
        if let Some(length) = reading.is(at, Lexeme::Time(Time::Convocation)) {
            let word = reading.word(at + length);
            roman(word).or_else(|| word.parse().ok())?;
            event.convocation = Some(word.to_owned());
            return Some(at + length + 1);
        }
        if let Some(length) = reading.is(at, Lexeme::Time(Time::Term)) {
            let words: Vec<&str> =
                (at + length..at + length + 3).map(|i| reading.word(i)).collect();
            event.term = Some(format!("{}-{}", words.first()?, words.get(2)?));
            return Some(at + length + 3);
        }
        reading
            .is(at, Lexeme::NameWord(crate::ontology::lexicon::NameWord::EventWord))
            .map(|length| at + length)
    }

    fn number(&self, at: usize) -> Option<(u32, usize)> {
        let reading = self.namer.reading;
        if let Some(length) = reading.is(at, Lexeme::Time(Time::First)) {
            return Some((1, at + length));
        }
        let word = reading.word(at);
        word.parse().ok().or_else(|| roman(word)).map(|number| (number, at + 1))
    }

    /// Whether the event is reported here, only mentioned, or cited.
    fn standing(&self, at: usize, event: &Event) -> Standing {
        let chunks = self.chunks();
        let before = &chunks[event.chunk.saturating_sub(4)..event.chunk];
        if before.iter().any(|c| c.classes.has_cue(Cue::Plan) || c.classes.has_cue(Cue::Cite))
            && !self.is_held(event)
        {
            return Standing::Cited;
        }
        let near = &self.elements[at.saturating_sub(6)..self.elements.len().min(at + 8)];
        let acts = near.iter().any(|p| p.classes.has(Class::Hold) || p.classes.is_role());
        if acts && (event.date.is_some() || self.sentence < INTRODUCTION)
            || self.is_held(event) && event.date.is_some()
        {
            return Standing::Reported;
        }
        let role = self.elements[at.saturating_sub(3)..at].iter().any(|p| p.classes.is_role());
        if role { Standing::Reported } else { Standing::Mentioned }
    }

    /// Whether a verb of holding stands right before the noun.
    fn is_held(&self, event: &Event) -> bool {
        let chunks = self.chunks();
        chunks[event.chunk.saturating_sub(3)..event.chunk].iter().any(|c| {
            c.classes.has(Class::Hold)
                || c.classes.has(Class::Attend)
                || c.classes.has(Class::Chair)
        })
    }

    /// The body that holds the event: the last one before a verb of holding.
    fn host(&self, at: usize) -> Option<FullBody> {
        let verb = (0..self.elements.len()).find(|&i| {
            self.elements[i].classes.has(Class::Hold) || self.elements[i].classes.has(Class::Work)
        })?;
        let _ = at;
        let chunks = self.chunks();
        let end = self.elements[verb].first;
        chunks[..end].iter().rev().find_map(|c| match c.kind {
            ChunkKind::Body(body) => Some(self.namer.body(body, UnitRef::None)),
            _ => None,
        })
    }

    /// The date of an event in this sentence.
    fn date(&self) -> Option<String> {
        let chunks = self.chunks();
        let (start, end) = (chunks.first()?.span.start, chunks.last()?.span.end);
        let inside = || self.dates.iter().filter(move |d| d.start >= start && d.end <= end);
        let told = inside().find(|d| d.kind == DateKind::Event && d.date.day.is_some());
        told.or_else(|| inside().find(|d| d.kind == DateKind::Event)).map(|d| d.date.iso())
    }

    /// Events without a noun: people work with a body, visit, inspect, receive.
    fn verbs(&self, so_far: &[Event]) -> Vec<Event> {
        let mut found: Vec<Event> = Vec::new();
        for (at, placed) in self.elements.iter().enumerate() {
            let kind = match () {
                () if placed.classes.has(Class::Work)
                    && !matches!(placed.element, Element::Meeting(_)) =>
                {
                    MeetingKind::WorkingSession
                }
                () if placed.classes.has(Class::Visit) => MeetingKind::Visit,
                () => continue,
            };
            let subject = self.elements[..at]
                .iter()
                .rev()
                .take(8)
                .any(|p| matches!(p.element, Element::People(_)));
            let body_subject = kind == MeetingKind::WorkingSession
                && self.elements[..at].iter().any(|p| matches!(p.element, Element::Body));
            let repeated =
                so_far.iter().chain(&found).any(|e| e.kind == kind && e.sentence == self.sentence);
            if !(subject || body_subject)
                || repeated
                || self.elements.iter().any(|p| p.classes.has_cue(Cue::Plan))
            {
                continue;
            }
            found.push(Event {
                kind,
                span: self.whole_clause(at),
                sentence: self.sentence,
                chunk: placed.first,
                ordinal: None,
                convocation: None,
                term: None,
                body: if kind == MeetingKind::WorkingSession {
                    self.guest(placed.last)
                } else {
                    None
                },
                standing: Standing::Reported,
                date: self.date(),
            });
        }
        found
    }

    fn whole_clause(&self, at: usize) -> Span {
        let end = (at + 1..self.elements.len().min(at + 8))
            .find(|&i| matches!(self.elements[i].element, Element::Sign(_)))
            .unwrap_or(self.elements.len().min(at + 8));
        Span::new(self.elements[at].span.start, self.elements[end - 1].span.end)
    }

    /// The body that is worked with.
    fn guest(&self, from: usize) -> Option<FullBody> {
        self.chunks()[from..].iter().take(6).find_map(|c| match c.kind {
            ChunkKind::Body(body) => Some(self.namer.body(body, UnitRef::None)),
            _ => None,
        })
    }
}

/// Joins the mentions of one event: a noun without a number of its own speaks of the event before it.
fn merge(all: Vec<Event>, sentences: usize) -> Events {
    let mut merged = Events { of_sentence: vec![None; sentences], ..Events::default() };
    let first = all.iter().position(|e| e.standing == Standing::Reported);
    let mut current: Option<usize> = None;
    for (i, event) in all.iter().enumerate() {
        if event.standing == Standing::Cited
            || first.is_none_or(|f| {
                i < f && event.standing != Standing::Reported && event.ordinal.is_none()
            })
        {
            continue;
        }
        let known = merged
            .events
            .iter()
            .position(|e| is_same(e, event))
            .or_else(|| current.filter(|&c| goes_on(&merged.events[c], event)));
        let index = match known {
            Some(index) => {
                absorb(&mut merged.events[index], event);
                index
            }
            None if event.standing == Standing::Reported => {
                merged.events.push(event.clone());
                merged.events.len() - 1
            }
            None => continue,
        };
        merged.of_chunk.insert((event.sentence, event.chunk), index);
        merged.of_sentence[event.sentence].get_or_insert(index);
        current = Some(index);
    }
    merged
}

/// Whether two mentions name one event.
fn is_same(a: &Event, b: &Event) -> bool {
    let agree = |x: Option<u32>, y: Option<u32>| x.is_none() || y.is_none() || x == y;
    let dated = a.date.is_none() || b.date.is_none() || a.date == b.date;
    a.kind == b.kind && agree(a.ordinal, b.ordinal) && dated
}

/// Whether a noun of another kind still speaks of the event before it.
fn goes_on(event: &Event, noun: &Event) -> bool {
    let loose = |k: MeetingKind| {
        matches!(
            k,
            MeetingKind::Conference
                | MeetingKind::WorkingSession
                | MeetingKind::Other
                | MeetingKind::CouncilSession
        )
    };
    let dated = event.date.is_none() || noun.date.is_none() || event.date == noun.date;
    noun.ordinal.is_none()
        && dated
        && loose(noun.kind)
        && (loose(event.kind) || noun.standing == Standing::Mentioned)
}

fn absorb(event: &mut Event, more: &Event) {
    event.ordinal = event.ordinal.or(more.ordinal);
    event.convocation = event.convocation.take().or_else(|| more.convocation.clone());
    event.term = event.term.take().or_else(|| more.term.clone());
    event.date = event.date.take().or_else(|| more.date.clone());
    if event.body.is_none() {
        event.body.clone_from(&more.body);
    }
}

fn kind_of(word: &str) -> Option<MeetingKind> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// The value of a Roman numeral.
pub(crate) fn roman(word: &str) -> Option<u32> {
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let digits: Option<Vec<u32>> = word.chars().map(digit).collect();
    let digits = digits.filter(|d| !d.is_empty())?;
    let signed = digits.iter().enumerate().map(|(i, &d)| {
        let smaller = digits.get(i + 1).is_some_and(|&next| d < next);
        if smaller { -i64::from(d) } else { i64::from(d) }
    });
    u32::try_from(signed.sum::<i64>()).ok()
}
