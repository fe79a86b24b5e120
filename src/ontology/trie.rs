//! A trie over interned syllables: all words of the lexicon that begin at a token.

use rustc_hash::FxHashMap;

use crate::text::{Gap, Shape, SyllableId, Token};

/// A trie whose words carry values of type `T`.
#[derive(Debug)]
pub(super) struct Trie<T> {
    /// Children of the root, by syllable.
    roots: Vec<u32>,
    /// Node behind a node and a syllable, both in one number.
    children: FxHashMap<u64, u32>,
    /// Number 0 is no node.
    nodes: Vec<Node>,
    entries: Vec<Entry<T>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Number of the first of what ends here, counted from 1; 0 for none.
    entry: u32,
    /// Bit *i*: a syllable whose number ends in *i*, modulo 64, goes on from here.
    ahead: u64,
}

#[derive(Debug)]
struct Entry<T> {
    value: T,
    /// Bit *i*: token *i* must be written in capitals, as short abbreviations are.
    capitals: u32,
    /// The next that ends at the same node, numbered so too.
    next: u32,
}

impl<T: Copy + PartialEq> Trie<T> {
    /// An empty trie.
    pub(super) fn new() -> Self {
        Self {
            roots: Vec::new(),
            children: FxHashMap::default(),
            nodes: vec![Node::default()],
            entries: Vec::new(),
        }
    }

    /// Adds a word; bit *i* of `capitals` asks for capitals in its token *i*.
    pub(super) fn insert(&mut self, word: &[SyllableId], capitals: u32, value: T) {
        let Some((first, rest)) = word.split_first() else { return };
        let mut node = self.root(*first);
        for &syllable in rest {
            let next = self.nodes.len() as u32;
            self.nodes[node as usize].ahead |= ahead(syllable);
            node = *self.children.entry(edge(node, syllable)).or_insert(next);
            if node == next {
                self.nodes.push(Node::default());
            }
        }
        self.end(node, capitals, value);
    }

    /// Adds an entry behind those that end at a node, unless it is one of them.
    fn end(&mut self, node: u32, capitals: u32, value: T) {
        let mut last = None;
        let mut next = self.nodes[node as usize].entry;
        while let Some(at) = place(next) {
            let entry = &self.entries[at];
            if entry.value == value && entry.capitals == capitals {
                return;
            }
            last = Some(at);
            next = entry.next;
        }
        self.entries.push(Entry { value, capitals, next: 0 });
        let new = self.entries.len() as u32;
        match last {
            Some(last) => self.entries[last].next = new,
            None => self.nodes[node as usize].entry = new,
        }
    }

    fn root(&mut self, syllable: SyllableId) -> u32 {
        let index = syllable.0 as usize;
        if self.roots.len() <= index {
            self.roots.resize(index + 1, 0);
        }
        if self.roots[index] == 0 {
            self.roots[index] = self.nodes.len() as u32;
            self.nodes.push(Node::default());
        }
        self.roots[index]
    }

    /// Calls `found(length, value)` for every word that begins at `tokens[at]`, shortest first.
    #[inline]
    pub(super) fn visit(&self, tokens: &[Token], at: usize, mut found: impl FnMut(usize, T)) {
        let mut node = self.roots.get(tokens[at].syllable.0 as usize).copied().unwrap_or(0);
        let mut length = 1;
        while node != 0 {
            let here = self.nodes[node as usize];
            let mut next = here.entry;
            while let Some(end) = place(next) {
                let entry = &self.entries[end];
                if capitals_agree(&tokens[at..at + length], entry.capitals) {
                    found(length, entry.value);
                }
                next = entry.next;
            }
            node = match tokens.get(at + length) {
                Some(next)
                    if here.ahead & ahead(next.syllable) != 0 && next.gap < Gap::Paragraph =>
                {
                    self.children.get(&edge(node, next.syllable)).copied().unwrap_or(0)
                }
                _ => return,
            };
            length += 1;
        }
    }
}

/// Where the entry of a number stands.
fn place(number: u32) -> Option<usize> {
    (number as usize).checked_sub(1)
}

fn edge(node: u32, syllable: SyllableId) -> u64 {
    u64::from(node) << 32 | u64::from(syllable.0)
}

fn ahead(syllable: SyllableId) -> u64 {
    1 << (syllable.0 % 64)
}

fn capitals_agree(tokens: &[Token], capitals: u32) -> bool {
    capitals == 0
        || tokens
            .iter()
            .enumerate()
            .all(|(i, t)| capitals >> i & 1 == 0 || t.shape == Shape::Upper || t.end - t.start == 1)
}
