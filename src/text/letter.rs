//! What the reading has to know of each character, in one table.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The five tone marks, in the order of their digits 1 to 5: grave, acute, tilde, hook, dot below.
pub(super) const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Latin letters with their common signs, the letters with Vietnamese marks, and general punctuation.
const RANGES: [(u32, u32); 3] = [(0, 0x250), (0x1e00, 0x1f00), (0x2000, 0x2070)];

/// A character as folding and cutting see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// The character in lower case without its tone mark.
    pub(super) plain: char,
    /// `plain` in UTF-8, the first byte lowest.
    pub(super) bytes: u32,
    /// How many bytes those are; 0 where the character does not fold to one character by itself.
    pub(super) length: u8,
    /// Digit of the tone mark, `0` for none, as ASCII.
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

/// The characters of the ranges, in order.
pub(super) struct Letters(Vec<Letter>);

impl Letters {
    /// The table, made at the first call.
    pub(super) fn table() -> &'static Self {
        static TABLE: LazyLock<Letters> = LazyLock::new(|| {
            let all = RANGES.iter().flat_map(|&(from, to)| from..to);
            Letters(all.map(|c| char::from_u32(c).map_or_else(absent, letter)).collect())
        });
        &TABLE
    }

    /// What is known of a character.
    pub(super) fn get(&self, c: char) -> Letter {
        match place(c).and_then(|place| self.0.get(place)) {
            Some(letter) => *letter,
            None => Letter { kind: kind(c), ..absent() },
        }
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
    Letter { plain: '\0', bytes: 0, length: 0, tone: b'0', kind: Kind::Sign }
}

fn letter(c: char) -> Letter {
    let lower: Vec<char> = std::iter::once(c).nfd().flat_map(char::to_lowercase).collect();
    let digit = |c: &char| TONES.iter().position(|t| t == c);
    let tone = lower.iter().filter_map(digit).next_back().map_or(b'0', |d| b'1' + d as u8);
    let plain: Vec<char> = lower.iter().copied().filter(|c| digit(c).is_none()).nfc().collect();
    match plain[..] {
        [plain] if !plain.is_whitespace() => {
            let mut bytes = [0; 4];
            let length = plain.encode_utf8(&mut bytes).len() as u8;
            Letter { plain, bytes: u32::from_le_bytes(bytes), length, tone, kind: kind(c) }
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
        }
    }

    #[test]
    fn letters_know_their_tone() {
        let letter = Letters::table().get('Ộ');
        assert_eq!((letter.plain, letter.tone, letter.kind), ('ô', b'5', Kind::Upper));
        assert_eq!(Letters::table().get('漢').length, 0);
    }
}
