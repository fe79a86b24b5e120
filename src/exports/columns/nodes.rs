//! Columns of nodes.

use super::super::label::Label;
use super::super::layout::Point;
use super::super::legend;
use super::super::select::Summary;
use super::super::spell;
use super::super::value::{Type, Value, name_of};
use super::{Column, Columns};
use crate::facts::UnitLevel;
use crate::graph::{KnowledgeGraph, Node};
use crate::links::{Detail, EntityId, Interval, PartialDate, Precision, Predicate};

/// Smallest and largest size of a node on a screen, in points.
const SIZES: [f64; 2] = [6.0, 36.0];

/// One node with what its columns are read from.
pub(in crate::exports) struct NodeRow<'s> {
    pub(in crate::exports) graph: &'s KnowledgeGraph,
    pub(in crate::exports) id: EntityId,
    pub(in crate::exports) node: &'s Node,
    pub(in crate::exports) summary: Summary,
    /// Share of the largest of the measure that sizes nodes, between 0 and 1.
    pub(in crate::exports) share: f64,
    pub(in crate::exports) place: Option<Point>,
}

impl NodeRow<'_> {
    /// What it is called; its path where nothing is known.
    pub(in crate::exports) fn label(&self) -> &str {
        let entity = &self.node.entity;
        match &entity.detail {
            _ if !entity.label.trim().is_empty() => &entity.label,
            Detail::Document { name, .. } if !name.is_empty() => name,
            _ => &entity.path,
        }
    }

    /// What pictures write at it: what it is called, and the day of a meeting, as the press writes it.
    pub(in crate::exports) fn caption(&self) -> Label {
        let day = match self.node.entity.detail {
            Detail::Meeting { date, .. } => date.map(day_of_press),
            _ => None,
        };
        Label::new(self.label()).with(day)
    }

    /// Diameter in points: its area follows the measure.
    pub(in crate::exports) fn size(&self) -> f64 {
        let [smallest, largest] = SIZES;
        // Two decimals are enough for a screen.
        ((smallest + (largest - smallest) * self.share.clamp(0.0, 1.0).sqrt()) * 100.0).round()
            / 100.0
    }

    /// As `#RRGGBB`, by its kind.
    pub(in crate::exports) fn color(&self) -> &'static str {
        legend::entry(self.node.entity.kind().name()).color
    }

    /// Days on which it was there; `None` where nothing limits them. Those of a person reach around all
    /// that dates what the person did.
    pub(in crate::exports) fn days(&self) -> Option<Interval> {
        match self.node.entity.detail {
            Detail::Organization { .. } | Detail::Post { .. } | Detail::Unit { .. } => None,
            Detail::Person => {
                let node = petgraph::graph::NodeIndex::new(self.id.index());
                let edges = self.graph.petgraph().edges(node);
                let spells = edges.flat_map(|edge| spell::spells(self.graph, edge.weight()));
                Interval::around(spells.flat_map(|days| [days.from, days.until]))
            }
            _ => spell::day_of(self.node),
        }
    }

    /// Labels of the posts that a person held, each day told once.
    pub(in crate::exports) fn posts(&self) -> Vec<(Interval, Vec<&str>)> {
        let node = petgraph::graph::NodeIndex::new(self.id.index());
        let edges = self.graph.petgraph().edges(node);
        let held = edges.filter(|edge| edge.weight().predicate == Predicate::Holds);
        let mut told = Vec::new();
        for edge in held {
            let target = petgraph::visit::EdgeRef::target(&edge);
            let label = self.graph.petgraph()[target].entity.label.as_str();
            let spells = spell::spells(self.graph, edge.weight());
            told.extend(spells.into_iter().map(|days| (days, label)));
        }
        spell::timeline(&told)
    }
}

macro_rules! column {
    ($name:literal, $kind:ident, $value:expr) => {
        Column { name: $name, kind: Type::$kind, value: $value }
    };
}

/// The columns of nodes that are written, in the order of the file.
pub(in crate::exports) fn node_columns<'s>(columns: &Columns) -> Vec<Column<NodeRow<'s>>> {
    columns.kept(all())
}

/// Gephi takes `label`, `color`, `size`, `x` and `y` as looks, so what people filter by stands in `name` and
/// `class` too.
pub(super) fn all<'s>() -> Vec<Column<NodeRow<'s>>> {
    vec![
        column!("label", String, |row| Value::text(row.label())),
        column!("name", String, |row| Value::text(row.label())),
        column!("class", String, |row| Value::text(row.node.entity.kind().name())),
        column!("kind_of", String, |row| kind(&row.node.entity.detail).and_then(Value::text)),
        column!("iri", String, |row| Value::text(row.graph.iri(row.id))),
        column!("other_names", List, |row| Value::list(
            row.node.entity.names.iter().map(String::as_str)
        )),
        column!("level", String, level),
        column!("province", String, |row| match &row.node.entity.detail {
            Detail::Unit { province: Some(name), .. } => Value::text(&**name),
            _ => None,
        }),
        column!("date", Date, |row| Value::first(spell::date_of(&row.node.entity.detail))),
        column!("url", String, |row| match &row.node.entity.detail {
            Detail::Document { url: Some(url), .. } => Value::text(&**url),
            _ => None,
        }),
        column!("first_attested", Date, |row| Value::day(row.summary.attested.map(|d| d.from))),
        column!("last_attested", Date, |row| Value::day(row.summary.attested.map(|d| d.until))),
        column!("documents", Int, |row| Some(Value::Count(row.node.entity.documents))),
        column!("chair_count", Int, |row| Some(Value::Count(row.summary.chairs))),
        column!("candidate_count", Int, |row| {
            Some(Value::Count(row.node.entity.candidates.len() as u32))
        }),
        column!("degree_in", Int, |row| Some(Value::Count(row.node.measures.degree_in))),
        column!("degree_out", Int, |row| Some(Value::Count(row.node.measures.degree_out))),
        column!("page_rank", Double, |row| Value::number(row.node.measures.page_rank)),
        column!("betweenness", Double, |row| Value::number(row.node.measures.betweenness)),
        column!("component", Int, |row| Some(Value::Count(row.node.measures.component))),
        column!("community", Int, |row| Some(Value::Count(row.node.measures.community))),
        column!("sort_key", String, |row| Value::text(&*row.node.entity.sort_key)),
        column!("color", String, |row| Value::text(row.color())),
        column!("size", Double, |row| Value::number(row.size())),
        column!("x", Double, |row| row.place.and_then(|place| Value::number(place.x))),
        column!("y", Double, |row| row.place.and_then(|place| Value::number(place.y))),
    ]
}

/// `9/7/2020`, `7/2020` or `2020`.
fn day_of_press(date: PartialDate) -> String {
    let first = date.earliest();
    let (year, month, day) = (first.year(), first.month(), first.day());
    match date.precision() {
        Precision::Day => format!("{day}/{month}/{year}"),
        Precision::Month => format!("{month}/{year}"),
        Precision::Year => year.to_string(),
    }
}

/// Kind within the class, as the tables and the facts name it.
fn kind(detail: &Detail) -> Option<String> {
    match detail {
        Detail::Organization { kind, .. } | Detail::Act { kind, .. } => Some(kind.clone()),
        Detail::Post { title, .. } => Some(title.clone()),
        Detail::Meeting { kind, .. } => Some(name_of(kind)),
        Detail::Unit { level, .. } => Some(name_of(level)),
        Detail::Person | Detail::Document { .. } => None,
    }
}

fn level<'r>(row: &'r NodeRow<'_>) -> Option<Value<'r>> {
    let Detail::Unit { level, .. } = row.node.entity.detail else { return None };
    Value::text(match level {
        UnitLevel::Province => "province",
        UnitLevel::District => "district",
        UnitLevel::Commune => "commune",
    })
}
