//! Values of typed columns, and text that every reader takes.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Code points of a quote in a table of nodes or edges.
pub(super) const EXCERPT: usize = 200;

/// Type of a column, by its name in GraphML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Boolean,
    Int,
    Double,
    String,
}

impl Type {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Int => "int",
            Self::Double => "double",
            Self::String => "string",
        }
    }
}

/// One value. Empty text and numbers that are not finite are no values.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Flag(bool),
    Count(u32),
    Number(f64),
    Text(Cow<'a, str>),
}

impl<'a> Value<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Option<Self> {
        let text = text.into();
        (!text.is_empty()).then_some(Self::Text(text))
    }

    pub(super) fn number(number: f64) -> Option<Self> {
        number.is_finite().then_some(Self::Number(number))
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(&clean(text)),
        }
    }
}

/// Name of a variant as the facts spell it: `working_session`.
pub(super) fn name_of(variant: &impl serde::Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Text as XML 1.0 and spreadsheets take it: composed (NFC), line breaks and tabs as spaces, other
/// control characters and non-characters left out.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if is_nfc(text) && !text.chars().any(|c| is_break(c) || is_illegal(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.nfc().filter(|&c| !is_illegal(c));
    Cow::Owned(kept.map(|c| if is_break(c) { ' ' } else { c }).collect())
}

fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\x7F'..='\u{84}'
        | '\u{86}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The first [`EXCERPT`] code points with runs of white space as one space.
pub(super) fn excerpt(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(EXCERPT) {
        Some((cut, _)) => format!("{}\u{2026}", words[..cut].trim_end()),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_loses_what_xml_forbids_and_nothing_else() {
        for (raw, kept) in [
            ("Hội nghị", "Hội nghị"),
            ("Ho\u{323}i", "Họi"),
            ("a\r\nb\tc", "a  b c"),
            ("a\0\u{1b}b\u{FFFE}", "ab"),
            ("😀 & < >", "😀 & < >"),
        ] {
            assert_eq!(clean(raw), kept);
        }
    }

    #[test]
    fn excerpts_are_cut_between_letters() {
        assert_eq!(excerpt(" a \n b "), "a b");
        let long = excerpt(&"ệ".repeat(300));
        assert_eq!(long.chars().count(), EXCERPT + 1);
    }
}
