//! What changes the letters of a page and not its meaning changes no fact.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

use chutri::document::{self, Document};
use chutri::facts::{DocumentFacts, Extractor};
use chutri::ontology::Ontology;
use chutri::pipeline::in_order;
use chutri::text::fold;
use fastrand::Rng;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::cases::case_documents;
use crate::fuzz::check::check;

/// The example articles and the pages of the cases.
fn pages() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let articles = document::read([folder]).collect::<Result<Vec<_>, _>>().unwrap();
    articles.into_iter().chain(case_documents()).collect()
}

fn extract(document: &Document) -> DocumentFacts {
    Extractor::new(Ontology::builtin()).extract(document)
}

/// How the words of two spellings of one page compare.
#[derive(Clone, Copy)]
enum Words {
    /// Letter by letter.
    Alike,
    /// As spellings of one syllable.
    Folded,
}

/// The facts of a document without where they stand, with spaces as one.
fn essence(facts: &DocumentFacts, words: Words) -> Value {
    let mut value = serde_json::to_value(facts).unwrap();
    value["sha256"] = Value::Null;
    strip(&mut value, words);
    value
}

fn strip(value: &mut Value, words: Words) {
    match value {
        Value::Object(fields) => {
            fields.remove("evidence");
            fields.values_mut().for_each(|field| strip(field, words));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| strip(item, words)),
        Value::String(text) => {
            if let Words::Folded = words {
                *text = fold(text);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Writes every page in another way and reads both.
#[track_caller]
fn same_facts(words: Words, rewrite: impl Fn(&str) -> String) {
    let mut rewritten = 0;
    let mut wrong = Vec::new();
    for page in pages() {
        let other = Document { text: rewrite(&page.text), ..page.clone() };
        rewritten += usize::from(other.text != page.text);
        let facts = check(Extractor::new(Ontology::builtin()), &other);
        let (left, right) = (essence(&extract(&page), words), essence(&facts, words));
        if left != right {
            wrong.push(format!("{}\n  written first {}\n  then {}", page.id, left, right));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rewritten > 20, "only {rewritten} pages are written differently");
}

#[test]
fn decomposed_letters_are_the_same() {
    same_facts(Words::Alike, |text| text.nfd().collect());
}

/// Tone marks of open `oa`, `oe`, `uy` at their two places.
const PLACES: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// Writes the words of a text that `rewrite` knows another spelling of.
fn respell(text: &str, rewrite: impl Fn(&str) -> Option<String>) -> String {
    let pieces = text.split_inclusive(|c: char| !c.is_alphabetic());
    let respelled = pieces.map(|piece| {
        let end = piece.trim_end_matches(|c: char| !c.is_alphabetic()).len();
        let (word, rest) = piece.split_at(end);
        rewrite(word).map_or_else(|| piece.to_owned(), |word| word + rest)
    });
    respelled.collect()
}

/// Moves the tone mark of a word to the other of its two places.
fn other_placement(word: &str) -> Option<String> {
    PLACES.iter().find_map(|&(first, second)| {
        let moved =
            |from: &str, to: &str| word.strip_suffix(from).map(|onset| onset.to_owned() + to);
        moved(first, second).or_else(|| moved(second, first))
    })
}

#[test]
fn both_places_of_a_tone_mark_are_the_same() {
    let rewrite = |text: &str| respell(text, other_placement);
    assert_eq!(rewrite("Huyện ủy Hoà Bình"), "Huyện uỷ Hòa Bình");
    same_facts(Words::Folded, rewrite);
}

/// Writes `y` alone behind a consonant as `i`.
fn with_i(word: &str) -> Option<String> {
    let (onset, rime) = word.split_at(word.char_indices().next_back()?.0);
    let at = ["y", "ý", "ỳ", "ỷ", "ỹ", "ỵ"].iter().position(|&y| y == rime)?;
    let consonant = onset.ends_with(|c: char| "bcdđghklmnprstvx".contains(c.to_ascii_lowercase()));
    consonant.then(|| onset.to_owned() + ["i", "í", "ì", "ỉ", "ĩ", "ị"][at])
}

#[test]
fn y_and_i_alone_behind_a_consonant_are_the_same() {
    let rewrite = |text: &str| respell(text, with_i);
    assert_eq!(rewrite("kỳ họp ở Mỹ Tho, quý I, Ly, tay"), "kì họp ở Mĩ Tho, quý I, Li, tay");
    same_facts(Words::Folded, rewrite);
}

#[test]
fn odd_spaces_are_spaces() {
    same_facts(Words::Alike, |text| text.replace(' ', "\u{a0}"));
    same_facts(Words::Alike, |text| text.replace(' ', "\u{2009}"));
}

#[test]
fn signs_that_are_not_seen_are_not_read() {
    for sign in ["\u{ad}", "\u{200b}", "\u{2060}"] {
        same_facts(Words::Alike, |text| {
            let mut rng = Rng::with_seed(text.len() as u64);
            let mut letters = text.chars().peekable();
            let mut written = String::new();
            while let Some(c) = letters.next() {
                written.push(c);
                let inside = c.is_alphabetic() && letters.peek().is_some_and(|c| c.is_alphabetic());
                if inside && rng.u8(..5) == 0 {
                    written.push_str(sign);
                }
            }
            written
        });
    }
}

#[test]
fn lines_end_in_two_ways() {
    same_facts(Words::Alike, |text| text.replace('\n', "\r\n"));
}

#[test]
fn quotation_marks_are_straight_or_curly() {
    let quoted = |open: &'static str, close: &'static str| {
        move |text: &str| text.replace("hội nghị", &format!("{open}hội nghị{close}"))
    };
    let pages = pages();
    for page in &pages {
        let other =
            |open, close| Document { text: quoted(open, close)(&page.text), ..page.clone() };
        let straight = essence(&extract(&other("\"", "\"")), Words::Alike);
        let curly = essence(&extract(&other("“", "”")), Words::Alike);
        let plain = |value: Value| value.to_string().replace("\\\"", "").replace(['“', '”'], "");
        assert_eq!(plain(straight), plain(curly), "{}", page.id);
    }
}

#[test]
fn order_and_threads_do_not_matter() {
    let read = |pages: &[Document], threads: usize| {
        let mut all = Vec::new();
        let _ = in_order(
            pages.iter(),
            NonZeroUsize::new(threads).unwrap(),
            |page| serde_json::to_string(&extract(page)).unwrap(),
            |facts| {
                all.push(facts);
                ControlFlow::<()>::Continue(())
            },
        );
        all
    };
    let mut pages = pages();
    let first = read(&pages, 1);
    assert_eq!(read(&pages, 2), first);
    assert_eq!(read(&pages, 7), first);
    pages.reverse();
    let mut reversed = read(&pages, 3);
    reversed.reverse();
    assert_eq!(reversed, first);
}

#[test]
fn rows_of_one_word_cost_no_more_than_their_length() {
    let words = [
        "Ban ",
        "Văn phòng ",
        "Phòng ",
        "Hội đồng ",
        "Trưởng ban ",
        "Ban Chấp hành ",
        "Văn phòng Ban Hội ",
        "Bí thư ",
        "Bí thư, ",
        "đồng chí ",
        "các đồng chí: ",
        "Nguyễn ",
        "Lò Văn Tám, ",
        "xã A, ",
        "tỉnh ",
        "ngày 1/1/2020 ",
        "lần thứ I ",
        "1.000 ",
        "hội nghị ",
        "chủ trì ",
        "gồm: ",
        "từng giữ chức ",
        "( ",
        "\" ",
        "- ",
        "số 1-CT/TU ",
        "nhiệm kỳ ",
        "khóa ",
        "\n",
        "\u{301}",
        "\u{ad}",
    ];
    let extractor = Extractor::new(Ontology::builtin());
    for word in words {
        let text = word.repeat(30_000 / word.len());
        check(extractor, &Document { id: word.to_owned(), text, ..Document::default() });
    }
}

#[test]
fn arbitrary_text_is_read() {
    let extractor = Extractor::new(Ontology::builtin());
    for seed in 0..200 {
        let mut rng = Rng::with_seed(seed);
        let length = rng.usize(..400);
        let signs =
            ['\n', ' ', ',', '.', '-', ':', '(', '1', 'A', 'ủ', '\u{301}', '\u{ad}', '\u{a0}'];
        let letter = |rng: &mut Rng| match rng.u8(..3) {
            0 => rng.char(..),
            1 => rng.char('\u{c0}'..'\u{1ff0}'),
            _ => signs[rng.usize(..signs.len())],
        };
        let text = (0..length).map(|_| letter(&mut rng)).collect();
        check(extractor, &Document { id: seed.to_string(), text, ..Document::default() });
    }
}
