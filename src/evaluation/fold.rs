//! Spellings that are one: case, tone placement, abbreviations and signs do not count.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::text::TONES;

const TABLE: &str = include_str!("../../ontology/evaluation/spellings.csv");
/// Consonants behind which a final `y` is an `i`.
const BEFORE_Y: &str = "hklmst";

static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\w'/&.-]+"));
static SPELLINGS: LazyLock<Spellings> = LazyLock::new(Spellings::read);

/// A row of the table.
#[derive(Deserialize)]
struct Row {
    r#use: Use,
    /// What is replaced.
    pattern: String,
    /// What must follow it, and stays.
    before: String,
    /// What stands for it, or is left out.
    words: String,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Use {
    Expand,
    #[serde(rename = "leave out")]
    LeaveOut,
}

struct Spellings {
    /// Abbreviations, with what they stand for, in order.
    expanded: Vec<(Regex, String)>,
    /// Words that names of bodies may have or lack, folded.
    left_out: Vec<Regex>,
}

impl Spellings {
    fn read() -> Self {
        let rows = csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize();
        let rows: Result<Vec<Row>, _> = rows.collect();
        let rows = rows.unwrap_or_else(|error| unreachable!("spellings.csv: {error}"));
        let (expand, leave): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|row| row.r#use == Use::Expand);
        let expanded: Vec<(Regex, String)> = expand
            .into_iter()
            .map(|row| (pattern(&format!("{}({})", row.pattern, row.before)), row.words))
            .collect();
        let left_out = leave.iter().map(|row| {
            let folded = folded(&row.words, &expanded);
            pattern(&format!(r"\b{}\b", regex::escape(&folded)))
        });
        let left_out = left_out.collect();
        Self { expanded, left_out }
    }
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| unreachable!("{text}: {error}"))
}

/// Lower case, one spelling of each rime's tone sign, abbreviations in full, other signs left out.
pub(super) fn fold(text: &str) -> String {
    folded(text, &SPELLINGS.expanded)
}

/// As [`fold`], without words that the name of a body may have or lack.
pub(super) fn fold_body(text: &str) -> String {
    let whole = fold(text);
    let lacking = SPELLINGS
        .left_out
        .iter()
        .fold(whole, |text, word| word.replace_all(&text, " ").into_owned());
    lacking.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number of an act, without spaces and hyphens.
pub(super) fn fold_number(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

fn folded(text: &str, expanded: &[(Regex, String)]) -> String {
    let lower = text.nfc().collect::<String>().to_lowercase();
    let lower = lower.replace('\u{2019}', "'").replace('\u{2013}', "-");
    let full = expanded.iter().fold(lower, |text, (short, full)| expand(&text, short, full));
    let words = WORD.find_iter(&full).map(|word| word.as_str().trim_matches(['.', '-']));
    words.filter(|word| !word.is_empty()).map(toned).collect::<Vec<_>>().join(" ")
}

/// A text with `full` for each `short`; what must follow it, the group of the pattern, stays.
fn expand(text: &str, short: &Regex, full: &str) -> String {
    let (mut expanded, mut at) = (String::with_capacity(text.len()), 0);
    while let Some(found) = short.captures_at(text, at) {
        let (Some(all), Some(next)) = (found.get(0), found.get(1)) else { break };
        expanded.push_str(&text[at..all.start()]);
        expanded.push_str(full);
        at = next.start();
    }
    expanded.push_str(&text[at..]);
    expanded
}

/// A word without tone signs, and behind it a figure for each.
fn toned(word: &str) -> String {
    let (mut bare, mut tones) = (String::new(), String::new());
    for c in word.nfd() {
        match TONES.iter().position(|tone| *tone == c) {
            Some(at) => tones.push_str(&(at + 1).to_string()),
            None => bare.push(c),
        }
    }
    let mut bare: String = bare.nfc().collect();
    if let Some(rest) =
        bare.strip_suffix('y').filter(|rest| rest.ends_with(|c| BEFORE_Y.contains(c)))
    {
        bare = format!("{rest}i");
    }
    bare + &tones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        for (a, b) in [
            ("Uỷ ban nhân dân", "UBND"),
            ("Hoà Bình", "hòa bình"),
            ("TP. Hồ Chí Minh", "thành phố Hồ Chí Minh"),
            ("TP HCM", "thành phố hồ chí minh"),
            ("TT Châu Ổ", "thị trấn Châu Ổ"),
            ("kỹ thuật", "kĩ thuật"),
            ("Công ty “TNHH” A.", "công ty trách nhiệm hữu hạn a"),
            ("thu\u{323}", "thụ"),
        ] {
            assert_eq!(fold(a), fold(b), "{a}: {b}");
        }
        assert_ne!(fold("Phú"), fold("Phu"));
        assert_ne!(fold("TT Ổ"), fold("thị trấn Ổ"), "one word follows");
        assert_eq!(fold_number("215 - KL/TU"), fold_number("215-KL/TU"));
    }

    #[test]
    fn bodies_may_lack_the_words_of_the_table() {
        assert_eq!(fold_body("Mặt trận Tổ quốc Việt Nam tỉnh A"), fold_body("MTTQ tỉnh A"));
        assert_eq!(fold_body("Đảng Cộng sản Việt Nam"), fold_body("Đảng"));
    }
}
