//! Plain text: one document a file.

use std::io::{BufRead, Read};

use super::decode::{decode, without_bom};
use super::format::Records;
use super::source::Origin;
use super::{Document, Lack, MAX_BYTES, Place, ReadError};

/// The one document of a text file.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
    Box::new(std::iter::once_with(move || read(origin, bytes)))
}

fn read(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Result<(Place, Document), ReadError> {
    let place = Place::whole(&origin.path);
    let mut raw = Vec::new();
    match bytes.take(MAX_BYTES + 1).read_to_end(&mut raw) {
        Err(source) => return Err(ReadError::Read { place, source }),
        Ok(read) if read as u64 > MAX_BYTES => return Err(ReadError::TooLong { place }),
        Ok(_) => {}
    }
    let text = decode(without_bom(&raw), &origin.path, 1)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty { place, lack: Lack::Text });
    }
    let document = Document { id: origin.id, text: text.to_owned(), ..Document::default() };
    Ok((place, document))
}
