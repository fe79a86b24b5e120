//! The parts of a text as records tell them: by code points, as facts do.

use serde::{Deserialize, Serialize};

use super::{Document, Part, PartKind};

/// A part of a text in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldPart {
    /// What it is.
    pub part: PartKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// The parts of a document as records tell them.
pub fn told_parts(document: &Document) -> Vec<ToldPart> {
    let (mut byte, mut point) = (0, 0);
    let mut point_at = |to: usize| {
        point += document.text[byte..to].chars().count();
        byte = to;
        point
    };
    let told = document.parts.iter().map(|part| {
        let start = point_at(part.span.start);
        ToldPart { part: part.kind, start, end: point_at(part.span.end) }
    });
    told.collect()
}

/// The parts of a text that a record tells; none where they are not stretches of the text, in order.
pub(super) fn parts(told: &[ToldPart], text: &str) -> Option<Vec<Part>> {
    let mut bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    let mut next = 0;
    let mut byte_at = |point: usize| {
        let byte = bytes.nth(point.checked_sub(next)?);
        next = point + 1;
        byte
    };
    let mut parts: Vec<Part> = Vec::with_capacity(told.len());
    for part in told {
        // Parts follow each other with a break between them, so that no place is asked for twice.
        let (start, end) = (byte_at(part.start)?, byte_at(part.end)?);
        parts.push(Part { kind: part.part, span: start..end });
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back() {
        let text = "Họp\n\nSáng nay, ủy ban họp.".to_owned();
        let spans = [(PartKind::Title, 0..5), (PartKind::Body, 7..text.len())];
        let own: Vec<Part> = spans.map(|(kind, span)| Part { kind, span }).into();
        let document = Document { text, parts: own.clone(), ..Document::default() };
        let told = told_parts(&document);
        assert_eq!((told[0].end, told[1].start, told[1].end), (3, 5, 26));
        assert_eq!(parts(&told, &document.text), Some(own));
        let beyond = [ToldPart { end: 27, ..told[1] }];
        assert_eq!(parts(&beyond, &document.text), None);
        assert_eq!(parts(&[told[1], told[0]], &document.text), None);
    }
}
