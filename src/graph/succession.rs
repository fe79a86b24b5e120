//! Who held a post after whom.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::KnowledgeGraph;
use crate::links::{EntityId, Interval, Predicate, Qualifier, Statement, StatementId, Tenure};

/// From one holder of a post to the next, by the days on which documents show them in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The tenure attested first.
    pub left: StatementId,
    /// The next.
    pub right: StatementId,
    /// What lies between the two.
    pub between: Between,
}

/// What lies between two tenures of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Days on which nobody is shown in it.
    Gap(Interval),
    /// Not a day.
    Nothing,
    /// Days on which both are shown in it.
    Overlap(Interval),
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

/// The changes from each of the tenures to the next.
pub(super) fn handovers(graph: &KnowledgeGraph, tenures: &[StatementId]) -> Vec<Handover> {
    let days = |id: StatementId| attested(graph.statement(id));
    let pairs = tenures.windows(2).filter_map(|pair| {
        let (left, right) = (pair[0], pair[1]);
        let between = between(days(left)?, days(right)?);
        Some(Handover { left, right, between })
    });
    pairs.collect()
}

fn between(earlier: Interval, later: Interval) -> Between {
    let (from, until) = (earlier.until.saturating_add(1.day()), later.from.saturating_sub(1.day()));
    if earlier.overlaps(later) {
        let until = earlier.until.min(later.until);
        Between::Overlap(Interval { from: later.from, until })
    } else if from <= until {
        Between::Gap(Interval { from, until })
    } else {
        Between::Nothing
    }
}

pub(super) fn tenure(statement: &Statement) -> Option<&Tenure> {
    match (&statement.qualifier, statement.predicate) {
        (Qualifier::Tenure(tenure), Predicate::Holds) => Some(tenure),
        _ => None,
    }
}

pub(super) fn attested(statement: &Statement) -> Option<Interval> {
    tenure(statement)?.attested
}
