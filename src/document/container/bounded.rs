//! Streams that unpack to so much that they can only be made for harm.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::UNPACKED_FREELY;

/// A stream that ends in an error where it grows to many times what it is unpacked from.
pub(super) struct Bounded<R> {
    stream: R,
    taken: Arc<AtomicU64>,
    ratio: u64,
    given: u64,
}

impl<R> Bounded<R> {
    /// Bounds what is unpacked from a stream of which `taken` counts the bytes.
    pub(super) fn new(stream: R, taken: Arc<AtomicU64>, ratio: u64) -> Self {
        Self { stream, taken, ratio, given: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.given += read as u64;
        let taken = self.taken.load(Ordering::Relaxed);
        if self.given > UNPACKED_FREELY && self.given > taken.saturating_mul(self.ratio) {
            let ratio = self.ratio;
            return Err(io::Error::other(format!(
                "it unpacks to more than {ratio} times its size; if it should, raise --max-ratio"
            )));
        }
        Ok(read)
    }
}

/// A stream whose bytes are counted as they are taken.
pub(super) fn counted(
    bytes: impl BufRead + Send + 'static,
) -> (Box<dyn BufRead + Send>, Arc<AtomicU64>) {
    let taken = Arc::<AtomicU64>::default();
    (Box::new(Counted { bytes, taken: Arc::clone(&taken) }), taken)
}

struct Counted<B> {
    bytes: B,
    taken: Arc<AtomicU64>,
}

impl<B: BufRead> Read for Counted<B> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<B: BufRead> BufRead for Counted<B> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        self.bytes.consume(count);
    }
}
