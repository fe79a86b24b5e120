//! Exports as their readers see them.

use std::fs;

use chutri::exports::{
    ByteOrderMark, Columns, Flavour, Selection, View, chairings, chairings_csv, edges_csv, graphml,
    nodes_csv,
};
use chutri::graph::KnowledgeGraph;
use serde_json::Value;

use crate::graphs::{hostile, single};
use crate::python;

fn written(graph: &KnowledgeGraph, view: View, flavour: Flavour) -> String {
    let mut bytes = Vec::new();
    let selection = Selection::of_view(graph, view);
    graphml(&selection, flavour, &Columns::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// What one reader makes of a graph.
fn read_back(graph: &KnowledgeGraph, flavour: Flavour, module: &str) -> Option<Value> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph.graphml");
    fs::write(&path, written(graph, View::Full, flavour)).unwrap();
    python::run("read_export.py", module, &path)
}

#[test]
fn the_schema_refuses_what_only_gephi_knows() {
    if let Some(report) = read_back(&hostile(), Flavour::Gephi, "lxml") {
        assert!(report["errors"][0].as_str().unwrap().contains("'label' is not allowed"));
    }
}

#[test]
fn networkx_and_igraph_read_graphml_whole_and_typed() {
    for module in ["networkx", "igraph"] {
        for flavour in [Flavour::Portable, Flavour::Gephi] {
            if let Some(read) = read_back(&hostile(), flavour, module) {
                check_nodes(&read["nodes"], flavour);
                check_edges(&read["edges"]);
            }
        }
    }
}

fn check_nodes(nodes: &Value, flavour: Flavour) {
    assert_eq!(nodes.as_object().unwrap().len(), 7);
    let person = &nodes["person:le-van-a.k3f9"];
    let name = match flavour {
        Flavour::Gephi => "\"Họp\" & <hội> ' I\u{200C}NF 😀 ]]>  cuối",
        _ => "\"Họp\" & <hội> ' INF 😀 ]]>  cuối",
    };
    assert_eq!(person["name"], name);
    assert_eq!(person["label"], name);
    assert_eq!(person["iri"], "https://w3id.org/chutri/id/person/le-van-a.k3f9");
    assert_eq!(person["chair_count"].as_f64(), Some(1.0));
    assert_eq!(person["first_attested"], "2020-07-09");
    assert_eq!(person["last_attested"], "2021-01-05");
    assert!(person["page_rank"].as_f64().unwrap() > 0.0);
    assert_eq!(nodes["person:tran-b.x1y2"]["name"], "Ổ".repeat(10_000));
    let meeting = &nodes["meeting:2020-07-09.q"];
    assert_eq!(meeting["name"], "Hội nghị  lần thứ 2");
    assert_eq!(meeting["kind_of"], "working_session");
    assert_eq!(meeting["date"], "2020-07-09");
    assert_eq!(nodes["unit:huyen-x"]["province"], "Hải Dương");
    let page = &nodes["doc:a-b.9z"];
    assert_eq!(page["url"], "https://a.vn/?x=1&y=<2>");
    assert!(page.get("level").is_none());
}

fn check_edges(edges: &Value) {
    let edges = edges.as_array().unwrap();
    assert_eq!(edges.len(), 7);
    let find = |rel: &str| edges.iter().find(|edge| edge[2]["rel"] == rel).unwrap();
    let chaired = find("CHAIRED");
    assert_eq!(chaired[0], "person:le-van-a.k3f9");
    assert_eq!(chaired[1], "meeting:2020-07-09.q");
    assert_eq!(chaired[2]["weight"], 3.0);
    assert_eq!(chaired[2]["confidence"], 0.75);
    assert_eq!(chaired[2]["jointly"], true);
    assert_eq!(chaired[2]["capacity"], "Bí thư Huyện ủy");
    assert_eq!(chaired[2]["edgelabel"], "chủ trì");
    assert_eq!(chaired[2]["year_from"].as_f64(), Some(2020.0));
    assert_eq!(chaired[2]["url"], "https://a.vn/?x=1&y=<2>");
    let held = find("HOLDS");
    assert_eq!(held[2]["valid_from"], "2019-05");
    assert!(held[2].get("valid_until").is_none());
    assert_eq!(held[2]["attested_until"], "2021-01-05");
    assert_eq!(held[2]["term"], "2015-2020");
    let quote = held[2]["quote"].as_str().unwrap();
    assert!(quote.chars().count() <= 202 && quote.ends_with('…'), "{quote}");
}

/// Files of other days refer to it.
#[test]
fn an_edge_keeps_its_id_for_ever() {
    let xml = written(&hostile(), View::Full, Flavour::Portable);
    let ends = "source=\"person:le-van-a.k3f9\" target=\"meeting:2020-07-09.q\"";
    assert!(xml.contains(&format!("<edge id=\"e.j4dbpzk16thr4\" {ends}>")), "{xml}");
}

#[test]
fn views_leave_out_whole_kinds_and_their_edges() {
    let graph = hostile();
    for (view, nodes, edges) in [
        (View::Full, 7, 7),
        (View::Things, 6, 6),
        (View::PeopleMeetings, 3, 2),
        (View::Bodies, 3, 2),
        (View::Careers, 4, 2),
        (View::Hierarchy, 2, 1),
        (View::CoAttendance, 2, 1),
        (View::CoChairing, 1, 0),
    ] {
        let xml = written(&graph, view, Flavour::Portable);
        assert_eq!(xml.matches("<node ").count(), nodes, "{view:?}");
        assert_eq!(xml.matches("<edge ").count(), edges, "{view:?}");
    }
}

#[test]
fn graphml_is_the_same_bytes_each_time() {
    let (first, second) = (hostile(), hostile());
    let flavour = Flavour::Portable;
    assert_eq!(written(&first, View::Full, flavour), written(&second, View::Full, flavour));
    insta::assert_snapshot!(written(&single(), View::Full, flavour));
}

fn rows(bytes: &[u8]) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(bytes).records().collect::<Result<_, _>>().unwrap()
}

#[test]
fn chairings_are_rows_that_spreadsheets_open_safely() {
    let graph = hostile();
    let mut bytes = Vec::new();
    chairings_csv(chairings(&graph), ByteOrderMark::With, &mut bytes).unwrap();
    assert!(bytes.starts_with("\u{FEFF}person,office,meeting,".as_bytes()));
    assert!(bytes.ends_with(b"\r\n"));
    let rows = rows(&bytes);
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][0], "\"Họp\" & <hội> ' INF 😀 ]]>  cuối");
    assert_eq!(&rows[0][1], "Bí thư Huyện ủy");
    assert_eq!(&rows[0][4], "'@Huyện ủy");
    assert_eq!(&rows[0][5], "2020-07-09");
    assert_eq!(&rows[0][6], "'=HYPERLINK(\"x\")");
    assert_eq!(&rows[0][9], "https://a.vn/?x=1&y=<2>");
}

#[test]
fn gephi_tables_have_its_columns_and_every_row() {
    let graph = hostile();
    let mut bytes = Vec::new();
    let selection = Selection::of_view(&graph, View::Things);
    let columns = Columns::default();
    nodes_csv(&selection, &columns, ByteOrderMark::Without, &mut bytes).unwrap();
    assert!(bytes.starts_with(b"Id,Label,timeset,name,class,"));
    let nodes = rows(&bytes);
    assert_eq!(nodes.len(), 6);
    assert_eq!(&nodes[0][2], "<[2019-05-01, 2021-01-05]>");
    bytes.clear();
    edges_csv(&selection, &columns, ByteOrderMark::Without, &mut bytes).unwrap();
    let header = b"Source,Target,Type,Kind,Id,Label,Weight,timeset,rel,";
    assert!(bytes.starts_with(header));
    let edges = rows(&bytes);
    assert_eq!(edges.len(), 6);
    let ids: Vec<_> = nodes.iter().map(|row| row[0].to_owned()).collect();
    assert!(edges.iter().all(|row| ids.contains(&row[0].to_owned()) && &row[2] == "Directed"));
}
