//! Triples, the store, SPARQL and the graph folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chutri::facts::DocumentFacts;
use chutri::graph::{DEFAULT_BASE, KnowledgeGraph};
use chutri::links::{Decisions, Linker};
use chutri::ontology::Ontology;
use chutri::triples::{
    Answer, AnswerFormat, Contents, FolderError, GraphFolder, NewGeneration, QueryError, Terms,
    Triplestore, Unfit, quads, query, write_nquads,
};
use serde_json::json;

const CHAIRED: &str = "SELECT ?who ?meeting WHERE { ?p ct:chaired ?m . ?p skos:prefLabel ?who .
                       ?m skos:prefLabel ?meeting } ORDER BY ?who ?meeting";

fn graph(documents: &[DocumentFacts]) -> KnowledgeGraph {
    let links = Linker::new(Ontology::builtin()).unwrap().link(documents, &Decisions::default());
    KnowledgeGraph::new(links, DEFAULT_BASE)
}

/// Two reports of one conference that two people chair; the second says less.
fn conference() -> Vec<DocumentFacts> {
    let body = "Ban Chấp hành Đảng bộ huyện Tam Nông";
    let first = json!({
        "doc": "tam-nong-1", "url": "https://example.vn/1", "published": "2020-07-16",
        "title": "Huyện ủy Tam Nông họp",
        "sha256": "a1",
        "people": [{"name": "Lê Văn Tư", "evidence": [{"start": 10, "end": 19, "quote": "Lê Văn Tư", "rule": "name"}]},
                   {"name": "Đỗ Thị Sáu"}],
        "units": [{"name": "huyện Tam Nông", "level": "district", "province": "Phú Thọ", "id": "d236"}],
        "organizations": [{"name": body, "kind": "bch-dang-bo", "unit": "d236"},
                          {"name": "Huyện ủy Tam Nông", "kind": "huyen-uy", "unit": "d236"}],
        "tenures": [{"person": "Lê Văn Tư", "title": "Bí thư", "organization": "Huyện ủy Tam Nông",
                     "status": "current", "term": "2020-2025"}],
        "meetings": [{"id": "m1", "kind": "conference", "label": "Hội nghị lần thứ 2", "body": body,
                      "ordinal": 2, "convocation": "XXV", "date": "2020-07-15"}],
        "participations": [
            {"person": "Lê Văn Tư", "meeting": "m1", "role": "chair",
             "evidence": [{"start": 10, "end": 42, "quote": "Lê Văn Tư, Bí thư Huyện ủy chủ trì", "rule": "chair"}]},
            {"person": "Lê Văn Tư", "meeting": "m1", "role": "speaker"},
            {"person": "Đỗ Thị Sáu", "meeting": "m1", "role": "chair"}],
        "indicators": [{"name": "thu ngân sách", "value": 120.5, "unit": "tỷ đồng", "period": "2020-H1",
                        "place": "huyện Tam Nông"}],
        "citations": [{"kind": "Nghị quyết", "number": "867/NQ-UBTVQH14"}],
    });
    let second = json!({
        "doc": "tam-nong-2", "published": "2020-07-17", "sha256": "b2",
        "people": [{"name": "Lê Văn Tư"}],
        "units": [{"name": "huyện Tam Nông", "level": "district", "province": "Phú Thọ"}],
        "organizations": [{"name": body}],
        "meetings": [{"id": "m1", "kind": "conference", "label": "Hội nghị Ban Chấp hành Đảng bộ huyện lần thứ 2",
                      "body": body, "ordinal": 2, "convocation": "XXV", "date": "2020-07-15"}],
        "participations": [{"person": "Lê Văn Tư", "meeting": "m1", "role": "chair"}],
    });
    [first, second].map(|value| serde_json::from_value(value).unwrap()).to_vec()
}

fn rows(store: &Triplestore, text: &str) -> Vec<Vec<String>> {
    let table = query(store, text).unwrap().into_table().unwrap();
    let cell = |term: &Option<oxigraph::model::Term>| match term {
        Some(oxigraph::model::Term::Literal(literal)) => literal.value().to_owned(),
        Some(term) => term.to_string(),
        None => String::new(),
    };
    table.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
}

fn nquads(graph: &KnowledgeGraph) -> String {
    let mut out = Vec::new();
    write_nquads(graph, &Terms::built_in(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn each_chair_comes_once() {
    let store = Triplestore::in_memory(&graph(&conference())).unwrap();
    let rows = rows(&store, CHAIRED);
    let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(names, ["Lê Văn Tư", "Đỗ Thị Sáu"], "{rows:?}");
}

#[test]
fn one_query_tells_who_in_what_capacity_and_which_words_say_so() {
    let store = Triplestore::in_memory(&graph(&conference())).unwrap();
    let rows = rows(
        &store,
        "SELECT ?who ?capacity ?quote ?start ?url WHERE {
           ?part a cv:Participation ; cv:role ct:role-chair ; cv:hasParticipant/skos:prefLabel ?who ;
             ct:inCapacity/ct:post/skos:prefLabel ?capacity ; prov:wasDerivedFrom ?q .
           ?q oa:exact ?quote ; oa:start ?start ; prov:wasQuotedFrom/schema:url ?url }",
    );
    let quote = "Lê Văn Tư, Bí thư Huyện ủy chủ trì";
    let row = ["Lê Văn Tư", "Bí thư Huyện ủy Tam Nông", quote, "10", "https://example.vn/1"];
    assert_eq!(rows, [row]);
}

#[test]
fn time_is_kept_apart_and_typed() {
    let store = Triplestore::in_memory(&graph(&conference())).unwrap();
    let rows = rows(
        &store,
        "SELECT ?from ?until ?term WHERE { ?t a org:Membership ; ct:attestedFrom ?from ;
         ct:attestedUntil ?until ; ct:term ?term ; ct:termFrom ?a
         FILTER(?from >= '2020-01-01'^^xsd:date && ?a < ?from)
         FILTER NOT EXISTS { ?t schema:validFrom ?b } }",
    );
    assert_eq!(rows, [["2020-07-15", "2020-07-16", "2020-2025"]]);
}

#[test]
fn standard_types_stand_beside_our_own() {
    let store = Triplestore::in_memory(&graph(&conference())).unwrap();
    for (class, least) in [
        ("foaf:Person", 2),
        ("org:Organization", 2),
        ("ct:PartyCommittee", 1),
        ("org:Post", 1),
        ("schema:Event", 1),
        ("schema:AdministrativeArea", 1),
        ("schema:NewsArticle", 2),
        ("ct:Figure", 1),
        ("ct:LegalAct", 1),
    ] {
        let found = rows(&store, &format!("SELECT ?x WHERE {{ ?x a {class} }}")).len();
        assert!(found >= least, "{class}: {found}");
    }
}

#[test]
fn dumps_are_sorted_and_the_same_for_any_order() {
    let mut documents = conference();
    let dump = nquads(&graph(&documents));
    documents.reverse();
    assert_eq!(dump, nquads(&graph(&documents)));
    let subjects: Vec<&str> = dump.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(
        subjects
            .windows(2)
            .all(|pair| pair[0].trim_end_matches('>') <= pair[1].trim_end_matches('>'))
    );
    assert!(!dump.contains("_:"), "no blank nodes");
    let lines: BTreeSet<&str> = dump.lines().collect();
    assert_eq!(lines.len(), dump.lines().count(), "no line twice");
}

#[test]
fn every_term_used_is_in_the_ontology() {
    let graph = graph(&conference());
    let terms = Terms::built_in();
    let ours = |iri: &str| iri.strip_prefix("https://w3id.org/chutri/ns#").map(str::to_owned);
    for quad in quads(&graph, &terms) {
        let object = match &quad.object {
            oxigraph::model::Term::NamedNode(node) => ours(node.as_str()),
            _ => None,
        };
        let named = [ours(quad.predicate.as_str()), object].into_iter().flatten();
        for name in named.filter(|name| !name.is_empty()) {
            assert!(terms.label(&name, "vi").is_some(), "ct:{name} has no Vietnamese label");
            assert!(terms.label(&name, "en").is_some(), "ct:{name} has no English label");
        }
    }
}

#[test]
fn units_have_versions_and_the_acts_that_ended_them() {
    let store = Triplestore::in_memory(&graph(&conference())).unwrap();
    let query = "SELECT ?name ?last ?how ?on ?decree WHERE { \
        ?v a ct:UnitVersion ; dct:isVersionOf id:unit\\/huyen-tam-nong.phu-tho ; skos:prefLabel ?name ; schema:validUntil ?last . \
        ?c a org:ChangeEvent ; ct:before ?v ; schema:startDate ?on ; ct:decree ?decree ; \
           ct:changeKind/skos:prefLabel ?how FILTER(LANG(?how) = 'en') }";
    assert_eq!(
        rows(&store, query),
        [["huyện Tam Nông", "2025-06-30", "abolished", "2025-07-01", "203/2025/QH15"]]
    );
}

#[test]
fn syntax_errors_say_where_and_what() {
    let store = Triplestore::in_memory(&graph(&[])).unwrap();
    for (text, line, column, word) in [
        ("SELECT ?x WHERE {\n  ?x ct:chaired }", 2, 17, "a variable"),
        ("SELCT ?x WHERE { ?x ?y ?z }", 1, 1, "SELCT"),
        ("SELECT ?x WHERE { ?x ?y ?z", 1, 27, "end of the query"),
        ("SELECT ?x WHERE { ?x nope:a ?z }", 1, 22, "nope"),
    ] {
        match query(&store, text).map(|_| ()) {
            Err(error @ QueryError::Syntax { line: l, column: c, .. }) => {
                assert_eq!((l, c), (line, column), "{text}: {error}");
                assert!(error.to_string().contains(word), "{text}: {error}");
                assert!(!error.to_string().contains('['), "{text}: {error}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn answers_come_in_every_format() {
    let store = Triplestore::in_memory(&graph(&conference())).unwrap();
    let write = |text: &str, format| {
        let mut out = Vec::new();
        query(&store, text).unwrap().write(format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let csv = write(CHAIRED, AnswerFormat::Csv);
    assert_eq!(csv.lines().next(), Some("who,meeting"));
    assert_eq!(csv.lines().count(), 3);
    assert!(write(CHAIRED, AnswerFormat::Tsv).starts_with("?who\t?meeting"));
    assert!(write(CHAIRED, AnswerFormat::Json).contains("\"bindings\""));
    assert!(write("ASK { ?p ct:chaired ?m }", AnswerFormat::Json).contains("true"));
    let constructed = write("CONSTRUCT WHERE { ?p ct:chaired ?m }", AnswerFormat::Csv);
    assert!(constructed.contains("ct:chaired"), "{constructed}");
    assert!(matches!(query(&store, "ASK {}"), Ok(Answer::Boolean(true))));
}

/// A folder of its own for each test, removed at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("chutri-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_build_replaces_the_graph_and_a_broken_one_does_not() {
    let scratch = Scratch::new("swap");
    assert!(matches!(GraphFolder::open(scratch.path()), Err(FolderError::Missing(_))));
    let documents = conference();
    let build = |documents: &[DocumentFacts]| {
        let generation = NewGeneration::begin(scratch.path()).unwrap();
        fs::write(generation.facts(), "{}\n").unwrap();
        let contents =
            Contents { documents: documents.len(), tables: "", touched: None, changed: None };
        generation.commit(&graph(documents), &contents).unwrap()
    };
    assert_eq!(build(&documents[..1]).documents, 1);
    let building = NewGeneration::begin(scratch.path()).unwrap();
    let second = NewGeneration::begin(scratch.path()).unwrap_err();
    assert!(matches!(second, FolderError::Unfit { why: Unfit::Building, .. }), "{second}");
    drop(building);
    let killed = scratch.path().join("generation-2");
    fs::create_dir(&killed).unwrap();
    fs::write(killed.join("facts.jsonl"), "half").unwrap();
    let folder = GraphFolder::open(scratch.path()).unwrap();
    assert_eq!(folder.manifest().documents, 1);
    assert_eq!(rows(&folder.store().unwrap(), CHAIRED).len(), 2);
    drop(folder);
    assert_eq!(build(&documents).documents, 2);
    let folder = GraphFolder::open(scratch.path()).unwrap();
    assert_eq!(fs::read_to_string(folder.facts()).unwrap(), "{}\n");
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 3, "manifest, lock, generation");
}

#[test]
fn folders_that_are_no_graph_are_left_alone() {
    let scratch = Scratch::new("foreign");
    fs::create_dir_all(scratch.path()).unwrap();
    fs::write(scratch.path().join("thesis.txt"), "mine").unwrap();
    assert!(matches!(
        NewGeneration::begin(scratch.path()),
        Err(FolderError::Unfit { why: Unfit::Foreign, .. })
    ));
    let manifest = scratch.path().join("manifest.json");
    fs::write(&manifest, "{\"format\": 99}").unwrap();
    assert!(matches!(GraphFolder::open(scratch.path()), Err(FolderError::Newer { found: 99, .. })));
    fs::write(&manifest, "{").unwrap();
    assert!(matches!(GraphFolder::open(scratch.path()), Err(FolderError::Manifest { .. })));
    assert!(scratch.path().join("thesis.txt").exists());
}
