//! Web pages as files: one document a file.

use std::io::BufRead;

use super::decode::{decode, without_bom};
use super::format::Records;
use super::html::from_html;
use super::plain::whole;
use super::source::Origin;
use super::{Document, Lack, MAX_BYTES, Place, ReadError};

/// The one article of a page.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
    Box::new(std::iter::once_with(move || read(&origin, bytes)))
}

fn read(origin: &Origin, bytes: Box<dyn BufRead + Send>) -> Result<(Place, Document), ReadError> {
    let place = Place::whole(&origin.path);
    let raw = whole(&place, bytes, MAX_BYTES)?;
    let html = decode(without_bom(&raw), &origin.path, 1)?;
    let document = from_html(&origin.id, html, None, &origin.pages);
    if document.text.is_empty() {
        return Err(ReadError::Empty { place, lack: Lack::Article });
    }
    Ok((place, document))
}
