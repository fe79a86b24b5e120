//! Named questions: SPARQL with parameters, kept as data in `ontology/questions`.
//!
//! A file begins with comments: `# vi:` and `# en:` say what it asks, `# param NAME KIND DEFAULT: what`
//! declares what stands for `$NAME` in the query.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, vocab::xsd};

use crate::links::PartialDate;

/// A question with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name, that of its file.
    pub name: &'static str,
    /// What it asks, in Vietnamese.
    pub vietnamese: &'static str,
    /// What it asks, in English.
    pub english: &'static str,
    /// What may be given to it, in order.
    pub parameters: Vec<Parameter>,
    text: &'static str,
}

/// Something that may be given to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: ParameterKind,
    /// Its value where none is given.
    pub default: &'static str,
    /// What it does.
    pub about: &'static str,
}

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// Words.
    Text,
    /// The first day of a day, month or year.
    FirstDay,
    /// The last day of a day, month or year.
    LastDay,
}

/// A value that a question does not take.
#[derive(Debug, thiserror::Error)]
pub enum ParameterError {
    /// It has no such parameter.
    #[error("the question has no parameter `{name}`{}", known_of(known))]
    Unknown {
        /// What was given.
        name: String,
        /// Those that it has.
        known: Vec<&'static str>,
    },
    /// A date is none.
    #[error("parameter `{name}`: `{value}` is no date such as 2020-07-01, 2020-07 or 2020")]
    NoDate {
        /// The parameter.
        name: &'static str,
        /// What was given.
        value: String,
    },
}

fn known_of(known: &[&str]) -> String {
    if known.is_empty() {
        "; it takes none".to_owned()
    } else {
        format!("; it takes {}", known.join(", "))
    }
}

macro_rules! catalogue {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../ontology/questions/", $name, ".rq")))),*]
    };
}

const CATALOGUE: [(&str, &str); 27] = catalogue![
    "acts-cited",
    "bodies-of-unit",
    "busiest-bodies",
    "careers",
    "chairs-in-unit",
    "co-chairs",
    "contradictions",
    "figures",
    "left-office",
    "meetings-by-year",
    "meetings-without-a-chair",
    "met-together",
    "moved-between-bodies",
    "namesakes",
    "newly-elected",
    "offices-in-two-bodies",
    "offices-of-a-term",
    "one-text-many-sites",
    "open-questions",
    "pages-of-person",
    "party-and-state",
    "posts-never-filled",
    "sentences",
    "successions",
    "who-chaired-most",
    "who-chaired-what",
    "who-held-office",
];

/// All named questions, by name.
pub fn questions() -> impl Iterator<Item = Question> {
    CATALOGUE.into_iter().map(|(name, text)| Question::read(name, text))
}

/// The question of a name.
pub fn question(name: &str) -> Option<Question> {
    questions().find(|question| question.name == name)
}

impl Question {
    fn read(name: &'static str, text: &'static str) -> Self {
        let mut read = Self { name, vietnamese: "", english: "", parameters: Vec::new(), text };
        for line in text.lines().map_while(|line| line.strip_prefix("# ")) {
            match line.split_once(' ') {
                Some(("vi:", asked)) => read.vietnamese = asked,
                Some(("en:", asked)) => read.english = asked,
                Some(("param", declared)) => read.parameters.extend(Parameter::read(declared)),
                _ => {}
            }
        }
        read
    }

    /// The query with `values`, and defaults for the rest, in the place of its parameters.
    ///
    /// # Errors
    /// Where a value is of no parameter, or no date where one is asked for.
    pub fn with(&self, values: &BTreeMap<String, String>) -> Result<String, ParameterError> {
        let known = || self.parameters.iter().map(|parameter| parameter.name);
        if let Some(name) = values.keys().find(|name| known().all(|known| known != name.as_str())) {
            return Err(ParameterError::Unknown { name: name.clone(), known: known().collect() });
        }
        self.parameters.iter().try_fold(self.text.to_owned(), |text, parameter| {
            let value = values.get(parameter.name).map_or(parameter.default, String::as_str);
            Ok(replaced(&text, parameter.name, &parameter.literal(value)?))
        })
    }
}

impl Parameter {
    /// Reads `since first-day 0001-01-01: first day`.
    fn read(declared: &'static str) -> Option<Self> {
        let (declared, about) = declared.split_once(':')?;
        let mut words = declared.split_whitespace();
        let (name, kind) = (words.next()?, words.next()?);
        let kind = match kind {
            "text" => ParameterKind::Text,
            "first-day" => ParameterKind::FirstDay,
            "last-day" => ParameterKind::LastDay,
            _ => return None,
        };
        Some(Self { name, kind, default: words.next().unwrap_or_default(), about: about.trim() })
    }

    /// A value as SPARQL writes it.
    fn literal(&self, value: &str) -> Result<String, ParameterError> {
        let date = || {
            let wrong = || ParameterError::NoDate { name: self.name, value: value.to_owned() };
            PartialDate::parse(value).ok_or_else(wrong)
        };
        let day = match self.kind {
            ParameterKind::Text => return Ok(Literal::new_simple_literal(value).to_string()),
            ParameterKind::FirstDay => date()?.earliest(),
            ParameterKind::LastDay => date()?.latest(),
        };
        Ok(Literal::new_typed_literal(day.to_string(), xsd::DATE).to_string())
    }
}

/// A text with `value` for every `$name`.
fn replaced(text: &str, name: &str, value: &str) -> String {
    let mut parts = text.split('$');
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.strip_prefix(name);
        let goes_on = |rest: &&str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        match rest.filter(|rest| !goes_on(rest)) {
            Some(rest) => replaced.extend([value, rest]),
            None => replaced.extend(["$", part]),
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_asks_in_two_languages() {
        for question in questions() {
            assert!(question.vietnamese.ends_with('?'), "{}", question.name);
            assert!(question.english.ends_with('?'), "{}", question.name);
            let text = question.with(&BTreeMap::new()).unwrap();
            assert!(!text.contains('$') || question.parameters.is_empty(), "{}", question.name);
            let declared = question.text.matches("# param ").count();
            assert_eq!(declared, question.parameters.len(), "{}", question.name);
        }
    }

    #[test]
    fn values_stay_within_their_literals() {
        assert_eq!(replaced("$a $ab ($a)", "a", "1"), "1 $ab (1)");
        let question = question("careers").unwrap();
        let values = BTreeMap::from([("person".to_owned(), "\" } #".to_owned())]);
        assert!(question.with(&values).unwrap().contains("ct:matches(?who, \"\\\" } #\")"));
        let values = BTreeMap::from([("body".to_owned(), String::new())]);
        let error = question.with(&values).unwrap_err().to_string();
        assert_eq!(error, "the question has no parameter `body`; it takes person");
    }

    #[test]
    fn dates_are_first_or_last_days() {
        let question = question("newly-elected").unwrap();
        let dates = [("since", "2020"), ("until", "2020-02")];
        let values = dates.map(|(name, date)| (name.to_owned(), date.to_owned())).into();
        let text = question.with(&values).unwrap();
        assert!(text.contains("\"2020-01-01\"^^") && text.contains("\"2020-02-29\"^^"), "{text}");
        let values = BTreeMap::from([("since".to_owned(), "20/7".to_owned())]);
        assert!(question.with(&values).is_err());
    }
}
