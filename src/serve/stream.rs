//! Answers that are sent while they are found: a thread writes, the connection reads, and little waits
//! between them.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::mpsc::{SendError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::reply::Problem;
use crate::triples::{Exceeded, QueryError};

/// Bytes that are sent together.
const CHUNK: usize = 32 * 1024;
/// Chunks that may wait.
const WAITING: usize = 4;

/// How much longer than it may a query takes to end where it listens.
const GRACE: Duration = Duration::from_secs(1);

/// Bytes of the stack of a query, which only a query of thousands of operators uses.
const STACK: usize = 256 << 20;

type Chunk = Result<Bytes, io::Error>;
type Begun = oneshot::Sender<Result<&'static str, Problem>>;

/// What a thread does, and then.
type Job = Box<dyn FnOnce() -> After + Send>;

/// Whether a thread waits for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Wait,
    /// A query that is stopped has the last priority from then on, and with it its thread.
    End,
}

/// Threads without work, as ways to give them some: what the store keeps for each thread is made once.
static IDLE: Mutex<Vec<Sender<Job>>> = Mutex::new(Vec::new());

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

/// The answer that `work` writes, on a thread apart, once it tells its media type. Who asked is told
/// when the time is over, even where the query does not listen: to sort what it has, it takes its time.
pub(super) async fn streamed(
    time: Duration,
    work: impl FnOnce(&mut Out) -> Result<(), QueryError> + Send + 'static,
) -> Response {
    let (chunks, waiting) = mpsc::channel(WAITING);
    let (begun, beginning) = oneshot::channel();
    let mut out = Out { buffer: Vec::new(), chunks, begun: Some(begun), media: "" };
    let job = Box::new(move || {
        let done = work(&mut out).and_then(|()| Ok(out.send()?));
        let after = match &done {
            Err(QueryError::Exceeded(_)) => After::End,
            _ => After::Wait,
        };
        if let Err(error) = done {
            out.fail(error);
        }
        after
    });
    if run(job).is_err() {
        return Problem::Busy.into_response();
    }
    match timeout(time + GRACE, beginning).await {
        Ok(Ok(Ok(media))) => {
            let media = [(CONTENT_TYPE, HeaderValue::from_static(media))];
            (media, Body::new(Chunks(waiting))).into_response()
        }
        Ok(Ok(Err(problem))) => problem.into_response(),
        Err(_) => Problem::from(QueryError::Exceeded(Exceeded::Time(time))).into_response(),
        Ok(Err(_)) => Problem::Wrong(
            axum::http::StatusCode::INTERNAL_SERVER_ERROR,
            "the query could not be answered".to_owned(),
        )
        .into_response(),
    }
}

/// Does a job on a thread that waits, or on a new one.
fn run(job: Job) -> io::Result<()> {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let left = match idle {
        Some(thread) => thread.send(job).map_err(|SendError(job)| job),
        None => Err(job),
    };
    let Err(job) = left else { return Ok(()) };
    let thread = thread::Builder::new().name("query".to_owned()).stack_size(STACK);
    thread.spawn(move || serve_jobs(job)).map(drop)
}

fn serve_jobs(first: Job) {
    let (way, jobs) = channel();
    let mut next = Some(first);
    while let Some(job) = next {
        if job() == After::End {
            return;
        }
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(way.clone());
        next = jobs.recv().ok();
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
