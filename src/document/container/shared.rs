//! One stream that a container and its open member read in turn.

use std::io::{self, BufRead, Read};
use std::sync::{Arc, Mutex, PoisonError};

struct Stream {
    bytes: Box<dyn BufRead + Send>,
    position: u64,
}

/// A handle on the stream.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Stream>>);

impl Shared {
    pub(super) fn new(bytes: Box<dyn BufRead + Send>) -> Self {
        Self(Arc::new(Mutex::new(Stream { bytes, position: 0 })))
    }

    /// Bytes read so far.
    pub(super) fn position(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).position
    }

    /// Reads on to a position; false where the stream ends before.
    pub(super) fn skip_to(&mut self, position: u64) -> io::Result<bool> {
        let left = position.saturating_sub(self.position());
        Ok(io::copy(&mut self.take(left), &mut io::sink())? == left)
    }
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut stream = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = stream.bytes.read(buffer)?;
        stream.position += read as u64;
        Ok(read)
    }
}
