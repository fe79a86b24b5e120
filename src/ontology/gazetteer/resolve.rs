//! Which unit a mention means: decided where the facts decide it, ranked where they do not.

use std::cmp::Reverse;

use super::{Day, Gazetteer, KindSet, Level, NameIdx, UnitIdx};

/// A mention of a unit with what is known around it.
#[derive(Clone, Copy, Debug)]
pub struct UnitQuery<'q> {
    /// The name as it stands in the text.
    pub name: NameIdx,
    /// What the word before the name may mean; empty where the name stands alone.
    pub kinds: KindSet,
    /// The day that the text speaks of, usually that of the document. Where it is unknown all
    /// versions may be meant, and of the versions of one unit the latest stands for it.
    pub day: Option<Day>,
    /// The unit that the text says it lies in (`xã A, huyện B`; `xã A (H. B)`).
    pub within: Option<UnitIdx>,
    /// Other units that the text or its site gives, as far as they are decided; each costs a look at each
    /// bearer of the name, so a text with hundreds of units gives the nearest only.
    pub nearby: &'q [Nearby],
}

/// A unit in the surroundings of a mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearby {
    /// The unit.
    pub unit: UnitIdx,
    /// How much it counts against the others, above 0: the nearer, the more; 1 for the site's own unit.
    pub weight: f64,
}

/// What a mention means.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolution {
    /// One unit.
    Decided(UnitIdx),
    /// Several, the likeliest first.
    Candidates(Vec<Ranked>),
    /// No unit of such a kind bears the name.
    Unknown,
}

/// A unit that a mention may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The unit.
    pub unit: UnitIdx,
    /// Share of belief; those of one mention sum to 1.
    pub score: f64,
}

/// A share of belief from which on the first of the ranked is taken.
const DECISIVE: f64 = 0.9;

/// Where a version stands to the day of the mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Validity {
    Future,
    Ended,
    InForce,
}

/// How near the surroundings bring a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Support {
    /// Nothing else named lies in its province.
    None,
    /// Something else named lies in its province.
    Province,
    /// It is named itself, or lies in a district named, or a unit named lies in it.
    Kin,
}

/// A unit in the surroundings, with what is its province on the day.
#[derive(Clone, Copy, Debug)]
struct Near {
    nearby: Nearby,
    province: UnitIdx,
}

#[derive(Clone, Copy, Debug)]
struct Reading {
    unit: UnitIdx,
    validity: Validity,
    /// The higher level is meant where the name stands alone; all equal where a kind is stated.
    prominence: Reverse<Level>,
    support: Support,
    /// Weight of what supports it.
    weight: f64,
}

impl Gazetteer {
    /// Says which unit a mention means.
    ///
    /// 1. The kind stated must fit; where no unit of that kind was ever in force, another kind of the same
    ///    level may (a town that has become a city).
    /// 2. What lies in the unit stated around it comes before all else.
    /// 3. A reading gives way to one that is at least as well supported by the surroundings and better
    ///    in force on the day (in force, ended, not yet), or as well and of a higher level. A name that
    ///    stands alone means a province before all else, be it one that has ended.
    /// 4. Whatever is left is ranked; one is decided only if it is alone or outweighs the rest nine to one.
    pub fn resolve(&self, query: &UnitQuery<'_>) -> Resolution {
        if let &[only] = self.units_of_name(query.name) {
            let fits = query.kinds.is_empty() || query.kinds.has_level(self.unit(only).level());
            return if fits { Resolution::Decided(only) } else { Resolution::Unknown };
        }
        let mut readings = self.readings(query);
        keep_undominated(&mut readings);
        self.keep_one_a_place(&mut readings);
        match readings.as_slice() {
            [] => Resolution::Unknown,
            [only] => Resolution::Decided(only.unit),
            _ => rank(&readings),
        }
    }

    fn readings(&self, query: &UnitQuery<'_>) -> Vec<Reading> {
        let bearers = self.units_of_name(query.name);
        let lies_in = |unit: UnitIdx, outer| unit != outer && self.lies_in(unit, outer);
        let inside = query.within.and_then(|outer| {
            let inside = bearers.iter().copied().filter(|&unit| lies_in(unit, outer));
            self.fitting(&inside.collect::<Vec<_>>(), query)
        });
        let fitting = inside.or_else(|| self.fitting(bearers, query)).unwrap_or_default();
        let province = |unit| {
            let province = self.province_of(unit);
            query.day.map_or(province, |day| self.province_on(province, day))
        };
        let near = |&nearby: &Nearby| Near { nearby, province: province(nearby.unit) };
        let nearby: Vec<Near> = query.nearby.iter().map(near).collect();
        let reading = |unit| self.reading(unit, province(unit), &nearby, query);
        fitting.into_iter().map(reading).collect()
    }

    /// Units of a stated kind that have begun, else of its level that have, else of its level; all where
    /// none is stated.
    fn fitting(&self, units: &[UnitIdx], query: &UnitQuery<'_>) -> Option<Vec<UnitIdx>> {
        let begun = |unit: UnitIdx| self.validity(unit, query.day) > Validity::Future;
        let some = |keep: &dyn Fn(UnitIdx) -> bool| {
            let kept: Vec<UnitIdx> = units.iter().copied().filter(|&unit| keep(unit)).collect();
            (!kept.is_empty()).then_some(kept)
        };
        if query.kinds.is_empty() {
            return some(&|_| true);
        }
        let stated = |unit: UnitIdx| query.kinds.contains(self.unit(unit).kind);
        let leveled = |unit: UnitIdx| query.kinds.has_level(self.unit(unit).level());
        some(&|unit| stated(unit) && begun(unit))
            .or_else(|| some(&|unit| leveled(unit) && begun(unit)))
            .or_else(|| some(&leveled))
    }

    fn reading(
        &self,
        unit: UnitIdx,
        province: UnitIdx,
        nearby: &[Near],
        query: &UnitQuery<'_>,
    ) -> Reading {
        let level = if query.kinds.is_empty() { self.unit(unit).level() } else { Level::Province };
        let mut support = Support::None;
        let mut weight = 1.0;
        for near in nearby {
            let found = self.support(unit, province, near);
            if found > support {
                (support, weight) = (found, near.nearby.weight);
            } else if found == support && found > Support::None {
                weight += near.nearby.weight;
            }
        }
        let validity = self.validity(unit, query.day);
        Reading { unit, validity, prominence: Reverse(level), support, weight }
    }

    fn validity(&self, unit: UnitIdx, day: Option<Day>) -> Validity {
        let version = self.unit(unit);
        match day {
            None => Validity::InForce,
            Some(day) if version.in_force(day) => Validity::InForce,
            Some(day) if version.valid_from.is_some_and(|from| day < from) => Validity::Future,
            Some(_) => Validity::Ended,
        }
    }

    /// How near a unit of the surroundings brings one of a province.
    fn support(&self, unit: UnitIdx, own: UnitIdx, near: &Near) -> Support {
        let nearby = near.nearby.unit;
        let province = self.unit(nearby).level() == Level::Province;
        if self.same_place(unit, nearby)
            || self.lies_in(nearby, unit)
            || (!province && self.lies_in(unit, nearby))
        {
            Support::Kin
        } else if self.same_place(own, near.province) {
            Support::Province
        } else {
            Support::None
        }
    }

    /// Of the versions of one place, keeps the best in force, then the latest.
    fn keep_one_a_place(&self, readings: &mut Vec<Reading>) {
        let place = |r: &Reading| self.keys[self.last_heir(r.unit).0 as usize] >> 32;
        readings.sort_by_key(|r| (place(r), Reverse((r.support, r.validity, r.unit))));
        readings.dedup_by_key(|reading| place(reading));
    }
}

fn keep_undominated(readings: &mut Vec<Reading>) {
    let standing = |r: &Reading| {
        let province = r.prominence == Reverse(Level::Province) && r.validity > Validity::Future;
        (province, r.validity, r.prominence)
    };
    let gives_way = |r: &Reading| {
        readings.iter().any(|other| {
            other.support >= r.support
                && standing(other) >= standing(r)
                && (other.support, standing(other)) != (r.support, standing(r))
        })
    };
    let given_way: Vec<bool> = readings.iter().map(gives_way).collect();
    let mut given_way = given_way.into_iter();
    readings.retain(|_| !given_way.next().unwrap_or(false));
}

fn rank(readings: &[Reading]) -> Resolution {
    let total: f64 = readings.iter().map(belief).sum();
    let score = |r: &Reading| Ranked { unit: r.unit, score: belief(r) / total };
    let mut ranked: Vec<Ranked> = readings.iter().map(score).collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.unit.cmp(&b.unit)));
    match ranked.first() {
        Some(first) if first.score >= DECISIVE => Resolution::Decided(first.unit),
        _ => Resolution::Candidates(ranked),
    }
}

/// Unnormalised belief in a reading: what holds when support and validity speak against each other.
fn belief(reading: &Reading) -> f64 {
    let support = match reading.support {
        Support::None => 1.0,
        Support::Province => 12.0,
        Support::Kin => 40.0,
    };
    let validity = match reading.validity {
        Validity::InForce => 1.0,
        Validity::Ended => 0.3,
        Validity::Future => 0.02,
    };
    let prominence = match reading.prominence {
        Reverse(Level::Province) => 15.0,
        Reverse(Level::District) => 3.0,
        Reverse(Level::Commune) => 1.0,
    };
    support * validity * prominence * reading.weight
}
