//! Hurt input: whatever comes in, nothing panics, and every quote stands where it says.
//!
//! The example articles are cut, joined and garbled in a way that is the same each time. With
//! `CHUTRI_FUZZ_SECONDS` set, other ways follow for that long.

pub(crate) mod check;
mod input;
mod mutator;
mod server;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use chutri::document::read;
use chutri::exports::{Columns, Flavour, Selection, View, graphml};
use chutri::facts::Extractor;
use chutri::graph::DEFAULT_BASE;
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;
use fastrand::Rng;

use crate::containers::samples;
use check::{check, check_quotes};
use mutator::{Mutator, document};

/// Pieces that break readers: marks without letters, halves of characters, brackets, long words.
const PIECES: [&[u8]; 14] = [
    b"\0",
    b"\xFF",
    b"\xE1\xBB",
    "\u{301}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{202e}".as_bytes(),
    b"{\"id\":",
    b"\r\n\r\n",
    b", ; - ( \xE2\x80\x93 ) :",
    "đồng chí ".as_bytes(),
    " chủ trì ".as_bytes(),
    " Bí thư Tỉnh ủy, ".as_bytes(),
    "99/99/9999 ".as_bytes(),
    "Ngày 31/2, lần thứ XXXXXXXX ".as_bytes(),
];

fn garbled(seeds: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = seeds[rng.usize(..seeds.len())].clone();
    for _ in 0..=rng.usize(..12) {
        let at = rng.usize(..bytes.len());
        match rng.usize(..5) {
            0 => bytes.truncate(at + 1),
            1 => drop(bytes.drain(at..(at + rng.usize(..40)).min(bytes.len()))),
            2 => bytes[at] = rng.u8(..),
            3 => {
                let other = &seeds[rng.usize(..seeds.len())];
                let from = rng.usize(..other.len());
                bytes.splice(at..at, other[from..].iter().take(600).copied());
            }
            _ => {
                let piece = PIECES[rng.usize(..PIECES.len())];
                let times = 1 + rng.usize(..3) * rng.usize(..60);
                bytes.splice(at..at, piece.repeat(times));
            }
        }
        if bytes.is_empty() {
            return b"x".to_vec();
        }
    }
    bytes
}

fn seeds() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Reads what lies in a folder, as a whole: documents, facts, graph, export.
fn survives(folder: &std::path::Path, extractor: Extractor<'_>) {
    let mut facts = Vec::new();
    for document in read([folder.to_owned()]).flatten() {
        let found = extractor.extract(&document);
        check_quotes(&document, &found);
        facts.push(found);
    }
    let graph = link_facts(&facts, Ontology::builtin(), DEFAULT_BASE).unwrap();
    let mut xml = Vec::new();
    let selection = Selection::of_view(&graph, View::Full);
    graphml(&selection, Flavour::Portable, &Columns::default(), &mut xml).unwrap();
    let mut reader = quick_xml::Reader::from_reader(xml.as_slice());
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

/// Until when to go on beyond the rounds of every run.
fn end() -> Option<Instant> {
    let seconds = std::env::var("CHUTRI_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds))
}

/// Numbers of rounds, from `CHUTRI_FUZZ_SEED` on: at least `least`, then until the time is up.
fn rounds(least: u64) -> impl Iterator<Item = u64> {
    let seed = std::env::var("CHUTRI_FUZZ_SEED").ok().and_then(|text| text.parse().ok());
    let (first, end) = (seed.unwrap_or(1), end());
    (first..).take_while(move |round| {
        round - first < least || end.is_some_and(|end| Instant::now() < end)
    })
}

#[test]
fn fuzz_pipeline() {
    let (seeds, extractor) = (seeds(), Extractor::new(Ontology::builtin()));
    for round in rounds(24) {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = Rng::with_seed(round);
        for name in ["a.txt", "b.txt", "c.jsonl"] {
            fs::write(folder.path().join(name), garbled(&seeds, &mut rng)).unwrap();
        }
        // On a panic the round's number and its files tell how to see it again.
        eprintln!("round {round}");
        survives(folder.path(), extractor);
    }
}

/// Files of every form, hurt: reading ends, in time, and gives texts that are texts.
#[test]
fn fuzz_inputs() {
    let samples = [samples(), found()].concat();
    let seeds: Vec<_> = samples.iter().map(|(_, bytes)| bytes.clone()).collect();
    for round in rounds(120) {
        let mut rng = Rng::with_seed(round);
        let (name, _) = &samples[rng.usize(..samples.len())];
        let bytes = if rng.bool() { garbled(&seeds, &mut rng) } else { bits(&seeds, &mut rng) };
        eprintln!("round {round}");
        input::check(name, &bytes);
    }
}

/// A seed with a few bits turned, so that most of it is still sound.
fn bits(seeds: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = seeds[rng.usize(..seeds.len())].clone();
    for _ in 0..=rng.usize(..4) {
        let at = rng.usize(..bytes.len());
        bytes[at] ^= 1 << rng.u8(..8);
    }
    bytes
}

#[test]
fn fuzz_extractor() {
    let mutator = Mutator::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let extractor = Extractor::new(Ontology::builtin());
    let mut told = Instant::now();
    for round in rounds(150) {
        let mut rng = Rng::with_seed(round);
        let page = &mutator.pages()[rng.usize(..mutator.pages().len())];
        let page = mutator.mutate(page, &mut rng);
        let told_of = Round(round, &page);
        check(extractor, &document(&page));
        std::mem::forget(told_of);
        if told.elapsed() > Duration::from_secs(60) {
            eprintln!("{round} pages read");
            told = Instant::now();
        }
    }
}

/// A page that tells of itself where reading it panics.
struct Round<'a>(u64, &'a str);

impl Drop for Round<'_> {
    fn drop(&mut self) {
        eprintln!("CHUTRI_FUZZ_SEED={} gives the page\n{}", self.0, self.1);
    }
}

/// What guided runs have found worth keeping: `tests/fuzz/found/FORM/…`, with a name of that form.
fn found() -> Vec<(&'static str, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found");
    let files = |form: &str| {
        let entries = fs::read_dir(folder.join(form)).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = entries.collect();
        files.sort();
        files
    };
    let all = input::FORMS.iter().flat_map(|&(form, name)| {
        files(form).into_iter().map(move |file| (name, fs::read(file).unwrap()))
    });
    all.collect()
}

#[test]
fn what_guided_runs_found_is_read_again() {
    let found = found();
    assert!(found.len() >= 2 * input::FORMS.len(), "{} files", found.len());
    for (name, bytes) in found {
        input::check(name, &bytes);
    }
}

#[test]
fn pages_that_guided_runs_hurt_are_read_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found/extract");
    for page in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(page).unwrap();
        check(Extractor::new(Ontology::builtin()), &document(&text));
    }
}
