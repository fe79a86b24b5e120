//! The known syllables, by what all spellings of one fold to.

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::letter::{Letter, Letters};
use super::syllable::SyllableId;

/// Longest folded syllable in bytes that is kept as a number.
const SHORT: u32 = 16;

/// A syllable folded as [`fold`] does, letter by letter, its bytes as one number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folding {
    bytes: u128,
    length: u32,
    tone: u8,
}

impl Default for Folding {
    fn default() -> Self {
        Self { bytes: 0, length: 0, tone: b'0' }
    }
}

impl Folding {
    /// Adds a letter. One that does not fold by itself makes the syllable a rare one.
    pub(super) fn push(&mut self, letter: Letter) {
        let length = u32::from(letter.length);
        if length == 0 || self.length + length >= SHORT {
            self.length = SHORT;
            return;
        }
        self.bytes |= u128::from(letter.bytes) << (8 * self.length);
        self.length += length;
        if letter.tone != b'0' {
            self.tone = letter.tone;
        }
    }

    /// The number of the syllable; none for a rare one.
    fn key(self) -> Option<u128> {
        if self.length >= SHORT {
            return None;
        }
        let bytes = if self.ends_in_lone_y() {
            let last = 8 * (self.length - 1);
            self.bytes ^ u128::from(b'y' ^ b'i') << last
        } else {
            self.bytes
        };
        let tone = if self.tone == b'0' { 0 } else { self.tone };
        Some(bytes | u128::from(tone) << (8 * self.length))
    }

    /// Whether `y` is the whole rime, where it may as well be written `i`.
    fn ends_in_lone_y(self) -> bool {
        let back = |n: u32| self.length.checked_sub(n).map(|at| (self.bytes >> (8 * at)) as u8);
        back(1) == Some(b'y')
            && match back(2) {
                Some(b'u') => back(3) == Some(b'q'),
                Some(c) => {
                    c.is_ascii_alphabetic() && !matches!(c, b'a' | b'e' | b'i' | b'o' | b'y')
                }
                None => false,
            }
    }
}

/// The number of a folded syllable, where it is short enough.
fn number(folded: &str) -> Option<u128> {
    let mut bytes = [0; SHORT as usize];
    bytes.get_mut(..folded.len())?.copy_from_slice(folded.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

/// The known syllables: every spelling leads to one id.
#[derive(Debug, Default)]
pub struct Syllabary {
    short: FxHashMap<u128, SyllableId>,
    long: FxHashMap<Box<str>, SyllableId>,
}

impl Syllabary {
    /// The id of a syllable in any spelling, made where it is new.
    pub fn intern(&mut self, syllable: &str) -> SyllableId {
        let id = self.id(syllable);
        if id != SyllableId::UNKNOWN {
            return id;
        }
        let id = SyllableId(self.len() as u32 + 1);
        let folded = fold(syllable);
        match number(&folded) {
            Some(number) => self.short.insert(number, id),
            None => self.long.insert(folded.into(), id),
        };
        id
    }

    /// The id of a surface, [`SyllableId::UNKNOWN`] where no table holds it.
    pub fn id(&self, surface: &str) -> SyllableId {
        let letters = Letters::table();
        let mut folding = Folding::default();
        surface.chars().for_each(|c| folding.push(letters.get(c)));
        self.find(folding, surface)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_one_id() {
        let mut syllabary = Syllabary::default();
        let id = syllabary.intern("ủy");
        for surface in ["uỷ", "Ủy", "UỶ", "ỦY"] {
            assert_eq!(syllabary.id(surface), id, "{surface}");
        }
        let ky = syllabary.intern("kỳ");
        assert_eq!(syllabary.id("Kì"), ky);
        assert_eq!(syllabary.id("uy"), SyllableId::UNKNOWN);
    }

    #[test]
    fn numbers_of_foldings_are_those_of_folded_words() {
        let letters = Letters::table();
        for word in ["Nghiêng", "QUÝ", "Mỹ", "ý", "thủy", "H’Liên", "–", "24", "ÿ", "ay"]
        {
            let mut folding = Folding::default();
            word.chars().for_each(|c| folding.push(letters.get(c)));
            assert_eq!(folding.key(), number(&fold(word)), "{word}");
        }
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
