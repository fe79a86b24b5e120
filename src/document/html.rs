//! Web pages: the article on a page, without what stands around it.

mod block;
mod date;
mod head;
mod profile;
mod region;
mod stamp;
mod table;
mod tag;
mod tail;
mod title;
mod tree;

use std::ops::Range;

use super::{Document, Part, PartKind};
use crate::ontology::pages::{Pages, Word};
use crate::text::fold;
use block::{Block, Blocks, Traits};
use profile::Profile;
use title::Headline;
use tree::Tree;

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Headline, summary, paragraphs, captions and rows of tables, in the order of the page.
    pub(super) text: String,
    /// Which bytes of the text are what.
    pub(super) parts: Vec<Part>,
    pub(super) title: Option<String>,
    /// Day in Vietnam, ISO 8601.
    pub(super) published: Option<String>,
    pub(super) author: Option<String>,
    /// Address that the page gives itself.
    pub(super) url: Option<String>,
}

/// Reads a page that came from `url`; one without running text has an empty text.
pub(super) fn page(html: &str, url: Option<&str>, pages: &Pages) -> Page {
    let tree = Tree::parse(html);
    let head = head::head(&tree, pages);
    let address = url.or(head.url.as_deref());
    let profile = Profile(address.and_then(site).and_then(|site| pages.site(site)));
    let mut blocks = Blocks::of(&tree, pages, profile);
    tail::mark(&mut blocks, &tree, pages);
    if let Some(lines) = address.and_then(site).and_then(|site| pages.repeated.of(site)) {
        blocks.drop_repeated(&lines);
    }
    let Some(region) = region::region(&tree, &blocks, pages, profile) else {
        return Page { url: head.url, ..Page::default() };
    };
    let headline = title::headline(&blocks, &region, &head);
    let (stamped, stamps) = stamp::stamp(&blocks, &region, &headline, pages);
    let (text, parts) = text(&blocks, &region, &headline, &stamps, pages);
    let in_address = || address.and_then(date::day_in_address);
    Page {
        text,
        parts,
        title: headline.text,
        published: head.published.or(stamped).or_else(in_address),
        author: head.author,
        url: head.url,
    }
}

/// The document that a web page holds, which came from `url` where that is known. Its text is empty where
/// the page has no running text.
pub fn from_html(id: &str, html: &str, url: Option<&str>, pages: &Pages) -> Document {
    let page = page(html, url, pages);
    Document {
        id: id.to_owned(),
        url: url.map(str::to_owned).or(page.url),
        published: page.published,
        title: page.title,
        author: page.author,
        parts: page.parts,
        text: page.text,
        ..Document::default()
    }
}

/// The site of an address: its host without `www.`.
pub fn site(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// The article, and what its parts are.
fn text(
    blocks: &Blocks,
    region: &Range<usize>,
    headline: &Headline,
    stamps: &[usize],
    pages: &Pages,
) -> (String, Vec<Part>) {
    let mut writer = Writer::default();
    if let Some(title) = &headline.text {
        writer.add(title, PartKind::Title, Traits::default());
    }
    let from = headline.block.map_or(region.start, |block| block.min(region.start));
    let said = headline.text.as_deref().map(fold).unwrap_or_default();
    for at in from..region.end {
        let block = &blocks.all[at];
        let text = blocks.text(at);
        let told = Some(at) == headline.block || stamps.contains(&at) || repeats(text, &said);
        if told || !belongs(block, text, region.contains(&at), pages) {
            continue;
        }
        writer.add(text, kind(blocks, at), block.traits);
    }
    (writer.text, writer.parts)
}

/// Whether a block is the headline again.
fn repeats(text: &str, headline: &str) -> bool {
    text.len() < 450 && !headline.is_empty() && fold(text) == headline
}

/// Whether a block is part of the article.
fn belongs(block: &Block, text: &str, in_region: bool, pages: &Pages) -> bool {
    let traits = block.traits;
    if traits.has(Traits::DROP.with(Traits::TODAY)) || block.is_link() && block.length() > 8 {
        return false;
    }
    if !text.contains(char::is_alphanumeric) {
        return false;
    }
    let called = traits.has(Traits::SAPO.with(Traits::CAPTION));
    let line = block.length() < 60
        && pages.is(&fold(text.trim_matches(|c: char| !c.is_alphabetic())), Word::Label);
    (in_region || called || block.is_prose()) && !line
}

fn kind(blocks: &Blocks, at: usize) -> PartKind {
    let block = &blocks.all[at];
    let short = block.length() < 400;
    let below_picture = block.traits.has(Traits::PICTURED)
        && short
        && block.traits.has(Traits::ITALIC)
        && !block.traits.has(Traits::SAPO);
    if block.traits.has(Traits::CAPTION) || below_picture {
        PartKind::Caption
    } else if block.traits.has(Traits::SAPO) {
        PartKind::Sapo
    } else if block.traits.has(Traits::ROW) {
        PartKind::Row
    } else {
        PartKind::Body
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    parts: Vec<Part>,
}

impl Writer {
    /// Adds a block: paragraphs an empty line apart, lines and rows a line.
    fn add(&mut self, text: &str, kind: PartKind, traits: Traits) {
        let same = self.parts.last().is_some_and(|last| last.kind == kind);
        let gap = if traits.has(Traits::LINE) && same { "\n" } else { "\n\n" };
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
        let from = self.text.len();
        self.text.push_str(text);
        self.parts.push(Part { kind, span: from..self.text.len() });
    }
}
