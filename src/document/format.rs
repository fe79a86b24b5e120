//! The forms in which documents come. A new form is one variant here and one file beside this one.

use std::io::BufRead;
use std::path::Path;

use super::decode::without_bom;
use super::source::Origin;
use super::{Document, Place, ReadError, jsonl, plain};

/// Documents of one file as they are read, each with its place.
pub(super) type Records = Box<dyn Iterator<Item = Result<(Place, Document), ReadError>> + Send>;

/// A form of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One document a file.
    PlainText,
    /// One JSON object a line: `id` and `text`, and `url`, `published`, `title` where known.
    JsonLines,
}

impl Format {
    /// The form that a file's extension promises.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::PlainText),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// The form that the first bytes show: JSON Lines begin with a brace.
    pub fn of_content(start: &[u8]) -> Self {
        match without_bom(start).trim_ascii_start().first() {
            Some(b'{') => Self::JsonLines,
            _ => Self::PlainText,
        }
    }

    /// Reads documents of this form.
    pub(super) fn records(self, origin: Origin, bytes: Box<dyn BufRead + Send>) -> Records {
        match self {
            Self::PlainText => plain::records(origin, bytes),
            Self::JsonLines => jsonl::records(origin, bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_where_no_name_does() {
        assert_eq!(Format::of_content(b"\xEF\xBB\xBF \n{\"id\""), Format::JsonLines);
        assert_eq!(Format::of_content(b"(LSO) - "), Format::PlainText);
        assert_eq!(Format::of_content(b""), Format::PlainText);
    }

    #[test]
    fn extensions_are_read_in_any_case() {
        assert_eq!(Format::of_path(Path::new("a/B.TXT")), Some(Format::PlainText));
        assert_eq!(Format::of_path(Path::new("a.ndjson")), Some(Format::JsonLines));
        assert_eq!(Format::of_path(Path::new("a.pdf")), None);
    }
}
