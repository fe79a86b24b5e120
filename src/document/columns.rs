//! Tables of documents: CSV and TSV with named columns, a row a document.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{Reader, ReaderBuilder, StringRecord, WriterBuilder};

use super::format::Records;
use super::jsonl::{day, filled};
use super::source::Origin;
use super::{Document, Lack, MAX_BYTES, Place, ReadError};
use crate::ontology::pages::Column;

/// The documents of a table whose cells `delimiter` parts.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>, delimiter: u8) -> Records {
    let (bytes, left) = budgeted(bytes);
    let table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    match Rows::new(origin, table, delimiter, left) {
        Ok(rows) => Box::new(rows),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

struct Rows {
    origin: Origin,
    table: Reader<Budgeted>,
    columns: Vec<Option<Column>>,
    delimiter: u8,
    row: StringRecord,
    number: u64,
    /// Bytes that the row may still take.
    left: Arc<AtomicU64>,
    done: bool,
}

impl Rows {
    fn new(
        origin: Origin,
        mut table: Reader<Budgeted>,
        delimiter: u8,
        left: Arc<AtomicU64>,
    ) -> Result<Self, ReadError> {
        let heads = table.headers().map_err(|error| wrong(&origin, &error))?.clone();
        let pages = &origin.reading.pages;
        let columns: Vec<_> = heads.iter().map(|head| pages.column(head)).collect();
        if !columns.contains(&Some(Column::Text)) {
            let reason = "no column is called `text`; name the columns in the first row".to_owned();
            return Err(ReadError::Record {
                place: Place::line(&origin.path, 1),
                column: 1,
                reason,
            });
        }
        let row = StringRecord::new();
        Ok(Self { origin, table, columns, delimiter, row, number: 0, left, done: false })
    }

    fn cell(&self, wanted: Column) -> Option<&str> {
        let at = self.columns.iter().position(|column| *column == Some(wanted))?;
        filled(self.row.get(at)?)
    }

    /// The row as it would be written.
    fn raw(&self) -> Vec<u8> {
        let mut row = WriterBuilder::new().delimiter(self.delimiter).from_writer(Vec::new());
        let written = row.write_record(&self.row);
        written.ok().and_then(|()| row.into_inner().ok()).unwrap_or_default()
    }

    fn document(&self) -> Result<(Place, Document), ReadError> {
        let line = self.row.position().map_or(1, csv::Position::line);
        let place = Place::line(&self.origin.path, line);
        let text = self.cell(Column::Text);
        let text =
            text.ok_or_else(|| ReadError::Empty { place: place.clone(), lack: Lack::Text })?;
        let published = self.cell(Column::Published).map(day).transpose();
        let published = published.map_err(|reason| ReadError::Record {
            place: place.clone(),
            column: 1,
            reason,
        })?;
        let owned = |column| self.cell(column).map(str::to_owned);
        let id = owned(Column::Id).or_else(|| owned(Column::Url));
        let document = Document {
            id: id.unwrap_or_else(|| format!("{}#{}", self.origin.id, self.number)),
            url: owned(Column::Url),
            published,
            title: owned(Column::Title),
            author: owned(Column::Author),
            text: text.to_owned(),
            ..Document::default()
        };
        Ok((place, document))
    }
}

impl Iterator for Rows {
    type Item = Result<(Place, Document), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.left.store(MAX_BYTES, Ordering::Relaxed);
        match self.table.read_record(&mut self.row) {
            Ok(true) => {
                self.number += 1;
                Some(self.document().map_err(|error| self.origin.reading.keep(error, &self.raw())))
            }
            Ok(false) => None,
            Err(error) => {
                self.done = error.is_io_error();
                Some(Err(wrong(&self.origin, &error)))
            }
        }
    }
}

/// Bytes of which a row takes no more than it may.
struct Budgeted {
    bytes: Box<dyn BufRead + Send>,
    left: Arc<AtomicU64>,
}

fn budgeted(bytes: Box<dyn BufRead + Send>) -> (Budgeted, Arc<AtomicU64>) {
    let left = Arc::new(AtomicU64::new(MAX_BYTES));
    (Budgeted { bytes, left: Arc::clone(&left) }, left)
}

impl Read for Budgeted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        let left = self.left.load(Ordering::Relaxed).checked_sub(read as u64);
        let left = left.ok_or_else(|| io::Error::other("a quotation mark is open to the end"))?;
        self.left.store(left, Ordering::Relaxed);
        Ok(read)
    }
}

fn wrong(origin: &Origin, error: &csv::Error) -> ReadError {
    let line = error.position().map_or(1, csv::Position::line);
    let place = Place::line(&origin.path, line);
    ReadError::Record { place, column: 1, reason: format!("{error}; save the table as UTF-8") }
}
