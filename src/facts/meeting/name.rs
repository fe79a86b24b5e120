//! The name of an event: ordinal, convocation and body in the words behind its noun.

use super::{Event, Finder, Source};
use crate::facts::mention::{Chunk, ChunkKind, Span, UnitRef};
use crate::ontology::lexicon::{Class, Lexeme, NameWord, Stop, Time};
use crate::text::Shape;

/// Most chunks that belong to the name of an event.
const NAME: usize = 14;
/// Most chunks of the words that say what an event is about.
const ABOUT: usize = 16;

impl Finder<'_, '_, '_> {
    /// Ordinal, convocation and body in the words behind the noun.
    pub(super) fn read_name(&self, event: &mut Event) {
        let chunks = self.chunks();
        let mut at = event.chunk + 1;
        while at < chunks.len().min(event.chunk + NAME) {
            match chunks[at].kind {
                ChunkKind::Body(body) if event.body.is_none() && !self.is_parted(event, at) => {
                    event.body = Some(self.namer.body(body, UnitRef::None));
                    event.source = Source::Name;
                }
                ChunkKind::Word | ChunkKind::Number => {
                    let Some(end) = self.qualifier(chunks[at].span.start, event) else { break };
                    while at + 1 < chunks.len() && chunks[at + 1].span.start < end {
                        at += 1;
                    }
                }
                ChunkKind::Meeting(_) if event.ordinal.is_some() => {}
                ChunkKind::Unit(_) if chunks[at - 1].is_sign("(,") || is_body(&chunks[at - 1]) => {}
                ChunkKind::Sign(',' | '-' | '\u{2013}' | '(' | ')') => {}
                _ => break,
            }
            event.span.end = chunks[at].span.end;
            at += 1;
        }
        event.span = self.trim(event.span);
    }

    /// Whether but a comma stands between a bare noun and what follows, which begins the clause:
    /// `at the session, the council …`.
    fn is_parted(&self, event: &Event, at: usize) -> bool {
        at == event.chunk + 2 && self.chunks()[at - 1].is_sign(",")
    }

    /// The words of an event with what it is about.
    pub(super) fn whole(&self, span: Span) -> Span {
        let mut whole = span;
        for chunk in self.chunks_from(span.end).iter().take(ABOUT) {
            let ends = match chunk.kind {
                ChunkKind::Sign(_) | ChunkKind::Person(_) | ChunkKind::Honorific(_) => true,
                _ => {
                    chunk.classes.is_role()
                        || chunk.classes.has(Class::Hold)
                        || self.dates.binary_search_by_key(&chunk.span.start, |d| d.start).is_ok()
                }
            };
            if ends {
                break;
            }
            whole.end = chunk.span.end;
        }
        while whole.end > span.end && self.is_small(whole.end - 1) {
            whole.end -= 1;
        }
        whole
    }

    /// Whether a token is a word without meaning of its own.
    fn is_small(&self, at: usize) -> bool {
        let stop = Lexeme::Stop(Stop::Stop);
        self.namer.reading.is(at, stop) == Some(1)
    }

    /// The chunks of the sentence from token `at` on.
    pub(super) fn chunks_from(&self, at: usize) -> &[Chunk] {
        let chunks = self.chunks();
        &chunks[chunks.partition_point(|c| c.span.start < at)..]
    }

    fn trim(&self, mut span: Span) -> Span {
        let tokens = &self.namer.reading.tokens;
        while span.end > span.start + 1 && matches!(tokens[span.end - 1].shape, Shape::Sign(_)) {
            span.end -= 1;
        }
        let sign = |at: usize, sign| tokens.get(at).is_some_and(|t| t.is_sign(sign));
        let open = (span.start..span.end).rev().find(|&at| sign(at, '(') || sign(at, ')'));
        if open.is_some_and(|at| sign(at, '(')) && sign(span.end, ')') {
            span.end += 1;
        }
        span
    }

    /// An ordinal, a convocation or a term at a token; where it ends.
    fn qualifier(&self, at: usize, event: &mut Event) -> Option<usize> {
        let reading = self.namer.reading;
        if let Some(length) = reading.is(at, Lexeme::Time(Time::Ordinal)) {
            let (number, end) = self.number(at + length)?;
            event.ordinal = event.ordinal.or(Some(number));
            return Some(end);
        }
        if let Some(length) = reading.is(at, Lexeme::Time(Time::Convocation)) {
            let word = reading.word(at + length);
            roman(word).or_else(|| word.parse().ok())?;
            event.convocation = Some(word.to_owned());
            return Some(at + length + 1);
        }
        if let Some(length) = reading.is(at, Lexeme::Time(Time::Term)) {
            let figure = |i: usize| reading.word(i).parse::<u16>().is_ok();
            let years = figure(at + length) && figure(at + length + 2);
            return Some(at + length + if years { 3 } else { 0 });
        }
        reading.is(at, Lexeme::NameWord(NameWord::EventWord)).map(|length| at + length)
    }

    /// The convocation that stands right behind the body that holds an event.
    pub(super) fn convocation(&self, at: usize) -> Option<String> {
        let reading = self.namer.reading;
        let length = reading.is(at, Lexeme::Time(Time::Convocation))?;
        let word = reading.word(at + length);
        (roman(word).is_some() || word.parse::<u32>().is_ok()).then(|| word.to_owned())
    }

    /// The number at a token, in figures, Roman numerals or words; where it ends.
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.namer.reading.word(at);
        let figures = word.parse().ok().or_else(|| roman(word)).map(|number| (number, at + 1));
        figures.or_else(|| self.spelled(at))
    }

    /// A number below a hundred in words.
    fn spelled(&self, at: usize) -> Option<(u32, usize)> {
        let lexicon = &self.namer.reading.ontology.lexicon;
        let value = |i: usize| {
            self.namer.reading.longest(i, |lexeme| match lexeme {
                Lexeme::Numeral(row) => lexicon.numerals[row as usize].parse::<u32>().ok(),
                _ => None,
            })
        };
        let (mut number, mut end) = (0, at);
        while let Some((length, next)) = value(end) {
            number = match (number, next) {
                (0, next) => next,
                (tens, 10) if tens < 10 => tens * 10,
                (tens, next) if tens % 10 == 0 && next < 10 => tens + next,
                _ => break,
            };
            end += length;
        }
        (end > at).then_some((number, end))
    }
}

fn is_body(chunk: &Chunk) -> bool {
    matches!(chunk.kind, ChunkKind::Body(_))
}

/// The value of a Roman numeral.
fn roman(word: &str) -> Option<u32> {
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let digits: Option<Vec<u32>> = word.chars().map(digit).collect();
    let digits = digits.filter(|d| !d.is_empty())?;
    let signed = digits.iter().enumerate().map(|(i, &d)| {
        let smaller = digits.get(i + 1).is_some_and(|&next| d < next);
        if smaller { -i64::from(d) } else { i64::from(d) }
    });
    u32::try_from(signed.sum::<i64>()).ok()
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numerals_have_values() {
        assert_eq!(roman("XXVIII"), Some(28));
        assert_eq!(roman("XIX"), Some(19));
        assert_eq!(roman("Xe"), None);
        assert_eq!(roman(""), None);
    }
}
