//! The ontology: every term told in two languages, and the page for its readers.

use std::collections::BTreeMap;
use std::fs;

use chutri::triples::{CT, ONTOLOGY};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};

#[allow(dead_code, unreachable_pub)]
#[path = "../../examples/ontology_page.rs"]
mod page;

/// Terms of ours, with languages of their labels and of their comments.
fn told() -> BTreeMap<String, [Vec<String>; 2]> {
    let mut told: BTreeMap<String, [Vec<String>; 2]> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(ONTOLOGY.as_bytes()) {
        let quad = quad.unwrap();
        let NamedOrBlankNode::NamedNode(term) = &quad.subject else { panic!("{quad}") };
        let Some(name) = term.as_str().strip_prefix(CT) else { continue };
        let [labels, comments] = told.entry(name.to_owned()).or_default();
        if let Term::Literal(text) = &quad.object {
            let language = text.language().unwrap_or_default().to_owned();
            match quad.predicate.as_str().rsplit(['#', '/']).next() {
                Some("label" | "prefLabel") => labels.push(language),
                Some("comment") => comments.push(language),
                _ => {}
            }
        }
    }
    told
}

#[test]
fn every_term_has_label_and_comment_in_two_languages() {
    let told = told();
    assert!(told.len() > 120, "{}", told.len());
    for (name, [labels, comments]) in told {
        assert_eq!(labels, ["vi", "en"], "labels of ct:{name}");
        assert_eq!(comments, ["vi", "en"], "comments of ct:{name}");
    }
}

#[test]
fn the_page_for_readers_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/README.md");
    let page = page::page();
    assert!(page.contains("### `ct:Meeting`") && page.contains("| `org:postIn` | 0–1 |"));
    let written = fs::read_to_string(path).unwrap();
    assert!(written == page, "run: cargo run --example ontology_page > ontology/README.md");
}

#[test]
fn pages_name_terms_that_there_are() {
    let told = told();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_dir(root.join("src/guide")).unwrap().map(|entry| entry.unwrap().path());
    let mut named = 0;
    for page in guide.chain(["README.md", "README.vi.md"].map(|name| root.join(name))) {
        let text = fs::read_to_string(&page).unwrap();
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
        for (at, prefix) in text.match_indices("ct:") {
            // `dct:` is another prefix.
            if text[..at].ends_with(is_letter) {
                continue;
            }
            let rest = &text[at + prefix.len()..];
            let term = &rest[..rest.find(|c| !is_letter(c)).unwrap_or(rest.len())];
            assert!(term.is_empty() || told.contains_key(term), "{}: ct:{term}", page.display());
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}
