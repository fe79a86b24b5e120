//! When things and what relates them were there, as far as documents show or state it.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::graph::{Edge, KnowledgeGraph, Node};
use crate::links::{Detail, Interval, PartialDate, Predicate, Qualifier, Tenure};

/// Days of an edge, in order and apart from each other; none where nothing dates it. Those of a tenure
/// go from the first to the last day attested or stated: an end that nobody tells is not guessed.
pub(super) fn spells(graph: &KnowledgeGraph, edge: &Edge) -> Vec<Interval> {
    if edge.predicate != Predicate::Holds {
        return edge.attested.into_iter().collect();
    }
    let statements = edge.statements.iter().map(|&id| &graph.statement(id).qualifier);
    merged(statements.filter_map(|qualifier| match qualifier {
        Qualifier::Tenure(tenure) => of_tenure(tenure),
        _ => None,
    }))
}

/// Days of a tenure, attested or stated.
pub(super) fn of_tenure(tenure: &Tenure) -> Option<Interval> {
    let attested = tenure.attested.map(|days| [days.from, days.until]);
    let stated = [tenure.from.map(PartialDate::earliest), tenure.until.map(PartialDate::latest)];
    Interval::around(attested.into_iter().flatten().chain(stated.into_iter().flatten()))
}

/// The day of a thing that has one of its own: of a meeting, an act, a page.
pub(super) fn day_of(node: &Node) -> Option<Interval> {
    let date = date_of(&node.entity.detail)?;
    Some(Interval { from: date.earliest(), until: date.latest() })
}

/// The date of a thing that has one of its own.
pub(super) fn date_of(detail: &Detail) -> Option<PartialDate> {
    match detail {
        Detail::Meeting { date, .. } | Detail::Act { date, .. } => *date,
        Detail::Document { published, .. } => *published,
        _ => None,
    }
}

/// Intervals in order, those that overlap or touch as one: readers refuse overlaps.
pub(super) fn merged(intervals: impl IntoIterator<Item = Interval>) -> Vec<Interval> {
    let mut sorted: Vec<_> = intervals.into_iter().collect();
    sorted.sort_unstable();
    let mut merged: Vec<Interval> = Vec::with_capacity(sorted.len());
    for next in sorted {
        match merged.last_mut() {
            Some(last) if next.from <= day_after(last.until) => {
                last.until = last.until.max(next.until);
            }
            _ => merged.push(next),
        }
    }
    merged
}

/// What holds on which days, each day told once: where several of `told` meet, all of them in order.
pub(super) fn timeline<T: Copy + Ord>(told: &[(Interval, T)]) -> Vec<(Interval, Vec<T>)> {
    let ends = told.iter().flat_map(|(days, _)| [days.from, day_after(days.until)]);
    let mut changes: Vec<Date> = ends.collect();
    changes.sort_unstable();
    changes.dedup();
    let mut line: Vec<(Interval, Vec<T>)> = Vec::new();
    for pair in changes.windows(2) {
        let days = Interval { from: pair[0], until: day_before(pair[1]) };
        let mut now: Vec<T> = told
            .iter()
            .filter(|(when, _)| when.contains(days.from))
            .map(|&(_, what)| what)
            .collect();
        now.sort_unstable();
        now.dedup();
        match line.last_mut() {
            _ if now.is_empty() => {}
            Some((last, what)) if *what == now && day_after(last.until) == days.from => {
                last.until = days.until;
            }
            _ => line.push((days, now)),
        }
    }
    line
}

fn day_after(day: Date) -> Date {
    day.saturating_add(1.day())
}

fn day_before(day: Date) -> Date {
    day.saturating_sub(1.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, until: &str) -> Interval {
        Interval { from: from.parse().unwrap(), until: until.parse().unwrap() }
    }

    #[test]
    fn spells_never_overlap() {
        let merged = merged([
            days("2020-03-01", "2020-04-01"),
            days("2016-01-01", "2018-01-01"),
            days("2018-01-02", "2019-01-01"),
            days("2017-01-01", "2017-02-01"),
        ]);
        assert_eq!(merged, [days("2016-01-01", "2019-01-01"), days("2020-03-01", "2020-04-01")]);
    }

    #[test]
    fn a_timeline_tells_each_day_once() {
        let told =
            [(days("2016-01-01", "2018-12-31"), 'b'), (days("2018-01-01", "2020-06-30"), 'a')];
        assert_eq!(
            timeline(&told),
            [
                (days("2016-01-01", "2017-12-31"), vec!['b']),
                (days("2018-01-01", "2018-12-31"), vec!['a', 'b']),
                (days("2019-01-01", "2020-06-30"), vec!['a']),
            ]
        );
        assert_eq!(timeline::<u8>(&[]), []);
    }
}
