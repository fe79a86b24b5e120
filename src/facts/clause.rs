//! Clause rules at work: who takes which part, as far as one sentence says.

use super::element::{Element, Placed};
use super::mention::Classes;
use super::reading::Reading;
use crate::ontology::lexicon::{Class, Lexeme, NameWord, Number};
use crate::ontology::rule::{Atom, Rule};

/// A rule that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Firing<'r> {
    pub(crate) rule: &'r Rule,
    /// Elements captured as people.
    pub(crate) people: Vec<usize>,
    /// The element of the rule's anchor.
    pub(crate) verb: usize,
    /// First and last element matched.
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// All rules that fire in a sentence, in the order of the rules.
pub(crate) fn fire<'r>(reading: &'r Reading<'_>, elements: &[Placed]) -> Vec<Firing<'r>> {
    let matcher = Matcher { reading, elements };
    let mut firings = Vec::new();
    let people: Vec<usize> = (0..elements.len()).filter(|&at| elements[at].is_people()).collect();
    if people.is_empty() {
        return firings;
    }
    let mut present = Classes::default();
    for placed in elements {
        present.join(placed.classes);
    }
    for rule in reading.ontology.rules.iter().filter(|rule| present.has(rule.anchor)) {
        if rule.atoms.first() == Some(&Atom::People) {
            firings.extend(people.iter().filter_map(|&start| matcher.fire(rule, start)));
        } else {
            firings.extend((0..elements.len()).filter_map(|start| matcher.fire(rule, start)));
        }
    }
    matcher.drop_objects(&mut firings);
    firings
}

/// Whether an element gives nobody a part or an office.
fn is_quiet(placed: &Placed) -> bool {
    !placed.classes.is_role() && !placed.classes.is_status()
}

#[derive(Clone, Copy, Default)]
struct Captured {
    people: Option<usize>,
    verb: Option<usize>,
    end: usize,
}

struct Matcher<'m, 'a> {
    reading: &'m Reading<'a>,
    elements: &'m [Placed],
}

impl Matcher<'_, '_> {
    /// A rule that fires at an element.
    fn fire<'r>(&self, rule: &'r Rule, start: usize) -> Option<Firing<'r>> {
        let mut captured = Captured::default();
        let matches = self.may_start(&rule.atoms, start)
            && self.run(&rule.atoms, start, rule.anchor, &mut captured);
        let (people, verb) = (captured.people?, captured.verb?);
        let opens = rule.atoms.first() == Some(&Atom::Start);
        let is_object = people < verb && self.is_object(people);
        if !matches || is_object || opens && self.is_possessor(people) {
            return None;
        }
        let mut all = vec![people];
        if rule.atoms.last() == Some(&Atom::People) {
            all.extend(self.rest_of_list(people));
        }
        Some(Firing { rule, people: all, verb, first: start, last: captured.end })
    }

    /// Who chairs stands before the verb or behind it: behind a verb that has its subject only those are
    /// meant whom a word joins to it.
    fn drop_objects(&self, firings: &mut Vec<Firing<'_>>) {
        let chairs = |f: &&Firing<'_>| f.rule.anchor == Class::Chair && f.people[0] < f.verb;
        let led: Vec<usize> = firings.iter().filter(chairs).map(|f| f.verb).collect();
        let and = Lexeme::NameWord(NameWord::And);
        let joined = |at: usize| self.reading.is(self.elements[at - 1].span.start, and).is_some();
        firings.retain(|f| {
            let behind = f.rule.anchor == Class::Chair && f.people[0] > f.verb;
            !behind || !led.contains(&f.verb) || joined(f.people[0])
        });
    }

    /// Whether the first of some atoms can be the element at a place.
    fn may_start(&self, atoms: &[Atom], at: usize) -> bool {
        match atoms.first() {
            Some(atom @ (Atom::People | Atom::Class(_))) => self.is(atom, &self.elements[at]),
            Some(Atom::Start) => self.starts(at),
            _ => true,
        }
    }

    /// Bounded recursion over the atoms: gaps are short and the rules have no repetition.
    fn run(&self, atoms: &[Atom], at: usize, anchor: Class, captured: &mut Captured) -> bool {
        let Some((atom, rest)) = atoms.split_first() else {
            captured.end = at.saturating_sub(1);
            return true;
        };
        match atom {
            Atom::Start => self.starts(at) && self.run(rest, at, anchor, captured),
            Atom::Optional(inner) => {
                self.step(inner, rest, at, anchor, captured) || self.run(rest, at, anchor, captured)
            }
            Atom::Gap(most) => self.gap(*most, rest, at, anchor, captured, is_quiet),
            Atom::WideGap(most) => {
                self.gap(*most, rest, at, anchor, captured, |p| !p.classes.is_status())
            }
            Atom::Choice(choice) => {
                choice.iter().any(|one| self.step(one, rest, at, anchor, captured))
            }
            one => self.step(one, rest, at, anchor, captured),
        }
    }

    /// Whether people are what the word right before governs, and so no subject.
    fn is_object(&self, people: usize) -> bool {
        let Some(before) = people.checked_sub(1) else { return false };
        let placed = &self.elements[before];
        let of = self.reading.is(placed.span.start, Lexeme::NameWord(NameWord::Of)).is_some();
        let governs =
            placed.classes.is_status() || placed.classes.has(Class::Speak) && !self.starts(before);
        governs || of && matches!(placed.element, Element::Other)
    }

    /// Whether people are but those whose something is: `những việc làm của ông …`.
    fn is_possessor(&self, people: usize) -> bool {
        people.checked_sub(1).is_some_and(|before| {
            let start = self.elements[before].span.start;
            self.reading.is(start, Lexeme::NameWord(NameWord::Of)).is_some()
        })
    }

    /// Whether a sentence begins at an element.
    fn starts(&self, at: usize) -> bool {
        at == 0 || self.elements[at - 1].is_sign(".")
    }

    fn gap(
        &self,
        most: usize,
        rest: &[Atom],
        at: usize,
        anchor: Class,
        captured: &mut Captured,
        quiet: impl Fn(&Placed) -> bool,
    ) -> bool {
        let opening = self.starts(at);
        for skipped in 0..=most {
            if self.run(rest, at + skipped, anchor, captured) {
                return true;
            }
            let Some(next) = self.elements.get(at + skipped) else { return false };
            let stops = matches!(
                next.element,
                Element::People(_) | Element::Sign('.' | '!' | '?' | '\u{201c}')
            ) || next.is_sign(";") && !self.is_plural(at + skipped + 1);
            // Before the first verb a body is its subject.
            let subject = opening && matches!(next.element, Element::Body);
            if stops || subject || !quiet(next) {
                return false;
            }
        }
        false
    }

    /// Whether others follow whom no name tells: `; các ủy viên …`, `; cùng lãnh đạo …`.
    fn is_plural(&self, at: usize) -> bool {
        let words = [
            Lexeme::NameWord(NameWord::Plural),
            Lexeme::NameWord(NameWord::And),
            Lexeme::Honorific(Number::Many),
        ];
        let start = self.elements.get(at).map(|placed| placed.span.start);
        start.is_some_and(|start| words.iter().any(|&w| self.reading.is(start, w).is_some()))
    }

    fn step(
        &self,
        atom: &Atom,
        rest: &[Atom],
        at: usize,
        anchor: Class,
        captured: &mut Captured,
    ) -> bool {
        let Some(placed) = self.elements.get(at) else { return false };
        if !self.is(atom, placed) {
            return false;
        }
        let before = *captured;
        match atom {
            Atom::People => captured.people = Some(at),
            Atom::Class(class) if *class == anchor => captured.verb = Some(at),
            _ => {}
        }
        let done = self.run(rest, at + 1, anchor, captured);
        if !done {
            *captured = before;
        }
        done
    }

    fn is(&self, atom: &Atom, placed: &Placed) -> bool {
        match atom {
            Atom::People => matches!(placed.element, Element::People(_)),
            Atom::Class(class) => placed.classes.has(*class),
            Atom::Word(word) => {
                self.reading.is(placed.span.start, Lexeme::NameWord(*word)).is_some()
            }
            Atom::Meeting => matches!(placed.element, Element::Meeting(_)),
            Atom::Body => matches!(placed.element, Element::Body),
            Atom::Sign(sign) => matches!(placed.element, Element::Sign(s) if s == *sign),
            Atom::Start | Atom::Gap(_) | Atom::WideGap(_) | Atom::Choice(_) | Atom::Optional(_) => {
                false
            }
        }
    }

    /// Lists behind a list that a verb opened: all up to the next verb of a role, but for the one that
    /// is that verb's own subject.
    fn rest_of_list(&self, people: usize) -> Vec<usize> {
        let mut rest = Vec::new();
        for at in people + 1..self.elements.len() {
            let placed = &self.elements[at];
            match placed.element {
                Element::People(_) => rest.push(at),
                Element::Sign('.' | '\u{201c}') => break,
                _ if placed.classes.is_role() => {
                    rest.pop();
                    break;
                }
                _ => {}
            }
        }
        rest
    }
}
