//! JSON-LD 1.1 with the context of `ontology/context.jsonld` in it: one object a subject, on a line of its own.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::LazyLock;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value as Json, json};

use super::term::CT;
use crate::graph::KnowledgeGraph;

const TEXT: &str = include_str!("../../ontology/context.jsonld");

static CONTEXT: LazyLock<Context> = LazyLock::new(|| {
    let text: Json = serde_json::from_str(TEXT)
        .unwrap_or_else(|error| unreachable!("ontology/context.jsonld: {error}"));
    Context::of(text["@context"].as_object().cloned().unwrap_or_default())
});

/// Names of predicates and what their values are.
struct Context {
    written: Map<String, Json>,
    /// Namespaces, the longest first, with their prefixes.
    prefixes: Vec<(String, String)>,
    names: BTreeMap<String, Name>,
}

/// The name of a predicate.
struct Name {
    name: String,
    values: Values,
}

/// What the values of a predicate are unless they say otherwise.
#[derive(PartialEq)]
enum Values {
    /// Nothing is said of them.
    Any,
    /// Addresses below the base.
    Addresses,
    /// Terms of our vocabulary.
    Terms,
    /// Texts of a language.
    Texts(String),
    /// Values of a type.
    Typed(String),
}

impl Context {
    fn of(written: Map<String, Json>) -> Self {
        let mut prefixes: Vec<(String, String)> = written
            .iter()
            .filter(|(name, _)| !name.starts_with('@'))
            .filter_map(|(name, value)| Some((value.as_str()?.to_owned(), name.clone())))
            .collect();
        prefixes.sort_by_key(|(namespace, _)| std::cmp::Reverse(namespace.len()));
        let expanded = |name: &str| {
            let (prefix, local) = name.split_once(':').unwrap_or(("ct", name));
            let known = prefixes.iter().find(|(_, other)| other == prefix);
            known.map_or_else(|| name.to_owned(), |(namespace, _)| format!("{namespace}{local}"))
        };
        let names = written.iter().filter_map(|(name, of)| {
            let id = of.get("@id")?.as_str()?;
            let values = match (of.get("@type"), of.get("@language")) {
                (Some(kind), _) => match kind.as_str()? {
                    "@id" => Values::Addresses,
                    "@vocab" => Values::Terms,
                    kind => Values::Typed(expanded(kind)),
                },
                (None, Some(language)) => Values::Texts(language.as_str()?.to_owned()),
                (None, None) => Values::Any,
            };
            Some((expanded(id), Name { name: name.clone(), values }))
        });
        let names = names.collect();
        Self { written, prefixes, names }
    }

    /// The short form of an address of a vocabulary: `foaf:Person`; of a term of ours its local name.
    fn term(&self, address: &str) -> String {
        if let Some(local) = address.strip_prefix(CT) {
            return local.to_owned();
        }
        let found = self.prefixes.iter().find_map(|(namespace, prefix)| {
            Some(format!("{prefix}:{}", address.strip_prefix(namespace.as_str())?))
        });
        found.unwrap_or_else(|| address.to_owned())
    }

    /// Adds what a quad says to the object of its subject.
    fn add(&self, base: &str, quad: &Quad, object: &mut Map<String, Json>) {
        let (name, value) = match (&quad.object, self.names.get(quad.predicate.as_str())) {
            (Term::NamedNode(class), _) if quad.predicate == rdf::TYPE => {
                ("@type".to_owned(), self.term(class.as_str()).into())
            }
            (object, Some(known)) => (known.name.clone(), self.value(base, object, &known.values)),
            (object, None) => {
                (self.term(quad.predicate.as_str()), self.value(base, object, &Values::Any))
            }
        };
        match object.get_mut(&name) {
            None => _ = object.insert(name, value),
            Some(Json::Array(values)) => values.push(value),
            Some(one) => *one = json!([one.take(), value]),
        }
    }

    fn value(&self, base: &str, object: &Term, usual: &Values) -> Json {
        match object {
            Term::NamedNode(node) => match usual {
                Values::Addresses => below(base, node).into(),
                Values::Terms => self.term(node.as_str()).into(),
                _ => json!({"@id": below(base, node)}),
            },
            Term::Literal(literal) => self.literal(literal, usual),
            Term::BlankNode(node) => node.to_string().into(),
        }
    }

    fn literal(&self, literal: &Literal, usual: &Values) -> Json {
        let text = literal.value();
        if let Some(language) = literal.language() {
            return match usual {
                Values::Texts(usual) if usual == language => text.into(),
                _ => json!({"@value": text, "@language": language}),
            };
        }
        let kind = literal.datatype();
        match usual {
            Values::Typed(usual) if usual == kind.as_str() => text.into(),
            Values::Any if kind == xsd::STRING => text.into(),
            Values::Any if kind == xsd::INTEGER || kind == xsd::BOOLEAN => native(text),
            _ if kind == xsd::STRING => json!({"@value": text}),
            _ => json!({"@value": text, "@type": self.term(kind.as_str())}),
        }
    }
}

/// A whole number or a truth value as JSON has it.
fn native(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// An address relative to the base.
fn below(base: &str, node: &NamedNode) -> String {
    node.as_str().strip_prefix(base).unwrap_or(node.as_str()).to_owned()
}

/// Writes quads, those of one subject together.
pub(super) fn write(
    graph: &KnowledgeGraph,
    quads: impl Iterator<Item = Quad>,
    mut out: impl Write,
) -> io::Result<()> {
    let context = &*CONTEXT;
    let base = graph.base();
    let mut head = Map::from_iter([("@base".to_owned(), base.into())]);
    head.extend(context.written.clone());
    write!(out, "{{\"@context\":{},\n\"@graph\":[", Json::Object(head))?;
    let mut subject: Option<NamedNode> = None;
    let mut object = Map::new();
    for quad in quads {
        let NamedOrBlankNode::NamedNode(of) = &quad.subject else { continue };
        if subject.as_ref() != Some(of) {
            let before = subject.replace(of.clone());
            if let Some(node) = before {
                write_object(base, &node, std::mem::take(&mut object), &mut out)?;
                out.write_all(b",")?;
            }
        }
        context.add(base, &quad, &mut object);
    }
    if let Some(node) = subject {
        write_object(base, &node, object, &mut out)?;
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

fn write_object(
    base: &str,
    node: &NamedNode,
    mut object: Map<String, Json>,
    out: &mut impl Write,
) -> io::Result<()> {
    object.insert("@id".to_owned(), below(base, node).into());
    writeln!(out)?;
    serde_json::to_writer(out, &object)?;
    Ok(())
}
