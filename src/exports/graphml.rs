//! GraphML 1.0, the part that Gephi, yEd, Cytoscape, networkx and igraph read alike.
//!
//! All edges are directed, nodes stand before edges, ids are name tokens, keys are unique in the file and
//! typed by the six types of the schema; what has no value is left out.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::columns::{Column, EdgeRow, NodeRow, edge_columns, node_columns, token};
use super::value::Value;
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
    let node_columns = node_columns();
    let edge_columns = edge_columns();
    xml.keys("node", &node_columns)?;
    xml.keys("edge", &edge_columns)?;
    xml.open("graph", &[("id", "G"), ("edgedefault", "directed")])?;
    let summaries = Summary::of(graph);
    for (id, node) in view.nodes(graph) {
        let summary = summaries[id.index()];
        xml.node(&node_columns, &NodeRow { graph, id, node, summary })?;
    }
    for (number, (source, target, edge)) in view.edges(graph).enumerate() {
        xml.edge(&edge_columns, &EdgeRow { graph, source, target, edge, number })?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.writer.get_mut().flush()?;
    Ok(())
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

    fn keys<R>(&mut self, domain: &str, columns: &[Column<R>]) -> io::Result<()> {
        for column in columns {
            let key = key(domain, column);
            let attributes = [
                ("id", key.as_str()),
                ("for", domain),
                ("attr.name", column.name),
                ("attr.type", column.kind.name()),
            ];
            let element = BytesStart::new("key").with_attributes(attributes);
            self.writer.write_event(Event::Empty(element))?;
            self.break_line()?;
        }
        Ok(())
    }

    fn node<'g>(&mut self, columns: &[Column<NodeRow<'g>>], row: &NodeRow<'g>) -> io::Result<()> {
        let id = token(&row.node.entity.path);
        self.start("node", &[("id", &id)])?;
        self.data("node", columns, row)?;
        self.close("node")
    }

    fn edge<'g>(&mut self, columns: &[Column<EdgeRow<'g>>], row: &EdgeRow<'g>) -> io::Result<()> {
        let id = row.name();
        let source = token(&row.graph.entity(row.source).path);
        let target = token(&row.graph.entity(row.target).path);
        let mut attributes = vec![("id", &*id), ("source", &source), ("target", &target)];
        if self.flavour == Flavour::Gephi {
            attributes.push(("label", row.edge.predicate.name()));
        }
        self.start("edge", &attributes)?;
        self.data("edge", columns, row)?;
        self.close("edge")
    }

    fn data<R>(&mut self, domain: &str, columns: &[Column<R>], row: &R) -> io::Result<()> {
        for column in columns {
            if let Some(value) = (column.value)(row) {
                self.start("data", &[("key", &key(domain, column))])?;
                let text = self.text(&value);
                self.writer.write_event(Event::Text(BytesText::new(&text)))?;
                self.writer.write_event(Event::End(BytesEnd::new("data")))?;
            }
        }
        Ok(())
    }

    fn text(&self, value: &Value<'_>) -> String {
        let text = value.to_string();
        match self.flavour {
            Flavour::Gephi if text.contains("INF") => text.replace("INF", "I\u{200C}NF"),
            _ => text,
        }
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

/// Key of a column: unique in the whole file, as some readers keep nodes' and edges' keys together.
fn key<R>(domain: &str, column: &Column<R>) -> String {
    format!("{}_{}", &domain[..1], column.name)
}
