//! A trie over interned syllables: all words of the lexicon that begin at a token.

use rustc_hash::FxHashMap;

use crate::text::{Gap, Shape, SyllableId, Token};

/// A trie whose words carry values of type `T`. Words are added first, then it is packed, then read.
#[derive(Debug)]
pub(super) struct Trie<T> {
    /// Children of the root, by syllable.
    roots: Vec<u32>,
    /// Node behind a node and a syllable, both in one number; until it is packed.
    children: FxHashMap<u64, u32>,
    /// Number 0 is no node; one more than there are, once it is packed.
    nodes: Vec<Node>,
    /// What ends at each node, those of one side by side once it is packed.
    entries: Vec<Entry<T>>,
    /// Where each node leads, by syllable, those of one side by side.
    edges: Vec<Edge>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Bit *i*: a syllable whose number ends in *i*, modulo 64, goes on from here.
    ahead: u64,
    /// The first of what ends here: its number, counted from 1, until packed; then its place.
    entry: u32,
    /// Place of the first edge, once packed.
    edge: u32,
}

#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    value: T,
    /// Bit *i*: token *i* must be written in capitals, as short abbreviations are.
    capitals: u32,
    /// The next that ends at the same node, numbered so too; until packed.
    next: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    syllable: SyllableId,
    node: u32,
}

/// Most edges of a node that are looked through one by one.
const FEW: usize = 8;

impl<T: Copy + PartialEq> Trie<T> {
    /// An empty trie.
    pub(super) fn new() -> Self {
        Self {
            roots: Vec::new(),
            children: FxHashMap::default(),
            nodes: vec![Node::default()],
            entries: Vec::new(),
            edges: Vec::new(),
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

    /// Puts what ends at each node, and where it leads, side by side. Nothing is found before, and
    /// nothing may be added after.
    pub(super) fn pack(&mut self) {
        let mut counts = vec![0_u32; self.nodes.len() + 1];
        for (from, _) in self.children.iter().map(unlink) {
            counts[from + 1] += 1;
        }
        let mut entries = Vec::with_capacity(self.entries.len());
        let mut edge = 0;
        for (node, count) in self.nodes.iter_mut().zip(&counts[1..]) {
            let mut next = std::mem::replace(&mut node.entry, entries.len() as u32);
            while let Some(at) = place(next) {
                entries.push(self.entries[at]);
                next = self.entries[at].next;
            }
            node.edge = edge;
            edge += count;
        }
        self.nodes.push(Node { ahead: 0, entry: entries.len() as u32, edge });
        self.entries = entries;
        self.edges = vec![Edge::default(); edge as usize];
        let mut next: Vec<u32> = self.nodes.iter().map(|node| node.edge).collect();
        for (from, edge) in self.children.iter().map(unlink) {
            self.edges[next[from] as usize] = edge;
            next[from] += 1;
        }
        for pair in self.nodes.windows(2) {
            self.edges[pair[0].edge as usize..pair[1].edge as usize]
                .sort_unstable_by_key(|edge| edge.syllable);
        }
        self.children = FxHashMap::default();
    }

    /// Calls `found(length, value)` for every word that begins at `tokens[at]`, shortest first.
    #[inline]
    pub(super) fn visit(&self, tokens: &[Token], at: usize, mut found: impl FnMut(usize, T)) {
        let mut node = self.roots.get(tokens[at].syllable.0 as usize).copied().unwrap_or(0);
        let mut length = 1;
        while node != 0 {
            let &[here, behind] = &self.nodes[node as usize..][..2] else { return };
            for entry in &self.entries[here.entry as usize..behind.entry as usize] {
                if entry.capitals == 0 || capitals_agree(&tokens[at..at + length], entry.capitals) {
                    found(length, entry.value);
                }
            }
            let Some(next) = tokens.get(at + length) else { return };
            if here.ahead & ahead(next.syllable) == 0 || next.gap >= Gap::Paragraph {
                return;
            }
            let edges = &self.edges[here.edge as usize..behind.edge as usize];
            node = follow(edges, next.syllable);
            length += 1;
        }
    }
}

/// The node and the edge of a child.
fn unlink((&link, &node): (&u64, &u32)) -> (usize, Edge) {
    ((link >> 32) as usize, Edge { syllable: SyllableId(link as u32), node })
}

/// The node behind the edge of a syllable; 0 where none is.
#[inline]
fn follow(edges: &[Edge], syllable: SyllableId) -> u32 {
    if edges.len() <= FEW {
        return edges.iter().find(|e| e.syllable == syllable).map_or(0, |e| e.node);
    }
    let found = edges.binary_search_by_key(&syllable, |e| e.syllable);
    found.map_or(0, |at| edges[at].node)
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
    let mut places = tokens.iter().enumerate();
    places.all(|(i, t)| capitals >> i & 1 == 0 || t.shape == Shape::Upper || t.end - t.start == 1)
}
