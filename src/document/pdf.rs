//! PDF: the text layer, its lines joined to paragraphs in reading order.
//!
//! The file is parsed by `lopdf`, which bounds what its streams unpack to and how deep they nest. Where letters
//! stand is worked out here ([`page`]), and from that in which order they are read ([`layout`]).

mod font;
mod layout;
mod page;

use std::io::{self, BufRead};
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document as File, LoadOptions};

use super::format::Records;
use super::plain::one;
use super::source::Origin;
use super::{Document, Lack, Place, ReadError};
use page::Budget;

/// First bytes of a PDF.
pub(super) const MAGIC: &[u8] = b"%PDF-";
const MEDIA_TYPE: &str = "application/pdf";
/// Most bytes that one stream may unpack to, and all streams that are drawn.
const UNPACKED: usize = 64 * 1024 * 1024;
/// Most pages that are read.
const PAGES: usize = 5000;
/// Least share of letters, in percent, that the fonts must tell.
const TOLD: usize = 80;

/// The one document of a file.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
    one(origin, bytes, document)
}

fn document(origin: &Origin, raw: &[u8], place: &Place) -> Result<Document, ReadError> {
    let failed = |source| ReadError::Read { place: place.clone(), source };
    // What the parser did not think of must not end the run.
    let text = catch_unwind(AssertUnwindSafe(|| text(raw)));
    let text = text.unwrap_or_else(|_| Err(io::Error::other("the PDF is damaged")));
    let text = text.map_err(failed)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty { place: place.clone(), lack: Lack::TextLayer });
    }
    if !is_told(&text) {
        return Err(failed(io::Error::other("its fonts do not tell which letters they draw")));
    }
    // Fonts of the time before Unicode pass as Western ones.
    let text = origin.reading.decode(text.as_bytes(), None, place)?;
    let text =
        Document { text: text.words.to_string(), repair: text.repair, ..Document::default() };
    Ok(text.of_source(raw, MEDIA_TYPE))
}

/// The text of all pages.
fn text(raw: &[u8]) -> io::Result<String> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    let damaged = |error: lopdf::Error| io::Error::new(io::ErrorKind::InvalidData, error);
    let file = File::load_mem_with_options(raw, options).map_err(damaged)?;
    if file.is_encrypted() {
        return Err(io::Error::other("it is encrypted; save it without a password"));
    }
    let mut budget = Budget::new(UNPACKED);
    let mut lines = Vec::new();
    for page in file.page_iter().take(PAGES) {
        let runs = page::runs(&file, page, &mut budget).map_err(damaged)?;
        lines.extend(layout::lines(runs));
    }
    Ok(layout::paragraphs(&lines))
}

/// Whether the fonts tell most letters.
fn is_told(text: &str) -> bool {
    let signs = text.chars().filter(|c| !c.is_whitespace());
    let (all, lost) = signs.fold((0, 0), |(all, lost), sign| {
        let private = matches!(sign, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\0'..='\u{1f}');
        (all + 1, lost + usize::from(private))
    });
    (all - lost) * 100 >= all * TOLD
}
