//! A page as a tree, in one array in the order of the page: what an element holds stands behind it.
//!
//! The lexer is that of the HTML standard; the tree is simpler than the standard's: wrong nesting is
//! settled by ends that are missing or out of place, and elements too deep stand side by side.

mod builder;

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::tag::Tag;
use builder::Builder;

macro_rules! attributes {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// An attribute that matters.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Attr { $(#[doc = $name] $variant),* }

        impl Attr {
            fn of(name: &[u8]) -> Option<Self> {
                match std::str::from_utf8(name).ok()? { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

attributes! {
    Class = "class", Content = "content", Datetime = "datetime", Hidden = "hidden", Href = "href",
    Id = "id", ItemProp = "itemprop", Name = "name", Property = "property", Rel = "rel",
    Style = "style", Type = "type", HttpEquiv = "http-equiv", Border = "border",
}

/// An element, or a text where `tag` is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) tag: Option<Tag>,
    pub(super) parent: u32,
    /// One past the last node within it.
    pub(super) end: u32,
    /// Bytes of a text; attributes of an element.
    data: (u32, u32),
}

/// A page. Node 0 is its root.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    attributes: Vec<(Attr, Range<u32>)>,
    strings: String,
    /// Scripts that hold data, each as JSON.
    pub(super) data: Vec<String>,
    /// Address that a browser noted when it saved the page.
    pub(super) saved_from: Option<String>,
}

impl Tree {
    /// The tree of a page.
    pub(super) fn parse(page: &str) -> Self {
        let mut builder = Builder::new(page.len());
        let take = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            builder.take(&event);
            None
        };
        let mut emitter = CallbackEmitter::new(take);
        emitter.naively_switch_states(true);
        // A page in memory cannot fail to be read.
        let _ = Tokenizer::new_with_emitter(page, emitter).finish();
        builder.finish()
    }

    /// The text of a node that is one.
    pub(super) fn text(&self, node: usize) -> &str {
        let (from, to) = self.nodes[node].data;
        &self.strings[from as usize..to as usize]
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, node: usize, wanted: Attr) -> Option<&str> {
        self.attributes(node).find(|(attr, _)| *attr == wanted).map(|(_, value)| value)
    }

    /// All attributes of an element that matter.
    pub(super) fn attributes(&self, node: usize) -> impl Iterator<Item = (Attr, &str)> {
        let Node { tag, data: (from, to), .. } = self.nodes[node];
        let range = if tag.is_some() { from as usize..to as usize } else { 0..0 };
        self.attributes[range]
            .iter()
            .map(|(attr, at)| (*attr, &self.strings[at.start as usize..at.end as usize]))
    }

    /// The nodes directly in a node.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[node].end as usize;
        let first = (node + 1 < end).then_some(node + 1);
        std::iter::successors(first, move |&child| {
            let next = self.nodes[child].end as usize;
            (next < end).then_some(next)
        })
    }
}

impl Tree {
    /// Keeps a string; where it stands.
    fn keep(&mut self, text: &str) -> (u32, u32) {
        let from = self.strings.len() as u32;
        self.strings.push_str(text);
        (from, self.strings.len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in brackets.
    fn shown(page: &str) -> String {
        fn show(tree: &Tree, node: usize, out: &mut String) {
            match tree.nodes[node].tag {
                None => out.push_str(tree.text(node)),
                Some(tag) => {
                    out.push_str(tag.name());
                    out.push('(');
                    for child in tree.children(node) {
                        show(tree, child, out);
                    }
                    out.push(')');
                }
            }
        }
        let mut out = String::new();
        show(&Tree::parse(page), 0, &mut out);
        out
    }

    #[test]
    fn missing_ends_are_put_where_they_belong() {
        for (page, tree) in [
            ("<p>a<p>b<div>c</div>d", "body(p(a)p(b)div(c)d)"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "body(ul(li(a)li(bul(li(c))))d)"),
            (
                "<table><tr><td>a<td>b<tr><td><b>c</table>d",
                "body(table(tr(td(a)td(b))tr(td(b(c))))d)",
            ),
            ("<div>a</b></div></div>b", "body(div(a)b)"),
            ("<table><tr><td>a</div>b</td></table>", "body(table(tr(td(ab))))"),
            ("<html><body><form>a<br>b</form></body></html>", "body(abr()b)"),
            ("<a name=x>a<a href=y>b</a>", "body(a(a)a(b))"),
        ] {
            assert_eq!(shown(page), tree, "{page}");
        }
    }

    #[test]
    fn scripts_are_mute_and_data_is_kept() {
        let page = "<script>if (a<b) </script>x<script type='application/ld+json'>{}</script>\
            <style>p{}</style><noscript>y</noscript>z";
        let tree = Tree::parse(page);
        assert_eq!(shown(page), "body(xz)");
        assert_eq!(tree.data, ["{}"]);
    }

    #[test]
    fn depth_is_bounded_and_no_text_is_lost() {
        let page = format!("{}a{}b", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let tree = Tree::parse(&page);
        let texts: Vec<_> =
            (0..tree.nodes.len()).filter(|&n| tree.nodes[n].tag.is_none()).collect();
        assert_eq!(texts.iter().map(|&n| tree.text(n)).collect::<String>(), "ab");
        assert_eq!(tree.nodes[texts[1]].parent, 0, "every end was found");
    }

    #[test]
    fn attributes_are_kept_by_name() {
        let tree = Tree::parse(
            "<!-- saved from url=(0019)http://a.vn/b?c=d --><p hidden CLASS='a &amp; b' x=y>",
        );
        assert_eq!(tree.attribute(1, Attr::Class), Some("a & b"));
        assert_eq!(tree.attribute(1, Attr::Hidden), Some(""));
        assert_eq!(tree.attribute(1, Attr::Id), None);
        assert_eq!(tree.saved_from.as_deref(), Some("http://a.vn/b?c=d"));
    }
}
