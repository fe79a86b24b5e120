//! Which address answers what. The routes of the API stand in one table, from which its description is made.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{MatchedPath, Path, Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method as HttpMethod, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use serde_json::json;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};
use tracing::info;

use super::answers::asked;
use super::api::{Answering, Lasting, Method, Own, ROUTES, Route};
use super::call::Call;
use super::gate::Work;
use super::page::{INDEX, known};
use super::reply::{Problem, json_of, made};
use super::sparql::{pairs, sparql};
use super::state::State;
use super::{linked, metrics};

/// What each answer says of how a browser may use it.
const SAFE: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// The sign of the page, where browsers look for it by themselves.
const SIGN: &str = "favicon.svg";

/// All that the server answers.
pub(super) fn router(state: Arc<State>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(route.path, answering(route));
    }
    router
        .fallback(|| async { Problem::Wrong(StatusCode::NOT_FOUND, "nothing is here".to_owned()) })
        .layer(cors())
        .layer(CompressionLayer::new())
        .layer(map_response(safe))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(Arc::clone(&state), told))
        .with_state(state)
}

/// Pages of all sites may ask; whatever changes something looks itself at who does.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([HttpMethod::GET, HttpMethod::POST])
        .allow_headers([header::ACCEPT, header::CONTENT_TYPE])
        .expose_headers([header::ETAG, header::LINK, header::RETRY_AFTER])
}

/// Who answers a route.
fn answering(route: &'static Route) -> MethodRouter<Arc<State>> {
    let method = match route.method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
        Method::Delete => MethodFilter::DELETE,
    };
    match route.answer {
        Answering::Own(own, lasting) => {
            on(method, move |shared, path, request| answer((own, lasting), shared, path, request))
        }
        Answering::Sparql => on(method, sparql),
        Answering::GraphStore => on(method, linked::graph_store),
        Answering::Thing => on(method, linked::thing),
        Answering::Dataset => on(method, linked::dataset),
        Answering::Ontology => on(method, linked::ontology),
        Answering::Page => on(method, page_itself),
        Answering::Asset => on(method, asset),
        Answering::Health => on(method, health),
        Answering::Metrics => on(method, counts),
    }
}

/// The answer of a route of the API, made on a thread of its own.
async fn answer(
    (own, lasting): (Own, Lasting),
    Shared(state): Shared<Arc<State>>,
    key: Option<Path<String>>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let tag = format!("W/\"{}\"", state.tag);
    let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("W/\"\""));
    if lasting == Lasting::Graph && known(&head.headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let query = match pairs(head.uri.query().unwrap_or_default().as_bytes()) {
        Ok(query) => query,
        Err(problem) => return problem.into_response(),
    };
    let most = state.settings.limits.body;
    let Ok(body) = to_bytes(body, most).await else {
        let message = format!("the request is larger than {most} bytes");
        return Problem::Wrong(StatusCode::PAYLOAD_TOO_LARGE, message).into_response();
    };
    let asked = asked(&head.uri, &head.headers);
    if lasting == Lasting::Graph
        && let Some(answer) = state.answers.get(&asked)
    {
        return answer;
    }
    let Some(leave) = state.gate.enter(Work::Own).await else {
        return Problem::Busy.into_response();
    };
    let answers = Arc::clone(&state);
    let key = key.map(|Path(key)| key).unwrap_or_default();
    let answered = tokio::task::spawn_blocking(move || {
        let _leave = leave;
        let call = Call { state: &state, key, query, headers: head.headers, body };
        own(&call).unwrap_or_else(IntoResponse::into_response)
    });
    let mut response = answered.await.unwrap_or_else(|_| {
        let message = "the request could not be answered".to_owned();
        Problem::Wrong(StatusCode::INTERNAL_SERVER_ERROR, message).into_response()
    });
    if lasting == Lasting::Graph && response.status().is_success() {
        response.headers_mut().insert(header::ETAG, tag);
        let fresh = HeaderValue::from_static("no-cache");
        response.headers_mut().insert(header::CACHE_CONTROL, fresh);
        return answers.answers.keep(asked, response).await;
    }
    response
}

async fn page_itself(Shared(state): Shared<Arc<State>>, headers: HeaderMap) -> Response {
    file(&state, INDEX, &headers)
}

async fn asset(
    Shared(state): Shared<Arc<State>>,
    name: Option<Path<String>>,
    headers: HeaderMap,
) -> Response {
    let name = name.map_or_else(|| SIGN.to_owned(), |Path(name)| name);
    file(&state, &name, &headers)
}

fn file(state: &State, name: &str, headers: &HeaderMap) -> Response {
    let missing = || Problem::Wrong(StatusCode::NOT_FOUND, "no such file".to_owned());
    state.page.get(name, headers).unwrap_or_else(|| missing().into_response())
}

async fn health(Shared(state): Shared<Arc<State>>) -> Response {
    json_of(&json!({ "status": "ok", "generation": state.manifest.generation }))
}

async fn counts(Shared(state): Shared<Arc<State>>) -> Response {
    made(metrics::MEDIA, metrics::text(&state))
}

/// Counts an answer, and writes a line of the log.
async fn told(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), start.elapsed());
    state.metrics.count(route.as_deref().unwrap_or("none"), status, took);
    let milliseconds = took.as_secs_f64() * 1000.0;
    info!(%method, path, status, milliseconds, "answered");
    response
}

/// Adds what each answer says of how a browser may use it.
async fn safe(mut response: Response) -> Response {
    for (name, value) in SAFE {
        let name = HeaderName::from_static(name);
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
