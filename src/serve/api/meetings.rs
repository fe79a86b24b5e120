//! Who chaired what, and meetings, as tables in parts.

use std::sync::Arc;

use axum::response::Response;
use serde_json::{Value, json};

use crate::reports::{self, Choice, Order, Role, Rows};
use crate::serve::call::Call;
use crate::serve::reply::{Problem, csv_of, json_of};

const KINDS: [&str; 7] =
    ["conference", "working-session", "congress", "council-session", "ceremony", "visit", "other"];
const CHAIRED: [&str; 12] = [
    "date",
    "person",
    "role",
    "office",
    "meeting",
    "body",
    "quote",
    "page",
    "url",
    "person_address",
    "meeting_address",
    "body_address",
];

/// Who took which part.
pub(super) fn chaired(call: &Call<'_>) -> Result<Response, Problem> {
    let (chosen, roles, order) = (choice(call)?, roles(call)?, order(call)?);
    if is_csv(call)? {
        let rows = reports::chaired(&call.state.store, &chosen, &roles)?;
        return csv_of("chaired.csv", &rows.with(&CHAIRED));
    }
    let paging = call.paging()?;
    let key = format!("{chosen:?} {roles:?} {order:?}");
    let store = &call.state.store;
    let parts = call
        .state
        .lists
        .get(&key, || reports::parts(store, &chosen, &roles, order).map(Arc::new))?;
    let shown = paging.of_list(&parts);
    let mut rows =
        if shown.is_empty() { Rows::default() } else { reports::participations(store, &shown)? };
    if let Some(part) = rows.place("part") {
        "participation".clone_into(&mut rows.columns[part]);
    }
    Ok(json_of(&json!({
        "total": parts.len(), "offset": paging.offset, "limit": paging.limit, "rows": rows.objects(),
    })))
}

/// A row a meeting.
pub(super) fn meetings(call: &Call<'_>) -> Result<Response, Problem> {
    let kinds: Vec<&str> =
        call.get("kind").map(|kinds| kinds.split(',').collect()).unwrap_or_default();
    if let Some(kind) = kinds.iter().find(|kind| !KINDS.contains(kind)) {
        return Err(Problem::bad(format!("kind: `{kind}` is none of {}", KINDS.join(", "))));
    }
    let (store, chosen) = (&call.state.store, choice(call)?);
    if is_csv(call)? {
        return csv_of("meetings.csv", &reports::meetings(store, &chosen, &kinds)?);
    }
    let paging = call.paging()?;
    let found = call.state.lists.get(&format!("{chosen:?} {kinds:?}"), || {
        reports::found_meetings(store, &chosen, &kinds).map(Arc::new)
    })?;
    let shown = paging.of_list(&found);
    let rows =
        if shown.is_empty() { Rows::default() } else { reports::meetings_at(store, &shown)? };
    Ok(json_of(&json!({
        "total": found.len(), "offset": paging.offset, "limit": paging.limit, "rows": rows.objects(),
    })))
}

/// What in the graph contradicts itself.
pub(super) fn contradictions(call: &Call<'_>) -> Result<Response, Problem> {
    let mut rows = reports::contradictions(&call.state.store)?;
    let (paging, total) = (call.paging()?, rows.rows.len());
    paging.of(&mut rows.rows);
    let rows: Value = rows.objects();
    Ok(json_of(&json!({
        "total": total, "offset": paging.offset, "limit": paging.limit, "rows": rows,
    })))
}

fn choice(call: &Call<'_>) -> Result<Choice, Problem> {
    let words = |name| call.get(name).map(str::to_owned);
    Ok(Choice {
        person: words("person"),
        body: words("body"),
        unit: words("unit"),
        office: words("office"),
        since: call.date("since")?,
        until: call.date("until")?,
    })
}

fn roles(call: &Call<'_>) -> Result<Vec<Role>, Problem> {
    match call.get("role").unwrap_or("chair") {
        "chair" => Ok(vec![Role::Chair]),
        "speaker" => Ok(vec![Role::Speaker]),
        "attendee" => Ok(vec![Role::Attendee]),
        "any" => Ok(vec![Role::Chair, Role::Speaker, Role::Attendee]),
        other => {
            Err(Problem::bad(format!("role: `{other}` is none of chair, speaker, attendee, any")))
        }
    }
}

fn order(call: &Call<'_>) -> Result<Order, Problem> {
    match call.get("sort").unwrap_or("date") {
        "date" => Ok(Order::Date),
        "-date" => Ok(Order::Latest),
        "person" => Ok(Order::Person),
        other => Err(Problem::bad(format!("sort: `{other}` is none of date, -date, person"))),
    }
}

/// Whether a table is to be kept rather than shown.
pub(super) fn is_csv(call: &Call<'_>) -> Result<bool, Problem> {
    match call.get("format") {
        Some("csv") => Ok(true),
        None | Some("json") => Ok(false),
        Some(other) => Err(Problem::bad(format!("format: `{other}` is none of json, csv"))),
    }
}
