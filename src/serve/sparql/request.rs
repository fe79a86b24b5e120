//! What a request of the protocol asks.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use percent_encoding::percent_decode;

use super::depth::is_too_deep;
use super::form::Forms;
use crate::serve::accept::Accept;
use crate::serve::reply::Problem;
use crate::triples::Dataset;

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";

/// A query with what it is asked of, and the forms in which the answer is taken.
pub(super) struct Asked {
    pub(super) query: String,
    pub(super) dataset: Dataset,
    pub(super) forms: Forms,
}

impl Asked {
    /// Reads a request; nothing where it is a bare GET.
    pub(super) async fn read(request: Request, most: usize) -> Result<Option<Self>, Problem> {
        let (head, body) = request.into_parts();
        let accept = Accept::of(&head.headers);
        let mut given = pairs(head.uri.query().unwrap_or_default().as_bytes())?;
        if matches!(head.method, Method::GET | Method::HEAD) {
            if given.is_empty() {
                return Ok(None);
            }
            return Self::of(&given, accept).map(Some);
        }
        let media = head.headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
        let media = media.and_then(|media| media.split(';').next()).unwrap_or_default().trim();
        let media = media.to_ascii_lowercase();
        let body = to_bytes(body, most).await.map_err(|_| too_large(most))?;
        match media.as_str() {
            FORM => {
                given.extend(pairs(&body)?);
                Self::of(&given, accept).map(Some)
            }
            QUERY => {
                let query = String::from_utf8(body.into()).map_err(|_| no_text())?;
                given.push(("query".to_owned(), query));
                Self::of(&given, accept).map(Some)
            }
            UPDATE => Err(read_only()),
            _ => Err(Problem::Wrong(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                format!("a query is sent as {QUERY} or {FORM}"),
            )),
        }
    }

    fn of(given: &[(String, String)], accept: Accept) -> Result<Self, Problem> {
        let all = |name: &str| -> Vec<String> {
            let found = given.iter().filter(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).collect()
        };
        if !all("update").is_empty() {
            return Err(read_only());
        }
        let mut queries = all("query");
        let query = queries.pop().ok_or_else(|| Problem::bad("there is no parameter `query`"))?;
        if !queries.is_empty() {
            return Err(Problem::bad("there is more than one parameter `query`"));
        }
        if is_too_deep(&query) {
            return Err(Problem::bad("the query is too long, or nested too deep, to be read"));
        }
        let dataset = Dataset { default: all("default-graph-uri"), named: all("named-graph-uri") };
        let named = all("format").into_iter().find(|name| !name.is_empty());
        let forms = named.map_or(Forms::Accepted(accept), Forms::Named);
        Ok(Self { query, dataset, forms })
    }
}

fn read_only() -> Problem {
    Problem::Wrong(StatusCode::FORBIDDEN, "this graph is read, and never changed, here".to_owned())
}

fn no_text() -> Problem {
    Problem::bad("the query is no UTF-8")
}

fn too_large(most: usize) -> Problem {
    let message = format!("the request is larger than {most} bytes");
    Problem::Wrong(StatusCode::PAYLOAD_TOO_LARGE, message)
}

/// Names and values of a form, or of an address.
pub(in crate::serve) fn pairs(text: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let decode = |part: &[u8]| decoded(part).ok_or_else(no_text);
    let parts = text.split(|&byte| byte == b'&').filter(|part| !part.is_empty());
    let pair = |part: &[u8]| {
        let at = part.iter().position(|&byte| byte == b'=').unwrap_or(part.len());
        let value = part.get(at + 1..).unwrap_or_default();
        Ok((decode(&part[..at])?, decode(value)?))
    };
    parts.map(pair).collect()
}

/// Text without its percent signs; none where it is no UTF-8.
fn decoded(part: &[u8]) -> Option<String> {
    let spaced: Vec<u8> = part.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    Some(percent_decode(&spaced).decode_utf8().ok()?.into_owned())
}
