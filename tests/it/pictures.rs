//! What is chosen to be shown, where it is placed, and how it is drawn.

use std::fs;

use chutri::exports::{
    Check, Columns, Filter, Format, Measure, Selection, Settings, Smaller, View, check_file,
    export_years, node_link_json, smaller, svg,
};
use chutri::graph::KnowledgeGraph;
use chutri::links::{EntityId, EntityKind, Interval};
use serde_json::Value;

use crate::graphs::{empty, hostile, ring, single};

fn days(from: &str, until: &str) -> Interval {
    Interval { from: from.parse().unwrap(), until: until.parse().unwrap() }
}

fn ids(selection: &Selection<'_>) -> (Vec<String>, Vec<String>) {
    let mut bytes = Vec::new();
    node_link_json(selection, &Columns::default(), &mut bytes).unwrap();
    let json: Value = serde_json::from_slice(&bytes).unwrap();
    let all = |list: &str, name: &str| {
        let rows = json[list].as_array().unwrap().iter();
        rows.map(|row| row[name].as_str().unwrap().to_owned()).collect()
    };
    (all("nodes", "id"), all("edges", "rel"))
}

fn chosen(graph: &KnowledgeGraph, filter: &Filter) -> (Vec<String>, Vec<String>) {
    ids(&Selection::new(graph, filter))
}

#[test]
fn filters_leave_what_is_asked_for() {
    let graph = hostile();
    let [person, other, body, unit] = [0, 1, 2, 4].map(EntityId);
    let near = Filter { people: vec![other], ..Filter::default() };
    let (nodes, edges) = chosen(&graph, &near);
    assert_eq!(nodes, ["person:tran-b.x1y2", "meeting:2020-07-09.q"]);
    assert_eq!(edges, ["ATTENDED"]);
    let (nodes, _) = chosen(&graph, &Filter { hops: Some(2), ..near });
    assert_eq!(nodes.len(), 4, "{nodes:?}");
    // The body of the unit, its post and its meeting count with it; people are one edge away.
    let around = Filter { units: vec![unit], ..Filter::default() };
    let (nodes, edges) = chosen(&graph, &around);
    assert_eq!((nodes.len(), edges.len()), (6, 6));
    assert_eq!(chosen(&graph, &Filter { hops: Some(0), ..around }).0.len(), 4);
    let both = Filter { people: vec![person], bodies: vec![body], ..Filter::default() };
    assert_eq!(chosen(&graph, &both).0.len(), 3);
    let kinds = Filter { kinds: vec![EntityKind::Person, EntityKind::Post], ..Filter::default() };
    assert_eq!(chosen(&graph, &kinds).1, ["HOLDS"]);
}

#[test]
fn a_window_leaves_what_happens_in_it_and_what_that_belongs_to() {
    let graph = hostile();
    let within = |days| chosen(&graph, &Filter { days: Some(days), ..Filter::default() });
    // Held since 2019; the meeting is in 2020.
    let (nodes, edges) = within(days("2019-05-01", "2019-12-31"));
    let expected =
        ["person:le-van-a.k3f9", "org:huyen-uy:x", "post:bi-thu:huyen-uy:x", "unit:huyen-x"];
    assert_eq!(nodes, expected);
    assert_eq!(edges, ["HOLDS", "BODY_OF", "POST_IN"]);
    assert_eq!(within(days("2020-07-09", "2020-07-09")).0.len(), 6);
    assert_eq!(within(days("2022-01-01", "2022-12-31")).0, Vec::<String>::new());
}

#[test]
fn projections_join_people_by_their_meetings() {
    let graph = hostile();
    let selection = Selection::of_view(&graph, View::CoAttendance);
    let mut bytes = Vec::new();
    node_link_json(&selection, &Columns::default(), &mut bytes).unwrap();
    let json: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(json["directed"], false);
    assert_eq!(json["graph"]["weight_meaning"], View::CoAttendance.weight_meaning());
    let edge = &json["edges"][0];
    assert_eq!(edge["source"], "person:le-van-a.k3f9");
    assert_eq!(edge["weight"], 1.0);
    assert_eq!(edge["weight_counts"], "meetings");
    assert_eq!(edge["attested_from"], "2020-07-09");
    assert_eq!(edge["meeting"], "Hội nghị  lần thứ 2");
    // Around a person: one edge of the projection, two of the graph.
    let filter =
        Filter { view: View::CoAttendance, people: vec![EntityId(1)], ..Filter::default() };
    assert_eq!(chosen(&graph, &filter).1, ["CO_ATTENDED"]);
}

#[test]
fn years_are_files_of_what_was_there() {
    let graph = hostile();
    let filter = Filter::default();
    let mut selection = Selection::new(&graph, &filter);
    selection.place();
    let folder = tempfile::tempdir().unwrap();
    export_years(&selection, &filter, &Settings::of(Format::Gexf), folder.path()).unwrap();
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["2019.gexf", "2020.gexf", "2021.gexf"]);
    for (name, nodes, edges) in [("2019.gexf", 4, 3), ("2020.gexf", 6, 6), ("2021.gexf", 4, 3)] {
        let path = folder.path().join(name);
        assert_eq!(check_file(&path).unwrap(), Check { nodes, edges, findings: Vec::new() });
        assert!(fs::read_to_string(path).unwrap().contains("mode=\"slice\" start=\""));
    }
}

#[test]
fn places_are_the_same_each_time_and_nothing_covers_another() {
    let graph = ring(60);
    let placed = || {
        let mut selection = Selection::of_view(&graph, View::PeopleMeetings);
        selection.place();
        let mut bytes = Vec::new();
        node_link_json(&selection, &Columns::default(), &mut bytes).unwrap();
        bytes
    };
    let bytes = placed();
    assert_eq!(bytes, placed());
    let json: Value = serde_json::from_slice(&bytes).unwrap();
    let nodes = json["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 60);
    let number = |node: &Value, name: &str| node[name].as_f64().unwrap();
    for (at, a) in nodes.iter().enumerate() {
        for b in &nodes[..at] {
            let (x, y) = (number(a, "x") - number(b, "x"), number(a, "y") - number(b, "y"));
            let apart = f64::midpoint(number(a, "size"), number(b, "size"));
            assert!((x * x + y * y).sqrt() >= apart, "{} {}", a["id"], b["id"]);
        }
    }
}

#[test]
fn places_of_a_small_graph_are_these_on_every_machine() {
    let graph = ring(6);
    let mut selection = Selection::of_view(&graph, View::PeopleMeetings);
    selection.place();
    let mut bytes = Vec::new();
    let columns = Columns::named(["x", "y"].map(str::to_owned).to_vec()).unwrap();
    node_link_json(&selection, &columns, &mut bytes).unwrap();
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
}

#[test]
fn sizes_follow_the_measure() {
    let graph = hostile();
    let sizes = |measure| {
        let mut selection = Selection::of_view(&graph, View::PeopleMeetings);
        selection.size_by(measure);
        let mut bytes = Vec::new();
        node_link_json(&selection, &Columns::default(), &mut bytes).unwrap();
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let nodes = json["nodes"].as_array().unwrap().iter();
        nodes.map(|node| node["size"].as_f64().unwrap()).collect::<Vec<_>>()
    };
    // Only the first person chairs, once, as the meeting is chaired by one.
    assert_eq!(sizes(Measure::Chairings), [36.0, 6.0, 36.0]);
    assert_eq!(sizes(Measure::Documents), [36.0, 36.0, 36.0]);
    assert!(sizes(Measure::PageRank)[1] < sizes(Measure::PageRank)[2]);
}

fn drawn(graph: &KnowledgeGraph, view: View) -> String {
    let mut selection = Selection::of_view(graph, view);
    selection.place();
    let mut bytes = Vec::new();
    svg(&selection, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn pictures_are_well_formed_and_show_every_node_and_edge() {
    for (graph, nodes, edges) in [(hostile(), 7, 7), (single(), 1, 0), (empty(), 0, 0)] {
        let picture = drawn(&graph, View::Full);
        let mut reader = quick_xml::Reader::from_str(&picture);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        // Each has a title; the picture has one too.
        assert_eq!(picture.matches("<title>").count(), 1 + nodes + edges);
        assert!(!picture.contains('\u{1}'));
        assert!(!picture.contains("NaN") && !picture.contains("inf"), "{picture}");
    }
}

#[test]
fn pictures_name_things_and_explain_their_colours() {
    let picture = drawn(&ring(12), View::PeopleMeetings);
    for words in ["cuộc họp", "người", "chủ trì", "Người 3", "Họp 3"] {
        assert!(picture.contains(words), "{words}");
    }
    insta::assert_snapshot!(drawn(&ring(4), View::PeopleMeetings));
}

#[test]
fn smaller_parts_are_proposed() {
    let graph = hostile();
    let parts = smaller(&graph, &Filter::default());
    assert_eq!(parts[0], Smaller::View { view: View::Full, nodes: 7, edges: 7 });
    assert!(parts.contains(&Smaller::View { view: View::CoAttendance, nodes: 2, edges: 1 }));
    assert!(parts.contains(&Smaller::Unit { unit: EntityId(4), nodes: 6, edges: 6 }));
    assert!(smaller(&empty(), &Filter::default()).is_empty());
}
