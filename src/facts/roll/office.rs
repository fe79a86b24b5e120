//! Offices with their bodies, from what stands in the office, beside it and before it.

use std::rc::Rc;

use crate::facts::attach::Held;
use crate::facts::context::Meaning;
use crate::facts::mention::{BodyMention, OfficeMention, UnitRef};
use crate::facts::naming::{FullBody, Namer, Shared};
use crate::ontology::lexicon::{Level, UnitBody};

/// An office with its body, resolved.
#[derive(Clone, Debug)]
pub(crate) struct FullOffice {
    pub(crate) title: u16,
    pub(crate) body: Option<Rc<FullBody>>,
    pub(crate) term: Option<String>,
    /// The body is not told here: it is that of an office or body named before, or of the unit that the
    /// document is about.
    pub(crate) told_before: bool,
}

/// Resolves an office mention; `next` is the office behind it in the same list.
pub(crate) fn full_office(namer: &Namer<'_, '_>, office: usize, next: Option<usize>) -> FullOffice {
    office_beside(namer, office, next, UnitRef::None)
}

/// Resolves an office mention in a list whose other offices say whose unit a bare body is of.
pub(super) fn office_beside(
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
        (Some(body), "") => {
            Some(within_implied(namer, body, next).unwrap_or_else(|| namer.body(body, shared)))
        }
        (Some(body), key) => Some(implied_under(namer, key, body, shared)),
        (None, "delegate") => namer.only_council(),
        (None, "") => foreign_unit(namer, mention, next).or_else(|| {
            let borrowed = borrowed.map(|body| part_with_head(namer, title.head, body));
            bodyless(namer, title.of_unit, mention.unit, borrowed, at)
        }),
        (None, key) => board_beside(namer, mention, next)
            .or_else(|| namer.implied(key, title.level, mention.unit, at)),
    };
    let silent = mention.body.is_none() && mention.unit == UnitRef::None && borrowed.is_none();
    let told_before = silent && title.of_unit == UnitBody::Party && title.implies.is_empty();
    FullOffice { title: mention.title, body, term: mention.term.clone(), told_before }
}

/// The standing committee that a membership without a body means, by the office behind it: that of its
/// committee or its unit. Who leads a committee is a member of the one above besides.
fn board_beside(
    namer: &Namer<'_, '_>,
    mention: &OfficeMention,
    next: Option<usize>,
) -> Option<Rc<FullBody>> {
    let (lexicon, bodies) = (&namer.reading.ontology.lexicon, &namer.mentions.bodies);
    let implied = lexicon.body(&lexicon.titles[mention.title as usize].implies)?;
    let kind = &lexicon.bodies[implied as usize];
    let next = &namer.mentions.offices[next?];
    let leads = lexicon.titles[next.title as usize].of_unit == UnitBody::Party;
    if kind.class != "standing-committee" || mention.unit != UnitRef::None || leads {
        return None;
    }
    let parts = || std::iter::successors(next.body, |&b| bodies[b].parent);
    let class = |row: u16| lexicon.bodies[row as usize].class.as_str();
    let party = kind.parents.iter().any(|&parent| class(parent) == "party-committee");
    let committee = parts().find(|&b| {
        kind.parents.contains(&bodies[b].kind)
            && (!party || class(bodies[b].kind) == "party-committee")
            && !namer.is_committee_alone(b)
    });
    if let Some(committee) = committee {
        return Some(namer.under(implied, "", Some(&namer.body(committee, UnitRef::None))));
    }
    party.then_some(())?;
    let unit = parts().map(|b| bodies[b].unit).find(|&unit| unit != UnitRef::None);
    let unit = unit.unwrap_or(next.unit);
    let typed = match unit {
        UnitRef::Named(unit) => namer.mentions.units[unit].kind.is_some(),
        UnitRef::Deictic(_) => true,
        UnitRef::None => false,
    };
    typed.then(|| namer.implied(&kind.key, Level::Any, unit, mention.span.start))?
}

/// What a later body of the list gives: its unit, and the committee that it is part of.
fn shared(namer: &Namer<'_, '_>, body: Option<usize>, later: usize) -> Shared {
    let mention = &namer.mentions.bodies[later];
    let class = &namer.reading.ontology.lexicon.bodies[mention.kind as usize].class;
    let takes = body.is_some_and(|b| {
        let own = &namer.mentions.bodies[b];
        let kind = &namer.reading.ontology.lexicon.bodies[own.kind as usize];
        let bare = own.unit == UnitRef::None && own.parent.is_none();
        bare && kind.parents.contains(&mention.kind)
            || namer.is_within(b, later)
            || own.parent.is_some_and(|parent| namer.is_within(parent, later))
    });
    let parent = mention.parent.or((class == "party-committee" || takes).then_some(later));
    Shared { unit: shared_unit(namer, body, later), parent }
}

/// The unit of a later body of the list, where the earlier one is of the same level and has none.
fn shared_unit(namer: &Namer<'_, '_>, body: Option<usize>, later: usize) -> UnitRef {
    let bodies = &namer.mentions.bodies;
    let unit = bodies[later].unit;
    let Some(own) = body.map(|b| &bodies[b]) else { return UnitRef::None };
    let kind = &namer.reading.ontology.lexicon.bodies[own.kind as usize];
    let level = kind.level;
    if is_committee_of_unit(namer, own, unit) {
        return unit;
    }
    let fits = match unit {
        UnitRef::Named(mention) => {
            let unit = &namer.mentions.units[mention];
            let kinds = &namer.reading.ontology.lexicon.unit_types;
            if let Some(of_type) = unit.kind.map(|k| kinds[k as usize].level) {
                of_type == level
                    || level == Level::Any
                    || level == Level::City
                    || of_type == Level::City
            } else {
                // A name behind a head has the level that the head asks for.
                let city = unit.level == Level::City || level == Level::City;
                unit.level == level
                    || level == Level::Any
                    || unit.level == Level::Any
                    || city && !matches!(level, Level::Province | Level::Commune)
            }
        }
        UnitRef::Deictic(_) => own.kind == bodies[later].kind,
        UnitRef::None => false,
    };
    let of_unit = matches!(
        level,
        Level::Province | Level::District | Level::City | Level::Commune | Level::Any
    );
    if fits && of_unit { unit } else { UnitRef::None }
}

/// Whether a bare committee can be that of a unit named with its type: `Ủy viên BTV, Chủ tịch UBND xã A`.
fn is_committee_of_unit(namer: &Namer<'_, '_>, own: &BodyMention, unit: UnitRef) -> bool {
    let kinds = &namer.reading.ontology.lexicon.bodies;
    let class = |body: &BodyMention| kinds[body.kind as usize].class.as_str();
    let bare = own.parent.is_none_or(|parent| {
        let parent = &namer.mentions.bodies[parent];
        class(parent) == "party-organization"
            && parent.unit == UnitRef::None
            && parent.name.is_empty()
    });
    let typed =
        matches!(unit, UnitRef::Named(mention) if namer.mentions.units[mention].kind.is_some());
    bare && typed && matches!(class(own), "executive-committee" | "standing-committee")
}

/// Whether a body may be of a unit of any level and says nothing of its own.
fn is_of_any_unit(namer: &Namer<'_, '_>, body: usize) -> bool {
    let mention = &namer.mentions.bodies[body];
    let kind = &namer.reading.ontology.lexicon.bodies[mention.kind as usize];
    kind.level == Level::Any && mention.unit == UnitRef::None && mention.parent.is_none()
}

/// The type of unit whose Party committee somebody leads: `Bí thư Tỉnh ủy, Chủ tịch HĐND`.
pub(super) fn unit_of_list(namer: &Namer<'_, '_>, offices: &[Held]) -> UnitRef {
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

/// A bare committee within the body that the next title implies: `Bí thư Đảng đoàn, Chủ tịch Quốc hội`.
fn within_implied(namer: &Namer<'_, '_>, body: usize, next: Option<usize>) -> Option<Rc<FullBody>> {
    let lexicon = &namer.reading.ontology.lexicon;
    let (own, next) = (&namer.mentions.bodies[body], &namer.mentions.offices[next?]);
    let kind = &lexicon.bodies[own.kind as usize];
    let title = &lexicon.titles[next.title as usize];
    let key = lexicon.body(&title.implies).filter(|_| next.body.is_none())?;
    let implied =
        || namer.implied(&lexicon.bodies[key as usize].key, title.level, next.unit, own.span.start);
    if lexicon.bodies[key as usize].class == "police" && namer.is_committee_alone(body) {
        let inner = implied().filter(|_| namer.is_provincial(next.unit))?;
        return Some(namer.committee_in(body, &inner));
    }
    let fits = kind.parents.contains(&key) && kind.takes_parent;
    (fits && own.parent.is_none() && own.unit == UnitRef::None).then_some(())?;
    Some(namer.under(own.kind, &own.name, implied().as_ref()))
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

/// The body of a title's head among those that a later body is part of, else that body itself.
fn part_with_head(namer: &Namer<'_, '_>, head: Option<u16>, body: usize) -> usize {
    let bodies = &namer.mentions.bodies;
    let mut parts = std::iter::successors(Some(body), |&b| bodies[b].parent);
    parts.find(|&b| Some(bodies[b].kind) == head).unwrap_or(body)
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
        (UnitBody::Party, UnitRef::None, None) => {
            namer.committee_before(at).or_else(|| namer.party_committee(unit, at))
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
