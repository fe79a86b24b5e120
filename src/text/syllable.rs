//! Tokens: one a syllable, a number or a sign.

use super::letter::{Kind, Letters};
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
    /// One sign.
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
        let (end, shape, syllable) = token_at(text, at, letters, syllabary);
        tokens.push(Token { start: at as u32, end: end as u32, syllable, shape, gap });
        gap = Gap::Glued;
        at = end;
    }
}

fn skip_space(bytes: &[u8], mut at: usize) -> (usize, Gap) {
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
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else { return (at, Shape::Lower, SyllableId::UNKNOWN) };
    if first.is_ascii_digit() {
        let end = at + number_length(rest.as_bytes());
        let short = (end - at <= 2).then(|| syllabary.id(&text[at..end]));
        return (end, Shape::Number, short.unwrap_or_default());
    }
    let letter = letters.get(first);
    if letter.kind == Kind::Sign || ('\u{300}'..='\u{36f}').contains(&first) {
        let end = at + first.len_utf8();
        return (end, Shape::Sign(first), syllabary.id(&text[at..end]));
    }
    let (length, shape, folding) = word(rest, letters);
    (at + length, shape, syllabary.find(folding, &rest[..length]))
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

/// Letters up to the first other character; an apostrophe before a letter belongs to the word
/// (as in names of the Central Highlands), and a capital behind small letters begins a new one.
fn word(rest: &str, letters: &Letters) -> (usize, Shape, Folding) {
    let mut folding = Folding::default();
    let mut length = 0;
    let (mut uppers, mut lowers) = (0, 0);
    let capital = rest.chars().next().is_some_and(|c| letters.get(c).kind == Kind::Upper);
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        let letter = letters.get(c);
        match letter.kind {
            Kind::Upper if lowers > 0 => break,
            Kind::Upper => uppers += 1,
            Kind::Lower => lowers += 1,
            Kind::Sign => {
                let next = chars.clone().next();
                let close = length == 1 && capital && next == Some(' ');
                let letter = || next.is_some_and(|n| letters.get(n).kind != Kind::Sign);
                if !matches!(c, '\'' | '\u{2019}') || length > 3 || !(close || letter()) {
                    break;
                }
            }
        }
        folding.push(letter);
        length += c.len_utf8();
    }
    let shape = match (capital, uppers, lowers) {
        (false, ..) => Shape::Lower,
        (true, 2.., 0) => Shape::Upper,
        (true, ..) => Shape::Title,
    };
    (length, shape, folding)
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
