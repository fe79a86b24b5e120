//! Clause rules: what a table row such as `<people> ~5 @chair` asks for.
//!
//! An atom is `<people>` (a list of people, captured), `@class` (a verb, a cue or an event noun), a sign,
//! `^` (the beginning of the sentence), `~n` (up to *n* other things, no people, no verb of a role and no
//! full stop among them) or `*n` (the same, verbs of roles allowed). `(a|b)` is a choice and `?` an option.
//! There is no recursion, and every rule has an `@class` atom to be found by.

use serde::Deserialize;

use super::lexicon::{Class, NameWord};
use super::table::{OntologyError, OntologyErrors, Place, Tables, hint};

/// A part that a rule gives the people it captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Emits {
    /// Presides.
    Chair,
    /// Speaks.
    Speaker,
    /// Is present.
    Attendee,
}

/// One thing that a rule asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Atom {
    /// A list of people, captured.
    People,
    /// A verb of a class.
    Class(Class),
    /// A small word of a class.
    Word(NameWord),
    /// An event noun.
    Meeting,
    /// A body.
    Body,
    /// A sign.
    Sign(char),
    /// The beginning of the sentence.
    Start,
    /// Up to so many other things, no verb of a role among them.
    Gap(usize),
    /// Up to so many other things.
    WideGap(usize),
    /// One of several.
    Choice(Vec<Atom>),
    /// Or nothing.
    Optional(Box<Atom>),
}

/// A rule of `rules.csv`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, which facts carry.
    pub id: String,
    /// What it asks for, in order.
    pub atoms: Vec<Atom>,
    /// The class without which it cannot match.
    pub anchor: Class,
    /// The part it gives.
    pub emits: Emits,
    /// A text of a sentence or two in which it must give a part in an event.
    pub yes: String,
    /// A text in which it must not.
    pub no: String,
    /// Its row.
    pub place: Place,
}

#[derive(Deserialize)]
struct RuleRow {
    id: String,
    when: String,
    emits: String,
    yes: String,
    no: String,
}

/// Reads all rules, in the order of their rows. A row of an overlay with a known id takes its place.
pub(crate) fn rules(tables: &Tables, errors: &mut OntologyErrors) -> Vec<Rule> {
    let rows: Vec<(Place, RuleRow)> = tables.rows("rules", errors);
    let mut rules: Vec<Rule> = Vec::with_capacity(rows.len());
    for (place, row) in rows {
        match compile(&row, &place) {
            Ok(rule) => match rules.iter_mut().find(|r| r.id == rule.id) {
                Some(old) => *old = rule,
                None => rules.push(rule),
            },
            Err(error) => errors.push(error),
        }
    }
    rules
}

fn compile(row: &RuleRow, place: &Place) -> Result<Rule, OntologyError> {
    let broken = |cause: String| OntologyError::BrokenRule {
        place: place.clone(),
        rule: row.id.clone(),
        cause,
    };
    let atoms = row
        .when
        .split_whitespace()
        .map(|word| atom(word).map_err(&broken))
        .collect::<Result<Vec<_>, _>>()?;
    let anchor = atoms
        .iter()
        .find_map(anchor)
        .ok_or_else(|| broken("it has no @class of a verb to be found by".to_owned()))?;
    if !atoms.contains(&Atom::People) {
        return Err(broken("it captures no <people>".to_owned()));
    }
    if row.yes.is_empty() || row.no.is_empty() {
        return Err(broken("it needs a sentence in `yes` and one in `no`".to_owned()));
    }
    let emits = match row.emits.as_str() {
        "chair" => Emits::Chair,
        "speaker" => Emits::Speaker,
        "attendee" => Emits::Attendee,
        other => {
            return Err(broken(format!(
                "`{other}` is no part{}",
                hint(other, ["chair", "speaker", "attendee"])
            )));
        }
    };
    Ok(Rule {
        id: row.id.clone(),
        atoms,
        anchor,
        emits,
        yes: row.yes.clone(),
        no: row.no.clone(),
        place: place.clone(),
    })
}

fn anchor(atom: &Atom) -> Option<Class> {
    match atom {
        Atom::Class(class) if *class != Class::List => Some(*class),
        _ => None,
    }
}

fn atom(word: &str) -> Result<Atom, String> {
    if let Some(inner) = word.strip_suffix('?') {
        return Ok(Atom::Optional(Box::new(atom(inner)?)));
    }
    if let Some(inner) = word.strip_prefix('(').and_then(|w| w.strip_suffix(')')) {
        return inner.split('|').map(atom).collect::<Result<_, _>>().map(Atom::Choice);
    }
    let count = |digits: &str| {
        digits.parse().map_err(|_| format!("`{word}` needs a number behind its first sign"))
    };
    match word {
        "<people>" => Ok(Atom::People),
        "@meeting" => Ok(Atom::Meeting),
        "@body" => Ok(Atom::Body),
        "^" => Ok(Atom::Start),
        _ if word.starts_with('@') => class(&word[1..]),
        _ if word.starts_with('~') => count(&word[1..]).map(Atom::Gap),
        _ if word.starts_with('*') => count(&word[1..]).map(Atom::WideGap),
        _ => match (word.chars().next(), word.chars().count()) {
            (Some(sign), 1) if !sign.is_alphanumeric() => Ok(Atom::Sign(sign)),
            _ => Err(format!("`{word}` is no atom; write @class, <people>, a sign, ^, ~n or *n")),
        },
    }
}

fn class(name: &str) -> Result<Atom, String> {
    let verb =
        Class::ALL.iter().find(|(known, _)| *known == name).map(|&(_, class)| Atom::Class(class));
    let word = || {
        NameWord::ALL.iter().find(|(known, _)| *known == name).map(|&(_, word)| Atom::Word(word))
    };
    verb.or_else(word).ok_or_else(|| {
        format!("`@{name}` is no class{}", hint(name, Class::ALL.iter().map(|c| c.0)))
    })
}
