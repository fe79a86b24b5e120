//! Deciding open pairs of people, in a session through a pipe and by tables.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use chutri::links::Decisions;

use crate::cli::{Run, command, finish, rows};

/// Two pages on one place, before and after its district became a ward, that name four people alike.
const PAGES: [&str; 2] = ["ninh-kieu-2022-10-07.txt", "phuong-ninh-kieu-2025-07-03.txt"];
const NAMES: [&str; 4] =
    ["Huỳnh Chí Nguyện", "Lâm Quốc Trạng", "Nguyễn Đình Phong", "Trần Thị Diễm Kiều"];

fn build(folder: &Path) {
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).unwrap();
    for page in PAGES {
        fs::copy(Path::new("examples/articles").join(page), pages.join(page)).unwrap();
    }
    let built = finish(command().arg("build").arg(&pages).arg("--graph").arg(folder.join("graph")));
    assert_eq!(built.code, 0, "{}", built.stderr);
}

/// A session that is given these lines.
fn session(folder: &Path, lines: &str) -> Run {
    with_input(folder, &["--who", "an"], lines)
}

fn with_input(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut child = command()
        .arg("review")
        .args(arguments)
        .arg("--graph")
        .arg(folder.join("graph"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn decisions(folder: &Path) -> Vec<csv::StringRecord> {
    rows(&fs::read_to_string(folder.join("graph/decisions.csv")).unwrap())
}

fn people(folder: &Path, name: &str) -> usize {
    let query = format!("SELECT ?p WHERE {{ ?p a ct:Person ; skos:prefLabel \"{name}\"@vi }}");
    let graph = folder.join("graph");
    let run = finish(command().args(["query", &query, "--format", "csv", "--graph"]).arg(graph));
    rows(&run.stdout).len()
}

#[test]
fn a_session_shows_pairs_and_keeps_decisions() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    build(folder);
    let run = session(folder, "s one career\nwhat\nd\nu\ns\n");
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (at, name) in NAMES.iter().enumerate() {
        let head = format!("{} of 4: {name} (belief 0.", at + 1);
        assert_eq!(run.stdout.matches(&head).count(), 1, "{}", run.stdout);
    }
    for words in ["ninh-kieu-2022-10-07", "phuong-ninh-kieu-2025-07-03", "Phó Bí thư Quận ủy"]
    {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    assert!(run.stderr.contains("that is none of the answers"));
    assert!(run.stderr.contains("4 decided, 0 left; "), "{}", run.stderr);
    let decided = decisions(folder);
    assert_eq!(decided.len(), 4);
    assert_eq!((&decided[0][4], &decided[0][5], &decided[0][7]), ("same", "an", "one career"));
    assert_eq!(&decided[1][4], "different");
    assert_eq!(decided[0][6].len(), "2020-07-09T08:00:00Z".len());
    let again = session(folder, "");
    assert!(again.stderr.contains("0 decided, 0 left"), "decided pairs are not shown again");
    assert!(
        Decisions::parse(&fs::read_to_string(folder.join("graph/decisions.csv")).unwrap()).is_ok()
    );
}

#[test]
fn a_decision_is_undone_and_a_session_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    build(folder);
    let run = session(folder, "z\nd\nz\nu not sure\nq\ns\n");
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("there is nothing to undo"));
    assert!(run.stderr.contains("1 decided, 3 left"), "{}", run.stderr);
    let decided = decisions(folder);
    assert_eq!(decided.len(), 1);
    assert_eq!((&decided[0][4], &decided[0][7]), ("unsure", "not sure"));
    let next = session(folder, "n\n");
    assert!(next.stdout.contains("1 of 3: "), "what is unsure is not asked again: {}", next.stdout);
    assert!(next.stderr.contains("0 decided, 3 left"));
    let all = with_input(folder, &["--again"], "");
    assert!(all.stdout.contains("1 of 4: "), "{}", all.stdout);
}

#[test]
fn the_next_build_heeds_decisions() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    build(folder);
    assert_eq!(NAMES.map(|name| people(folder, name)), [2, 2, 2, 2]);
    session(folder, "s\nd\nu\ns\n");
    build(folder);
    assert_eq!(NAMES.map(|name| people(folder, name)), [1, 2, 2, 1]);
    let rest = with_input(folder, &["--again"], "");
    assert!(
        rest.stdout.contains("1 of 1: Nguyễn Đình Phong"),
        "only the unsure stays: {}",
        rest.stdout
    );
}

#[test]
fn decisions_go_out_as_a_table_and_come_back_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    build(folder);
    let table = folder.join("open.csv");
    let open = with_input(folder, &["--export", table.to_str().unwrap()], "");
    assert_eq!((open.code, open.stdout.as_str()), (0, ""));
    let text = fs::read_to_string(&table).unwrap();
    let open = rows(&text);
    assert_eq!(open.len(), 4);
    assert!(open.iter().all(|row| row[4].is_empty() && row[9].contains(&row[1])), "{open:?}");
    let mut filled = csv::Writer::from_writer(Vec::new());
    filled.write_record(text.lines().next().unwrap().split(',')).unwrap();
    for (row, verdict) in open.iter().zip(["same", "perhaps", "", ""]) {
        let cells = row.iter().enumerate().map(|(at, cell)| if at == 4 { verdict } else { cell });
        filled.write_record(cells).unwrap();
    }
    let filled = String::from_utf8(filled.into_inner().unwrap()).unwrap();
    let taken = with_input(folder, &["--import", "-", "--who", "bình"], &filled);
    assert_eq!(taken.code, 1, "{}", taken.stderr);
    assert!(taken.stderr.contains("`perhaps` is none of same, different, unsure; left out"));
    assert!(taken.stderr.contains("1 decisions taken into"), "{}", taken.stderr);
    let decided = decisions(folder);
    assert_eq!(decided.len(), 1);
    assert_eq!((&decided[0][4], &decided[0][5]), ("same", "bình"));
    let changed = filled.replace("perhaps", "").replace("same", "different");
    assert_eq!(with_input(folder, &["--import", "-"], &changed).code, 0);
    assert_eq!(decisions(folder).len(), 1, "a later decision takes the place of the earlier");
    assert_eq!(&decisions(folder)[0][4], "different");
    let out = with_input(folder, &["--export", "-"], "");
    assert_eq!(rows(&out.stdout).iter().filter(|row| &row[4] == "different").count(), 1);
    let elsewhere =
        "left_document,left_name,right_document,right_name,verdict\nx,A B,y,A B,unsure\n";
    let kept = with_input(folder, &["--import", "-"], elsewhere);
    assert_eq!(kept.code, 0);
    assert!(
        kept.stderr.contains("-:2: no page `x` of this graph names `A B`; kept"),
        "{}",
        kept.stderr
    );
    assert_eq!(decisions(folder).len(), 2);
}

#[test]
fn a_wrong_table_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    build(folder);
    let wrong = with_input(folder, &["--import", "-"], "a,b\n1,2\n");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("-: no table of decisions: "), "{}", wrong.stderr);
    assert!(!folder.join("graph/decisions.csv").exists());
    fs::write(folder.join("graph/decisions.csv"), "left_document\nx\n").unwrap();
    let wrong = session(folder, "s\n");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("decisions.csv: no table of decisions"), "{}", wrong.stderr);
}
