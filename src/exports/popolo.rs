//! JSON by Popolo: people, organizations, posts, memberships, areas and events. Attested days have no place
//! there; only what a text states is a start or an end.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::json::list;
use super::related::{addresses_of, participations, related};
use super::value::{clean, name_of};
use super::{ExportError, legend};
use crate::graph::KnowledgeGraph;
use crate::links::{
    Detail, Entity, EntityId, EntityKind, PartialDate, Predicate, Qualifier, Statement, Tenure,
};

/// Writes the whole graph but for acts and pages; pages are the sources of what they say.
///
/// # Errors
/// If `out` does not take it.
pub fn popolo(graph: &KnowledgeGraph, mut out: impl Write) -> Result<(), ExportError> {
    let parts = participations(graph);
    let none = Vec::new();
    let event = |id| event(graph, id, parts.get(&id).unwrap_or(&none));
    let things = |kind, write: &dyn Fn(EntityId) -> Json| {
        let nodes = graph.nodes().filter(move |(_, node)| node.entity.kind() == kind);
        nodes.map(|(id, _)| write(id)).collect::<Vec<_>>()
    };
    out.write_all(b"{\"persons\":[\n")?;
    list(things(EntityKind::Person, &|id| person(graph.entity(id))).into_iter(), &mut out)?;
    out.write_all(b"],\n\"organizations\":[\n")?;
    let bodies = things(EntityKind::Organization, &|id| organization(graph, id));
    list(bodies.into_iter(), &mut out)?;
    out.write_all(b"],\n\"posts\":[\n")?;
    list(things(EntityKind::Post, &|id| post(graph, id)).into_iter(), &mut out)?;
    out.write_all(b"],\n\"memberships\":[\n")?;
    let tenures = graph.statements().iter().filter_map(|statement| membership(graph, statement));
    list(tenures, &mut out)?;
    out.write_all(b"],\n\"areas\":[\n")?;
    list(things(EntityKind::Unit, &|id| area(graph, id)).into_iter(), &mut out)?;
    out.write_all(b"],\n\"events\":[\n")?;
    list(things(EntityKind::Meeting, &event).into_iter(), &mut out)?;
    out.write_all(b"]}\n")?;
    out.flush()?;
    Ok(())
}

/// A name and the other names of a thing, with its id.
fn named(entity: &Entity) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("id".to_owned(), entity.path.as_str().into());
    object.insert("name".to_owned(), clean(&entity.label).into());
    if !entity.names.is_empty() {
        let names = entity.names.iter().map(|name| json!({"name": clean(name)}));
        object.insert("other_names".to_owned(), names.collect());
    }
    object
}

/// Adds a value where there is one.
fn put(object: &mut Map<String, Json>, name: &str, value: Option<impl Into<Json>>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), value.into());
    }
}

/// Adds the first thing that something is related to.
fn refer(object: &mut Map<String, Json>, name: &str, graph: &KnowledgeGraph, ids: &[EntityId]) {
    put(object, name, ids.first().map(|&id| graph.entity(id).path.as_str()));
}

fn day(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn person(entity: &Entity) -> Json {
    let mut object = named(entity);
    put(&mut object, "sort_name", Some(entity.sort_key.as_str()));
    if let Some((family, rest)) = entity.label.split_once(' ') {
        put(&mut object, "family_name", Some(clean(family)));
        put(&mut object, "given_name", rest.rsplit(' ').next().map(clean));
    }
    object.into()
}

fn organization(graph: &KnowledgeGraph, id: EntityId) -> Json {
    let entity = graph.entity(id);
    let mut object = named(entity);
    if let Detail::Organization { kind, .. } = &entity.detail {
        put(&mut object, "classification", Some(kind.as_str()).filter(|kind| !kind.is_empty()));
    }
    refer(&mut object, "parent_id", graph, &related(graph, id, Predicate::PartOf));
    refer(&mut object, "area_id", graph, &related(graph, id, Predicate::BodyOf));
    object.into()
}

fn post(graph: &KnowledgeGraph, id: EntityId) -> Json {
    let entity = graph.entity(id);
    let mut object = Map::new();
    put(&mut object, "id", Some(entity.path.as_str()));
    put(&mut object, "label", Some(clean(&entity.label)));
    if let Detail::Post { title, .. } = &entity.detail {
        put(&mut object, "role", Some(clean(title)));
    }
    refer(&mut object, "organization_id", graph, &related(graph, id, Predicate::PostIn));
    object.into()
}

fn membership(graph: &KnowledgeGraph, statement: &Statement) -> Option<Json> {
    let Qualifier::Tenure(Tenure { from, until, .. }) = &statement.qualifier else { return None };
    let post = graph.entity(statement.object);
    let mut object = Map::new();
    put(&mut object, "id", statement.path.as_deref());
    put(&mut object, "label", Some(clean(&post.label)));
    if let Detail::Post { title, .. } = &post.detail {
        put(&mut object, "role", Some(clean(title)));
    }
    refer(&mut object, "person_id", graph, &[statement.subject]);
    refer(&mut object, "post_id", graph, &[statement.object]);
    let bodies = related(graph, statement.object, Predicate::PostIn);
    refer(&mut object, "organization_id", graph, &bodies);
    put(&mut object, "start_date", day(*from));
    put(&mut object, "end_date", day(*until));
    put(&mut object, "sources", sources(graph, &statement.documents));
    Some(object.into())
}

fn area(graph: &KnowledgeGraph, id: EntityId) -> Json {
    let entity = graph.entity(id);
    let mut object = named(entity);
    if let Detail::Unit { level, .. } = &entity.detail {
        put(&mut object, "classification", Some(name_of(level)));
    }
    refer(&mut object, "parent_id", graph, &related(graph, id, Predicate::LiesIn));
    object.into()
}

/// A meeting with those who took part, and in its `role` what part each took.
fn event(graph: &KnowledgeGraph, id: EntityId, parts: &[&Statement]) -> Json {
    let entity = graph.entity(id);
    let mut object = named(entity);
    if let Detail::Meeting { kind, date, place, .. } = &entity.detail {
        put(&mut object, "classification", Some(name_of(kind)));
        put(&mut object, "start_date", day(*date));
        put(&mut object, "location", place.as_deref().map(clean));
    }
    refer(&mut object, "organization_id", graph, &related(graph, id, Predicate::MeetingOf));
    let attendees = parts.iter().map(|part| {
        let person = graph.entity(part.subject);
        let role = legend::entry(part.predicate.name()).vi;
        json!({"id": person.path, "name": clean(&person.label), "role": role})
    });
    object.insert("attendees".to_owned(), attendees.collect());
    let documents: Vec<_> = parts.iter().flat_map(|part| &part.documents).copied().collect();
    put(&mut object, "sources", sources(graph, &documents));
    object.into()
}

/// Addresses of pages; none where no page has one.
fn sources(graph: &KnowledgeGraph, documents: &[EntityId]) -> Option<Json> {
    let urls: Json = addresses_of(graph, documents).map(|url| json!({"url": url})).collect();
    urls.as_array().is_some_and(|urls| !urls.is_empty()).then_some(urls)
}
