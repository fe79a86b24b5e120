//! What stands around an article: lists of others under their headings, lines of the page.

use super::block::{Block, Blocks, Traits};
use super::tree::Tree;
use crate::ontology::pages::{Pages, Word};
use crate::text::fold;

/// Longest heading or line of a page, in bytes.
const LONGEST: usize = 90;

/// Most headings of other articles on a page whose lists are looked at.
const HEADINGS: usize = 100;

/// Marks what stands under headings of other articles, and lines that belong to the page.
pub(super) fn mark(blocks: &mut Blocks, tree: &Tree, pages: &Pages) {
    let mut headings = 0;
    for at in 0..blocks.all.len() {
        if blocks.all[at].length() > LONGEST || blocks.all[at].traits.has(Traits::DROP) {
            continue;
        }
        let words = words(blocks.text(at));
        let is = |word| pages.is(&words, word);
        if is(Word::Tail) || is(Word::Aside) {
            let end = scope(blocks, tree, at);
            headings += 1;
            let looks = is(Word::Tail) && headings <= HEADINGS;
            let is_tail = looks && !stands_before_most(blocks, at, end);
            drop_list(&mut blocks.all[at..end], is_tail);
        } else if is(Word::Line) {
            blocks.all[at].traits = blocks.all[at].traits.with(Traits::DROP);
        } else if is_today(blocks.text(at), pages) {
            blocks.all[at].traits = blocks.all[at].traits.with(Traits::TODAY);
        }
    }
}

/// The words of a short line, folded, without the signs and figures around them.
fn words(text: &str) -> String {
    fold(text.trim_matches(|c: char| !c.is_alphabetic()))
}

/// Whether the first words tell that the line is about the visit.
fn is_today(text: &str, pages: &Pages) -> bool {
    let folded = fold(text.trim_start_matches(|c: char| !c.is_alphabetic()));
    let ends = folded.match_indices([' ', ':', ',']).map(|(at, _)| at);
    ends.chain([folded.len()]).take(6).any(|end| pages.is(&folded[..end], Word::Today))
}

/// One past the last block of what a heading is in: the least element around it that holds more.
fn scope(blocks: &Blocks, tree: &Tree, heading: usize) -> usize {
    let mut around = blocks.all[heading].owner as usize;
    loop {
        let node = tree.nodes[around];
        let end = blocks.all.partition_point(|block| block.node < node.end);
        let first = blocks.all.partition_point(|block| (block.node as usize) < around);
        if end > heading + 1 || first < heading || around == 0 {
            return end;
        }
        around = node.parent as usize;
    }
}

/// Whether there is more running text behind a heading, in what it is in, than on the page before it.
fn stands_before_most(blocks: &Blocks, heading: usize, end: usize) -> bool {
    let running = |blocks: &[Block]| {
        blocks.iter().filter(|block| block.is_prose()).map(Block::length).sum::<usize>()
    };
    running(&blocks.all[..heading]) < running(&blocks.all[heading..end])
}

/// Drops a heading and what is under it: all, or as long as it is links.
fn drop_list(blocks: &mut [Block], all: bool) {
    for (at, block) in blocks.iter_mut().enumerate() {
        if !all && at > 0 && !block.is_link() {
            break;
        }
        block.traits = block.traits.with(Traits::DROP);
    }
}
