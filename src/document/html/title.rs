//! The headline of an article.

use std::ops::Range;

use super::block::{Block, Blocks, Traits};
use super::head::Head;
use crate::text::fold;

/// Lengths of headlines, in bytes.
const LENGTHS: Range<usize> = 12..420;
/// Blocks between a headline that only its bold letters tell and the text.
const NEAR: usize = 4;
/// Blocks between a headline and the text at most: menus may stand there.
const FAR: usize = 400;

/// The headline of a page.
#[derive(Debug, Default)]
pub(super) struct Headline {
    /// The block that it is, where it stands on the page.
    pub(super) block: Option<usize>,
    pub(super) text: Option<String>,
    /// The block with which the running text begins.
    pub(super) text_from: usize,
}

/// Finds the headline of the article in `region`.
pub(super) fn headline(blocks: &Blocks, region: &Range<usize>, head: &Head) -> Headline {
    let said: Vec<String> = head.titles.iter().map(|title| fold(title)).collect();
    let text_from = first_prose(blocks, region, &said);
    let from = text_from.saturating_sub(FAR);
    let is_said = |at: &usize| blocks.text(*at).contains(char::is_alphanumeric);
    let of_length = |at: &usize| LENGTHS.contains(&blocks.all[*at].length());
    let candidates = (from..=text_from).filter(of_length).filter(is_said);
    let scored = candidates.map(|at| (score(blocks, at, text_from, &said), at));
    let best = scored.filter(|&(score, _)| score >= 2).max();
    let block = best.map(|(_, at)| at);
    let text = match block {
        Some(at) => Some(trimmed(blocks.text(at)).to_owned()),
        None => head.titles.first().map(|title| own_part(title)).filter(|own| !own.is_empty()),
    };
    Headline { block, text, text_from }
}

/// The first paragraph of running text.
fn first_prose(blocks: &Blocks, region: &Range<usize>, said: &[String]) -> usize {
    let is_running = |at: &usize| {
        let block = &blocks.all[*at];
        block.is_prose()
            && !block.traits.has(Traits::TITLE.with(Traits::HEADING))
            && likeness(&fold(trimmed(blocks.text(*at))), said) == 0
    };
    region.clone().find(is_running).unwrap_or(region.start)
}

fn score(blocks: &Blocks, at: usize, first: usize, said: &[String]) -> i32 {
    let block = &blocks.all[at];
    let has = |traits: Traits, points: i32| if block.traits.has(traits) { points } else { 0 };
    let between = blocks.all[at..first].iter().filter(|block| !block.traits.has(Traits::DROP));
    let near = between.count() <= NEAR;
    let bold = block.bold * 10 >= block.length() * 9;
    let points = [
        likeness(&fold(trimmed(blocks.text(at))), said),
        has(Traits::TITLE, 4),
        has(Traits::MAIN, 4),
        has(Traits::HEADING, 1),
        if bold && near && at < first { 2 } else { 0 },
        if near { 1 } else { -3 },
        // The running text itself, a menu, a list.
        if at == first && !block.traits.has(Traits::TITLE.with(Traits::HEADING)) { -9 } else { 0 },
        has(Traits::DROP, -6),
        has(Traits::CAPTION.with(Traits::SAPO).with(Traits::TODAY).with(Traits::STAMP), -6),
        if link_to_another(block) { -9 } else { 0 },
    ];
    points.iter().sum()
}

fn link_to_another(block: &Block) -> bool {
    block.is_link() && !block.traits.has(Traits::TITLE)
}

/// How far a text is what the page says of its title.
fn likeness(folded: &str, said: &[String]) -> i32 {
    let like = said.iter().map(|title| {
        let share = folded.len() * 10 / title.len().max(1);
        if title == folded {
            8
        } else if title.starts_with(folded) && share >= 4 {
            6
        } else if title.contains(folded) && share >= 5 {
            5
        } else {
            0
        }
    });
    like.max().unwrap_or(0)
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '>' | '\u{bb}' | '*'))
}

/// The longest part of a title that names its site, too.
fn own_part(title: &str) -> String {
    let separators = [" - ", " | ", " \u{2013} ", " :: ", " \u{bb} "];
    let mut parts = vec![title];
    for separator in separators {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).max_by_key(|part| part.len()).unwrap_or(title).to_owned()
}
