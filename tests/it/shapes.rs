//! The shapes: `chutri check` and an independent validator find the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chutri::ontology::Ontology;
use chutri::pipeline::open_graph;
use chutri::triples::{Constraint, GraphFolder, Rule, Triplestore, shapes, violations};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;

use crate::cli::{graph, on_examples};
use crate::python;

fn examples() -> Triplestore {
    GraphFolder::open(&graph()).unwrap().store().unwrap()
}

#[test]
fn the_examples_break_no_shape() {
    assert_eq!(violations(&examples()).unwrap(), []);
}

#[test]
fn every_class_of_the_ontology_has_a_shape() {
    let targets: BTreeSet<String> = shapes().unwrap().into_iter().map(|c| c.target).collect();
    let store = examples();
    let classes = store.oxigraph().quads_for_pattern(
        None,
        Some(rdf::TYPE),
        Some(NamedNode::new("http://www.w3.org/2002/07/owl#Class").unwrap().as_ref().into()),
        None,
    );
    let mut counted = 0;
    for class in classes {
        let NamedOrBlankNode::NamedNode(class) = class.unwrap().subject else { continue };
        let above = NamedNode::new("http://www.w3.org/2000/01/rdf-schema#subClassOf").unwrap();
        let above = store.oxigraph().quads_for_pattern(
            Some(class.as_ref().into()),
            Some(above.as_ref()),
            None,
            None,
        );
        let mut bound = above.map(|quad| quad.unwrap().object.to_string()).collect::<Vec<_>>();
        bound.push(class.to_string());
        let has = |class: &String| targets.contains(&format!("?this a {class} ."));
        assert!(bound.iter().any(has), "{class}");
        counted += 1;
    }
    assert!(counted > 30, "{counted}");
}

/// A store in which something breaks each constraint that something can, and those constraints.
fn hurt() -> (Triplestore, Vec<Constraint>) {
    let graph = open_graph(&graph(), Ontology::builtin()).unwrap();
    let store = Triplestore::in_memory(&graph).unwrap();
    let mut turns = BTreeMap::new();
    let mut planted = shapes().unwrap();
    planted.retain(|constraint| plant(store.oxigraph(), constraint, &mut turns));
    (store, planted)
}

/// Whether a property comes before or after another.
fn is_compared(path: &str) -> bool {
    let path = format!("<{path}>");
    shapes().unwrap().iter().any(|constraint| match &constraint.rule {
        Rule::Before(other) | Rule::NotAfter(other) => {
            *other == path || constraint.path.as_ref() == Some(&path)
        }
        _ => false,
    })
}

/// Whether a property has a highest value.
fn is_bounded(path: &str) -> bool {
    let path = Some(format!("<{path}>"));
    shapes().unwrap().iter().any(|c| c.path == path && matches!(c.rule, Rule::AtMost(_)))
}

fn iri(text: &str) -> NamedNode {
    NamedNode::new(text.trim_start_matches('<').trim_end_matches('>')).unwrap()
}

/// Breaks a constraint at some thing of its target, each time another; whether there is one.
fn plant(store: &Store, constraint: &Constraint, turns: &mut BTreeMap<String, usize>) -> bool {
    let Some(class) = constraint.target.strip_prefix("?this a ") else { return false };
    let class = iri(class.trim_end_matches(" ."));
    let things = store.quads_for_pattern(None, Some(rdf::TYPE), Some(class.as_ref().into()), None);
    let mut things: Vec<_> = things.map(|quad| quad.unwrap().subject).collect();
    things.sort_by_key(ToString::to_string);
    let Some(path) = &constraint.path else { return false };
    let path = iri(path);
    let turn = turns.entry(class.to_string()).or_default();
    *turn += 1;
    if things.is_empty() {
        return false;
    }
    let thing = things[*turn % things.len()].clone();
    let values: Vec<Quad> = store
        .quads_for_pattern(Some(thing.as_ref()), Some(path.as_ref()), None, None)
        .map(Result::unwrap)
        .collect();
    let add = |value: Term| {
        store
            .insert(&Quad::new(thing.clone(), path.clone(), value, GraphName::DefaultGraph))
            .unwrap();
    };
    let other = |name: &str, value: Literal| {
        store.insert(&Quad::new(thing.clone(), iri(name), value, GraphName::DefaultGraph)).unwrap();
    };
    let word = |text: &str| Term::from(Literal::new_simple_literal(text));
    match &constraint.rule {
        Rule::AtLeastOne => values.iter().for_each(|quad| store.remove(quad).unwrap()),
        // pySHACL takes what is no number for less than any number.
        Rule::Datatype(_) if is_bounded(path.as_str()) => {
            add(Literal::new_typed_literal("1", xsd::INTEGER).into());
        }
        Rule::AtMostOne if is_bounded(path.as_str()) => {
            add(Literal::new_typed_literal("0.25", xsd::DECIMAL).into());
            add(Literal::new_typed_literal("0.75", xsd::DECIMAL).into());
        }
        Rule::AtMostOne => {
            add(word("one"));
            add(word("another"));
        }
        // pySHACL cannot compare a date with what is none.
        Rule::Datatype(_) if is_compared(path.as_str()) => add(word("x")),
        // A date whose words are those of a year.
        Rule::Datatype(datatype) if *datatype == xsd::DATE.to_string() => {
            add(Literal::new_typed_literal("2020", xsd::DATE).into());
        }
        Rule::Datatype(_) => add(Literal::new_typed_literal("x", xsd::HEX_BINARY).into()),
        Rule::Class(_) => add(iri("https://example.org/nothing").into()),
        Rule::Iri | Rule::In(_) => add(word("x")),
        Rule::AtLeast(_) => add(Literal::new_typed_literal("-7", xsd::INTEGER).into()),
        Rule::AtMost(_) => add(Literal::new_typed_literal("7.5", xsd::DECIMAL).into()),
        Rule::Pattern(_) => add(word("?")),
        Rule::Languages(_) => {
            add(Literal::new_language_tagged_literal("x", "en").unwrap().into());
        }
        Rule::Before(end) => {
            add(Literal::new_typed_literal("90000000", xsd::INTEGER).into());
            other(end, Literal::new_typed_literal("90000000", xsd::INTEGER));
        }
        Rule::NotAfter(end) => {
            add(Literal::new_typed_literal("2020-02-03", xsd::DATE).into());
            other(end, Literal::new_typed_literal("2020-02-02", xsd::DATE));
        }
        Rule::Has(_) => return false,
    }
    true
}

/// Addresses of things with the names of the constraints that they break.
type Broken = BTreeSet<(String, String)>;

#[test]
fn every_constraint_is_broken_where_it_is_hurt() {
    let (store, planted) = hurt();
    let found = violations(&store).unwrap();
    let found: BTreeSet<_> = found.iter().map(|v| (v.constraint, v.path.clone())).collect();
    let all = shapes().unwrap().len();
    assert!(planted.len() * 10 > all * 9, "{} of {all}", planted.len());
    for constraint in planted {
        let broken = (constraint.rule.name(), constraint.path.clone());
        assert!(found.contains(&broken), "{broken:?}");
    }
}

#[test]
fn another_validator_finds_the_same() {
    let (store, _) = hurt();
    let folder = tempfile::tempdir().unwrap();
    let ontology = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology");
    for file in ["chutri.ttl", "shapes.ttl"] {
        fs::copy(ontology.join(file), folder.path().join(file)).unwrap();
    }
    let dump = |store: &Triplestore, name: &str| {
        let mut lines: Vec<String> =
            store.oxigraph().iter().map(|quad| format!("{} .\n", quad.unwrap())).collect();
        lines.sort();
        fs::write(folder.path().join(name), lines.concat()).unwrap();
    };
    dump(&examples(), "whole.nt");
    dump(&store, "hurt.nt");
    let Some(told) = python::run("validate_shapes.py", "pyshacl", folder.path()) else { return };
    let told: BTreeMap<String, Broken> = serde_json::from_value(told).unwrap();
    assert_eq!(told["whole.nt"], Broken::new(), "the examples break no shape");
    let found = violations(&store).unwrap();
    let found: Broken = found.into_iter().map(|v| (v.thing, v.constraint.to_owned())).collect();
    assert!(found.len() > 100, "{}", found.len());
    let ours: Vec<_> = found.difference(&told["hurt.nt"]).collect();
    let theirs: Vec<_> = told["hurt.nt"].difference(&found).collect();
    assert!(ours.is_empty() && theirs.is_empty(), "ours alone: {ours:?}, theirs alone: {theirs:?}");
}

#[test]
fn a_graph_that_breaks_nothing_passes_the_check() {
    let run = on_examples(&["check"]);
    assert!(run.stderr.contains("nothing breaks a shape"), "{}", run.stderr);
}
