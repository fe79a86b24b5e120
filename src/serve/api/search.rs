//! Things by their names, and quotes by their words.

use axum::response::Response;
use serde_json::{Value, json};

use crate::reports::{context_of_body, context_of_person, quotes, rows_of};
use crate::serve::call::Call;
use crate::serve::names::Hit;
use crate::serve::reply::{Problem, json_of};

const QUOTE: &str = "quote";
/// Most quotes that are looked for.
const QUOTES: usize = 200;

pub(super) fn search(call: &Call<'_>) -> Result<Response, Problem> {
    let text = call.get("q").unwrap_or_default();
    let paging = call.paging()?;
    let kinds: Vec<&str> =
        call.get("kind").map(|kinds| kinds.split(',').collect()).unwrap_or_default();
    if kinds == [QUOTE] {
        return quoted(call, text);
    }
    let mut hits = call.state.names.find(&call.state.store, text, &kinds)?;
    let total = hits.len();
    paging.of(&mut hits);
    let told = hits.iter().map(|hit| told(call, hit)).collect::<Result<Vec<Value>, Problem>>()?;
    Ok(json_of(&json!({
        "query": text, "total": total, "offset": paging.offset, "limit": paging.limit, "hits": told,
    })))
}

fn told(call: &Call<'_>, hit: &Hit<'_>) -> Result<Value, Problem> {
    Ok(json!({
        "kind": hit.kind, "address": hit.address, "label": hit.label, "matched": hit.matched,
        "fit": hit.fit.name(), "context": context(call, hit)?,
    }))
}

/// What tells a thing from others of its name.
fn context(call: &Call<'_>, hit: &Hit<'_>) -> Result<Option<String>, Problem> {
    let store = &call.state.store;
    let Some(path) = hit.address.strip_prefix("id:") else { return Ok(None) };
    let iri = call.state.iri(path);
    let first = |property: &str| -> Result<Vec<String>, Problem> {
        let rows = rows_of(store, &format!("SELECT ?x WHERE {{ <{iri}> {property} ?x }} LIMIT 1"))?;
        Ok(rows.rows.into_iter().flatten().flatten().collect())
    };
    let parts = match hit.kind {
        "person" => context_of_person(store, &iri)?,
        "body" => context_of_body(store, &iri)?,
        "unit" => first("ct:province")?,
        "meeting" => first("ct:earliest")?,
        _ => Vec::new(),
    };
    Ok((!parts.is_empty()).then(|| parts.join(", ")))
}

/// Quotes that hold the words.
fn quoted(call: &Call<'_>, text: &str) -> Result<Response, Problem> {
    let paging = call.paging()?;
    let mut rows = quotes(&call.state.store, text, QUOTES)?.rows;
    let total = rows.len();
    paging.of(&mut rows);
    let hits = rows.iter().map(|row| {
        let cell = |at: usize| row.get(at).cloned().flatten();
        json!({
            "kind": QUOTE, "address": cell(0), "label": cell(1), "matched": cell(1), "fit": "part",
            "context": cell(2), "page_address": cell(3),
        })
    });
    Ok(json_of(&json!({
        "query": text, "total": total, "offset": paging.offset, "limit": paging.limit,
        "hits": hits.collect::<Value>(),
    })))
}
