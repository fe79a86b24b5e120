//! NFC and plain spaces, with a way back to the raw text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

const CHECKPOINT: usize = 256;

/// A text with its composed form, which all rooms read, and the map from it to raw code points.
#[derive(Debug)]
pub struct NormalizedText<'a> {
    raw: &'a str,
    text: Cow<'a, str>,
    /// Where the distance between composed and raw bytes changes: (byte of `text`, byte of `raw`).
    shifts: Vec<(u32, u32)>,
    /// Code points before every 256th raw byte.
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

    fn raw_byte(&self, at: usize) -> usize {
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

fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| (b & 0xc0) != 0x80).count()
}

/// First bytes of marks (U+0300 to U+036F), no-break spaces, soft hyphens, zero-width signs and BOMs.
fn is_suspect(byte: u8) -> bool {
    matches!(byte, 0xcc | 0xcd | 0xc2 | 0xc3 | 0xe2 | 0xe3 | 0xef)
}

fn needs_cleaning(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let suspects = bytes.iter().enumerate().filter(|&(_, &byte)| is_suspect(byte));
    suspects.filter(|&(at, &byte)| may_change(byte, bytes.get(at + 1).copied())).any(|(at, _)| {
        raw[at..].chars().next().is_some_and(|c| !matches!(replacement(c), Change::None))
    })
}

/// Whether a character that begins so may have to be changed; most letters with a mark are spared a look.
fn may_change(first: u8, second: Option<u8>) -> bool {
    match first {
        0xc3 => matches!(second, Some(0x90 | 0xb0)),
        0xe2 => matches!(second, Some(0x80 | 0x81)),
        _ => true,
    }
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

/// Composes letter by letter: a letter and the marks behind it are one cluster, and the composed
/// cluster maps to the first byte of the raw one.
fn clean(raw: &str) -> (Cow<'_, str>, Vec<(u32, u32)>) {
    let mut text = String::with_capacity(raw.len());
    let mut shifts = Vec::new();
    let mut chars = raw.char_indices().peekable();
    let mut cluster = String::new();
    while let Some((start, c)) = chars.next() {
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
