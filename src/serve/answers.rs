//! Answers that were made: the graph does not change while it is served, so that what many ask for is made once.

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// The largest answer that is kept is this part of all.
const LARGEST: u64 = 32;
/// Bytes that the keeping of an answer takes itself, roughly.
const OVERHEAD: usize = 512;
/// Answers that are expected to be kept.
const EXPECTED: usize = 4096;

/// Answers by what was asked for; those not asked for of late make room.
pub(super) struct Answers {
    kept: Cache<String, Answer, ByBytes>,
    largest: u64,
}

/// An answer in full, whose status is OK.
#[derive(Clone)]
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<String, Answer> for ByBytes {
    fn weight(&self, key: &String, answer: &Answer) -> u64 {
        (key.len() + answer.body.len() + OVERHEAD) as u64
    }
}

/// What a request asks for: the path and query, and the form in which it is taken.
pub(super) fn asked(address: &Uri, headers: &HeaderMap) -> String {
    let mut asked = address.path_and_query().map_or_else(String::new, ToString::to_string);
    for accepted in headers.get_all(header::ACCEPT) {
        asked.push('\n');
        asked.push_str(accepted.to_str().unwrap_or_default());
    }
    asked
}

impl Answers {
    /// Room for so many bytes.
    pub(super) fn new(bytes: u64) -> Self {
        Self { kept: Cache::with_weighter(EXPECTED, bytes, ByBytes), largest: bytes / LARGEST }
    }

    /// The answer that was given before.
    pub(super) fn get(&self, asked: &str) -> Option<Response> {
        let Answer { headers, body } = self.kept.get(asked)?;
        Some((headers, Body::from(body)).into_response())
    }

    /// Keeps an answer that is not too long and has all its bytes at hand; others pass.
    pub(super) async fn keep(&self, asked: String, response: Response) -> Response {
        let is_short = response.body().size_hint().exact().is_some_and(|size| size < self.largest);
        if response.status() != StatusCode::OK || !is_short {
            return response;
        }
        let (head, body) = response.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        self.kept.insert(asked, Answer { headers: head.headers.clone(), body: body.clone() });
        Response::from_parts(head, Body::from(body))
    }
}
