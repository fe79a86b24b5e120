//! Where the parts of an article stand on the pages of known sites.

use serde::Deserialize;

use super::super::lexicon::cells::parse;
use super::super::table::{OntologyErrors, Place, Tables};
use super::Mark;

/// Rules of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its host, without `www.`.
    pub host: String,
    /// Its rules, in the order of the table.
    pub rules: Vec<SiteRule>,
}

/// Which elements are a part of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRule {
    /// The part.
    pub part: Mark,
    /// Name of the element; empty for any.
    pub tag: String,
    /// Its `id`; empty for any.
    pub id: String,
    /// All the classes that it must have.
    pub classes: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    site: String,
    part: String,
    selector: String,
}

pub(super) fn build(tables: &Tables, errors: &mut OntologyErrors) -> Vec<Site> {
    let mut sites: Vec<Site> = Vec::new();
    let rows: Vec<(Place, Row)> = tables.rows("reading/sites", errors);
    for (place, row) in rows {
        let Some(part) = parse::<Mark>(&row.part, &place, errors) else { continue };
        let rule = selector(part, &row.selector);
        match sites.iter_mut().find(|site| site.host == row.site) {
            Some(site) => site.rules.push(rule),
            None => sites.push(Site { host: row.site, rules: vec![rule] }),
        }
    }
    sites
}

/// A selector of one element: `tag#id.class.class`, each part optional.
fn selector(part: Mark, text: &str) -> SiteRule {
    let (tag, mut rest) = text.trim().split_at(text.find(['.', '#']).unwrap_or(text.len()));
    let (tag, id) = (tag.to_ascii_lowercase(), String::new());
    let mut rule = SiteRule { part, tag, id, classes: Vec::new() };
    while !rest.is_empty() {
        let end = rest[1..].find(['.', '#']).map_or(rest.len(), |at| at + 1);
        match &rest[..end] {
            id if id.starts_with('#') => id[1..].clone_into(&mut rule.id),
            class => rule.classes.push(class[1..].to_owned()),
        }
        rest = &rest[end..];
    }
    rule
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    #[test]
    fn selectors_have_a_tag_an_id_and_classes() {
        let rule = selector(Mark::Content, "div#main.a.b");
        assert_eq!((rule.tag.as_str(), rule.id.as_str()), ("div", "main"));
        assert_eq!(rule.classes, ["a", "b"]);
        assert_eq!(selector(Mark::Drop, ".x").classes, ["x"]);
    }

    #[test]
    fn a_subdomain_has_the_rules_of_its_domain() {
        let pages = &Ontology::builtin().pages;
        let host = |name: &str| pages.site(name).map(|site| site.host.as_str());
        assert_eq!(host("nhandan.vn"), Some("nhandan.vn"));
        assert_eq!(host("m.nhandan.vn"), Some("nhandan.vn"));
        assert_eq!(host("xnhandan.vn"), None);
    }
}
