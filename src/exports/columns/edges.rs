//! Columns of edges.

use jiff::civil::Date;

use super::super::legend;
use super::super::value::{Type, Value, excerpt};
use super::Column;
use crate::graph::{Edge, KnowledgeGraph};
use crate::links::{Detail, EntityId, Qualifier, Quote, Statement, Tenure};

/// One edge with what its columns are read from.
pub(in crate::exports) struct EdgeRow<'g> {
    pub(in crate::exports) graph: &'g KnowledgeGraph,
    pub(in crate::exports) source: EntityId,
    pub(in crate::exports) target: EntityId,
    pub(in crate::exports) edge: &'g Edge,
    /// Place among the written edges, from 0.
    pub(in crate::exports) number: usize,
}

macro_rules! column {
    ($name:literal, $kind:ident, $value:expr) => {
        Column { name: $name, kind: Type::$kind, value: $value }
    };
}

/// Columns of edges, in the order of the file.
pub(in crate::exports) fn edge_columns<'g>() -> Vec<Column<EdgeRow<'g>>> {
    vec![
        column!("edgelabel", String, |row| Value::text(
            legend::entry(row.edge.predicate.name()).vi
        )),
        column!("rel", String, |row| Value::text(row.edge.predicate.name())),
        column!("eid", String, |row| Value::text(row.name())),
        column!("weight", Double, |row| Value::number(f64::from(row.edge.weight))),
        column!("capacity", String, |row| Value::text(row.capacities().join(" | "))),
        column!("jointly", Boolean, |row| row.jointly().map(Value::Flag)),
        column!("confidence", Double, |row| Value::number(row.edge.confidence)),
        column!("evidence_count", Int, |row| {
            Some(Value::Count(row.graph.edge_quotes(row.edge).count() as u32))
        }),
        column!("first_doc", String, |row| match row.first_document() {
            Some(Detail::Document { name, .. }) => Value::text(&**name),
            _ => None,
        }),
        column!("url", String, |row| match row.first_document() {
            Some(Detail::Document { url: Some(url), .. }) => Value::text(&**url),
            _ => None,
        }),
        column!("quote", String, |row| row
            .first_quote()
            .and_then(|q| Value::text(excerpt(&q.exact)))),
        column!("rule", String, |row| row
            .first_quote()
            .and_then(|quote| Value::text(&*quote.rule))),
        column!("valid_from", String, |row| {
            Value::text(
                row.tenures().filter_map(|t| t.from).min().map_or(String::new(), |d| d.to_string()),
            )
        }),
        column!("valid_until", String, |row| {
            Value::text(
                row.tenures()
                    .filter_map(|t| t.until)
                    .max()
                    .map_or(String::new(), |d| d.to_string()),
            )
        }),
        column!("attested_from", String, |row| Value::text(day(row.edge.attested.map(|d| d.from)))),
        column!("attested_until", String, |row| Value::text(day(row
            .edge
            .attested
            .map(|d| d.until)))),
        column!("year_from", Int, |row| year(row.edge.attested.map(|days| days.from))),
        column!("year_to", Int, |row| year(row.edge.attested.map(|days| days.until))),
        column!("term", String, |row| {
            let terms: Vec<_> =
                row.tenures().filter_map(|t| t.term).map(|t| t.to_string()).collect();
            Value::text(terms.join(" | "))
        }),
        column!("color", String, |row| Value::text(legend::entry(row.edge.predicate.name()).color)),
    ]
}

impl<'g> EdgeRow<'g> {
    /// Id of the edge within the file.
    pub(in crate::exports) fn name(&self) -> String {
        format!("e{}", self.number)
    }

    fn statements(&self) -> impl Iterator<Item = &'g Statement> {
        self.edge.statements.iter().map(|&id| self.graph.statement(id))
    }

    fn tenures(&self) -> impl Iterator<Item = &'g Tenure> {
        self.statements().filter_map(|statement| match &statement.qualifier {
            Qualifier::Tenure(tenure) => Some(tenure),
            _ => None,
        })
    }

    /// Labels of the offices in which somebody took part.
    fn capacities(&self) -> Vec<&'g str> {
        let offices = self.statements().flat_map(|statement| match &statement.qualifier {
            Qualifier::Participation(part) => part.capacities.as_slice(),
            _ => &[],
        });
        let posts = offices.map(|&id| self.graph.entity(self.graph.statement(id).object));
        posts.map(|post| post.label.as_str()).collect()
    }

    fn jointly(&self) -> Option<bool> {
        self.statements().find_map(|statement| match &statement.qualifier {
            Qualifier::Participation(part) => Some(part.others > 0),
            _ => None,
        })
    }

    fn first_document(&self) -> Option<&'g Detail> {
        let id = self.statements().flat_map(|statement| &statement.documents).next()?;
        Some(&self.graph.entity(*id).detail)
    }

    fn first_quote(&self) -> Option<&'g Quote> {
        self.graph.edge_quotes(self.edge).next()
    }
}

fn day(day: Option<Date>) -> String {
    day.map_or(String::new(), |day| day.to_string())
}

fn year(day: Option<Date>) -> Option<Value<'static>> {
    Some(Value::Count(u32::try_from(day?.year()).ok()?))
}
