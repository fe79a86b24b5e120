//! Hurt input: whatever comes in, nothing panics, and every quote stands where it says.
//!
//! The example articles are cut, joined and garbled in a way that is the same each time. With
//! `CHUTRI_FUZZ_SECONDS` set, other ways follow for that long.

use std::fs;
use std::time::{Duration, Instant};

use chutri::document::{Document, read};
use chutri::exports::{Columns, Flavour, Selection, View, graphml};
use chutri::facts::{DocumentFacts, Evidence, Extractor};
use chutri::graph::DEFAULT_BASE;
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;

const ROUNDS: u64 = 24;

/// A small generator of numbers (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }
}

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

fn garbled(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(12) {
        let at = chance.below(bytes.len());
        match chance.below(5) {
            0 => bytes.truncate(at + 1),
            1 => drop(bytes.drain(at..(at + chance.below(40)).min(bytes.len()))),
            2 => bytes[at] = chance.below(256) as u8,
            3 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len());
                bytes.splice(at..at, other[from..].iter().take(600).copied());
            }
            _ => {
                let piece = PIECES[chance.below(PIECES.len())];
                let times = 1 + chance.below(3) * chance.below(60);
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

/// The quotes of everything that a document says.
fn evidence(facts: &DocumentFacts) -> impl Iterator<Item = &Evidence> {
    let people = facts.people.iter().map(|fact| &fact.evidence);
    let units = facts.units.iter().map(|fact| &fact.evidence);
    let bodies = facts.organizations.iter().map(|fact| &fact.evidence);
    let tenures = facts.tenures.iter().map(|fact| &fact.evidence);
    let meetings = facts.meetings.iter().map(|fact| &fact.evidence);
    let parts = facts.participations.iter().map(|fact| &fact.evidence);
    let citations = facts.citations.iter().map(|fact| &fact.evidence);
    let indicators = facts.indicators.iter().map(|fact| &fact.evidence);
    let all = people.chain(units).chain(bodies).chain(tenures).chain(meetings);
    all.chain(parts).chain(citations).chain(indicators).flatten()
}

fn check_quotes(document: &Document, facts: &DocumentFacts) {
    let text: Vec<char> = document.text.chars().collect();
    for quote in evidence(facts) {
        let slice: String = text[quote.start..quote.end].iter().collect();
        assert_eq!(slice, quote.quote, "{} by {}", document.id, quote.rule);
    }
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

#[test]
fn fuzz() {
    let seconds = std::env::var("CHUTRI_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let (seeds, extractor) = (seeds(), Extractor::new(Ontology::builtin()));
    let mut round: u64 = 0;
    while round < ROUNDS || end.is_some_and(|end| Instant::now() < end) {
        round += 1;
        let folder = tempfile::tempdir().unwrap();
        let mut chance = Chance(round.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        for name in ["a.txt", "b.txt", "c.jsonl"] {
            fs::write(folder.path().join(name), garbled(&seeds, &mut chance)).unwrap();
        }
        // On a panic the round's number and its files tell how to see it again.
        eprintln!("round {round}");
        survives(folder.path(), extractor);
    }
}
