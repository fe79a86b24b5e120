//! Pages that were read, as things of their own.

use super::date::PartialDate;
use super::draft::{Draft, Drafts};
use super::key::{digest, slug};
use super::model::Detail;
use crate::facts::DocumentFacts;

/// Longest readable part of the address of a page.
const LONGEST: usize = 60;

/// A draft a document, in their order.
pub(super) fn pages(documents: &[&DocumentFacts]) -> Drafts {
    let mut pages = Drafts::default();
    for document in documents {
        let page =
            pages.number(&document.doc, || Draft::new(path(&document.doc), detail(document)));
        let title = document.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        pages[page].called(title.unwrap_or(&document.doc));
    }
    pages
}

/// The name as it is where it is plain, else in plain letters with some of its digest.
fn path(name: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if !name.is_empty() && name.len() <= LONGEST && name.chars().all(plain) {
        return format!("doc/{name}");
    }
    let words = slug(name);
    let start = words.len().saturating_sub(LONGEST);
    format!("doc/{}.{}", words[start..].trim_matches('-'), digest(&[name], 8))
}

fn detail(document: &DocumentFacts) -> Detail {
    Detail::Document {
        name: document.doc.clone(),
        url: document.url.clone(),
        published: document.published.as_deref().and_then(PartialDate::parse),
        sha256: document.sha256.clone(),
        copy_of: None,
    }
}
