//! The roll of a document: every person once, and the offices that the text gives each.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::attach::{Held, HeldTime};
use super::context::Meaning;
use super::mention::{Completeness, Mentions, OfficeMention, Span, UnitRef};
use super::naming::{FullBody, Namer, Shared};
use crate::facts::TenureStatus;
use crate::ontology::lexicon::{Level, UnitBody};
use crate::text::fold;

/// A person of the document, with where the name stands.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    pub(crate) name: String,
    pub(crate) spans: Vec<Span>,
}

/// An office with its body, resolved.
#[derive(Clone, Debug)]
pub(crate) struct FullOffice {
    pub(crate) title: u16,
    pub(crate) body: Option<Rc<FullBody>>,
    pub(crate) term: Option<String>,
    /// The body is not told here: it is that of an office or body named before.
    pub(crate) told_before: bool,
}

/// The rule of offices that were taken long ago, no word being said of their end.
pub(crate) const OFFICE_BEGUN: &str = "office-taken-long-ago";

/// A person's office as one place of the text puts it.
#[derive(Clone, Debug)]
pub(crate) struct Holding {
    /// Index of [`Someone`].
    pub(crate) person: usize,
    pub(crate) office: FullOffice,
    pub(crate) status: TenureStatus,
    pub(crate) span: Span,
    pub(crate) rule: &'static str,
}

/// People by the order of their names, and who each mention is.
#[derive(Debug, Default)]
pub(crate) struct Roll {
    pub(crate) people: Vec<Someone>,
    /// Who each person mention is; none for a given name of nobody known.
    pub(crate) of_mention: Vec<Option<usize>>,
}

impl Roll {
    /// Gathers the mentions of one name, and leads given names back to the last full name that ends so.
    pub(crate) fn new(mentions: &Mentions) -> Self {
        let mut roll = Self::default();
        let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
        let mut by_spelling: FxHashMap<&str, usize> = FxHashMap::default();
        let mut full = Vec::with_capacity(mentions.people.len());
        for mention in mentions.people.iter().filter(|m| m.completeness == Completeness::Full) {
            let next = roll.people.len();
            let person = *by_spelling
                .entry(&mention.name)
                .or_insert_with(|| *by_name.entry(fold(&mention.name)).or_insert(next));
            if person == next {
                roll.people.push(Someone { name: mention.name.clone(), spans: Vec::new() });
            }
            roll.people[person].spans.push(mention.span);
            full.push(person);
        }
        let whole = roll.whole_names();
        let mut given = None;
        let mut full = full.into_iter();
        for mention in &mentions.people {
            roll.of_mention.push(match mention.completeness {
                Completeness::Full => full.next().map(|person| whole[person]),
                Completeness::Given => given
                    .get_or_insert_with(|| roll.given_names())
                    .get(&fold(&mention.name))
                    .and_then(|places| nearest(places, mention.span.start)),
            });
        }
        roll
    }

    /// Whom each name stands for: one that a misprint cut short, or glued to the next word, is the
    /// longer or the shorter one that the text has besides.
    fn whole_names(&self) -> Vec<usize> {
        let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
        // One of those that go on so, and whether it is the only one.
        let mut longer: FxHashMap<&str, (usize, bool)> = FxHashMap::default();
        for (i, someone) in self.people.iter().enumerate() {
            by_name.entry(&someone.name).or_insert(i);
            if let Some((second, _)) = someone.name.match_indices(' ').nth(1) {
                let same = longer.entry(&someone.name[..second]);
                same.and_modify(|(_, only)| *only = false).or_insert((i, true));
            }
        }
        let mut lengths = self.people.iter().map(|someone| someone.name.len());
        let shortest = lengths.clone().min().unwrap_or(0);
        // Bit *i*: a name has so many bytes; the last bit stands for all longer ones.
        let bit = |length: usize| 1_u128 << length.min(127);
        let known = lengths.clone().fold(0, |known, length| known | bit(length));
        let alike = lengths.all(|length| length == shortest);
        let glued = |name: &str| {
            let ends = name.char_indices().filter(|(_, c)| c.is_lowercase());
            let ends = ends.filter(|&(end, _)| end >= shortest && !alike && known & bit(end) != 0);
            ends.filter_map(|(end, _)| by_name.get(&name[..end]).copied()).min()
        };
        let cut = |name: &str| longer.get(name).filter(|(_, only)| *only).map(|&(one, _)| one);
        let whole = |name: &str| glued(name).or_else(|| cut(name));
        self.people.iter().enumerate().map(|(i, p)| whole(&p.name).unwrap_or(i)).collect()
    }

    /// Where the names of people stand, and whose they are, by their folded last word, in order.
    fn given_names(&self) -> BTreeMap<String, Vec<(usize, usize)>> {
        let mut given: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (i, someone) in self.people.iter().enumerate() {
            let last = fold(someone.name.split_whitespace().next_back().unwrap_or_default());
            given.entry(last).or_default().extend(someone.spans.iter().map(|s| (s.start, i)));
        }
        for places in given.values_mut() {
            places.sort_unstable();
        }
        given
    }
}

/// Of the people of some places, the one whose name stands nearest, of equals the first.
fn nearest(places: &[(usize, usize)], at: usize) -> Option<usize> {
    let next = places.partition_point(|&(start, _)| start < at);
    let around = places[next.saturating_sub(1)..].iter().take(2);
    around.min_by_key(|&&(start, person)| (start.abs_diff(at), person)).map(|&(_, person)| person)
}

/// Resolves an office mention; `next` is the office behind it in the same list.
pub(crate) fn full_office(namer: &Namer<'_, '_>, office: usize, next: Option<usize>) -> FullOffice {
    office_beside(namer, office, next, UnitRef::None)
}

/// Resolves an office mention in a list whose other offices say whose unit a bare body is of.
fn office_beside(
    namer: &Namer<'_, '_>,
    office: usize,
    next: Option<usize>,
    unit: UnitRef,
) -> FullOffice {
    let mention = &namer.mentions.offices[office];
    let title = &namer.reading.ontology.lexicon.titles[mention.title as usize];
    let at = mention.span.start;
    let borrowed = next.and_then(|n| namer.mentions.offices[n].body);
    let mut shared = match borrowed {
        Some(later) => shared(namer, mention.body, later),
        None => foreign_ref(namer, next).unwrap_or(UnitRef::None).into(),
    };
    if shared.unit == UnitRef::None && mention.body.is_some_and(|b| is_of_any_unit(namer, b)) {
        shared.unit = unit;
    }
    let body = match (mention.body, title.implies.as_str()) {
        (_, "none" | "country") => None,
        (None, "unit") => unit_itself(namer, mention.unit),
        (Some(body), "delegate") => Some(namer.body(body, UnitRef::None)),
        (Some(body), "") => Some(namer.body(body, shared)),
        (Some(body), key) => Some(implied_under(namer, key, body, shared)),
        (None, "delegate") => namer.only_council(),
        (None, "") => foreign_unit(namer, mention, next)
            .or_else(|| bodyless(namer, title.of_unit, mention.unit, borrowed, at)),
        (None, key) => namer.implied(key, title.level, mention.unit, at),
    };
    FullOffice { title: mention.title, body, term: mention.term.clone(), told_before: false }
}

/// What a later body of the list gives: its unit, and the committee that it is part of.
fn shared(namer: &Namer<'_, '_>, body: Option<usize>, later: usize) -> Shared {
    let mention = &namer.mentions.bodies[later];
    let class = &namer.reading.ontology.lexicon.bodies[mention.kind as usize].class;
    let takes = body.is_some_and(|b| {
        let own = &namer.mentions.bodies[b];
        let kind = &namer.reading.ontology.lexicon.bodies[own.kind as usize];
        let bare = own.unit == UnitRef::None && own.parent.is_none();
        bare && kind.parents.contains(&mention.kind) || namer.is_within(b, later)
    });
    let parent = mention.parent.or((class == "party-committee" || takes).then_some(later));
    Shared { unit: shared_unit(namer, body, later), parent }
}

/// The unit of a later body of the list, where the earlier one is of the same level and has none.
fn shared_unit(namer: &Namer<'_, '_>, body: Option<usize>, later: usize) -> UnitRef {
    let bodies = &namer.mentions.bodies;
    let unit = bodies[later].unit;
    let Some(own) = body.map(|b| &bodies[b]) else { return UnitRef::None };
    let kinds = &namer.reading.ontology.lexicon.bodies;
    let level = kinds[own.kind as usize].level;
    let fits = match unit {
        UnitRef::Named(mention) => {
            let unit = &namer.mentions.units[mention];
            let kinds = &namer.reading.ontology.lexicon.unit_types;
            match unit.kind.map(|k| kinds[k as usize].level) {
                Some(of_type) => {
                    of_type == level
                        || level == Level::Any
                        || level == Level::City
                        || of_type == Level::City
                }
                // A name behind a head has the level that the head asks for.
                None => (unit.level, level) != (Level::City, Level::Province),
            }
        }
        UnitRef::Deictic(_) | UnitRef::None => false,
    };
    if fits && matches!(level, Level::Province | Level::District | Level::City | Level::Any) {
        unit
    } else {
        UnitRef::None
    }
}

/// Whether a body may be of a unit of any level and says nothing of its own.
fn is_of_any_unit(namer: &Namer<'_, '_>, body: usize) -> bool {
    let mention = &namer.mentions.bodies[body];
    let kind = &namer.reading.ontology.lexicon.bodies[mention.kind as usize];
    kind.level == Level::Any && mention.unit == UnitRef::None && mention.parent.is_none()
}

/// The type of unit whose Party committee somebody leads: `Bí thư Tỉnh ủy, Chủ tịch HĐND`.
fn unit_of_list(namer: &Namer<'_, '_>, offices: &[Held]) -> UnitRef {
    let titles = &namer.reading.ontology.lexicon.titles;
    let led = offices.iter().find_map(|held| {
        let mention = &namer.mentions.offices[held.office];
        let leads = titles[mention.title as usize].of_unit == UnitBody::Party;
        let unit = namer.type_led(mention.body.filter(|_| leads)?);
        (unit != UnitRef::None).then_some(unit)
    });
    led.unwrap_or(UnitRef::None)
}

fn unit_itself(namer: &Namer<'_, '_>, unit: UnitRef) -> Option<Rc<FullBody>> {
    let UnitRef::Named(mention) = unit else { return None };
    let written = &namer.mentions.units[mention];
    let word = written
        .kind
        .map_or("", |k| namer.reading.ontology.lexicon.unit_types[k as usize].word.as_str());
    let name = format!("{word} {}", written.written);
    Some(Rc::new(FullBody { name: name.trim().to_owned(), ..FullBody::default() }))
}

/// A committee that the title implies, of the body that follows the title.
fn implied_under(namer: &Namer<'_, '_>, key: &str, body: usize, shared: Shared) -> Rc<FullBody> {
    let lexicon = &namer.reading.ontology.lexicon;
    let named = namer.body(body, shared);
    let Some(row) = lexicon.body(key) else { return named };
    let kind = &lexicon.bodies[row as usize];
    if kind.parents.contains(&namer.mentions.bodies[body].kind) {
        let name = kind.form.replace("{parent}", &named.name);
        return FullBody::part_of(&named, row, name);
    }
    named
}

fn bodyless(
    namer: &Namer<'_, '_>,
    of_unit: UnitBody,
    unit: UnitRef,
    borrowed: Option<usize>,
    at: usize,
) -> Option<Rc<FullBody>> {
    match (of_unit, unit, borrowed) {
        (UnitBody::Party, UnitRef::None, Some(body)) => {
            let level_unit = namer.mentions.bodies[body].unit;
            namer.party_committee(level_unit, at)
        }
        (UnitBody::Party, unit, _) => namer.party_committee(unit, at),
        (UnitBody::PeoplesCommittee, UnitRef::None, Some(body)) => {
            Some(namer.body(body, UnitRef::None))
        }
        (UnitBody::PeoplesCommittee, UnitRef::None, None) | (UnitBody::None, _, None) => None,
        (UnitBody::PeoplesCommittee, unit, _) => namer.implied("ubnd", Level::Any, unit, at),
        (UnitBody::None, _, Some(body)) => Some(namer.body(body, UnitRef::None)),
    }
}

/// The foreign unit of the next office, which is all that both offices say of their body.
fn foreign_unit(
    namer: &Namer<'_, '_>,
    mention: &OfficeMention,
    next: Option<usize>,
) -> Option<Rc<FullBody>> {
    let unit = foreign_ref(namer, next).filter(|_| mention.unit == UnitRef::None)?;
    unit_itself(namer, unit)
}

/// The foreign unit that the next office belongs to without a body between.
fn foreign_ref(namer: &Namer<'_, '_>, next: Option<usize>) -> Option<UnitRef> {
    let next = &namer.mentions.offices[next?];
    let UnitRef::Named(unit) = next.unit else { return None };
    let foreign = namer.context.meanings[unit] == Meaning::Foreign;
    (foreign && next.body.is_none()).then_some(next.unit)
}

/// The offices in apposition to every name, but for those that acts give: person and office mention.
pub(crate) fn holdings(
    namer: &Namer<'_, '_>,
    roll: &Roll,
    held: &[Vec<Held>],
    given: &FxHashSet<(usize, usize)>,
) -> Vec<Holding> {
    let mut found = Vec::new();
    for (mention, offices) in held.iter().enumerate() {
        let Some(person) = roll.of_mention[mention] else { continue };
        let name = namer.mentions.people[mention].span;
        for (i, held) in offices.iter().enumerate() {
            if given.contains(&(person, held.office)) {
                continue;
            }
            let next = offices.get(i + 1).map(|h| h.office);
            let span = namer.mentions.offices[held.office].span.to(name);
            let status = match held.time {
                HeldTime::Now => TenureStatus::Current,
                HeldTime::Before => TenureStatus::Former,
                HeldTime::Over => TenureStatus::Ended,
            };
            let office = office_beside(namer, held.office, next, unit_of_list(namer, offices));
            found.push(Holding {
                person,
                office: namer.with_body_before(held.office, office),
                status,
                span,
                rule: "apposition",
            });
        }
    }
    found
}
