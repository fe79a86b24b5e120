//! The graph as text, fit for diffs: sorted, and the same bytes for the same documents.

use std::fmt::Write as _;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

use super::ontology::Terms;
use super::term::PREFIXES;
use crate::graph::KnowledgeGraph;

/// Writes N-Quads, one line a quad, lines sorted.
///
/// # Errors
/// Those of `out`.
pub fn write_nquads(graph: &KnowledgeGraph, terms: &Terms, mut out: impl Write) -> io::Result<()> {
    let mut line = String::new();
    for quad in super::quads(graph, terms) {
        line.clear();
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            push_node(&mut line, subject);
        }
        push_node(&mut line, &quad.predicate);
        match &quad.object {
            Term::NamedNode(node) => push_node(&mut line, node),
            object => _ = write!(line, "{object} "),
        }
        line.push_str(".\n");
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}

/// An address as the quads have it: without characters that N-Quads would escape.
fn push_node(line: &mut String, node: &NamedNode) {
    line.push('<');
    line.push_str(node.as_str());
    line.push_str("> ");
}

/// Writes Turtle with prefixes, and addresses of the graph relative to its base; subjects sorted.
///
/// # Errors
/// Those of `out`.
pub fn write_turtle(graph: &KnowledgeGraph, terms: &Terms, out: impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    serializer = serializer.with_base_iri(graph.base()).map_err(io::Error::other)?;
    let mut serializer = serializer.for_writer(out);
    for quad in super::quads(graph, terms) {
        serializer.serialize_quad(&quad)?;
    }
    serializer.finish()?.flush()
}
