//! The catalogue of questions.

use std::collections::BTreeMap;

use axum::response::Response;
use serde_json::{Value, json};

use super::meetings::is_csv;
use crate::reports::shown;
use crate::serve::call::Call;
use crate::serve::reply::{Problem, csv_of, json_of};
use crate::triples::{Answer, ParameterKind, Question, query_within, question, questions};

/// Parameters of the address that are none of a question's.
const OURS: [&str; 1] = ["format"];

#[allow(clippy::unnecessary_wraps, reason = "as all answers")]
pub(super) fn catalogue(_: &Call<'_>) -> Result<Response, Problem> {
    let all: Value = questions().map(|question| described(&question)).collect();
    Ok(json_of(&json!({ "questions": all })))
}

fn described(question: &Question) -> Value {
    let parameters = question.parameters.iter().map(|parameter| {
        let kind = match parameter.kind {
            ParameterKind::Text => "text",
            ParameterKind::FirstDay => "first-day",
            ParameterKind::LastDay => "last-day",
        };
        json!({
            "name": parameter.name, "kind": kind, "default": parameter.default,
            "about": parameter.about,
        })
    });
    json!({
        "name": question.name, "vi": question.vietnamese, "en": question.english,
        "parameters": parameters.collect::<Value>(),
    })
}

/// The answer to a question, and the query that asks it.
pub(super) fn ask(call: &Call<'_>) -> Result<Response, Problem> {
    let unknown = || Problem::Unknown(format!("question `{}`", call.key));
    let question = question(&call.key).ok_or_else(unknown)?;
    let given = call
        .query
        .iter()
        .filter(|(name, value)| !OURS.contains(&name.as_str()) && !value.trim().is_empty());
    let values: BTreeMap<String, String> = given.cloned().collect();
    let query = question.with(&values).map_err(|error| Problem::bad(error.to_string()))?;
    let state = call.state;
    let answer = query_within(&state.store, &query, state.bounds()).and_then(Answer::into_table)?;
    let rows = shown(&answer, &state.store);
    if is_csv(call)? {
        return csv_of(&format!("{}.csv", question.name), &rows);
    }
    Ok(json_of(&json!({
        "name": question.name, "query": query, "columns": rows.columns, "rows": rows.rows,
        "truncated": false,
    })))
}
