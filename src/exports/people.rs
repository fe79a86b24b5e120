//! CSV for people: a row a chairing, safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::value::{clean, excerpt};
use super::{ByteOrderMark, Chairing, ExportError};

const COLUMNS: [&str; 14] = [
    "person",
    "office",
    "meeting",
    "meeting_kind",
    "body",
    "date",
    "place",
    "quote",
    "document",
    "url",
    "published",
    "documents",
    "person_iri",
    "meeting_iri",
];

/// Writes chairings: who, in which office, what, of which body, when, and the sentence with its address.
///
/// # Errors
/// If `out` does not take it.
pub fn chairings_csv<'g>(
    chairings: impl IntoIterator<Item = Chairing<'g>>,
    mark: ByteOrderMark,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut csv = csv_writer(mark, out)?;
    csv.write_record(COLUMNS)?;
    for chairing in chairings {
        csv.write_record(cells(&chairing).iter().map(|cell| guarded(cell).into_owned()))?;
    }
    csv.flush()?;
    Ok(())
}

fn cells(row: &Chairing<'_>) -> [String; COLUMNS.len()] {
    [
        row.person.to_owned(),
        row.offices.join(" | "),
        row.meeting.to_owned(),
        row.kind.clone(),
        row.bodies.join(" | "),
        row.date.map_or(String::new(), |date| date.to_string()),
        row.place.unwrap_or_default().to_owned(),
        excerpt(row.quote).into_owned(),
        row.document.to_owned(),
        row.url.unwrap_or_default().to_owned(),
        row.published.map_or(String::new(), |date| date.to_string()),
        row.documents.to_string(),
        row.person_iri.clone(),
        row.meeting_iri.clone(),
    ]
}

/// A writer by RFC 4180: CRLF, quotes where needed.
pub(super) fn csv_writer<W: Write>(mark: ByteOrderMark, mut out: W) -> io::Result<csv::Writer<W>> {
    if mark == ByteOrderMark::With {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    Ok(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out))
}

/// Clean text that no spreadsheet takes for a formula: an apostrophe goes before `=`, `+`, `-` and `@`.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    let clean = clean(text);
    if clean.trim_start().starts_with(['=', '+', '-', '@']) {
        return Cow::Owned(format!("'{clean}"));
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            (" @sum", "' @sum"),
            ("-2", "'-2"),
            ("Hội nghị", "Hội nghị"),
            ("\t+x", "' +x"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell);
        }
    }
}
