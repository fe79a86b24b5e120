//! What the reading has to know of each character, in one table.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The five tone marks, in the order of their digits 1 to 5: grave, acute, tilde, hook, dot below.
pub(crate) const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Latin letters with their common signs, the letters with Vietnamese marks, and general punctuation.
const RANGES: [(u32, u32); 3] = [(0, 0x250), (0x1e00, 0x1f00), (0x2000, 0x2070)];

/// The characters that have a number, which is their place from 1 on: those of syllables, digits and the
/// commonest signs.
const CODED: &str = "abcdefghijklmnopqrstuvwxyz0123456789\
    \u{103}\u{e2}\u{111}\u{ea}\u{f4}\u{1a1}\u{1b0}\
    -/,.:;()\"'%&+!?\u{201c}\u{201d}\u{2013}\u{2026}\u{2019}";

/// A character as cutting sees it, in sixteen bits: its number, its tone and its kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark(u16);

impl Mark {
    const UPPER: u16 = 1 << 9;
    const LOWER: u16 = 1 << 10;

    fn of(letter: Letter) -> Self {
        let kind = match letter.kind {
            Kind::Sign => 0,
            Kind::Upper => Self::UPPER,
            Kind::Lower => Self::LOWER,
        };
        Self(u16::from(letter.code) | u16::from(letter.tone) << 6 | kind)
    }

    /// As [`Letter::code`].
    pub(super) fn code(self) -> u64 {
        u64::from(self.0 & 63)
    }

    /// As [`Letter::tone`].
    pub(super) fn tone(self) -> u64 {
        u64::from(self.0 >> 6 & 7)
    }

    pub(super) fn is_upper(self) -> bool {
        self.0 & Self::UPPER != 0
    }

    pub(super) fn is_lower(self) -> bool {
        self.0 & Self::LOWER != 0
    }
}

/// A character as folding sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// The character in lower case without its tone mark; NUL where it does not fold by itself.
    pub(super) plain: char,
    /// Number of `plain` below 64; 0 for characters that words and signs seldom have.
    pub(super) code: u8,
    /// Number of the tone mark in [`TONES`], counted from 1; 0 for none.
    pub(super) tone: u8,
    /// Whether it belongs to words, and in which case.
    pub(super) kind: Kind,
}

/// What a character is to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No letter.
    Sign,
    Upper,
    /// A letter without case is a small one.
    Lower,
}

/// Characters of all ranges.
const COUNT: usize = 0x3c0;

/// The characters of the ranges, in order.
pub(super) struct Letters {
    letters: Box<[Letter; COUNT]>,
    marks: Box<[Mark; COUNT]>,
}

impl Letters {
    /// The table, made at the first call.
    pub(super) fn table() -> &'static Self {
        static TABLE: LazyLock<Letters> = LazyLock::new(|| {
            let mut letters = Box::new([absent(); COUNT]);
            let mut marks = Box::new([Mark::default(); COUNT]);
            let all = RANGES.iter().flat_map(|&(from, to)| from..to);
            for (place, c) in all.filter_map(char::from_u32).enumerate() {
                letters[place] = letter(c);
                marks[place] = Mark::of(letters[place]);
            }
            Letters { letters, marks }
        });
        &TABLE
    }

    /// What cutting has to know of the character at a byte of a text, with how many bytes it takes.
    #[inline]
    pub(super) fn mark(&self, text: &str, at: usize) -> (Mark, usize) {
        match text.as_bytes()[at] {
            byte @ ..0x80 => (self.marks[usize::from(byte)], 1),
            _ => self.wide(text, at),
        }
    }

    /// The same of a character that is not ASCII.
    #[inline(never)]
    fn wide(&self, text: &str, at: usize) -> (Mark, usize) {
        match common(text, at) {
            Some((place, length)) => (self.marks[place], length),
            None => self.rare(text, at),
        }
    }

    /// What folding has to know of the character at a byte of a text, with how many bytes it takes.
    #[inline]
    pub(super) fn at(&self, text: &str, at: usize) -> (Letter, usize) {
        if let Some((place, length)) = common(text, at) {
            return (self.letters[place], length);
        }
        let c = text[at..].chars().next().unwrap_or_default();
        (self.get(c), c.len_utf8())
    }

    #[cold]
    fn rare(&self, text: &str, at: usize) -> (Mark, usize) {
        let c = text[at..].chars().next();
        c.map_or((Mark::default(), 1), |c| (Mark::of(self.get(c)), c.len_utf8()))
    }

    /// What is known of a character.
    pub(super) fn get(&self, c: char) -> Letter {
        match place(c).and_then(|place| self.letters.get(place)) {
            Some(letter) => *letter,
            None => Letter { kind: kind(c), ..absent() },
        }
    }
}

/// Place of the character at a byte of a text, where it is among those of Vietnamese words, with how
/// many bytes it takes.
#[inline]
fn common(text: &str, at: usize) -> Option<(usize, usize)> {
    match text.as_bytes()[at..] {
        [byte @ ..0x80, ..] => Some((usize::from(byte), 1)),
        [first @ 0xc2..0xc9, second, ..] => {
            Some((usize::from(first & 0x1f) << 6 | usize::from(second & 0x3f), 2))
        }
        [0xe1, second @ 0xb8..0xbc, third, ..] => {
            Some((0x250 + (usize::from(second & 3) << 6 | usize::from(third & 0x3f)), 3))
        }
        _ => None,
    }
}

fn place(c: char) -> Option<usize> {
    let c = c as u32;
    let place = match c {
        0..0x250 => c,
        0x1e00..0x1f00 => c - 0x1e00 + 0x250,
        0x2000..0x2070 => c - 0x2000 + 0x350,
        _ => return None,
    };
    Some(place as usize)
}

fn absent() -> Letter {
    Letter { plain: '\0', code: 0, tone: 0, kind: Kind::Sign }
}

fn letter(c: char) -> Letter {
    let lower: Vec<char> = std::iter::once(c).nfd().flat_map(char::to_lowercase).collect();
    let digit = |c: &char| TONES.iter().position(|t| t == c);
    let tone = lower.iter().filter_map(digit).next_back().map_or(0, |d| 1 + d as u8);
    let plain: Vec<char> = lower.iter().copied().filter(|c| digit(c).is_none()).nfc().collect();
    match plain[..] {
        [plain] if !plain.is_whitespace() => {
            let code = CODED.chars().position(|coded| coded == plain).map_or(0, |at| at as u8 + 1);
            Letter { plain, code, tone, kind: kind(c) }
        }
        _ => Letter { kind: kind(c), ..absent() },
    }
}

fn kind(c: char) -> Kind {
    match c {
        '\u{300}'..='\u{36f}' => Kind::Lower,
        c if !c.is_alphabetic() => Kind::Sign,
        c if c.is_uppercase() => Kind::Upper,
        _ => Kind::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_the_ranges_stands_at_its_place() {
        let table = Letters::table();
        for c in RANGES.iter().flat_map(|&(from, to)| from..to).filter_map(char::from_u32) {
            let (found, own) = (table.get(c), letter(c));
            assert_eq!((found.plain, found.kind), (own.plain, own.kind), "{c}");
            let text = format!("{c}a");
            let (mark, length) = table.mark(&text, 0);
            let kind = (mark.is_upper(), mark.is_lower());
            assert_eq!((mark.code(), mark.tone()), (own.code.into(), own.tone.into()), "{c}");
            assert_eq!(kind, (own.kind == Kind::Upper, own.kind == Kind::Lower), "{c}");
            assert_eq!(length, c.len_utf8(), "{c}");
        }
    }

    #[test]
    fn numbers_fit_into_six_bits() {
        assert!(CODED.chars().count() < 64);
        assert_eq!(Letters::table().get('Ự').code, Letters::table().get('ư').code);
    }

    #[test]
    fn letters_know_their_tone() {
        let letter = Letters::table().get('Ộ');
        assert_eq!((letter.plain, letter.tone, letter.kind), ('ô', 5, Kind::Upper));
        assert_eq!(Letters::table().get('漢').plain, '\0');
    }
}
