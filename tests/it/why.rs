//! What `why` tells of every kind of thing: words that stand where it says, what is left open, and the decisions.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::cli::{command, finish, graph, on_examples, page, rows};

const BASE: &str = "https://w3id.org/chutri/id/";

/// Kinds of addresses that the examples have, and whether words stand behind each.
const KINDS: [(&str, bool); 16] = [
    ("person", true),
    ("org", true),
    ("post", true),
    ("unit", true),
    ("meeting", true),
    ("act", true),
    ("doc", true),
    ("tenure", true),
    ("participation", true),
    ("quote", true),
    ("figure", true),
    ("candidate", true),
    ("pair", true),
    ("role", true),
    ("version", true),
    ("change", false),
];

fn why(what: &str, more: &[&str]) -> Value {
    let arguments = [&["why", what, "--format", "json"], more].concat();
    serde_json::from_str(&on_examples(&arguments).stdout).unwrap()
}

/// The rows of a section.
fn section<'v>(account: &'v Value, name: &str) -> &'v [Value] {
    account[name].as_array().unwrap()
}

fn text<'v>(row: &'v Value, name: &str) -> &'v str {
    row[name].as_str().unwrap_or_default()
}

/// That the words of a row stand in their page where it says, with what is around them.
fn stands(row: &Value, pages: &mut BTreeMap<String, Vec<char>>) {
    let name = text(row, "page");
    let chars = pages.entry(name.to_owned()).or_insert_with(|| page(name).chars().collect());
    let number = |name: &str| text(row, name).parse::<usize>().unwrap();
    let [before, quote, after] = ["before", "quote", "after"].map(|name| text(row, name));
    let from = number("start") - before.chars().count();
    let to = number("end") + after.chars().count();
    assert_eq!(chars[from..to].iter().collect::<String>(), format!("{before}{quote}{after}"));
}

/// Addresses of a kind: the first, one in the middle, and the last.
fn some_of(kind: &str) -> Vec<String> {
    let query = format!(
        "SELECT DISTINCT (STR(?x) AS ?iri) WHERE {{ ?x a ?c FILTER(STRSTARTS(STR(?x), \"{BASE}{kind}/\")) }} ORDER BY ?iri"
    );
    let all = rows(&on_examples(&["query", &query, "--format", "csv"]).stdout);
    assert!(!all.is_empty(), "{kind}");
    let places = [0, all.len() / 2, all.len() - 1];
    places.map(|at| all[at][0].to_owned()).to_vec()
}

#[test]
fn everything_in_the_graph_is_accounted_for_by_words_that_stand_in_their_pages() {
    let mut pages = BTreeMap::new();
    for (kind, has_words) in KINDS {
        for iri in some_of(kind) {
            let account = why(&iri, &[]);
            assert_eq!(section(&account, "facts")[0]["value"], iri.as_str());
            let said = section(&account, "said");
            assert!(!has_words || !said.is_empty(), "{iri}: {account}");
            for row in said {
                stands(row, &mut pages);
            }
            if kind == "doc" {
                let name = iri.trim_start_matches(BASE).trim_start_matches("doc/");
                assert!(said.iter().all(|row| text(row, "page") == name), "{iri}");
            }
        }
    }
}

#[test]
fn a_row_of_who_chaired_what_leads_to_its_words_and_the_offices_of_its_chair() {
    let chaired = rows(&on_examples(&["chaired", "--format", "csv"]).stdout);
    for row in chaired.iter().step_by(5) {
        let account = why(&row[8], &[]);
        let said = section(&account, "said");
        assert_eq!(text(&said[0], "statement"), &row[9]);
        assert!(said.iter().any(|said| text(said, "quote") == &row[5]), "{row:?}");
        let offices = row[2].split(" | ").filter(|office| !office.is_empty());
        for office in offices {
            assert!(said.iter().any(|said| text(said, "what") == office), "{row:?}: {office}");
        }
    }
    let shared = finish(command().args(["why", "khqhppm4"]).env("CHUTRI_GRAPH", graph()));
    assert_eq!(shared.code, 2, "three people chaired that meeting: {}", shared.stdout);
    assert!(shared.stderr.contains("may be 3 things"), "{}", shared.stderr);
}

#[test]
fn words_are_marked_in_their_sentence_where_the_page_is_given() {
    let texts = ["--texts", "examples/articles"];
    let account = why("Hoàng Thị Sim", &texts);
    let mut pages = BTreeMap::new();
    let said = section(&account, "said");
    for row in said {
        stands(row, &mut pages);
    }
    let chaired = said.iter().find(|row| row["how"] == "chủ trì").unwrap();
    assert!(text(chaired, "after").ends_with('.'), "{chaired}");
    let told = on_examples(&[&["why", "Hoàng Thị Sim"][..], &texts].concat()).stdout;
    let marked = format!("«{}»{}", text(chaired, "quote"), text(chaired, "after"));
    assert!(told.contains(&marked), "{told}");
    let other = finish(
        command()
            .args(["why", "Hoàng Thị Sim", "--texts", "README.md"])
            .env("CHUTRI_GRAPH", graph()),
    );
    assert_eq!(other.code, 0, "{}", other.stderr);
}

#[test]
fn readings_that_are_left_open_are_named() {
    let account = why("Huyện ủy Tam Nông", &[]);
    let open = section(&account, "left_open");
    let readings: Vec<&str> = open.iter().map(|row| text(row, "reading")).collect();
    assert_eq!(readings, ["huyện Tam Nông, tỉnh Phú Thọ", "huyện Tam Nông, tỉnh Đồng Tháp"]);
    let pair = some_of("pair").remove(0);
    let account = why(&pair, &[]);
    assert_eq!(section(&account, "perhaps_the_same").len(), 1, "{account}");
}

#[test]
fn decisions_that_were_heeded_stand_below_what_they_shaped() {
    let folder = tempfile::tempdir().unwrap();
    let graph = folder.path().join("graph");
    let build = || {
        let mut build = command();
        build.args(["build", "examples/articles/ninh-kieu-2022-10-07.txt"]);
        build.arg("examples/articles/phuong-ninh-kieu-2025-07-03.txt");
        let built = finish(build.arg("--graph").arg(&graph));
        assert_eq!(built.code, 0, "{}", built.stderr);
    };
    let why = |name: &str| {
        finish(command().args(["why", name, "--format", "json"]).env("CHUTRI_GRAPH", &graph))
    };
    build();
    let undecided = why("Lâm Quốc Trạng");
    assert_eq!(undecided.code, 2, "one name, two people");
    assert!(undecided.stderr.contains("may be 2 things"), "{}", undecided.stderr);
    let decision = "left_document,left_name,right_document,right_name,verdict,who,when,why\n\
        ninh-kieu-2022-10-07,Lâm Quốc Trạng,phuong-ninh-kieu-2025-07-03,Lâm Quốc Trạng,same,an,2026-01-05,one career\n";
    fs::write(graph.join("decisions.csv"), decision).unwrap();
    build();
    let account: Value = serde_json::from_str(&why("Lâm Quốc Trạng").stdout).unwrap();
    let decisions = section(&account, "decisions");
    assert_eq!(decisions.len(), 1, "{account}");
    assert_eq!(
        (text(&decisions[0], "verdict"), text(&decisions[0], "why")),
        ("same", "one career")
    );
    let other = serde_json::from_str::<Value>(&why("Trần Thị Diễm Kiều").stdout);
    assert!(other.is_err(), "still two people");
}

#[test]
fn what_is_not_known_is_told() {
    let unknown = finish(command().args(["why", "Ông Bụt"]).env("CHUTRI_GRAPH", graph()));
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.starts_with("chutri: nothing is said of `Ông Bụt`"));
    let gone = finish(command().args(["why", "person/nobody.a1b2"]).env("CHUTRI_GRAPH", graph()));
    assert_eq!(gone.code, 2);
    let page = why("nghe-an-2021-01-12", &[]);
    assert_eq!(page["kind"], "Document");
    let url =
        "https://baonghean.vn/ban-noi-chinh-tinh-uy-nghe-an-trien-khai-nhiem-vu-nam-2021.html";
    assert_eq!(why(url, &[])["name"], page["name"]);
}
