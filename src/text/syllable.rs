//! Tokens: one a syllable, a number or a sign.

use std::ops::Range;

use super::letter::Letters;
use super::syllabary::{Folding, Syllabary};

/// A known syllable in all its spellings; [`SyllableId::UNKNOWN`] for the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SyllableId(pub u32);

impl SyllableId {
    /// A syllable that no table of the ontology holds.
    pub const UNKNOWN: Self = Self(0);
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No capital.
    Lower,
    /// A first capital only.
    Title,
    /// Capitals only, two letters or more.
    Upper,
    /// Digits, perhaps with points or commas between them.
    Number,
    /// One sign; a straight quotation mark is the curly one that it stands for.
    Sign(char),
}

/// A syllable, number or sign of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the composed text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Which syllable it spells.
    pub syllable: SyllableId,
    /// How it is written.
    pub shape: Shape,
    /// What stands between it and the token before.
    pub gap: Gap,
}

/// White space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// None.
    Glued,
    /// Spaces.
    Space,
    /// One line break.
    Line,
    /// An empty line, or the beginning of the text.
    Paragraph,
}

impl Token {
    /// Whether it begins with a capital letter.
    pub fn is_capitalized(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper)
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Lower)
    }

    /// Whether it is the sign `sign`.
    pub fn is_sign(&self, sign: char) -> bool {
        self.shape == Shape::Sign(sign)
    }

    /// The words of the token.
    pub fn slice<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Cuts a composed text into tokens, in one pass. `tokens` is cleared first.
pub fn tokenize(text: &str, syllabary: &Syllabary, tokens: &mut Vec<Token>) {
    tokens.clear();
    let letters = Letters::table();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut gap = Gap::Paragraph;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            let breaks;
            (at, breaks) = skip_space(bytes, at);
            gap = gap.max(breaks);
            continue;
        }
        let (end, mut shape, syllable) = token_at(text, at, letters, syllabary);
        if shape == Shape::Sign('"') {
            shape = Shape::Sign(curled(tokens.last(), gap));
        }
        tokens.push(Token { start: at as u32, end: end as u32, syllable, shape, gap });
        gap = Gap::Glued;
        at = end;
    }
}

/// A straight quotation mark as the curly one that it stands for.
fn curled(before: Option<&Token>, gap: Gap) -> char {
    let opens = gap > Gap::Glued
        || before.is_some_and(|t| matches!(t.shape, Shape::Sign('(' | '[' | ':' | '-' | '/')));
    if opens { '\u{201c}' } else { '\u{201d}' }
}

fn skip_space(bytes: &[u8], mut at: usize) -> (usize, Gap) {
    if bytes[at] == b' ' && bytes.get(at + 1).is_none_or(|next| !next.is_ascii_whitespace()) {
        return (at + 1, Gap::Space);
    }
    let mut lines = 0;
    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
        lines += usize::from(bytes[at] == b'\n');
        at += 1;
    }
    let gap = match lines {
        0 => Gap::Space,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    };
    (at, gap)
}

fn token_at(
    text: &str,
    at: usize,
    letters: &Letters,
    syllabary: &Syllabary,
) -> (usize, Shape, SyllableId) {
    let bytes = &text.as_bytes()[at..];
    if bytes[0].is_ascii_digit() {
        let end = at + number_length(bytes);
        let short = (end - at <= 2).then(|| syllabary.id(&text[at..end]));
        return (end, Shape::Number, short.unwrap_or_default());
    }
    let (mark, _) = letters.mark(text, at);
    let letter = mark.is_lower() || mark.is_upper();
    if !letter || mark.code() == 0 && text[at..].starts_with(is_mark) {
        return sign(text, at, letters, syllabary);
    }
    let (end, shape, folding) = word(text, at, letters);
    (end, shape, syllabary.find(folding, &text[at..end]))
}

/// A mark apart from its letter.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn sign(
    text: &str,
    at: usize,
    letters: &Letters,
    syllabary: &Syllabary,
) -> (usize, Shape, SyllableId) {
    let sign = text[at..].chars().next().unwrap_or_default();
    let (mark, length) = letters.mark(text, at);
    let end = at + length;
    let mut folding = Folding::default();
    folding.push(mark);
    (end, Shape::Sign(sign), syllabary.find(folding, &text[at..end]))
}

/// Digits with single points or commas between them: `17.711,84`.
fn number_length(bytes: &[u8]) -> usize {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut i = 0;
    while digit(i) || (matches!(bytes.get(i), Some(b'.' | b',')) && digit(i + 1)) {
        i += 1;
    }
    i
}

/// Where the word ends that begins at `start`: before the first character that is no letter; an
/// apostrophe before a letter belongs to the word (as in names of the Central Highlands), and a capital
/// behind small letters begins a new one.
fn word(text: &str, start: usize, letters: &Letters) -> (usize, Shape, Folding) {
    let mut folding = Folding::default();
    let mut end = start;
    let (mut uppers, mut lowers) = (0, 0);
    while end < text.len() {
        let (mark, length) = letters.mark(text, end);
        if mark.is_lower() {
            lowers += 1;
        } else if mark.is_upper() {
            if lowers > 0 {
                break;
            }
            uppers += 1;
        } else if !is_apostrophe_within(text, start..end, letters) {
            break;
        }
        folding.push(mark);
        end += length;
    }
    // No capital stands behind a small letter, so one that stands in the word stands first.
    let shape = match (uppers, lowers) {
        (0, _) => Shape::Lower,
        (2.., 0) => Shape::Upper,
        _ => Shape::Title,
    };
    (end, shape, folding)
}

/// Whether the sign behind the word so far is an apostrophe that belongs to it: soon, and before a
/// letter, or a space behind one capital.
fn is_apostrophe_within(text: &str, so_far: Range<usize>, letters: &Letters) -> bool {
    let length = match text.as_bytes()[so_far.end] {
        b'\'' => 1,
        0xe2 if text[so_far.end..].starts_with('\u{2019}') => 3,
        _ => return false,
    };
    let next = so_far.end + length;
    if so_far.len() > 3 || next >= text.len() {
        return false;
    }
    let capital = so_far.len() == 1 && letters.mark(text, so_far.start).0.is_upper();
    let (behind, _) = letters.mark(text, next);
    capital && text.as_bytes()[next] == b' ' || behind.is_lower() || behind.is_upper()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, &Syllabary::default(), &mut tokens);
        tokens.iter().map(|t| t.slice(text).to_owned()).collect()
    }

    #[test]
    fn tokens_are_syllables_numbers_and_signs() {
        assert_eq!(
            words("Ngày 09/7, T.Ư họp"),
            ["Ngày", "09", "/", "7", ",", "T", ".", "Ư", "họp"]
        );
        assert_eq!(words("đạt 17.711,84 tỷ."), ["đạt", "17.711,84", "tỷ", "."]);
        assert_eq!(words("bà H'Liên"), ["bà", "H'Liên"]);
        assert_eq!(words("Đại tướngVõ"), ["Đại", "tướng", "Võ"]);
    }

    #[test]
    fn straight_quotation_marks_open_and_close() {
        let mut tokens = Vec::new();
        tokenize("a \"b\" (\"c\")", &Syllabary::default(), &mut tokens);
        let signs: String = tokens
            .iter()
            .filter_map(|t| match t.shape {
                Shape::Sign(sign) => Some(sign),
                _ => None,
            })
            .collect();
        assert_eq!(signs, "“”(“”)");
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let mut tokens = Vec::new();
        tokenize("a b\nc\n\nd,e", &Syllabary::default(), &mut tokens);
        let gaps: Vec<Gap> = tokens.iter().map(|t| t.gap).collect();
        assert_eq!(
            gaps,
            [Gap::Paragraph, Gap::Space, Gap::Line, Gap::Paragraph, Gap::Glued, Gap::Glued]
        );
    }
}
