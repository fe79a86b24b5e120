//! The walk over a page that cuts it into blocks.

use super::super::profile::Profile;
use super::super::table;
use super::super::tag::Tag;
use super::super::tree::{Attr, Tree};
use super::{Block, Blocks, Traits};
use crate::ontology::pages::{Mark, Pages};

/// Cuts a page into blocks.
pub(super) fn walk(tree: &Tree, pages: &Pages, profile: Profile<'_>) -> Blocks {
    let mut walker = Walker {
        tree,
        pages,
        profile,
        prose: prose(tree),
        blocks: Blocks::default(),
        block: None,
        break_before: Traits::default(),
        pictured: false,
        space: false,
    };
    walker.inside(0, State::default());
    walker.finish_block();
    walker.blocks
}

/// Bytes of running text below each node, links left out.
fn prose(tree: &Tree) -> Vec<u32> {
    const RUNNING: usize = 50;
    let mut prose = vec![0; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate().rev() {
        match node.tag {
            None => {
                let length = tree.text(at).trim().len();
                prose[at] = if length >= RUNNING { length as u32 } else { 0 };
            }
            Some(Tag::A) => prose[at] = 0,
            Some(_) => {}
        }
        if at > 0 {
            prose[node.parent as usize] += prose[at];
        }
    }
    prose
}

/// What a node has from those around it.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    owner: u32,
    traits: Traits,
    linked: bool,
    bold: bool,
    preformatted: bool,
}

struct Walker<'p> {
    tree: &'p Tree,
    pages: &'p Pages,
    profile: Profile<'p>,
    prose: Vec<u32>,
    blocks: Blocks,
    /// The block that is open.
    block: Option<Block>,
    break_before: Traits,
    /// Whether a picture stood behind the last text.
    pictured: bool,
    space: bool,
}

impl Walker<'_> {
    fn inside(&mut self, node: usize, state: State) {
        for child in self.tree.children(node) {
            match self.tree.nodes[child].tag {
                None => self.text(child, state),
                Some(Tag::Br) => self.line(),
                Some(Tag::Img | Tag::AmpImg) => self.pictured = true,
                Some(tag) => self.element(child, tag, state),
            }
        }
    }

    fn element(&mut self, node: usize, tag: Tag, around: State) {
        if tag == Tag::Title || self.is_hidden(node) {
            return;
        }
        let mut state = self.state(node, tag, around);
        if !tag.is_block() {
            // What is no part of a line goes without the line.
            if !state.traits.has(Traits::DROP) || around.traits.has(Traits::DROP) {
                self.inside(node, state);
            }
            return;
        }
        self.finish_block();
        state.owner = node as u32;
        if tag == Tag::Table && table::is_data(self.tree, node) {
            self.rows(node, state);
        } else {
            self.inside(node, state);
        }
        self.finish_block();
        self.break_before = Traits::default();
    }

    /// Each row of a table as one block, its cells apart.
    fn rows(&mut self, table: usize, state: State) {
        for part in self.tree.children(table) {
            if self.tree.nodes[part].tag != Some(Tag::Tr) {
                if let Some(tag) = self.tree.nodes[part].tag {
                    self.element(part, tag, state);
                }
                continue;
            }
            self.finish_block();
            let traits = state.traits.with(Traits::ROW);
            let mut cells = 0;
            for cell in self.tree.children(part) {
                if self.tree.nodes[cell].tag.is_none() {
                    continue;
                }
                if cells > 0 {
                    self.put(table::BETWEEN, cell, State { traits, ..state });
                }
                cells += 1;
                self.flat(cell, State { traits, ..state });
            }
            self.finish_block();
            self.break_before = Traits::LINE;
        }
    }

    /// All text in a node without a break.
    fn flat(&mut self, node: usize, state: State) {
        for child in self.tree.children(node) {
            if self.tree.nodes[child].tag.is_none() {
                self.text(child, state);
            } else {
                self.space = true;
                self.flat(child, state);
            }
        }
    }

    fn state(&self, node: usize, tag: Tag, around: State) -> State {
        let mut state = around;
        match tag {
            Tag::A => state.linked |= self.tree.attribute(node, Attr::Href).is_some(),
            Tag::B | Tag::Strong => state.bold = true,
            Tag::Em | Tag::I => state.traits = state.traits.with(Traits::ITALIC),
            Tag::Figcaption | Tag::Caption => state.traits = state.traits.with(Traits::CAPTION),
            Tag::Pre => state.preformatted = true,
            Tag::H1 => state.traits = state.traits.with(Traits::MAIN).with(Traits::HEADING),
            tag if tag.heading().is_some() => state.traits = state.traits.with(Traits::HEADING),
            tag if tag.is_foreign() && !self.is_most(node) => {
                state.traits = state.traits.with(Traits::DROP);
            }
            _ => {}
        }
        let marks =
            self.tree.attributes(node).filter(|(attr, _)| matches!(attr, Attr::Class | Attr::Id));
        for mark in marks.flat_map(|(_, value)| self.pages.marks.of(value)) {
            if mark != Mark::Drop || !self.is_most(node) {
                state.traits = state.traits.with(Traits::of(mark));
            }
        }
        if let Some(mark) = self.profile.mark(self.tree, node, tag) {
            state.traits = state.traits.with(Traits::of(mark));
        }
        match self.tree.attribute(node, Attr::ItemProp) {
            Some("headline") => state.traits = state.traits.with(Traits::TITLE),
            Some("description") => state.traits = state.traits.with(Traits::SAPO),
            Some("caption") => state.traits = state.traits.with(Traits::CAPTION),
            Some("datePublished") => state.traits = state.traits.with(Traits::STAMP),
            _ => {}
        }
        state
    }

    /// Whether more than half of the running text of the page is in a node: no side matter then.
    fn is_most(&self, node: usize) -> bool {
        self.prose[node] * 2 > self.prose[0]
    }

    fn is_hidden(&self, node: usize) -> bool {
        let style = self.tree.attribute(node, Attr::Style).unwrap_or_default();
        let hidden = self.tree.attribute(node, Attr::Hidden).is_some()
            || style.contains("display:none")
            || style.contains("display: none");
        hidden && !self.is_most(node)
    }

    fn text(&mut self, node: usize, state: State) {
        let text = self.tree.text(node);
        if !state.preformatted {
            return self.put(text, node, state);
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.line();
            }
            self.put(line, node, state);
        }
    }

    /// Adds text to the open block, white space as one space.
    fn put(&mut self, text: &str, node: usize, state: State) {
        self.space |= text.starts_with(is_space);
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            if self.block.is_none() {
                self.open_block(node, state);
            }
            let Some(block) = &mut self.block else { return };
            let from = self.blocks.text.len();
            if self.space && from > block.text.start {
                self.blocks.text.push(' ');
            }
            self.space = true;
            push_visible(&mut self.blocks.text, word);
            let added = self.blocks.text.len() - from;
            block.linked += if state.linked { added } else { 0 };
            block.bold += if state.bold { added } else { 0 };
            block.traits = block.traits.with(state.traits.without_italic());
        }
        self.space = text.ends_with(is_space) || (self.space && text.trim().is_empty());
    }

    fn open_block(&mut self, node: usize, state: State) {
        let from = self.blocks.text.len();
        let pictured = if self.pictured { Traits::PICTURED } else { Traits::default() };
        let traits = state.traits.with(self.break_before).with(pictured);
        self.pictured = false;
        self.space = false;
        self.block = Some(Block {
            text: from..from,
            linked: 0,
            bold: 0,
            owner: state.owner,
            node: node as u32,
            traits,
        });
    }

    /// Ends the block at a line break; two of them end a paragraph.
    fn line(&mut self) {
        let was_open = self.block.is_some();
        self.finish_block();
        self.break_before = if was_open { Traits::LINE } else { Traits::default() };
    }

    fn finish_block(&mut self) {
        self.space = false;
        let Some(mut block) = self.block.take() else { return };
        block.text.end = self.blocks.text.len();
        self.break_before = Traits::default();
        if block.text.is_empty() {
            self.pictured |= block.traits.has(Traits::PICTURED);
            return;
        }
        self.blocks.all.push(block);
    }
}

impl Traits {
    /// All but what a part of a block may have by itself.
    fn without_italic(self) -> Self {
        Self(self.0 & !Self::ITALIC.0)
    }
}

/// White space of pages, the hard kinds, too.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}'
}

/// Adds a word without what cannot be seen and turns what is read around.
fn push_visible(text: &mut String, word: &str) {
    let hides = |c: char| {
        c.is_control() || matches!(c, '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if word.contains(hides) {
        text.extend(word.chars().filter(|&c| !hides(c)));
    } else {
        text.push_str(word);
    }
}
