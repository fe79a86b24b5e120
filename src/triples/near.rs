//! What stands around a thing: things as nodes, plain triples between them as links.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term};

use super::query::QueryError;
use super::store::Triplestore;
use super::term::{CT, ct, org, schema, skos};

/// Kinds of links, and the triples that they are.
const LINKS: [(&str, NamedNodeRef<'static>); 10] = [
    ("attended", ct::ATTENDED),
    ("body_of", ct::JURISDICTION),
    ("chaired", ct::CHAIRED),
    ("holds", org::HOLDS),
    ("issued_by", ct::ISSUED_BY),
    ("lies_in", schema::CONTAINED_IN_PLACE),
    ("meeting_of", schema::ORGANIZER),
    ("part_of", org::SUB_ORGANIZATION_OF),
    ("post_in", org::POST_IN),
    ("spoke_at", ct::SPOKE_AT),
];

/// Kinds of nodes, by their classes.
const KINDS: [(&str, &str); 7] = [
    ("person", "Person"),
    ("body", "Organization"),
    ("post", "Post"),
    ("unit", "AdministrativeUnit"),
    ("meeting", "Meeting"),
    ("act", "LegalAct"),
    ("document", "Document"),
];

/// A part of the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Near {
    /// Things, those that are nearer first.
    pub nodes: Vec<NearNode>,
    /// All links between them, sorted.
    pub links: BTreeSet<NearLink>,
    /// Whether there was more than was asked for.
    pub more: bool,
}

/// A thing of a part of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearNode {
    /// Its address.
    pub iri: String,
    /// What it is called.
    pub label: String,
    /// `person`, `body`, `post`, `unit`, `meeting`, `act`, `document`; empty for others.
    pub kind: &'static str,
    /// Number of pages that speak of it.
    pub pages: u32,
    /// Links between it and where the way began.
    pub hop: u32,
}

/// A link, by addresses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearLink {
    /// Where it begins.
    pub source: String,
    /// Where it ends.
    pub target: String,
    /// What it says: `chaired`, `holds`.
    pub kind: &'static str,
}

/// What lies within so many links of some things, in so many nodes at most.
///
/// # Errors
/// Where the store fails.
pub fn near(
    store: &Triplestore,
    from: &[NamedNode],
    hops: u32,
    limit: usize,
) -> Result<Near, QueryError> {
    let mut reached: BTreeMap<NamedNode, u32> = BTreeMap::new();
    let mut edge: Vec<NamedNode> = from.to_vec();
    let mut near = Near::default();
    for hop in 0..=hops {
        let mut next = BTreeSet::new();
        for node in std::mem::take(&mut edge) {
            if reached.contains_key(&node) {
                continue;
            }
            if reached.len() == limit {
                near.more = true;
                break;
            }
            if hop < hops {
                let links = links(store, &node)?.into_iter();
                next.extend(links.flat_map(|(source, _, target)| [source, target]));
            }
            near.nodes.push(described(store, &node, hop)?);
            reached.insert(node, hop);
        }
        edge = next.into_iter().collect();
    }
    for node in reached.keys() {
        for (source, kind, target) in links(store, node)? {
            if reached.contains_key(&source) && reached.contains_key(&target) {
                let [source, target] = [source, target].map(NamedNode::into_string);
                near.links.insert(NearLink { source, target, kind });
            }
        }
    }
    Ok(near)
}

/// All links from and to a thing.
fn links(
    store: &Triplestore,
    node: &NamedNode,
) -> Result<Vec<(NamedNode, &'static str, NamedNode)>, QueryError> {
    let mut found = Vec::new();
    for (kind, predicate) in LINKS {
        for quad in quads(store, Some(node), predicate, None)? {
            if let Term::NamedNode(target) = quad.object {
                found.push((node.clone(), kind, target));
            }
        }
        for quad in quads(store, None, predicate, Some(node))? {
            if let oxigraph::model::NamedOrBlankNode::NamedNode(source) = quad.subject {
                found.push((source, kind, node.clone()));
            }
        }
    }
    Ok(found)
}

fn described(store: &Triplestore, node: &NamedNode, hop: u32) -> Result<NearNode, QueryError> {
    let value = |predicate| -> Result<String, QueryError> {
        let quad = quads(store, Some(node), predicate, None)?.into_iter().next();
        Ok(quad.map_or(String::new(), |quad| match quad.object {
            Term::Literal(literal) => literal.value().to_owned(),
            _ => String::new(),
        }))
    };
    let types = quads(store, Some(node), rdf::TYPE, None)?;
    let is = |class: &str| {
        types.iter().any(|quad| match &quad.object {
            Term::NamedNode(known) => known.as_str().strip_prefix(CT) == Some(class),
            _ => false,
        })
    };
    let kind = KINDS.iter().find(|(_, class)| is(class)).map_or("", |(kind, _)| *kind);
    let pages = value(ct::DOCUMENTS)?.parse().unwrap_or(0);
    let label = value(skos::PREF_LABEL)?;
    Ok(NearNode { iri: node.as_str().to_owned(), label, kind, pages, hop })
}

fn quads(
    store: &Triplestore,
    subject: Option<&NamedNode>,
    predicate: NamedNodeRef<'_>,
    object: Option<&NamedNode>,
) -> Result<Vec<Quad>, QueryError> {
    let subject = subject.map(|node| node.as_ref().into());
    let object = object.map(|node| node.as_ref().into());
    let quads = store.oxigraph().quads_for_pattern(subject, Some(predicate), object, None);
    quads
        .collect::<Result<_, _>>()
        .map_err(|error| QueryError::Output(std::io::Error::other(error)))
}
