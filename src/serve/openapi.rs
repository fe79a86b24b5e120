//! The description of the server by `OpenAPI` 3.1, made from the table of its routes.

use serde_json::{Map, Value, json};

use super::api::{Method, ROUTES, Route};

/// The description.
pub(super) fn openapi() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let path = paths.entry(described_path(route.path)).or_insert_with(|| json!({}));
        path[method(route.method)] = operation(route);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "chutri",
            "version": env!("CARGO_PKG_VERSION"),
            "description": env!("CARGO_PKG_DESCRIPTION"),
            "license": { "name": env!("CARGO_PKG_LICENSE") },
        },
        "paths": paths,
    })
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Delete => "delete",
    }
}

fn operation(route: &Route) -> Value {
    let of_path = key(route.path).map(|name| {
        json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
    });
    let of_query = route.parameters.iter().map(|(name, about)| {
        json!({ "name": name, "in": "query", "description": about, "schema": { "type": "string" } })
    });
    let mut operation = json!({
        "summary": route.summary,
        "parameters": of_path.into_iter().chain(of_query).collect::<Value>(),
        "responses": {
            "200": { "description": "The answer" },
            "default": { "description": "What is wrong, as {\"error\": {\"status\", \"message\"}}" },
        },
    });
    if route.method == Method::Post {
        operation["requestBody"] =
            json!({ "content": { route.takes(): { "schema": { "type": "object" } } } });
    }
    operation
}

/// The path as `OpenAPI` writes it: `{key}` for what the router calls `{*key}`.
fn described_path(path: &str) -> String {
    path.replace("{*", "{")
}

/// Name of the part of the path that is any.
fn key(path: &str) -> Option<&str> {
    let (_, rest) = path.split_once('{')?;
    Some(rest.split_once('}')?.0.trim_start_matches('*'))
}
