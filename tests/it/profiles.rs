//! The graph for tools of other fields: FollowTheMoney and Popolo.

use std::collections::BTreeSet;
use std::fs;

use chutri::exports::{Format, Selection, Settings, View, export};
use chutri::graph::KnowledgeGraph;
use serde_json::{Value, json};

use crate::cli::on_examples;
use crate::graphs::{empty, hostile, single};
use crate::python;

fn written(graph: &KnowledgeGraph, format: Format) -> String {
    let mut bytes = Vec::new();
    export(&Selection::of_view(graph, View::Full), &Settings::of(format), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn entities(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn follow_the_money_has_who_held_what_and_who_met() {
    let graph = hostile();
    let all = entities(&written(&graph, Format::FollowTheMoney));
    let of = |schema: &str| all.iter().filter(|it| it["schema"] == schema).collect::<Vec<_>>();
    assert_eq!(of("Person").len(), 2);
    let held = &of("Occupancy")[0]["properties"];
    assert_eq!(held["holder"], json!(["person--le-van-a.k3f9"]));
    assert_eq!(held["post"], json!(["post--bi-thu--huyen-uy--x"]));
    assert_eq!(held["startDate"], json!(["2019-05"]));
    assert_eq!(held["periodStart"], json!(["2015"]));
    assert!(held.get("endDate").is_none());
    let event = &of("Event")[0]["properties"];
    assert_eq!(event["date"], json!(["2020-07-09"]));
    assert_eq!(event["involved"].as_array().unwrap().len(), 2);
    assert!(event["summary"][0].as_str().unwrap().starts_with("chủ trì: "));
    let ids: BTreeSet<_> = all.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), all.len());
    for entity in &all {
        for name in ["holder", "post", "organization", "organizer", "involved", "proof"] {
            for id in entity["properties"][name].as_array().into_iter().flatten() {
                assert!(ids.contains(id.as_str().unwrap()), "{name} {id}");
            }
        }
    }
    assert_eq!(written(&empty(), Format::FollowTheMoney), "");
    assert_eq!(entities(&written(&single(), Format::FollowTheMoney)).len(), 1);
}

#[test]
fn its_own_package_takes_every_value() {
    let folder = tempfile::tempdir().unwrap();
    for (name, lines) in [
        ("hostile", written(&hostile(), Format::FollowTheMoney)),
        ("examples", on_examples(&["export", "--format", "ftm"]).stdout),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, &lines).unwrap();
        let Some(read) = python::run("read_profile.py", "followthemoney", &path) else { return };
        assert_eq!(read["entities"], lines.lines().count());
        assert_eq!(read["dropped"], json!([]), "{name}");
    }
}

#[test]
fn popolo_fits_its_schema_and_refers_to_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("hostile", written(&hostile(), Format::Popolo)),
        ("single", written(&single(), Format::Popolo)),
        ("empty", written(&empty(), Format::Popolo)),
        ("examples", on_examples(&["export", "--format", "popolo"]).stdout),
    ] {
        let all: Value = serde_json::from_str(&text).unwrap();
        let ids = |list: &str| -> BTreeSet<String> {
            let objects = all[list].as_array().unwrap().iter();
            objects.map(|object| object["id"].as_str().unwrap().to_owned()).collect()
        };
        for (list, name, of) in [
            ("memberships", "person_id", "persons"),
            ("memberships", "post_id", "posts"),
            ("memberships", "organization_id", "organizations"),
            ("posts", "organization_id", "organizations"),
            ("organizations", "parent_id", "organizations"),
            ("organizations", "area_id", "areas"),
            ("events", "organization_id", "organizations"),
            ("areas", "parent_id", "areas"),
        ] {
            let there = ids(of);
            for id in all[list].as_array().unwrap().iter().filter_map(|object| object.get(name)) {
                assert!(there.contains(id.as_str().unwrap()), "{list} {name} {id}");
            }
        }
        let path = folder.path().join(name);
        fs::write(&path, &text).unwrap();
        if let Some(read) = python::run("read_profile.py", "jsonschema", &path) {
            assert_eq!(read["errors"], json!([]), "{name}");
        }
    }
}

#[test]
fn popolo_has_posts_with_their_times_and_sources() {
    let all: Value = serde_json::from_str(&written(&hostile(), Format::Popolo)).unwrap();
    let membership = &all["memberships"][0];
    assert_eq!(membership["person_id"], "person/le-van-a.k3f9");
    assert_eq!(membership["post_id"], "post/bi-thu/huyen-uy/x");
    assert_eq!(membership["start_date"], "2019-05");
    assert!(membership.get("end_date").is_none());
    assert_eq!(membership["sources"], json!([{"url": "https://a.vn/?x=1&y=<2>"}]));
    let event = &all["events"][0];
    assert_eq!(event["attendees"][0]["role"], "chủ trì");
    assert_eq!(event["start_date"], "2020-07-09");
}
