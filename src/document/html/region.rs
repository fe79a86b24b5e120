//! Where the article stands: the element that holds most of its paragraphs.

use std::ops::Range;

use super::block::{Block, Blocks, Traits};
use super::profile::Profile;
use super::tag::Tag;
use super::tree::{Attr, Tree};
use crate::ontology::pages::{Mark, Pages};

/// Most bytes of a block that count: one long paragraph is no article yet.
const COUNTED: usize = 800;
/// What a paragraph gives to the element that it is in, to the next around it, and so on, in percent.
const SHARES: [u64; 5] = [100, 70, 49, 34, 24];
/// Percent by which the page's own word for the article counts more.
const NAMED: u64 = 200;
const ARTICLE: u64 = 140;

/// The blocks of the article, dropped ones among them; none where the page has no running text.
pub(super) fn region(
    tree: &Tree,
    blocks: &Blocks,
    pages: &Pages,
    profile: Profile<'_>,
) -> Option<Range<usize>> {
    let root = declared(tree, blocks, profile).or_else(|| weighed(tree, blocks, pages))?;
    let within = range(tree, blocks, root);
    let end = followed(tree, blocks, root, within.end);
    Some(within.start..end)
}

/// The blocks within an element.
fn range(tree: &Tree, blocks: &Blocks, node: usize) -> Range<usize> {
    let end = tree.nodes[node].end;
    let place = |bound: u32| blocks.all.partition_point(|block| block.node < bound);
    place(node as u32)..place(end)
}

fn running(blocks: &[Block]) -> usize {
    blocks.iter().filter(|block| block.is_prose()).map(Block::length).sum()
}

/// The element that the page or the table of sites declares to be the article, where it holds enough.
fn declared(tree: &Tree, blocks: &Blocks, profile: Profile<'_>) -> Option<usize> {
    let all = running(&blocks.all);
    let declares = |&node: &usize| {
        let Some(tag) = tree.nodes[node].tag else { return false };
        tree.attribute(node, Attr::ItemProp) == Some("articleBody")
            || profile.mark(tree, node, tag) == Some(Mark::Content)
    };
    let fits = |&node: &usize| {
        let own = running(&blocks.all[range(tree, blocks, node)]);
        own > 0 && own * 4 >= all
    };
    (0..tree.nodes.len()).filter(declares).find(fits)
}

/// The element that the paragraphs weigh for.
fn weighed(tree: &Tree, blocks: &Blocks, pages: &Pages) -> Option<usize> {
    let mut weights = vec![0u64; tree.nodes.len()];
    for block in blocks.all.iter().filter(|block| block.is_prose()) {
        let mut node = container(tree, block);
        for share in SHARES {
            weights[node] += block.length().min(COUNTED) as u64 * share;
            if node == 0 {
                break;
            }
            node = tree.nodes[node].parent as usize;
        }
    }
    let weighed = (0..weights.len()).filter(|&node| weights[node] > 0);
    let weight = |node: usize| {
        let within = &blocks.all[range(tree, blocks, node)];
        weights[node] * named(tree, node, pages) / 100 * free_of_links(within) / 100
    };
    weighed.max_by_key(|&node| weight(node))
}

/// What a paragraph stands in.
fn container(tree: &Tree, block: &Block) -> usize {
    let owner = block.owner as usize;
    let is_paragraph = |tag| matches!(tag, Tag::P | Tag::Li | Tag::Blockquote | Tag::Dd | Tag::Tr);
    let tag = tree.nodes[owner].tag.unwrap_or(Tag::Other);
    if is_paragraph(tag) || tag.heading().is_some() {
        tree.nodes[owner].parent as usize
    } else {
        owner
    }
}

fn named(tree: &Tree, node: usize, pages: &Pages) -> u64 {
    let names = tree.attributes(node).filter(|(attr, _)| matches!(attr, Attr::Class | Attr::Id));
    if names.flat_map(|(_, value)| pages.marks.of(value)).any(|mark| mark == Mark::Content) {
        return NAMED;
    }
    if tree.nodes[node].tag == Some(Tag::Article) { ARTICLE } else { 100 }
}

/// Percent of the text of blocks that is in no link.
fn free_of_links(blocks: &[Block]) -> u64 {
    let kept = || blocks.iter().filter(|block| !block.traits.has(Traits::DROP));
    let all: usize = kept().map(Block::length).sum();
    let linked: usize = kept().map(|block| block.linked).sum();
    100 - (linked * 100 / all.max(1)).min(100) as u64
}

/// One past the last block of what follows an element directly, beside it: paragraphs and captions.
fn followed(tree: &Tree, blocks: &Blocks, root: usize, mut end: usize) -> usize {
    let parent = tree.nodes[root].parent;
    let within = tree.nodes[parent as usize].end;
    while let Some(next) = blocks.all.get(end).filter(|next| root != 0 && next.node < within) {
        let beside = next.is_prose() && container(tree, next) == parent as usize;
        let kept = Traits::CAPTION;
        if !beside && (!next.traits.has(kept) || next.traits.has(Traits::DROP)) {
            break;
        }
        end += 1;
    }
    end
}
