//! How the cost of reading grows with the length of one document.

use std::time::Instant;

use chutri::document::Document;
use chutri::facts::Extractor;
use chutri::ontology::Ontology;

use crate::{corpus, peak, row};

/// Reads documents of several shapes, each at some sizes, every size twice the one before.
pub(crate) fn growth(ontology: &Ontology, articles: &[Document]) {
    let articles: Vec<String> =
        corpus::varied(ontology, articles, 2_000_000).into_iter().map(|d| d.text).collect();
    let people: Vec<String> = {
        let facts = |text: &String| Extractor::new(ontology).extract(&document(text.clone()));
        articles.iter().take(500).flat_map(|text| facts(text).people).map(|p| p.name).collect()
    };
    let extractor = Extractor::new(ontology);
    for megabytes in [12, 25, 50] {
        let parts = articles.iter().cycle().scan(0, |bytes, text| {
            *bytes += text.len() + 2;
            (*bytes <= megabytes * 1_000_000).then_some(text.as_str())
        });
        let text = parts.collect::<Vec<_>>().join("\n\n");
        measure(extractor, &format!("one document of {megabytes} MB"), text);
    }
    for syllables in [500_000, 1_000_000] {
        let words = articles.iter().cycle().flat_map(|text| text.split_whitespace());
        let words = words.map(|word| word.trim_end_matches(['.', '!', '?'])).take(syllables);
        let text = words.collect::<Vec<_>>().join(" ");
        measure(extractor, &format!("one line of {syllables} syllables"), text);
    }
    for items in [5_000, 10_000] {
        let people = people.iter().cycle().take(items);
        let items_of = people.map(|name| format!("{name}, Bí thư Huyện ủy"));
        let list = items_of.collect::<Vec<_>>().join("; ");
        let text = format!("Dự hội nghị có các đồng chí: {list}.");
        measure(extractor, &format!("a list of {items} people"), text);
    }
}

fn document(text: String) -> Document {
    Document { id: "one".to_owned(), text, ..Document::default() }
}

fn measure(extractor: Extractor<'_>, what: &str, text: String) {
    let document = document(text);
    let started = Instant::now();
    let facts = extractor.extract(&document);
    let seconds = started.elapsed().as_secs_f64();
    let rate = document.text.len() as f64 / 1e6 / seconds;
    assert!(!facts.people.is_empty());
    row(what, seconds, &format!("{rate:.1} MB/s, memory at most {}", peak()));
}
