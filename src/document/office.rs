//! Documents of offices: DOCX and ODT, which are XML within zip.

use std::io::{self, BufRead};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::zip::Archive;
use super::plain::whole;
use super::{Document, Lack, MAX_BYTES, Place, ReadError};

/// Between the cells of a row.
const BETWEEN: &str = " | ";

/// A kind of office document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Docx,
    Odt,
}

impl Kind {
    fn member(self) -> &'static str {
        match self {
            Self::Docx => "word/document.xml",
            Self::Odt => "content.xml",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
        }
    }
}

/// What an archive is, where it is no plain one.
pub(super) fn kind(archive: &Archive) -> Option<Kind> {
    let is_odt = archive.has("mimetype") && archive.has(Kind::Odt.member());
    if archive.has(Kind::Docx.member()) {
        return Some(Kind::Docx);
    }
    is_odt.then_some(Kind::Odt)
}

/// The one document of an office file.
pub(super) fn read(archive: &mut Archive, kind: Kind) -> Result<(Place, Document), ReadError> {
    let origin = archive.origin().clone();
    let place = Place::whole(&origin.path);
    let failed = |source| ReadError::Read { place: place.clone(), source };
    let bytes = archive.bytes(kind.member()).map_err(failed)?;
    let xml = whole(&place, bytes, MAX_BYTES)?;
    let keep = |error| origin.reading.keep(error, &xml);
    let text = text(xml.as_slice()).map_err(|source| keep(failed(source)))?;
    if text.trim().is_empty() {
        return Err(keep(ReadError::Empty { place, lack: Lack::Text }));
    }
    let document = Document { id: origin.id, text, ..Document::default() };
    Ok((place, document.of_source(&xml, kind.media_type())))
}

/// The paragraphs and rows of a text, each on its own.
fn text(xml: impl BufRead) -> io::Result<String> {
    let mut reader = Reader::from_reader(xml);
    let mut writer = Writer::default();
    let mut buffer = Vec::new();
    let bad = |error: quick_xml::Error| io::Error::new(io::ErrorKind::InvalidData, error);
    loop {
        match reader.read_event_into(&mut buffer).map_err(bad)? {
            Event::Start(element) => writer.start(&element),
            Event::Empty(element) => writer.empty(&element),
            Event::End(element) => writer.end(element.local_name().as_ref()),
            Event::Text(text) => writer.text(&text.unescape().map_err(bad)?),
            Event::CData(text) => writer.text(&String::from_utf8_lossy(&text)),
            Event::Eof => return Ok(writer.done()),
            _ => {}
        }
        buffer.clear();
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Begin of the open paragraph.
    from: usize,
    /// Rows that are open, and cells of the innermost.
    rows: usize,
    cells: usize,
    /// Elements with letters in them that are open.
    spoken: usize,
    /// Elements whose letters are not of the text.
    silent: usize,
}

impl Writer {
    fn start(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            b"instrText" | b"delText" | b"annotation" | b"tracked-changes" | b"note-citation" => {
                self.silent += 1;
            }
            b"tr" | b"table-row" => {
                self.rows += 1;
                self.cells = 0;
            }
            b"tc" | b"table-cell" => {
                if self.cells > 0 {
                    self.text.push_str(BETWEEN);
                }
                self.cells += 1;
            }
            b"t" | b"p" | b"h" => self.spoken += 1,
            _ => self.empty(element),
        }
    }

    fn empty(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            b"br" | b"line-break" | b"cr" if self.rows == 0 => self.text.push('\n'),
            b"tab" | b"s" | b"br" | b"line-break" | b"cr" => self.text.push(' '),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"instrText" | b"delText" | b"annotation" | b"tracked-changes" | b"note-citation" => {
                self.silent = self.silent.saturating_sub(1);
            }
            b"tr" | b"table-row" => {
                self.rows = self.rows.saturating_sub(1);
                self.end_line("\n");
            }
            b"p" | b"h" => {
                self.spoken = self.spoken.saturating_sub(1);
                if self.rows == 0 { self.end_line("\n\n") } else { self.text.push(' ') }
            }
            b"t" => self.spoken = self.spoken.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.spoken > 0 && self.silent == 0 {
            self.text.push_str(text);
        }
    }

    /// Ends a paragraph or row; an empty one leaves nothing.
    fn end_line(&mut self, gap: &str) {
        let words: Vec<&str> =
            self.text[self.from..].split(' ').filter(|w| !w.is_empty()).collect();
        let line = words.join(" ").trim().to_owned();
        self.text.truncate(self.from);
        if !line.is_empty() {
            self.text.push_str(&line);
            self.text.push_str(gap);
        }
        self.from = self.text.len();
    }

    fn done(mut self) -> String {
        self.end_line("");
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_rows_of_both_kinds_are_read() {
        let docx = r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Hội nghị</w:t></w:r><w:r><w:t xml:space="preserve"> lần 2 &amp; 3</w:t></w:r></w:p><w:p/><w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>TT</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Họ tên</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Hết</w:t><w:br/><w:t>rồi</w:t></w:r></w:p></w:body></w:document>"#;
        assert_eq!(text(docx.as_bytes()).unwrap(), "Hội nghị lần 2 & 3\n\nTT | Họ tên\nHết\nrồi");
        let odt = r#"<office:document-content xmlns:text="t"><office:body><text:h>Tin</text:h><text:p>Sáng <text:span>nay</text:span><text:s/>họp</text:p></office:body></office:document-content>"#;
        assert_eq!(text(odt.as_bytes()).unwrap(), "Tin\n\nSáng nay họp");
    }

    #[test]
    fn entities_are_not_unfolded() {
        let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x><p>&b;</p></x>"#;
        assert!(text(bomb.as_bytes()).is_err());
    }
}
