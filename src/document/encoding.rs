//! Encodings of Vietnamese text, declared or told by the syllables that they give.

mod detect;
mod mojibake;
mod old;

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::reading::Text;
use crate::ontology::pages::{Coded, Pages};

/// An encoding in which text comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-16, least byte first.
    Utf16Le,
    /// UTF-16, greatest byte first.
    Utf16Be,
    /// windows-1258.
    Windows1258,
    /// One that the tables spell out.
    Old(Coded),
    /// Any other that the web knows.
    Other(&'static encoding_rs::Encoding),
}

/// What was wrong with a text and could be made good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// UTF-8 that was taken for another encoding and written as UTF-8 again.
    DoubleUtf8,
    /// An old encoding that was taken for Western letters and written as UTF-8.
    Mistaken(Coded),
}

/// Bytes that no encoding explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undecodable {
    /// The byte, counted from 0, that is not UTF-8, or not of the encoding that was asked for.
    Byte(usize),
    /// UTF-8 that was written twice, and lost letters.
    Mojibake,
}

/// Names of encodings, with those that fonts and keyboards gave them.
const NAMES: [(&str, Encoding); 14] = [
    ("utf-8", Encoding::Utf8),
    ("utf8", Encoding::Utf8),
    ("utf-16", Encoding::Utf16Le),
    ("utf-16le", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("windows-1258", Encoding::Windows1258),
    ("cp1258", Encoding::Windows1258),
    ("tcvn3", Encoding::Old(Coded::Tcvn3)),
    ("tcvn-5712", Encoding::Old(Coded::Tcvn3)),
    ("x-viet-tcvn", Encoding::Old(Coded::Tcvn3)),
    ("abc", Encoding::Old(Coded::Tcvn3)),
    ("viscii", Encoding::Old(Coded::Viscii)),
    ("vni", Encoding::Old(Coded::Vni)),
    ("viqr", Encoding::Old(Coded::Viqr)),
];

impl Encoding {
    /// The encoding of a name in any case; also the names that the web gives to others.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        let known = NAMES.iter().find(|(known, _)| *known == name).map(|&(_, encoding)| encoding);
        known.or_else(|| Some(Self::Other(encoding_rs::Encoding::for_label(name.as_bytes())?)))
    }

    /// Whether the name says nothing: Western encodings are declared by tools that know no other.
    fn is_western(self) -> bool {
        matches!(self, Self::Other(other) if other == encoding_rs::WINDOWS_1252)
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(other) => f.write_str(other.name()),
            known => {
                let name = NAMES.iter().find(|(_, encoding)| encoding == known);
                f.write_str(name.map_or("", |(name, _)| name))
            }
        }
    }
}

const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";
const UTF_16_LE_MARK: &[u8] = b"\xFF\xFE";
const UTF_16_BE_MARK: &[u8] = b"\xFE\xFF";

/// Decodes text: as asked for, by its byte order mark, as UTF-8 where it is that, as declared where that
/// gives Vietnamese syllables, and else as the encoding that gives most of them.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    declared: Option<Encoding>,
    asked: Option<Encoding>,
    pages: &Pages,
) -> Result<Text<'b>, Undecodable> {
    if let Some(encoding) = asked.or_else(|| marked(bytes)) {
        let text = decode_as(bytes, encoding, pages)?;
        return Ok(Text { words: text, encoding, repair: None });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => Ok(ascii(text, declared, pages)),
        Ok(text) => mojibake::mend(text, pages),
        Err(error) => {
            let encoding =
                told(bytes, declared, pages).ok_or(Undecodable::Byte(error.valid_up_to()))?;
            let text = decode_as(bytes, encoding, pages)?;
            Ok(Text { words: text, encoding, repair: None })
        }
    }
}

/// The encoding that a byte order mark, or every other byte being zero, tells.
fn marked(bytes: &[u8]) -> Option<Encoding> {
    let marks = [
        (UTF_8_MARK, Encoding::Utf8),
        (UTF_16_LE_MARK, Encoding::Utf16Le),
        (UTF_16_BE_MARK, Encoding::Utf16Be),
    ];
    let mark = marks.iter().find(|(mark, _)| bytes.starts_with(mark));
    mark.map(|&(_, encoding)| encoding).or_else(|| detect::utf_16(bytes))
}

fn ascii<'b>(text: &'b str, declared: Option<Encoding>, pages: &Pages) -> Text<'b> {
    let viqr = Encoding::Old(Coded::Viqr);
    if declared == Some(viqr) || detect::is_viqr(text, pages) {
        let text = Cow::Owned(old::decode(text.as_bytes(), Coded::Viqr, &pages.letters));
        return Text { words: text, encoding: viqr, repair: None };
    }
    Text { words: Cow::Borrowed(text), encoding: Encoding::Utf8, repair: None }
}

/// The encoding of bytes that are not UTF-8: the declared one where its text reads well, or the one whose
/// text reads best.
fn told(bytes: &[u8], declared: Option<Encoding>, pages: &Pages) -> Option<Encoding> {
    let declared =
        declared.filter(|encoding| *encoding != Encoding::Utf8 && !encoding.is_western());
    match declared {
        Some(Encoding::Other(other)) => Some(Encoding::Other(other)),
        Some(encoding) if detect::reads_well(bytes, encoding, pages) => Some(encoding),
        _ => detect::best(bytes, pages),
    }
}

/// Bytes as text of an encoding, composed, without a byte order mark.
fn decode_as<'b>(
    bytes: &'b [u8],
    encoding: Encoding,
    pages: &Pages,
) -> Result<Cow<'b, str>, Undecodable> {
    let of_web =
        |encoding: &'static encoding_rs::Encoding| encoding.decode_with_bom_removal(bytes).0;
    Ok(match encoding {
        Encoding::Utf8 => {
            let bytes = bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes);
            let text = std::str::from_utf8(bytes);
            Cow::Borrowed(text.map_err(|error| Undecodable::Byte(error.valid_up_to()))?)
        }
        Encoding::Utf16Le => of_web(encoding_rs::UTF_16LE),
        Encoding::Utf16Be => of_web(encoding_rs::UTF_16BE),
        // Its tone marks stand apart from their letters.
        Encoding::Windows1258 => Cow::Owned(of_web(encoding_rs::WINDOWS_1258).nfc().collect()),
        Encoding::Old(coded) => Cow::Owned(old::decode(bytes, coded, &pages.letters)),
        Encoding::Other(other) => of_web(other),
    })
}
