//! Columns of edges.

use jiff::civil::Date;

use super::super::View;
use super::super::legend;
use super::super::select::Relation;
use super::super::spell;
use super::super::value::{Type, Value, excerpt};
use super::{Column, Columns};
use crate::graph::{Edge, KnowledgeGraph};
use crate::links::{Detail, EntityId, Interval, Qualifier, Quote, Statement, Tenure};

/// One edge with what its columns are read from.
pub(in crate::exports) struct EdgeRow<'s> {
    pub(in crate::exports) graph: &'s KnowledgeGraph,
    pub(in crate::exports) view: View,
    pub(in crate::exports) source: EntityId,
    pub(in crate::exports) target: EntityId,
    pub(in crate::exports) relation: Relation<'s>,
}

macro_rules! column {
    ($name:literal, $kind:ident, $value:expr) => {
        Column { name: $name, kind: Type::$kind, value: $value }
    };
}

/// The columns of edges that are written, in the order of the file.
pub(in crate::exports) fn edge_columns<'s>(columns: &Columns) -> Vec<Column<EdgeRow<'s>>> {
    columns.kept(all())
}

pub(super) fn all<'s>() -> Vec<Column<EdgeRow<'s>>> {
    vec![
        column!("edgelabel", String, |row| Value::text(row.words())),
        column!("rel", String, |row| Value::text(row.kind())),
        column!("eid", String, |row| Value::text(row.name())),
        column!("weight", Double, |row| Some(Value::Number(row.weight()))),
        column!("weight_counts", String, |row| Value::text(row.view.weight_counts())),
        column!("iri", String, |row| {
            let path = row.statements().find_map(|statement| statement.path.as_ref())?;
            Value::text(row.graph.address(path))
        }),
        column!("capacity", List, |row| Value::list(row.capacities())),
        column!("jointly", Boolean, |row| row.jointly().map(Value::Flag)),
        column!("confidence", Double, |row| Value::number(row.edge()?.confidence)),
        column!("evidence_count", Int, |row| {
            Some(Value::Count(row.graph.edge_quotes(row.edge()?).count() as u32))
        }),
        column!("first_doc", String, |row| match row.first_document()? {
            Detail::Document { name, .. } => Value::text(&**name),
            _ => None,
        }),
        column!("url", String, |row| match row.first_document()? {
            Detail::Document { url: Some(url), .. } => Value::text(&**url),
            _ => None,
        }),
        column!("quote", String, |row| Value::text(excerpt(&row.first_quote()?.exact))),
        column!("rule", String, |row| Value::text(&*row.first_quote()?.rule)),
        column!("meeting", String, |row| match row.relation {
            Relation::Shared(shared) => Value::text(&*row.graph.entity(shared.example).label),
            Relation::Said(_) => None,
        }),
        column!("valid_from", Date, |row| Value::first(
            row.tenures().filter_map(|tenure| tenure.from).min()
        )),
        column!("valid_until", Date, |row| Value::last(
            row.tenures().filter_map(|tenure| tenure.until).max()
        )),
        column!("attested_from", Date, |row| Value::day(row.attested().map(|days| days.from))),
        column!("attested_until", Date, |row| Value::day(row.attested().map(|days| days.until))),
        column!("year_from", Int, |row| year(row.attested()?.from)),
        column!("year_to", Int, |row| year(row.attested()?.until)),
        column!("term", List, |row| Value::list(
            row.tenures().filter_map(|tenure| tenure.term).map(|term| term.to_string())
        )),
        column!("color", String, |row| Value::text(row.color())),
    ]
}

impl<'s> EdgeRow<'s> {
    /// What it says: `CHAIRED`.
    pub(in crate::exports) fn kind(&self) -> &'static str {
        match self.relation {
            Relation::Said(edge) => edge.predicate.name(),
            Relation::Shared(_) => self.view.shared().unwrap_or_default(),
        }
    }

    /// What it says, in Vietnamese.
    pub(in crate::exports) fn words(&self) -> &'static str {
        legend::entry(self.kind()).vi
    }

    /// As `#RRGGBB`, by what it says.
    pub(in crate::exports) fn color(&self) -> &'static str {
        legend::entry(self.kind()).color
    }

    /// What [`View::weight_meaning`] says.
    pub(in crate::exports) fn weight(&self) -> f64 {
        f64::from(match self.relation {
            Relation::Said(edge) => edge.weight,
            Relation::Shared(shared) => shared.meetings,
        })
    }

    /// Id of the edge: the same in every file, whatever else is in it.
    pub(in crate::exports) fn name(&self) -> String {
        self.id().map(char::from).into_iter().collect()
    }

    /// The letters of [`EdgeRow::name`].
    pub(in crate::exports) fn id(&self) -> [u8; 15] {
        let [source, target] = [self.source, self.target].map(|id| &self.graph.entity(id).path);
        let parts = [source.as_str(), self.kind(), target];
        let mut hash = FNV;
        for part in parts {
            for byte in part.bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
            }
            // A zero ends each part.
            hash = hash.wrapping_mul(FNV_PRIME);
        }
        let mut id = *b"e..............";
        for digit in &mut id[2..] {
            *digit = DIGITS[hash as usize % DIGITS.len()];
            hash >>= 5;
        }
        id
    }

    /// Days on which it was so, in order; none where nothing dates it.
    pub(in crate::exports) fn spells(&self) -> Vec<Interval> {
        match self.relation {
            Relation::Said(edge) => spell::spells(self.graph, edge),
            Relation::Shared(shared) => shared.days.into_iter().collect(),
        }
    }

    fn edge(&self) -> Option<&'s Edge> {
        match self.relation {
            Relation::Said(edge) => Some(edge),
            Relation::Shared(_) => None,
        }
    }

    fn attested(&self) -> Option<Interval> {
        match self.relation {
            Relation::Said(edge) => edge.attested,
            Relation::Shared(shared) => shared.days,
        }
    }

    fn statements(&self) -> impl Iterator<Item = &'s Statement> {
        let edges = self.edge().into_iter().flat_map(|edge| &edge.statements);
        let graph = self.graph;
        edges.map(move |&id| graph.statement(id))
    }

    fn tenures(&self) -> impl Iterator<Item = &'s Tenure> {
        self.statements().filter_map(|statement| match &statement.qualifier {
            Qualifier::Tenure(tenure) => Some(tenure),
            _ => None,
        })
    }

    /// Labels of the offices in which somebody took part.
    fn capacities(&self) -> Vec<&'s str> {
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

    fn first_document(&self) -> Option<&'s Detail> {
        let id = self.statements().flat_map(|statement| &statement.documents).next()?;
        Some(&self.graph.entity(*id).detail)
    }

    fn first_quote(&self) -> Option<&'s Quote> {
        self.graph.edge_quotes(self.edge()?).next()
    }
}

/// Start of the Fowler-Noll-Vo hash of 64 bits.
const FNV: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn year(day: Date) -> Option<Value<'static>> {
    Some(Value::Count(u32::try_from(day.year()).ok()?))
}
