//! The tree from the events of the lexer: ends that are missing are put where they belong.

use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;

use super::super::tag::Tag;
use super::{Attr, Node, Tree};

/// Elements within elements.
const DEPTH: usize = 512;
/// Elements and texts of a page; what is behind them is left out.
const NODES: usize = 2_000_000;

/// Bytes of the comment that browsers put ahead of a page that they save.
const SAVED: &str = "saved from url=";

/// A tree that grows by the events of the lexer.
pub(super) struct Builder {
    tree: Tree,
    /// Elements that are open, the root first.
    open: Vec<(u32, Tag)>,
    /// How many of each kind are open.
    counts: [u32; Tag::Other as usize + 1],
    /// Elements beyond the depth.
    beyond: usize,
    tag: Tag,
    attributes_from: usize,
    attribute: Option<Attr>,
    mute: Option<Tag>,
    is_data: bool,
}

impl Builder {
    pub(super) fn new(length: usize) -> Self {
        let root = Node { tag: Some(Tag::Body), parent: 0, end: 0, data: (0, 0) };
        let tree = Tree {
            nodes: vec![root],
            attributes: Vec::new(),
            strings: String::with_capacity(length / 2),
            data: Vec::new(),
            saved_from: None,
        };
        Self {
            tree,
            open: vec![(0, Tag::Body)],
            counts: [0; Tag::Other as usize + 1],
            beyond: 0,
            tag: Tag::Other,
            attributes_from: 0,
            attribute: None,
            mute: None,
            is_data: false,
        }
    }

    pub(super) fn take(&mut self, event: &CallbackEvent<'_>) {
        match *event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::of(name);
                self.attributes_from = self.tree.attributes.len();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = Attr::of(name);
                self.attribute_value(b"");
            }
            CallbackEvent::AttributeValue { value } => self.attribute_value(value),
            CallbackEvent::CloseStartTag { .. } => self.start(),
            CallbackEvent::EndTag { name } => self.end(Tag::of(name)),
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } => self.comment(&String::from_utf8_lossy(value)),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn attribute_value(&mut self, value: &[u8]) {
        let Some(attribute) = self.attribute else { return };
        let known = &mut self.tree.attributes;
        // The name came first, with an empty value.
        if known.len() > self.attributes_from && known.last().is_some_and(|(a, _)| *a == attribute)
        {
            known.pop();
        }
        let at = self.tree.keep(&String::from_utf8_lossy(value));
        self.tree.attributes.push((attribute, at.0..at.1));
    }

    fn start(&mut self) {
        let (tag, attributes) = (self.tag, self.attributes_from..self.tree.attributes.len());
        if tag.is_mute() {
            self.mute = Some(tag);
            let kind = |(attr, at): &(Attr, Range<u32>)| {
                let value = &self.tree.strings[at.start as usize..at.end as usize];
                *attr == Attr::Type && value.contains("ld+json")
            };
            self.is_data = tag == Tag::Script && self.tree.attributes[attributes].iter().any(kind);
            return;
        }
        if tag.is_transparent() {
            return;
        }
        self.close_before(tag);
        let data = (attributes.start as u32, attributes.end as u32);
        let Some(node) = self.push(Some(tag), data) else { return };
        if tag.is_void() {
            return;
        }
        if self.open.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        self.open.push((node, tag));
        self.counts[tag as usize] += 1;
    }

    /// Closes what cannot hold `tag`, or be held beside it.
    fn close_before(&mut self, tag: Tag) {
        match tag {
            Tag::Li => self.close_first(&[Tag::Li], &[Tag::Ul, Tag::Ol]),
            Tag::Dt | Tag::Dd => self.close_first(&[Tag::Dt, Tag::Dd], &[Tag::Dl]),
            Tag::Tr => self.close_first(&[Tag::Tr], &[Tag::Table]),
            Tag::Td | Tag::Th => self.close_first(&[Tag::Td, Tag::Th], &[Tag::Tr, Tag::Table]),
            Tag::A => self.close_first(&[Tag::A], &[Tag::Td, Tag::Th, Tag::Table]),
            _ => {}
        }
        if tag.is_block() && self.counts[Tag::P as usize] > 0 {
            let inner = self.open.iter().rposition(|(_, open)| open.is_block());
            if let Some(at) = inner.filter(|&at| self.open[at].1 == Tag::P) {
                self.close_to(at);
            }
        }
    }

    /// Closes the innermost of `tags` that is open within the innermost of `bounds`.
    fn close_first(&mut self, tags: &[Tag], bounds: &[Tag]) {
        if tags.iter().all(|&tag| self.counts[tag as usize] == 0) {
            return;
        }
        let found =
            self.open.iter().rposition(|(_, tag)| tags.contains(tag) || bounds.contains(tag));
        if let Some(at) = found.filter(|&at| tags.contains(&self.open[at].1)) {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, at: usize) {
        let end = self.tree.nodes.len() as u32;
        for (node, tag) in self.open.drain(at..) {
            self.tree.nodes[node as usize].end = end;
            self.counts[tag as usize] -= 1;
        }
    }

    fn end(&mut self, tag: Tag) {
        if self.mute.is_some() {
            self.mute = self.mute.filter(|&mute| mute != tag);
            return;
        }
        if tag == Tag::Br {
            self.push(Some(Tag::Br), (0, 0));
        }
        if tag.is_transparent() || tag.is_void() {
            return;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if self.counts[tag as usize] == 0 {
            return;
        }
        let within = |open: Tag| open.is_cell() && !tag.is_cell() && tag != Tag::Tr;
        let found = self.open.iter().rposition(|&(_, open)| open == tag || within(open));
        if let Some(at) = found.filter(|&at| self.open[at].1 == tag) {
            self.close_to(at);
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_data && self.mute == Some(Tag::Script) {
            self.tree.data.push(text.to_owned());
        }
        if self.mute.is_none() && !text.is_empty() {
            let data = self.tree.keep(text);
            self.push(None, data);
        }
    }

    fn comment(&mut self, text: &str) {
        if self.tree.nodes.len() < 64 && self.tree.saved_from.is_none() {
            let noted = text.trim().strip_prefix(SAVED);
            let address = noted.and_then(|noted| noted.split_once(')')).map(|(_, address)| address);
            self.tree.saved_from = address.map(|address| address.trim().to_owned());
        }
    }

    fn push(&mut self, tag: Option<Tag>, data: (u32, u32)) -> Option<u32> {
        let node = self.tree.nodes.len();
        if node >= NODES {
            return None;
        }
        let parent = self.open.last().map_or(0, |&(node, _)| node);
        self.tree.nodes.push(Node { tag, parent, end: node as u32 + 1, data });
        Some(node as u32)
    }

    pub(super) fn finish(mut self) -> Tree {
        let end = self.tree.nodes.len() as u32;
        for &(node, _) in &self.open {
            self.tree.nodes[node as usize].end = end;
        }
        self.tree.nodes[0].end = end;
        self.tree
    }
}
