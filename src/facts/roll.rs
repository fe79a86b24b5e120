//! The roll of a document: every person once, and the offices that the text gives each.

mod office;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::attach::{Held, HeldTime};
use super::mention::{Completeness, Mentions, Span, UnitRef};
use super::naming::Namer;
use crate::facts::TenureStatus;
use crate::ontology::lexicon::{Lexeme, NameWord};
use crate::text::{Gap, fold};

use office::{office_beside, unit_of_list};

pub(crate) use office::{FullOffice, full_office};

/// A person of the document, with where the name stands.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    pub(crate) name: String,
    pub(crate) spans: Vec<Span>,
}

/// The rule of offices that were taken long ago, no word being said of their end.
pub(crate) const OFFICE_BEGUN: &str = "office-taken-long-ago";

/// The rule of offices that somebody goes on in, as appointed or as elected.
pub(crate) const OFFICE_CONTINUED: &str = "office-continued";

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

/// Whether the words behind an office say that its unit is no more: `Bí thư Quận ủy X (cũ)`.
fn is_of_old(namer: &Namer<'_, '_>, office: usize) -> bool {
    let mention = &namer.mentions.offices[office];
    let unit = mention.body.map_or(mention.unit, |body| {
        let bodies = &namer.mentions.bodies;
        let mut parts = std::iter::successors(Some(body), |&b| bodies[b].parent);
        parts
            .find_map(|b| Some(bodies[b].unit).filter(|u| *u != UnitRef::None))
            .unwrap_or(mention.unit)
    });
    if !matches!(unit, UnitRef::Named(_)) {
        return false;
    }
    let end = mention.span.end;
    let tokens = &namer.reading.tokens;
    let open = usize::from(tokens.get(end).is_some_and(|t| t.is_sign('(')));
    let gone = Lexeme::NameWord(NameWord::Gone);
    tokens.get(end).is_some_and(|t| t.gap <= Gap::Space)
        && namer.reading.is(end + open, gone).is_some()
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
                HeldTime::Now if is_of_old(namer, held.office) => TenureStatus::Former,
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
