//! PDF of several makers, and PDF made to do harm.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chutri::document::{Document, ReadError, Reading, read_by};
use fastrand::Rng;
use lopdf::{Dictionary, Object, Stream, dictionary};

const MADE: [&str; 4] = ["mot-cot", "hai-cot", "tung-chu", "trinh-duyet"];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pdf"))
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    fs::write(&path, bytes).unwrap();
    let started = Instant::now();
    let read = read_by(&Arc::new(Reading::default()), [path]).next().unwrap();
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    read
}

fn complaint(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

#[test]
fn pdfs_of_several_makers_are_read_paragraph_by_paragraph() {
    for name in MADE {
        let bytes = fs::read(folder().join(name).with_extension("pdf")).unwrap();
        let sheet = fs::read_to_string(folder().join(name).with_extension("txt")).unwrap();
        let document = read(&bytes).unwrap();
        assert_eq!(document.text, sheet.trim_end(), "{name}");
        assert_eq!(document.media_type.as_deref(), Some("application/pdf"));
    }
}

#[test]
fn a_pdf_is_told_by_what_it_holds() {
    let bytes = fs::read(folder().join("mot-cot.pdf")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b", "c.html"] {
        fs::write(folder.path().join(name), &bytes).unwrap();
        let item = read_by(&Arc::default(), [folder.path().join(name)]).next().unwrap();
        assert!(item.unwrap().text.starts_with("Huyện ủy Bắc Sơn"), "{name}");
    }
}

/// A PDF of one page.
fn page(content: Stream, more: impl FnOnce(&mut lopdf::Document) -> Dictionary) -> Vec<u8> {
    let mut file = lopdf::Document::with_version("1.5");
    let pages = file.new_object_id();
    let content = file.add_object(content);
    let resources = more(&mut file);
    let page = file.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    file.objects.insert(pages, Object::Dictionary(tree));
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

fn font() -> Dictionary {
    dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    }
}

fn plain(content: &[u8]) -> Stream {
    Stream::new(dictionary! {}, content.to_vec())
}

#[test]
fn fonts_of_the_time_before_unicode_are_read() {
    // `Huyện ủy họp, Tỉnh ủy chỉ đạo các xã, thị trấn tổ chức đại hội` in TCVN3.
    let text = b"Huy\xD6n \xF1y h\xE4p, T\xD8nh \xF1y ch\xD8 \xAE\xB9o c\xB8c x\xB7, th\xDE tr\xCAn t\xE6 ch\xF8c \xAE\xB9i h\xE9i";
    let content = [b"BT /F 12 Tf 72 700 Td (", &text[..], b") Tj ET"].concat();
    let bytes = page(plain(&content), |_| dictionary! { "Font" => dictionary! { "F" => font() } });
    let document = read(&bytes).unwrap();
    assert_eq!(document.text, "Huyện ủy họp, Tỉnh ủy chỉ đạo các xã, thị trấn tổ chức đại hội");
    assert!(document.repair.is_some());
}

#[test]
fn pictures_without_text_are_told() {
    let bytes = page(plain(b"q 1 0 0 1 0 0 cm Q"), |_| dictionary! {});
    assert!(complaint(&bytes).contains("no text, only pictures"));
}

#[test]
fn broken_pdfs_end_in_a_message() {
    let whole = fs::read(folder().join("trinh-duyet.pdf")).unwrap();
    for cut in [0, 5, 100, whole.len() / 2, whole.len() - 40] {
        let _ = read(&whole[..cut]);
    }
    assert!(complaint(b"%PDF-1.7\nnothing").contains("a.pdf: cannot be read"));
    let mut rng = Rng::with_seed(11);
    for _ in 0..40 {
        let mut bytes = whole.clone();
        for _ in 0..rng.usize(1..30) {
            let at = rng.usize(..bytes.len());
            bytes[at] = rng.u8(..);
        }
        let _ = read(&bytes);
    }
}

#[test]
fn pdfs_made_to_do_harm_take_little() {
    // A page that unpacks to far more than it is.
    let mut bomb = plain(&b"BT (a) Tj ET ".repeat(16 << 20));
    bomb.compress().unwrap();
    assert!(complaint(&page(bomb, |_| dictionary! {})).contains("cannot be read"));
    // A form that draws itself twice, which draws itself twice.
    let form = b"/X Do /X Do BT /F 9 Tf 50 50 Td (Hop) Tj ET";
    let circular = page(plain(b"/X Do"), |file| {
        let id = file.new_object_id();
        let resources = dictionary! {
            "XObject" => dictionary! { "X" => id }, "Font" => dictionary! { "F" => font() },
        };
        let dictionary = dictionary! { "Subtype" => "Form", "Resources" => resources.clone() };
        file.objects.insert(id, Object::Stream(Stream::new(dictionary, form.to_vec())));
        resources
    });
    assert!(read(&circular).unwrap().text.starts_with("Hop"));
    // Lists within lists without end.
    let deep = [b"[".repeat(200_000), b" ] TJ".to_vec()].concat();
    assert!(read(&page(plain(&deep), |_| dictionary! {})).is_err());
    let mut deep = b"%PDF-1.4\n1 0 obj ".to_vec();
    deep.extend(b"<</A ".repeat(100_000));
    assert!(read(&deep).is_err());
}
