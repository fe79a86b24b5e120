//! Participations: the parts that rules give, at the event that the sentence speaks of.

use std::collections::BTreeMap;

use super::clause::{Firing, fire};
use super::element::{Element, Placed};
use super::meeting::Events;
use super::mention::Span;
use super::reading::Reading;
use crate::facts::{MeetingKind, ParticipationRole};
use crate::ontology::lexicon::{Class, Cue, Lexeme, Number};
use crate::ontology::rule::{Emits, Rule};
use crate::text::Gap;

/// Elements before a verb in which a cue of plan or denial holds for it.
const CUES: usize = 3;
/// Elements behind a verb in which its own event may be named.
const OBJECT: usize = 8;

/// A part of a person in an event, with the words of each rule that says so.
pub(crate) type Parts<'r> = BTreeMap<(usize, usize, ParticipationRole), Vec<(Span, &'r str)>>;

/// The parts that people take in the events of a document: (person, event, role).
pub(crate) fn parts<'r>(
    reading: &'r Reading<'_>,
    events: &Events,
    sentences: &[Vec<Placed>],
) -> Parts<'r> {
    let mut parts = Parts::new();
    let mut said = Vec::new();
    let mut open = None;
    for (sentence, elements) in sentences.iter().enumerate() {
        let scene = Scene { events, elements, sentence, before: reading.sentence_before(sentence) };
        let firings = fire(reading, elements);
        let goes_on = open.take().filter(|_| firings.is_empty() && goes_on(reading, elements));
        if let Some((rule, event)) = goes_on {
            let firing = whole_list(rule, elements);
            for (key, words) in scene.rows(&firing, event) {
                parts.entry(key).or_default().push(words);
            }
            open = Some((rule, event));
        }
        for firing in firings {
            if scene.is_unreal(&firing) {
                continue;
            }
            let Some(event) = scene.event_of(&firing) else { continue };
            if firing.rule.anchor == Class::Attend && firing.people[0] > firing.verb {
                open = Some((firing.rule, event));
            }
            if firing.rule.anchor == Class::Say && !scene.is_at(event) {
                said.extend(scene.rows(&firing, event));
            } else {
                for (key, words) in scene.rows(&firing, event) {
                    parts.entry(key).or_default().push(words);
                }
            }
        }
    }
    add_said(&mut parts, said);
    parts
}

/// Whether a sentence goes on with the list before it: `The members of the committee: A, …; B, ….`,
/// `Of the district there were these comrades: A, …`, or on the same line `Mr C, chairman.`
fn goes_on(reading: &Reading<'_>, elements: &[Placed]) -> bool {
    let acts = |p: &Placed| {
        p.classes.is_role() || p.classes.is_status() || matches!(p.element, Element::Meeting(_))
    };
    let many = |at: usize| {
        let word = Lexeme::Honorific(Number::Many);
        elements.get(at).is_some_and(|p| reading.is(p.span.start, word).is_some())
    };
    let listed = match elements.iter().position(Placed::is_people) {
        Some(0) => reading.tokens[elements[0].span.start].gap < Gap::Line,
        Some(first) => {
            elements[first - 1].is_sign(":") && (many(0) || first > 1 && many(first - 2))
        }
        None => false,
    };
    listed && !elements.iter().any(acts)
}

/// All people of a sentence, as a rule captures a list.
fn whole_list<'r>(rule: &'r Rule, elements: &[Placed]) -> Firing<'r> {
    let people: Vec<usize> = (0..elements.len()).filter(|&at| elements[at].is_people()).collect();
    Firing { rule, people, verb: 0, first: 0, last: 0 }
}

/// What somebody says counts as speech at an event where the person takes part in it anyway.
fn add_said<'r>(parts: &mut Parts<'r>, said: Vec<Row<'r>>) {
    for ((person, event, role), words) in said {
        let all = |role| (person, event, role);
        let roles = all(ParticipationRole::Chair)..=all(ParticipationRole::Attendee);
        if parts.range(roles).next().is_some() {
            parts.entry((person, event, role)).or_default().push(words);
        }
    }
}

type Row<'r> = ((usize, usize, ParticipationRole), (Span, &'r str));

/// One sentence among the events.
struct Scene<'s> {
    events: &'s Events,
    elements: &'s [Placed],
    sentence: usize,
    /// The sentence that it goes on from.
    before: Option<usize>,
}

impl Scene<'_> {
    /// A row for each person that a rule captured.
    fn rows<'r>(&self, firing: &Firing<'r>, event: usize) -> Vec<Row<'r>> {
        let span = self.elements[firing.first].span.to(self.elements[firing.last].span);
        let mut rows = Vec::new();
        for &people in &firing.people {
            let Element::People(list) = &self.elements[people].element else { continue };
            let words = span.to(self.elements[people].span);
            for &person in list {
                let key = (person, event, role(firing.rule.emits));
                rows.push((key, (words, firing.rule.id.as_str())));
            }
        }
        rows
    }

    /// Whether a cue of plan or denial stands shortly before the verb.
    fn is_unreal(&self, firing: &Firing<'_>) -> bool {
        let people = firing.people.first().copied().filter(|&p| p < firing.verb);
        let from = firing.verb.saturating_sub(CUES).max(people.unwrap_or(0));
        self.elements[from..firing.verb]
            .iter()
            .any(|p| p.classes.has_cue(Cue::Plan) || p.classes.has_cue(Cue::Negation))
    }

    /// Whether the sentence itself places what is said at the event.
    fn is_at(&self, event: usize) -> bool {
        let council = self.events.all[event].kind == MeetingKind::CouncilSession;
        council || self.elements.iter().any(|p| self.of(p) == Some(event))
    }

    fn of(&self, placed: &Placed) -> Option<usize> {
        self.events.of_chunk.get(&(self.sentence, placed.first)).copied()
    }

    /// The event of a verb: the verb's own, else the event noun nearest to it, else the one spoken of.
    fn event_of(&self, firing: &Firing<'_>) -> Option<usize> {
        let verb = firing.verb;
        let own = self.of(&self.elements[verb]);
        let before = self.before.and_then(|sentence| self.events.of_sentence[sentence]);
        let first = (!self.events.all.is_empty()).then_some(0);
        let spoken_of = before.or(self.events.of_sentence[self.sentence]).or(first);
        match firing.rule.anchor {
            Class::Visit => own,
            Class::Work => own.or(spoken_of),
            _ => {
                let behind = self.elements[verb..].iter().take(OBJECT).find_map(|p| self.of(p));
                let ahead = || self.elements[..verb].iter().rev().find_map(|p| self.of(p));
                let far = || self.elements[verb..].iter().find_map(|p| self.of(p));
                behind.or_else(ahead).or_else(far).or(spoken_of)
            }
        }
    }
}

fn role(emits: Emits) -> ParticipationRole {
    match emits {
        Emits::Chair => ParticipationRole::Chair,
        Emits::Speaker => ParticipationRole::Speaker,
        Emits::Attendee => ParticipationRole::Attendee,
    }
}
