//! GraphML 1.0, the part that Gephi, yEd, Cytoscape, networkx and igraph read alike.
//!
//! All edges are directed, nodes stand before edges, ids are name tokens, keys are unique in the file and
//! typed by the six types of the schema; what has no value is left out.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::columns::{Column, EdgeRow, NodeRow, edge_columns, node_columns, token};
use super::value::{Value, clean};
use super::view::Summary;
use super::{ExportError, Flavour, View};
use crate::graph::KnowledgeGraph;

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
const SCHEMA: &str =
    "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";
const NOTE: &str = " Made by chutri. weight: number of independent documents that say so. \
    attested_from, attested_until: first and last day on which documents show it. \
    valid_from, valid_until: only where a text states them. ";

/// Writes a view of the graph as GraphML. Memory beside the graph is 16 bytes a node.
///
/// # Errors
/// If `out` does not take it.
pub fn graphml(
    graph: &KnowledgeGraph,
    view: View,
    flavour: Flavour,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut xml = Xml { writer: Writer::new(out), flavour };
    xml.head()?;
    let nodes = Keyed::new("node", node_columns());
    let edges = Keyed::new("edge", edge_columns());
    xml.keys(&nodes)?;
    xml.keys(&edges)?;
    xml.open("graph", &[("id", "G"), ("edgedefault", "directed")])?;
    let summaries = Summary::of(graph);
    for (id, node) in view.nodes(graph) {
        let summary = summaries[id.index()];
        xml.node(&nodes, &NodeRow { graph, id, node, summary })?;
    }
    for (number, (source, target, edge)) in view.edges(graph).enumerate() {
        xml.edge(&edges, &EdgeRow { graph, source, target, edge, number })?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.writer.get_mut().flush()?;
    Ok(())
}

/// Columns with their keys, which are unique in the whole file: some readers keep those of nodes and
/// edges together.
struct Keyed<R> {
    domain: &'static str,
    columns: Vec<(String, Column<R>)>,
}

impl<R> Keyed<R> {
    fn new(domain: &'static str, columns: Vec<Column<R>>) -> Self {
        let key = |column: &Column<R>| format!("{}_{}", &domain[..1], column.name);
        let columns = columns.into_iter().map(|column| (key(&column), column)).collect();
        Self { domain, columns }
    }
}

struct Xml<W> {
    writer: Writer<W>,
    flavour: Flavour,
}

impl<W: Write> Xml<W> {
    fn head(&mut self) -> io::Result<()> {
        self.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        self.break_line()?;
        self.open(
            "graphml",
            &[
                ("xmlns", NAMESPACE),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                ("xsi:schemaLocation", SCHEMA),
            ],
        )?;
        self.writer.write_event(Event::Comment(BytesText::from_escaped(NOTE)))?;
        self.break_line()
    }

    fn keys<R>(&mut self, keyed: &Keyed<R>) -> io::Result<()> {
        for (key, column) in &keyed.columns {
            let attributes = [
                ("id", key.as_str()),
                ("for", keyed.domain),
                ("attr.name", column.name),
                ("attr.type", column.kind.name()),
            ];
            let element = BytesStart::new("key").with_attributes(attributes);
            self.writer.write_event(Event::Empty(element))?;
            self.break_line()?;
        }
        Ok(())
    }

    fn node<'g>(&mut self, keyed: &Keyed<NodeRow<'g>>, row: &NodeRow<'g>) -> io::Result<()> {
        let id = token(&row.node.entity.path);
        self.start("node", &[("id", &id)])?;
        self.data(keyed, row)?;
        self.close("node")
    }

    fn edge<'g>(&mut self, keyed: &Keyed<EdgeRow<'g>>, row: &EdgeRow<'g>) -> io::Result<()> {
        let id = row.name();
        let source = token(&row.graph.entity(row.source).path);
        let target = token(&row.graph.entity(row.target).path);
        let mut attributes = vec![("id", &*id), ("source", &source), ("target", &target)];
        if self.flavour == Flavour::Gephi {
            attributes.push(("label", row.edge.predicate.name()));
        }
        self.start("edge", &attributes)?;
        self.data(keyed, row)?;
        self.close("edge")
    }

    /// The values of a row. The one place where speed counts: written without an event for each.
    fn data<R>(&mut self, keyed: &Keyed<R>, row: &R) -> io::Result<()> {
        let flavour = self.flavour;
        let out = self.writer.get_mut();
        for (key, column) in &keyed.columns {
            let Some(value) = (column.value)(row) else { continue };
            write!(out, "<data key=\"{key}\">")?;
            if let Value::Text(text) = &value {
                out.write_all(escape(words(&clean(text), flavour)).as_bytes())?;
            } else {
                write!(out, "{value}")?;
            }
            out.write_all(b"</data>")?;
        }
        Ok(())
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.start(name, attributes)?;
        self.break_line()
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let element = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Start(element))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.break_line()
    }

    fn break_line(&mut self) -> io::Result<()> {
        self.writer.get_mut().write_all(b"\n")
    }
}

/// Text as the readers of a flavour take it.
fn words(text: &str, flavour: Flavour) -> Cow<'_, str> {
    match flavour {
        Flavour::Gephi if text.contains("INF") => Cow::Owned(text.replace("INF", "I\u{200C}NF")),
        _ => Cow::Borrowed(text),
    }
}
