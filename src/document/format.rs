//! The forms in which documents come. A new form is one variant here and one file beside this one.

use std::io::BufRead;
use std::path::Path;

use super::decode::without_bom;
use super::source::Origin;
use super::{Document, Place, ReadError, columns, jsonl, mail, pdf, plain, web};
use crate::ontology::Pages;
use crate::ontology::pages::Column;

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
    /// A table with commas between its cells, a document a row; the first row names the columns.
    Csv,
    /// The same with tabs.
    Tsv,
    /// An e-mail message.
    Mail,
    /// A PDF: its text layer.
    Pdf,
}

impl Format {
    /// The form that a file's extension promises.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::PlainText),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "eml" => Some(Self::Mail),
            "pdf" => Some(Self::Pdf),
            "html" | "htm" | "xhtml" | "shtml" => Some(Self::Html),
            _ => None,
        }
    }

    /// The form that the first bytes show: JSON Lines begin with a brace, web pages with an element or a
    /// comment, messages with their header, tables with the names of columns.
    pub fn of_content(start: &[u8], pages: &Pages) -> Self {
        match without_bom(start).trim_ascii_start() {
            [b'{', ..] => Self::JsonLines,
            start if start.starts_with(pdf::MAGIC) => Self::Pdf,
            start if opens(start, &PAGE_STARTS) => Self::Html,
            start if opens(start, &MAIL_STARTS) => Self::Mail,
            start if names_columns(start, '\t', pages) => Self::Tsv,
            start if names_columns(start, ',', pages) => Self::Csv,
            _ => Self::PlainText,
        }
    }

    /// The form that the name promises, where the content does not show that it is a page.
    pub(super) fn of_both(named: Option<Self>, start: &[u8], pages: &Pages) -> Self {
        let shown = Self::of_content(start, pages);
        match (named, shown) {
            (_, Self::Pdf) => Self::Pdf,
            (None | Some(Self::PlainText), Self::Html) => Self::Html,
            (Some(named), _) => named,
            (None, shown) => shown,
        }
    }

    /// Reads documents of this form.
    pub(super) fn records(self, origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
        match self {
            Self::PlainText => plain::records(origin, bytes),
            Self::JsonLines => jsonl::records(origin, bytes),
            Self::Html => web::records(origin, bytes),
            Self::Csv => columns::records(origin, bytes, b','),
            Self::Tsv => columns::records(origin, bytes, b'\t'),
            Self::Mail => mail::records(origin, bytes),
            Self::Pdf => pdf::records(origin, bytes),
        }
    }
}

/// Openings of web pages.
const PAGE_STARTS: [&[u8]; 7] =
    [b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<title", b"<meta"];

/// Openings of messages.
const MAIL_STARTS: [&[u8]; 6] =
    [b"return-path:", b"received:", b"delivered-to:", b"mime-version:", b"message-id:", b"from:"];

fn opens(start: &[u8], openings: &[&[u8]]) -> bool {
    let is = |opening: &&[u8]| {
        start.get(..opening.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(opening))
    };
    openings.iter().any(is)
}

/// Whether the first line names two columns or more, the text among them.
fn names_columns(start: &[u8], between: char, pages: &Pages) -> bool {
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(&line[..line.len().min(1024)]);
    let heads = line.split(between).map(|head| pages.column(head.trim().trim_matches('"')));
    let known: Vec<Column> = heads.flatten().collect();
    known.len() >= 2 && known.contains(&Column::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_where_no_name_does() {
        let of =
            |start: &[u8]| Format::of_content(start, &crate::ontology::Ontology::builtin().pages);
        assert_eq!(of(b"\xEF\xBB\xBF \n{\"id\""), Format::JsonLines);
        assert_eq!(of(b"(LSO) - "), Format::PlainText);
        assert_eq!(of(b""), Format::PlainText);
        assert_eq!(of(b"\n<!DOCTYPE HTML PUBLIC"), Format::Html);
        assert_eq!(of(b"url,\"text\",published\n"), Format::Csv);
        assert_eq!(of("tiêu đề\tnội dung\n".as_bytes()), Format::Tsv);
        assert_eq!(of(b"Received: from a"), Format::Mail);
    }

    #[test]
    fn extensions_are_read_in_any_case() {
        assert_eq!(Format::of_path(Path::new("a/B.TXT")), Some(Format::PlainText));
        assert_eq!(Format::of_path(Path::new("a.ndjson")), Some(Format::JsonLines));
        assert_eq!(Format::of_path(Path::new("a.png")), None);
    }
}
