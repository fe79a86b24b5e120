//! Web pages of many layouts: text, headline, date and captions as they should be read.

#![allow(clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chutri::document::{Document, PartKind, from_html};
use chutri::facts::{Extractor, ParticipationRole};
use chutri::ontology::Ontology;

/// What a page should give.
#[derive(Default)]
struct Expected {
    title: String,
    published: Option<String>,
    address: Option<String>,
    captions: Vec<String>,
    text: String,
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = entries.filter(|path| path.extension().unwrap() == "html").collect();
    pages.sort();
    pages
}

fn expected(page: &Path) -> Expected {
    let sheet = fs::read_to_string(page.with_extension("txt")).unwrap();
    let (head, text) = sheet.split_once("\n\n").unwrap();
    let mut expected = Expected { text: text.to_owned(), ..Expected::default() };
    for line in head.lines() {
        let (key, value) = line.split_once(": ").unwrap();
        let value = value.to_owned();
        match key {
            "title" => expected.title = value,
            "published" => expected.published = Some(value),
            "address" => expected.address = Some(value),
            "caption" => expected.captions.push(value),
            _ => panic!("{}: no key is called {key}", page.display()),
        }
    }
    expected
}

fn read(page: &Path, address: Option<&str>) -> Document {
    let html = fs::read_to_string(page).unwrap();
    from_html("page", &html, address, &Ontology::builtin().pages)
}

fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in text.split_whitespace() {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// Harmonic mean of the shares of words found and of words right.
fn likeness(found: &str, wanted: &str) -> f64 {
    let (found, wanted) = (words(found), words(wanted));
    let common: usize =
        found.iter().map(|(word, &n)| n.min(wanted.get(word).copied().unwrap_or(0))).sum();
    let all: usize = found.values().chain(wanted.values()).sum();
    2.0 * common as f64 / all.max(1) as f64
}

fn kept(document: &Document, kind: PartKind) -> Vec<&str> {
    let parts = document.parts.iter().filter(|part| part.kind == kind);
    parts.map(|part| &document.text[part.span.clone()]).collect()
}

#[test]
fn pages_of_many_layouts_are_read() {
    let pages = pages();
    assert!(pages.len() >= 40, "{} pages", pages.len());
    let (mut sum, mut wrong) = (0.0, Vec::new());
    for path in &pages {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let expected = expected(path);
        let document = read(path, expected.address.as_deref());
        let text = document.text.strip_prefix(&expected.title).unwrap_or(&document.text).trim();
        let f = likeness(text, &expected.text);
        sum += f;
        if f < 0.97 {
            wrong.push(format!("{name}: text {f:.3}:\n{text}\n"));
        }
        if document.title.as_deref() != Some(expected.title.as_str()) {
            wrong.push(format!("{name}: title {:?}", document.title));
        }
        if document.published != expected.published {
            wrong.push(format!("{name}: published {:?}", document.published));
        }
        let captions = kept(&document, PartKind::Caption);
        if captions != expected.captions {
            wrong.push(format!("{name}: captions {captions:?}"));
        }
    }
    let mean = sum / pages.len() as f64;
    assert!(wrong.is_empty(), "{}\nmean of texts: {mean:.4}", wrong.join("\n"));
    assert!(mean >= 0.97, "{mean}");
}

#[test]
fn paragraphs_stay_apart() {
    for path in pages() {
        let expected = expected(&path);
        let document = read(&path, expected.address.as_deref());
        let lines: Vec<&str> = document.text.lines().filter(|line| !line.is_empty()).collect();
        for paragraph in expected.text.lines().filter(|line| !line.is_empty()) {
            assert!(lines.contains(&paragraph), "{}: {paragraph}\n{lines:#?}", path.display());
        }
    }
}

#[test]
fn parts_are_the_text_in_order() {
    for path in pages() {
        let document = read(&path, None);
        let mut end = 0;
        for part in &document.parts {
            assert!(document.text[end..part.span.start].trim().is_empty());
            end = part.span.end;
        }
        assert_eq!(end, document.text.len());
    }
}

/// Who speaks on a page of paragraphs, of which one is a caption where it is told to be.
fn speakers(between: &str) -> Vec<String> {
    let html = format!(
        "<html><h1>Huyện ủy Bắc Sơn tổng kết năm 2020</h1><article>\
         <p>Chiều 12/1/2021, đồng chí Lò Văn Thuyết, Bí thư Huyện ủy Bắc Sơn, chủ trì hội nghị tổng kết.</p>\
         {between}\
         <p>Đồng chí đề nghị các xã, thị trấn rà soát từng chỉ tiêu và nhấn mạnh việc giữ rừng đầu nguồn.</p>\
         </article></html>"
    );
    let ontology = Ontology::builtin();
    let document = from_html("page", &html, None, &ontology.pages);
    let facts = Extractor::new(ontology).extract(&document);
    let spoke = facts.participations.iter().filter(|p| p.role == ParticipationRole::Speaker);
    spoke.map(|part| part.person.clone()).collect()
}

#[test]
fn a_caption_is_not_what_the_next_paragraph_goes_on_from() {
    let words = "Đồng chí Hoàng Thị Sen, Chủ tịch UBND huyện Bắc Sơn, tặng hoa các đại biểu về dự hội nghị.";
    let paragraph = speakers(&format!("<p>{words}</p>"));
    let caption =
        speakers(&format!("<figure><img src=a.jpg><figcaption>{words}</figcaption></figure>"));
    assert_eq!(paragraph, ["Hoàng Thị Sen"]);
    assert_eq!(caption, ["Lò Văn Thuyết"]);
}
