//! Values of typed columns, and text that every reader takes.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::links::PartialDate;

/// Code points of a quote in a table of nodes or edges.
pub(super) const EXCERPT: usize = 200;

/// Between the items of a list where a form has no lists.
pub(super) const BETWEEN: &str = " | ";

/// Type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Boolean,
    Int,
    Double,
    String,
    /// Several texts; one text in forms without lists.
    List,
    /// A day, month or year by ISO 8601; a text in forms without dates.
    Date,
}

impl Type {
    /// Name in GraphML, which has six types.
    pub(super) fn in_graphml(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Int => "int",
            Self::Double => "double",
            Self::String | Self::List | Self::Date => "string",
        }
    }

    /// Name in GEXF 1.3.
    pub(super) fn in_gexf(self) -> &'static str {
        match self {
            Self::Int => "integer",
            Self::List => "liststring",
            _ => self.in_graphml(),
        }
    }

    /// Name in the headers of Neo4j.
    pub(super) fn in_neo4j(self) -> &'static str {
        match self {
            Self::List => "string[]",
            Self::Date => "date",
            _ => self.in_graphml(),
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
    List(Vec<Cow<'a, str>>),
    /// A date as it is given, and the day that stands for it where only whole days do.
    Date(PartialDate, Date),
}

impl<'a> Value<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Option<Self> {
        let text = text.into();
        (!text.is_empty()).then_some(Self::Text(text))
    }

    pub(super) fn number(number: f64) -> Option<Self> {
        number.is_finite().then_some(Self::Number(number))
    }

    pub(super) fn list<T: Into<Cow<'a, str>>>(items: impl IntoIterator<Item = T>) -> Option<Self> {
        let items: Vec<_> = items.into_iter().map(Into::into).collect();
        (!items.is_empty()).then_some(Self::List(items))
    }

    /// A whole day.
    pub(super) fn day(day: Option<Date>) -> Option<Self> {
        day.map(|day| Self::Date(day.into(), day))
    }

    /// The first day of what a date leaves open.
    pub(super) fn first(date: Option<PartialDate>) -> Option<Self> {
        date.map(|date| Self::Date(date, date.earliest()))
    }

    /// The last day of what a date leaves open.
    pub(super) fn last(date: Option<PartialDate>) -> Option<Self> {
        date.map(|date| Self::Date(date, date.latest()))
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(&clean(text)),
            Self::List(items) => f.write_str(&clean(&items.join(BETWEEN))),
            Self::Date(date, _) => write!(f, "{date}"),
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
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(is_settled) {
        return Cow::Borrowed(text);
    }
    if is_nfc(text) && !text.chars().any(|c| is_break(c) || is_illegal(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.nfc().filter(|&c| !is_illegal(c));
    Cow::Owned(kept.map(|c| if is_break(c) { ' ' } else { c }).collect())
}

/// Letters and signs of Latin scripts that are composed and legal by themselves: nearly all of the press.
fn is_settled(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}')
}

fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\x7F'..='\u{84}'
        | '\u{86}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The first [`EXCERPT`] code points with runs of white space as one space.
pub(super) fn excerpt(text: &str) -> Cow<'_, str> {
    if text.len() <= EXCERPT && !text.contains("  ") && text.trim() == text {
        return Cow::Borrowed(text);
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Cow::Owned(match words.char_indices().nth(EXCERPT) {
        Some((cut, _)) => format!("{}\u{2026}", words[..cut].trim_end()),
        None => words,
    })
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
    fn settled_characters_are_composed_and_legal() {
        for c in ('\0'..='\u{FFFF}').filter(|&c| is_settled(c)) {
            assert!(is_nfc(&c.to_string()) && !is_illegal(c) && !is_break(c), "{c:?}");
            assert_eq!(unicode_normalization::char::canonical_combining_class(c), 0, "{c:?}");
        }
    }

    #[test]
    fn excerpts_are_cut_between_letters() {
        assert_eq!(excerpt(" a \n b "), "a b");
        assert_eq!(excerpt("a\u{a0}b"), "a\u{a0}b");
        let long = excerpt(&"ệ".repeat(300)).into_owned();
        assert_eq!(long.chars().count(), EXCERPT + 1);
    }
}
