//! Texts that several pages carry: the same wire report counts once.

use std::collections::HashMap;

use petgraph::unionfind::UnionFind;

use crate::facts::{DocumentFacts, Evidence};

/// Least values kept of a document: with 24, half of the words must agree for one in 12 bands of two.
const BANDS: usize = 12;
const ROWS: usize = 2;
/// Share of the quotes that two copies have in common.
const ALIKE: f64 = 0.7;
/// Fewest different quotes by which a text is known again.
const FEWEST: usize = 6;
/// Most documents of one band that are compared.
const COMPARED: usize = 64;

/// For each document the first that carries the same text: itself, but for copies. The documents come
/// sorted by name. Texts are the same where their digests are, or where most of their quotes are.
pub(super) fn copies(documents: &[&DocumentFacts]) -> Vec<u32> {
    let mut sets = UnionFind::<usize>::new(documents.len());
    join_equal(documents, &mut sets);
    join_similar(documents, &mut sets);
    let mut first: HashMap<usize, u32> = HashMap::new();
    (0..documents.len()).map(|d| *first.entry(sets.find(d)).or_insert(d as u32)).collect()
}

fn join_equal(documents: &[&DocumentFacts], sets: &mut UnionFind<usize>) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (number, document) in documents.iter().enumerate().filter(|(_, d)| !d.sha256.is_empty()) {
        sets.union(*first.entry(&document.sha256).or_insert(number), number);
    }
}

fn join_similar(documents: &[&DocumentFacts], sets: &mut UnionFind<usize>) {
    let quotes: Vec<Vec<u64>> = documents.iter().map(|d| quotes(d)).collect();
    let mut bands: Vec<(usize, [u64; ROWS], usize)> = Vec::with_capacity(BANDS * quotes.len());
    for (number, quotes) in quotes.iter().enumerate().filter(|(_, q)| q.len() >= FEWEST) {
        for band in 0..BANDS {
            let least = std::array::from_fn(|row| least(quotes, (band * ROWS + row) as u64));
            bands.push((band, least, number));
        }
    }
    bands.sort_unstable();
    for band in bands.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let band = &band[..band.len().min(COMPARED)];
        for (i, &(_, _, a)) in band.iter().enumerate() {
            for &(_, _, b) in &band[i + 1..] {
                if !sets.equiv(a, b) && alike(&quotes[a], &quotes[b]) {
                    sets.union(a, b);
                }
            }
        }
    }
}

/// Digests of the words that the facts of a document rest on, sorted, each once.
fn quotes(document: &DocumentFacts) -> Vec<u64> {
    let people = document.people.iter().flat_map(|f| &f.evidence);
    let tenures = document.tenures.iter().flat_map(|f| &f.evidence);
    let meetings = document.meetings.iter().flat_map(|f| &f.evidence);
    let parts = document.participations.iter().flat_map(|f| &f.evidence);
    let figures = document.indicators.iter().flat_map(|f| &f.evidence);
    let all = people.chain(tenures).chain(meetings).chain(parts).chain(figures);
    let mut all: Vec<u64> = all.map(|evidence: &Evidence| hash(evidence.quote.trim())).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn least(quotes: &[u64], seed: u64) -> u64 {
    let seed = mix(seed);
    quotes.iter().map(|quote| mix(quote ^ seed)).min().unwrap_or_default()
}

/// `SplitMix64` (Steele, Lea, Flood 2014): one hash function for each seed.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Eight bytes at a time through [`mix`]: the same on every machine.
fn hash(text: &str) -> u64 {
    let block =
        |bytes: &[u8]| bytes.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte));
    let blocks = text.as_bytes().chunks(8).map(block);
    blocks.fold(text.len() as u64, |hash, block| mix(hash ^ block))
}

/// Whether two sorted lists have most of their values in common.
fn alike(a: &[u64], b: &[u64]) -> bool {
    let shared = a.iter().filter(|value| b.binary_search(value).is_ok()).count() as u32;
    let all = a.len() as u32 + b.len() as u32 - shared;
    f64::from(shared) >= ALIKE * f64::from(all)
}
