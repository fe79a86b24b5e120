//! The JSON API of the server, and its pages.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;

use serde_json::Value;

use crate::cli::{on_examples, rows};
use crate::serve::{Server, escaped};

/// Address of a person of the examples.
fn person(server: &Server, name: &str) -> String {
    let found = server.json(&format!("/api/search?kind=person&q={}", escaped(name)));
    found["hits"][0]["address"].as_str().unwrap().replace("id:", "")
}

/// The first thing of a kind by a search.
fn first(server: &Server, kind: &str, words: &str) -> String {
    let found = server.json(&format!("/api/search?kind={kind}&q={}", escaped(words)));
    found["hits"][0]["address"].as_str().unwrap_or_else(|| panic!("{found}")).replace("id:", "")
}

#[test]
fn names_are_found_while_they_are_written() {
    let server = Server::start(&[]);
    let labels = |query: &str| -> Vec<String> {
        let found = server.json(&format!("/api/search?{query}"));
        let hits = found["hits"].as_array().unwrap();
        hits.iter().map(|hit| hit["label"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(labels("kind=person&q=hoang+thi+si"), ["Hoàng Thị Sim"]);
    assert_eq!(labels(&format!("kind=person&q={}", escaped("Hoàng Thị S"))), ["Hoàng Thị Sim"]);
    // An accent that is given is heeded.
    assert_eq!(labels(&format!("kind=person&q={}", escaped("Hoáng Thị S"))).len(), 0);
    assert!(labels("q=huyen+uy+bac+son").contains(&"Huyện ủy Bắc Sơn".to_owned()));
    assert_eq!(labels("q=").len(), 0);
    let part = server.json("/api/search?q=bac+son&limit=3&offset=2");
    let whole = server.json("/api/search?q=bac+son");
    assert_eq!(part["hits"].as_array().unwrap()[..], whole["hits"].as_array().unwrap()[2..5]);
    assert_eq!(part["total"], whole["total"]);
    let context = &server.json("/api/search?kind=person&q=hoang+thi+sim")["hits"][0]["context"];
    assert!(context.as_str().unwrap().contains("Bắc Sơn"), "{context}");
    let quote = &server.json("/api/search?kind=quote&q=chu+tri")["hits"][0];
    assert!(quote["label"].as_str().unwrap().contains("chủ trì"));
    assert!(quote["page_address"].as_str().unwrap().starts_with("id:doc/"));
}

#[test]
fn a_person_is_told_with_offices_meetings_and_quotes() {
    let server = Server::start(&[]);
    let path = person(&server, "Hoàng Thị Sim");
    let told = server.json(&format!("/api/{path}"));
    assert_eq!(told["name"], "Hoàng Thị Sim");
    assert_eq!(told["address"], format!("id:{path}"));
    assert_eq!(told["offices"].as_array().unwrap().len(), 3);
    let office = &told["offices"][0];
    assert_eq!(office["status_code"], "ct:status-elected");
    assert_eq!(office["body_address"], "id:org/hoi-dong-nhan-dan/huyen-bac-son.lang-son");
    let meeting = &told["meetings"][0];
    assert_eq!(meeting["role_code"], "ct:role-chair | ct:role-speaker");
    let statements: BTreeSet<&str> = told["quotes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quote| quote["statement"].as_str().unwrap())
        .collect();
    for office in told["offices"].as_array().unwrap() {
        assert!(statements.contains(office["tenure"].as_str().unwrap()), "{office}");
    }
    let why = server.json(&format!("/api/why/{path}"));
    assert_eq!(why["rows"], told["quotes"]);
    // The command prints the same rows.
    let printed: Value =
        serde_json::from_str(&on_examples(&["person", "Hoàng Thị Sim", "--format", "json"]).stdout)
            .unwrap();
    assert_eq!(printed["offices"], told["offices"]);
}

#[test]
fn a_page_is_whole_where_its_text_is_given() {
    let server = Server::start(&["--texts", "examples/articles"]);
    let page = server.json("/api/doc/bac-son-2024-05-30");
    let text: Vec<char> = page["text"].as_str().unwrap().chars().collect();
    let quotes = page["quotes"].as_array().unwrap();
    assert!(quotes.len() > 5);
    for quote in quotes {
        let place = |name: &str| usize::try_from(quote[name].as_u64().unwrap()).unwrap();
        let words: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(words, quote["quote"].as_str().unwrap());
    }
    let plain = Server::start(&[]);
    assert_eq!(plain.json("/api/doc/bac-son-2024-05-30").get("text"), None);
}

#[test]
fn bodies_units_meetings_and_pages_are_told() {
    let server = Server::start(&[]);
    let body = server.json("/api/org/huyen-uy/bac-son.lang-son");
    assert_eq!(body["name"], "Huyện ủy Bắc Sơn");
    assert_eq!(body["class_code"], "ct:PartyCommittee");
    assert_eq!(body["unit_address"], "id:unit/huyen-bac-son.lang-son");
    assert_eq!(body["posts"][2]["follows"], "a gap of 587 days");
    assert_eq!(server.json("/api/body/huyen-uy/bac-son.lang-son"), body);
    let unit = server.json("/api/unit/huyen-bac-son.lang-son");
    assert_eq!(unit["changes"][0]["decree"], "203/2025/QH15");
    assert_eq!(server.json("/api/unit/d185"), unit);
    let then = server.json("/api/unit/d185?as_of=2019");
    assert!(then["held"].as_array().unwrap().len() > unit["held"].as_array().unwrap().len());
    let meeting =
        server.json("/api/chaired?person=hoang+thi+sim")["rows"][0]["meeting_address"].clone();
    let meeting = server.json(&format!("/api/{}", meeting.as_str().unwrap().replace("id:", "")));
    assert_eq!(meeting["date"], "2024-05-29");
    assert_eq!(meeting["people"][0]["person"], "Hoàng Thị Sim");
    assert!(meeting["quotes"][0]["quote"].as_str().unwrap().contains("chủ trì"));
    let page = server.json("/api/doc/bac-son-2024-05-30");
    let quotes = page["quotes"].as_array().unwrap();
    let text = fs::read_to_string("examples/articles/bac-son-2024-05-30.txt").unwrap();
    let letters: Vec<char> = text.chars().collect();
    for quote in quotes {
        let [start, end] = ["start", "end"].map(|at| quote[at].as_u64().unwrap() as usize);
        assert_eq!(
            letters[start..end].iter().collect::<String>(),
            quote["quote"].as_str().unwrap()
        );
    }
    assert!(quotes.iter().any(|quote| quote["said"][0]["how_code"] == "ct:role-chair"));
    assert!(page["mentions"].as_array().unwrap().iter().any(|it| it["name"] == "Hoàng Thị Sim"));
    let post = first(&server, "post", "Bí thư Huyện ủy Bắc Sơn");
    let post = server.json(&format!("/api/{post}"));
    assert!(post["referred_by"].as_array().unwrap().iter().any(|row| row["property"] == "ct:post"));
    assert_eq!(server.get("/api/person/nobody").status, 404);
    assert_eq!(server.get("/api/person/a%3E%20%3Fx").status, 404);
}

#[test]
fn who_chaired_what_is_a_table_in_parts_and_a_file() {
    let server = Server::start(&[]);
    let all = server.json("/api/chaired?limit=1000");
    let printed = rows(&on_examples(&["chaired", "--format", "csv"]).stdout);
    assert_eq!(all["total"], printed.len());
    let of_rows: Vec<(&str, &str)> = all["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["date"].as_str().unwrap_or(""), row["person"].as_str().unwrap()))
        .collect();
    let dates: Vec<&str> =
        of_rows.iter().map(|row| row.0).filter(|date| !date.is_empty()).collect();
    assert!(dates.is_sorted(), "{dates:?}");
    let part = server.json("/api/chaired?limit=2&offset=3");
    assert_eq!(part["rows"].as_array().unwrap()[..], all["rows"].as_array().unwrap()[3..5]);
    let some = server.json("/api/chaired?unit=bac+son&since=2016&until=2020");
    assert!(some["rows"].as_array().unwrap().iter().all(|row| {
        let date = row["date"].as_str().unwrap();
        ("2016".."2021").contains(&date)
    }));
    assert!(some["total"].as_u64().unwrap() > 0);
    let office = server.json(&format!("/api/chaired?office={}", escaped("Chủ nhiệm")));
    assert_eq!(office["total"], 1);
    let speakers = server.json("/api/chaired?role=speaker")["total"].as_u64().unwrap();
    let any = server.json("/api/chaired?role=any")["total"].as_u64().unwrap();
    assert!(any > speakers && speakers > 0);
    let latest = server.json("/api/chaired?sort=-date");
    assert_eq!(latest["rows"][0]["date"], *dates.last().unwrap());
    let file = server.get("/api/chaired?format=csv&person=hoang+thi+sim");
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"chaired.csv\"");
    assert_eq!(&rows(&file.text())[0][1], "Hoàng Thị Sim");
    for wrong in ["role=boss", "since=yesterday", "limit=-1", "format=exe", "sort=size"] {
        assert_eq!(server.get(&format!("/api/chaired?{wrong}")).status, 400, "{wrong}");
    }
    let meetings = server.json("/api/meetings?kind=congress");
    assert!(
        meetings["rows"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["kind_code"] == "ct:kind-congress")
    );
    assert_eq!(server.get("/api/meetings?kind=party").status, 400);
}

#[test]
fn the_neighbourhood_of_a_thing_is_a_graph() {
    let server = Server::start(&[]);
    let path = person(&server, "Hoàng Thị Sim");
    let near = server.json(&format!("/api/graph/{path}"));
    let ids: BTreeSet<&str> =
        near["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap()).collect();
    assert_eq!(near["nodes"][0]["label"], "Hoàng Thị Sim");
    assert_eq!(near["nodes"][0]["kind"], "person");
    for link in near["links"].as_array().unwrap() {
        assert!(ids.contains(link["source"].as_str().unwrap()));
        assert!(ids.contains(link["target"].as_str().unwrap()));
    }
    assert!(near["links"].as_array().unwrap().iter().any(|link| link["kind"] == "chaired"));
    let far = server.json(&format!("/api/graph/{path}?hops=2"));
    assert!(far["nodes"].as_array().unwrap().len() > ids.len());
    let few = server.json(&format!("/api/graph/{path}?hops=3&limit=5"));
    assert_eq!(few["nodes"].as_array().unwrap().len(), 5);
    assert_eq!(few["truncated"], true);
}

#[test]
fn every_question_can_be_asked() {
    let server = Server::start(&[]);
    let all = server.json("/api/questions");
    for question in all["questions"].as_array().unwrap() {
        let name = question["name"].as_str().unwrap();
        let answer = server.json(&format!("/api/questions/{name}"));
        assert!(!answer["columns"].as_array().unwrap().is_empty(), "{name}");
    }
    let path = format!("/api/questions/who-chaired-what?person={}", escaped("Hoàng Thị Sim"));
    let answer = server.json(&path);
    assert_eq!(answer["rows"][0][1], "Hoàng Thị Sim");
    let query = answer["query"].as_str().unwrap();
    let again = server.get(&format!("/sparql?format=csv&query={}", escaped(query)));
    assert!(again.text().contains("Hoàng Thị Sim"));
    assert_eq!(server.get("/api/questions/who-chaired-what?who=a").status, 400);
    assert_eq!(server.get("/api/questions/nothing").status, 404);
}

#[test]
fn the_description_names_the_routes_that_exist() {
    let server = Server::start(&[]);
    let described = server.json("/api/openapi.json");
    let paths = described["paths"].as_object().unwrap();
    assert!(paths.len() > 30);
    for (path, methods) in paths {
        let plain = path.replace("{key}", "x").replace("{path}", "x").replace("{name}", "x");
        let methods: BTreeSet<&str> =
            methods.as_object().unwrap().keys().map(String::as_str).collect();
        let refused = server.request("PATCH", &plain, &[], &[]);
        assert_eq!(refused.status, 405, "{path}");
        let allowed: BTreeSet<String> = refused
            .header("allow")
            .split(',')
            .map(|method| method.trim().to_lowercase())
            .filter(|method| method != "head")
            .collect();
        assert_eq!(allowed, methods.iter().map(|method| (*method).to_owned()).collect(), "{path}");
    }
    for unknown in ["/api", "/api/nothing", "/nothing", "/api/person", "/.env"] {
        assert_eq!(server.get(unknown).status, 404, "{unknown}");
    }
    for (kind, value) in
        [("about", "documents"), ("terms", "ct:role-chair"), ("contradictions", "rows")]
    {
        assert!(!server.json(&format!("/api/{kind}"))[value].is_null(), "{kind}");
    }
    assert_eq!(server.json("/health")["status"], "ok");
    let metrics = server.get("/metrics").text();
    assert!(
        metrics.contains("chutri_requests_total{route=\"/api/about\",status=\"200\"} 1"),
        "{metrics}"
    );
    assert!(metrics.contains("chutri_documents 18"));
}

#[test]
fn pages_are_sent_packed_and_only_once() {
    let server = Server::start(&[]);
    for page in ["/", "/chaired", "/query", "/id/org/huyen-uy/bac-son.lang-son"] {
        let html = server.request("GET", page, &["Accept: text/html"], &[]);
        assert_eq!(
            (html.status, html.header("content-type")),
            (200, "text/html; charset=utf-8"),
            "{page}"
        );
        assert!(html.header("content-security-policy").contains("default-src 'none'"));
        assert_eq!(html.header("x-content-type-options"), "nosniff");
    }
    let page = server.get("/");
    let tag = page.header("etag");
    let again = server.request("GET", "/", &[&format!("If-None-Match: {tag}")], &[]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let packed = server.request("GET", "/api/about", &["Accept-Encoding: gzip"], &[]);
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_string(&mut text).unwrap();
    assert_eq!(text, server.get("/api/about").text());
    let tag = packed.header("etag").to_owned();
    let again = server.request("GET", "/api/about", &[&format!("If-None-Match: {tag}")], &[]);
    assert_eq!(again.status, 304);
    let head = server.request("HEAD", "/api/about", &[], &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    let cross = server.request("GET", "/api/about", &["Origin: https://a.example"], &[]);
    assert_eq!(cross.header("access-control-allow-origin"), "*");
}
