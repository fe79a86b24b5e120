//! Linked Data: addresses that tell of what they name, the description of the endpoint and of the data set,
//! and all triples as one graph.

use std::io::{self, Error};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::NamedNode;

use super::accept::{Accept, HTML};
use super::answers::asked;
use super::gate::Work;
use super::page::INDEX;
use super::reply::{Problem, made};
use super::sparql::{Form, RDF_MEDIA, named_rdf, pairs, rdf_form};
use super::state::State;
use super::stream::streamed;
use crate::reports::{Resolved, resolve};
use crate::triples::{Bounds, ONTOLOGY, PREFIXES, query_within};

/// Triples that lead to a thing: so many are told.
const LEADING: usize = 1000;
const SERVICE: &str = include_str!("linked/service.ttl");
const DATASET: &str = include_str!("linked/void.ttl");

/// What an address below the base names: the page for browsers, its triples for others.
pub(super) async fn thing(
    Shared(state): Shared<Arc<State>>,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    let headers = request.headers();
    let key = asked(request.uri(), headers);
    if let Some(answer) = state.answers.get(&key) {
        return answer;
    }
    let iri = state.iri(&path);
    if NamedNode::new(&iri).is_err() {
        return missing(&state, &path, headers);
    }
    let resolved = {
        let (state, iri) = (Arc::clone(&state), iri.clone());
        tokio::task::spawn_blocking(move || resolve(&state.store, &iri)).await
    };
    match resolved {
        Ok(Ok(Resolved::Here(_))) => {}
        Ok(Ok(Resolved::Replaced(new))) => {
            let place = new
                .strip_prefix(state.store.base())
                .map_or(new.clone(), |path| format!("/id/{path}"));
            return Problem::Moved(place).into_response();
        }
        Ok(Ok(Resolved::Unknown)) => return missing(&state, &path, headers),
        Ok(Err(error)) => return Problem::from(error).into_response(),
        Err(_) => return Problem::Busy.into_response(),
    }
    let Some(format) = wanted(&request) else {
        let mut page = page(&state, headers);
        let link = format!(
            "<{iri}>; rel=\"canonical\", <?format=ttl>; rel=\"alternate\"; type=\"text/turtle\""
        );
        if let Ok(link) = HeaderValue::from_str(&link) {
            page.headers_mut().insert(header::LINK, link);
        }
        return page;
    };
    let query = format!(
        "CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> }} WHERE {{ {{ <{iri}> ?p ?o }} UNION \
         {{ SELECT ?s ?q WHERE {{ ?s ?q <{iri}> }} LIMIT {LEADING} }} }}"
    );
    let response = triples(Arc::clone(&state), query, format, Work::Own).await;
    state.answers.keep(key, response).await
}

/// The form of triples that is wanted; none where the page is.
fn wanted(request: &Request) -> Option<RdfFormat> {
    let given = pairs(request.uri().query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let named = given.iter().find(|(name, _)| name == "format");
    if let Some(format) = named.and_then(|(_, name)| named_rdf(name)) {
        return Some(format);
    }
    let accept = Accept::of(request.headers());
    let offered: Vec<&str> = std::iter::once(HTML).chain(RDF_MEDIA).collect();
    match accept.best(&offered) {
        Some(0) => None,
        _ => rdf_form(&accept),
    }
}

fn page(state: &State, headers: &HeaderMap) -> Response {
    let mut page = state.page.get(INDEX, headers).unwrap_or_else(|| made(HTML, Body::empty()));
    page.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    page
}

fn missing(state: &State, path: &str, headers: &HeaderMap) -> Response {
    if Accept::of(headers).best(&[HTML, "text/turtle"]) == Some(1) {
        return Problem::Unknown(path.to_owned()).into_response();
    }
    // A page that the browser holds already would say that something is here.
    let mut page = page(state, &HeaderMap::new());
    *page.status_mut() = StatusCode::NOT_FOUND;
    page.headers_mut().remove(header::ETAG);
    page
}

/// The triples of a query of ours, while they are found.
async fn triples(state: Arc<State>, query: String, format: RdfFormat, work: Work) -> Response {
    let Some(leave) = state.gate.enter(work).await else {
        return Problem::Busy.into_response();
    };
    let form = Form::Rdf(format);
    let mut response = streamed(state.settings.limits.time, move |out| {
        let _leave = leave;
        let bounds = Bounds { rows: None, ..state.bounds() };
        form.write(query_within(&state.store, &query, bounds)?, out.of_type(form.media()))
    })
    .await;
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// SPARQL 1.1 Graph Store, reading: the one graph that there is, by name or as the default.
pub(super) async fn graph_store(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let given = match pairs(request.uri().query().unwrap_or_default().as_bytes()) {
        Ok(given) => given,
        Err(problem) => return problem.into_response(),
    };
    let graph = given.iter().find(|(name, _)| name == "graph").map(|(_, graph)| graph.as_str());
    let default = given.iter().any(|(name, _)| name == "default");
    match (graph, default) {
        (None, true) => {}
        (Some(graph), false) if graph == state.store.base() => {}
        (Some(graph), false) => {
            return Problem::Unknown(format!("graph <{graph}>")).into_response();
        }
        _ => {
            return Problem::bad("which graph? give either `default` or `graph=IRI`")
                .into_response();
        }
    }
    let named = given.iter().find(|(name, _)| name == "format");
    let format = named.and_then(|(_, name)| named_rdf(name));
    let format = format.or_else(|| rdf_form(&Accept::of(request.headers())));
    let format = format.unwrap_or(RdfFormat::Turtle);
    triples(state, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }".to_owned(), format, Work::Query)
        .await
}

/// What the endpoint is and can; browsers are sent to the page that asks.
pub(super) fn service(state: &State, headers: &HeaderMap) -> Response {
    let accept = Accept::of(headers);
    let mut offered = RDF_MEDIA.to_vec();
    offered.push(HTML);
    if accept.best(&offered) == Some(offered.len() - 1) {
        return Redirect::to("/query").into_response();
    }
    described(state, headers, SERVICE)
}

/// What the data set is, in the words of `VoID`.
pub(super) async fn dataset(Shared(state): Shared<Arc<State>>, headers: HeaderMap) -> Response {
    described(&state, &headers, DATASET)
}

/// The ontology.
pub(super) async fn ontology(headers: HeaderMap) -> Response {
    rdf(ONTOLOGY, "https://w3id.org/chutri/ns", &headers)
}

fn described(state: &State, headers: &HeaderMap, template: &str) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let plain =
        |host: &&str| host.bytes().all(|b| b.is_ascii_alphanumeric() || b".:-[]".contains(&b));
    let here = format!("http://{}/", host.filter(plain).unwrap_or("localhost"));
    let manifest = &state.manifest;
    let text = template
        .replace("$BASE", state.store.base())
        .replace("$ENTITIES", &manifest.entities.to_string())
        .replace("$DOCUMENTS", &manifest.documents.to_string());
    rdf(&text, &here, headers)
}

/// Turtle of ours in the form that is wanted.
fn rdf(text: &str, base: &str, headers: &HeaderMap) -> Response {
    let format = rdf_form(&Accept::of(headers)).unwrap_or(RdfFormat::Turtle);
    let written = converted(text, base, format);
    let failed =
        |error: Error| Problem::Wrong(StatusCode::INTERNAL_SERVER_ERROR, error.to_string());
    let mut response = match written {
        Ok(bytes) => made(Form::Rdf(format).media(), bytes),
        Err(error) => failed(error).into_response(),
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

fn converted(text: &str, base: &str, format: RdfFormat) -> io::Result<Vec<u8>> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(base);
    let parser = parser.map_err(Error::other)?;
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(Error::other)?;
    }
    let mut serializer = serializer.for_writer(Vec::new());
    for quad in parser.for_slice(text.as_bytes()) {
        serializer.serialize_quad(&quad.map_err(Error::other)?)?;
    }
    serializer.finish()
}
