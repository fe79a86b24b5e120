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

/// What a thread does.
type Job = Box<dyn FnOnce() + Send>;

/// Threads without work, as ways to give them some: what the store keeps for each thread is made once.
static IDLE: Mutex<Vec<Sender<Job>>> = Mutex::new(Vec::new());

/// The writing end. The answer begins when the first chunk is full, or all is written: what fails before
/// is told by the status, and what is no longer than a chunk is sent in one piece.
pub(super) struct Out {
    buffer: Vec<u8>,
    media: &'static str,
    way: Way,
}

/// Where what is written goes.
enum Way {
    /// To the one who waits for the beginning.
    Beginning(oneshot::Sender<Result<Response, Problem>>),
    /// To the connection.
    On(mpsc::Sender<Chunk>),
    Ended,
}

/// The reading end: the first chunk, and those behind it.
struct Chunks(Option<Bytes>, mpsc::Receiver<Chunk>);

/// The answer that `work` writes, on a thread apart, once it tells its media type. Who asked is told
/// when the time is over, even where the query does not listen.
pub(super) async fn streamed(
    time: Duration,
    work: impl FnOnce(&mut Out) -> Result<(), QueryError> + Send + 'static,
) -> Response {
    let (begun, beginning) = oneshot::channel();
    let mut out = Out { buffer: Vec::new(), media: "", way: Way::Beginning(begun) };
    let job = Box::new(move || {
        if let Err(error) = work(&mut out).and_then(|()| Ok(out.end()?)) {
            out.fail(error);
        }
    });
    if run(job).is_err() {
        return Problem::Busy.into_response();
    }
    match timeout(time + GRACE, beginning).await {
        Ok(Ok(answer)) => answer.unwrap_or_else(IntoResponse::into_response),
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
        job();
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

    /// Sends what is written so far.
    fn send(&mut self) -> io::Result<()> {
        let chunk = Bytes::from(std::mem::take(&mut self.buffer));
        match std::mem::replace(&mut self.way, Way::Ended) {
            Way::Beginning(begun) => {
                let (chunks, waiting) = mpsc::channel(WAITING);
                let body = Body::new(Chunks(Some(chunk), waiting));
                begun.send(Ok(self.answer(body))).map_err(|_| gone())?;
                self.way = Way::On(chunks);
            }
            Way::On(chunks) => {
                chunks.blocking_send(Ok(chunk)).map_err(|_| gone())?;
                self.way = Way::On(chunks);
            }
            Way::Ended => return Err(gone()),
        }
        Ok(())
    }

    /// Sends the rest.
    fn end(&mut self) -> io::Result<()> {
        let chunk = Bytes::from(std::mem::take(&mut self.buffer));
        match std::mem::replace(&mut self.way, Way::Ended) {
            Way::Beginning(begun) => {
                begun.send(Ok(self.answer(Body::from(chunk)))).map_err(|_| gone())
            }
            Way::On(chunks) => chunks.blocking_send(Ok(chunk)).map_err(|_| gone()),
            Way::Ended => Err(gone()),
        }
    }

    fn answer(&self, body: Body) -> Response {
        ([(CONTENT_TYPE, HeaderValue::from_static(self.media))], body).into_response()
    }

    /// Tells what went wrong: by the status, or where that is sent, by an answer without an end.
    fn fail(self, error: QueryError) {
        match self.way {
            Way::Beginning(begun) => _ = begun.send(Err(error.into())),
            Way::On(chunks) => _ = chunks.blocking_send(Err(io::Error::other(error))),
            Way::Ended => {}
        }
    }
}

/// Nobody waits for the answer any more.
fn gone() -> io::Error {
    io::Error::from(io::ErrorKind::BrokenPipe)
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() < CHUNK { Ok(()) } else { self.send() }
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
        if let Some(first) = self.0.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        self.1.poll_recv(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
