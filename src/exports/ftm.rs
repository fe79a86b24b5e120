//! Entities of FollowTheMoney, one JSON object a line: what OpenSanctions and its tools read. Attested days
//! have no place there; only what a text states is a start or an end.

use std::io::Write;

use serde_json::{Map, Value as Json};

use super::related::{addresses_of, participations, related};
use super::value::{clean, name_of};
use super::{ExportError, legend};
use crate::facts::MeetingKind;
use crate::graph::KnowledgeGraph;
use crate::links::{
    Detail, Entity, EntityId, PartialDate, Predicate, Qualifier, Statement, Tenure,
};
use crate::triples::Terms;

/// Letters of the longest name that the model takes.
const LONGEST: usize = 384;
/// Vietnam.
const COUNTRY: &str = "vn";
/// What a body of the state is, beside our own class.
const STATE: &str = "https://schema.org/GovernmentOrganization";

/// Writes people, bodies, posts, tenures, meetings and pages. What part somebody took in a meeting stands in its
/// summary.
///
/// # Errors
/// If `out` does not take it.
pub fn ftm(graph: &KnowledgeGraph, mut out: impl Write) -> Result<(), ExportError> {
    let terms = Terms::built_in();
    let parts = participations(graph);
    for (id, node) in graph.nodes() {
        let entity = &node.entity;
        let written = match &entity.detail {
            Detail::Person => Some(named("Person", entity)),
            Detail::Organization { class, kind } => Some(body(entity, class, kind, &terms)),
            Detail::Post { .. } => Some(post(graph, id)),
            Detail::Meeting { kind, date, place, .. } => {
                let parts = parts.get(&id).map_or(&[][..], Vec::as_slice);
                let event = meeting(graph, id, (*kind, *date), parts);
                Some(event.with("location", place.as_deref()))
            }
            Detail::Document { name, url, published, .. } => {
                let page = Written::new("Article", &entity.path).with("fileName", [name]);
                let title = if entity.label.is_empty() { name } else { &entity.label };
                let page = page.with("title", [title]).with("sourceUrl", url.as_deref());
                Some(page.with("publishedAt", published.map(|day| day.to_string())))
            }
            Detail::Unit { .. } | Detail::Act { .. } => None,
        };
        if let Some(written) = written {
            written.line(&mut out)?;
        }
    }
    for statement in graph.statements() {
        if let (Some(path), Qualifier::Tenure(tenure)) = (&statement.path, &statement.qualifier) {
            occupancy(graph, path, statement, tenure).line(&mut out)?;
        }
    }
    out.flush()?;
    Ok(())
}

/// An entity while it is gathered.
struct Written {
    schema: &'static str,
    id: String,
    properties: Map<String, Json>,
}

impl Written {
    fn new(schema: &'static str, path: &str) -> Self {
        Self { schema, id: id_of(path), properties: Map::new() }
    }

    /// Adds values, where there are any, each once.
    fn with<T: AsRef<str>>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        for value in values {
            let value = Json::from(clean(value.as_ref()).into_owned());
            if value == "" {
                continue;
            }
            let values = self.properties.entry(name).or_insert_with(|| Json::Array(Vec::new()));
            if let Json::Array(values) = values
                && !values.contains(&value)
            {
                values.push(value);
            }
        }
        self
    }

    /// Adds things.
    fn to(
        self,
        graph: &KnowledgeGraph,
        name: &str,
        ids: impl IntoIterator<Item = EntityId>,
    ) -> Self {
        let ids = ids.into_iter().map(|id| id_of(&graph.entity(id).path));
        self.with(name, ids)
    }

    fn line(self, out: &mut impl Write) -> Result<(), ExportError> {
        let mut object = Map::new();
        object.insert("id".to_owned(), self.id.into());
        object.insert("schema".to_owned(), self.schema.into());
        object.insert("properties".to_owned(), self.properties.into());
        serde_json::to_writer(&mut *out, &object)?;
        out.write_all(b"\n")?;
        Ok(())
    }
}

/// A path as an id: letters, digits, `.` and `-` are all that the model takes.
fn id_of(path: &str) -> String {
    path.replace('/', "--")
}

fn named(schema: &'static str, entity: &Entity) -> Written {
    let cut = |name: &String| name.chars().take(LONGEST).collect::<String>();
    Written::new(schema, &entity.path)
        .with("name", [cut(&entity.label)])
        .with("alias", entity.names.iter().map(cut))
        .with("country", [COUNTRY])
}

fn body(entity: &Entity, class: &str, kind: &str, terms: &Terms) -> Written {
    let of_state = terms.types_of_body(class).iter().any(|class| class.as_str() == STATE);
    let schema = if of_state { "PublicBody" } else { "Organization" };
    named(schema, entity).with("classification", [kind])
}

fn post(graph: &KnowledgeGraph, id: EntityId) -> Written {
    let bodies = related(graph, id, Predicate::PostIn);
    let areas = bodies.iter().flat_map(|&body| related(graph, body, Predicate::BodyOf));
    let areas: Vec<_> = areas.map(|unit| &graph.entity(unit).label).collect();
    let post = named("Position", graph.entity(id)).with("subnationalArea", areas);
    post.to(graph, "organization", bodies)
}

fn meeting(
    graph: &KnowledgeGraph,
    id: EntityId,
    (kind, date): (MeetingKind, Option<PartialDate>),
    parts: &[&Statement],
) -> Written {
    let people = parts.iter().map(|part| part.subject);
    let told = parts.iter().map(|part| {
        let words = legend::entry(part.predicate.name()).vi;
        format!("{words}: {}", graph.entity(part.subject).label)
    });
    let documents = parts.iter().flat_map(|part| &part.documents).copied();
    let documents: Vec<_> = documents.collect();
    let bodies = related(graph, id, Predicate::MeetingOf);
    named("Event", graph.entity(id))
        .with("date", date.map(|date| date.to_string()))
        .with("keywords", [name_of(&kind)])
        .with("summary", told)
        .to(graph, "involved", people)
        .to(graph, "organizer", bodies)
        .with("sourceUrl", addresses_of(graph, &documents))
        .to(graph, "proof", documents)
}

fn occupancy(
    graph: &KnowledgeGraph,
    path: &str,
    statement: &Statement,
    tenure: &Tenure,
) -> Written {
    let years = tenure.term.map(|term| [term.from, term.until].map(|year| format!("{year:04}")));
    let status = if tenure.is_open() { "current" } else { "unknown" };
    let ended = tenure.until.is_some() || tenure.over_by.is_some();
    Written::new("Occupancy", path)
        .to(graph, "holder", [statement.subject])
        .to(graph, "post", [statement.object])
        .with("startDate", tenure.from.map(|date| date.to_string()))
        .with("endDate", tenure.until.map(|date| date.to_string()))
        .with("periodStart", years.iter().map(|[from, _]| from))
        .with("periodEnd", years.iter().map(|[_, until]| until))
        .with("status", [if status == "unknown" && ended { "ended" } else { status }])
        .with("sourceUrl", addresses_of(graph, &statement.documents))
        .to(graph, "proof", statement.documents.iter().copied())
}
