//! The forms in which documents come. A new form is one variant here and one file beside this one.

use std::io::BufRead;
use std::path::Path;

use super::decode::without_bom;
use super::source::Origin;
use super::{Document, Place, ReadError, jsonl, plain, web};

/// Documents of one file as they are read, each with its place.
pub(super) type Records = Box<dyn Iterator<Item = Result<(Place, Document), ReadError>> + Send>;

/// A form of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One document a file.
    PlainText,
    /// One JSON object a line: `id` and `text`, and `url`, `published`, `title` where known.
    JsonLines,
    /// A web page: its article.
    Html,
}

impl Format {
    /// The form that a file's extension promises.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::PlainText),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "html" | "htm" | "xhtml" | "shtml" => Some(Self::Html),
            _ => None,
        }
    }

    /// The form that the first bytes show: JSON Lines begin with a brace, web pages with an element or a
    /// comment.
    pub fn of_content(start: &[u8]) -> Self {
        match without_bom(start).trim_ascii_start() {
            [b'{', ..] => Self::JsonLines,
            start if is_page(start) => Self::Html,
            _ => Self::PlainText,
        }
    }

    /// Reads documents of this form.
    pub(super) fn records(self, origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
        match self {
            Self::PlainText => plain::records(origin, bytes),
            Self::JsonLines => jsonl::records(origin, bytes),
            Self::Html => web::records(origin, bytes),
        }
    }
}

/// Openings of web pages.
const PAGE_STARTS: [&[u8]; 7] =
    [b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<title", b"<meta"];

fn is_page(start: &[u8]) -> bool {
    let opens = |opening: &&[u8]| {
        start.get(..opening.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(opening))
    };
    PAGE_STARTS.iter().any(|opening| opens(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_where_no_name_does() {
        assert_eq!(Format::of_content(b"\xEF\xBB\xBF \n{\"id\""), Format::JsonLines);
        assert_eq!(Format::of_content(b"(LSO) - "), Format::PlainText);
        assert_eq!(Format::of_content(b""), Format::PlainText);
        assert_eq!(Format::of_content(b"\n<!DOCTYPE HTML PUBLIC"), Format::Html);
    }

    #[test]
    fn extensions_are_read_in_any_case() {
        assert_eq!(Format::of_path(Path::new("a/B.TXT")), Some(Format::PlainText));
        assert_eq!(Format::of_path(Path::new("a.ndjson")), Some(Format::JsonLines));
        assert_eq!(Format::of_path(Path::new("a.pdf")), None);
    }
}
