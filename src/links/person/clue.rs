//! What a document tells of a person beyond the name.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Found;
use crate::facts::{DocumentFacts, TenureStatus, UnitLevel};
use crate::links::date::{Interval, PartialDate};
use crate::links::model::{Detail, Seats};
use crate::links::unit::Reach;

/// Something that two mentions can share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::links) enum Clue {
    /// An office of one seat.
    Seat(u32),
    /// A meeting taken part in.
    Meeting(u32),
    /// The text that a document copies: the first document that carries it.
    Copy(u32),
    /// An office of many seats.
    Post(u32),
    /// A body in which an office is held.
    Body(u32),
    /// A body of a province, or what became of it when its province went into another.
    Line(u32),
    /// A unit whose body has the person in office.
    Unit(u32),
    /// A unit whose body holds a meeting that the person takes part in.
    Scene(u32),
    /// A unit below the province that the document names, where it tells nothing else of the person.
    Near(u32),
    /// A province in which somebody holds office or takes part in a meeting.
    Province(u32),
}

/// An office of one seat on the days that a document shows it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::links) struct Seated {
    pub post: u32,
    pub on: Interval,
}

/// What one document tells of one person.
#[derive(Clone, Debug, Default)]
pub(in crate::links) struct Clues {
    /// Sorted, each once.
    pub shared: Vec<Clue>,
    pub seated: Vec<Seated>,
}

impl Clues {
    pub(super) fn gather(found: &Found, document: usize, name: &str) -> Self {
        let mut clues = Self::default();
        clues.add_offices(found, document, name);
        clues.add_meetings(found, document, name);
        clues.add_surroundings(found, document);
        clues.shared.push(Clue::Copy(found.copies[document]));
        clues.shared.sort_unstable();
        clues.shared.dedup();
        clues
    }

    /// Offices held, of all seats.
    pub(super) fn posts(&self) -> impl Iterator<Item = u32> {
        self.shared.iter().filter_map(|clue| match clue {
            Clue::Seat(post) | Clue::Post(post) => Some(*post),
            _ => None,
        })
    }

    fn add_offices(&mut self, found: &Found, document: usize, name: &str) {
        let facts = found.documents[document];
        let day = day_of(facts);
        for (tenure, &post) in facts.tenures.iter().zip(&found.posts.of[document]) {
            if tenure.person != name {
                continue;
            }
            let one =
                matches!(found.posts.drafts[post].detail, Detail::Post { seats: Seats::One, .. });
            self.shared.push(if one { Clue::Seat(post) } else { Clue::Post(post) });
            if let Some(body) = found.posts.bodies[post as usize] {
                self.add_body(found, body);
            }
            let held = !matches!(tenure.status, TenureStatus::Former | TenureStatus::Ended);
            if let Some(day) = day.filter(|_| one && held) {
                self.seated.push(Seated { post, on: Interval { from: day, until: day } });
            }
        }
    }

    fn add_body(&mut self, found: &Found, body: u32) {
        let known = &found.bodies.known[body as usize];
        if known.reach == Reach::Document {
            return;
        }
        self.shared.push(Clue::Body(body));
        self.shared.extend(found.lines[body as usize].map(Clue::Line));
        if let Some(unit) = known.unit {
            self.shared.extend([Clue::Unit(unit), Clue::Scene(unit)]);
            self.shared.extend(found.provinces[unit as usize].map(Clue::Province));
        }
    }

    fn add_meetings(&mut self, found: &Found, document: usize, name: &str) {
        let facts = found.documents[document];
        for participation in facts.participations.iter().filter(|p| p.person == name) {
            let place = facts.meetings.iter().position(|m| m.id == participation.meeting);
            let Some(place) = place else { continue };
            self.shared.push(Clue::Meeting(found.meetings.of[document][place]));
            let body = facts.meetings[place].body.as_deref();
            let body = body.and_then(|body| found.bodies.named(document, body));
            let unit = body.and_then(|body| found.bodies.known[body as usize].unit);
            if let Some(unit) = unit.filter(|&unit| found.units.reach(unit) == Reach::All) {
                self.shared.push(Clue::Scene(unit));
                self.shared.extend(found.provinces[unit as usize].map(Clue::Province));
            }
        }
    }

    fn add_surroundings(&mut self, found: &Found, document: usize) {
        let places = |clue: &Clue| matches!(clue, Clue::Unit(_) | Clue::Scene(_));
        let alone = !self.shared.iter().any(places);
        let units = found.units.of[document].iter().copied().filter(|&unit| {
            found.units.level(unit) != UnitLevel::Province && found.units.reach(unit) == Reach::All
        });
        for unit in units {
            let office = self.shared.contains(&Clue::Unit(unit));
            self.shared.extend((alone || office).then_some(Clue::Near(unit)));
        }
    }
}

impl Clue {
    /// Belief, from this alone, that two mentions of one name are one person.
    pub(super) fn weight(self, found: &Found) -> f64 {
        match self {
            Self::Copy(_) => 0.99,
            Self::Seat(_) | Self::Meeting(_) => 0.97,
            Self::Post(_) => 0.88,
            Self::Body(body) => match found.bodies.known[body as usize].unit {
                Some(_) => 0.85,
                None => 0.6,
            },
            Self::Line(_) => 0.85,
            Self::Unit(unit) => match found.units.level(unit) {
                UnitLevel::Commune => 0.9,
                UnitLevel::District => 0.82,
                UnitLevel::Province => 0.5,
            },
            Self::Scene(unit) => match found.units.level(unit) {
                UnitLevel::Commune | UnitLevel::District => 0.75,
                UnitLevel::Province => 0.4,
            },
            Self::Near(_) => 0.5,
            Self::Province(_) => 0.3,
        }
    }
}

/// Belief that several clues give together. Clues of one province say one thing, the strongest of them;
/// those of different provinces and of bodies of the whole country are independent.
pub(super) fn belief(found: &Found, clues: &[Clue]) -> f64 {
    let mut roots: BTreeMap<Clue, f64> = BTreeMap::new();
    for &clue in clues {
        let root = match clue {
            Clue::Unit(unit) | Clue::Scene(unit) | Clue::Near(unit) => {
                found.provinces[unit as usize].map_or(Clue::Unit(unit), Clue::Province)
            }
            clue => clue,
        };
        let weight = roots.entry(root).or_default();
        *weight = weight.max(clue.weight(found));
    }
    1.0 - roots.values().map(|weight| 1.0 - weight).product::<f64>()
}

/// The day on which a document shows what it calls current: that of publication, or else that of its
/// latest meeting.
pub(in crate::links) fn day_of(facts: &DocumentFacts) -> Option<Date> {
    let day = |text: &Option<String>| PartialDate::parse(text.as_deref()?)?.day();
    day(&facts.published).or_else(|| facts.meetings.iter().filter_map(|m| day(&m.date)).max())
}
