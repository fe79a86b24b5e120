//! Letters: a message and its text.

use std::io::BufRead;

use mail_parser::MessageParser;

use super::format::Records;
use super::html::from_html;
use super::plain::one;
use super::source::Origin;
use super::{Document, Lack, Place, ReadError};

const MEDIA_TYPE: &str = "message/rfc822";

/// The one message of a file.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
    one(origin, bytes, document)
}

fn document(origin: &Origin, raw: &[u8], place: &Place) -> Result<Document, ReadError> {
    let message = message(origin, raw);
    let message =
        message.ok_or_else(|| ReadError::Empty { place: place.clone(), lack: Lack::Text })?;
    Ok(message.of_source(raw, MEDIA_TYPE))
}

/// The text of a message; none where it has none.
fn message(origin: &Origin, raw: &[u8]) -> Option<Document> {
    let message = MessageParser::default().parse(raw)?;
    let title = message.subject().map(|subject| subject.trim().to_owned());
    let published =
        message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    // The page, where there is one, keeps the headline and captions of the text.
    let document = match (message.body_html(0), message.body_text(0)) {
        (Some(html), None) => from_html(&origin.id, &html, None, &origin.reading.pages),
        (_, Some(text)) => Document { text: text.trim().to_owned(), ..Document::default() },
        (None, None) => return None,
    };
    (!document.text.is_empty()).then_some(Document { published, title, ..document })
}
