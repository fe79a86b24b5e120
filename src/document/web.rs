//! Web pages as files: one document a file.

use std::io::BufRead;

use super::format::Records;
use super::html::from_html;
use super::plain::whole;
use super::source::Origin;
use super::{Document, Lack, MAX_BYTES, Place, ReadError};

/// Media type of web pages.
pub(super) const MEDIA_TYPE: &str = "text/html";

/// The one article of a page.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
    Box::new(std::iter::once_with(move || read(&origin, bytes)))
}

fn read(origin: &Origin, bytes: Box<dyn BufRead + Send>) -> Result<(Place, Document), ReadError> {
    let place = Place::whole(&origin.path);
    let raw = whole(&place, bytes, MAX_BYTES)?;
    let document = document(origin, &raw, &place);
    let document = document.map_err(|error| origin.reading.keep(error, &raw))?;
    Ok((place, document.of_source(&raw, MEDIA_TYPE)))
}

fn document(origin: &Origin, raw: &[u8], place: &Place) -> Result<Document, ReadError> {
    let html = origin.reading.decode(raw, declared(raw), place)?;
    let document = from_html(&origin.id, &html.words, None, &origin.reading.pages);
    if document.text.is_empty() {
        return Err(ReadError::Empty { place: place.clone(), lack: Lack::Article });
    }
    Ok(Document { encoding: html.encoding, repair: html.repair, ..document })
}

/// Bytes of a page in which it declares its encoding.
const HEAD: usize = 2048;
const CHARSET: &str = "charset=";

/// The encoding that a page declares.
pub(super) fn declared(page: &[u8]) -> Option<&str> {
    let head = &page[..page.len().min(HEAD)];
    let at = head
        .windows(CHARSET.len())
        .position(|part| part.eq_ignore_ascii_case(CHARSET.as_bytes()))?;
    let name = head[at + CHARSET.len()..].trim_ascii_start();
    let name = name.strip_prefix(b"\"").or(name.strip_prefix(b"'")).unwrap_or(name);
    let end = name.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte));
    std::str::from_utf8(&name[..end?]).ok()
}
