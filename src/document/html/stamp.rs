//! The date that stands on a page for its readers.

use std::ops::Range;

use super::block::{Block, Blocks, Traits};
use super::date::{Stamp, stamp_in};
use super::title::Headline;
use crate::ontology::pages::{Pages, Word};
use crate::text::fold;

/// Longest line with the date of an article, in bytes.
const LONGEST: usize = 160;
/// Blocks ahead of the headline, and behind the article, among which the date may stand.
const NEAR: usize = 3;
const BEHIND: usize = 6;
/// Least points of a line to be the date.
const ENOUGH: i32 = 2;

/// The day on the page, and the blocks that tell it: they are no text of the article.
pub(super) fn stamp(
    blocks: &Blocks,
    region: &Range<usize>,
    headline: &Headline,
    pages: &Pages,
) -> (Option<String>, Vec<usize>) {
    let title = headline.block.unwrap_or(region.start);
    let from = title.min(region.start).saturating_sub(NEAR);
    let to = (region.end + BEHIND).min(blocks.all.len());
    let mut best: Option<(i32, String)> = None;
    let mut lines = Vec::new();
    for at in from..to {
        let block = &blocks.all[at];
        let none = Traits::TODAY.with(Traits::CAPTION);
        if block.length() > LONGEST || block.traits.has(none) || Some(at) == headline.block {
            continue;
        }
        let Some(stamp) = stamp_in(blocks.text(at), pages) else { continue };
        let points =
            points(block, blocks.text(at), &stamp, pages) + place(at, title, headline.text_from);
        if points < ENOUGH {
            continue;
        }
        lines.push(at);
        if best.as_ref().is_none_or(|(most, _)| points > *most) {
            best = Some((points, stamp.iso()));
        }
    }
    (best.map(|(_, day)| day), lines)
}

fn points(block: &Block, text: &str, stamp: &Stamp, pages: &Pages) -> i32 {
    let folded = fold(text.trim_start_matches(|c: char| !c.is_alphabetic()));
    let starts = |word| {
        let ends = folded.match_indices([' ', ':', ',']).map(|(at, _)| at);
        ends.chain([folded.len()]).take(6).any(|end| pages.is(&folded[..end], word))
    };
    let named = if block.traits.has(Traits::STAMP) { 3 } else { 0 };
    let labelled = if starts(Word::Label) { 2 } else { 0 };
    let weekday = i32::from(starts(Word::Weekday));
    let bare = if stamp.beside <= 24 { 1 } else { -2 };
    let dropped = if block.traits.has(Traits::DROP) || block.is_link() { -4 } else { 0 };
    named + labelled + weekday + bare + dropped
}

/// Points for where a line stands: between headline and text is best.
fn place(at: usize, title: usize, text_from: usize) -> i32 {
    if (title..=text_from).contains(&at) {
        2
    } else if at < title {
        0
    } else {
        -1
    }
}
