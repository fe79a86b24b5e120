//! How deep a query is nested. It is read by functions that call themselves: beyond a depth that nobody
//! writes, they would take more than there is of the stack, which ends the process.

/// Brackets within brackets, and signs before signs, that a query may have.
const DEEPEST: usize = 200;
/// Operators that a query may have in all: each may stand within the one before, at 50 kB of the stack.
const OPERATORS: usize = 2000;
/// Bytes of a query that a thread's stack is sure to do for, however its operators follow each other.
const LONGEST: usize = 128 * 1024;

/// Whether a query is longer, or nested deeper, than it is safe to read.
pub(super) fn is_too_deep(text: &str) -> bool {
    if text.len() > LONGEST {
        return true;
    }
    let (mut depth, mut signs, mut operators) = (0_usize, 0, 0);
    let mut rest = text.as_bytes();
    while let Some(&byte) = rest.first() {
        let length = passed_over(rest);
        match byte {
            _ if length > 1 => signs = 0,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'!' | b'+' | b'-' | b'^' | b'<' => signs += 1,
            _ if byte.is_ascii_whitespace() => {}
            _ => signs = 0,
        }
        if length == 1 && b"!+-*/^|&=<>".contains(&byte) {
            operators += 1;
        }
        if depth > DEEPEST || signs > DEEPEST || operators > OPERATORS {
            return true;
        }
        rest = &rest[length..];
    }
    false
}

/// Bytes at the beginning in which brackets are none: a string, an address, a comment; else one.
fn passed_over(rest: &[u8]) -> usize {
    match rest {
        [b'#', ..] => rest.iter().take_while(|&&byte| byte != b'\n' && byte != b'\r').count(),
        [b'<', ..] => address(rest).unwrap_or(1),
        [quote @ (b'"' | b'\''), ..] => string(rest, *quote),
        _ => 1,
    }
}

/// Length of an address between `<` and `>`; none where it is the sign for less.
fn address(rest: &[u8]) -> Option<usize> {
    let end =
        rest.iter().skip(1).position(|&byte| byte <= b' ' || b"<>\"{}|^`\\".contains(&byte))?;
    (rest[end + 1] == b'>').then_some(end + 2)
}

/// Length of a string; where it has no end, all that is left.
fn string(rest: &[u8], quote: u8) -> usize {
    let long = rest.starts_with(&[quote; 3]);
    let (mut at, close) = if long { (3, &[quote; 3][..]) } else { (1, &[quote][..]) };
    while at < rest.len() {
        if rest[at..].starts_with(close) {
            return at + close.len();
        }
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_brackets_that_are_open_count() {
        let many = |text: &str| text.repeat(DEEPEST + 1);
        for (text, deep) in [
            ("SELECT * WHERE { { ?s ?p ?o } }".to_owned(), false),
            (many("{"), true),
            (many("(1 2) "), false),
            (many("{ \"}\" "), true),
            (many("{ '''}'''"), true),
            (many("{ <http://a/)))> "), true),
            (many("{ # }\n"), true),
            (format!("\"{}\"", many("{")), false),
            (format!("\"\\\"{}\"", many("{")), false),
            (format!("# {}", many("{")), false),
            (many("?a < ?b && "), false),
            ("1+".repeat(OPERATORS + 1), true),
            ("'+' <a/b> ".repeat(OPERATORS + 1), false),
            (many("!"), true),
            (many("- "), true),
            ("x".repeat(LONGEST + 1), true),
            ("\"".to_owned(), false),
            ("\"\\".to_owned(), false),
            ("<".to_owned(), false),
        ] {
            assert_eq!(is_too_deep(&text), deep, "{}", &text[..text.len().min(60)]);
        }
    }
}
