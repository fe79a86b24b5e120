//! One spelling for the many of a Vietnamese syllable.

use unicode_normalization::UnicodeNormalization;

use super::letter::{Letters, TONES};

const D_WITH_STROKE: char = '\u{111}';

/// Folds words to lower case with the tone mark moved to the end of each syllable as a digit, so that
/// both placements of a mark are equal; `y` alone after a consonant becomes `i`. Other accents stay.
///
/// ```
/// assert_eq!(chutri::text::fold("Ho\u{e0} B\u{ec}nh"), chutri::text::fold("h\u{f2}a b\u{ec}nh"));
/// assert_ne!(chutri::text::fold("Ph\u{fa}"), chutri::text::fold("Ph\u{fa}c"));
/// ```
pub fn fold(text: &str) -> String {
    let letters = Letters::table();
    let mut folded = String::with_capacity(text.len() + 8);
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let end = fold_word(rest, letters, &mut folded);
        rest = match rest.as_bytes()[end..] {
            [b' ', b'!'..=b'~', ..] => &rest[end + 1..],
            _ => rest[end..].trim_start(),
        };
    }
    folded
}

/// Folds the word at the beginning of a text; where it ends.
fn fold_word(text: &str, letters: &Letters, folded: &mut String) -> usize {
    let begin = folded.len();
    let mut tone = 0;
    let mut end = 0;
    while end < text.len() {
        let byte = text.as_bytes()[end];
        if byte.is_ascii_lowercase() {
            folded.push(char::from(byte));
            end += 1;
            continue;
        }
        let (letter, length) = letters.at(text, end);
        if letter.plain == '\0' {
            if text[end..].starts_with(char::is_whitespace) {
                break;
            }
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            folded.truncate(begin);
            fold_rare(&text[..end], folded);
            return end;
        }
        folded.push(letter.plain);
        end += length;
        if letter.tone != 0 {
            tone = letter.tone;
        }
    }
    if ends_in_lone_y(&folded[begin..]) {
        folded.pop();
        folded.push('i');
    }
    if tone != 0 {
        folded.push(char::from(b'0' + tone));
    }
    end
}

/// Folds a word with characters beyond the table, or with marks apart from their letters.
fn fold_rare(word: &str, folded: &mut String) {
    let mut letters = String::with_capacity(word.len());
    let mut tone = None;
    for c in word.nfd().flat_map(char::to_lowercase) {
        match TONES.iter().position(|&t| t == c) {
            Some(digit) => tone = Some(char::from(b'1' + digit as u8)),
            None => letters.push(c),
        }
    }
    if ends_in_lone_y(&letters) {
        letters.pop();
        letters.push('i');
    }
    folded.extend(letters.nfc());
    folded.extend(tone);
}

/// Whether `y` is the whole rime, where it may as well be written `i`.
fn ends_in_lone_y(letters: &str) -> bool {
    let Some(onset) = letters.strip_suffix('y') else { return false };
    let mut tail = onset.chars().rev();
    match tail.next() {
        Some('u') => tail.next() == Some('q'),
        Some(c) => c.is_ascii_alphabetic() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'y'),
        None => false,
    }
}

/// The same words in ASCII lower case without any mark (`d` for the letter with a stroke), the other
/// characters as they are: for addresses and searching, never for telling names apart.
pub fn bare(text: &str) -> String {
    text.nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == D_WITH_STROKE { 'd' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_syllable_are_equal() {
        for (a, b) in [("Hoà", "hòa"), ("UỶ", "ủy"), ("Mỹ", "mĩ"), ("quý", "Quí"), ("Đắk", "đắk")]
        {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn the_table_folds_as_the_rules_do() {
        for word in ["Thúy", "QUÝ", "Ỷ", "Hoà-Bình", "Ǘ", "İ", "mý", "9/7", "đy", "H’Liên", "ấy"]
        {
            let mut rare = String::new();
            fold_rare(word, &mut rare);
            assert_eq!(fold(word), rare, "{word}");
        }
    }

    #[test]
    fn accents_and_rimes_tell_syllables_apart() {
        for (a, b) in
            [("Phú", "Phúc"), ("Trì", "Trị"), ("thuý", "thúi"), ("tay", "tai"), ("Da", "Đa")]
        {
            assert_ne!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn bare_text_is_ascii() {
        assert_eq!(bare("Đặng Ngọc Huỳnh"), "dang ngoc huynh");
    }
}
