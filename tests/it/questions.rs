//! The catalogue of named questions, each asked of the examples, and what queries may cost.

use std::collections::BTreeSet;
use std::fs;

use chutri::text::Words;
use chutri::triples::GraphFolder;

use crate::cli::{Run, command, finish, graph, on_examples, rows};

/// Question, parameters, and cells of a row that its answer has.
const ANSWERS: [(&str, &[&str], &[&str]); 26] = [
    ("acts-cited", &["kind=22-QD/TW"], &["Quy định 22-QĐ/TW", "1"]),
    ("bodies-of-unit", &["unit=huyen bac son"], &["huyện Bắc Sơn", "Huyện ủy Bắc Sơn"]),
    ("busiest-bodies", &["until=2012"], &["Hội đồng nhân dân huyện Con Cuông", "1"]),
    ("careers", &["person=Lan Chi"], &["Phó Bí thư Tỉnh ủy Lạng Sơn", "2016-06-28", "2018-02-06"]),
    ("chairs-in-unit", &["unit=nghe an"], &["2025-10-14", "Ngân Thị Lả", "xã Con Cuông"]),
    ("co-chairs", &["person=Trạng"], &["2025-07-03", "Lâm Quốc Trạng", "Trần Thị Diễm Kiều"]),
    ("figures", &[], &["xa-con-cuong-2025-10-15"]),
    (
        "left-office",
        &["person=the bach"],
        &["thôi giữ chức", "Ủy viên Ban Thường vụ Huyện ủy Bắc Sơn"],
    ),
    ("meetings-by-year", &[], &["2012", "1", "1"]),
    ("meetings-without-a-chair", &[], &["2019-09-26", "tiếp xúc cử tri huyện Tiền Hải"]),
    ("met-together", &["person=Lan Chi"], &["Hoàng Thế Bách", "Nông Thị Lan Chi", "2"]),
    (
        "moved-between-bodies",
        &["person=the bach"],
        &["Bí thư Huyện ủy Bắc Sơn", "2018-02-06", "Phó Trưởng Ban Tổ chức Tỉnh ủy Lạng Sơn"],
    ),
    ("namesakes", &[], &["Trần Thị Diễm Kiều"]),
    ("newly-elected", &["until=2015"], &["2015-08-13", "Vi Thị Hoài An", "được bầu"]),
    ("offices-in-two-bodies", &["person=Diễm Kiều"], &["Hội đồng nhân dân phường Ninh Kiều"]),
    ("offices-of-a-term", &["term=2015-2020"], &["Hoàng Thế Bách", "Bí thư Huyện ủy Bắc Sơn"]),
    ("one-text-many-sites", &[], &["nghe-an-2021-01-13-dan-lai", "nghe-an-2021-01-12"]),
    ("open-questions", &[], &["Huyện ủy Tam Nông", "d236"]),
    (
        "pages-of-person",
        &["person=lan chi"],
        &["Nông Thị Lan Chi", "2018-02-06", "bac-son-2018-02-06"],
    ),
    ("party-and-state", &["person=Khắc Dương"], &["Phó Bí thư Huyện ủy Tam Nông"]),
    ("posts-never-filled", &[], &["Ủy viên Ban Chấp hành Đảng bộ huyện Bắc Sơn"]),
    ("sentences", &["person=Lan Chi"], &["bac-son-2018-02-06", "186", "259"]),
    (
        "successions",
        &["office=huyen uy bac son"],
        &["Hoàng Thế Bách", "2016-06-28", "Dương Công Tấn"],
    ),
    ("who-chaired-most", &["since=2014", "until=2018"], &["Nông Thị Lan Chi", "2"]),
    ("who-chaired-what", &["person=sim", "since=2024"], &["2024-05-29", "Hoàng Thị Sim"]),
    (
        "who-held-office",
        &["office=bi thu huyen uy bac son", "since=2020", "until=2020"],
        &["Dương Công Tấn", "2018-02-06", "2024-05-29"],
    ),
];

fn answer(name: &str, parameters: &[&str]) -> Vec<csv::StringRecord> {
    let mut arguments = vec!["query", name, "--format", "csv"];
    arguments.extend(parameters.iter().flat_map(|parameter| ["--param", parameter]));
    rows(&on_examples(&arguments).stdout)
}

#[test]
fn every_question_is_answered_from_the_examples() {
    for (name, parameters, cells) in ANSWERS {
        let answer = answer(name, parameters);
        let holds =
            |row: &csv::StringRecord| cells.iter().all(|cell| row.iter().any(|c| c == *cell));
        assert!(answer.iter().any(holds), "{name}: {answer:?}");
    }
}

#[test]
fn parameters_narrow_the_answer() {
    for (name, parameters, cells) in ANSWERS.into_iter().filter(|(_, given, _)| !given.is_empty()) {
        let (all, some) = (answer(name, &[]), answer(name, parameters));
        assert!(!some.is_empty() && some.len() < all.len(), "{name} {cells:?}");
    }
    assert_eq!(answer("careers", &["person=Làn Chi"]).len(), 0);
}

#[test]
fn the_list_has_every_question_once_and_its_parameters() {
    let list = rows(&on_examples(&["query", "--list", "--format", "csv"]).stdout);
    let names: BTreeSet<&str> = list.iter().map(|row| &row[0]).collect();
    let mut asked: BTreeSet<&str> = ANSWERS.iter().map(|(name, ..)| *name).collect();
    assert!(asked.insert("contradictions"), "asked of pages of its own");
    assert_eq!(names, asked);
    assert_eq!(list.len(), names.len());
    let careers = list.iter().find(|row| &row[0] == "careers").unwrap();
    assert!(careers[1].starts_with("Mỗi người") && careers[2].starts_with("Which offices"));
    assert_eq!(&careers[3], "person: part of the name of the person");
}

#[test]
fn contradictions_and_overlaps_are_told_of_pages_that_disagree() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, graph) = (folder.path().join("pages"), folder.path().join("graph"));
    fs::create_dir(&pages).unwrap();
    for (day, name) in [
        ("5/1/2019", "Mã Thế Nguyện"),
        ("10/12/2019", "Mã Thế Nguyện"),
        ("1/6/2019", "Lục Thị Quế"),
        ("20/6/2019", "Lục Thị Quế"),
    ] {
        let text = format!(
            "Ngày {day}, Huyện ủy Na Rì, tỉnh Bắc Kạn tổ chức hội nghị. Đồng chí {name}, Bí thư Huyện ủy \
             Na Rì chủ trì hội nghị."
        );
        fs::write(pages.join(format!("{}.txt", day.replace('/', "-"))), text).unwrap();
    }
    let built = finish(command().arg("build").arg(&pages).arg("--graph").arg(&graph));
    assert_eq!(built.code, 0, "{}", built.stderr);
    let of_graph = |arguments: &[&str]| {
        let all = [arguments, &["--format", "csv"]].concat();
        let run = finish(command().args(all).env("CHUTRI_GRAPH", &graph));
        assert_eq!(run.code, 0, "{}", run.stderr);
        rows(&run.stdout)
    };
    let found = of_graph(&["query", "contradictions"]);
    assert_eq!(found.len(), 1, "{found:?}");
    let told: BTreeSet<&str> = found[0].iter().collect();
    assert!(told.contains("Mã Thế Nguyện, Bí thư Huyện ủy Na Rì"), "{found:?}");
    assert!(told.contains("Lục Thị Quế, Bí thư Huyện ủy Na Rì"), "{found:?}");
    let posts = of_graph(&["body", "huyen uy na ri"]);
    let follows = posts.iter().any(|row| row.iter().any(|cell| cell == "an overlap of 193 days"));
    assert!(follows, "from 2019-06-01 to 2019-12-10: {posts:?}");
}

fn refused(arguments: &[&str]) -> Run {
    let run = finish(command().arg("query").args(arguments).env("CHUTRI_GRAPH", graph()));
    assert_eq!(run.code, 2, "{arguments:?}: {}", run.stdout);
    run
}

#[test]
fn wrong_names_and_values_are_told_with_what_may_be_meant() {
    let told = refused(&["carers"]).stderr;
    assert!(
        told.starts_with("chutri: no question is called `carers`, but perhaps `careers`"),
        "{told}"
    );
    let told = refused(&["careers", "--param", "body=a"]).stderr;
    assert_eq!(told, "chutri: careers: the question has no parameter `body`; it takes person\n");
    let told = refused(&["newly-elected", "--param", "since=7/2020"]).stderr;
    assert!(told.contains("`since`: `7/2020` is no date such as 2020-07-01"), "{told}");
    assert!(refused(&["careers", "--param", "person"]).stderr.contains("NAME=VALUE"));
}

const EVERYTHING: &str =
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?i != ?c) }";

#[test]
fn a_query_is_stopped_at_its_bounds() {
    let told = refused(&[&format!("{EVERYTHING} ORDER BY ?c"), "--timeout", "1"]).stderr;
    assert!(told.contains("the query is stopped, as it takes longer than 1 s"), "{told}");
    let told = refused(&["SELECT * WHERE { ?s ?p ?o }", "--max-rows", "10"]).stderr;
    assert!(told.contains("it gives more than 10 rows"), "{told}");
    let ten = on_examples(&["query", "SELECT * WHERE { ?s ?p ?o } LIMIT 10", "--max-rows", "10"]);
    assert!(ten.stdout.lines().count() > 10);
}

#[cfg(target_os = "linux")]
#[test]
fn a_query_is_stopped_where_it_takes_too_much_memory() {
    let told = refused(&[&format!("{EVERYTHING} ORDER BY ?c"), "--max-memory", "64"]).stderr;
    assert!(told.contains("it takes more than 64 MiB"), "{told}");
}

#[test]
fn triples_come_in_every_form_of_rdf_and_rows_as_xml() {
    let construct = "CONSTRUCT { ?p ct:chaired ?m } WHERE { ?p ct:chaired ?m }";
    let form =
        |arguments: &[&str]| on_examples(&[&["query", construct], arguments].concat()).stdout;
    let lines = form(&["--format", "nt"]).lines().count();
    assert!(lines >= 18);
    assert_eq!(form(&["--format", "nq"]).lines().count(), lines);
    assert!(form(&[]).contains("ct:chaired"), "Turtle by itself");
    assert_eq!(form(&[]), form(&["--format", "ttl"]));
    assert!(form(&["--format", "trig"]).contains("ct:chaired"));
    assert!(form(&["--format", "rdfxml"]).contains("<rdf:RDF"));
    assert!(form(&["--format", "jsonld"]).trim_start().starts_with(['[', '{']));
    assert_eq!(form(&["--format", "table"]).matches("ct:chaired").count(), lines);
    let described = on_examples(&[
        "query",
        "DESCRIBE <https://w3id.org/chutri/id/org/huyen-uy/bac-son.lang-son>",
    ])
    .stdout;
    assert!(described.contains("\"Huyện ủy Bắc Sơn\"@vi"), "{described}");
    let rows = on_examples(&["query", "ASK { ?p ct:chaired ?m }", "--format", "xml"]).stdout;
    assert!(rows.contains("<boolean>true</boolean>"), "{rows}");
    assert!(refused(&["ASK {}", "--format", "ttl"]).stderr.contains("has no RDF form"));
}

#[test]
fn queries_search_words_whatever_their_accents() {
    let count = |words: &str| {
        let query = format!(
            "SELECT ?p WHERE {{ ?p a ct:Person ; skos:prefLabel ?n FILTER(ct:matches(?n, \"{words}\")) }}"
        );
        rows(&on_examples(&["query", &query, "--format", "csv"]).stdout).len()
    };
    assert_eq!(count("nong thi lan chi"), 1);
    assert_eq!(count("Nông Thị Lan Chi"), 1);
    assert_eq!(count("Nồng"), 0);
    assert!(count("thị") > 5);
}

#[test]
fn a_search_finds_what_a_query_for_the_same_words_finds() {
    let store = GraphFolder::open(&graph()).unwrap().store().unwrap();
    for words in ["lan chi", "Bắc Sơn", "chu tich", "hội nghị", "22-QĐ/TW", "khong co dau"]
    {
        let query = format!(
            "SELECT DISTINCT (STR(?x) AS ?iri) WHERE {{ \
             {{ ?x ct:sortKey ?key ; skos:prefLabel|skos:altLabel ?text FILTER NOT EXISTS {{ ?x a ct:Document }} }} \
             UNION {{ ?x oa:exact ?text }} FILTER(ct:matches(?text, \"{words}\")) }}"
        );
        let asked = rows(&on_examples(&["query", &query, "--format", "csv"]).stdout);
        let asked: BTreeSet<String> = asked.iter().map(|row| row[0].to_owned()).collect();
        let hits = store.search(&Words::new(words)).unwrap();
        let found = hits.iter().map(|hit| format!("{}{}", store.base(), hit.path));
        let found: BTreeSet<String> = found.collect();
        assert!(found.is_subset(&asked), "{words}");
        // Words that a page says twice are found once.
        let said =
            |iri: &&String| hits.iter().any(|hit| iri.contains(&hit.page) && hit.kind == "quote");
        assert!(
            asked.difference(&found).all(|iri| iri.contains("/quote/") && said(&iri)),
            "{words}"
        );
        assert_eq!(found.is_empty(), words == "khong co dau", "{words}");
        let ranks: Vec<_> = hits.iter().map(|hit| (hit.kind == "quote", hit.fit)).collect();
        assert!(ranks.is_sorted(), "{words}: {ranks:?}");
    }
}

#[test]
fn slips_in_queries_are_told_with_what_was_meant() {
    for (query, hint) in [
        ("DESCRIBE id:person/nong-thi-lan-chi.5gg6", "between < and >, as <person/...>"),
        ("SELECT (COUNT(?x) AS n) { ?x a ct:Person }", "the name behind AS begins with ?"),
        ("SELECT ?x { ?x foo:bar ?y }", "known are id, ct, cv"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ct:chaired ?y }", "stand in GROUP BY"),
        ("DELETE WHERE { ?s ?p ?o }", "`chutri build` changes it"),
        ("SELECT ?x { ?x skos:prefLabel \"Lan }", "a text in quotes is not closed"),
        (" ", "a query begins with SELECT"),
    ] {
        let told = refused(&[query]).stderr;
        assert!(told.contains(hint), "{query}: {told}");
    }
    let run = on_examples(&["query", "SELECT ?x { ?x ct:chaird ?m }"]);
    assert!(run.stderr.contains("ct:chaird is no term of the ontology, but perhaps `ct:chaired`"));
    assert!(run.stderr.contains("nothing in the graph answers that"), "{}", run.stderr);
}

#[test]
fn addresses_are_relative_to_the_base_and_triples_have_rows() {
    let iri = "https://w3id.org/chutri/id/org/huyen-uy/bac-son.lang-son";
    let [short, long] = ["<org/huyen-uy/bac-son.lang-son>", &format!("<{iri}>")].map(|address| {
        on_examples(&["query", &format!("DESCRIBE {address}"), "--format", "nt"]).stdout
    });
    assert!(!short.is_empty() && short == long);
    let describe = "DESCRIBE <org/huyen-uy/bac-son.lang-son>";
    let csv = rows(&on_examples(&["query", describe, "--format", "csv"]).stdout);
    assert_eq!(csv.len(), short.lines().count());
    assert!(on_examples(&["query", describe, "--format", "xml"]).stdout.contains("<rdf:RDF"));
}
