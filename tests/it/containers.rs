//! Files that hold others: compressed, archived, crawled, written by offices and mail programs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use chutri::document::{Document, Languages, ReadError, Reading, Skip, read_by};
use flate2::Compression;
use flate2::write::GzEncoder;

const SENTENCE: &str = "Sáng nay, Ban Thường vụ Huyện ủy tổ chức hội nghị giao ban quý IV.";

fn read_file(name: &str, bytes: &[u8]) -> Vec<Result<Document, ReadError>> {
    read_by_reading(name, bytes, Reading::default())
}

fn read_by_reading(name: &str, bytes: &[u8], reading: Reading) -> Vec<Result<Document, ReadError>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read_by(&Arc::new(reading), [path]).collect()
}

fn texts(items: &[Result<Document, ReadError>]) -> Vec<(&str, &str)> {
    items.iter().flatten().map(|document| (document.id.as_str(), document.text.as_str())).collect()
}

fn complaint(items: &[Result<Document, ReadError>]) -> String {
    items.iter().find_map(|item| item.as_ref().err()).unwrap().to_string()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Sends bytes through a program; none where the machine lacks it.
fn through(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<Vec<u8>> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    child.stdin.take()?.write_all(bytes).ok()?;
    let output = child.wait_with_output().ok()?;
    output.status.success().then_some(output.stdout)
}

/// A member of a tar: its header, its bytes, zeros up to the next block.
fn tar_member(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut header = vec![0u8; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
    header[156] = b'0';
    header[257..263].copy_from_slice(b"ustar\0");
    header[148..156].fill(b' ');
    let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
    header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    header.extend(bytes);
    header.resize(header.len().div_ceil(512) * 512, 0);
    header
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn compressed_files_are_read_by_content() {
    let two = [gzip(SENTENCE.as_bytes()), gzip("\nHết.".as_bytes())].concat();
    let whole = format!("{SENTENCE}\nHết.");
    assert_eq!(texts(&read_file("a.txt.gz", &two)), [("a", whole.as_str())]);
    assert_eq!(texts(&read_file("a.txt", &two)), [("a", whole.as_str())], "whatever the name");
    for (program, name) in [("xz", "a.txt.xz"), ("zstd", "a.txt.zst")] {
        let Some(packed) = through(program, &["-c"], SENTENCE.as_bytes()) else {
            eprintln!("skipped: no {program} here");
            continue;
        };
        let twice = [packed.clone(), packed].concat();
        let whole = SENTENCE.repeat(2);
        assert_eq!(texts(&read_file(name, &twice)), [("a", whole.as_str())], "{program}");
    }
}

#[test]
fn archives_give_their_members_and_names_lead_nowhere() {
    let page =
        format!("<html><body><h1>Giao ban quý IV</h1><p>{SENTENCE} {SENTENCE}</p></body></html>");
    let members: [(&str, &[u8]); 5] = [
        ("../../etc/a.txt", SENTENCE.as_bytes()),
        ("b/c.html", page.as_bytes()),
        ("b/.hidden.txt", b"x"),
        ("picture.jpg", b"\xFF\xD8"),
        ("/d.jsonl.gz", &gzip(b"{\"id\":\"r\",\"text\":\"Hop\"}")),
    ];
    let mut tar: Vec<u8> =
        members.iter().flat_map(|(name, bytes)| tar_member(name, bytes)).collect();
    tar.extend([0; 1024]);
    for (name, bytes) in [("x.tar", tar.clone()), ("x.tgz", gzip(&tar)), ("x.zip", zip(&members))] {
        let items = read_file(name, &bytes);
        let ids: Vec<_> = texts(&items).iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, ["etc/a", "b/c", "r"], "{name}");
    }
    let cut = read_file("x.tar", &tar[..700]);
    assert_eq!(texts(&cut).len(), 1);
    assert!(complaint(&cut).contains("x.tar: cannot be read"), "{}", complaint(&cut));
}

fn warc(kind: &str, url: &str, media_type: &str, body: &[u8], more: &str) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-07-11T02:00:00Z\r\n\
         {more}Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn crawl() -> Vec<Vec<u8>> {
    let page = format!(
        "<html><head><meta property='article:published_time' content='2020-07-10T08:00:00+07:00'></head>\
         <body><h1>Giao ban quý IV</h1><p>{SENTENCE} {SENTENCE}</p></body></html>"
    );
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let english = "The district committee held its regular meeting on Monday morning.".repeat(3);
    vec![
        warc("warcinfo", "", "application/warc-fields", b"software: x", ""),
        warc("conversion", "https://a.vn/1", "text/plain", SENTENCE.as_bytes(), ""),
        warc("conversion", "https://a.com/2", "text/plain", english.as_bytes(), ""),
        warc(
            "conversion",
            "https://a.com/3",
            "text/plain",
            SENTENCE.as_bytes(),
            "WARC-Identified-Content-Language: eng,fra\r\n",
        ),
        warc(
            "response",
            "https://a.vn/4",
            "application/http; msgtype=response",
            answer.as_bytes(),
            "",
        ),
        warc(
            "response",
            "https://a.vn/5",
            "application/http",
            b"HTTP/1.1 404 Not Found\r\n\r\n<html>",
            "",
        ),
        warc(
            "response",
            "https://a.vn/6",
            "application/http",
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
            "",
        ),
    ]
}

/// One sound file of each form, with its name.
pub(crate) fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let page = |name: &str| fs::read(folder.join(name).with_extension("html")).unwrap();
    let csv = format!("id,title,text\n1,a,\"{SENTENCE}\"\n2,b,x\n").into_bytes();
    let mail = format!("From: a@b.vn\r\nSubject: a\r\n\r\n{SENTENCE}\r\n").into_bytes();
    let xml = format!("<w:document><w:p><w:t>{SENTENCE}</w:t></w:p></w:document>").into_bytes();
    let tar = [tar_member("a.txt", SENTENCE.as_bytes()), tar_member("b.csv", &csv)].concat();
    let crawl = crawl();
    vec![
        ("a.html", page("bao-json-ld")),
        ("b.html", page("bang-2005")),
        ("c.html", page("sharepoint")),
        ("d.html", page("bang-so-lieu")),
        ("a.warc", crawl.concat()),
        ("b.warc.gz", crawl.iter().flat_map(|record| gzip(record)).collect()),
        ("a.zip", zip(&[("a.txt", SENTENCE.as_bytes()), ("b.csv", &csv)])),
        ("a.docx", zip(&[("word/document.xml", &xml)])),
        ("b.tgz", gzip(&tar)),
        ("a.tar", tar),
        ("a.csv", csv),
        ("a.eml", mail),
    ]
}

#[test]
fn crawls_give_their_vietnamese_pages() {
    let members: Vec<u8> = crawl().iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("a.warc.gz", members), ("a.warc", crawl().concat())] {
        let reading = Reading::default();
        let tally = Arc::clone(&reading.tally);
        let items = read_by_reading(name, &bytes, reading);
        let ids: Vec<_> = texts(&items).iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, ["https://a.vn/1", "https://a.vn/4"], "{name}");
        assert_eq!((items.len(), tally.skipped(Skip::Language)), (2, 2));
        let page = items[1].as_ref().unwrap();
        assert_eq!(page.published.as_deref(), Some("2020-07-10"));
        assert_eq!(page.crawled.as_deref(), Some("2020-07-11"));
        assert_eq!(page.title.as_deref(), Some("Giao ban quý IV"));
    }
    let any = Reading { languages: Languages::Any, ..Reading::default() };
    assert_eq!(read_by_reading("a.wet", &crawl().concat(), any).len(), 4);
}

#[test]
fn a_broken_crawl_loses_nothing_before_the_break() {
    let whole = crawl().concat();
    for cut in [whole.len() - 40, 900] {
        let items = read_file("a.warc", &whole[..cut]);
        assert!(!texts(&items).is_empty());
    }
    let mut garbage = crawl()[1].clone();
    garbage.extend(b"\x00\x01garbage\n\n");
    let items = read_file("a.warc", &garbage);
    assert_eq!(texts(&items).len(), 1);
    let told = complaint(&items);
    assert!(told.contains("a.warc: record 1") && told.contains("damaged from here on"), "{told}");
}

#[test]
fn tables_give_a_document_a_row() {
    let csv = "id,Tiêu đề,Ngày đăng,Nội dung\n1,Họp,2020-07-09,\"Sáng 9/7, họp\nchiều nghỉ\"\n2,,,\n3,=cmd(),09/07/2020,x\n4,,,Hết\n";
    let items = read_file("a.csv", csv.as_bytes());
    assert_eq!(texts(&items), [("1", "Sáng 9/7, họp\nchiều nghỉ"), ("4", "Hết")]);
    assert_eq!(items[0].as_ref().unwrap().published.as_deref(), Some("2020-07-09"));
    let told: Vec<_> =
        items.iter().filter_map(|item| Some(item.as_ref().err()?.to_string())).collect();
    assert!(told[0].contains("a.csv:4: there is no text"), "{told:?}");
    assert!(told[1].contains("a.csv:5: ") && told[1].contains("09/07/2020"), "{told:?}");
    let tsv = "url\ttext\nhttps://a.vn/1\tHọp\n";
    assert_eq!(texts(&read_file("bang", tsv.as_bytes())), [("https://a.vn/1", "Họp")]);
    assert!(complaint(&read_file("a.csv", b"a,b\n1,2\n")).contains("no column is called `text`"));
}

#[test]
fn messages_and_office_documents_are_read() {
    let message = "From: a@b.vn\r\nSubject: =?UTF-8?B?SOG7jXA=?=\r\nDate: Thu, 9 Jul 2020 08:00:00 +0700\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\r\nSáng nay, Huyện ủy họp.\r\n";
    let items = read_file("a.eml", message.as_bytes());
    let document = items[0].as_ref().unwrap();
    assert_eq!(document.title.as_deref(), Some("Họp"));
    assert_eq!(document.published.as_deref(), Some("2020-07-09"));
    assert_eq!(document.text, "Sáng nay, Huyện ủy họp.");
    let xml = b"<w:document><w:body><w:p><w:r><w:t>Huy\xE1\xBB\x87n \xE1\xBB\xA7y h\xE1\xBB\x8Dp</w:t></w:r></w:p></w:body></w:document>";
    let docx = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml)]);
    assert_eq!(texts(&read_file("a.docx", &docx)), [("a", "Huyện ủy họp")]);
    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<x><p>Hop</p></x>"),
    ]);
    assert_eq!(texts(&read_file("a.odt", &odt)), [("a", "Hop")]);
}

#[test]
fn bombs_are_told_and_do_not_go_off() {
    let zeros = vec![b' '; 66 << 20];
    let bomb = gzip(&zeros);
    assert!(complaint(&read_file("a.txt.gz", &bomb)).contains("a.txt.gz: "));
    let packed = zip(&[("a.jsonl", &zeros)]);
    let told = complaint(&read_file("a.zip", &packed));
    assert!(told.contains("200 times its size") || told.contains("longer than"), "{told}");
    let nested = (0..8).fold(SENTENCE.as_bytes().to_vec(), |bytes, _| gzip(&bytes));
    assert!(complaint(&read_file("a.gz", &nested)).contains("too many archives"));
    let message = "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document><w:t>&a;</w:t></w:document>";
    let docx = zip(&[("word/document.xml", message.as_bytes())]);
    assert!(complaint(&read_file("a.docx", &docx)).contains("a.docx: cannot be read"));
}

#[test]
fn hostile_pages_take_little() {
    let deep = format!("<html>{}<p>{SENTENCE} {SENTENCE}</p>", "<div>".repeat(100_000));
    assert!(texts(&read_file("a.html", deep.as_bytes()))[0].1.contains(SENTENCE));
    let wide = format!(
        "<html><h1>Họp</h1><p>{SENTENCE} {SENTENCE}</p>{}",
        "<b><table><td>".repeat(50_000)
    );
    assert!(texts(&read_file("a.html", wide.as_bytes()))[0].1.contains(SENTENCE));
    let nul = format!("<html><p>{}\0\u{202e}{SENTENCE}</p>", SENTENCE.replace(' ', "\u{200b} "));
    let items = read_file("a.html", nul.as_bytes());
    assert!(!texts(&items)[0].1.contains(['\0', '\u{202e}', '\u{200b}']));
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_end() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), SENTENCE).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    std::os::unix::fs::symlink("b.txt", folder.path().join("b.txt")).unwrap();
    let paths: [PathBuf; 1] = [Path::new(folder.path()).to_owned()];
    let items: Vec<_> = read_by(&Arc::default(), paths).collect();
    assert_eq!(texts(&items).len(), 1);
    assert!(complaint(&items).contains("b.txt: cannot be read"));
}
