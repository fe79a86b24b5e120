//! The events of a document, each once: which mentions speak of one event.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Course, Event, Place, Source, Standing};
use crate::facts::MeetingKind;
use crate::facts::naming::{FullBody, Namer};
use crate::text::Gap;

/// The events of a document, and which event each sentence speaks of.
#[derive(Debug, Default)]
pub(crate) struct Events {
    pub(crate) all: Vec<Event>,
    /// Event of each event noun, by sentence and chunk.
    pub(crate) of_chunk: BTreeMap<(usize, usize), usize>,
    /// Event that a sentence leaves its reader with.
    pub(crate) of_sentence: Vec<Option<usize>>,
}

/// Most events between two mentions of one.
const FAR: usize = 500;

/// Joins the mentions of each event.
pub(super) fn merge(namer: &Namer<'_, '_>, all: Vec<Event>, sentences: usize) -> Events {
    let mut merger = Merger {
        namer,
        found: Events { of_sentence: vec![None; sentences], ..Events::default() },
        early: Vec::new(),
        current: None,
        main: None,
        congress: None,
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
    merger.tell_early();
    merger.found
}

struct Merger<'m, 'n, 'a> {
    namer: &'m Namer<'n, 'a>,
    found: Events,
    /// Mentions before the first event is told, such as a headline.
    early: Vec<Event>,
    /// The event spoken of last.
    current: Option<usize>,
    /// The event that the text goes on with.
    main: Option<usize>,
    /// The congress that the text told last.
    congress: Option<usize>,
}

impl Merger<'_, '_, '_> {
    fn take(&mut self, event: Event) {
        if event.standing == Standing::Cited {
            return;
        }
        let (sentence, chunk) = (event.sentence, event.chunk);
        let Some(index) = self.known(&event).or_else(|| self.new_event(event)) else { return };
        self.found.of_chunk.insert((sentence, chunk), index);
        self.current = Some(index);
        if self.found.all[index].course != Course::Aside {
            self.main = Some(index);
        }
    }

    /// Where nothing was told, the event that the text takes for known.
    fn tell_early(&mut self) {
        let known = self.early.iter().position(|e| e.standing == Standing::Known);
        let Some(known) = known.filter(|_| self.found.all.is_empty()) else { return };
        let event = self.early.swap_remove(known);
        self.found.of_sentence[event.sentence..].fill(Some(0));
        self.found.of_chunk.insert((event.sentence, event.chunk), 0);
        self.found.all.push(event);
    }

    /// The event that a mention speaks of, made richer by it.
    fn known(&mut self, event: &Event) -> Option<usize> {
        let events = &self.found.all;
        let same = |&i: &usize| is_same(&events[i], event);
        let goes_on = |i: &usize| goes_on(&events[*i], event);
        let index = self
            .current
            .filter(same)
            .or_else(|| {
                self.current.filter(|i| is_loose(events[*i].kind) && deictic(event) && goes_on(i))
            })
            .or_else(|| (0..events.len()).rev().take(FAR).find(same))
            .or_else(|| self.current.filter(goes_on))?;
        absorb(&mut self.found.all[index], event);
        Some(index)
    }

    fn new_event(&mut self, mut event: Event) -> Option<usize> {
        let first = event.ordinal == Some(1) && event.kind != MeetingKind::Congress;
        if let Some(congress) = self.congress.filter(|_| first) {
            nest(self.namer, &mut event, &self.found.all[congress]);
        } else if event.standing < Standing::Reported {
            if self.found.all.is_empty() {
                self.early.push(event);
            }
            return None;
        }
        for headline in std::mem::take(&mut self.early) {
            if is_same(&event, &headline) || goes_on(&event, &headline) {
                absorb(&mut event, &headline);
            }
        }
        let last = self.current.map(|i| &self.found.all[i]);
        let follows = event.kind == MeetingKind::Visit || event.course != Course::Main;
        if event.date.is_none() && follows {
            event.date = last.and_then(|last| last.date.clone());
        }
        let index = self.found.all.len();
        if event.kind == MeetingKind::Congress {
            self.congress = Some(index);
        }
        self.found.all.push(event);
        Some(index)
    }
}

/// Makes an event the first session of the committee that a congress elected.
fn nest(namer: &Namer<'_, '_>, session: &mut Event, congress: &Event) {
    session.kind = MeetingKind::Conference;
    session.course = Course::Aside;
    session.standing = Standing::Reported;
    session.date = session.date.take().or_else(|| congress.date.as_deref().map(month));
    session.convocation = session.convocation.take().or_else(|| congress.convocation.clone());
    if session.source == Source::Around {
        session.body = congress.body.as_ref().map(|b| committee(namer, b));
    }
}

/// The executive committee of an organization.
fn committee(namer: &Namer<'_, '_>, body: &Rc<FullBody>) -> Rc<FullBody> {
    let lexicon = &namer.reading.ontology.lexicon;
    let mut committees = lexicon.bodies.iter().zip(0..).filter(|(kind, _)| {
        kind.class == "executive-committee" && body.kind.is_some_and(|b| kind.parents.contains(&b))
    });
    match committees.next() {
        Some((kind, row)) => {
            FullBody::part_of(body, row, kind.form.replace("{parent}", &body.name))
        }
        None => Rc::clone(body),
    }
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
    let strangers = !event.actors.is_empty()
        && !mention.actors.is_empty()
        && event.actors.is_disjoint(&mention.actors);
    let aside = mention.course == Course::Aside && event.course != Course::Aside;
    let told_apart = event.kind == MeetingKind::Visit
        && event.place == Place::Text
        && mention.standing == Standing::Introduced
        && (strangers || aside);
    event.kind == mention.kind
        && agree(event.ordinal, mention.ordinal)
        && (dates_agree(event, mention) || is_sitting(event, mention) || numbered(event, mention))
        && !told_apart
        && !is_other_body(event, mention)
        && !is_held_besides(event, mention)
}

/// Whether two mentions have one number: they speak of one event, whatever days they name.
fn numbered(event: &Event, mention: &Event) -> bool {
    event.ordinal.is_some() && event.ordinal == mention.ordinal
}

/// Whether a mention is one sitting of a session that lasts several days.
fn is_sitting(session: &Event, mention: &Event) -> bool {
    matches!(session.kind, MeetingKind::CouncilSession | MeetingKind::Congress)
        && session.ordinal.is_some()
        && mention.ordinal.is_none()
        && mention.standing < Standing::Introduced
}

/// Whether a mention that introduces an event names another body than the event has.
fn is_other_body(event: &Event, mention: &Event) -> bool {
    is_of_other_unit(event, mention)
        || mention.standing == Standing::Introduced
            && event.standing == Standing::Introduced
            && match (&event.body, &mention.body) {
                (Some(a), Some(b)) => {
                    a.unit.is_some() && b.unit.is_some() && a.unit != b.unit
                        || a.unit == b.unit && a.kind != b.kind && mention.date.is_some()
                }
                _ => false,
            }
            && (event.sentence + 1 < mention.sentence || mention.course == Course::Linked)
}

/// Whether a word ties a mention to what was told, which introduces an event of nobody known:
/// `on the same day, hamlet B held its festival`.
fn is_held_besides(event: &Event, mention: &Event) -> bool {
    !matches!(event.kind, MeetingKind::Visit | MeetingKind::WorkingSession)
        && mention.course == Course::Linked
        && mention.standing == Standing::Introduced
        && event.standing == Standing::Introduced
        && event.sentence + 1 < mention.sentence
        && event.body.is_none()
        && mention.body.is_none()
        && event.place == Place::Text
}

/// Whether both are named after bodies, and these are of two units.
fn is_of_other_unit(event: &Event, mention: &Event) -> bool {
    let unit = |e: &Event| e.body.as_ref().filter(|_| e.source == Source::Name)?.unit;
    mention.standing >= Standing::Reported
        && matches!((unit(event), unit(mention)), (Some(a), Some(b)) if a != b)
}

/// Whether a noun of another kind still speaks of the event before it.
fn goes_on(event: &Event, noun: &Event) -> bool {
    let headline = event.place == Place::Headline;
    let near = noun.sentence <= event.sentence + 1 || headline;
    let known = noun.standing < Standing::Introduced || near;
    let same_number = noun.ordinal.is_none()
        || noun.course == Course::Main
            && event.kind != MeetingKind::Congress
            && (noun.ordinal == event.ordinal || event.ordinal.is_none() && near);
    let other_half = event.kind != noun.kind
        && noun.standing >= Standing::Reported
        && event.daypart.is_some()
        && noun.daypart.is_some()
        && event.daypart != noun.daypart;
    let loose =
        is_loose(noun.kind) && (is_loose(event.kind) || noun.standing < Standing::Introduced);
    let meant_again =
        event.kind == MeetingKind::Conference && deictic(noun) && noun.course == Course::Main;
    let gathering =
        noun.kind == MeetingKind::Ceremony && (event.kind == MeetingKind::Visit || meant_again);
    let handing = event.kind == MeetingKind::Ceremony && is_loose(noun.kind) && near;
    let encounter = noun.standing < Standing::Introduced
        && noun.kind == MeetingKind::Visit
        && event.kind == MeetingKind::Ceremony
        && noun.sentence <= event.sentence + 1;
    let announced = headline && is_reception(event.kind) && is_reception(noun.kind);
    same_number
        && !is_of_other_unit(event, noun)
        && dates_agree(event, noun)
        && known
        && !other_half
        && (loose || gathering || handing || encounter || announced)
}

/// Whether a mention takes its event for known.
fn deictic(event: &Event) -> bool {
    event.standing < Standing::Introduced && event.ordinal.is_none() && event.date.is_none()
}

/// Kinds whose words stand for each other.
fn is_loose(kind: MeetingKind) -> bool {
    matches!(
        kind,
        MeetingKind::Conference | MeetingKind::WorkingSession | MeetingKind::CouncilSession
    )
}

/// Kinds of an event that a headline may tell by the verb of one and the text by that of the other.
fn is_reception(kind: MeetingKind) -> bool {
    matches!(kind, MeetingKind::Visit | MeetingKind::WorkingSession)
}

/// Whether one of two dates may be the other, told less precisely or in a headline.
fn dates_agree(a: &Event, b: &Event) -> bool {
    let (Some(x), Some(y)) = (&a.date, &b.date) else { return true };
    let headline = a.place == Place::Headline || b.place == Place::Headline;
    headline || x.starts_with(y.as_str()) || y.starts_with(x.as_str())
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
    if is_plainer(event.kind, more) {
        event.kind = more.kind;
    }
    event.ordinal = event.ordinal.or(more.ordinal);
    event.convocation = event.convocation.take().or_else(|| more.convocation.clone());
    if has_better_date(event, more) {
        event.date.clone_from(&more.date);
        event.daypart.clone_from(&more.daypart);
    }
    if more.standing >= Standing::Reported && more.place == Place::Text {
        event.place = Place::Text;
    }
    event.standing = event.standing.max(more.standing);
    event.actors.extend(&more.actors);
}

fn has_better_date(event: &Event, more: &Event) -> bool {
    match (&event.date, &more.date) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old), Some(new)) => {
            new.len() > old.len() || event.place == Place::Headline && more.place == Place::Text
        }
    }
}

/// Whether a kind is the plainer word for that of a mention: a meeting that turns out to be a session.
fn is_plainer(kind: MeetingKind, more: &Event) -> bool {
    let session = matches!(more.kind, MeetingKind::CouncilSession | MeetingKind::Conference);
    more.standing >= Standing::Reported
        && match kind {
            MeetingKind::Conference => more.kind == MeetingKind::CouncilSession,
            MeetingKind::Ceremony => session,
            _ => false,
        }
}
