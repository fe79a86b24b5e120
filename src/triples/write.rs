//! The graph as text, fit for diffs: sorted, and the same bytes for the same documents.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};

use super::ontology::Terms;
use super::term::PREFIXES;
use crate::graph::KnowledgeGraph;

/// Writes N-Quads, one line a quad, lines sorted.
///
/// # Errors
/// Those of `out`.
pub fn write_nquads(graph: &KnowledgeGraph, terms: &Terms, mut out: impl Write) -> io::Result<()> {
    for quad in super::quads(graph, terms) {
        writeln!(out, "{} {} {} .", quad.subject, quad.predicate, quad.object)?;
    }
    out.flush()
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
