//! What must hold of any bytes whatever, read as a file of a name.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chutri::document::{Encoding, MAX_BYTES, Reading, read_bytes};

/// Longest time that reading may take: a good deal slower than the slowest machine reads any file.
const AT_ONCE: Duration = Duration::from_secs(60);

/// Forms of input, each with a name of which a file has it.
pub(crate) const FORMS: [(&str, &str); 9] = [
    ("archive", "a.zip"),
    ("columns", "a.csv"),
    ("crawl", "a.warc"),
    ("encoding", "a.txt"),
    ("html", "a.html"),
    ("mail", "a.eml"),
    ("office", "a.docx"),
    ("pdf", "a.pdf"),
    ("records", "a.jsonl"),
];

/// Reads bytes as a form, by its name in [`FORMS`].
#[allow(dead_code, reason = "the guided targets have no other way in")]
pub(crate) fn check_form(form: &str, bytes: &[u8]) {
    let (_, name) = FORMS.iter().find(|(known, _)| *known == form).expect("a known form");
    check(name, bytes);
}

/// Reads bytes as a file of a name: it ends, in time, and gives texts whose parts are stretches of them.
pub(crate) fn check(name: &str, bytes: &[u8]) {
    // The tables are read once, before the first.
    drop(Reading::default());
    let started = Instant::now();
    for encoding in [None, Encoding::of_name("vni")] {
        let reading = Arc::new(Reading { encoding, ..Reading::default() });
        for document in read_bytes(&reading, name, bytes.to_vec()).flatten() {
            assert!(!document.id.is_empty() && document.text.len() as u64 <= 4 * MAX_BYTES);
            for part in &document.parts {
                assert!(!document.text[part.span.clone()].is_empty());
            }
        }
    }
    assert!(started.elapsed() < AT_ONCE, "{name}: {:?}", started.elapsed());
}
