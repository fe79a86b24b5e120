//! Answers that are made before they are sent, and what is said where there is none.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::accept::{CSV, JSON};
use crate::reports::{RecordError, Rows};
use crate::triples::QueryError;

/// Seconds after which one who was turned away may come again.
const AGAIN: &str = "2";

/// Why a request has no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    /// Nothing is there.
    #[error("no {0} in this graph")]
    Unknown(String),
    /// It has another address now.
    #[error("it is at {0} now")]
    Moved(String),
    /// The request is wrong: what about it, and its status.
    #[error("{1}")]
    Wrong(StatusCode, String),
    /// A query has no answer.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Decisions cannot be read or saved.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// Too many requests run.
    #[error("too many requests are being answered; come again in {AGAIN} seconds")]
    Busy,
}

impl Problem {
    /// A request that is not understood.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::Wrong(StatusCode::BAD_REQUEST, message.into())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Unknown(_) => StatusCode::NOT_FOUND,
            Self::Moved(_) => StatusCode::MOVED_PERMANENTLY,
            Self::Wrong(status, _) => *status,
            Self::Query(QueryError::Syntax { .. } | QueryError::NoTriples) => {
                StatusCode::BAD_REQUEST
            }
            Self::Query(QueryError::Exceeded(_)) | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Query(_) | Self::Record(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn told(&self) -> Value {
        let mut error = json!({ "status": self.status().as_u16(), "message": self.to_string() });
        if let Self::Query(QueryError::Syntax { line, column, .. }) = self {
            error["line"] = (*line).into();
            error["column"] = (*column).into();
        }
        json!({ "error": error })
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = (status, made(JSON, self.told().to_string())).into_response();
        let headers = response.headers_mut();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
        }
        let place = match &self {
            Self::Moved(place) => HeaderValue::from_str(place).ok(),
            _ => None,
        };
        if let Some(place) = place {
            headers.insert(header::LOCATION, place);
        }
        response
    }
}

/// An answer of a media type.
pub(super) fn made(media: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(media))], body.into()).into_response()
}

/// An answer as JSON.
pub(super) fn json_of(value: &Value) -> Response {
    made(JSON, value.to_string())
}

/// A file to be kept under a name, which is plain.
pub(super) fn file(media: &'static str, name: &str, body: impl Into<Body>) -> Response {
    let mut response = made(media, body);
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// Rows as a file of CSV.
pub(super) fn csv_of(name: &str, rows: &Rows) -> Result<Response, Problem> {
    let mut bytes = Vec::new();
    let written = rows.write_csv(&mut bytes);
    written.map_err(|error| QueryError::Output(error.into()))?;
    Ok(file(CSV, name, bytes))
}
