//! A page as its blocks of text: what stands between two breaks, with what is known of it.

mod walk;

use std::ops::Range;

use super::profile::Profile;
use super::tree::Tree;
use crate::ontology::pages::{Lines, Mark, Pages};
use walk::walk;

/// What a block is, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u16);

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $bit:literal),* $(,)?) => {
        impl Traits { $($(#[$doc])* pub(super) const $name: Self = Self(1 << $bit);)* }
    };
}

traits! {
    /// Not of the article.
    DROP = 0,
    /// Called the headline by the page.
    TITLE = 1,
    /// Called the summary by the page.
    SAPO = 2,
    /// Stands below a picture.
    CAPTION = 3,
    /// Called the date by the page.
    STAMP = 4,
    /// Called the date of the visit by the page.
    TODAY = 5,
    /// A heading.
    HEADING = 6,
    /// A row of a table.
    ROW = 7,
    /// Only a line apart from the block before.
    LINE = 8,
    /// In italics.
    ITALIC = 9,
    /// Directly behind a picture.
    PICTURED = 10,
    /// First heading of a page.
    MAIN = 11,
}

impl Traits {
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn of(mark: Mark) -> Self {
        match mark {
            Mark::Drop => Self::DROP,
            Mark::Title => Self::TITLE,
            Mark::Sapo => Self::SAPO,
            Mark::Caption => Self::CAPTION,
            Mark::Stamp => Self::STAMP,
            Mark::Today => Self::TODAY,
            Mark::Content => Self::default(),
        }
    }
}

/// Text between two breaks.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Bytes of the text of all blocks.
    pub(super) text: Range<usize>,
    /// How many of them are in links.
    pub(super) linked: usize,
    /// How many of them are bold.
    pub(super) bold: usize,
    /// The innermost element that makes a block.
    pub(super) owner: u32,
    /// First node of the text.
    pub(super) node: u32,
    pub(super) traits: Traits,
}

impl Block {
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    /// Whether most of it is links.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 2 > self.length()
    }

    /// Whether it reads like a sentence or more.
    pub(super) fn is_prose(&self) -> bool {
        let apart = Traits::DROP.with(Traits::CAPTION).with(Traits::TODAY);
        let stamp = self.traits.has(Traits::STAMP) && self.length() < 200;
        !self.traits.has(apart) && !stamp && self.length() >= 60 && self.linked * 3 < self.length()
    }
}

/// The blocks of a page, in their order, and their text.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) all: Vec<Block>,
    pub(super) text: String,
}

impl Blocks {
    /// Cuts a page into blocks.
    pub(super) fn of(tree: &Tree, pages: &Pages, profile: Profile<'_>) -> Self {
        walk(tree, pages, profile)
    }

    /// Drops the blocks that stand on many pages of the site.
    pub(super) fn drop_repeated(&mut self, lines: &Lines<'_>) {
        let text = &self.text;
        for block in &mut self.all {
            if lines.has(&text[block.text.clone()]) {
                block.traits = block.traits.with(Traits::DROP);
            }
        }
    }

    /// The text of a block.
    pub(super) fn text(&self, block: usize) -> &str {
        &self.text[self.all[block].text.clone()]
    }
}
