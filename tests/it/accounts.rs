//! What a run tells of its input: counts, reasons, kept rejects; which input is taken; going on after Ctrl-C.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{Run, command, finish, run};

const TEXT: &str =
    "Sáng 12/3, đồng chí Lò Thị Mây, Bí thư Huyện ủy Bắc Sơn, chủ trì hội nghị giao ban.";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Runs a command in a folder.
fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    finish(command().current_dir(folder).args(arguments).stdin(Stdio::null()))
}

fn json_of(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn docs(facts: &str) -> Vec<String> {
    let doc = |line: &str| serde_json::from_str::<Value>(line).unwrap()["doc"].clone();
    facts.lines().map(|line| doc(line).as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_report_tells_what_was_read_and_what_was_rejected() {
    let record = json!({ "id": "r1", "text": TEXT }).to_string();
    let bad = b"{\"id\": 2.5, \"text\": \"x\"}";
    let lines = [record.as_bytes(), b"\n", bad, b"\n"].concat();
    let folder = folder(&[("a.jsonl", &lines), ("b.txt", b"caf\xE9"), ("c.txt", b"")]);
    let run = run_in(
        folder.path(),
        &["extract", "a.jsonl", "b.txt", "c.txt", "--report", "r.json", "--rejects", "bad"],
    );
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("1 document read, 3 rejected"), "{}", run.stderr);
    let report = json_of(&folder.path().join("r.json"));
    assert_eq!((&report["documents"], &report["rejected"]), (&json!(1), &json!(3)));
    assert_eq!(report["rejected_by_reason"], json!({ "record": 1, "encoding": 1, "empty": 1 }));
    assert_eq!(report["bytes"], json!(lines.len() + 4));
    assert_eq!(report["interrupted"], json!(false));
    assert_eq!(report["facts"]["participations"], json!(1));
    let rejects = report["rejects"].as_array().unwrap();
    assert_eq!((&rejects[0]["file"], &rejects[0]["line"]), (&json!("a.jsonl"), &json!(2)));
    assert!(rejects[1]["message"].as_str().unwrap().contains("byte 4 is not UTF-8"));
    for (reject, bytes) in
        rejects.iter().zip([&[bad.as_slice(), b"\n"].concat()[..], b"caf\xE9", b""])
    {
        let kept = folder.path().join(reject["kept"].as_str().unwrap());
        assert_eq!(fs::read(&kept).unwrap(), bytes, "{}", kept.display());
    }
}

#[test]
fn sites_days_and_documents_read_before_are_passed_over_and_counted() {
    let row = |id: &str, url: &str, published: &str| {
        let text = format!("{TEXT} Số {id}.");
        json!({ "id": id, "url": url, "published": published, "text": text }).to_string()
    };
    let (here, there) = ("https://bacson.langson.gov.vn/1", "https://langson.vn/1");
    let rows = [
        row("1", here, "2020-07-10"),
        row("1", here, "2020-07-10"),
        row("2", there, "2020-07-10"),
        row("3", here, "2019"),
        row("4", here, ""),
        row("5", here, "2021"),
    ];
    let folder = folder(&[("a.jsonl", rows.join("\n").as_bytes())]);
    let asked = ["--site", "www.langson.gov.vn", "--since", "2020-02", "--until", "2021-06"];
    let all = [&["extract", "a.jsonl", "--report", "r.json"], &asked[..]].concat();
    let run = run_in(folder.path(), &all);
    assert_eq!((run.code, docs(&run.stdout)), (0, vec!["1".to_owned(), "5".to_owned()]));
    let report = json_of(&folder.path().join("r.json"));
    assert_eq!(report["skipped"], json!({ "language": 0, "site": 1, "date": 2, "duplicate": 1 }));
    assert!(run.stderr.contains("passed over 1 of other sites, 2 of other"), "{}", run.stderr);
}

#[test]
fn copies_are_read_for_their_addresses_and_counted() {
    let row = |id: &str| json!({ "id": id, "text": TEXT }).to_string();
    let folder = folder(&[("a.jsonl", [row("1"), row("2")].join("\n").as_bytes())]);
    let run = run_in(folder.path(), &["extract", "a.jsonl", "--report", "r.json"]);
    assert_eq!(docs(&run.stdout).len(), 2);
    assert_eq!(json_of(&folder.path().join("r.json"))["copies"], json!(1));
}

#[test]
fn paths_come_from_files_and_standard_input() {
    let folder = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", TEXT.as_bytes()), ("c.txt", b"x")]);
    fs::write(folder.path().join("list"), "b.txt\r\n\nc.txt\n").unwrap();
    let run = run_in(folder.path(), &["extract", "a.txt", "--from", "list"]);
    assert_eq!(docs(&run.stdout), ["a", "b", "c"], "{}", run.stderr);
    let mut child = command()
        .current_dir(folder.path())
        .args(["extract", "--from", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"b.txt\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(docs(&String::from_utf8(output.stdout).unwrap()), ["b"]);
    let missing = run_in(folder.path(), &["extract", "--from", "no-list"]);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("no-list: cannot be read"), "{}", missing.stderr);
    assert_eq!(run_in(folder.path(), &["extract"]).code, 2);
}

#[test]
fn texts_are_read_again_as_the_pages_that_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let (list, texts) = (folder.path().join("list"), folder.path().join("texts.jsonl"));
    let files = fs::read_dir("tests/pages").unwrap().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    let mut pages: Vec<_> = pages.map(|path| path.display().to_string()).collect();
    pages.sort();
    fs::write(&list, pages.join("\n")).unwrap();
    let [printed, of_pages] =
        ["texts", "extract"].map(|verb| run([Path::new(verb), Path::new("--from"), &list]));
    fs::write(&texts, &printed.stdout).unwrap();
    let of_texts = run([Path::new("extract"), &texts]);
    assert_eq!((of_texts.code, of_pages.code), (0, 0), "{}", of_texts.stderr);
    assert!(of_pages.stdout == of_texts.stdout);
    assert!(of_pages.stdout.contains("\"media_type\":\"text/html\""));
}

/// A page of a portal whose footer names who leads it today.
fn portal(number: usize) -> String {
    format!(
        "<html><head><link rel=canonical href=https://bacson.vn/tin/{number}></head><body><h1>Tin số {number} của huyện</h1>\
         <div><p>Chiều 12/1/2021, đồng chí Lò Văn Thuyết, Bí thư Huyện ủy Bắc Sơn, chủ trì hội nghị lần thứ {number}.</p>\
         <p>Hội nghị thống nhất {number} nội dung và giao các cơ quan tham mưu triển khai ngay trong tháng.</p>\
         <p>Chịu trách nhiệm xuất bản: ông Vi Văn Mới, Chánh Văn phòng Huyện ủy Bắc Sơn. Lượt truy cập: 1.{number}00</p></div></body></html>"
    )
}

#[test]
fn lines_of_many_pages_are_listed_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    for number in 1..=6 {
        fs::write(pages.join(format!("{number}.html")), portal(number)).unwrap();
    }
    let before = run_in(folder.path(), &["extract", "pages"]);
    assert!(before.stdout.contains("Vi Văn Mới"));
    let table = run_in(folder.path(), &["repeated", "pages"]);
    let rows: Vec<&str> = table.stdout.lines().collect();
    assert_eq!((table.code, rows.len(), rows[0]), (0, 2, "site,line,pages,of"), "{}", table.stdout);
    assert!(rows[1].starts_with("bacson.vn,\"Chịu trách nhiệm") && rows[1].ends_with(",6,6"));
    fs::create_dir_all(folder.path().join("mine/reading")).unwrap();
    fs::write(folder.path().join("mine/reading/repeated.csv"), &table.stdout).unwrap();
    let after = run_in(folder.path(), &["extract", "pages", "--ontology", "mine"]);
    assert_eq!(after.code, 0, "{}", after.stderr);
    assert!(!after.stdout.contains("Vi Văn Mới") && after.stdout.contains("Lò Văn Thuyết"));
}

/// Articles of their own names and texts, so many that reading them takes a while.
fn many(folder: &Path, count: usize) -> PathBuf {
    let article = |number: usize| {
        let text = format!("{TEXT} Hội nghị thứ {number} thông qua 12 nội dung.\n\n").repeat(3);
        json!({ "id": format!("a{number}"), "text": text }).to_string()
    };
    let path = folder.join("many.jsonl");
    let articles: Vec<String> = (0..count).map(article).collect();
    fs::write(&path, articles.join("\n")).unwrap();
    path
}

#[cfg(unix)]
mod interrupted {
    use std::process::{Child, Command};
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use super::*;

    /// Ends a reading by Ctrl-C once a file has something in it; the exit code.
    fn interrupt(mut child: Child, begun: &Path) -> Option<i32> {
        let started = Instant::now();
        while begun.metadata().map_or(0, |file| file.len()) == 0 {
            assert!(started.elapsed() < Duration::from_secs(60), "nothing was written");
            sleep(Duration::from_millis(2));
        }
        let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        child.wait().unwrap().code()
    }

    #[test]
    fn extraction_goes_on_where_it_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let input = many(folder.path(), 1200);
        let (facts, whole) = (folder.path().join("facts.jsonl"), folder.path().join("whole.jsonl"));
        let extract = |output: &Path, more: &[&str]| {
            let mut command = command();
            command.arg("extract").arg(&input).arg("--output").arg(output).args(more);
            command.stderr(Stdio::null());
            command
        };
        assert_eq!(interrupt(extract(&facts, &[]).spawn().unwrap(), &facts), Some(130));
        let begun = fs::read_to_string(&facts).unwrap();
        let lines = begun.lines().count();
        assert!(begun.ends_with('\n') && lines < 1200, "{lines}");
        // As if the machine had failed within a line.
        fs::write(&facts, &begun[..begun.len() - 10]).unwrap();
        assert_eq!(finish(&mut extract(&facts, &["--resume"])).code, 0);
        assert_eq!(finish(&mut extract(&whole, &[])).code, 0);
        assert!(fs::read(&facts).unwrap() == fs::read(&whole).unwrap());
        fs::write(&input, json!({ "id": "a0", "text": "Khác" }).to_string()).unwrap();
        let other = finish(extract(&facts, &["--resume"]).stderr(Stdio::piped()));
        assert_eq!(other.code, 2);
        assert!(other.stderr.contains("facts of another text called `a0`"), "{}", other.stderr);
    }

    #[test]
    fn a_build_leaves_the_old_graph_and_goes_on_where_it_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let (graph, clean) = (folder.path().join("graph"), folder.path().join("clean"));
        let first = folder.path().join("first.txt");
        fs::write(&first, TEXT).unwrap();
        let input = many(folder.path(), 300);
        let build = |graph: &Path, more: &[&Path]| {
            let mut command = command();
            command.arg("build").args(more).arg("--graph").arg(graph).stderr(Stdio::piped());
            command
        };
        assert_eq!(finish(&mut build(&graph, &[&first])).code, 0);
        let facts = |graph: &Path| {
            let manifest = json_of(&graph.join("manifest.json"));
            let generation = manifest["generation"].as_str().unwrap().to_owned();
            fs::read_to_string(graph.join(generation).join("facts.jsonl")).unwrap()
        };
        let before = facts(&graph);
        let begun = graph.join("unfinished.jsonl");
        let child = build(&graph, &[&input]).stderr(Stdio::null()).spawn().unwrap();
        assert_eq!(interrupt(child, &begun), Some(130));
        assert_eq!(facts(&graph), before);
        assert_eq!(run([Path::new("verify"), Path::new("--graph"), &graph]).code, 0);
        let resumed = finish(&mut build(&graph, &[&input, Path::new("--resume")]));
        assert_eq!(resumed.code, 0, "{}", resumed.stderr);
        assert!(!resumed.stderr.contains("going on behind 0 documents"), "{}", resumed.stderr);
        assert!(!begun.exists());
        assert_eq!(finish(&mut build(&clean, &[&first, &input])).code, 0);
        assert!(facts(&graph) == facts(&clean));
    }
}
