//! Every form and flavour as other programs read it back: every node, edge, type and attribute.
//!
//! Longer than most: one comparison and a case for every form.

use std::fs;
use std::path::PathBuf;

use chutri::exports::{
    Columns, Direction, Flavour, Format, Selection, Settings, View, export, export_folder,
    node_link_json,
};
use chutri::graph::KnowledgeGraph;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::graphs::{empty, hostile, single};
use crate::python;

type Row = Map<String, Value>;

/// What is written, as JSON of types: the measure of all readers.
struct Written {
    directed: bool,
    nodes: Vec<(String, Row)>,
    edges: Vec<(String, String, Row)>,
}

fn written(selection: &Selection<'_>) -> Written {
    let mut bytes = Vec::new();
    node_link_json(selection, &Columns::default(), &mut bytes).unwrap();
    let json: Value = serde_json::from_slice(&bytes).unwrap();
    let rows = |name: &str| json[name].as_array().unwrap().clone().into_iter();
    let object = |row: Value| row.as_object().unwrap().clone();
    let text = |row: &mut Row, name| row.remove(name).unwrap().as_str().unwrap().to_owned();
    Written {
        directed: json["directed"].as_bool().unwrap(),
        nodes: rows("nodes").map(object).map(|mut row| (text(&mut row, "id"), row)).collect(),
        edges: rows("edges")
            .map(object)
            .map(|mut row| {
                row.remove("key");
                (text(&mut row, "source"), text(&mut row, "target"), row)
            })
            .collect(),
    }
}

/// A selection with places, written in a form into a folder of its own.
fn file(selection: &Selection<'_>, settings: &Settings) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph").with_extension(settings.format.extension());
    let mut bytes = Vec::new();
    export(selection, settings, &mut bytes).unwrap();
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn placed(graph: &KnowledgeGraph, view: View) -> Selection<'_> {
    let mut selection = Selection::of_view(graph, view);
    selection.place();
    selection
}

/// What a reader says of a row beyond what is written, and what it does not say.
struct Ways<'w> {
    /// Names that only the reader has.
    more: &'w [&'w str],
    /// Names that only the file has.
    less: &'w [&'w str],
    /// The text of a written value, as the reader gives it.
    text: &'w dyn Fn(&str) -> String,
    /// A written list, as the reader gives it.
    list: &'w dyn Fn(&[Value]) -> Value,
}

fn same_row(place: &str, read: &Value, written: &Row, ways: &Ways<'_>) {
    let mut read = read.as_object().unwrap().clone();
    ways.more.iter().for_each(|name| {
        read.remove(*name);
    });
    for (name, value) in written.iter().filter(|(name, _)| !ways.less.contains(&name.as_str())) {
        let expected = match value {
            Value::String(text) => Value::String((ways.text)(text)),
            Value::Array(items) => (ways.list)(items),
            other => other.clone(),
        };
        let got = read.remove(name).unwrap_or_else(|| panic!("{place}: no {name}"));
        let same = match (got.as_f64(), expected.as_f64()) {
            (Some(got), Some(expected)) => got.to_bits() == expected.to_bits(),
            _ => got == expected,
        };
        assert!(same, "{place}: {name}: {got} is not {expected}");
    }
    // igraph has no missing truth values.
    read.retain(|_, value| *value != Value::Bool(false));
    assert!(read.is_empty(), "{place}: more than is written: {read:?}");
}

fn same(read: &Value, written: &Written, nodes: &Ways<'_>, edges: &Ways<'_>) {
    assert_eq!(read["directed"], written.directed);
    let all = read["nodes"].as_object().unwrap();
    assert_eq!(all.len(), written.nodes.len());
    for (id, row) in &written.nodes {
        same_row(id, &all[id], row, nodes);
    }
    let all = read["edges"].as_array().unwrap();
    assert_eq!(all.len(), written.edges.len());
    for (source, target, row) in &written.edges {
        let kind = |edge: &&Value| {
            let rel = edge[2].get("rel").or_else(|| edge[2].get("interaction"));
            rel == row.get("rel")
        };
        let ends = [[source, target], [target, source]];
        let joins = |edge: &&Value| {
            ends.iter()
                .take(if written.directed { 1 } else { 2 })
                .any(|[a, b]| edge[0] == a.as_str() && edge[1] == b.as_str())
        };
        let found: Vec<_> = all.iter().filter(joins).filter(kind).collect();
        assert_eq!(found.len(), 1, "{source} {target}");
        same_row(&format!("{source} {target}"), &found[0][2], row, edges);
    }
}

fn joined(items: &[Value]) -> Value {
    let items: Vec<_> = items.iter().map(|item| item.as_str().unwrap()).collect();
    items.join(" | ").into()
}

/// The graphs and views that are read back.
fn cases(mut check: impl FnMut(&Selection<'_>)) {
    let (hostile, single, empty) = (hostile(), single(), empty());
    for (graph, views) in [
        (&hostile, &[View::Full, View::CoAttendance][..]),
        (&single, &[View::Things]),
        (&empty, &[View::Things]),
    ] {
        for &view in views {
            check(&placed(graph, view));
        }
    }
}

/// All cases by all settings, written into one folder, to be read by one process.
struct Library {
    folder: TempDir,
    files: Vec<(String, Flavour, Written)>,
}

impl Library {
    fn new(format: Format, flavours: &[Flavour]) -> Self {
        let mut library = Self { folder: tempfile::tempdir().unwrap(), files: Vec::new() };
        for &flavour in flavours {
            let settings = Settings { flavour, ..Settings::of(format) };
            cases(|selection| {
                let name = format!("{}.{}", library.files.len(), format.extension());
                let file = fs::File::create(library.folder.path().join(&name)).unwrap();
                export(selection, &settings, file).unwrap();
                library.files.push((name, flavour, written(selection)));
            });
        }
        library
    }

    /// What a reader makes of each file; nothing where the machine has no such reader.
    fn read(&self, script: &str, module: &str, check: impl Fn(&Value, &Written, Flavour)) {
        if let Some(read) = python::run(script, module, self.folder.path()) {
            for (name, flavour, written) in &self.files {
                check(&read[name], written, *flavour);
            }
        }
    }
}

#[test]
fn every_flavour_of_graphml_is_read_whole() {
    let library = Library::new(Format::GraphMl, &Flavour::GRAPHML);
    for module in ["networkx", "igraph"] {
        library.read("read_export.py", module, same_graphml);
    }
    library.read("read_export.js", "graphology", same_graphml);
}

fn same_graphml(read: &Value, written: &Written, flavour: Flavour) {
    let parted = |text: &str| match flavour {
        Flavour::Gephi => text.replace("INF", "I\u{200C}NF"),
        _ => text.to_owned(),
    };
    let (nodes_more, nodes_less): (&[&str], &[&str]) = match flavour {
        // What networkx and graphology read of the pictures of yEd.
        Flavour::Yed => (&["x", "y", "label", "shape_type", ""], &["x", "y", "label"]),
        Flavour::Neo4j => (&["labels"], &[]),
        _ => (&[], &[]),
    };
    let (edges_more, edges_less): (&[&str], &[&str]) = match flavour {
        Flavour::Cytoscape => (&["interaction", "shared_name"], &["rel"]),
        Flavour::Neo4j | Flavour::Yed => (&["label", ""], &[]),
        _ => (&[], &[]),
    };
    let nodes = Ways { more: nodes_more, less: nodes_less, text: &parted, list: &joined };
    let edges = Ways { more: edges_more, less: edges_less, text: &parted, list: &joined };
    same(read, written, &nodes, &edges);
    if flavour == Flavour::Strict && read.get("graph").is_some() {
        assert!(read["graph"]["weight_meaning"].as_str().unwrap().starts_with("number of "));
    }
    if flavour == Flavour::Neo4j {
        for (id, _) in written.nodes.iter().filter(|(id, _)| id.starts_with("person:")) {
            assert_eq!(read["nodes"][id]["labels"], ":Person");
        }
    }
}

#[test]
fn gexf_is_read_whole() {
    let library = Library::new(Format::Gexf, &[Flavour::Portable]);
    let text = |text: &str| text.to_owned();
    library.read("read_export.py", "networkx", |read, expected, _| {
        let list = |items: &[Value]| {
            let quoted: Vec<_> = items.iter().map(Value::to_string).collect();
            Value::from(format!("[{}]", quoted.join(", ")))
        };
        let more = &["viz", "spells", "current_position", "start", "end", "id"];
        let nodes = Ways { more, less: &["color", "size", "x", "y"], text: &text, list: &list };
        let more = &["viz", "spells", "id", "label", "start", "end"];
        let less = &["color", "eid", "edgelabel"];
        same(read, expected, &nodes, &Ways { more, less, text: &text, list: &list });
        looks_are_kept(read, expected);
    });
    library.read("read_export.js", "graphology", |read, expected, _| {
        let list = |items: &[Value]| Value::from(items);
        // It counts upwards, has colours as `rgb(1,2,3)`, and names columns as Gephi does.
        let more = &["current_position", "y", "z", "color"];
        let nodes = Ways { more, less: &["y", "color"], text: &text, list: &list };
        let more = &["label", "kind", "color"];
        let less = &["color", "eid", "edgelabel"];
        same(read, expected, &nodes, &Ways { more, less, text: &text, list: &list });
    });
}

/// Colours, sizes and places, which networkx keeps apart.
fn looks_are_kept(read: &Value, written: &Written) {
    for (id, row) in &written.nodes {
        let viz = &read["nodes"][id]["viz"];
        assert_eq!(viz["size"].as_f64(), row["size"].as_f64(), "{id}");
        assert_eq!(viz["position"]["x"].as_f64(), row["x"].as_f64(), "{id}");
        let color = ["r", "g", "b"].map(|part| viz["color"][part].as_u64().unwrap());
        let hex = format!("#{:02x}{:02x}{:02x}", color[0], color[1], color[2]);
        assert_eq!(row["color"], hex, "{id}");
    }
}

#[test]
fn gexf_tells_when() {
    let graph = hostile();
    let (_folder, path) = file(&placed(&graph, View::Full), &Settings::of(Format::Gexf));
    let Some(read) = python::run("read_export.py", "networkx", &path) else { return };
    let person = &read["nodes"]["person:le-van-a.k3f9"];
    let tenure = json!(["2019-05-01", "2021-01-05"]);
    assert_eq!(person["spells"], json!([tenure]));
    assert_eq!(
        person["current_position"],
        json!([["Bí thư Huyện ủy", "2019-05-01", "2021-01-05"]])
    );
    assert_eq!(
        read["nodes"]["meeting:2020-07-09.q"]["spells"],
        json!([["2020-07-09", "2020-07-09"]])
    );
    assert!(read["nodes"]["unit:huyen-x"].get("spells").is_none());
    let edges = read["edges"].as_array().unwrap();
    let held = edges.iter().find(|edge| edge[2]["rel"] == "HOLDS").unwrap();
    assert_eq!(held[2]["spells"], json!([tenure]));
    assert_eq!(held[2]["label"], "giữ chức");
}

#[test]
fn graphml_and_gexf_fit_their_schemas() {
    let flavours = [Flavour::Portable, Flavour::Strict, Flavour::Cytoscape];
    for (format, flavours) in [(Format::GraphMl, &flavours[..]), (Format::Gexf, &flavours[..1])] {
        Library::new(format, flavours).read("read_export.py", "lxml", |report, _, flavour| {
            assert_eq!(*report, json!({"errors": []}), "{format:?} {flavour:?}");
        });
    }
}

#[test]
fn schemas_refuse_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let graph = hostile();
    for (format, right, wrong) in [
        (Format::GraphMl, "attr.type=\"int\"", "attr.type=\"integer\""),
        (Format::GraphMl, "target=\"unit:huyen-x\"", "target=\"unit:huyen-y\""),
        (Format::Gexf, "start=\"2020-07-09\"", "start=\"2020-07\""),
        (Format::Gexf, "weight=\"3\"", "weight=\"0\""),
        (Format::Gexf, "target=\"unit:huyen-x\"", "target=\"unit:huyen-y\""),
    ] {
        let (_folder, path) = file(&placed(&graph, View::Full), &Settings::of(format));
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(right), "{right}");
        let path = folder.path().join("wrong").with_extension(format.extension());
        fs::write(&path, text.replace(right, wrong)).unwrap();
        if let Some(report) = python::run("read_export.py", "lxml", &path) {
            assert!(!report["errors"].as_array().unwrap().is_empty(), "{wrong}");
        }
    }
}

#[test]
fn node_links_are_read_whole() {
    let library = Library::new(Format::NodeLink, &[Flavour::Portable]);
    library.read("read_export.py", "networkx", |read, expected, _| {
        let list = |items: &[Value]| Value::from(items);
        let text = |text: &str| text.to_owned();
        let ways = Ways { more: &[], less: &[], text: &text, list: &list };
        same(read, expected, &ways, &ways);
    });
}

#[test]
fn cytoscape_json_holds_the_same() {
    cases(|selection| {
        let mut bytes = Vec::new();
        export(selection, &Settings::of(Format::CytoscapeJson), &mut bytes).unwrap();
        let read: Value = serde_json::from_slice(&bytes).unwrap();
        let expected = written(selection);
        let nodes = read["elements"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), expected.nodes.len());
        for (node, (id, mut row)) in nodes.iter().zip(expected.nodes) {
            assert_eq!(node["position"], json!({"x": row.remove("x"), "y": row.remove("y")}));
            row.insert("id".to_owned(), id.into());
            assert_eq!(node["data"], Value::Object(row));
        }
        let edges = read["elements"]["edges"].as_array().unwrap();
        assert_eq!(edges.len(), expected.edges.len());
        for (edge, (source, target, mut row)) in edges.iter().zip(expected.edges) {
            let (id, kind) = (row["eid"].clone(), row["rel"].clone());
            row.extend([("id".to_owned(), id), ("interaction".to_owned(), kind)]);
            row.extend([
                ("source".to_owned(), source.into()),
                ("target".to_owned(), target.into()),
            ]);
            assert_eq!(edge["data"], Value::Object(row));
        }
    });
}

#[test]
fn graphviz_reads_dot_whole() {
    let settings = Settings::of(Format::Dot);
    cases(|selection| {
        let (_folder, path) = file(selection, &settings);
        let Some(read) = python::graphviz(&path) else { return };
        let expected = written(selection);
        let rows = |name: &str| read[name].as_array().cloned().unwrap_or_default();
        let (nodes, edges) = (rows("objects"), rows("edges"));
        assert_eq!((nodes.len(), edges.len()), (expected.nodes.len(), expected.edges.len()));
        for (node, (_, row)) in nodes.iter().zip(&expected.nodes) {
            let unescaped = node["xlabel"].as_str().unwrap().replace("\\\\", "\\");
            assert_eq!(unescaped.replace("\\\"", "\""), row["label"].as_str().unwrap());
            assert_eq!(node["iri"], row["iri"]);
            let place = format!("{},{}", row["x"], 0.0 - row["y"].as_f64().unwrap());
            assert_eq!(node["pos"], place.replace(".0", ""));
        }
        for edge in &edges {
            let [tail, head] = ["tail", "head"].map(|end| edge[end].as_u64().unwrap() as usize);
            let ends = [&expected.nodes[tail].0, &expected.nodes[head].0];
            let joins = |row: &&(String, String, Row)| [&row.0, &row.1] == ends;
            let kinds = expected.edges.iter().filter(joins).map(|row| &row.2["rel"]);
            assert!(kinds.into_iter().any(|kind| *kind == edge["rel"]), "{edge}");
        }
    });
}

#[test]
fn neo4j_tables_hold_the_same_typed() {
    let graph = hostile();
    let selection = placed(&graph, View::Full);
    let folder = tempfile::tempdir().unwrap();
    export_folder(&selection, &Settings::of(Format::Neo4j), folder.path()).unwrap();
    let script = fs::read_to_string(folder.path().join("import.sh")).unwrap();
    assert!(script.contains("neo4j-admin database import full"));
    let Some(tables) = python::run("read_export.py", "csv", folder.path()) else { return };
    let tables = tables.as_object().unwrap();
    for name in tables.keys() {
        assert!(script.contains(&format!("={name}")), "{name}");
    }
    let person = &tables["person.csv"][0];
    assert_eq!(person["id:ID(Person)"], "person/le-van-a.k3f9");
    assert_eq!(person[":LABEL"], "Person");
    assert_eq!(person["name:string"], "\"Họp\" & <hội> ' INF 😀 ]]>  cuối");
    assert_eq!(person["other_names:string[]"], "Lê A, \"Tư\";=Lê\\A");
    assert_eq!(tables["person.csv"][1]["name:string"], "Ổ".repeat(10_000));
    let held = &tables["holds.person.post.csv"][0];
    assert_eq!(held[":START_ID(Person)"], "person/le-van-a.k3f9");
    assert_eq!(held[":END_ID(Post)"], "post/bi-thu/huyen-uy/x");
    assert_eq!(held[":TYPE"], "HOLDS");
    assert_eq!(held["valid_from:date"], "2019-05-01");
    assert_eq!(held["year_from:int"], "2020");
    let rows = |prefix: fn(&str) -> bool| {
        let named = tables.iter().filter(|(name, _)| prefix(name));
        named.map(|(_, rows)| rows.as_array().unwrap().len()).sum::<usize>()
    };
    assert_eq!(rows(|name| name.matches('.').count() == 1), selection.node_count());
    assert_eq!(rows(|name| name.matches('.').count() == 3), selection.edge_count());
    assert_eq!(selection.view().direction(), Direction::Directed);
}
