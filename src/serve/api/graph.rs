//! What stands around a thing, for drawing and for other programs.

use axum::response::Response;
use oxigraph::model::NamedNode;
use serde_json::{Value, json};

use super::things::found;
use crate::serve::call::Call;
use crate::serve::reply::{Problem, json_of};
use crate::triples::near;

/// Nodes where the request does not say how many.
const SOME: usize = 150;
/// Most nodes of an answer.
const MOST: usize = 2000;
/// Most links between the thing and what is told.
const FAR: usize = 3;

/// The neighbourhood of a thing, as nodes and links.
pub(super) fn graph(call: &Call<'_>) -> Result<Response, Problem> {
    let thing = found(call, &call.key)?;
    let hops = call.number("hops")?.unwrap_or(1).min(FAR);
    let limit = call.number("limit")?.unwrap_or(SOME).clamp(1, MOST);
    let center = NamedNode::new(&thing.iri).map_err(|_| Problem::Unknown(call.key.clone()))?;
    let near = near(&call.state.store, &[center], hops as u32, limit)?;
    let short = |iri: &str| call.state.short(iri);
    let nodes = near.nodes.iter().map(|node| {
        json!({
            "id": short(&node.iri), "label": node.label, "kind": node.kind, "pages": node.pages,
            "hop": node.hop,
        })
    });
    let links = near.links.iter().map(|link| {
        json!({ "source": short(&link.source), "target": short(&link.target), "kind": link.kind })
    });
    Ok(json_of(&json!({
        "center": short(&thing.iri),
        "hops": hops,
        "truncated": near.more,
        "nodes": nodes.collect::<Value>(),
        "links": links.collect::<Value>(),
    })))
}
