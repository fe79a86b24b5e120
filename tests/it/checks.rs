//! What checks say of files: which reader would drop or change what.

use std::fs;

use chutri::exports::{
    Check, Columns, Flavour, Format, Reader, Rule, Selection, Settings, View, check_file, export,
    graphml,
};

use crate::graphs::{empty, hostile, single};

fn check(text: &str, ending: &str) -> Check {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file").with_extension(ending);
    fs::write(&path, text).unwrap();
    check_file(&path).unwrap()
}

#[test]
fn what_is_written_for_a_reader_is_clean_for_it() {
    for graph in [hostile(), single(), empty()] {
        for flavour in Flavour::GRAPHML {
            let selection = Selection::of_view(&graph, View::Full);
            let mut bytes = Vec::new();
            graphml(&selection, flavour, &Columns::default(), &mut bytes).unwrap();
            let check = check(&String::from_utf8(bytes).unwrap(), "graphml");
            let counts = (selection.node_count() as u64, selection.edge_count() as u64);
            assert_eq!((check.nodes, check.edges), counts);
            let rules: Vec<_> = check.findings.iter().map(|finding| finding.rule).collect();
            // Only the flavour for Gephi parts what it would take for a number.
            let expected = match flavour {
                Flavour::Gephi => &[][..],
                _ if graph.nodes().len() < 2 => &[],
                _ => &[Rule::Inf],
            };
            assert_eq!(rules, expected, "{flavour:?}");
        }
        let mut bytes = Vec::new();
        let selection = Selection::of_view(&graph, View::Full);
        export(&selection, &Settings::of(Format::Gexf), &mut bytes).unwrap();
        let check = check(&String::from_utf8(bytes).unwrap(), "gexf");
        assert_eq!(check.findings, [], "{:?}", check.findings);
    }
}

const HEAD: &str = "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
const LABEL: &str = "<key id=\"l\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n";

fn key(attributes: &str) -> String {
    format!("<key id=\"k\" {attributes}/>\n")
}

fn node(id: &str) -> String {
    format!("<node id=\"{id}\"><data key=\"l\">A</data></node>\n")
}

fn graph(keys: &str, body: &str) -> String {
    format!("{HEAD}{LABEL}{keys}<graph edgedefault=\"directed\">\n{body}</graph></graphml>")
}

/// Just this is told of a file.
fn told(text: &str, rule: Rule, line: u64) {
    let check = check(text, "graphml");
    let found: Vec<_> = check.findings.iter().map(|f| (f.rule, f.line)).collect();
    assert_eq!(found, [(rule, line)], "{text}");
    assert!(!rule.readers().is_empty() && !rule.effect().is_empty());
}

#[test]
fn quirks_of_keys_are_told_with_their_lines() {
    for (text, rule, line) in [
        (
            graph(&key("for=\"node\" attr.name=\"n\" attr.type=\"integer\""), ""),
            Rule::AttributeType,
            3,
        ),
        (
            graph(&key("for=\"node\" attr.name=\"a b\" attr.type=\"int\""), ""),
            Rule::AttributeName,
            3,
        ),
        (graph(&key("for=\"node\" attr.name=\"id\" attr.type=\"int\""), ""), Rule::NameId, 3),
        (graph(&key("for=\"node\" attr.name=\"Kind\" attr.type=\"int\""), ""), Rule::NameOwn, 3),
        (graph(&key("for=\"node\" attr.name=\"label\" attr.type=\"int\""), ""), Rule::NameTwice, 3),
        (graph(&key("for=\"all\" attr.name=\"n\" attr.type=\"int\""), ""), Rule::ForAll, 3),
        (
            graph(&LABEL.replace("\"l\"", "\"L\"").replace("\"label\"", "\"m\""), ""),
            Rule::KeyCase,
            3,
        ),
    ] {
        told(&text, rule, line);
    }
}

#[test]
fn quirks_of_elements_are_told_with_their_lines() {
    let two = node("a") + &node("b");
    let edge = "<edge source=\"a\" target=\"b\"/>\n";
    for (text, rule, line) in [
        (graph("", &node("a&amp;b")), Rule::Token, 4),
        (graph("", &(node("a") + &node("a"))), Rule::NodeTwice, 5),
        (graph("", "<node id=\"a\"/>"), Rule::Label, 4),
        (graph("", "<node id=\"a\"><data key=\"l\">INFO</data></node>"), Rule::Inf, 4),
        (
            graph("", "<node id=\"a\"><data key=\"l\">A</data><data key=\"x\">1</data></node>"),
            Rule::Undeclared,
            4,
        ),
        (graph("", "<node id=\"a\"><desc>d</desc><data key=\"l\">A</data></node>"), Rule::Desc, 4),
        (graph("", &(edge.to_owned() + &two)), Rule::EdgeFirst, 5),
        (graph("", &(node("a") + edge)), Rule::End, 5),
        (graph("", &(two.clone() + edge + edge)), Rule::Parallel, 7),
        (
            graph("", &(two.clone() + "<edge source=\"a\" target=\"b\" directed=\"false\"/>")),
            Rule::Mixed,
            6,
        ),
        (
            graph("", &(two.clone() + "<edge source=\"a\" target=\"b\" label=\"K\"/>")),
            Rule::EdgeKind,
            6,
        ),
    ] {
        told(&text, rule, line);
    }
    assert_eq!(Rule::Parallel.readers(), [Reader::Gephi]);
}

#[test]
fn quirks_of_values_are_told_with_their_lines() {
    let two = node("a") + &node("b");
    for (text, rule, line) in [
        (
            graph(
                &key("for=\"edge\" attr.name=\"weight\" attr.type=\"double\""),
                &(two.clone() + "<edge source=\"a\" target=\"b\"><data key=\"k\">0</data></edge>"),
            ),
            Rule::Weight,
            7,
        ),
        (
            graph(
                &key("for=\"node\" attr.name=\"n\" attr.type=\"long\""),
                "<node id=\"a\"><data key=\"l\">A</data><data key=\"k\">9007199254740993</data></node>",
            ),
            Rule::Long,
            5,
        ),
        (
            graph(
                &key("for=\"node\" attr.name=\"n\" attr.type=\"int\""),
                "<node id=\"a\"><data key=\"l\">A</data><data key=\"k\">ba</data></node>",
            ),
            Rule::Value,
            5,
        ),
        (
            graph("", "").replace(" xmlns=\"http://graphml.graphdrawing.org/xmlns\"", ""),
            Rule::Namespace,
            1,
        ),
        (format!("\u{FEFF}{}", graph("", "")), Rule::Mark, 1),
    ] {
        told(&text, rule, line);
    }
}

#[test]
fn quirks_of_gexf_are_told() {
    let node = |id: &str, spells: &str| {
        format!("<node id=\"{id}\" label=\"A\"><spells>{spells}</spells></node>\n")
    };
    let spell = |start: &str, end: &str| format!("<spell start=\"{start}\" end=\"{end}\"/>");
    let always = spell("2000-01-01", "2030-01-01");
    let edge = format!(
        "<edge id=\"e\" source=\"a\" target=\"b\"><spells>{}</spells></edge>",
        spell("2020-01-01", "2020-02-01")
    );
    let graph = |nodes: &str, edges: &str| {
        format!(
            "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\"><graph mode=\"dynamic\" timeformat=\"date\" \
             timezone=\"Asia/Ho_Chi_Minh\">\n<nodes>{nodes}</nodes><edges>{edges}</edges></graph></gexf>"
        )
    };
    let both = |spells: &str| node("a", spells) + &node("b", "");
    for (text, rule) in [
        (graph(&node("a", &spell("2020-07", "2020-08-01")), ""), Rule::Day),
        (
            graph(&node("a", &(always.clone() + &spell("2020-01-01", "2021-01-01"))), ""),
            Rule::Overlap,
        ),
        (graph(&both(&spell("2020-01-15", "2021-01-01")), &edge), Rule::Outside),
        (graph(&both(&always), &edge.replace("\"b\"", "\"c\"")), Rule::End),
        (graph(&node("a", &always).replace("\"A\"", "\"\""), ""), Rule::Label),
        (
            graph(&both(&always), &edge).replace("1.3\" version", "1.2draft\" version"),
            Rule::Version,
        ),
        (graph(&both(&always), &edge).replace("timezone", "zone"), Rule::Zone),
    ] {
        let rules: Vec<_> = check(&text, "gexf").findings.iter().map(|f| f.rule).collect();
        assert_eq!(rules, [rule], "{text}");
    }
    assert_eq!(check(&graph(&both(&always), &edge), "gexf").findings, []);
}

#[test]
fn what_is_no_graph_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    for (text, complaint) in [
        ("a,b\n", "neither GraphML nor GEXF"),
        ("<html/>", "neither GraphML nor GEXF"),
        ("<graphml>\n<key></graphml>", ":2: no well-formed XML"),
    ] {
        fs::write(&path, text).unwrap();
        let error = check_file(&path).unwrap_err().to_string();
        assert!(error.contains(complaint), "{error}");
    }
}
