//! Web pages as files: one document a file.

use std::io::BufRead;

use super::format::Records;
use super::html::from_html;
use super::plain::one;
use super::source::Origin;
use super::{Document, Lack, Place, ReadError};

/// Media type of web pages.
pub(super) const MEDIA_TYPE: &str = "text/html";

/// The one article of a page.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
    one(origin, bytes, document)
}

fn document(origin: &Origin, raw: &[u8], place: &Place) -> Result<Document, ReadError> {
    let html = origin.reading.decode(raw, declared(raw), place)?;
    let document = from_html(&origin.id, &html.words, None, &origin.reading.pages);
    if document.text.is_empty() {
        return Err(ReadError::Empty { place: place.clone(), lack: Lack::Article });
    }
    let document = Document { encoding: html.encoding, repair: html.repair, ..document };
    Ok(document.of_source(raw, MEDIA_TYPE))
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
