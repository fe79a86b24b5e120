//! A trie over interned syllables: all words of the lexicon that begin at a token.

use rustc_hash::FxHashMap;

use crate::text::{Gap, Shape, SyllableId, Token};

/// A trie whose words carry values of type `T`.
#[derive(Debug)]
pub struct Trie<T> {
    /// Children of the root, by syllable.
    roots: Vec<u32>,
    children: FxHashMap<(u32, SyllableId), u32>,
    /// Values that end at each node.
    values: Vec<Vec<Entry<T>>>,
}

#[derive(Debug)]
struct Entry<T> {
    value: T,
    /// Bit *i*: token *i* must be written in capitals, as short abbreviations are.
    capitals: u32,
}

impl<T: Copy + PartialEq> Trie<T> {
    /// An empty trie.
    pub fn new() -> Self {
        Self { roots: Vec::new(), children: FxHashMap::default(), values: vec![Vec::new()] }
    }

    /// Adds a word; bit *i* of `capitals` asks for capitals in its token *i*.
    pub fn insert(&mut self, word: &[SyllableId], capitals: u32, value: T) {
        let Some((first, rest)) = word.split_first() else { return };
        let mut node = self.root(*first);
        for &syllable in rest {
            let next = self.values.len() as u32;
            node = *self.children.entry((node, syllable)).or_insert(next);
            if node == next {
                self.values.push(Vec::new());
            }
        }
        let entries = &mut self.values[node as usize];
        if !entries.iter().any(|e| e.value == value && e.capitals == capitals) {
            entries.push(Entry { value, capitals });
        }
    }

    fn root(&mut self, syllable: SyllableId) -> u32 {
        let index = syllable.0 as usize;
        if self.roots.len() <= index {
            self.roots.resize(index + 1, 0);
        }
        if self.roots[index] == 0 {
            self.roots[index] = self.values.len() as u32;
            self.values.push(Vec::new());
        }
        self.roots[index]
    }

    /// Calls `found(length, value)` for every word that begins at `tokens[at]`, shortest first.
    pub fn visit(&self, tokens: &[Token], at: usize, mut found: impl FnMut(usize, T)) {
        let first = tokens[at].syllable;
        if first == SyllableId::UNKNOWN {
            return;
        }
        let Some(&root) = self.roots.get(first.0 as usize).filter(|&&n| n != 0) else { return };
        let mut node = root;
        let mut length = 1;
        loop {
            for entry in &self.values[node as usize] {
                if capitals_agree(&tokens[at..at + length], entry.capitals) {
                    found(length, entry.value);
                }
            }
            let Some(next) = tokens.get(at + length).filter(|t| t.gap < Gap::Paragraph) else {
                return;
            };
            let Some(&child) = self.children.get(&(node, next.syllable)) else { return };
            node = child;
            length += 1;
        }
    }
}

fn capitals_agree(tokens: &[Token], capitals: u32) -> bool {
    capitals == 0
        || tokens
            .iter()
            .enumerate()
            .all(|(i, t)| capitals >> i & 1 == 0 || t.shape == Shape::Upper || t.end - t.start == 1)
}
