//! Keys that make things equal, addresses that make them readable, and keys that sort them.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::text::{bare, fold};

/// Letters of addresses: no vowels, so that no word comes up.
const LETTERS: &[u8; 20] = b"23456789bcdfghjkmnpq";

/// What is equal for two spellings of one name: case, tone placement and signs fold away, every accent
/// stays.
pub(super) fn name_key(name: &str) -> String {
    let words: String = name.nfc().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    fold(&words)
}

/// Name keys that were made already: documents say the same names over and over.
#[derive(Debug, Default)]
pub(super) struct Keys<'a>(FxHashMap<&'a str, Rc<str>>);

impl<'a> Keys<'a> {
    /// The [`name_key`] of a name.
    pub(super) fn of(&mut self, name: &'a str) -> Rc<str> {
        self.0.entry(name).or_insert_with(|| name_key(name).into()).clone()
    }
}

/// Lower-case ASCII words joined by hyphens: part of an address.
pub(super) fn slug(text: &str) -> String {
    let bare = bare(text);
    let words = bare.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The first `letters` letters of a digest of `parts`.
pub(super) fn digest(parts: &[&str], letters: usize) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let bytes = hash.finalize();
    bytes.iter().take(letters).map(|&b| char::from(LETTERS[usize::from(b) % 20])).collect()
}

/// Key of a person in Vietnamese order: given name first, then the names before it.
pub(super) fn person_sort_key(name: &str) -> String {
    let mut words: Vec<String> = name_key(name).split(' ').map(sort_syllable).collect();
    words.rotate_right(1);
    words.join(" ")
}

/// Key of any other name in Vietnamese order. Comparing such keys byte by byte is comparing letters
/// (a, a breve, a circumflex, b …), then tones (level, grave, hook, tilde, acute, dot below).
pub(super) fn sort_key(name: &str) -> String {
    let words: Vec<String> = name_key(name).split(' ').map(sort_syllable).collect();
    words.join(" ")
}

fn sort_syllable(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len() + 2);
    let all_digits = folded.bytes().all(|b| b.is_ascii_digit());
    for c in folded.chars() {
        match c {
            '\u{103}' => key.push_str("a{"),
            '\u{e2}' => key.push_str("a|"),
            '\u{111}' => key.push_str("d{"),
            '\u{ea}' => key.push_str("e{"),
            '\u{f4}' => key.push_str("o{"),
            '\u{1a1}' => key.push_str("o|"),
            '\u{1b0}' => key.push_str("u{"),
            '2' if !all_digits => key.push('4'),
            '4' if !all_digits => key.push('2'),
            c => key.push(c),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fold_signs_and_keep_accents() {
        assert_eq!(name_key("Giáo dục - Đào tạo"), name_key("giáo dục Đào tạo"));
        assert_eq!(
            name_key("Hoà Bình"),
            name_key("Ho\u{300}a Bình".nfc().collect::<String>().as_str())
        );
        assert_ne!(name_key("Lường Văn Phú"), name_key("Lường Văn Phúc"));
        assert_ne!(name_key("Thanh Trì"), name_key("Thạnh Trị"));
    }

    #[test]
    fn addresses_are_plain() {
        assert_eq!(slug("Đảng bộ huyện Châu Ổ (lần 2)"), "dang-bo-huyen-chau-o-lan-2");
    }

    #[test]
    fn people_sort_by_given_name_in_vietnamese_order() {
        let mut names =
            ["Đỗ Ân", "Lê Văn Đạt", "Bùi Văn An", "Trần Dung", "Lê Ấn", "Lê Ẩn", "Lê Ăn"];
        names.sort_by_key(|name| person_sort_key(name));
        let sorted = ["Bùi Văn An", "Lê Ăn", "Đỗ Ân", "Lê Ẩn", "Lê Ấn", "Trần Dung", "Lê Văn Đạt"];
        assert_eq!(names, sorted);
    }
}
