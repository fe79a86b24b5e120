//! The graph and the server themselves.

use axum::response::Response;
use serde_json::{Map, json};

use crate::reports::{counts, rows_of};
use crate::serve::call::Call;
use crate::serve::openapi;
use crate::serve::reply::{Problem, json_of};
use crate::triples::{CT, PREFIXES};

const MEBIBYTE: u64 = 1024 * 1024;
const TERMS: &str = include_str!("terms.rq");

pub(super) fn about(call: &Call<'_>) -> Result<Response, Problem> {
    let (state, manifest) = (call.state, &call.state.manifest);
    let base = state.store.base();
    let prefixes = PREFIXES.into_iter().chain([("id", base)]);
    let prefixes: Map<_, _> =
        prefixes.map(|(prefix, namespace)| (prefix.to_owned(), namespace.into())).collect();
    let limits = &state.settings.limits;
    Ok(json_of(&json!({
        "name": "chutri",
        "version": env!("CARGO_PKG_VERSION"),
        "base": base,
        "namespace": CT,
        "generation": manifest.generation,
        "documents": manifest.documents,
        "entities": manifest.entities,
        "statements": manifest.statements,
        "writes_decisions": state.settings.decisions.is_some(),
        "prefixes": prefixes,
        "limits": {
            "seconds": limits.time.as_secs(),
            "rows": limits.rows,
            "memory_mib": limits.memory / MEBIBYTE,
        },
        "counts": counts(&state.store)?.objects(),
    })))
}

#[allow(clippy::unnecessary_wraps, reason = "as all answers")]
pub(super) fn openapi(_: &Call<'_>) -> Result<Response, Problem> {
    Ok(json_of(&openapi::openapi()))
}

pub(super) fn terms(call: &Call<'_>) -> Result<Response, Problem> {
    let rows = rows_of(&call.state.store, TERMS)?;
    let mut terms: Map<String, _> = Map::new();
    for row in rows.rows {
        let [Some(term), Some(language), Some(label)] = &row[..] else { continue };
        let words = terms.entry(term.clone()).or_insert_with(|| json!({}));
        words[language] = label.clone().into();
    }
    Ok(json_of(&terms.into()))
}
