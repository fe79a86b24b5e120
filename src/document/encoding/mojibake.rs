//! UTF-8 that is well written and reads wrong: what was decoded by the wrong encoding before it came here.

use std::borrow::Cow;

use super::super::reading::Text;
use super::detect::{Accented, accented, best};
use super::{Encoding, Repair, Undecodable, decode_as};
use crate::ontology::pages::Pages;

/// Bytes that are looked at.
const SAMPLE: usize = 16 * 1024;
/// Greatest percent of syllables of a text that is looked at more closely.
const ILL: usize = 40;

/// The text as it is where it reads well, or as it was before it was spoiled.
pub(super) fn mend<'b>(text: &'b str, pages: &Pages) -> Result<Text<'b>, Undecodable> {
    let as_it_is = Text { words: Cow::Borrowed(text), encoding: Encoding::Utf8, repair: None };
    if has_vietnamese(text.as_bytes()) || !reads_ill(text, pages) {
        return Ok(as_it_is);
    }
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    let mended = |text: String, repair| {
        Ok(Text { words: Cow::Owned(text), encoding: Encoding::Utf8, repair: Some(repair) })
    };
    match std::str::from_utf8(&bytes) {
        Ok(once) if !lost && has_vietnamese(once.as_bytes()) => {
            return mended(once.to_owned(), Repair::DoubleUtf8);
        }
        _ if lost => {}
        _ => {
            if let Some(Encoding::Old(coded)) = best(&bytes, pages) {
                let text = decode_as(&bytes, Encoding::Old(coded), pages)?.into_owned();
                return mended(text, Repair::Mistaken(coded));
            }
        }
    }
    if is_double(text) { Err(Undecodable::Mojibake) } else { Ok(as_it_is) }
}

/// Whether there is a letter that only Vietnamese has, early on.
fn has_vietnamese(text: &[u8]) -> bool {
    let sample = &text[..text.len().min(SAMPLE)];
    sample.windows(2).any(|pair| {
        matches!(
            pair,
            [0xe1, 0xba | 0xbb] | [0xc6, 0xa0 | 0xa1 | 0xaf | 0xb0] | [0xc4, 0x90 | 0x91]
        )
    })
}

fn reads_ill(text: &str, pages: &Pages) -> bool {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    let sample = &text[..end.unwrap_or_default()];
    let Accented { words, syllables } = accented(sample, pages);
    words >= 6 && syllables * 100 <= words * ILL
}

/// Whether pairs that only double encoding gives are among the accented letters.
fn is_double(text: &str) -> bool {
    const PAIRS: [&str; 4] = ["\u{e1}\u{ba}", "\u{e1}\u{bb}", "\u{c4}\u{2018}", "\u{c6}\u{b0}"];
    PAIRS.iter().map(|pair| text.matches(pair).take(4).count()).sum::<usize>() >= 4
}
