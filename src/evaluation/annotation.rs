//! Facts as marks on their text, which people correct in other programs, and back.

use std::ops::Range;

use serde_json::{Map, Value, json};

use crate::facts::{DocumentFacts, digest};

/// What is marked. Each is a list of the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// An individual.
    Person,
    /// An administrative unit.
    Unit,
    /// A body.
    Organization,
    /// An office that somebody holds.
    Tenure,
    /// A meeting.
    Meeting,
    /// A part that somebody takes in a meeting.
    Participation,
    /// A cited document of Party or State.
    Citation,
    /// A measured figure.
    Indicator,
}

impl Label {
    /// All labels, in the order of the facts.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::Unit,
        Self::Organization,
        Self::Tenure,
        Self::Meeting,
        Self::Participation,
        Self::Citation,
        Self::Indicator,
    ];

    /// Its name in annotations: `Person`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Unit => "Unit",
            Self::Organization => "Organization",
            Self::Tenure => "Tenure",
            Self::Meeting => "Meeting",
            Self::Participation => "Participation",
            Self::Citation => "Citation",
            Self::Indicator => "Indicator",
        }
    }

    /// The label of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.name() == name)
    }

    /// The list of facts that it marks.
    fn list(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Unit => "units",
            Self::Organization => "organizations",
            Self::Tenure => "tenures",
            Self::Meeting => "meetings",
            Self::Participation => "participations",
            Self::Citation => "citations",
            Self::Indicator => "indicators",
        }
    }

    /// What a mark without a note says: the words are the name. An office, a part, a citation and a figure
    /// take more than a name.
    fn of_words(self, words: &str, number: usize) -> Option<Map<String, Value>> {
        let fact = match self {
            Self::Person | Self::Unit | Self::Organization => json!({ "name": words }),
            Self::Meeting => json!({ "id": format!("m{number}"), "label": words, "kind": "other" }),
            Self::Tenure | Self::Participation | Self::Citation | Self::Indicator => return None,
        };
        fact.as_object().cloned()
    }
}

/// A fact at one of the places that it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it is.
    pub label: Label,
    /// Its place, in code points of the text.
    pub place: Range<usize>,
    /// The fact without its evidence, and with the rule that found this place; empty where somebody marked words
    /// and wrote nothing to them.
    pub note: Map<String, Value>,
}

/// The marks of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// What its source tells, and facts that rest on no place; their lists hold no others.
    pub head: DocumentFacts,
    /// The text.
    pub text: String,
    /// Its marks, by list of facts.
    pub marks: Vec<Mark>,
}

const EVIDENCE: &str = "evidence";
const RULE: &str = "rule";

impl Marked {
    /// The marks of a document's facts.
    ///
    /// # Errors
    /// Never: facts are JSON.
    pub fn of(facts: &DocumentFacts, text: &str) -> Result<Self, serde_json::Error> {
        let mut whole = serde_json::to_value(facts)?;
        let mut marks = Vec::new();
        for label in Label::ALL {
            let Some(Value::Array(list)) = whole.get_mut(label.list()) else { continue };
            list.retain_mut(|fact| {
                let Some(fact) = fact.as_object_mut() else { return true };
                let places = fact.remove(EVIDENCE).and_then(|places| places.as_array().cloned());
                let places = places.unwrap_or_default();
                marks.extend(places.iter().filter_map(|place| mark(label, fact, place)));
                places.is_empty()
            });
        }
        Ok(Self { head: serde_json::from_value(whole)?, text: text.to_owned(), marks })
    }

    /// The facts that the marks say. Marks of one label and one note are places of one fact.
    ///
    /// # Errors
    /// With the mark that says no fact of its label, in words.
    pub fn facts(&self) -> Result<DocumentFacts, String> {
        let chars: Vec<char> = self.text.chars().collect();
        let mut whole = serde_json::to_value(&self.head).map_err(|error| error.to_string())?;
        whole["sha256"] = digest(&self.text).into();
        for label in Label::ALL {
            let mut facts: Vec<(Map<String, Value>, Vec<Value>)> = Vec::new();
            for mark in self.marks.iter().filter(|mark| mark.label == label) {
                let (fact, place) = mark.fact(&chars, facts.len() + 1)?;
                match facts.iter_mut().find(|(known, _)| *known == fact) {
                    Some((_, places)) => places.push(place),
                    None => facts.push((fact, vec![place])),
                }
            }
            let Some(Value::Array(list)) = whole.get_mut(label.list()) else { continue };
            list.extend(facts.into_iter().map(|(mut fact, places)| {
                fact.insert(EVIDENCE.to_owned(), places.into());
                Value::Object(fact)
            }));
            if let Err(error) =
                serde_json::from_value::<DocumentFacts>(json!({ label.list(): list }))
            {
                return Err(format!("a note of a mark {} is none: {error}", label.name()));
            }
        }
        serde_json::from_value(whole).map_err(|error| error.to_string())
    }
}

/// A mark at a place of a fact.
fn mark(label: Label, fact: &Map<String, Value>, place: &Value) -> Option<Mark> {
    let number = |name: &str| place.get(name)?.as_u64().map(|number| number as usize);
    let mut note = fact.clone();
    note.insert(RULE.to_owned(), place.get(RULE)?.clone());
    Some(Mark { label, place: number("start")?..number("end")?, note })
}

impl Mark {
    /// What it says, and where.
    fn fact(&self, text: &[char], number: usize) -> Result<(Map<String, Value>, Value), String> {
        let Range { start, end } = self.place;
        let words = text.get(start..end).filter(|words| !words.is_empty());
        let outside = || format!("characters {start} to {end} are not in the text");
        let words: String = words.ok_or_else(outside)?.iter().collect();
        let mut fact = self.note.clone();
        let rule = fact.remove(RULE).unwrap_or_else(|| "annotated".into());
        if fact.is_empty() {
            let lacking = || {
                format!("`{words}` is marked as {}, which takes a note of JSON", self.label.name())
            };
            fact = self.label.of_words(&words, number).ok_or_else(lacking)?;
        }
        Ok((fact, json!({ "start": start, "end": end, "quote": words, "rule": rule })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_somebody_marked_are_names() {
        let mark = |label, place| Mark { label, place, note: Map::new() };
        let marks = vec![mark(Label::Person, 9..14), mark(Label::Meeting, 0..4)];
        let marked = Marked { text: "Họp: ông Lê An.".to_owned(), marks, ..Marked::default() };
        let facts = marked.facts().unwrap();
        assert_eq!(facts.people[0].name, "Lê An");
        assert_eq!(facts.people[0].evidence[0].rule, "annotated");
        assert_eq!(
            (facts.meetings[0].id.as_str(), facts.meetings[0].label.as_str()),
            ("m1", "Họp:")
        );
        let lacking = Marked { marks: vec![mark(Label::Tenure, 0..3)], ..marked.clone() };
        assert!(lacking.facts().unwrap_err().contains("takes a note"));
        let outside = Marked { marks: vec![mark(Label::Person, 9..99)], ..marked };
        assert!(outside.facts().unwrap_err().contains("9 to 99"));
    }
}
