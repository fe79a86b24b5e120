//! The annotated documents beside the repository, linked as if an extractor had read them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chutri::facts::DocumentFacts;
use chutri::graph::{DEFAULT_BASE, KnowledgeGraph};
use chutri::links::{Decisions, EntityKind, Linker, Links};
use chutri::ontology::Ontology;
use chutri::triples::{Terms, Triplestore, query, write_nquads};
use serde_json::Value;

/// Facts of the annotated documents in order of their files, or a word why there are none.
fn gold() -> Option<Vec<DocumentFacts>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: no annotated documents in {}", folder.display());
        return None;
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Some(files.iter().map(|file| read(file)).collect())
}

/// An annotation says more than facts do: numbers may be Roman, units of measure unknown.
fn read(file: &Path) -> DocumentFacts {
    let mut value: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    for meeting in value["meetings"].as_array_mut().unwrap() {
        if meeting["ordinal"].is_string() {
            meeting["ordinal"] = Value::Null;
        }
    }
    for indicator in value["indicators"].as_array_mut().unwrap() {
        indicator.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    }
    serde_json::from_value(value).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn linked(documents: &[DocumentFacts]) -> Links {
    Linker::new(Ontology::builtin()).unwrap().link(documents, &Decisions::default())
}

#[test]
fn every_chair_is_asked_for_and_given_once() {
    let Some(documents) = gold() else { return };
    let mut chairs: Vec<(String, String)> = Vec::new();
    for document in &documents {
        for part in document.participations.iter().filter(|p| p.role == chair()) {
            let meeting = document.meetings.iter().find(|m| m.id == part.meeting).unwrap();
            chairs.push((part.person.clone(), meeting.label.clone()));
        }
    }
    chairs.sort_unstable();
    let graph = KnowledgeGraph::new(linked(&documents), DEFAULT_BASE);
    let store = Triplestore::in_memory(&graph).unwrap();
    let text = "SELECT ?who ?meeting WHERE { ?p ct:chaired ?m . ?p skos:prefLabel ?who .
                ?m skos:prefLabel ?meeting }";
    let table = query(&store, text).unwrap().into_table().unwrap();
    let value = |term: &Option<oxigraph::model::Term>| match term {
        Some(oxigraph::model::Term::Literal(literal)) => literal.value().to_owned(),
        other => panic!("{other:?}"),
    };
    let mut asked: Vec<_> = table.rows.iter().map(|row| (value(&row[0]), value(&row[1]))).collect();
    asked.sort_unstable();
    assert_eq!(asked, chairs);
}

fn chair() -> chutri::facts::ParticipationRole {
    chutri::facts::ParticipationRole::Chair
}

#[test]
fn nothing_unrelated_becomes_one() {
    let Some(documents) = gold() else { return };
    let links = linked(&documents);
    let count = |kind| links.entities.iter().filter(|e| e.kind() == kind).count();
    let meetings: usize = documents.iter().map(|d| d.meetings.len()).sum();
    assert_eq!(count(EntityKind::Meeting), meetings, "no two documents report one meeting");
    let names: BTreeSet<&str> =
        documents.iter().flat_map(|d| &d.people).map(|p| p.name.as_str()).collect();
    assert!(count(EntityKind::Person) >= names.len(), "accents tell people apart");
    let paths: BTreeSet<&str> = links.entities.iter().map(|e| e.path.as_str()).collect();
    assert_eq!(paths.len(), links.entities.len(), "one address a thing");
    assert!(paths.iter().all(|path| path.is_ascii()));
}

#[test]
fn any_order_gives_the_same_bytes() {
    let Some(mut documents) = gold() else { return };
    let bytes = |documents: &[DocumentFacts]| {
        let mut out = Vec::new();
        let graph = KnowledgeGraph::new(linked(documents), DEFAULT_BASE);
        write_nquads(&graph, &Terms::built_in(), &mut out).unwrap();
        out
    };
    let first = bytes(&documents);
    for turn in [1, 5, 11] {
        documents.rotate_left(turn);
        documents.swap(0, 3);
        assert!(bytes(&documents) == first, "turned by {turn}");
    }
}
