//! Sentences, as ranges of tokens.

use std::ops::Range;

use super::syllable::{Gap, Shape, Token};

/// A run of tokens that no sentence end, headline or paragraph break divides.
pub type Sentence = Range<usize>;

/// Tokens of the longest sentence that is read as one: a page without a full stop is read in pieces, so
/// that the cost of reading stays in step with its length.
const LONGEST: usize = 4096;

/// Lines as long as this that stop without a full stop look wrapped by hand.
const WRAPPED_LINE: u32 = 48;

/// Cuts the tokens of a text into sentences. A line break ends one, unless the text is wrapped by hand or the next
/// line goes on in small letters.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let wrapped = is_wrapped(tokens);
    let mut found = Vec::new();
    let mut start = 0;
    for i in 1..tokens.len() {
        if ends_before(text, tokens, i, wrapped) || is_overlong(tokens, start, i) {
            found.push(start..i);
            start = i;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether what began at `start` is cut at `i` for its length: behind a sign of a list, else anywhere.
fn is_overlong(tokens: &[Token], start: usize, i: usize) -> bool {
    let listed = tokens[i - 1].is_sign(',') || tokens[i - 1].is_sign(';');
    i - start >= if listed { LONGEST } else { 2 * LONGEST }
}

/// How line breaks are to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    /// A line is a paragraph.
    Paragraphs,
    /// Lines are cut at a width.
    Hard,
}

fn ends_before(text: &str, tokens: &[Token], i: usize, wrapping: Wrapping) -> bool {
    let (last, next) = (&tokens[i - 1], &tokens[i]);
    match next.gap {
        Gap::Paragraph => true,
        Gap::Line => !goes_on(last, next, wrapping),
        Gap::Space => is_stop(last) && starts_sentence(next) && !abbreviates(text, tokens, i - 1),
        Gap::Glued => lost_its_space(tokens, i),
    }
}

/// Whether a full stop ends a sentence though the space behind it was lost: `…2025-2030.Đồng chí …`.
fn lost_its_space(tokens: &[Token], i: usize) -> bool {
    let (Some(before), stop, next) =
        (i.checked_sub(2).map(|b| &tokens[b]), &tokens[i - 1], &tokens[i])
    else {
        return false;
    };
    let length = before.end - before.start;
    let closes = match before.shape {
        Shape::Lower => length >= 2,
        Shape::Number => length == 4,
        _ => false,
    };
    let opens = next.shape == Shape::Title
        && next.end - next.start >= 2
        && tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Space);
    stop.is_sign('.') && closes && opens
}

fn goes_on(last: &Token, next: &Token, wrapping: Wrapping) -> bool {
    let continues = next.shape == Shape::Lower || last.is_sign(',') || last.is_sign(';');
    !is_stop(last) && (continues || (wrapping == Wrapping::Hard && next.is_word()))
}

fn is_stop(token: &Token) -> bool {
    matches!(token.shape, Shape::Sign('.' | '!' | '?' | '\u{2026}'))
}

fn starts_sentence(token: &Token) -> bool {
    token.is_capitalized()
        || matches!(
            token.shape,
            Shape::Number | Shape::Sign('\u{201c}' | '-' | '\u{2013}' | '(' | '*')
        )
}

/// A point behind one glued capital or a known short form (`TP.`, `H.`) does not end a sentence; behind a
/// Roman number (`khóa XX.`) it does.
fn abbreviates(text: &str, tokens: &[Token], stop: usize) -> bool {
    let Some(before) = stop.checked_sub(1).map(|i| &tokens[i]) else { return false };
    let short = before.end - before.start <= 3 && before.shape == Shape::Upper;
    let short = short && !before.slice(text).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let letter = before.shape == Shape::Title && before.end - before.start <= 2;
    tokens[stop].is_sign('.')
        && tokens[stop].gap == Gap::Glued
        && (letter || short && before.gap == Gap::Space)
}

fn is_wrapped(tokens: &[Token]) -> Wrapping {
    let (mut long, mut open, mut line_start) = (0, 0, 0);
    for pair in tokens.windows(2) {
        if pair[1].gap < Gap::Line {
            continue;
        }
        if pair[1].gap == Gap::Line && pair[0].end - line_start >= WRAPPED_LINE {
            long += 1;
            open += u32::from(!is_stop(&pair[0]) && pair[1].is_word());
        }
        line_start = pair[1].start;
    }
    if long >= 5 && open * 4 >= long * 3 { Wrapping::Hard } else { Wrapping::Paragraphs }
}

#[cfg(test)]
mod tests {
    use super::super::{Syllabary, tokenize};
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &Syllabary::default(), &mut tokens);
        sentences(text, &tokens)
            .into_iter()
            .map(|s| &text[tokens[s.start].start as usize..tokens[s.end - 1].end as usize])
            .collect()
    }

    #[test]
    fn stops_and_breaks_end_sentences() {
        assert_eq!(cut("Ông nói. Bà nghe."), ["Ông nói.", "Bà nghe."]);
        assert_eq!(cut("Toàn cảnh\nHội nghị họp"), ["Toàn cảnh", "Hội nghị họp"]);
        assert_eq!(cut("Hội nghị đã\nhọp"), ["Hội nghị đã\nhọp"]);
    }

    #[test]
    fn endless_sentences_are_cut() {
        assert_eq!(cut(&"hop, ".repeat(LONGEST)).len(), 2);
        assert_eq!(cut(&"hop ".repeat(2 * LONGEST + 1)).len(), 2);
    }

    #[test]
    fn short_forms_do_not() {
        assert_eq!(cut("tại H. Nam và TP. Bắc"), ["tại H. Nam và TP. Bắc"]);
        assert_eq!(cut("Chiều 14.9, họp"), ["Chiều 14.9, họp"]);
        assert_eq!(cut("về TX. Hòa"), ["về TX. Hòa"]);
        assert_eq!(cut("họp khóa XX. Bà nghe"), ["họp khóa XX.", "Bà nghe"]);
    }
}
