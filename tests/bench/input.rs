//! How fast input is read: crawls beside the bare unpacking of their bytes, and web pages.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chutri::document::{Reading, from_html, read_by};
use chutri::ontology::Ontology;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::row;

/// Times that each figure is taken; the best counts.
const TIMES: usize = 5;

/// Reads `records` records of a crawl's texts, and pages of all layouts of the tests.
pub(super) fn input(records: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crawl.wet.gz");
    let bytes = crawl(records);
    fs::write(&path, &bytes).unwrap();
    let unpack = || {
        let mut whole = MultiGzDecoder::new(bytes.as_slice());
        let mut buffer = vec![0; 1 << 16];
        while whole.read(&mut buffer).unwrap() > 0 {}
    };
    let rate = |seconds: f64| format!("{:.0} records/s", records as f64 / seconds);
    let seconds = best(unpack);
    row("a crawl unpacked, and nothing else", seconds, &rate(seconds));
    let reading = Arc::new(Reading::default());
    let seconds = best(|| {
        let items = read_by(&reading, [path.clone()]);
        assert_eq!(items.flatten().count(), records / 4);
    });
    row("the same read, a quarter of it Vietnamese", seconds, &rate(seconds));
    pages();
}

fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_page =
        |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "html");
    let pages: Vec<String> =
        files.filter(is_page).map(|path| fs::read_to_string(path).unwrap()).collect();
    let tables = &Ontology::builtin().pages;
    let seconds = best(|| {
        for page in pages.iter().cycle().take(pages.len() * 40) {
            assert!(!from_html("a", page, None, tables).text.is_empty());
        }
    });
    let bytes = 40 * pages.iter().map(String::len).sum::<usize>();
    row("articles of web pages", seconds, &format!("{:.1} MB/s", bytes as f64 / seconds / 1e6));
}

fn best(mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let started = Instant::now();
        work();
        started.elapsed().as_secs_f64()
    };
    (0..TIMES).map(time).fold(f64::INFINITY, f64::min)
}

/// Records of about two kilobytes, each its own gzip member; one in four is Vietnamese, and of the others
/// the crawler tells the language of every second one.
fn crawl(records: usize) -> Vec<u8> {
    let own = "Sáng nay, Ban Thường vụ Huyện ủy tổ chức hội nghị giao ban với các xã, thị trấn. "
        .repeat(16);
    let other = "The district committee met this morning to review the work of the last quarter. "
        .repeat(22);
    let mut bytes = Vec::new();
    for number in 0..records {
        let (text, language) = match number % 4 {
            0 => (&own, ""),
            1 | 3 => (&other, "WARC-Identified-Content-Language: eng\r\n"),
            _ => (&other, ""),
        };
        let mut member = GzEncoder::new(bytes, Compression::fast());
        write!(
            member,
            "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.vn/{number}\r\n\
             WARC-Date: 2020-07-11T02:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n{language}\
             Content-Type: text/plain\r\nContent-Length: {}\r\n\r\n{number}\n{text}\r\n\r\n",
            text.len() + number.to_string().len() + 1
        )
        .unwrap();
        bytes = member.finish().unwrap();
    }
    bytes
}
