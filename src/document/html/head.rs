//! What a page says of itself to programs: JSON-LD, `meta`, `link`.

use serde_json::Value;

use super::date::{day_of_stamp, stamp_in};
use super::tag::Tag;
use super::tree::{Attr, Tree};
use crate::ontology::pages::Pages;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Titles, the surest first; the last ones may name the site, too.
    pub(super) titles: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) author: Option<String>,
    pub(super) url: Option<String>,
}

/// Names of `meta` that tell the publication, the surest first.
const PUBLISHED: [&str; 14] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "cxenseparse:recs:publishtime",
];

/// Reads the head of a page.
pub(super) fn head(tree: &Tree, pages: &Pages) -> Head {
    let mut head = Head::default();
    let linked = tree.data.iter().filter_map(|json| serde_json::from_str(json.trim()).ok());
    for value in linked.collect::<Vec<Value>>() {
        head.take_data(&value, pages, 0);
    }
    let metas = Metas::of(tree);
    let published = PUBLISHED.iter().find_map(|name| day(metas.get(name)?, pages));
    head.published = head.published.or(published);
    head.titles.extend(metas.get("og:title").or(metas.get("twitter:title")).map(one_line));
    head.titles.extend(title(tree));
    head.titles.retain(|title| !title.is_empty());
    let author = metas.get("article:author").or(metas.get("author"));
    head.author = head.author.or(author.filter(|name| !name.contains("://")).map(one_line));
    let canonical = canonical(tree).or(metas.get("og:url")).map(str::to_owned);
    let absolute = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    head.url = canonical.filter(absolute).or(tree.saved_from.clone());
    head
}

/// The day in Vietnam that a stamp for programs names.
fn day(stamp: &str, pages: &Pages) -> Option<String> {
    day_of_stamp(stamp).or_else(|| Some(stamp_in(stamp, pages)?.iso()))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(tree: &Tree) -> Option<String> {
    let node = (0..tree.nodes.len()).find(|&node| tree.nodes[node].tag == Some(Tag::Title))?;
    let text = tree.children(node).next().filter(|&child| tree.nodes[child].tag.is_none())?;
    Some(one_line(tree.text(text)))
}

fn canonical(tree: &Tree) -> Option<&str> {
    let links = (0..tree.nodes.len()).filter(|&node| tree.nodes[node].tag == Some(Tag::Link));
    let mut named = links.filter(|&node| tree.attribute(node, Attr::Rel) == Some("canonical"));
    tree.attribute(named.next()?, Attr::Href)
}

/// The `meta` elements of a page by their names in small letters.
struct Metas<'t>(Vec<(String, &'t str)>);

impl<'t> Metas<'t> {
    fn of(tree: &'t Tree) -> Self {
        let metas = (0..tree.nodes.len()).filter(|&node| tree.nodes[node].tag == Some(Tag::Meta));
        let named = metas.filter_map(|node| {
            let name = [Attr::Property, Attr::Name, Attr::ItemProp]
                .into_iter()
                .find_map(|attr| tree.attribute(node, attr))?;
            let content = tree.attribute(node, Attr::Content)?.trim();
            (!content.is_empty()).then(|| (name.to_ascii_lowercase(), content))
        });
        Self(named.collect())
    }

    fn get(&self, name: &str) -> Option<&'t str> {
        self.0.iter().find(|(known, _)| known == name).map(|&(_, content)| content)
    }
}

/// Objects within objects that are looked into.
const DEPTH: usize = 6;

impl Head {
    fn take_data(&mut self, value: &Value, pages: &Pages, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match value {
            Value::Array(items) => {
                for item in items {
                    self.take_data(item, pages, depth + 1);
                }
            }
            Value::Object(object) => {
                if is_article(&object.get("@type").cloned().unwrap_or_default()) {
                    self.take_article(object, pages);
                }
                if let Some(graph) = object.get("@graph") {
                    self.take_data(graph, pages, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn take_article(&mut self, article: &serde_json::Map<String, Value>, pages: &Pages) {
        let text = |key: &str| article.get(key).and_then(Value::as_str).map(str::trim);
        self.titles.extend(text("headline").map(one_line));
        let published = text("datePublished").and_then(|stamp| day(stamp, pages));
        self.published = self.published.take().or(published);
        self.author = self.author.take().or_else(|| name(article.get("author")?));
    }
}

/// Whether a type is that of an article.
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("BlogPosting"),
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// The name of a person, of the first of several, or the bare name.
fn name(person: &Value) -> Option<String> {
    let name = match person {
        Value::String(name) => name.as_str(),
        Value::Array(people) => return name(people.first()?),
        Value::Object(person) => person.get("name")?.as_str()?,
        _ => return None,
    };
    let name = one_line(name);
    (!name.is_empty()).then_some(name)
}
