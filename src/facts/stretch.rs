//! What the source says of the stretches of a text, by tokens.

use std::ops::Range;

use crate::document::{Part, PartKind};
use crate::text::{NormalizedText, Token};

/// The parts of a text: first token and kind of each, in order.
pub(super) struct Stretches(Vec<(usize, PartKind)>);

impl Stretches {
    pub(super) fn new(parts: &[Part], tokens: &[Token], text: &NormalizedText<'_>) -> Self {
        let before = |byte: usize| move |token: &Token| text.raw_byte(token.start as usize) < byte;
        let first = |part: &Part| tokens.partition_point(before(part.span.start));
        Self(parts.iter().map(|part| (first(part), part.kind)).collect())
    }

    /// What the text around a token is.
    pub(super) fn kind(&self, at: usize) -> Option<PartKind> {
        let next = self.0.partition_point(|&(first, _)| first <= at);
        next.checked_sub(1).map(|part| self.0[part].1)
    }

    /// Tokens behind the first of a range with which something else begins than running text goes on.
    pub(super) fn breaks(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let from = self.0.partition_point(|&(first, _)| first <= range.start);
        let within = (from..self.0.len()).take_while(move |&part| self.0[part].0 < range.end);
        let is_apart = |&part: &usize| {
            let before = part.checked_sub(1).map(|before| self.0[before].1);
            before != Some(PartKind::Body) || self.0[part].1 != PartKind::Body
        };
        let mut breaks: Vec<usize> = within.filter(is_apart).map(|part| self.0[part].0).collect();
        breaks.dedup();
        breaks.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::Reading;
    use super::*;
    use crate::document::Document;
    use crate::ontology::Ontology;

    /// Sentences of two lines that go on into each other, where they are of these kinds.
    fn sentences(kinds: &[PartKind]) -> (usize, bool) {
        let text = "Trưởng ban Nội chính,\nđại biểu các xã".to_owned();
        let end = text.find('\n').unwrap();
        let spans = [0..end, end + 1..text.len()];
        let parts = kinds.iter().zip(spans).map(|(&kind, span)| Part { kind, span }).collect();
        let document = Document { parts, text, ..Document::default() };
        let reading = Reading::new(Ontology::builtin(), &document);
        (reading.sentences.len(), reading.is_caption(reading.sentences.len() - 1))
    }

    #[test]
    fn rows_titles_and_captions_end_their_sentences() {
        use PartKind::{Body, Caption, Row, Title};
        assert_eq!(sentences(&[]), (1, false));
        assert_eq!(sentences(&[Body, Body]), (1, false));
        assert_eq!(sentences(&[Row, Row]), (2, false));
        assert_eq!(sentences(&[Title, Body]), (2, false));
        assert_eq!(sentences(&[Body, Caption]), (2, true));
    }
}
