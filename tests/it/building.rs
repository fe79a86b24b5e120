//! Building a graph in steps ends where building it at once ends.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chutri::document::Document;
use chutri::exports::{Columns, Flavour, Selection, View, graphml};
use chutri::facts::{DocumentFacts, Extractor};
use chutri::graph::KnowledgeGraph;
use chutri::ontology::Ontology;
use chutri::pipeline::{Before, BuildError, Building, Built, Read, open_graph};
use chutri::text::Words;
use chutri::triples::{
    FactsFile, FolderError, GraphFolder, Terms, Triplestore, Unfit, write_nquads,
};
use fastrand::Rng;

const UNITS: [(&str, &str); 3] =
    [("huyện Kim Thành", "Hải Dương"), ("huyện Mộ Đức", "Quảng Ngãi"), ("huyện Chợ Mới", "")];
const NAMES: [&str; 4] = ["Trần Văn Hòa", "Lê Thị Mai", "Nguyễn Văn Hùng", "Phan Thị Ổi"];

/// A province and that into which it went.
const PROVINCES: [(&str, &str, &str); 2] = [
    ("Tỉnh ủy Hải Dương", "tỉnh Hải Dương", "2024"),
    ("Thành ủy Hải Phòng", "thành phố Hải Phòng", "2026"),
];

/// A page of a small world in which names, offices, meetings and copies meet again and again.
fn page(id: usize, rng: &mut Rng) -> Document {
    if rng.u8(..4) == 0 {
        return provincial_page(id, rng);
    }
    let (unit, province) = UNITS[rng.usize(..UNITS.len())];
    let bare = unit.trim_start_matches("huyện ");
    let province =
        if province.is_empty() { String::new() } else { format!(" (tỉnh {province})") };
    let [chair, other] = [(); 2].map(|()| NAMES[rng.usize(..NAMES.len())]);
    let (year, number) = (2014 + rng.u32(..6), rng.u32(1..4));
    let status = ["", "nguyên "][usize::from(rng.u32(..6) == 0)];
    let text = format!(
        "Ngày 12/{}/{year}, Huyện ủy {bare}{province} tổ chức Hội nghị lần thứ {number}, khóa XXV. \
         Đồng chí {chair}, Bí thư Huyện ủy chủ trì hội nghị. Dự hội nghị có đồng chí {other}, \
         {status}Phó Bí thư Thường trực Huyện ủy {bare}; tỷ lệ hộ nghèo còn {}%.\n",
        rng.u32(1..12),
        f64::from(rng.u32(1..99)) / 7.0
    );
    Document {
        id: format!("d{id}"),
        url: Some(format!("https://bao.vn/{id}")),
        published: Some(format!("{year}-12-20")),
        title: None,
        text,
        ..Document::default()
    }
}

/// A page on one of two provinces of which the one went into the other.
fn provincial_page(id: usize, rng: &mut Rng) -> Document {
    let (committee, province, year) = PROVINCES[rng.usize(..PROVINCES.len())];
    let chair = NAMES[rng.usize(..NAMES.len())];
    let text = format!(
        "Ngày 5/3/{year}, Ban Chấp hành Đảng bộ {province} tổ chức Hội nghị lần thứ {}. \
         Đồng chí {chair}, Bí thư {committee} chủ trì hội nghị.\n",
        rng.u32(1..4)
    );
    let published = Some(format!("{year}-03-06"));
    Document { id: format!("d{id}"), published, text, ..Document::default() }
}

fn build(folder: &Path, given: &[Document], removed: &[String], before: Before) -> Built {
    let ontology = Ontology::builtin();
    let extractor = Extractor::new(ontology);
    let building = Building::begin(folder, before, None, ontology).unwrap();
    let read = given.iter().map(|document| building.read(&extractor, document));
    let new = read.filter_map(|read| match read {
        Read::New(facts) => Some(*facts),
        Read::Known(_) => None,
    });
    let new: Vec<DocumentFacts> = new.collect();
    building.finish(new, &removed.iter().cloned().collect()).unwrap()
}

/// Everything that a graph folder tells.
#[derive(Debug, PartialEq)]
struct Told {
    facts: String,
    quads: String,
    graphml: String,
    stored: BTreeSet<String>,
}

/// What tells of earlier builds, and so not of the documents alone.
pub(crate) const REPLACED: &str = "<http://purl.org/dc/terms/isReplacedBy>";

pub(crate) fn stored(store: &Triplestore) -> BTreeSet<String> {
    store.oxigraph().iter().map(|quad| quad.unwrap().to_string()).collect()
}

fn told(folder: &Path) -> Told {
    let opened = GraphFolder::open(folder).unwrap();
    let graph: KnowledgeGraph = open_graph(folder, Ontology::builtin()).unwrap();
    let (mut quads, mut xml) = (Vec::new(), Vec::new());
    write_nquads(&graph, &Terms::built_in(), &mut quads).unwrap();
    let selection = Selection::of_view(&graph, View::Full);
    graphml(&selection, Flavour::Portable, &Columns::default(), &mut xml).unwrap();
    let store = opened.store().unwrap();
    Told {
        facts: std::fs::read_to_string(opened.facts()).unwrap(),
        quads: String::from_utf8(quads).unwrap(),
        graphml: String::from_utf8(xml).unwrap(),
        stored: stored(&store).into_iter().filter(|quad| !quad.contains(REPLACED)).collect(),
    }
}

#[test]
fn any_sequence_of_changes_ends_in_the_graph_of_a_clean_build() {
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let scratch = tempfile::tempdir().unwrap();
        let grown = scratch.path().join("grown");
        let mut documents: BTreeMap<usize, Document> = BTreeMap::new();
        for _ in 0..5 {
            let given: Vec<usize> = (0..rng.usize(1..9)).map(|_| rng.usize(..14)).collect();
            let mut batch: BTreeMap<usize, Document> = BTreeMap::new();
            for id in given {
                let same = documents.get(&id).filter(|_| rng.bool()).cloned();
                batch.insert(id, same.unwrap_or_else(|| page(id, &mut rng)));
            }
            documents.extend(batch.clone());
            let mut removed = Vec::new();
            if documents.len() > 4 {
                let victim = *documents.keys().nth(rng.usize(..documents.len())).unwrap();
                removed.push(format!("d{victim}"));
                documents.remove(&victim);
            }
            let mut batch: Vec<Document> = batch.into_values().collect();
            rng.shuffle(&mut batch);
            build(&grown, &batch, &removed, Before::Keep);
        }
        let clean = scratch.path().join("clean");
        let all: Vec<Document> = documents.into_values().collect();
        build(&clean, &all, &[], Before::Keep);
        assert_eq!(told(&grown), told(&clean), "seed {seed}");
    }
}

#[test]
fn what_a_build_did_is_told_and_what_did_not_change_is_not_read_again() {
    let mut rng = Rng::with_seed(7);
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("graph");
    let mut pages: Vec<Document> = (0..4).map(|id| page(id, &mut rng)).collect();
    let built = build(&folder, &pages[..3], &[], Before::Keep);
    assert_eq!((built.added, built.changed, built.removed), (3, 0, 0));
    pages[1].text.push_str("Đồng chí Vũ Văn Tân phát biểu tại hội nghị.");
    let ontology = Ontology::builtin();
    let building = Building::begin(&folder, Before::Keep, None, ontology).unwrap();
    let extractor = Extractor::new(ontology);
    let known = pages.iter().map(|page| building.read(&extractor, page));
    let known: Vec<bool> = known.map(|read| matches!(read, Read::Known(_))).collect();
    assert_eq!(known, [true, false, true, false]);
    assert_eq!(building.find("pages/2020/d2.txt"), Some("d2"));
    assert_eq!(building.find("https://bao.vn/0"), Some("d0"));
    assert_eq!(building.find("d9"), None);
    let again = Building::begin(&folder, Before::Keep, None, ontology).unwrap_err();
    let locked =
        matches!(&again, BuildError::Folder(FolderError::Unfit { why: Unfit::Building, .. }));
    assert!(locked, "{again}");
    drop(building);
    let built = build(&folder, &pages, &["d0".to_owned()], Before::Keep);
    assert_eq!((built.added, built.changed, built.removed), (1, 1, 1));
    assert_eq!(built.manifest.documents, 3);
    let again = build(&folder, &pages[2..], &[], Before::Keep);
    assert_eq!((again.added, again.changed, again.removed), (0, 0, 0));
    assert_eq!(again.manifest, built.manifest, "nothing changed, so nothing was written");
    let built = build(&folder, &pages[..1], &[], Before::Forget);
    assert_eq!((built.added, built.manifest.documents), (1, 1));
}

/// The facts of one of many pages, of which every so many are about one committee.
fn short(id: usize, turn: usize) -> DocumentFacts {
    let chair = NAMES[(id + turn) % NAMES.len()];
    let (unit, province) = UNITS[id % 2];
    let body = format!("Huyện ủy {}", unit.trim_start_matches("huyện "));
    let quote = |start: usize, text: &str| serde_json::json!([{"start": start, "end": start + text.chars().count(), "quote": text, "rule": "chair"}]);
    let meeting = format!("Hội nghị lần thứ {}", 1 + id % 40);
    let facts = serde_json::json!({
        "doc": format!("p{id:04}"), "published": format!("{}-12-20", 2010 + id % 9),
        "sha256": format!("{id}-{turn}"),
        "people": [{"name": chair, "evidence": quote(40 + turn, chair)}],
        "units": [{"name": unit, "level": "district", "province": province}],
        "organizations": [{"name": body, "kind": "huyen-uy", "evidence": quote(5, &body)}],
        "tenures": [{"person": chair, "title": "Bí thư", "organization": body,
                     "evidence": quote(40 + turn, chair)}],
        "meetings": [{"id": "m1", "kind": "conference", "label": meeting, "body": body,
                      "ordinal": 1 + id % 40, "convocation": "XXV", "evidence": quote(20, &meeting)}],
        "participations": [{"person": chair, "meeting": "m1", "role": "chair",
                            "evidence": quote(40 + turn, chair)}],
        "indicators": [{"name": "tỷ lệ hộ nghèo", "value": 3.5, "unit": "%", "evidence": quote(90, "3,5%")}],
    });
    serde_json::from_value(facts).unwrap()
}

fn finish(folder: &Path, read: Vec<DocumentFacts>, removed: &[usize]) {
    let building = Building::begin(folder, Before::Keep, None, Ontology::builtin()).unwrap();
    let removed = removed.iter().map(|id| format!("p{id:04}")).collect();
    building.finish(read, &removed).unwrap();
}

#[test]
fn few_changes_of_a_large_graph_leave_its_facts_where_they_are() {
    let scratch = tempfile::tempdir().unwrap();
    let [grown, clean] = ["grown", "clean"].map(|name| scratch.path().join(name));
    let mut turns: BTreeMap<usize, usize> = (0..640).map(|id| (id, 0)).collect();
    finish(&grown, turns.iter().map(|(&id, &turn)| short(id, turn)).collect(), &[]);
    let files = || {
        let folder = GraphFolder::open(&grown).unwrap();
        assert_eq!(folder.verify().unwrap(), []);
        [FactsFile::All, FactsFile::Changes].map(|file| fs::read(folder.facts_in(file)).ok())
    };
    let [all, changes] = files();
    assert_eq!(changes, None);
    // Edited, new and removed pages; one of them comes back, one of the new ones goes.
    let steps = [(&[3, 639, 700][..], &[5, 6][..]), (&[3, 5, 701, 40], &[700, 41]), (&[702], &[])];
    for (turn, (given, removed)) in steps.iter().enumerate() {
        given.iter().for_each(|&id| _ = turns.insert(id, turn + 1));
        turns.retain(|id, _| !removed.contains(id));
        finish(&grown, given.iter().map(|&id| short(id, turn + 1)).collect(), removed);
        let [now, changes] = files();
        assert!(now == all && changes.is_some(), "the large file is as it was");
    }
    finish(&clean, turns.iter().map(|(&id, &turn)| short(id, turn)).collect(), &[]);
    let (one, other) = (told(&grown), told(&clean));
    assert!(one.stored == other.stored && one.quads == other.quads && one.graphml == other.graphml);
    let search = |folder: &Path| {
        let store = GraphFolder::open(folder).unwrap().store().unwrap();
        ["le thi mai", "hoi nghi lan thu 4", "3,5"]
            .map(|words| store.search(&Words::new(words)).unwrap())
    };
    assert_eq!(search(&grown), search(&clean));
    // What is read quickly is made of the facts, and not missed.
    fs::remove_file(GraphFolder::open(&grown).unwrap().facts_in(FactsFile::Packed)).unwrap();
    finish(&grown, Vec::new(), &[0]);
    finish(&clean, Vec::new(), &[0]);
    let [all, changes] = files();
    assert!(all.is_some() && changes.is_none(), "and is written anew with all facts");
    finish(&grown, (0..70).map(|id| short(id, 9)).collect(), &[]);
    finish(&clean, (0..70).map(|id| short(id, 9)).collect(), &[]);
    assert!(told(&grown) == told(&clean), "as is everything when much has changed");
}

/// Two pages on one conference; only the second says which office its chair holds.
fn conference(id: &str, office: &str) -> Document {
    let text = format!(
        "Ngày 9/7/2020, Ban Chấp hành Đảng bộ huyện Kim Thành (tỉnh Hải Dương) tổ chức Hội nghị lần thứ 2, khóa XXVIII. \
         Đồng chí Phan Thị Ổi{office} chủ trì hội nghị.\n"
    );
    let published = Some("2020-07-10".to_owned());
    Document { id: id.to_owned(), published, text, ..Document::default() }
}

#[test]
fn an_address_that_changes_leads_to_the_new_one() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("graph");
    let person = || {
        let graph = open_graph(&folder, Ontology::builtin()).unwrap();
        let people = graph.nodes().filter(|(_, n)| n.entity.path.starts_with("person/"));
        let people: Vec<String> = people.map(|(id, _)| graph.iri(id)).collect();
        assert_eq!(people.len(), 1, "{people:?}");
        people[0].clone()
    };
    let replaced = || {
        let store = GraphFolder::open(&folder).unwrap().store().unwrap();
        let quads = stored(&store).into_iter().filter(|quad| quad.contains(REPLACED));
        quads.collect::<Vec<_>>()
    };
    build(&folder, &[conference("a", "")], &[], Before::Keep);
    let first = person();
    assert!(replaced().is_empty());
    build(&folder, &[conference("b", ", Bí thư Huyện ủy,")], &[], Before::Keep);
    let second = person();
    assert_ne!(first, second);
    assert_eq!(replaced(), [format!("<{first}> {REPLACED} <{second}>")]);
    build(&folder, &[conference("c", "")], &[], Before::Keep);
    assert_eq!((person(), replaced().len()), (second, 1), "what is untouched keeps its address");
    build(&folder, &[], &["b".to_owned(), "c".to_owned()], Before::Keep);
    assert_eq!(person(), first, "and the old one lives again");
    assert!(!replaced().iter().any(|quad| quad.starts_with(&format!("<{first}>"))));
}
