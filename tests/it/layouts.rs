//! Graph folders of earlier layouts are read, verified and built upon.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use chutri::triples::GraphFolder;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::cli::on_examples;
use crate::damage::{chutri, copied};

fn digest(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes) {
        write!(digits, "{byte:02x}").unwrap();
    }
    digits
}

/// Brings a graph to the layout of format 1: all texts in one file, facts as JSON lines alone.
fn to_first_layout(graph: &Path) {
    let facts = GraphFolder::open(graph).unwrap().facts();
    let file = |name: &str| facts.with_file_name(name);
    let quotes = fs::read(file("texts.quotes")).unwrap();
    let texts = [fs::read(file("texts")).unwrap(), quotes].concat();
    fs::write(file("texts"), &texts).unwrap();
    fs::remove_file(file("texts.quotes")).unwrap();
    let _ = fs::remove_file(file("facts.packed"));
    let list = fs::read_to_string(file("files.sha256")).unwrap();
    let lines = list.lines().filter(|line| !line.ends_with("  texts.quotes"));
    let lines = lines.map(|line| match line.split_once("  ") {
        Some((_, "texts")) => format!("{}  texts\n", digest(&texts)),
        _ => format!("{line}\n"),
    });
    let list: String = lines.collect();
    fs::write(file("files.sha256"), &list).unwrap();
    let path = graph.join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(manifest["format"], 2);
    manifest["format"] = 1.into();
    manifest["files"] = digest(list.as_bytes()).into();
    fs::write(&path, manifest.to_string()).unwrap();
}

#[test]
fn a_graph_of_the_first_layout_says_what_it_said_and_grows() {
    let (_scratch, graph) = copied();
    to_first_layout(&graph);
    let verified = chutri(&["verify"], &graph);
    assert_eq!(verified.code, 0, "{}", verified.stderr);
    for question in [
        &["chaired", "--person", "khiem", "--format", "csv"][..],
        &["search", "hoi nghi", "--format", "csv"],
        &["export", "--format", "nq"],
    ] {
        let told = chutri(question, &graph);
        assert_eq!((told.code, &told.stdout), (0, &on_examples(question).stdout), "{question:?}");
        assert!(told.stdout.lines().count() > 1, "{question:?}: {}", told.stdout);
    }
    let page = graph.with_file_name("page.txt");
    fs::write(&page, "Ngày 3/5/2021, ông Trần Văn An chủ trì hội nghị.").unwrap();
    let built = chutri(&["build", page.to_str().unwrap()], &graph);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(built.stderr.contains("now 19 documents"), "{}", built.stderr);
    assert_eq!(GraphFolder::open(&graph).unwrap().manifest().format, 2);
    assert_eq!(chutri(&["verify"], &graph).code, 0);
}
