//! Hurts pages as the world does, and worse: words of the tables, signs, dates and stray marks put in,
//! pieces of other pages spliced in, repeated, swapped, cut off, or written in another way.

use std::fs;
use std::path::Path;

use chutri::document::Document;
use fastrand::Rng;
use unicode_normalization::UnicodeNormalization;

/// Signs that lists and headlines are made of.
const SIGNS: [&str; 20] = [
    ", ", "; ", ": ", " - ", "-", " – ", ". ", "\n", "\n\n", "\r\n", " (", ") ", "“", "”", "\"",
    "/", "…", "‘", "’", " | ",
];

/// Marks without letters, invisible signs, other scripts, half of what should be a pair.
const STRAYS: [&str; 20] = [
    "\u{301}",
    "\u{323}\u{302}",
    "\u{31b}",
    "\u{ad}",
    "\u{a0}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{b}",
    "\u{fffd}",
    "\u{10ffff}",
    "\u{1f1fb}\u{1f1f3}",
    "ǅ",
    "ﬁ",
    "İ",
    "ß",
    "漢字",
    "\u{e01ef}",
];

/// Dates, ordinals, numbers and names of documents, right and wrong.
const FIGURES: [&str; 22] = [
    "ngày 31/2",
    "99/99/9999",
    "Ngày 2-9-2025",
    "1/7/2025",
    "lần thứ XXXXXXXX",
    "khóa XV",
    "nhiệm kỳ 2020 - 2025",
    "2025-2020",
    "thứ 18446744073709551616",
    "0,0.0,0",
    "17.711,84 tỷ đồng",
    "11/21 xã",
    "00/00 xã",
    "100%",
    "số 35-CT/TW",
    "216-QĐ/TU ngày 30/02/2021",
    "quý IV",
    "6 tháng đầu năm",
    "năm 0000",
    "20252025",
    "1.2.3.4.5",
    "-1",
];

/// What pages are hurt with.
pub(crate) struct Mutator {
    pages: Vec<String>,
    words: Vec<String>,
}

impl Mutator {
    /// One over the example articles, the cases of the tests and the words of the tables of the repository
    /// at `root`.
    pub(crate) fn new(root: &Path) -> Self {
        let tables = root.join("ontology");
        let mut words: Vec<String> =
            files(&tables.join("lexicon")).iter().flat_map(|table| cells(table)).collect();
        words.extend(cells(&tables.join("gazetteer/units.csv")).into_iter().step_by(23));
        words.retain(|word| word.len() > 1 && word.chars().any(char::is_alphabetic));
        let pages = ["examples/articles", "tests/cases"].map(|folder| files(&root.join(folder)));
        let pages = pages.iter().flatten().map(|file| fs::read_to_string(file).unwrap_or_default());
        let pages: Vec<String> = pages.filter(|page| !page.is_empty()).collect();
        assert!(!pages.is_empty() && !words.is_empty(), "{} is no repository", root.display());
        Self { pages, words }
    }

    /// The pages themselves.
    pub(crate) fn pages(&self) -> &[String] {
        &self.pages
    }

    /// Hurts a page up to eight times.
    pub(crate) fn mutate(&self, page: &str, rng: &mut Rng) -> String {
        let mut letters: Vec<char> = page.chars().collect();
        for _ in 0..=rng.usize(..8) {
            self.hurt(&mut letters, rng);
        }
        letters.into_iter().collect()
    }

    fn hurt(&self, letters: &mut Vec<char>, rng: &mut Rng) {
        let at = rng.usize(..=letters.len());
        let end = (at + 1 + rng.usize(..60)).min(letters.len());
        let piece: Vec<char> = letters[at..end].to_vec();
        match rng.u8(..14) {
            0 => drop(letters.drain(at..end)),
            1 => letters.truncate(at),
            2 => drop(letters.drain(..at)),
            3 => put(letters, at, &self.passage(rng)),
            4 => put(letters, at, &piece.iter().collect::<String>().repeat(1 + rng.usize(..40))),
            5 => put(letters, rng.usize(..=at), &String::from_iter(piece)),
            6 => drop(letters.splice(at..end, piece.iter().flat_map(|c| c.to_uppercase()))),
            7 => drop(letters.splice(at..end, piece.into_iter().nfd())),
            8 => put(letters, at, pick(&SIGNS, rng)),
            9 => put(letters, at, pick(&STRAYS, rng)),
            10 => put(letters, at, pick(&FIGURES, rng)),
            11 => put(letters, at, &String::from(rng.char(..))),
            _ => put(letters, at, &self.phrase(rng)),
        }
    }

    /// Some letters of another page.
    fn passage(&self, rng: &mut Rng) -> String {
        let page = &self.pages[rng.usize(..self.pages.len())];
        let length = page.chars().count();
        page.chars().skip(rng.usize(..length)).take(rng.usize(..600)).collect()
    }

    /// Some words of the tables, with signs between them.
    fn phrase(&self, rng: &mut Rng) -> String {
        let mut phrase = String::from(" ");
        for _ in 0..=rng.usize(..6) {
            phrase.push_str(&self.words[rng.usize(..self.words.len())]);
            phrase.push_str(if rng.bool() { " " } else { pick(&SIGNS, rng) });
        }
        phrase
    }
}

fn put(letters: &mut Vec<char>, at: usize, words: &str) {
    letters.splice(at..at, words.chars());
}

fn pick(choices: &[&'static str], rng: &mut Rng) -> &'static str {
    choices[rng.usize(..choices.len())]
}

/// The files below a folder, in order.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let below =
        |path: &std::path::PathBuf| if path.is_dir() { files(path) } else { vec![path.clone()] };
    paths.iter().flat_map(below).collect()
}

/// Everything that a table says, its cells cut at their bars.
fn cells(table: &Path) -> Vec<String> {
    let text = fs::read_to_string(table).unwrap_or_default();
    let cells = text.split([',', '|', '\n', '"']);
    cells.map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect()
}

/// A document out of a page: a first line `YYYY-MM-DD address` tells what is known of it.
pub(crate) fn document(page: &str) -> Document {
    let (first, rest) = page.split_once('\n').unwrap_or_default();
    let (published, url) = first.split_once(' ').unwrap_or_default();
    let told = !published.is_empty() && published.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let word = |word: &str| told.then(|| word.to_owned()).filter(|word| !word.is_empty());
    Document {
        id: "page".to_owned(),
        url: word(url),
        published: word(published),
        title: None,
        text: if told { rest } else { page }.to_owned(),
        ..Document::default()
    }
}
