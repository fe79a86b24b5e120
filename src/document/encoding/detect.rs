//! Encodings told by what they give: Vietnamese is the one whose accented words are its syllables.

use std::borrow::Cow;

use super::{Encoding, decode_as, old};
use crate::ontology::pages::{Coded, Pages};

/// Bytes that are looked at.
const SAMPLE: usize = 64 * 1024;
/// Least accented words that tell anything.
const WORDS: usize = 6;
/// Least percent of them that must be syllables.
const WELL: usize = 70;

const OLD: [Encoding; 4] = [
    Encoding::Windows1258,
    Encoding::Old(Coded::Tcvn3),
    Encoding::Old(Coded::Vni),
    Encoding::Old(Coded::Viscii),
];

/// The encoding that gives the most syllables, where it gives enough of them.
pub(super) fn best(bytes: &[u8], pages: &Pages) -> Option<Encoding> {
    let scored = OLD.into_iter().map(|encoding| (score(bytes, encoding, pages), encoding));
    let best = scored.max_by_key(|&(score, _)| score)?;
    (best.0 >= WELL).then_some(best.1)
}

/// Whether the text of an encoding reads as Vietnamese.
pub(super) fn reads_well(bytes: &[u8], encoding: Encoding, pages: &Pages) -> bool {
    score(bytes, encoding, pages) >= WELL
}

fn score(bytes: &[u8], encoding: Encoding, pages: &Pages) -> usize {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    decode_as(sample, encoding, pages).map_or(0, |text| accented(&text, pages).percent())
}

/// Accented words of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Accented {
    pub(super) words: usize,
    pub(super) syllables: usize,
}

impl Accented {
    /// Percent that are syllables; 0 where there are too few to tell.
    pub(super) fn percent(self) -> usize {
        if self.words < WORDS { 0 } else { self.syllables * 100 / self.words }
    }
}

/// Counts the accented words of a text and those that are syllables. Signs among letters count as wrong:
/// they are letters of another encoding.
pub(super) fn accented(text: &str, pages: &Pages) -> Accented {
    let mut count = Accented::default();
    let ends = |c: char| c.is_ascii() && !c.is_ascii_alphabetic() || is_quote(c);
    for word in text.split(ends).filter(|word| !word.is_ascii()) {
        count.words += 1;
        count.syllables += usize::from(word.len() < 32 && pages.syllables.has(word));
    }
    count
}

/// Signs that stand at words in well-read text.
fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\u{2013}' | '\u{2014}' | '\u{2018}'
            ..='\u{201d}' | '\u{2026}' | '\u{a0}' | '\u{ab}' | '\u{bb}'
    )
}

/// UTF-16 without a mark: most of its letters are ASCII, whose other byte is zero.
pub(super) fn utf_16(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(1024) & !1];
    if !sample.contains(&0) {
        return None;
    }
    let zeros =
        |from: usize| sample.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let many = sample.len() / 8;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > many => Some(Encoding::Utf16Le),
        (even, 0) if even > many => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Whether ASCII text writes its accents as signs: words with signs within or behind them are syllables.
pub(super) fn is_viqr(text: &str, pages: &Pages) -> bool {
    let sample = &text[..text.len().min(SAMPLE)];
    // Signs stand behind vowels in any text, but within words in few.
    if !has_marked_words(sample.as_bytes()) {
        return false;
    }
    let decoded: Cow<str> = old::decode(sample.as_bytes(), Coded::Viqr, &pages.letters).into();
    let words = sample.split_ascii_whitespace().filter(|word| word.len() > 1).count();
    let count = accented(&decoded, pages);
    count.percent() >= WELL && count.words * 4 >= words
}

/// Whether there are enough words in which a sign for an accent stands between two letters, or two of them
/// behind one.
fn has_marked_words(text: &[u8]) -> bool {
    let mut words = 0;
    let mut from = 1;
    while let Some(at) =
        text.get(from..).and_then(|rest| rest.iter().position(|&b| IS_MARK[usize::from(b)]))
    {
        let at = from + at;
        let next = text.get(at + 1).copied().unwrap_or_default();
        let goes_on = next.is_ascii_alphabetic() || b"'`?~.".contains(&next);
        from = at + 1;
        if text[at - 1].is_ascii_alphabetic() && goes_on {
            words += 1;
            if words >= WORDS {
                return true;
            }
            let rest = text[at..].iter().position(u8::is_ascii_whitespace);
            from = rest.map_or(text.len(), |end| at + end);
        }
    }
    false
}

/// The signs for accents of VIQR.
const IS_MARK: [bool; 256] = {
    let (mut is_mark, marks, mut at) = ([false; 256], b"'`?~.^(+", 0);
    while at < marks.len() {
        is_mark[marks[at] as usize] = true;
        at += 1;
    }
    is_mark
};
