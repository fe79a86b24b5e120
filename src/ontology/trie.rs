//! A trie over interned syllables: all words of the lexicon that begin at a token.

use rustc_hash::FxHashMap;

use crate::text::{Gap, Shape, SyllableId, Token};

/// A trie whose words carry values of type `T`.
#[derive(Debug)]
pub(super) struct Trie<T> {
    /// Children of the root, by syllable.
    roots: Vec<u32>,
    children: FxHashMap<(u32, SyllableId), u32>,
    /// Number 0 is no node.
    nodes: Vec<Node<T>>,
}

#[derive(Debug)]
struct Node<T> {
    /// What ends here.
    entries: Vec<Entry<T>>,
    /// Whether longer words begin so.
    goes_on: bool,
}

impl<T> Node<T> {
    fn new() -> Self {
        Self { entries: Vec::new(), goes_on: false }
    }
}

#[derive(Debug)]
struct Entry<T> {
    value: T,
    /// Bit *i*: token *i* must be written in capitals, as short abbreviations are.
    capitals: u32,
}

impl<T: Copy + PartialEq> Trie<T> {
    /// An empty trie.
    pub(super) fn new() -> Self {
        Self { roots: Vec::new(), children: FxHashMap::default(), nodes: vec![Node::new()] }
    }

    /// Adds a word; bit *i* of `capitals` asks for capitals in its token *i*.
    pub(super) fn insert(&mut self, word: &[SyllableId], capitals: u32, value: T) {
        let Some((first, rest)) = word.split_first() else { return };
        let mut node = self.root(*first);
        for &syllable in rest {
            let next = self.nodes.len() as u32;
            self.nodes[node as usize].goes_on = true;
            node = *self.children.entry((node, syllable)).or_insert(next);
            if node == next {
                self.nodes.push(Node::new());
            }
        }
        let entries = &mut self.nodes[node as usize].entries;
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
            self.roots[index] = self.nodes.len() as u32;
            self.nodes.push(Node::new());
        }
        self.roots[index]
    }

    /// Calls `found(length, value)` for every word that begins at `tokens[at]`, shortest first.
    pub(super) fn visit(&self, tokens: &[Token], at: usize, mut found: impl FnMut(usize, T)) {
        let first = tokens[at].syllable;
        let root = self.roots.get(first.0 as usize).copied().unwrap_or(0);
        if root == 0 || first == SyllableId::UNKNOWN {
            return;
        }
        let mut node = root;
        for length in 1.. {
            let here = &self.nodes[node as usize];
            for entry in &here.entries {
                if capitals_agree(&tokens[at..at + length], entry.capitals) {
                    found(length, entry.value);
                }
            }
            if !here.goes_on {
                return;
            }
            let next = tokens.get(at + length).filter(|t| t.gap < Gap::Paragraph);
            match next.and_then(|next| self.children.get(&(node, next.syllable))) {
                Some(&child) => node = child,
                None => return,
            }
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
