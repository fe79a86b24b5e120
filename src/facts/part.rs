//! Participations: the parts that rules give, at the event that the sentence speaks of.

use std::collections::BTreeMap;

use super::clause::fire;
use super::element::{Element, Placed};
use super::meeting::Events;
use super::mention::Span;
use super::reading::Reading;
use crate::facts::ParticipationRole;
use crate::ontology::lexicon::{Class, Cue};
use crate::ontology::rule::Emits;

/// A part of a person in an event, with the words of each rule that says so.
pub(crate) type Parts = BTreeMap<(usize, usize, ParticipationRole), Vec<(Span, String)>>;

/// The parts that people take in the events of a document: (person, event, role).
pub(crate) fn parts(reading: &Reading<'_>, events: &Events, sentences: &[Vec<Placed>]) -> Parts {
    let mut parts = Parts::new();
    let mut current = None;
    for (sentence, elements) in sentences.iter().enumerate() {
        current = events.of_sentence[sentence].or(current);
        let fallback = current.or(if events.events.is_empty() { None } else { Some(0) });
        for firing in fire(reading, elements) {
            if is_unreal(elements, firing.first, firing.verb) {
                continue;
            }
            let Some(event) =
                event_of(events, elements, sentence, firing.verb, firing.rule.anchor, fallback)
            else {
                continue;
            };
            let span = elements[firing.first].span.to(elements[firing.last].span);
            for &people in &firing.people {
                let Element::People(list) = &elements[people].element else { continue };
                for &person in list {
                    let role = role(firing.rule.emits);
                    let words = if firing.people[0] == people {
                        span
                    } else {
                        span.to(elements[people].span)
                    };
                    parts
                        .entry((person, event, role))
                        .or_default()
                        .push((words, firing.rule.id.clone()));
                }
            }
        }
    }
    parts
}

/// Whether a cue of plan or denial stands between the first word of the match and its verb.
fn is_unreal(elements: &[Placed], first: usize, verb: usize) -> bool {
    let (from, to) = (first.min(verb), first.max(verb));
    let before = from.saturating_sub(1);
    elements[before..to]
        .iter()
        .any(|p| p.classes.has_cue(Cue::Plan) || p.classes.has_cue(Cue::Negation))
}

/// The event of a verb: the verb's own, else the event noun nearest to it, else the one spoken of.
fn event_of(
    events: &Events,
    elements: &[Placed],
    sentence: usize,
    verb: usize,
    anchor: Class,
    fallback: Option<usize>,
) -> Option<usize> {
    let of = |at: usize| events.of_chunk.get(&(sentence, elements[at].first)).copied();
    if matches!(anchor, Class::Work | Class::Visit) {
        let own = of(verb);
        return if anchor == Class::Work { own.or(fallback) } else { own };
    }
    let behind = (verb + 1..elements.len()).take(8).find_map(of);
    behind.or_else(|| (0..verb).rev().find_map(of)).or(fallback)
}

fn role(emits: Emits) -> ParticipationRole {
    match emits {
        Emits::Chair => ParticipationRole::Chair,
        Emits::Speaker => ParticipationRole::Speaker,
        Emits::Attendee => ParticipationRole::Attendee,
    }
}
