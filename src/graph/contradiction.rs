//! Where documents contradict each other, or the order of units, about who was where when.
//!
//! Nothing is resolved: both sides stand in the graph with their quotes.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::KnowledgeGraph;
use super::succession::{attested, successions, tenure};
use crate::facts::UnitLevel;
use crate::links::{
    Detail, EntityId, Interval, PartialDate, Predicate, Seats, Statement, StatementId, UnitVersion,
};

/// Days by which pages follow events: an old holder is named beside the new one, a body after its end.
const LATE: i64 = 7;

/// Statements that cannot both be as they are attested, or one that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contradiction {
    /// Two people hold an office of one seat on the same days.
    TwoHolders {
        /// The tenure attested first.
        left: StatementId,
        /// The other.
        right: StatementId,
        /// Days on which both are attested.
        on: Interval,
    },
    /// A tenure is attested after a document reported it over.
    HeldAfterEnd {
        /// The tenure.
        tenure: StatementId,
        /// From the day of that report to the last day attested.
        on: Interval,
    },
    /// A person is in two provinces at once: at two meetings on a day, or in two offices of one seat.
    TwoPlaces {
        /// The participation or tenure in the one.
        left: StatementId,
        /// That in the other.
        right: StatementId,
        /// The days.
        on: Interval,
    },
    /// An office is held at a body whose unit does not exist then, or not under that name.
    NoSuchBody {
        /// The tenure.
        tenure: StatementId,
        /// Days on which it is attested without that unit.
        on: Interval,
    },
}

impl Contradiction {
    /// Name in files: `two-holders`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TwoHolders { .. } => "two-holders",
            Self::HeldAfterEnd { .. } => "held-after-end",
            Self::TwoPlaces { .. } => "two-places",
            Self::NoSuchBody { .. } => "no-such-body",
        }
    }

    /// Both sides; the same twice where a statement contradicts itself or the order of units.
    pub fn sides(&self) -> [StatementId; 2] {
        match *self {
            Self::TwoHolders { left, right, .. } | Self::TwoPlaces { left, right, .. } => {
                [left, right]
            }
            Self::HeldAfterEnd { tenure, .. } | Self::NoSuchBody { tenure, .. } => [tenure, tenure],
        }
    }

    /// The days in question.
    pub fn on(&self) -> Interval {
        match *self {
            Self::TwoHolders { on, .. }
            | Self::HeldAfterEnd { on, .. }
            | Self::TwoPlaces { on, .. }
            | Self::NoSuchBody { on, .. } => on,
        }
    }
}

/// All contradictions, in order.
pub(super) fn contradictions(graph: &KnowledgeGraph) -> Vec<Contradiction> {
    let places = Places::new(graph);
    let mut found = Vec::new();
    // Whoever is said to sit where there was no seat takes it from nobody.
    let mut seatless = HashSet::new();
    for (id, statement) in statements(graph) {
        found.extend(held_after_end(id, statement));
        let nowhere = places.no_such_body(id, statement);
        seatless.extend(nowhere.filter(|no| Some(no.on()) == attested(statement)).map(|_| id));
        found.extend(nowhere);
    }
    for (post, mut tenures) in successions(graph) {
        tenures.retain(|id| !seatless.contains(id));
        if one_seat(graph, post) {
            two_holders(graph, &tenures, &mut found);
        }
    }
    places.two_places(&mut found);
    found.sort_unstable();
    found
}

fn statements(graph: &KnowledgeGraph) -> impl Iterator<Item = (StatementId, &Statement)> {
    graph.statements().iter().enumerate().map(|(id, statement)| (StatementId(id as u32), statement))
}

fn one_seat(graph: &KnowledgeGraph, post: EntityId) -> bool {
    matches!(graph.entity(post).detail, Detail::Post { seats: Seats::One, .. })
}

/// Whether `earlier` reaches further into what begins at `from` than late pages explain.
fn reaches(earlier: Date, from: Date) -> bool {
    from.saturating_add(LATE.days()) < earlier
}

/// Pairs of overlapping tenures: each is compared with those that have not ended before it begins.
fn two_holders(graph: &KnowledgeGraph, tenures: &[StatementId], found: &mut Vec<Contradiction>) {
    let mut running: Vec<(StatementId, Interval)> = Vec::new();
    for &right in tenures {
        let Some(later) = attested(graph.statement(right)) else { continue };
        running.retain(|(_, earlier)| reaches(earlier.until, later.from));
        for &(left, earlier) in &running {
            let on = Interval { from: later.from, until: earlier.until.min(later.until) };
            if graph.statement(left).subject != graph.statement(right).subject {
                found.push(Contradiction::TwoHolders { left, right, on });
            }
        }
        running.push((right, later));
    }
}

fn held_after_end(id: StatementId, statement: &Statement) -> Option<Contradiction> {
    let tenure = tenure(statement)?;
    let (over, attested) = (tenure.over_by?, tenure.attested?);
    let on = Interval { from: over, until: attested.until };
    reaches(attested.until, over).then_some(Contradiction::HeldAfterEnd { tenure: id, on })
}

/// Where posts and meetings are, and when units existed.
struct Places<'a> {
    graph: &'a KnowledgeGraph,
    /// Body of each post and meeting.
    bodies: HashMap<EntityId, EntityId>,
    /// Unit of each body.
    units: HashMap<EntityId, EntityId>,
    /// Versions of each unit that the gazetteer knows.
    versions: HashMap<EntityId, Vec<&'a UnitVersion>>,
    /// The same by their ids.
    by_id: HashMap<&'a str, &'a UnitVersion>,
}

/// First day of something, and the day after its last.
type Life = (Option<Date>, Option<Date>);

impl<'a> Places<'a> {
    fn new(graph: &'a KnowledgeGraph) -> Self {
        let (mut bodies, mut units) = (HashMap::new(), HashMap::new());
        for (_, statement) in statements(graph) {
            match statement.predicate {
                Predicate::PostIn | Predicate::MeetingOf => {
                    bodies.entry(statement.subject).or_insert(statement.object);
                }
                Predicate::BodyOf => {
                    units.entry(statement.subject).or_insert(statement.object);
                }
                _ => {}
            }
        }
        let mut versions: HashMap<EntityId, Vec<&UnitVersion>> = HashMap::new();
        for version in graph.unit_versions() {
            versions.entry(version.unit).or_default().push(version);
        }
        let by_id = graph.unit_versions().iter().map(|v| (v.id.as_str(), v)).collect();
        Self { graph, bodies, units, versions, by_id }
    }

    /// The life of a body: while its unit has the name that it bears.
    fn life(&self, body: EntityId) -> Option<Life> {
        let all = self.versions.get(self.units.get(&body)?)?;
        let label = self.graph.entity(body).label.to_lowercase();
        let named = |name: fn(&UnitVersion) -> &str| {
            let ends = |v: &&&UnitVersion| label.ends_with(&name(v).to_lowercase());
            let named: Vec<&UnitVersion> = all.iter().filter(ends).copied().collect();
            (!named.is_empty()).then_some(named)
        };
        let versions = named(|v| &v.name).or_else(|| named(|v| &v.bare));
        span(versions.as_ref().unwrap_or(all))
    }

    /// The life of bodies of a unit under the name that one of its versions has: a body lives on when
    /// its unit is renamed, but under the new name.
    fn life_of_name(&self, version: &str) -> Option<Life> {
        let version = self.by_id.get(version)?;
        let all = self.versions.get(&version.unit)?;
        let same = |other: &&&UnitVersion| other.bare == version.bare;
        span(&all.iter().filter(same).copied().collect::<Vec<_>>())
    }

    fn unit(&self, of: EntityId) -> Option<EntityId> {
        self.units.get(self.bodies.get(&of)?).copied()
    }

    fn province(&self, of: EntityId) -> Option<&'a str> {
        let entity = self.graph.entity(self.unit(of)?);
        match &entity.detail {
            Detail::Unit { province, level, .. } => province
                .as_deref()
                .or_else(|| (*level == UnitLevel::Province).then_some(entity.label.as_str())),
            _ => None,
        }
    }

    /// By the versions of the unit that documents name where the tenure has them, else by the name that
    /// most of them call the body.
    fn no_such_body(&self, id: StatementId, statement: &Statement) -> Option<Contradiction> {
        let (tenure, attested) = (tenure(statement)?, attested(statement)?);
        let units = tenure.units.iter();
        let named = units.filter_map(|(unit, on)| outside(self.life_of_name(unit)?, *on)).min();
        let labelled = || outside(self.life(*self.bodies.get(&statement.object)?)?, attested);
        let on = if tenure.units.is_empty() { labelled() } else { named };
        Some(Contradiction::NoSuchBody { tenure: id, on: on? })
    }

    /// People with an office at the centre are passed over: they do go to several provinces on a day.
    fn two_places(&self, found: &mut Vec<Contradiction>) {
        let central: HashSet<EntityId> = statements(self.graph)
            .filter(|(_, s)| s.predicate == Predicate::Holds && self.unit(s.object).is_none())
            .map(|(_, statement)| statement.subject)
            .collect();
        let mut days: BTreeMap<(EntityId, Date), Vec<(&str, StatementId)>> = BTreeMap::new();
        let mut offices: BTreeMap<EntityId, Vec<(Interval, &str, StatementId)>> = BTreeMap::new();
        for (id, statement) in statements(self.graph) {
            let person = statement.subject;
            let Some(province) = self.province(statement.object) else { continue };
            if central.contains(&person) {
                continue;
            }
            if let (Some(on), true) = (attested(statement), one_seat(self.graph, statement.object))
            {
                offices.entry(person).or_default().push((on, province, id));
            }
            if let Some(day) = self.meeting_day(statement) {
                days.entry((person, day)).or_default().push((province, id));
            }
        }
        for ((_, day), mut there) in days {
            there.sort_unstable();
            there.dedup_by_key(|(province, _)| *province);
            let on = Interval { from: day, until: day };
            let pairs =
                there.windows(2).map(|pair| (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1)));
            found.extend(pairs.map(|(left, right)| Contradiction::TwoPlaces { left, right, on }));
        }
        for held in offices.into_values() {
            two_offices(held, found);
        }
    }

    fn meeting_day(&self, statement: &Statement) -> Option<Date> {
        let part = matches!(
            statement.predicate,
            Predicate::Chairs | Predicate::SpeaksAt | Predicate::Attends
        );
        match &self.graph.entity(statement.object).detail {
            Detail::Meeting { date, .. } if part => date.and_then(PartialDate::day),
            _ => None,
        }
    }
}

/// From the first day of some versions to the day after their last.
fn span(versions: &[&UnitVersion]) -> Option<Life> {
    versions.iter().fold(None, |life, version| match life {
        None => Some((version.from, version.until)),
        Some((from, until)) => Some((
            from.and_then(|from: Date| Some(from.min(version.from?))),
            until.and_then(|until: Date| Some(until.max(version.until?))),
        )),
    })
}

/// The days of an interval before a life or after it, where it reaches further than late pages explain.
fn outside((from, until): Life, on: Interval) -> Option<Interval> {
    let early = from.filter(|&from| reaches(from, on.from)).map(|from| Interval {
        from: on.from,
        until: on.until.min(from.yesterday().unwrap_or(from)),
    });
    let late = until
        .filter(|&until| reaches(on.until, until))
        .map(|until| Interval { from: on.from.max(until), until: on.until });
    early.or(late)
}

/// Offices of one person in different provinces on the same days.
fn two_offices(mut held: Vec<(Interval, &str, StatementId)>, found: &mut Vec<Contradiction>) {
    held.sort_unstable();
    for (place, &(later, there, right)) in held.iter().enumerate() {
        for &(earlier, here, left) in &held[..place] {
            if here != there && reaches(earlier.until, later.from) {
                let on = Interval { from: later.from, until: earlier.until.min(later.until) };
                found.push(Contradiction::TwoPlaces { left, right, on });
            }
        }
    }
}
