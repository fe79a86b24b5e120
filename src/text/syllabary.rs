//! The known syllables, by what all spellings of one fold to.

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::letter::{Letters, Mark};
use super::syllable::SyllableId;

/// Bits of a letter's number.
const BITS: u32 = 6;
/// Bits of all letters of a syllable that is kept as a number.
const ROOM: u32 = 10 * BITS;

/// A syllable folded as [`fold`] does, letter by letter, as one number: six bits a letter, its tone on top.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Folding {
    letters: u64,
    /// Bits taken, more than there is room for in a rare syllable.
    taken: u32,
    tone: u64,
}

impl Folding {
    /// Adds a letter. One without a number makes the syllable a rare one.
    #[inline]
    pub(super) fn push(&mut self, mark: Mark) {
        if mark.code() == 0 || self.taken >= ROOM {
            self.taken = ROOM + 1;
            return;
        }
        self.letters |= mark.code() << self.taken;
        self.taken += BITS;
        if mark.tone() != 0 {
            self.tone = mark.tone();
        }
    }

    /// The number of the syllable; none for a rare one.
    #[inline]
    fn key(self) -> Option<u64> {
        if self.taken > ROOM {
            return None;
        }
        let mut letters = self.letters;
        if self.back(1) == code(b'y') && self.is_lone_y() {
            letters ^= (code(b'y') ^ code(b'i')) << (self.taken - BITS);
        }
        Some(letters | self.tone << ROOM)
    }

    /// The number of the last letter, the last but one and so on; 0 before the first.
    fn back(self, n: u32) -> u64 {
        self.taken.checked_sub(n * BITS).map_or(0, |at| self.letters >> at & 63)
    }

    /// Whether the `y` at the end is the whole rime, where it may as well be written `i`.
    fn is_lone_y(self) -> bool {
        let vowel = |c: u64| [b'a', b'e', b'i', b'o', b'y'].map(code).contains(&c);
        match self.back(2) {
            0 => false,
            c if c == code(b'u') => self.back(3) == code(b'q'),
            c => c <= code(b'z') && !vowel(c),
        }
    }
}

/// Number of an ASCII letter.
fn code(letter: u8) -> u64 {
    u64::from(letter - b'a' + 1)
}

/// The number of a folded syllable, where all its letters have one.
fn number(folded: &str) -> Option<u64> {
    let tone = folded.as_bytes().last().copied().filter(|b| matches!(b, b'1'..=b'5'));
    let word = folded.starts_with(|c: char| !c.is_ascii_digit());
    let end = folded.len() - usize::from(word && tone.is_some());
    let mut folding = self::folding(&folded[..end]);
    folding.tone = tone.filter(|_| word).map_or(folding.tone, |digit| u64::from(digit - b'0'));
    folding.key()
}

/// The known syllables: every spelling leads to one id.
#[derive(Debug, Default)]
pub struct Syllabary {
    short: FxHashMap<u64, SyllableId>,
    long: FxHashMap<Box<str>, SyllableId>,
}

impl Syllabary {
    /// The id of a syllable in any spelling, made where it is new.
    pub fn intern(&mut self, syllable: &str) -> SyllableId {
        let next = SyllableId(self.len() as u32 + 1);
        if let Some(key) = folding(syllable).key() {
            return *self.short.entry(key).or_insert(next);
        }
        let folded = fold(syllable);
        match number(&folded) {
            Some(key) => *self.short.entry(key).or_insert(next),
            None => *self.long.entry(folded.into()).or_insert(next),
        }
    }

    /// The id of a surface, [`SyllableId::UNKNOWN`] where no table holds it.
    pub fn id(&self, surface: &str) -> SyllableId {
        self.find(folding(surface), surface)
    }

    /// The id of a surface whose folding is known.
    pub(super) fn find(&self, folding: Folding, surface: &str) -> SyllableId {
        match folding.key() {
            Some(key) => self.short.get(&key).copied().unwrap_or_default(),
            None => self.find_rare(surface),
        }
    }

    #[cold]
    fn find_rare(&self, surface: &str) -> SyllableId {
        let folded = fold(surface);
        let id = match number(&folded) {
            Some(number) => self.short.get(&number),
            None => self.long.get(folded.as_str()),
        };
        id.copied().unwrap_or_default()
    }

    /// How many syllables are known.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn folding(surface: &str) -> Folding {
    let letters = Letters::table();
    let mut folding = Folding::default();
    let mut at = 0;
    while at < surface.len() {
        let (mark, length) = letters.mark(surface, at);
        folding.push(mark);
        at += length;
    }
    folding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_one_id() {
        let mut syllabary = Syllabary::default();
        let id = syllabary.intern("ủy");
        for surface in ["uỷ", "Ủy", "UỶ", "ỦY", "u\u{309}y"] {
            assert_eq!(syllabary.id(surface), id, "{surface}");
        }
        let ky = syllabary.intern("kỳ");
        assert_eq!(syllabary.id("Kì"), ky);
        assert_eq!(syllabary.id("uy"), SyllableId::UNKNOWN);
    }

    #[test]
    fn numbers_of_foldings_are_those_of_folded_words() {
        for word in
            ["Nghiêng", "QUÝ", "Mỹ", "ý", "thủy", "H’Liên", "–", "24", "ÿ", "ay", "trườngtrườ"]
        {
            assert_eq!(folding(word).key(), number(&fold(word)), "{word}");
        }
    }

    #[test]
    fn numbers_tell_syllables_apart() {
        let words = [
            "tai", "tay", "tái", "ta", "đa", "da", "dã", "ơ", "o", "-", "–", "2", "12", "quy",
            "quay",
        ];
        let numbers: std::collections::BTreeSet<_> =
            words.iter().map(|w| folding(w).key()).collect();
        assert_eq!(numbers.len(), words.len());
    }

    #[test]
    fn long_and_rare_syllables_are_known_too() {
        let mut syllabary = Syllabary::default();
        for word in ["internationalisation", "漢", "i\u{307}"] {
            let id = syllabary.intern(word);
            assert_eq!(syllabary.id(word), id, "{word}");
        }
        assert_eq!(syllabary.len(), 3);
    }
}
