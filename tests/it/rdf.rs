//! The graph as RDF in every syntax, as other programs read it back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;

use chutri::exports::{Flavour, Selection, View};
use chutri::exports::{Format, Settings, export};
use chutri::graph::KnowledgeGraph;
use chutri::triples::{Syntax, Terms, quads};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};
use serde_json::json;

use crate::cli::{command, finish, graph, on_examples, rows};
use crate::graphs::{empty, hostile, single};
use crate::python;

const SYNTAXES: [(Syntax, RdfFormat); 6] = [
    (Syntax::NTriples, RdfFormat::NTriples),
    (Syntax::NQuads, RdfFormat::NQuads),
    (Syntax::Turtle, RdfFormat::Turtle),
    (Syntax::TriG, RdfFormat::TriG),
    (Syntax::RdfXml, RdfFormat::RdfXml),
    (Syntax::JsonLd, RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
];

fn written(graph: &KnowledgeGraph, syntax: Syntax, flavour: Flavour) -> Vec<u8> {
    let mut bytes = Vec::new();
    let settings = Settings { flavour, ..Settings::of(Format::Rdf(syntax)) };
    export(&Selection::of_view(graph, View::Full), &settings, &mut bytes).unwrap();
    bytes
}

fn parsed(bytes: &[u8], format: RdfFormat) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(bytes);
    quads.map(|quad| quad.unwrap().to_string()).collect()
}

/// Without the control characters of the hostile graph, which lines of RDF have escaped.
fn without_controls(quad: &str) -> String {
    quad.replace("\\u0001", "").replace("\\u000B", "")
}

#[test]
fn every_syntax_says_the_same() {
    for graph in [hostile(), single(), empty()] {
        let lines = written(&graph, Syntax::NTriples, Flavour::Portable);
        let expected = parsed(&lines, RdfFormat::NTriples);
        let terms = Terms::built_in();
        let said = quads(&graph, &terms).map(|quad| quad.to_string());
        assert_eq!(expected, said.collect());
        for (syntax, format) in SYNTAXES {
            let bytes = written(&graph, syntax, Flavour::Portable);
            if syntax == Syntax::RdfXml {
                // XML has no control characters.
                let kept = expected.iter().map(|quad| without_controls(quad));
                assert_eq!(parsed(&bytes, format), kept.collect());
            } else {
                assert_eq!(parsed(&bytes, format), expected, "{syntax:?}");
            }
            assert_eq!(bytes, written(&graph, syntax, Flavour::Portable), "{syntax:?}");
        }
    }
}

#[test]
fn rdflib_reads_every_syntax_alike() {
    let folder = tempfile::tempdir().unwrap();
    for (syntax, _) in SYNTAXES {
        let hostile = written(&hostile(), syntax, Flavour::Portable);
        let name = format!("hostile.{}", syntax.extension());
        fs::write(folder.path().join(name), hostile).unwrap();
        let name = format!("examples.{}", syntax.extension());
        let examples = on_examples(&["export", "--format", syntax.extension()]).stdout;
        fs::write(folder.path().join(name), examples).unwrap();
    }
    let Some(read) = python::run("read_rdf.py", "rdflib", folder.path()) else { return };
    let read = read.as_object().unwrap();
    assert_eq!(read.len(), 2 * SYNTAXES.len());
    for name in ["hostile", "examples"] {
        let first = &read[&format!("{name}.nt")];
        assert!(first["triples"].as_u64().unwrap() > 100);
        for (syntax, _) in SYNTAXES {
            let other = &read[&format!("{name}.{}", syntax.extension())];
            assert_eq!(other["triples"], first["triples"], "{name} {syntax:?}");
            // XML has no control characters.
            if syntax != Syntax::RdfXml || name == "examples" {
                assert_eq!(other["hash"], first["hash"], "{name} {syntax:?}");
            }
        }
    }
}

/// The triples that are reified, by what reifies them.
fn reified(lines: &str) -> BTreeMap<String, String> {
    let lines = lines.lines().filter_map(|line| line.split_once("#reifies> "));
    lines.map(|(subject, triple)| (subject.to_owned(), triple.to_owned())).collect()
}

#[test]
fn rdf_1_2_tells_what_tenures_and_participations_are_about() {
    let export = |syntax: &str, flavour: &str| {
        on_examples(&["export", "--format", syntax, "--flavour", flavour]).stdout
    };
    let (plain, lines) = (export("nq", "portable"), export("nq", "rdf12"));
    let reified = reified(&lines);
    let of_path = plain
        .lines()
        .filter(|line| line.ends_with("ns#Tenure> .") || line.ends_with("ns#Participation> ."));
    assert_eq!(reified.len(), of_path.filter(|line| line.contains("#type>")).count());
    assert!(reified.len() >= 100);
    let told = plain.lines().filter(|line| line.contains("ns#chaired>"));
    for line in told.filter(|line| !line.contains("/void/")) {
        let triple = format!("<<( {} )>> .", line.trim_end_matches(" ."));
        assert!(reified.values().any(|other| *other == triple), "{triple}");
    }
    let rest: Vec<_> = lines.lines().filter(|line| !line.contains("#reifies>")).collect();
    assert_eq!(rest, plain.lines().collect::<Vec<_>>());
    let sorted: Vec<_> =
        lines.lines().map(|line| line.split("> ").take(2).collect::<Vec<_>>()).collect();
    assert!(sorted.is_sorted(), "lines stand where their subjects and predicates belong");
    let folder = tempfile::tempdir().unwrap();
    for (syntax, _) in SYNTAXES.into_iter().filter(|(syntax, _)| syntax.has_triple_terms()) {
        let name = format!("graph.{}", syntax.extension());
        fs::write(folder.path().join(name), export(syntax.extension(), "rdf12")).unwrap();
    }
    let Some(read) = python::run("read_rdf.py", "pyoxigraph", folder.path()) else { return };
    for (name, told) in read.as_object().unwrap() {
        assert_eq!(told["reified"], reified.len(), "{name}");
        assert_eq!(told["triples"], lines.lines().count(), "{name}");
    }
}

#[test]
fn syntaxes_of_rdf_1_1_refuse_reifiers() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["rdf", "jsonld"] {
        let file = folder.path().join("graph").with_extension(ending);
        let mut command = command();
        command.args(["export", "--flavour", "rdf12", "--output"]).arg(&file);
        let run = finish(command.env("CHUTRI_GRAPH", graph()));
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("no triple terms: write --format ttl"), "{}", run.stderr);
        assert!(!file.exists());
    }
}

#[test]
fn the_data_set_is_counted() {
    let graph = hostile();
    let all: Vec<Quad> = {
        let lines = written(&graph, Syntax::NTriples, Flavour::Portable);
        RdfParser::from_format(RdfFormat::NTriples).for_slice(&lines).map(Result::unwrap).collect()
    };
    let (set, said): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|quad| quad.subject.to_string().contains("/id/void"));
    let number = |subject: &str, predicate: &str| {
        let found = set.iter().find(|quad| {
            quad.subject.to_string().ends_with(subject)
                && quad.predicate.as_str().ends_with(predicate)
        });
        let Term::Literal(literal) = &found.unwrap().object else { panic!() };
        literal.value().parse::<usize>().unwrap()
    };
    let distinct =
        |of: &dyn Fn(&Quad) -> String| said.iter().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(number("/void>", "#triples"), said.len());
    assert_eq!(number("/void>", "#entities"), distinct(&|quad| quad.subject.to_string()));
    assert_eq!(number("/void>", "#properties"), distinct(&|quad| quad.predicate.to_string()));
    let chaired = said.iter().filter(|quad| quad.predicate.as_str().ends_with("ns#chaired"));
    assert_eq!(number("/void/property/ct.chaired>", "#triples"), chaired.count());
    let people = said.iter().filter(|quad| quad.object.to_string().ends_with("ns#Person>"));
    assert_eq!(number("/void/class/ct.Person>", "#entities"), people.count());
    assert_eq!(number("/void/class/foaf.Person>", "#entities"), 2);
}

#[test]
fn the_store_holds_the_description_that_files_of_triples_end_with() {
    let lines = on_examples(&["export", "--format", "nt"]).stdout;
    let described = |line: &&str| line.starts_with("<https://w3id.org/chutri/id/void");
    let written: BTreeSet<&str> = lines.lines().filter(described).collect();
    assert_eq!(lines.lines().filter(described).count(), written.len(), "each line once");
    let query =
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(STRSTARTS(STR(?s), STR(id:void))) }";
    let asked = on_examples(&["query", query, "--format", "nt"]).stdout;
    assert_eq!(asked.lines().collect::<BTreeSet<_>>(), written);
    let set = "SELECT ?n WHERE { ?set a void:Dataset ; void:triples ?n }";
    let asked = rows(&on_examples(&["query", set, "--format", "csv"]).stdout);
    assert_eq!(asked[0][0], (lines.lines().count() - written.len()).to_string());
}

#[test]
fn json_ld_has_short_names_and_plain_values() {
    let json = on_examples(&["export", "--format", "jsonld"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let objects = json["@graph"].as_array().unwrap();
    let person = objects
        .iter()
        .find(|object| {
            object["label"] == "Hoàng Thị Sim"
                && object["@type"] == json!(["foaf:Person", "Person"])
        })
        .unwrap();
    assert_eq!(person["name"], "Hoàng Thị Sim");
    assert_eq!(person["familyName"], "Hoàng");
    assert!(person["@id"].as_str().unwrap().starts_with("person/"));
    assert!(person["chaired"].as_str().unwrap().starts_with("meeting/"));
    for object in objects {
        let id = object["@id"].as_str().unwrap();
        for (name, value) in object.as_object().unwrap() {
            assert!(id.starts_with("void") || !name.contains(':'), "{id} {name}");
            assert!(id.starts_with("void") || !value.is_object(), "{id} {name} {value}");
        }
    }
}

#[test]
fn packed_files_hold_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let plain = on_examples(&["export", "--format", "nt"]).stdout;
    let packed = |ending: &str| {
        let file = folder.path().join(format!("graph.nt.{ending}"));
        on_examples(&["export", "--output", file.to_str().unwrap()]);
        fs::read(&file).unwrap()
    };
    let (gzip, zstd) = (packed("gz"), packed("zst"));
    assert!(gzip.len() < plain.len() / 4 && zstd.len() < plain.len() / 4);
    let mut unpacked = String::new();
    flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
    let mut unpacked = Vec::with_capacity(plain.len() + 1);
    ruzstd::decoding::FrameDecoder::new().decode_all_to_vec(&zstd, &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.as_bytes());
    assert_eq!((packed("gz"), packed("zst")), (gzip, zstd));
    assert_eq!(Format::of_path(Path::new("a.b.GEXF.zst")), Some(Format::Gexf));
    assert_eq!(Format::of_path(Path::new("a.ftm.json")), Some(Format::FollowTheMoney));
    assert_eq!(Format::of_path(Path::new("a.json")), Some(Format::NodeLink));
    assert_eq!(Format::of_path(Path::new("a.gz")), None);
    assert_eq!(Format::of_path(Path::new("nt")), None);
}
