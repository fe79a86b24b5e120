//! NFC and plain spaces, with a way back to the raw text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Bytes between two counts of code points.
const CHECKPOINT: usize = 64;

/// A text with its composed form, which all rooms read, and the map from it to raw code points.
#[derive(Debug)]
pub struct NormalizedText<'a> {
    raw: &'a str,
    text: Cow<'a, str>,
    /// Where the distance between composed and raw bytes changes: (byte of `text`, byte of `raw`).
    shifts: Vec<(u32, u32)>,
    /// Code points before every 64th raw byte.
    checkpoints: Vec<u32>,
}

impl<'a> NormalizedText<'a> {
    /// Composes `raw`, drops zero-width signs and soft hyphens, and turns odd spaces into plain ones.
    /// Costs one pass, and no copy where the text is already clean.
    pub fn new(raw: &'a str) -> Self {
        let (text, shifts) =
            if needs_cleaning(raw) { clean(raw) } else { (Cow::Borrowed(raw), Vec::new()) };
        Self { raw, text, shifts, checkpoints: checkpoints(raw) }
    }

    /// The composed text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Raw code points before byte `at` of the composed text.
    pub fn code_point(&self, at: usize) -> usize {
        let raw = self.raw_byte(at);
        let block = raw / CHECKPOINT;
        self.checkpoints[block] as usize
            + count_chars(&self.raw.as_bytes()[block * CHECKPOINT..raw])
    }

    /// The raw words between two bytes of the composed text.
    pub fn quote(&self, start: usize, end: usize) -> &'a str {
        &self.raw[self.raw_byte(start)..self.raw_byte(end)]
    }

    /// The byte of the raw text at byte `at` of the composed text.
    pub fn raw_byte(&self, at: usize) -> usize {
        let next = self.shifts.partition_point(|&(composed, _)| composed as usize <= at);
        match next.checked_sub(1) {
            Some(i) => {
                let (composed, raw) = self.shifts[i];
                raw as usize + at - composed as usize
            }
            None => at,
        }
    }
}

fn checkpoints(raw: &str) -> Vec<u32> {
    let mut count = 0;
    let mut points = Vec::with_capacity(raw.len() / CHECKPOINT + 2);
    points.push(0);
    for block in raw.as_bytes().chunks(CHECKPOINT) {
        count += count_chars(block) as u32;
        points.push(count);
    }
    points
}

/// Code points that begin among the bytes of a block of at most [`CHECKPOINT`].
fn count_chars(block: &[u8]) -> usize {
    usize::from(block.iter().map(|&b| u8::from((b & 0xc0) != 0x80)).sum::<u8>())
}

fn needs_cleaning(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut blocks = (0..bytes.len()).step_by(CHECKPOINT);
    blocks.any(|from| {
        let to = bytes.len().min(from + CHECKPOINT);
        has_suspect(bytes, from, to)
            && (from..to).filter(|&at| raw.is_char_boundary(at)).any(|at| {
                let c = raw[at..].chars().next();
                c.is_some_and(|c| !matches!(replacement(c), Change::None))
            })
    })
}

/// Whether a character may have to be changed that begins in a block. Looks at all bytes alike, which
/// processors do many at a time.
fn has_suspect(bytes: &[u8], from: usize, to: usize) -> bool {
    let whole: Option<&[u8; CHECKPOINT + 2]> =
        bytes.get(from..from + CHECKPOINT + 2).and_then(|block| block.try_into().ok());
    let Some(block) = whole else {
        let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
        return (from..to).any(|i| is_suspect(at(i), at(i + 1), at(i + 2)));
    };
    let suspect = |i: usize| u8::from(is_suspect(block[i], block[i + 1], block[i + 2]));
    (0..CHECKPOINT).fold(0, |found, i| found | suspect(i)) != 0
}

/// Whether three bytes may begin a mark (U+0300 to U+036F), an odd space, a soft hyphen, a sign without
/// width, or an eth.
#[inline]
#[allow(clippy::needless_bitwise_bool, reason = "branches would keep it from many bytes at a time")]
fn is_suspect(first: u8, second: u8, third: u8) -> bool {
    (first & 0xfe == 0xcc)
        | (first == 0xc2) & ((second == 0xa0) | (second == 0xad))
        | (first == 0xc3) & (second | 0x20 == 0xb0)
        | (first == 0xe2) & (second == 0x80) & !(0x90..0xaa).contains(&third)
        | (first == 0xe2) & (second == 0x81)
        | (first == 0xe3) & (second == 0x80)
        | (first == 0xef) & (second == 0xbb)
}

enum Change {
    None,
    /// Look-alikes of the letter d with a stroke, met on pages typed with a Western layout.
    Eth(char),
    Drop,
    Space,
    Mark,
}

fn replacement(c: char) -> Change {
    match c {
        '\u{300}'..='\u{36f}' => Change::Mark,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => Change::Drop,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Change::Space,
        '\u{d0}' => Change::Eth('\u{110}'),
        '\u{f0}' => Change::Eth('\u{111}'),
        _ => Change::None,
    }
}

/// Whether a character belongs to the cluster of the one before it.
fn joins(c: char) -> bool {
    matches!(replacement(c), Change::Mark | Change::Drop)
}

/// Whether a character that stands alone is surely its own composed form.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
        && matches!(replacement(c), Change::None)
}

/// Composes letter by letter: a letter and the marks behind it are one cluster, and the composed
/// cluster maps to the first byte of the raw one.
fn clean(raw: &str) -> (Cow<'_, str>, Vec<(u32, u32)>) {
    let mut text = String::with_capacity(raw.len());
    let mut shifts = Vec::new();
    let mut chars = raw.char_indices().peekable();
    let mut cluster = String::new();
    while let Some((start, c)) = chars.next() {
        let joined = chars.peek().is_some_and(|&(_, next)| joins(next));
        if is_composed(c) && !joined {
            text.push(c);
            continue;
        }
        cluster.clear();
        match replacement(c) {
            Change::Drop => {}
            Change::Space => cluster.push(' '),
            Change::Eth(stroke) => cluster.push(stroke),
            Change::None | Change::Mark => cluster.push(c),
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            match replacement(next) {
                Change::Mark => cluster.push(next),
                Change::Drop => {}
                Change::None | Change::Space | Change::Eth(_) => break,
            }
            end = at + next.len_utf8();
            chars.next();
        }
        text.extend(cluster.nfc());
        let (composed, raw): (u32, u32) = shifts.last().copied().unwrap_or_default();
        let now = (text.len() as u32, end as u32);
        if now.1.wrapping_sub(now.0) != raw.wrapping_sub(composed) {
            shifts.push(now);
        }
    }
    (Cow::Owned(text), shifts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, composed: &str, word: &str) {
        let normalized = NormalizedText::new(raw);
        assert_eq!(normalized.text(), composed);
        let start = composed.find(word).expect("the word");
        let quote = normalized.quote(start, start + word.len());
        assert_eq!(NormalizedText::new(quote).text(), word);
        let (from, to) = (normalized.code_point(start), normalized.code_point(start + word.len()));
        assert_eq!(raw.chars().skip(from).take(to - from).collect::<String>(), quote);
    }

    #[test]
    fn offsets_lead_back_to_the_raw_text() {
        check("Bí thư Huyện ủy", "Bí thư Huyện ủy", "Huyện");
        check("Bi\u{301} thu\u{31b} Huye\u{323}\u{302}n u\u{309}y", "Bí thư Huyện ủy", "Huyện");
        check("Ban\u{a0}Th\u{ad}ường v\u{200b}ụ\u{a0}họp", "Ban Thường vụ họp", "Thường");
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(NormalizedText::new("Tỉnh ủy – “họp”").text, Cow::Borrowed(_)));
    }
}
