//! Crawls: WARC with pages as they were answered, and WET with their text.

mod http;

use std::io::{self, BufRead, Read};

use super::super::format::Records;
use super::super::html::{from_html, site};
use super::super::language::is_vietnamese;
use super::super::source::Origin;
use super::super::{Document, Lack, MAX_BYTES, Place, ReadError, Skip, web};
use http::Answer;

/// Longest header of a record, in bytes.
const HEADER: u64 = 64 * 1024;

/// The pages of a crawl in Vietnamese, one at a time.
pub(super) fn records(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
    Box::new(Crawl { origin, bytes, line: Vec::new(), body: Vec::new(), number: 0, done: false })
}

struct Crawl {
    origin: Origin,
    bytes: Box<dyn BufRead + Send>,
    line: Vec<u8>,
    body: Vec<u8>,
    number: u64,
    done: bool,
}

/// What the header of a record tells.
#[derive(Debug, Default)]
struct Header {
    kind: Kind,
    length: u64,
    is_foreign: bool,
    url: Option<String>,
    date: Option<String>,
    media_type: Option<String>,
}

/// A kind of record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// Text of a page.
    Conversion,
    /// A page with the header of its answer.
    Response,
    /// A page without one.
    Resource,
    /// Of the crawl itself.
    #[default]
    Other,
}

type Item = Result<(Place, Document), ReadError>;

impl Iterator for Crawl {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.done {
            match self.record() {
                Ok(Some(item)) => return Some(item),
                Ok(None) => {}
                Err(source) => {
                    self.done = true;
                    return Some(Err(ReadError::Read { place: self.place(), source }));
                }
            }
        }
        None
    }
}

impl Crawl {
    fn place(&self) -> Place {
        Place::record(&self.origin.path, self.number)
    }

    /// Reads the next record; none where it is no page in Vietnamese, or the crawl ends.
    fn record(&mut self) -> io::Result<Option<Item>> {
        let Some(header) = self.header()? else {
            self.done = true;
            return Ok(None);
        };
        self.number += 1;
        let skips =
            header.kind == Kind::Other || self.is_foreign(&header) || self.is_elsewhere(&header);
        if skips || header.length > MAX_BYTES {
            let too_long = !skips;
            skip(&mut self.bytes, header.length)?;
            return Ok(too_long.then(|| Err(ReadError::TooLong { place: self.place() })));
        }
        self.body.clear();
        let read = (&mut self.bytes).take(header.length).read_to_end(&mut self.body)?;
        if (read as u64) < header.length {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the crawl breaks off within a record; fetch it anew",
            ));
        }
        Ok(self.document(&header))
    }

    /// Whether the crawler says that a page is in other languages.
    fn is_foreign(&self, header: &Header) -> bool {
        let foreign = self.origin.reading.keeps_vietnamese() && header.is_foreign;
        if foreign {
            self.origin.reading.tally.skip(Skip::Language);
        }
        foreign
    }

    /// Whether a page is of no site that is asked for.
    fn is_elsewhere(&self, header: &Header) -> bool {
        let reading = &self.origin.reading;
        let elsewhere = !reading.wanted.has_site(header.url.as_deref());
        if elsewhere {
            reading.tally.skip(Skip::Site);
        }
        elsewhere
    }

    /// The next header, lines up to an empty one; none at the end.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut header = Header::default();
        let mut left = HEADER;
        let mut opened = false;
        loop {
            self.line.clear();
            let read = (&mut self.bytes).take(left).read_until(b'\n', &mut self.line)?;
            left -= read as u64;
            if read == 0 && !opened && left > 0 {
                return Ok(None);
            }
            let line = self.line.trim_ascii();
            match (opened, line.is_empty()) {
                (false, true) => {}
                (false, false) if line.starts_with(b"WARC/") => opened = true,
                (true, true) if read > 0 => return Ok(Some(header)),
                (true, false) if left > 0 => header.take(line),
                _ => {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        "no record begins where one should; the file is damaged from here on",
                    ));
                }
            }
        }
    }

    fn document(&self, header: &Header) -> Option<Item> {
        let media_type = header.media_type.as_deref().unwrap_or_default();
        let document = match header.kind {
            Kind::Conversion => {
                let text = self.text(&self.body, None);
                text.map(|text| text.map(|text| self.own(text, header)))
            }
            Kind::Resource => self.page(&self.body, media_type, header),
            Kind::Response => match http::answer(&self.body) {
                Ok(Answer { status: 200, media_type, body }) => {
                    self.page(&body, &media_type, header)
                }
                Ok(_) => None,
                Err(source) => Some(Err(ReadError::Read { place: self.place(), source })),
            },
            Kind::Other => None,
        }?;
        let document = document.map_err(|error| self.origin.reading.keep(error, &self.body));
        Some(document.map(|document| {
            let id = header.url.clone().unwrap_or_else(|| self.place().to_string());
            let crawled = header.date.as_ref().and_then(|date| date.get(..10)).map(str::to_owned);
            let url = header.url.clone().or(document.url);
            (self.place(), Document { id, url, crawled, ..document })
        }))
    }

    /// The text without the lines that stand on many pages of its site.
    fn own(&self, document: Document, header: &Header) -> Document {
        let address = header.url.as_deref().and_then(site);
        let Some(lines) = address.and_then(|site| self.origin.reading.pages.repeated.of(site))
        else {
            return document;
        };
        let own = document.text.split_inclusive('\n').filter(|line| !lines.has(line));
        let text = own.collect();
        Document { text, ..document }.of_source(&self.body, "text/plain")
    }

    /// A text, where it is in Vietnamese.
    fn text(&self, bytes: &[u8], declared: Option<&str>) -> Option<Result<Document, ReadError>> {
        match self.origin.reading.decode(bytes, declared, &self.place()) {
            Ok(decoded) if self.skips(&decoded.words) => None,
            Ok(decoded) => Some(Ok(decoded.document(bytes))),
            Err(error) => Some(Err(error)),
        }
    }

    fn page(
        &self,
        bytes: &[u8],
        media_type: &str,
        header: &Header,
    ) -> Option<Result<Document, ReadError>> {
        let (kind, charset) = media_type.split_once(';').unwrap_or((media_type, ""));
        let declared = charset.split_once("charset=").map(|(_, name)| name);
        match kind.trim() {
            "text/plain" => return self.text(bytes, declared),
            "text/html" | "application/xhtml+xml" => {}
            // Pictures, scripts and what else a crawl takes along.
            _ => return None,
        }
        let declared = declared.or_else(|| web::declared(bytes));
        let decoded = match self.origin.reading.decode(bytes, declared, &self.place()) {
            Ok(decoded) => decoded,
            Err(error) => return Some(Err(error)),
        };
        let url = header.url.as_deref();
        let page = from_html("", &decoded.words, url, &self.origin.reading.pages);
        if page.text.is_empty() {
            return Some(Err(ReadError::Empty { place: self.place(), lack: Lack::Article }));
        }
        (!self.skips(&page.text)).then(|| {
            let (encoding, repair) = (decoded.encoding, decoded.repair);
            let page = Document { encoding, repair, ..page };
            Ok(page.of_source(bytes, web::MEDIA_TYPE))
        })
    }

    fn skips(&self, text: &str) -> bool {
        let skips = self.origin.reading.keeps_vietnamese() && !is_vietnamese(text);
        if skips {
            self.origin.reading.tally.skip(Skip::Language);
        }
        skips
    }
}

impl Header {
    fn take(&mut self, line: &[u8]) {
        let Some(colon) = line.iter().position(|&byte| byte == b':') else { return };
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        let text = || String::from_utf8_lossy(value).into_owned();
        if name.eq_ignore_ascii_case(b"WARC-Type") {
            self.kind = match value {
                b"conversion" => Kind::Conversion,
                b"response" => Kind::Response,
                b"resource" => Kind::Resource,
                _ => Kind::Other,
            };
        } else if name.eq_ignore_ascii_case(b"Content-Length") {
            self.length = text().parse().unwrap_or(u64::MAX);
        } else if name.eq_ignore_ascii_case(b"WARC-Target-URI") {
            self.url = Some(text().trim_matches(['<', '>']).to_owned());
        } else if name.eq_ignore_ascii_case(b"WARC-Date") {
            self.date = Some(text());
        } else if name.eq_ignore_ascii_case(b"Content-Type") {
            self.media_type = Some(text());
        } else if name.eq_ignore_ascii_case(b"WARC-Identified-Content-Language") {
            self.is_foreign = !value.windows(3).any(|code| code == b"vie");
        }
    }
}

/// Passes over so many bytes without keeping them.
fn skip(bytes: &mut impl BufRead, mut left: u64) -> io::Result<()> {
    while left > 0 {
        let buffer = bytes.fill_buf()?;
        if buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let step = left.min(buffer.len() as u64) as usize;
        bytes.consume(step);
        left -= step as u64;
    }
    Ok(())
}
