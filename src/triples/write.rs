//! The graph as text, fit for diffs: sorted, and the same bytes for the same documents.

use std::fmt::Write as _;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use super::ontology::Terms;
use super::reify::Reified;
use super::term::PREFIXES;
use super::{jsonld, quads};
use crate::graph::KnowledgeGraph;

/// A syntax of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Turtle.
    Turtle,
    /// TriG.
    TriG,
    /// N-Triples.
    NTriples,
    /// N-Quads.
    NQuads,
    /// RDF/XML; control characters, which it cannot write, are left out.
    RdfXml,
    /// JSON-LD 1.1, with the context of `ontology/context.jsonld` in it.
    JsonLd,
}

impl Syntax {
    /// Ending of its files, without dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::TriG => "trig",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::TriG => "application/trig",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// Whether RDF 1.2 can be written in it.
    pub fn has_triple_terms(self) -> bool {
        !matches!(self, Self::RdfXml | Self::JsonLd)
    }
}

/// Whether tenures and participations reify the triples that they are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reifiers {
    /// They do not: RDF 1.1.
    Without,
    /// They do, by `rdf:reifies`: RDF 1.2.
    With,
}

/// Writes the graph, of which no more than one subject is held. Reifiers are left out where the syntax has no
/// triple terms.
///
/// # Errors
/// Those of `out`.
pub fn write_rdf(
    graph: &KnowledgeGraph,
    terms: &Terms,
    (syntax, reifiers): (Syntax, Reifiers),
    mut out: impl Write,
) -> io::Result<()> {
    let quads = quads(graph, terms);
    let reified = match reifiers {
        Reifiers::With => Reified::of(graph),
        Reifiers::Without => Reified::default(),
    };
    match syntax {
        Syntax::NTriples | Syntax::NQuads => write_lines(quads, &reified, out),
        Syntax::Turtle => {
            write_by(RdfFormat::Turtle, graph, quads, &mut out)?;
            reified.write(&mut out)
        }
        Syntax::TriG => {
            write_by(RdfFormat::TriG, graph, quads, &mut out)?;
            reified.write(&mut out)
        }
        Syntax::RdfXml => write_by(RdfFormat::RdfXml, graph, quads.map(legal), &mut out),
        Syntax::JsonLd => jsonld::write(graph, quads, out),
    }
}

/// Writes N-Quads, one line a quad, lines sorted.
///
/// # Errors
/// Those of `out`.
pub fn write_nquads(graph: &KnowledgeGraph, terms: &Terms, out: impl Write) -> io::Result<()> {
    write_rdf(graph, terms, (Syntax::NQuads, Reifiers::Without), out)
}

/// Writes a line a quad; what a subject reifies stands where its line belongs, before its types.
fn write_lines(
    quads: impl Iterator<Item = Quad>,
    reified: &Reified,
    mut out: impl Write,
) -> io::Result<()> {
    let (mut line, mut typed) = (String::new(), None);
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        line.clear();
        if quad.predicate == rdf::TYPE && !reified.is_empty() && typed.as_ref() != Some(subject) {
            reified.push_of(subject.as_str(), &mut line);
            typed = Some(subject.clone());
        }
        push_node(&mut line, subject);
        push_node(&mut line, &quad.predicate);
        match &quad.object {
            Term::NamedNode(node) => push_node(&mut line, node),
            Term::Literal(literal) if is_plain(literal.value()) => push_plain(&mut line, literal),
            object => _ = write!(line, "{object} "),
        }
        line.push_str(".\n");
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}

/// Whether N-Quads writes a text as it stands.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte >= b' ' && !matches!(byte, b'"' | b'\\' | 0x7f))
}

/// A literal whose text needs no escapes.
fn push_plain(line: &mut String, literal: &Literal) {
    line.push('"');
    line.push_str(literal.value());
    line.push('"');
    match literal.language() {
        Some(language) => {
            line.push('@');
            line.push_str(language);
        }
        None if literal.datatype() != xsd::STRING => {
            line.push_str("^^<");
            line.push_str(literal.datatype().as_str());
            line.push('>');
        }
        None => {}
    }
    line.push(' ');
}

/// An address as the quads have it: without characters that N-Quads would escape.
fn push_node(line: &mut String, node: &NamedNode) {
    line.push('<');
    line.push_str(node.as_str());
    line.push_str("> ");
}

/// A quad without the control characters that XML has no way to write.
fn legal(mut quad: Quad) -> Quad {
    let is_illegal = |c: char| matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    if let Term::Literal(literal) = &quad.object
        && literal.value().contains(is_illegal)
    {
        let value = literal.value().replace(is_illegal, "");
        quad.object = match literal.language() {
            Some(tag) => Literal::new_language_tagged_literal_unchecked(value, tag),
            None => Literal::new_typed_literal(value, literal.datatype()),
        }
        .into();
    }
    quad
}

/// Writes with prefixes, and addresses of the graph relative to its base; subjects sorted.
fn write_by(
    format: RdfFormat,
    graph: &KnowledgeGraph,
    quads: impl Iterator<Item = Quad>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    serializer = serializer.with_base_iri(graph.base()).map_err(io::Error::other)?;
    let mut serializer = serializer.for_writer(out);
    for quad in quads {
        serializer.serialize_quad(&quad)?;
    }
    serializer.finish()?.flush()
}
