//! The command as users run it.
//!
//! Longer than most: every command once, and the answers of the example articles.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;

/// What one run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chutri"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("CHUTRI_GRAPH");
    command
}

pub(crate) fn run<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    finish(command().args(arguments).stdin(Stdio::null()))
}

pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The graph of the example articles, built once.
static EXAMPLES: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let graph = folder.path().join("graph");
    let built = run([
        "build".as_ref(),
        "examples/articles".as_ref(),
        "--graph".as_ref(),
        graph.as_os_str(),
    ]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert_eq!(built.stdout, "");
    assert!(built.stderr.contains("18 documents read, 0 rejected"), "{}", built.stderr);
    folder
});

pub(crate) fn graph() -> PathBuf {
    EXAMPLES.path().join("graph")
}

/// Runs a command on the graph of the examples.
pub(crate) fn on_examples(arguments: &[&str]) -> Run {
    let run = finish(command().args(arguments).env("CHUTRI_GRAPH", graph()));
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    run
}

pub(crate) fn rows(csv: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(csv.as_bytes()).records().collect::<Result<_, _>>().unwrap()
}

fn chairs(arguments: &[&str]) -> BTreeSet<(String, String)> {
    let all = [&["chaired", "--format", "csv"], arguments].concat();
    let rows = rows(&on_examples(&all).stdout);
    rows.iter().map(|row| (row[0].to_owned(), row[1].to_owned())).collect()
}

fn set(pairs: &[(&str, &str)]) -> BTreeSet<(String, String)> {
    pairs.iter().map(|&(date, who)| (date.to_owned(), who.to_owned())).collect()
}

/// What the reading does not find yet.
const MISSED: [(&str, &str); 4] = [
    ("2015-08-13", "Lô Văn Thuyết"),
    ("2021-01-12", "Lô Văn Thuyết"),
    ("2021-01-12", "Đậu Văn Trinh"),
    ("2026-03-12", "Phạm Đăng Quynh"),
];

/// What it finds and should not: the chair of a meeting that is only planned.
const WRONG: [(&str, &str); 1] = [("2014-03-11", "Nông Thị Lan Chi")];

/// What it takes for people and should not: the letters of a font-size switch, and a river.
const NOBODY: [&str; 2] = ["A A", "Hàm Luông"];

#[test]
fn the_examples_tell_who_chaired_what() {
    let expected = set(&[
        ("2012-12-20", "Kha Văn Nhuần"),
        ("2012-12-20", "Vi Thị Hoài An"),
        ("2014-03-11", "Dương Thời Vịnh"),
        ("2015-08-13", "Lô Văn Thuyết"),
        ("2015-08-13", "Lương Xuân Khiêm"),
        ("2015-08-13", "Vi Thị Hoài An"),
        ("2016-06-28", "Hoàng Thế Bách"),
        ("2018-02-06", "Nông Thị Lan Chi"),
        ("2020-07-15", "Bạch Văn Tuyên"),
        ("2020-07-15", "Hán Thị Thu Mây"),
        ("2020-07-15", "Triệu Khắc Dương"),
        ("2021-01-12", "Lô Văn Thuyết"),
        ("2021-01-12", "Đậu Văn Trinh"),
        ("2022-10-07", "Huỳnh Chí Nguyện"),
        ("2023-11-17", "Hồ Sỹ Lượng"),
        ("2024-05-29", "Hoàng Thị Sim"),
        ("2025-07-03", "Lâm Quốc Trạng"),
        ("2025-07-03", "Trần Thị Diễm Kiều"),
        ("2025-10-14", "Ngân Thị Lả"),
        ("2026-03-12", "Phạm Đăng Quynh"),
        ("2026-08-18", "Lê Thị Ánh Nhi"),
        ("2026-08-18", "Mai Hồng Dư"),
    ]);
    let found = chairs(&[]);
    let missed: Vec<_> = expected.difference(&found).collect();
    let wrong: Vec<_> = found.difference(&expected).collect();
    assert!(missed.iter().all(|row| set(&MISSED).contains(row)), "missed: {missed:?}");
    assert!(wrong.iter().all(|row| set(&WRONG).contains(row)), "wrong: {wrong:?}");
}

#[test]
fn the_examples_name_these_people() {
    let expected: Vec<_> = include_str!("data/people.txt").lines().collect();
    let query =
        "SELECT DISTINCT ?name WHERE { ?p a ct:Person ; skos:prefLabel ?name } ORDER BY ?name";
    let found = rows(&on_examples(&["query", query, "--format", "csv"]).stdout);
    let found: BTreeSet<_> = found.iter().map(|row| row[0].to_owned()).collect();
    let missed: Vec<_> = expected.iter().filter(|&&name| !found.contains(name)).collect();
    let wrong: Vec<_> = found.iter().filter(|name| !expected.contains(&name.as_str())).collect();
    assert!(missed.is_empty(), "missed: {missed:?}");
    assert!(wrong.iter().all(|name| NOBODY.contains(&name.as_str())), "wrong: {wrong:?}");
}

#[test]
fn chairings_are_found_by_person_body_unit_and_time() {
    let lan_chi = set(&[("2018-02-06", "Nông Thị Lan Chi")]);
    assert!(chairs(&["--person", "nong thi lan chi"]).is_superset(&lan_chi));
    assert!(chairs(&["--person", "Nông Thị Lan Chi"]).is_superset(&lan_chi));
    assert_eq!(chairs(&["--person", "Nồng Thị Lan Chi"]), set(&[]));
    assert_eq!(chairs(&["--since", "2025-07-02", "--until", "2025"]).len(), 3);
    assert_eq!(chairs(&["--until", "2012"]).len(), 2);
    let in_ninh_kieu = chairs(&["--unit", "Ninh Kiều"]);
    assert!(in_ninh_kieu.contains(&("2025-07-03".to_owned(), "Lâm Quốc Trạng".to_owned())));
    assert!(!in_ninh_kieu.contains(&("2020-07-15".to_owned(), "Bạch Văn Tuyên".to_owned())));
    assert!(chairs(&["--unit", "nghe an"]).len() >= 5);
    let front = chairs(&["--body", "mat tran to quoc"]);
    assert_eq!(front, set(&[("2023-11-17", "Hồ Sỹ Lượng")]));
}

/// The text of an example page.
pub(crate) fn page(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    if let Ok(text) = fs::read_to_string(folder.join(format!("{name}.txt"))) {
        return text;
    }
    let records = fs::read_to_string(folder.join("bao-tinh.jsonl")).unwrap();
    let records =
        records.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let record = records.into_iter().find(|record| record["id"] == name).unwrap();
    record["text"].as_str().unwrap().to_owned()
}

#[test]
fn every_chairing_shows_words_of_its_page() {
    let rows = rows(&on_examples(&["chaired", "--format", "csv"]).stdout);
    for row in &rows {
        let (quote, name) = (&row[5], &row[6]);
        assert!(!quote.is_empty() && page(name).contains(quote), "{name}: {quote}");
    }
}

#[test]
fn a_query_comes_in_every_form() {
    let query =
        "SELECT ?who WHERE { ?p ct:chaired ?m ; skos:prefLabel ?who } ORDER BY ?who LIMIT 1";
    let form = |form| on_examples(&["query", query, "--format", form]).stdout;
    assert_eq!(form("csv"), "who\r\nBạch Văn Tuyên\r\n");
    assert_eq!(form("tsv"), "?who\n\"Bạch Văn Tuyên\"@vi\n");
    assert_eq!(form("md"), "| who            |\n|----------------|\n| Bạch Văn Tuyên |\n");
    assert!(form("json").contains("\"value\":\"Bạch Văn Tuyên\""));
    insta::assert_snapshot!(form("table"), @r"
    ┌────────────────┐
    │ who            │
    ╞════════════════╡
    │ Bạch Văn Tuyên │
    └────────────────┘
    ");
}

#[test]
fn mistakes_in_queries_are_told_with_their_place() {
    let query = "SELECT ?who WHERE {\n  ?p ct:chaired ?m";
    let run = finish(command().args(["query", query]).env("CHUTRI_GRAPH", graph()));
    assert_eq!(run.code, 2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("chutri: query: line 2, column 19: "), "{}", run.stderr);
    let run = finish(command().args(["query", "no/such.rq"]).env("CHUTRI_GRAPH", graph()));
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("chutri: no/such.rq: cannot be read: "), "{}", run.stderr);
}

#[test]
fn a_missing_graph_is_told_with_its_remedy() {
    for arguments in [&["chaired"][..], &["query", "ASK {}"], &["export", "--format", "nq"]] {
        let run = finish(command().args(arguments).args(["--graph", "no/such/graph"]));
        assert_eq!(run.code, 2);
        assert_eq!(
            run.stderr,
            "chutri: no/such/graph: no graph here; `chutri build INPUT --graph no/such/graph` makes one\n"
        );
    }
}

#[test]
fn wrong_use_is_code_2() {
    for arguments in
        [&["chaired", "--since", "09/07/2020"][..], &["extract"], &["query"], &["xyz"], &["export"]]
    {
        let run = run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(
            ["Usage:", "--help", "--format"].iter().any(|word| run.stderr.contains(word)),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn rejected_input_is_told_and_the_rest_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read("examples/articles/tam-nong-2020-07-16.txt").unwrap();
    fs::write(folder.path().join("good.txt"), good).unwrap();
    fs::write(folder.path().join("bad.txt"), b"Ng\xE0y 15/7").unwrap();
    fs::write(folder.path().join("empty.txt"), b"").unwrap();
    let graph = folder.path().join("graph");
    let built = finish(command().arg("build").arg(folder.path()).arg("--graph").arg(&graph));
    assert_eq!(built.code, 1, "{}", built.stderr);
    assert!(built.stderr.contains("bad.txt:1: byte 3 is not UTF-8"), "{}", built.stderr);
    assert!(built.stderr.contains("empty.txt: there is no text in it"), "{}", built.stderr);
    assert!(built.stderr.contains("1 document read, 2 rejected"), "{}", built.stderr);
    let chaired = finish(command().args(["chaired", "--format", "tsv", "--graph"]).arg(&graph));
    assert_eq!(chaired.stdout.lines().count(), 4, "{}", chaired.stdout);
}

#[test]
fn a_build_without_documents_leaves_the_graph_as_it_was() {
    let before = on_examples(&["export", "--format", "nq"]).stdout;
    let empty = tempfile::tempdir().unwrap();
    let run = finish(command().arg("build").arg(empty.path()).env("CHUTRI_GRAPH", graph()));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("the folder holds no document"), "{}", run.stderr);
    assert!(run.stderr.contains("the graph is as it was"), "{}", run.stderr);
    assert_eq!(on_examples(&["export", "--format", "nq"]).stdout, before);
}

#[test]
fn order_and_threads_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<_> =
        fs::read_dir("examples/articles").unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "txt" || e == "jsonl"));
    files.sort();
    files.reverse();
    for threads in ["1", "3"] {
        let graph = folder.path().join(threads);
        let built = finish(
            command().arg("build").args(&files).args(["--threads", threads, "--graph"]).arg(&graph),
        );
        assert_eq!(built.code, 0, "{}", built.stderr);
        for form in ["nq", "ttl", "graphml", "csv"] {
            let export =
                finish(command().args(["export", "--format", form, "--graph"]).arg(&graph));
            assert!(!export.stdout.is_empty());
            assert_eq!(export.stdout, on_examples(&["export", "--format", form]).stdout, "{form}");
        }
        files.rotate_left(5);
    }
}

#[test]
fn standard_input_is_read_as_text_or_as_records() {
    let extract = |input: &str| {
        let mut child = command()
            .args(["extract", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let mut stdout = String::new();
        child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        assert!(child.wait().unwrap().success());
        stdout
    };
    let text = "Ngày 2/3/2020, đồng chí Lò Văn Tám chủ trì hội nghị.";
    assert!(extract(text).starts_with("{\"doc\":\"stdin\","));
    let record = serde_json::json!({"id": "a1", "text": text}).to_string();
    assert!(extract(&record).starts_with("{\"doc\":\"a1\","));
}

#[test]
fn a_reader_that_goes_away_ends_the_command_quietly() {
    let mut child = command()
        .args(["export", "--format", "nq", "--graph"])
        .arg(graph())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(stderr, "");
}

#[test]
fn what_is_not_understood_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let text = "Ngày 2/3/2020, đồng chí Lò Văn Tám chủ trì hội nghị.\n\nTrần Văn Bốn, ai bầu?\n";
    fs::write(&path, text).unwrap();
    let listed = finish(command().args(["extract", "--unparsed"]).arg(&path));
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    let rows: Vec<_> = listed.stdout.lines().skip(1).collect();
    assert_eq!(rows, ["a\t54\t75\telect\tTrần Văn Bốn, ai bầu?"]);
}

#[test]
fn explain_shows_which_rules_fired() {
    let trace = on_examples(&["explain", "examples/articles/tam-nong-2020-07-16.txt"]).stdout;
    assert!(trace.starts_with("document tam-nong-2020-07-16\nsentence 1\n"), "{trace}");
    assert!(trace.contains("chair-subject"), "{trace}");
}

#[test]
fn completions_and_manual_pages_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(run(["completions", shell]).stdout.contains("chaired"), "{shell}");
    }
    assert!(run(["man"]).stdout.contains(".TH chutri"));
    let folder = tempfile::tempdir().unwrap();
    let man = finish(command().arg("man").arg(folder.path()));
    assert_eq!(man.code, 0, "{}", man.stderr);
    assert!(folder.path().join("chutri-chaired.1").exists());
}

#[test]
fn an_export_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chutri.graphml");
    let file = path.to_str().unwrap();
    assert_eq!(on_examples(&["export", "--format", "graphml", "--output", file]).stdout, "");
    assert_eq!(on_examples(&["export", "--output", file]).stdout, "", "the ending tells the form");
    let stdout = on_examples(&["export", "--format", "graphml"]).stdout;
    assert_eq!(fs::read_to_string(&path).unwrap(), stdout);
    let run = finish(
        command()
            .args(["export", "--format", "nq", "--output", "no/such/file"])
            .env("CHUTRI_GRAPH", graph()),
    );
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("chutri: no/such/file: cannot be written: "), "{}", run.stderr);
}

#[test]
fn documents_come_and_go_as_builds_ask() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, graph) = (folder.path().join("pages"), folder.path().join("graph"));
    fs::create_dir(&pages).unwrap();
    let write = |name: &str, who: &str| {
        let text =
            format!("Ngày 9/7/2020, đồng chí {who}, Bí thư Huyện ủy Kim Thành chủ trì hội nghị.");
        fs::write(pages.join(name), text).unwrap();
    };
    let build = |arguments: &[&str]| {
        let graph = ["--graph", graph.to_str().unwrap()];
        let mut command = command();
        finish(command.arg("build").args(arguments).args(graph))
    };
    write("a.txt", "Bùi Văn Đạt");
    write("b.txt", "Lê Thị Mận");
    let all = pages.to_str().unwrap();
    let first = build(&[all]);
    assert!(
        first.stderr.contains("2 new, 0 changed, 0 removed; now 2 documents"),
        "{}",
        first.stderr
    );
    write("c.txt", "Trần Văn Ổn");
    write("a.txt", "Bùi Văn Lộc");
    let second = build(&[all]);
    assert!(
        second.stderr.contains("1 new, 1 changed, 0 removed; now 3 documents"),
        "{}",
        second.stderr
    );
    let third = build(&["--remove", pages.join("b.txt").to_str().unwrap()]);
    assert_eq!(third.code, 0, "{}", third.stderr);
    assert!(
        third.stderr.contains("0 new, 0 changed, 1 removed; now 2 documents"),
        "{}",
        third.stderr
    );
    let none = build(&["--remove", "zzz"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("holds no document `zzz`"), "{}", none.stderr);
    fs::remove_file(pages.join("b.txt")).unwrap();
    fs::remove_file(pages.join("c.txt")).unwrap();
    let kept = build(&[all]);
    assert!(kept.stderr.contains("0 removed; now 2 documents"), "{}", kept.stderr);
    let synced = build(&[all, "--sync"]);
    assert!(synced.stderr.contains("1 removed; now 1 document,"), "{}", synced.stderr);
    assert_eq!(build(&["--sync"]).code, 2);
    let as_it_is = build(&[]);
    assert!(as_it_is.stderr.contains("0 removed; now 1 document,"), "{}", as_it_is.stderr);
}

#[test]
fn contradictions_are_told_with_the_words_of_both_sides() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, graph) = (folder.path().join("pages.jsonl"), folder.path().join("graph"));
    let page = |id: &str, day: &str, who: &str| {
        let text = format!(
            "Ngày {day}, đồng chí {who}, Bí thư Huyện ủy Kim Thành, tỉnh Hải Dương chủ trì hội nghị."
        );
        serde_json::json!({"id": id, "published": day, "text": text}).to_string() + "\n"
    };
    let check = |pages_of: &[String]| {
        fs::write(&pages, pages_of.concat()).unwrap();
        let built =
            run(["build".as_ref(), pages.as_os_str(), "--graph".as_ref(), graph.as_os_str()]);
        assert_eq!(built.code, 0, "{}", built.stderr);
        finish(command().args(["check", "--format", "csv", "--graph"]).arg(&graph))
    };
    let terms = [page("a", "2018-03-05", "Bùi Văn Đạt"), page("b", "2019-06-05", "Bùi Văn Đạt")];
    let sound = check(&terms);
    assert_eq!((sound.code, sound.stdout.as_str()), (0, ""), "{}", sound.stderr);
    let wrong = check(&[page("c", "2018-09-05", "Lê Thị Mận")]);
    assert_eq!(wrong.code, 1, "{}", wrong.stderr);
    let rows = rows(&wrong.stdout);
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!([&row[0], &row[1]], ["hai người giữ một ghế", "2018-09-05"]);
    let (left, right) = ([&row[3], &row[4], &row[5]], [&row[6], &row[7], &row[8]]);
    assert!(left[0].starts_with("Bùi Văn Đạt, ") && left[1].contains("Bùi Văn Đạt"), "{left:?}");
    assert!(right[0].starts_with("Lê Thị Mận, ") && right[1].contains("Lê Thị Mận"), "{right:?}");
    assert_eq!((left[2], right[2]), ("a", "c"));
}
