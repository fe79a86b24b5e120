//! Lines of a file, one held at a time.

use std::io::{self, BufRead, Read};
use std::path::PathBuf;
use std::sync::Arc;

use super::container;
use super::decode::without_bom;
use super::source::{Bytes, Step, Walk};
use super::{MAX_BYTES, Place, ReadError, Reading};

/// A line with its place.
type Item = Result<(Place, Vec<u8>), ReadError>;

/// The lines in `inputs`: files, compressed or not, folders (recursively, sorted by name) and `-` for standard
/// input. Blank lines are passed over.
pub fn lines(
    reading: &Arc<Reading>,
    inputs: impl IntoIterator<Item = PathBuf>,
) -> impl Iterator<Item = Item> + Send {
    let files = Walk::new(inputs.into_iter().map(Step::Asked).collect(), reading);
    files.flat_map(|file| {
        let lines = file.and_then(|(origin, bytes)| container::lines(origin, bytes));
        let (lines, error) = match lines {
            Ok(lines) => (Some(lines), None),
            Err(error) => (None, Some(Err(error))),
        };
        lines.into_iter().flatten().chain(error)
    })
}

/// The lines of a stream that are not blank.
pub(super) struct Lines {
    path: PathBuf,
    bytes: Bytes,
    line: u64,
    done: bool,
}

/// What one read of a line gave.
enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

impl Lines {
    pub(super) fn new(path: PathBuf, bytes: Bytes) -> Self {
        Self { path, bytes, line: 0, done: false }
    }

    fn next_line(&mut self) -> io::Result<Line> {
        let mut raw = Vec::new();
        let read = (&mut self.bytes).take(MAX_BYTES + 1).read_until(b'\n', &mut raw)?;
        if read == 0 {
            return Ok(Line::End);
        }
        if read as u64 > MAX_BYTES {
            self.bytes.skip_until(b'\n')?;
            return Ok(Line::TooLong);
        }
        if self.line == 0 {
            raw = without_bom(&raw).to_owned();
        }
        Ok(Line::Whole(raw))
    }
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.done {
            let line = self.next_line();
            self.line += 1;
            let place = Place::line(&self.path, self.line);
            match line {
                Err(source) => {
                    self.done = true;
                    return Some(Err(ReadError::Read { place, source }));
                }
                Ok(Line::End) => self.done = true,
                Ok(Line::TooLong) => return Some(Err(ReadError::TooLong { place })),
                Ok(Line::Whole(raw)) if raw.trim_ascii().is_empty() => {}
                Ok(Line::Whole(raw)) => return Some(Ok((place, raw))),
            }
        }
        None
    }
}
