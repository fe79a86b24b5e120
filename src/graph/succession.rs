//! Who held a post after whom, and where the documents contradict each other about it.

use std::collections::BTreeMap;

use super::KnowledgeGraph;
use crate::links::{
    Detail, EntityId, Interval, Predicate, Qualifier, Seats, Statement, StatementId, Tenure,
};

/// Two tenures that cannot both be as they are attested, or one that cannot be.
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
}

/// Tenures of each post that are attested, in order of their first days.
pub(super) fn successions(graph: &KnowledgeGraph) -> BTreeMap<EntityId, Vec<StatementId>> {
    let mut posts: BTreeMap<EntityId, Vec<StatementId>> = BTreeMap::new();
    for (id, statement) in graph.statements().iter().enumerate() {
        if attested(statement).is_some() {
            posts.entry(statement.object).or_default().push(StatementId(id as u32));
        }
    }
    for tenures in posts.values_mut() {
        tenures.sort_by_key(|&id| (attested(graph.statement(id)), id));
    }
    posts
}

/// All contradictions, in order. Holders that meet on a single day, as at a handover, are none.
pub(super) fn contradictions(graph: &KnowledgeGraph) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for (post, tenures) in successions(graph) {
        if matches!(graph.entity(post).detail, Detail::Post { seats: Seats::One, .. }) {
            two_holders(graph, &tenures, &mut found);
        }
    }
    for (id, statement) in graph.statements().iter().enumerate() {
        found.extend(held_after_end(StatementId(id as u32), statement));
    }
    found.sort_unstable();
    found
}

/// Pairs of overlapping tenures: each is compared with those that have not ended before it begins.
fn two_holders(graph: &KnowledgeGraph, tenures: &[StatementId], found: &mut Vec<Contradiction>) {
    let mut running: Vec<(StatementId, Interval)> = Vec::new();
    for &right in tenures {
        let Some(later) = attested(graph.statement(right)) else { continue };
        running.retain(|(_, earlier)| earlier.until > later.from);
        for &(left, earlier) in &running {
            let on = Interval { from: later.from, until: earlier.until.min(later.until) };
            let people = [left, right].map(|id| graph.statement(id).subject);
            if people[0] != people[1] && on.from < on.until {
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
    (over < attested.until).then_some(Contradiction::HeldAfterEnd { tenure: id, on })
}

fn tenure(statement: &Statement) -> Option<&Tenure> {
    match (&statement.qualifier, statement.predicate) {
        (Qualifier::Tenure(tenure), Predicate::Holds) => Some(tenure),
        _ => None,
    }
}

fn attested(statement: &Statement) -> Option<Interval> {
    tenure(statement)?.attested
}
