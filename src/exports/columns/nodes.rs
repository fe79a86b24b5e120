//! Columns of nodes.

use super::super::legend;
use super::super::value::{Type, Value, name_of};
use super::super::view::Summary;
use super::Column;
use crate::facts::UnitLevel;
use crate::graph::{KnowledgeGraph, Node};
use crate::links::{Detail, EntityId};

/// Smallest size of a node on a screen, in points.
const SMALLEST: f64 = 6.0;

/// One node with what its columns are read from.
pub(in crate::exports) struct NodeRow<'g> {
    pub(in crate::exports) graph: &'g KnowledgeGraph,
    pub(in crate::exports) id: EntityId,
    pub(in crate::exports) node: &'g Node,
    pub(in crate::exports) summary: Summary,
}

macro_rules! column {
    ($name:literal, $kind:ident, $value:expr) => {
        Column { name: $name, kind: Type::$kind, value: $value }
    };
}

/// Columns of nodes, in the order of the file. Gephi takes `label`, `color` and `size` as looks, so what
/// people filter by stands in `name` and `class` too.
pub(in crate::exports) fn node_columns<'g>() -> Vec<Column<NodeRow<'g>>> {
    vec![
        column!("label", String, |row| Value::text(&*row.node.entity.label)),
        column!("name", String, |row| Value::text(&*row.node.entity.label)),
        column!("class", String, |row| Value::text(row.node.entity.kind().name())),
        column!("kind_of", String, |row| kind(&row.node.entity.detail).and_then(Value::text)),
        column!("iri", String, |row| Value::text(row.graph.iri(row.id))),
        column!("other_names", String, |row| Value::text(row.node.entity.names.join(" | "))),
        column!("level", String, level),
        column!("province", String, |row| match &row.node.entity.detail {
            Detail::Unit { province: Some(name), .. } => Value::text(&**name),
            _ => None,
        }),
        column!("date", String, date),
        column!("url", String, |row| match &row.node.entity.detail {
            Detail::Document { url: Some(url), .. } => Value::text(&**url),
            _ => None,
        }),
        column!("first_attested", String, |row| {
            Value::text(row.summary.attested.map_or(String::new(), |days| days.from.to_string()))
        }),
        column!("last_attested", String, |row| {
            Value::text(row.summary.attested.map_or(String::new(), |days| days.until.to_string()))
        }),
        column!("documents", Int, |row| Some(Value::Count(row.node.entity.documents))),
        column!("chair_count", Int, |row| Some(Value::Count(row.summary.chairs))),
        column!("candidate_count", Int, |row| {
            Some(Value::Count(row.node.entity.candidates.len() as u32))
        }),
        column!("degree_in", Int, |row| Some(Value::Count(row.node.measures.degree_in))),
        column!("degree_out", Int, |row| Some(Value::Count(row.node.measures.degree_out))),
        column!("page_rank", Double, |row| Value::number(row.node.measures.page_rank)),
        column!("component", Int, |row| Some(Value::Count(row.node.measures.component))),
        column!("sort_key", String, |row| Value::text(&*row.node.entity.sort_key)),
        column!("color", String, |row| {
            Value::text(legend::entry(row.node.entity.kind().name()).color)
        }),
        column!("size", Double, |row| {
            let measures = row.node.measures;
            let degree = f64::from(measures.degree_in) + f64::from(measures.degree_out);
            // Two decimals are the same on every machine, whatever its square root.
            Value::number(((SMALLEST + 3.0 * degree.sqrt()) * 100.0).round() / 100.0)
        }),
    ]
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

fn date<'r>(row: &'r NodeRow<'_>) -> Option<Value<'r>> {
    let date = match row.node.entity.detail {
        Detail::Meeting { date, .. } | Detail::Act { date, .. } => date,
        Detail::Document { published, .. } => published,
        _ => None,
    };
    Value::text(date?.to_string())
}
