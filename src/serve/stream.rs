//! Answers that are sent while they are found: a thread writes, the connection reads, and little waits
//! between them.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use tokio::sync::{mpsc, oneshot};

use super::reply::Problem;
use crate::triples::QueryError;

/// Bytes that are sent together.
const CHUNK: usize = 32 * 1024;
/// Chunks that may wait.
const WAITING: usize = 4;

type Chunk = Result<Bytes, io::Error>;
type Begun = oneshot::Sender<Result<&'static str, Problem>>;

/// The writing end. The answer begins when the first chunk is full, or all is written: what fails before
/// is told by the status.
pub(super) struct Out {
    buffer: Vec<u8>,
    chunks: mpsc::Sender<Chunk>,
    begun: Option<Begun>,
    media: &'static str,
}

/// The reading end.
struct Chunks(mpsc::Receiver<Chunk>);

/// The answer that `write` writes, on a thread of its own, once it tells its media type.
pub(super) async fn streamed(
    work: impl FnOnce(&mut Out) -> Result<(), QueryError> + Send + 'static,
) -> Response {
    let (chunks, waiting) = mpsc::channel(WAITING);
    let (begun, beginning) = oneshot::channel();
    let mut out = Out { buffer: Vec::new(), chunks, begun: Some(begun), media: "" };
    tokio::task::spawn_blocking(move || {
        let done = work(&mut out).and_then(|()| Ok(out.send()?));
        if let Err(error) = done {
            out.fail(error);
        }
    });
    match beginning.await {
        Ok(Ok(media)) => {
            let media = [(CONTENT_TYPE, HeaderValue::from_static(media))];
            (media, Body::new(Chunks(waiting))).into_response()
        }
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => Problem::Wrong(
            axum::http::StatusCode::INTERNAL_SERVER_ERROR,
            "the query could not be answered".to_owned(),
        )
        .into_response(),
    }
}

impl Out {
    /// Tells the media type of what will be written.
    pub(super) fn of_type(&mut self, media: &'static str) -> &mut Self {
        self.media = media;
        self
    }

    fn send(&mut self) -> io::Result<()> {
        if let Some(begun) = self.begun.take() {
            let _ = begun.send(Ok(self.media));
        }
        let chunk = Bytes::from(std::mem::take(&mut self.buffer));
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.chunks.blocking_send(Ok(chunk)).map_err(gone)
    }

    /// Tells what went wrong: by the status, or where that is sent, by an answer without an end.
    fn fail(mut self, error: QueryError) {
        match self.begun.take() {
            Some(begun) => _ = begun.send(Err(error.into())),
            None => _ = self.chunks.blocking_send(Err(io::Error::other(error))),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
