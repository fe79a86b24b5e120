//! Text within XML, appended to a line that is written at once: the one place where speed counts.

use std::io::Write;

use super::value::{BETWEEN, Value, clean};
use crate::links::{PartialDate, Precision};

/// What becomes of text that a reader would take for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// It stands as it is.
    AsTheyAre,
    /// `INF` is parted by an invisible mark: Gephi reads it as `Infinity` within any text.
    WithoutInf,
}

/// Appends a value.
pub(super) fn push_value(line: &mut Vec<u8>, value: &Value<'_>, words: Words) {
    match value {
        Value::Text(text) => push_words(line, text, words),
        Value::List(items) => push_words(line, &items.join(BETWEEN), words),
        Value::Count(count) => push_count(line, *count),
        // Most weights are whole: their digits need no search for the shortest.
        Value::Number(number) => match whole(*number) {
            Some(count) => push_count(line, count),
            None => push_fmt(line, format_args!("{number}")),
        },
        Value::Date(date, _) => push_date(line, *date),
        Value::Flag(flag) => push_fmt(line, format_args!("{flag}")),
    }
}

/// Appends a date by ISO 8601.
fn push_date(line: &mut Vec<u8>, date: PartialDate) {
    let day = date.earliest();
    match (date.precision(), u16::try_from(day.year())) {
        (Precision::Day, Ok(year)) if year < 10_000 => {
            push_pair(line, (year / 100) as u8);
            push_pair(line, (year % 100) as u8);
            line.push(b'-');
            push_pair(line, day.month().unsigned_abs());
            line.push(b'-');
            push_pair(line, day.day().unsigned_abs());
        }
        _ => push_fmt(line, format_args!("{date}")),
    }
}

/// The number as a count, where it is one.
#[allow(
    clippy::float_cmp,
    clippy::cast_sign_loss,
    reason = "a count is just what comes back equal"
)]
fn whole(number: f64) -> Option<u32> {
    let count = number as u32;
    (number.is_sign_positive() && f64::from(count) == number).then_some(count)
}

/// Appends the digits of a number.
fn push_count(line: &mut Vec<u8>, count: u32) {
    let mut digits = [0; 10];
    let (mut start, mut rest) = (digits.len(), count);
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    line.extend_from_slice(&digits[start..]);
}

/// Appends the two digits of a number below 100.
fn push_pair(line: &mut Vec<u8>, number: u8) {
    line.extend_from_slice(&[b'0' + number / 10, b'0' + number % 10]);
}

/// Appends what a format gives; it must hold nothing that XML takes for markup.
pub(super) fn push_fmt(line: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    // Writing into memory does not fail.
    let _ = line.write_fmt(arguments);
}

/// Appends text, clean and escaped, as content or as the value of an attribute.
pub(super) fn push_words(line: &mut Vec<u8>, text: &str, words: Words) {
    if is_plain(text) && (words == Words::AsTheyAre || !text.contains("INF")) {
        line.extend_from_slice(text.as_bytes());
        return;
    }
    let text = clean(text);
    match words {
        Words::WithoutInf if text.contains("INF") => {
            push_escaped(line, &text.replace("INF", "I\u{200C}NF"));
        }
        _ => push_escaped(line, &text),
    }
}

/// Whether it is ASCII without markup. All bytes are looked at, even after the first that is not: so the
/// processor looks at many at once.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, byte| {
        plain & matches!(byte, b' '..=b'~') & !matches!(byte, b'&' | b'<' | b'>' | b'"')
    })
}

/// Appends ` name="value"`.
pub(super) fn push_attribute(line: &mut Vec<u8>, name: &str, value: &str) {
    line.push(b' ');
    line.extend_from_slice(name.as_bytes());
    line.extend_from_slice(b"=\"");
    push_words(line, value, Words::AsTheyAre);
    line.push(b'"');
}

/// Text, clean and escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut line = Vec::with_capacity(text.len());
    push_words(&mut line, text, Words::AsTheyAre);
    String::from_utf8_lossy(&line).into_owned()
}

fn push_escaped(line: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|b| matches!(b, b'&' | b'<' | b'>' | b'"')) {
        line.extend_from_slice(&rest[..at]);
        line.extend_from_slice(match rest[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            _ => b"&quot;",
        });
        rest = &rest[at + 1..];
    }
    line.extend_from_slice(rest);
}

/// Appends a path as an XML name token, which igraph and Cytoscape need: `person:bui-van-thuan.k3f9`.
pub(super) fn push_token(line: &mut Vec<u8>, path: &str) {
    if path.is_ascii() {
        line.extend(path.bytes().map(|byte| TOKEN[usize::from(byte)]));
    } else {
        line.extend(path.chars().map(|c| u8::try_from(c).map_or(b'_', |c| TOKEN[usize::from(c)])));
    }
}

/// What becomes of each character within a token.
const TOKEN: [u8; 256] = {
    let mut signs = [b'_'; 256];
    let mut at = 0;
    while at < 128 {
        signs[at] = match at as u8 {
            b'/' => b':',
            b @ (b'.' | b'-') => b,
            b if b.is_ascii_alphanumeric() => b,
            _ => b'_',
        };
        at += 1;
    }
    signs
};

/// A path as an XML name token.
pub(super) fn token(path: &str) -> String {
    let mut line = Vec::with_capacity(path.len());
    push_token(&mut line, path);
    String::from_utf8_lossy(&line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_the_parts_of_a_path() {
        assert_eq!(token("post/bi-thu/huyen-uy/kim-thanh.q2"), "post:bi-thu:huyen-uy:kim-thanh.q2");
        assert_eq!(token("đ&"), "__");
        assert_eq!(token("é b_\u{7F}"), "__b__");
    }

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        for number in [0.0, 1.0, 10.0, 4_294_967_295.0, 4_294_967_296.0, 0.75, -1.0, 1e-9, -0.0] {
            let mut line = Vec::new();
            push_value(&mut line, &Value::Number(number), Words::AsTheyAre);
            assert_eq!(String::from_utf8(line).unwrap(), number.to_string());
        }
    }

    #[test]
    fn dates_are_written_as_they_are_shown() {
        for given in ["2020-07-09", "2021-12-31", "2020-07", "2020", "0045-01-10"] {
            let date = PartialDate::parse(given).unwrap();
            let mut line = Vec::new();
            push_value(&mut line, &Value::Date(date, date.earliest()), Words::AsTheyAre);
            assert_eq!(String::from_utf8(line).unwrap(), given);
        }
    }

    #[test]
    fn markup_is_escaped_and_inf_parted_for_gephi_alone() {
        assert_eq!(escaped("a & <b> \"c\"\u{1}"), "a &amp; &lt;b&gt; &quot;c&quot;");
        let mut line = Vec::new();
        push_words(&mut line, "INF & INFO", Words::WithoutInf);
        assert_eq!(String::from_utf8(line).unwrap(), "I\u{200C}NF &amp; I\u{200C}NFO");
    }
}
