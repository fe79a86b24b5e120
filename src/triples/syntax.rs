//! What is wrong with a query, in words and with the place.

mod hint;

use super::query::QueryError;
use hint::hint;

/// Most things that a message says were expected.
const NAMED: usize = 8;
/// How alike a word is to the keyword that it may stand for, between 0 and 1.
const ALIKE: f64 = 0.7;
/// Keywords that a slip of the pen is compared with.
const KEYWORDS: [&str; 24] = [
    "ASK",
    "BASE",
    "BIND",
    "CONSTRUCT",
    "DESCRIBE",
    "DISTINCT",
    "EXISTS",
    "FILTER",
    "FROM",
    "GRAPH",
    "GROUP",
    "HAVING",
    "LIMIT",
    "MINUS",
    "NOT",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "PREFIX",
    "SELECT",
    "SERVICE",
    "UNION",
    "VALUES",
    "WHERE",
];

/// Turns the parser's message (`error at 1:15: expected one of ...`) into a place and words.
pub(super) fn syntax_error(text: &str, message: &str) -> QueryError {
    let located = message.strip_prefix("error at ").and_then(|rest| {
        let (place, expected) = rest.split_once(": expected ")?;
        let (line, column) = place.split_once(':')?;
        Some((offset(text, line.parse().ok()?, column.parse().ok()?), expected))
    });
    let Some((end, expected)) = located else {
        let problem = format!("{message}{}", hint(text, message));
        return QueryError::Syntax { line: 1, column: 1, problem };
    };
    let words = expectations(expected);
    let start = match &words {
        Expected::Keyword(keyword) => end.saturating_sub(keyword.chars().count()),
        Expected::Rule(_) => word_before(text, end),
        Expected::Tokens(_) => end,
    };
    let (line, column) = place(text, start);
    let problem = format!("{}{}", words.tell(), found(text, start));
    let hint = hint(text, &problem);
    QueryError::Syntax { line, column, problem: problem + &hint }
}

/// Characters before a place.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split('\n').take(line - 1).map(|l| l.chars().count() + 1).sum();
    before + column - 1
}

/// Line and column, from 1, of the character after `offset`.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before: String = text.chars().take(offset).collect();
    let line = before.matches('\n').count() + 1;
    (line, before.chars().rev().take_while(|&c| c != '\n').count() + 1)
}

/// Start of the word that ends before `offset`: a rule is seen to be broken only behind it.
fn word_before(text: &str, offset: usize) -> usize {
    let before: String = text.chars().take(offset).collect();
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    before.trim_end().chars().count() - word.chars().count()
}

/// The word at a place, and the keyword that it may be meant for.
fn found(text: &str, offset: usize) -> String {
    let rest: String = text.chars().skip(offset).collect();
    let Some(word) = rest.split_whitespace().next() else {
        return ", found the end of the query".to_owned();
    };
    let likeness = |keyword: &&str| strsim::jaro(keyword, &word.to_uppercase());
    let best = KEYWORDS.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let meant = best.filter(|keyword| likeness(keyword) >= ALIKE && **keyword != word);
    let meant = meant.map_or(String::new(), |keyword| format!(" (perhaps {keyword}?)"));
    format!(", found `{word}`{meant}")
}

/// What a grammar expects.
enum Expected<'a> {
    /// What a rule of SPARQL says in words.
    Rule(&'a str),
    /// A keyword, and no other: the parser looks as far as it is long.
    Keyword(&'a str),
    /// Tokens, sorted.
    Tokens(Vec<(Rank, &'a str)>),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Term,
    Keyword,
    Sign,
}

fn expectations(expected: &str) -> Expected<'_> {
    let list = expected.strip_prefix("one of ").unwrap_or(expected);
    let in_words = |t: &&str| t.starts_with(char::is_alphabetic) && t.contains(' ');
    if let Some(rule) = list.split(", ").find(in_words) {
        return Expected::Rule(rule);
    }
    let mut words: Vec<(Rank, &str)> = list.split(", ").filter_map(described).collect();
    words.sort_unstable();
    words.dedup();
    match words.as_slice() {
        [(Rank::Keyword, keyword)] => Expected::Keyword(keyword),
        _ => Expected::Tokens(words),
    }
}

impl Expected<'_> {
    fn tell(&self) -> String {
        let words = match self {
            Self::Rule(rule) => return (*rule).to_owned(),
            Self::Keyword(keyword) => return format!("expected a keyword such as {keyword}"),
            Self::Tokens(words) if words.is_empty() => return "something is lacking".to_owned(),
            Self::Tokens(words) => words,
        };
        let more = if words.len() > NAMED { " \u{2026}" } else { "" };
        let word = |(rank, word): &(Rank, &str)| match rank {
            Rank::Sign => format!("`{word}`"),
            _ => (*word).to_owned(),
        };
        let words: Vec<String> = words.iter().take(NAMED).map(word).collect();
        format!("expected {}{more}", words.join(" or "))
    }
}

/// A token of the grammar in words; nothing for classes of characters that go on what stands there.
fn described(token: &str) -> Option<(Rank, &str)> {
    let sign = token.trim_matches('"');
    match sign {
        "?" | "$" => Some((Rank::Term, "a variable")),
        "<" => Some((Rank::Term, "an address in <>")),
        ":" => Some((Rank::Term, "a prefixed name")),
        "'" | "'''" | "" => Some((Rank::Term, "a text in quotes")),
        _ if sign.contains("'0'") => Some((Rank::Term, "a number")),
        _ if sign.starts_with(['[', '\\']) => None,
        _ if sign.starts_with(|c: char| c.is_ascii_alphabetic()) => Some((Rank::Keyword, sign)),
        _ => Some((Rank::Sign, sign)),
    }
}
