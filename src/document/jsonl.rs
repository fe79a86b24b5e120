//! JSON Lines: one document a line, read one at a time.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use super::decode::decode;
use super::format::Records;
use super::lines::Lines;
use super::part::{ToldPart, parts};
use super::source::{Bytes, Origin};
use super::{Document, Lack, Place, ReadError, Reading};

/// Keys of a record; others are passed over.
#[derive(Deserialize)]
struct Record {
    id: Id,
    url: Option<String>,
    published: Option<String>,
    title: Option<String>,
    author: Option<String>,
    crawled: Option<String>,
    media_type: Option<String>,
    source_sha256: Option<String>,
    #[serde(default)]
    parts: Vec<ToldPart>,
    text: String,
}

/// Ids come as words or as numbers.
#[derive(Deserialize)]
#[serde(untagged, expecting = "`id` must be text or a whole number")]
enum Id {
    Word(String),
    Number(i64),
}

/// The documents of a file of JSON Lines; blank lines are passed over.
pub(super) fn records(origin: Origin, bytes: Bytes) -> Records {
    let lines = Lines::new(origin.path.clone(), bytes);
    Box::new(Rows { path: origin.path, reading: origin.reading, lines, is_empty: true })
}

struct Rows {
    path: PathBuf,
    reading: Arc<Reading>,
    lines: Lines,
    is_empty: bool,
}

impl Iterator for Rows {
    type Item = Result<(Place, Document), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.next();
        let is_empty = std::mem::replace(&mut self.is_empty, false);
        let Some(line) = line else {
            let place = Place::whole(&self.path);
            return is_empty.then_some(Err(ReadError::Empty { place, lack: Lack::Text }));
        };
        Some(line.and_then(|(place, raw)| {
            let document = parse(&raw, &place).map_err(|error| self.reading.keep(error, &raw));
            document.map(|document| (place, document))
        }))
    }
}

fn parse(raw: &[u8], place: &Place) -> Result<Document, ReadError> {
    let text = decode(raw, &place.path, place.line.unwrap_or(1))?;
    let place = || place.clone();
    let record: Record = serde_json::from_str(text).map_err(|error| ReadError::Record {
        place: place(),
        column: error.column(),
        reason: reason(&error),
    })?;
    if record.text.trim().is_empty() {
        return Err(ReadError::Empty { place: place(), lack: Lack::Text });
    }
    let published = record.published.as_deref().and_then(filled).map(day).transpose();
    let wrong = |reason| ReadError::Record { place: place(), column: 1, reason };
    let published = published.map_err(wrong)?;
    let parts = parts(&record.parts, &record.text)
        .ok_or_else(|| wrong("`parts` are not stretches of `text`, in order".to_owned()))?;
    let owned = |value: Option<String>| value.as_deref().and_then(filled).map(str::to_owned);
    Ok(Document {
        id: match record.id {
            Id::Word(word) => word,
            Id::Number(number) => number.to_string(),
        },
        url: owned(record.url),
        published,
        title: owned(record.title),
        author: owned(record.author),
        crawled: owned(record.crawled),
        media_type: owned(record.media_type),
        source_sha256: owned(record.source_sha256),
        parts,
        text: record.text,
        ..Document::default()
    })
}

/// The parser's words without its line, which is always the first of the record.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let cause = words.split(" at line ").next().unwrap_or(&words);
    format!("{cause}; a record is one JSON object a line with `id` and `text`")
}

pub(super) fn filled(value: &str) -> Option<&str> {
    let value = value.trim();
    (!value.is_empty()).then_some(value)
}

/// The day, month or year that a date or a time stamp names.
pub(super) fn day(published: &str) -> Result<String, String> {
    let date = published.split(['T', ' ']).next().unwrap_or(published);
    let first_day = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    match first_day.parse::<Date>() {
        Ok(_) if first_day.len() == 10 => Ok(date.to_owned()),
        _ => Err(format!("`published` is `{published}`, not a date such as 2020-07-10 or 2020-07")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;

    fn read(bytes: &'static [u8]) -> Vec<Result<(Place, Document), ReadError>> {
        let origin = Origin::new(Path::new("a.jsonl"), "a".to_owned(), &Arc::default());
        records(origin, Box::new(bytes)).collect()
    }

    fn complaints(bytes: &'static [u8]) -> Vec<String> {
        read(bytes).into_iter().filter_map(|item| Some(item.err()?.to_string())).collect()
    }

    #[test]
    fn a_record_keeps_its_keys() {
        let line = r#"{"id":7,"url":"https://a.vn/b","published":"2020-07-10T08:00:00+07:00","title":" ","text":"Sáng 9/7","extra":1}"#;
        let (place, document) = read(line.as_bytes()).remove(0).unwrap();
        assert_eq!(place, Place::line(Path::new("a.jsonl"), 1));
        assert_eq!(document.id, "7");
        assert_eq!(document.url.as_deref(), Some("https://a.vn/b"));
        assert_eq!(document.published.as_deref(), Some("2020-07-10"));
        assert_eq!(document.title, None);
        assert_eq!(document.text, "Sáng 9/7");
    }

    #[test]
    fn each_bad_line_is_told_and_the_rest_is_read() {
        let bytes = b"\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"x\"}\r\n\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\"\xFF\"}\n[1]\n{\"id\":\"d\",\"text\":\" \"}\n{\"id\":\"e\",\"text\":\"y\",\"published\":\"10/07/2020\"}\n{\"id\":\"f\",\"text\":\"z\"}";
        let items = read(bytes);
        let ids: Vec<_> =
            items.iter().flatten().map(|(_, document)| document.id.as_str()).collect();
        assert_eq!(ids, ["a", "f"]);
        let complaints = complaints(bytes);
        assert_eq!(complaints.len(), 5);
        assert!(complaints[0].starts_with("a.jsonl:3: column 10: missing field `text`;"));
        assert!(complaints[1].starts_with("a.jsonl:4: byte 19 is not UTF-8;"), "{}", complaints[1]);
        assert!(complaints[2].starts_with("a.jsonl:5: column "), "{}", complaints[2]);
        assert!(complaints[3].starts_with("a.jsonl:6: there is no text"));
        assert!(complaints[4].contains("`published` is `10/07/2020`, not a date"));
    }

    #[test]
    fn a_file_of_blank_lines_is_empty() {
        assert_eq!(complaints(b"\n \n").len(), 1);
    }

    #[test]
    fn dates_keep_their_precision() {
        for (given, kept) in
            [("2020", "2020"), ("2023-12", "2023-12"), ("2020-02-29 10:00", "2020-02-29")]
        {
            assert_eq!(day(given).as_deref(), Ok(kept));
        }
        for wrong in ["2021-02-29", "20", "2020-7-1", "2020-13"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }
}
