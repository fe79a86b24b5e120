//! What is known of the site of a page.

use super::tag::Tag;
use super::tree::{Attr, Tree};
use crate::ontology::pages::{Mark, Site, SiteRule};

/// The rules of a site, or none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Profile<'s>(pub(super) Option<&'s Site>);

impl Profile<'_> {
    /// The part of the article that an element is by the first rule that fits.
    pub(super) fn mark(self, tree: &Tree, node: usize, tag: Tag) -> Option<Mark> {
        let rules = self.0.into_iter().flat_map(|site| &site.rules);
        let mut fitting = rules.filter(|rule| fits(rule, tree, node, tag));
        fitting.next().map(|rule| rule.part)
    }
}

fn fits(rule: &SiteRule, tree: &Tree, node: usize, tag: Tag) -> bool {
    let id = || tree.attribute(node, Attr::Id).unwrap_or_default();
    let classes = || tree.attribute(node, Attr::Class).unwrap_or_default();
    let has = |class: &String| classes().split_ascii_whitespace().any(|name| name == class);
    (rule.tag.is_empty() || rule.tag == tag.name())
        && (rule.id.is_empty() || rule.id == id())
        && rule.classes.iter().all(has)
}
