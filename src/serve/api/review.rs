//! Pairs of people left open, and decisions about them, which are saved where the server is started so.

use std::net::IpAddr;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::links::Verdict;
use crate::reports::{Pair, Record, Side, pairs, pairs_in};
use crate::serve::call::Call;
use crate::serve::reply::{Problem, json_of};

/// Longest reason, and longest name of who decides, in bytes.
const LONGEST: usize = 2000;

/// A decision as it is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decided {
    pair: String,
    verdict: Verdict,
    #[serde(default)]
    why: String,
    #[serde(default)]
    who: String,
}

/// The open pairs, with what the pages say of each.
pub(super) fn queue(call: &Call<'_>) -> Result<Response, Problem> {
    let paging = call.paging()?;
    let store = &call.state.store;
    let (open, total) = pairs_in(store, paging.offset, paging.limit.min(100))?;
    let record = record(call, "")?;
    let told = open.iter().map(|pair| told(call, pair, record.as_ref()));
    let told = told.collect::<Result<Vec<Value>, Problem>>()?;
    Ok(json_of(&json!({
        "total": total,
        "decided": record.as_ref().map_or(0, |record| record.rows().len()),
        "offset": paging.offset,
        "limit": paging.limit.min(100),
        "writes": record.is_some(),
        "pairs": told,
    })))
}

fn told(call: &Call<'_>, pair: &Pair, record: Option<&Record>) -> Result<Value, Problem> {
    let store = &call.state.store;
    let decision = record.and_then(|record| record.about(pair));
    let side = |side: &Side| -> Result<Value, Problem> {
        let said = side.evidence(store)?;
        Ok(json!({
            "name": side.name, "address": call.state.short(&side.address), "pages": side.pages,
            "offices": said.offices, "meetings": said.meetings, "quotes": said.quotes,
        }))
    };
    let [shared, against] = pair.reasons(store)?;
    Ok(json!({
        "pair": call.state.short(&pair.address),
        "score": pair.score,
        "verdict": decision.map(|decision| decision.verdict),
        "why": decision.map(|decision| &decision.why),
        "left": side(&pair.left)?,
        "right": side(&pair.right)?,
        "for": shared,
        "against": against,
    }))
}

/// Saves a decision in the place of an older one about the same pair.
pub(super) fn decide(call: &Call<'_>) -> Result<Response, Problem> {
    allowed(call)?;
    let decided: Decided = serde_json::from_slice(&call.body)
        .map_err(|error| Problem::bad(format!("no decision: {error}")))?;
    if decided.why.len() > LONGEST || decided.who.len() > LONGEST {
        return Err(Problem::bad(format!("a reason or name is longer than {LONGEST} bytes")));
    }
    let pair = pair(call, &decided.pair)?;
    let _turn = call.state.saving();
    let mut record = record(call, &decided.who)?.ok_or_else(read_only)?;
    record.decide(&pair, decided.verdict, &decided.why)?;
    Ok(json_of(&json!({ "saved": true, "verdict": decided.verdict })))
}

/// Takes a decision back.
pub(super) fn undo(call: &Call<'_>) -> Result<Response, Problem> {
    allowed(call)?;
    let pair = pair(call, call.get("pair").unwrap_or_default())?;
    let _turn = call.state.saving();
    let mut record = record(call, "")?.ok_or_else(read_only)?;
    let kept: Vec<_> = record.rows().iter().filter(|row| !pair.is_of(row)).cloned().collect();
    record.restore(kept)?;
    Ok(json_of(&json!({ "saved": true, "verdict": null })))
}

fn pair(call: &Call<'_>, address: &str) -> Result<Pair, Problem> {
    let mut open = pairs(&call.state.store)?.into_iter();
    let found = open.find(|pair| call.state.short(&pair.address) == address);
    found.ok_or_else(|| Problem::Unknown(format!("open pair `{address}`")))
}

/// The decisions made so far, where they are kept.
fn record(call: &Call<'_>, who: &str) -> Result<Option<Record>, Problem> {
    let path = call.state.settings.decisions.clone();
    Ok(path.map(|path| Record::open(path, who)).transpose()?)
}

fn read_only() -> Problem {
    let message = "decisions are saved only where the server is started with --write-decisions";
    Problem::Wrong(StatusCode::FORBIDDEN, message.to_owned())
}

/// Whether a request may change something: it comes from the page, which was called by an address of this
/// machine. No other site can send it, whatever name it gives itself.
fn allowed(call: &Call<'_>) -> Result<(), Problem> {
    if call.state.settings.decisions.is_none() {
        return Err(read_only());
    }
    let foreign = || {
        let message = "decisions are taken from the page of this server alone".to_owned();
        Problem::Wrong(StatusCode::FORBIDDEN, message)
    };
    let host = text(&call.headers, header::HOST).ok_or_else(foreign)?;
    let own = text(&call.headers, header::ORIGIN)
        .is_none_or(|origin| origin.strip_prefix("http://") == Some(host));
    if !own || !is_loopback(host) {
        return Err(foreign());
    }
    let media = text(&call.headers, header::CONTENT_TYPE).and_then(|media| media.split(';').next());
    if !call.body.is_empty() && media.map(str::trim) != Some("application/json") {
        let message = "a decision is sent as application/json".to_owned();
        return Err(Problem::Wrong(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    Ok(())
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether a host, perhaps with a port, is this machine by its own name.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn names_of_others_are_not_this_machine() {
        for (host, own) in [
            ("localhost:7878", true),
            ("127.0.0.1:7878", true),
            ("[::1]:7878", true),
            ("127.0.0.1", true),
            ("localhost.evil.example:7878", false),
            ("evil.example", false),
            ("10.0.0.1:7878", false),
            ("", false),
        ] {
            assert_eq!(is_loopback(host), own, "{host}");
        }
    }
}
