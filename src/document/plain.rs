//! Plain text: one document a file.

use std::io::{BufRead, Read};

use super::format::Records;
use super::source::Origin;
use super::{Document, Lack, MAX_BYTES, Place, ReadError};

/// The one document of a text file.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
    one(origin, bytes, document)
}

/// The one document of a file, which `of` makes of all its bytes.
pub(super) fn one(
    origin: Origin,
    bytes: Box<dyn BufRead + Send>,
    of: fn(&Origin, &[u8], &Place) -> Result<Document, ReadError>,
) -> Records {
    Box::new(std::iter::once_with(move || {
        let place = Place::whole(&origin.path);
        let raw = whole(&place, bytes, MAX_BYTES)?;
        let document = of(&origin, &raw, &place);
        let document = document.map_err(|error| origin.reading.keep(error, &raw))?;
        Ok((place, Document { id: origin.id, ..document }))
    }))
}

fn document(origin: &Origin, raw: &[u8], place: &Place) -> Result<Document, ReadError> {
    let text = origin.reading.decode(raw, None, place)?;
    if text.words.trim().is_empty() {
        return Err(ReadError::Empty { place: place.clone(), lack: Lack::Text });
    }
    Ok(text.document(raw))
}

/// All bytes of a file, no more than `longest`.
pub(super) fn whole(place: &Place, bytes: impl Read, longest: u64) -> Result<Vec<u8>, ReadError> {
    let mut raw = Vec::new();
    match bytes.take(longest + 1).read_to_end(&mut raw) {
        Err(source) => Err(ReadError::Read { place: place.clone(), source }),
        Ok(read) if read as u64 > longest => Err(ReadError::TooLong { place: place.clone() }),
        Ok(_) => Ok(raw),
    }
}
