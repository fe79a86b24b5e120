//! People, bodies, units, meetings, pages, and whatever else has an address.

use axum::http::StatusCode;
use axum::response::Response;
use oxigraph::model::NamedNode;
use serde_json::{Map, Value, json};

use crate::ontology::gazetteer::{Day, History};
use crate::reports::{self, Report, Resolved, Supported, Thing, UnitSeen, resolve};
use crate::serve::call::Call;
use crate::serve::reply::{Problem, json_of};
use crate::triples::{QueryError, Triplestore};

/// What tells of a thing.
type Telling = fn(&Triplestore, &Thing) -> Result<Report, QueryError>;

pub(super) fn person(call: &Call<'_>) -> Result<Response, Problem> {
    let (mut object, thing) = told(call, "person", reports::person)?;
    object.insert("quotes".to_owned(), quotes(call, &thing)?);
    Ok(sent(object))
}

pub(super) fn body(call: &Call<'_>) -> Result<Response, Problem> {
    told(call, "org", reports::body).map(|(object, _)| sent(object))
}

pub(super) fn meeting(call: &Call<'_>) -> Result<Response, Problem> {
    let (mut object, thing) = told(call, "meeting", reports::meeting)?;
    object.insert("quotes".to_owned(), quotes(call, &thing)?);
    Ok(sent(object))
}

pub(super) fn post(call: &Call<'_>) -> Result<Response, Problem> {
    told(call, "post", reports::thing).map(|(object, _)| sent(object))
}

pub(super) fn act(call: &Call<'_>) -> Result<Response, Problem> {
    told(call, "act", reports::thing).map(|(object, _)| sent(object))
}

/// Anything, by its whole path.
pub(super) fn thing(call: &Call<'_>) -> Result<Response, Problem> {
    let thing = found(call, &call.key)?;
    Ok(sent(told_of(call, &thing, reports::thing)?))
}

/// The quotes that support a thing or statement.
pub(super) fn why(call: &Call<'_>) -> Result<Response, Problem> {
    let thing = found(call, &call.key)?;
    Ok(json_of(&json!({ "rows": quotes(call, &thing)? })))
}

/// A page, with what was understood of each quote beside it.
pub(super) fn document(call: &Call<'_>) -> Result<Response, Problem> {
    let (mut object, _) = told(call, "doc", reports::document)?;
    let said = object.remove("said").unwrap_or_default();
    let mut quotes = object.remove("quotes").unwrap_or_default();
    for quote in quotes.as_array_mut().into_iter().flatten() {
        for place in ["start", "end"] {
            let number = quote[place].as_str().and_then(|number| number.parse::<u64>().ok());
            quote[place] = number.into();
        }
        let of_it = |row: &&Value| row["quote"] == quote["address"];
        let rows = said.as_array().into_iter().flatten().filter(of_it).cloned();
        quote["said"] = rows.map(without_quote).collect();
    }
    object.insert("quotes".to_owned(), quotes);
    let name = object.get("name").and_then(Value::as_str).unwrap_or_default();
    if let Some(text) = call.state.settings.texts.get(name) {
        object.insert("text".to_owned(), text.as_str().into());
    }
    Ok(sent(object))
}

fn without_quote(mut row: Value) -> Value {
    if let Some(row) = row.as_object_mut() {
        row.remove("quote");
    }
    row
}

/// A unit through time, by its address or by an id of the gazetteer.
pub(super) fn unit(call: &Call<'_>) -> Result<Response, Problem> {
    let gazetteer = &call.state.ontology().gazetteer;
    let unknown = || Problem::Unknown(format!("unit/{}", call.key));
    let failed = |error: &dyn std::error::Error| {
        Problem::Wrong(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    };
    let version = if let Some(version) = gazetteer.find(&call.key) {
        version
    } else {
        let thing = found(call, &format!("unit/{}", call.key))?;
        reports::unit_at(&call.state.store, gazetteer, &thing.iri)?.ok_or_else(unknown)?
    };
    let history = History::read(gazetteer).map_err(|error| failed(&error))?;
    let day = call.date("as_of")?.and_then(|date| Day::parse(&date.earliest().to_string()));
    let version = reports::version_of(gazetteer, &history, version, day).unwrap_or(version);
    let seen = UnitSeen::new(gazetteer, &history, version, day);
    let mut object = reports::unit(&call.state.store, &seen)?.object();
    let address = object.get("address").and_then(Value::as_str).unwrap_or_default();
    let iri = address.strip_prefix("id:").map(|path| call.state.iri(path));
    object.insert("iri".to_owned(), iri.into());
    Ok(sent(object))
}

/// What is told of a thing of a kind, and the thing.
fn told(
    call: &Call<'_>,
    kind: &str,
    tell: Telling,
) -> Result<(Map<String, Value>, Thing), Problem> {
    let thing = found(call, &format!("{kind}/{}", call.key))?;
    Ok((told_of(call, &thing, tell)?, thing))
}

fn told_of(call: &Call<'_>, thing: &Thing, tell: Telling) -> Result<Map<String, Value>, Problem> {
    let mut object = tell(&call.state.store, thing)?.object();
    object.insert("address".to_owned(), call.state.short(&thing.iri).into());
    object.insert("iri".to_owned(), thing.iri.clone().into());
    Ok(object)
}

/// The thing of a path.
pub(super) fn found(call: &Call<'_>, path: &str) -> Result<Thing, Problem> {
    let iri = call.state.iri(path);
    let unknown = || Problem::Unknown(path.to_owned());
    NamedNode::new(&iri).map_err(|_| unknown())?;
    match resolve(&call.state.store, &iri)? {
        Resolved::Here(thing) => Ok(thing),
        Resolved::Replaced(new) => {
            let path = new.strip_prefix(call.state.store.base()).ok_or_else(unknown)?;
            Err(Problem::Moved(format!("/api/{path}")))
        }
        Resolved::Unknown => Err(unknown()),
    }
}

fn quotes(call: &Call<'_>, thing: &Thing) -> Result<Value, Problem> {
    Ok(reports::why(&call.state.store, Supported::Address(&thing.iri))?.objects())
}

fn sent(object: Map<String, Value>) -> Response {
    json_of(&Value::Object(object))
}
