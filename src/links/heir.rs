//! What became of bodies and offices whose units went into other units: they go on there as the body
//! and the office of the same role.

use std::collections::{BTreeMap, HashMap};

use super::Linker;
use super::body::{Bodies, Posts};
use super::model::{Continuation, EntityKind};
use super::number::Numbers;
use super::unit::{Reach, Units};
use super::version::date;
use crate::ontology::gazetteer::{Change, ChangeKind, UnitIdx};

/// Units, by their first versions, with the change by which each went into another as a whole.
pub(super) struct Heirs<'a> {
    linker: &'a Linker<'a>,
    /// None where it went into several.
    changes: HashMap<UnitIdx, Option<Change>>,
}

/// A body or office, by its draft, that went on as another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Continued {
    kind: EntityKind,
    before: u32,
    after: u32,
    change: Change,
}

/// The role of a body and the unit, by its first version, that it is of.
type Role = (String, UnitIdx);

impl<'a> Heirs<'a> {
    pub(super) fn new(linker: &'a Linker<'a>) -> Self {
        let identity = |unit| linker.history.identity(unit);
        let mut changes: HashMap<UnitIdx, Option<Change>> = HashMap::new();
        for change in linker.history.changes().iter().filter(|c| c.kind == ChangeKind::Merged) {
            let Some(heir) = change.successor.map(identity) else { continue };
            let unit = identity(change.predecessor);
            if heir != unit {
                let known = changes.entry(unit).or_insert(Some(*change));
                let same = known.is_some_and(|known| known.successor.map(identity) == Some(heir));
                *known = known.filter(|_| same);
            }
        }
        Self { linker, changes }
    }

    /// The changes through which the land of a unit went, in order.
    fn ways(&self, unit: UnitIdx) -> impl Iterator<Item = (&Change, UnitIdx)> {
        let next = |unit: UnitIdx| {
            let change = self.changes.get(&unit)?.as_ref()?;
            Some((change, self.linker.history.identity(change.successor?)))
        };
        std::iter::successors(next(unit), move |&(_, heir)| next(heir))
    }

    fn role(&self, bodies: &Bodies, units: &Units, body: u32) -> Option<Role> {
        let known = &bodies.known[body as usize];
        let unit = known.unit.filter(|_| known.reach == Reach::All)?;
        Some((self.linker.vocabulary.role(&known.sort), units.first_version(self.linker, unit)?))
    }

    /// For each body a number that it shares with those that went on as it, or that it went on as.
    pub(super) fn lines(&self, bodies: &Bodies, units: &Units) -> Vec<Option<u32>> {
        let mut lines: BTreeMap<Role, Vec<u32>> = BTreeMap::new();
        for body in 0..bodies.known.len() as u32 {
            if let Some((role, unit)) = self.role(bodies, units, body) {
                let last = self.ways(unit).last().map_or(unit, |(_, heir)| heir);
                lines.entry((role, last)).or_default().push(body);
            }
        }
        let mut numbers = vec![None; bodies.known.len()];
        let shared = lines.into_values().filter(|line| line.len() > 1);
        for (number, line) in shared.enumerate() {
            for body in line {
                numbers[body as usize] = Some(number as u32);
            }
        }
        numbers
    }

    /// Bodies and offices that went on as others.
    pub(super) fn continued(
        &self,
        bodies: &Bodies,
        posts: &Posts,
        units: &Units,
    ) -> Vec<Continued> {
        let after = self.bodies_after(bodies, units);
        let offices = posts.bodies.iter().zip(0..).filter_map(|(body, before)| {
            let (heir, change) = *after.get(&(*body)?)?;
            let after = posts.same_at(before, ((*body)?, heir), bodies)?;
            Some(Continued { kind: EntityKind::Post, before, after, change })
        });
        let kind = EntityKind::Organization;
        let bodies = after.iter().map(|(&before, &(after, change))| Continued {
            kind,
            before,
            after,
            change,
        });
        bodies.chain(offices).collect()
    }

    /// For each body that went on as another that documents speak of, that other one and the change.
    fn bodies_after(&self, bodies: &Bodies, units: &Units) -> BTreeMap<u32, (u32, Change)> {
        let all = || 0..bodies.known.len() as u32;
        let roles: Vec<Option<Role>> = all().map(|body| self.role(bodies, units, body)).collect();
        let mut of_role: HashMap<&Role, Vec<u32>> = HashMap::new();
        for (body, role) in all().zip(&roles) {
            if let Some(role) = role {
                of_role.entry(role).or_default().push(body);
            }
        }
        let sort = |body: u32| &bodies.known[body as usize].sort;
        let mut after = BTreeMap::new();
        for (body, role) in all().zip(&roles) {
            let Some((role, unit)) = role else { continue };
            let heirs = self
                .ways(*unit)
                .find_map(|(change, heir)| Some((of_role.get(&(role.clone(), heir))?, *change)));
            let Some((heirs, change)) = heirs else { continue };
            let same = heirs.iter().find(|&&heir| sort(heir) == sort(body));
            let only = heirs.first().filter(|_| heirs.len() == 1);
            after.extend(same.or(only).map(|&heir| (body, (heir, change))));
        }
        after
    }
}

/// All that went on, as entities, sorted.
pub(super) fn numbered(continued: &[Continued], numbers: &Numbers) -> Vec<Continuation> {
    let entities = continued.iter().filter_map(|Continued { kind, before, after, change }| {
        let [before, after] = [before, after].map(|&draft| numbers.id(*kind, draft));
        Some(Continuation { before, after, on: date(change.date)?, act: change.decree.to_owned() })
    });
    let mut entities: Vec<Continuation> = entities.collect();
    entities.sort_unstable();
    entities
}
