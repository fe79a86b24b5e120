//! The commands that read a graph: people, bodies, meetings, search, differences.

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::cli::{Run, command, finish, graph, on_examples, rows};

/// Runs a command on the graph of the examples that fails.
fn refused(arguments: &[&str]) -> Run {
    let run = finish(command().args(arguments).env("CHUTRI_GRAPH", graph()));
    assert_eq!(run.code, 2, "{arguments:?}: {}", run.stdout);
    assert_eq!(run.stdout, "");
    run
}

fn json(arguments: &[&str]) -> Value {
    let all = [arguments, &["--format", "json"]].concat();
    serde_json::from_str(&on_examples(&all).stdout).unwrap()
}

/// One column of a table of a report.
fn column<'a>(report: &'a Value, section: &str, name: &str) -> Vec<&'a str> {
    let rows = report[section].as_array().unwrap().iter();
    rows.map(|row| row[name].as_str().unwrap_or_default()).collect()
}

#[test]
fn a_person_is_told_by_offices_meetings_partners_and_pages() {
    let report = json(&["person", "Nông Thị Lan Chi"]);
    assert_eq!(report["name"], "Nông Thị Lan Chi");
    let offices = report["offices"].as_array().unwrap();
    let head = &offices[0];
    assert_eq!(head["office"], "Trưởng Ban Tổ chức Tỉnh ủy Lạng Sơn");
    assert_eq!(head["attested_from"], "2014-03-11");
    assert_eq!(head["stated_from"], Value::Null, "no text says since when");
    let last = offices.iter().find(|row| row["office"] == "Phó Bí thư Tỉnh ủy Lạng Sơn").unwrap();
    assert_eq!(
        (&last["attested_from"], &last["attested_until"]),
        (&"2016-06-28".into(), &"2018-02-06".into())
    );
    let meetings = column(&report, "meetings", "date");
    assert!(meetings.is_sorted(), "{meetings:?}");
    let roles = column(&report, "meetings", "role");
    assert!(roles.iter().any(|roles| roles.split(" | ").any(|role| role == "chủ trì")));
    assert_eq!(column(&report, "chaired_with", "person"), ["Dương Thời Vịnh"]);
    let pages = column(&report, "sources", "page");
    for page in ["bac-son-2014-03-11", "bac-son-2016-06-28", "bac-son-2018-02-06"] {
        assert!(pages.contains(&page), "{pages:?}");
    }
}

#[test]
fn terms_stand_apart_from_what_is_attested() {
    let report = json(&["person", "hoang the bach"]);
    let offices = report["offices"].as_array().unwrap();
    let of_term = offices.iter().find(|row| row["term"] == "2015-2020").unwrap();
    assert_eq!(of_term["office"], "Bí thư Huyện ủy Bắc Sơn");
    assert_eq!(of_term["attested_from"], "2016-06-28", "the term gives no first day");
}

#[test]
fn a_name_is_found_exactly_before_without_accents() {
    let name = |words: &str| json(&["person", words])["name"].as_str().unwrap().to_owned();
    assert_eq!(name("NÔNG THỊ LAN CHI"), "Nông Thị Lan Chi");
    assert_eq!(name("nong thi lan chi"), "Nông Thị Lan Chi");
    assert_eq!(name("Lan Chi"), "Nông Thị Lan Chi");
    let address = json(&["person", "lan chi"])["address"].as_str().unwrap().to_owned();
    assert_eq!(name(&address), "Nông Thị Lan Chi");
    let path = address.strip_prefix("https://w3id.org/chutri/id/").unwrap();
    assert_eq!(name(path), "Nông Thị Lan Chi");
    assert_eq!(name(&format!("id:{path}")), "Nông Thị Lan Chi");
}

#[test]
fn a_name_of_nobody_is_told_with_names_like_it() {
    let run = refused(&["person", "Nồng Thị Lan Chi"]);
    let told = "chutri: no person is called `Nồng Thị Lan Chi`, but perhaps `Nông Thị Lan Chi`";
    assert!(run.stderr.starts_with(told), "{}", run.stderr);
    let run = refused(&["body", "Huyện ủy Bắc Sợn"]);
    assert!(run.stderr.contains("perhaps `Huyện ủy Bắc Sơn`"), "{}", run.stderr);
    let run = refused(&["person", "org/huyen-uy/bac-son.lang-son"]);
    assert!(run.stderr.starts_with("chutri: no person is called"), "{}", run.stderr);
}

#[test]
fn choosing_by_a_name_of_nobody_gives_nothing_and_says_so() {
    for command in ["meetings", "chaired"] {
        let run = on_examples(&[command, "--person", "Nồng Thị Lan Chi", "--format", "csv"]);
        assert!(rows(&run.stdout).is_empty());
        assert!(run.stderr.contains("perhaps `Nông Thị Lan Chi`"), "{}", run.stderr);
    }
    let told = refused(&["why", "Nồng Thị Lan Chi"]).stderr;
    assert!(told.contains("but perhaps `Nông Thị Lan Chi`"), "{told}");
}

#[test]
fn several_of_a_name_are_listed_with_their_addresses() {
    let run = refused(&["person", "Trần Thị Diễm Kiều"]);
    assert!(
        run.stderr.starts_with("chutri: `Trần Thị Diễm Kiều` may be 2 people; "),
        "{}",
        run.stderr
    );
    let lines: Vec<&str> = run.stderr.lines().skip(1).collect();
    assert_eq!(lines.len(), 2);
    for line in lines {
        let address = line.split_whitespace().next().unwrap();
        assert_eq!(json(&["person", address])["name"], "Trần Thị Diễm Kiều");
        assert!(line.contains("Ninh Kiều"), "what tells them apart: {line}");
    }
}

#[test]
fn a_body_is_told_by_posts_in_succession() {
    let report = json(&["body", "huyen uy bac son"]);
    let posts: Vec<_> = report["posts"].as_array().unwrap().iter().collect();
    let heads: Vec<_> = posts.iter().filter(|row| row["office"] == "Bí thư").collect();
    assert_eq!(heads.first().unwrap()["person"], "Hoàng Thế Bách");
    let next = heads.iter().find(|row| row["person"] == "Dương Công Tấn").unwrap();
    assert_eq!(next["follows"], "a gap of 587 days", "from 2016-06-28 to 2018-02-06");
    assert!(column(&report, "parts", "body").contains(&"Ban Thường vụ Huyện ủy Bắc Sơn"));
    assert_eq!(report["unit"], "huyện Bắc Sơn");
    let report = json(&["body", "Ban Thường vụ Huyện ủy Bắc Sơn"]);
    assert!(column(&report, "part_of", "body").contains(&"Huyện ủy Bắc Sơn"));
}

#[test]
fn meetings_are_chosen_by_person_body_unit_time_and_kind() {
    let dates = |arguments: &[&str]| {
        let all = [&["meetings", "--format", "csv"], arguments].concat();
        let rows = rows(&on_examples(&all).stdout);
        rows.iter().map(|row| row[0].to_owned()).collect::<Vec<_>>()
    };
    assert!(dates(&[]).len() >= 15);
    assert_eq!(dates(&["--kind", "congress", "--until", "2015"]), ["2015-08-13"]);
    assert_eq!(dates(&["--unit", "xa con cuong"]), ["2025-10-14"]);
    assert_eq!(dates(&["--person", "Lan Chi", "--since", "2018"]), ["2018-02-06"]);
    assert_eq!(dates(&["--body", "Ban Noi chinh"]), ["2021-01-12"]);
    assert!(dates(&["--since", "2016", "--until", "2016"]).contains(&"2016-06-28".to_owned()));
    assert_eq!(dates(&["--person", "Làn Chi"]), Vec::<String>::new());
}

#[test]
fn meetings_tell_chairs_by_given_name_and_how_many_took_part() {
    let arguments = ["meetings", "--kind", "congress", "--until", "2015", "--format", "csv"];
    let rows = rows(&on_examples(&arguments).stdout);
    let chairs: Vec<&str> = rows[0][4].split(" | ").collect();
    assert_eq!(chairs.first(), Some(&"Vi Thị Hoài An"));
    assert!(chairs.contains(&"Lương Xuân Khiêm"));
    let people: usize = rows[0][7].parse().unwrap();
    assert!(people >= chairs.len(), "a chair is one of the people");
}

#[test]
fn search_gives_names_before_quotes_and_whole_names_first() {
    let found = |words: &str| rows(&on_examples(&["search", words, "--format", "csv"]).stdout);
    let people = found("nong thi lan chi");
    assert_eq!((&people[0][0], &people[0][2]), ("person", "Nông Thị Lan Chi"));
    assert!(people.iter().skip(1).all(|row| &row[0] == "quote" && row[2].contains("Lan Chi")));
    assert!(people.iter().any(|row| &row[3] == "bac-son-2018-02-06"));
    assert_eq!(&found("Nông Thị Lan Chi")[0][1], "exact");
    assert!(found("Nồng Thị Lan Chi").is_empty());
    assert_eq!(&found("huyen uy bac son")[0][0], "body");
    let limited = on_examples(&["search", "huyen uy", "--limit", "2", "--format", "csv"]);
    assert_eq!(rows(&limited.stdout).len(), 2);
    assert!(limited.stderr.contains("more; give more words, or --limit "), "{}", limited.stderr);
    assert!(refused(&["search", " - "]).stderr.contains("no word to search for"));
}

#[test]
fn diff_tells_what_an_article_adds_and_takes_away() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for entry in fs::read_dir("examples/articles").unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with("bac-son-2016-06-28.txt") && !path.ends_with("README.md") {
            fs::copy(&path, articles.join(path.file_name().unwrap())).unwrap();
        }
    }
    let smaller = folder.path().join("graph");
    let built = finish(command().arg("build").arg(&articles).arg("--graph").arg(&smaller));
    assert_eq!(built.code, 0, "{}", built.stderr);
    let whole = graph();
    let diff = |before: &std::path::Path, after: &std::path::Path| {
        let run = finish(command().arg("diff").args([before, after]).args(["--format", "csv"]));
        assert_eq!(run.code, 0, "{}", run.stderr);
        rows(&run.stdout)
    };
    assert!(diff(&whole, &whole).is_empty());
    let added = diff(&smaller, &whole);
    let has = |change: &str, kind: &str, name: &str| {
        added.iter().any(|row| (&row[0], &row[1], &row[2]) == (change, kind, name))
    };
    assert!(has("appeared", "page", "bac-son-2016-06-28"));
    assert!(has("appeared", "meeting", "kỳ họp thứ nhất"));
    assert!(has("appeared", "part", "Hoàng Thế Bách, kỳ họp thứ nhất"));
    // Without the article of 2016 nothing joins her office of 2014 to that of 2018.
    assert!(has("vanished", "person", "Nông Thị Lan Chi"));
    let removed = diff(&whole, &smaller);
    assert_eq!(removed.len(), added.len());
    let count =
        |rows: &[csv::StringRecord], what| rows.iter().filter(|row| &row[0] == what).count();
    assert_eq!(count(&removed, "vanished"), count(&added, "appeared"));
    assert_eq!(count(&removed, "changed"), count(&added, "changed"));
}

#[test]
fn reports_come_in_every_form() {
    let form = |form| on_examples(&["person", "Lan Chi", "--format", form]).stdout;
    assert!(form("table").starts_with("Nông Thị Lan Chi\n  address: https://"));
    assert!(form("md").starts_with("# Nông Thị Lan Chi\n\n- address: "));
    assert!(form("md").contains("\n## offices ("));
    let csv = form("csv");
    assert!(csv.starts_with("section,property,value,"));
    assert!(rows(&csv).iter().any(|row| &row[0] == "chaired_with"));
    assert!(
        form("tsv").lines().all(|line| line.split('\t').count()
            == form("tsv").lines().next().unwrap().split('\t').count())
    );
}

#[test]
fn every_reading_command_helps_with_an_example_and_needs_a_graph() {
    for arguments in
        [&["person", "a"][..], &["body", "a"], &["unit", "a"], &["meetings"], &["search", "a"]]
    {
        let help = on_examples(&[arguments[0], "--help"]).stdout;
        assert!(help.contains(&format!("chutri {} ", arguments[0])), "{help}");
        let run = finish(command().args(arguments).args(["--graph", "no/such/graph"]));
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("no graph here"), "{}", run.stderr);
    }
    let run = finish(command().args(["diff", "no/such/graph"]).arg(graph()));
    assert_eq!(run.code, 2);
}

#[test]
fn a_report_for_a_reader_that_goes_away_ends_quietly() {
    for arguments in [&["meetings"][..], &["person", "Lan Chi"], &["search", "huyen"]] {
        let mut child = command()
            .args(arguments)
            .env("CHUTRI_GRAPH", graph())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(!String::from_utf8(output.stderr).unwrap().contains("chutri:"));
    }
}
