//! GraphML 1.0, the part that Gephi, yEd, Cytoscape, networkx and igraph read alike.
//!
//! All edges have the direction of the view, nodes stand before edges, ids are name tokens, keys are unique
//! in the file and typed by the six types of the schema; what has no value is left out.

mod yed;

use std::io::Write;

use super::columns::{Column, EdgeRow, NodeRow, edge_columns, node_columns};
use super::neo4j::label;
use super::view::Direction;
use super::xml::{Words, push_attribute, push_fmt, push_token, push_value, push_words};
use super::{Columns, ExportError, Flavour, Selection};

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
const SCHEMA: &str =
    "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";

/// Bytes of lines that are written at once.
const FULL: usize = 1 << 16;

/// Writes a selection as GraphML. Takes no memory beside the selection but for a few lines.
///
/// # Errors
/// If `out` does not take it.
pub fn graphml(
    selection: &Selection<'_>,
    flavour: Flavour,
    columns: &Columns,
    out: impl Write,
) -> Result<(), ExportError> {
    let nodes = Keyed::new("node", flavour, node_columns(columns));
    let edges = Keyed::new("edge", flavour, edge_columns(columns));
    let mut file = File { out, lines: Vec::with_capacity(FULL + 4096), flavour };
    file.head(selection)?;
    file.keys(&nodes)?;
    file.keys(&edges)?;
    file.own_keys()?;
    file.graph(selection)?;
    for row in selection.nodes() {
        file.node(&nodes, &row)?;
    }
    for row in selection.edges() {
        file.edge(&edges, &row)?;
    }
    file.lines.extend_from_slice(b"</graph>\n</graphml>\n");
    file.send()?;
    file.out.flush()?;
    Ok(())
}

/// Columns with their keys, which are unique in the whole file: some readers keep those of nodes and edges
/// together.
struct Keyed<R> {
    domain: &'static str,
    columns: Vec<(Key, Column<R>)>,
}

struct Key {
    id: String,
    name: &'static str,
    /// The start tag of its data.
    tag: Vec<u8>,
}

impl<R> Keyed<R> {
    fn new(domain: &'static str, flavour: Flavour, mut columns: Vec<Column<R>>) -> Self {
        if flavour == Flavour::Yed {
            // They stand in the geometry, whose `x` and `y` are others: of the corner.
            columns.retain(|column| !matches!(column.name, "x" | "y"));
        }
        let key = |column: &Column<R>| {
            let name = match (flavour, column.name) {
                (Flavour::Cytoscape, "rel") => "interaction",
                (_, name) => name,
            };
            let id = format!("{}_{name}", &domain[..1]);
            let tag = format!("<data key=\"{id}\">").into_bytes();
            Key { id, name, tag }
        };
        let columns = columns.into_iter().map(|column| (key(&column), column)).collect();
        Self { domain, columns }
    }
}

struct File<W> {
    out: W,
    /// What is not yet written.
    lines: Vec<u8>,
    flavour: Flavour,
}

impl<W: Write> File<W> {
    /// Writes the lines and empties them.
    fn send(&mut self) -> Result<(), ExportError> {
        self.out.write_all(&self.lines)?;
        self.lines.clear();
        Ok(())
    }

    /// Writes the lines if they are many.
    fn send_if_full(&mut self) -> Result<(), ExportError> {
        if self.lines.len() < FULL { Ok(()) } else { self.send() }
    }

    fn words(&self) -> Words {
        match self.flavour {
            Flavour::Gephi => Words::WithoutInf,
            _ => Words::AsTheyAre,
        }
    }

    fn head(&mut self, selection: &Selection<'_>) -> Result<(), ExportError> {
        let line = &mut self.lines;
        line.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml");
        push_attribute(line, "xmlns", NAMESPACE);
        if self.flavour == Flavour::Yed {
            push_attribute(line, "xmlns:y", yed::NAMESPACE);
        }
        push_attribute(line, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        push_attribute(line, "xsi:schemaLocation", SCHEMA);
        let (view, meaning) = (selection.view().name(), selection.view().weight_meaning());
        push_fmt(
            line,
            format_args!(
                ">\n<!-- Made by chutri. View: {view}. weight: {meaning}. attested_from, attested_until: \
                 first and last day on which documents show it. valid_from, valid_until: only where a text \
                 states them. -->\n"
            ),
        );
        self.send()
    }

    fn keys<R>(&mut self, keyed: &Keyed<R>) -> Result<(), ExportError> {
        for (key, column) in &keyed.columns {
            self.key(&key.id, keyed.domain, key.name, column.kind.in_graphml());
        }
        self.send()
    }

    fn key(&mut self, id: &str, domain: &str, name: &str, kind: &str) {
        self.lines.extend_from_slice(b"<key");
        for (attribute, value) in
            [("id", id), ("for", domain), ("attr.name", name), ("attr.type", kind)]
        {
            push_attribute(&mut self.lines, attribute, value);
        }
        self.lines.extend_from_slice(b"/>\n");
    }

    /// Keys that only one flavour has.
    fn own_keys(&mut self) -> Result<(), ExportError> {
        match self.flavour {
            Flavour::Strict => {
                for name in ["made_by", "view", "weight_meaning"] {
                    self.key(&format!("g_{name}"), "graph", name, "string");
                }
            }
            Flavour::Yed => self.lines.extend_from_slice(yed::KEYS.as_bytes()),
            Flavour::Cytoscape => self.key("e_shared_name", "edge", "shared_name", "string"),
            Flavour::Neo4j => {
                self.key("labels", "node", "labels", "string");
                self.key("type", "edge", "label", "string");
            }
            Flavour::Portable | Flavour::Gephi | Flavour::Rdf12 => {}
        }
        self.send()
    }

    fn graph(&mut self, selection: &Selection<'_>) -> Result<(), ExportError> {
        let direction = match selection.view().direction() {
            Direction::Directed => "directed",
            Direction::Undirected => "undirected",
        };
        push_fmt(&mut self.lines, format_args!("<graph id=\"G\" edgedefault=\"{direction}\">\n"));
        if self.flavour == Flavour::Strict {
            let view = selection.view();
            for (name, value) in [
                ("made_by", "chutri"),
                ("view", view.name()),
                ("weight_meaning", view.weight_meaning()),
            ] {
                push_fmt(&mut self.lines, format_args!("<data key=\"g_{name}\">{value}</data>\n"));
            }
        }
        self.send()
    }

    fn node<'s>(
        &mut self,
        keyed: &Keyed<NodeRow<'s>>,
        row: &NodeRow<'s>,
    ) -> Result<(), ExportError> {
        self.lines.extend_from_slice(b"<node id=\"");
        push_token(&mut self.lines, &row.node.entity.path);
        self.lines.push(b'"');
        let label = label(row.node.entity.kind());
        if self.flavour == Flavour::Neo4j {
            push_fmt(&mut self.lines, format_args!(" labels=\":{label}\""));
        }
        self.lines.push(b'>');
        self.data(keyed, row);
        match self.flavour {
            Flavour::Neo4j => {
                push_fmt(&mut self.lines, format_args!("<data key=\"labels\">:{label}</data>"));
            }
            Flavour::Yed => yed::node(&mut self.lines, row),
            _ => {}
        }
        self.lines.extend_from_slice(b"</node>\n");
        self.send_if_full()
    }

    fn edge<'s>(
        &mut self,
        keyed: &Keyed<EdgeRow<'s>>,
        row: &EdgeRow<'s>,
    ) -> Result<(), ExportError> {
        self.lines.extend_from_slice(b"<edge id=\"");
        self.lines.extend_from_slice(&row.id());
        self.lines.extend_from_slice(b"\" source=\"");
        push_token(&mut self.lines, &row.graph.entity(row.source).path);
        self.lines.extend_from_slice(b"\" target=\"");
        push_token(&mut self.lines, &row.graph.entity(row.target).path);
        self.lines.push(b'"');
        if matches!(self.flavour, Flavour::Gephi | Flavour::Neo4j) {
            push_attribute(&mut self.lines, "label", row.kind());
        }
        self.lines.push(b'>');
        self.data(keyed, row);
        match self.flavour {
            Flavour::Neo4j => {
                push_fmt(&mut self.lines, format_args!("<data key=\"type\">{}</data>", row.kind()));
            }
            Flavour::Cytoscape => self.shared_name(row),
            Flavour::Yed => yed::edge(&mut self.lines, row),
            _ => {}
        }
        self.lines.extend_from_slice(b"</edge>\n");
        self.send_if_full()
    }

    /// Name of an edge as Cytoscape forms it: source, interaction, target.
    fn shared_name(&mut self, row: &EdgeRow<'_>) {
        let [source, target] = [row.source, row.target].map(|id| &row.graph.entity(id).label);
        self.lines.extend_from_slice(b"<data key=\"e_shared_name\">");
        push_words(
            &mut self.lines,
            &format!("{source} ({}) {target}", row.kind()),
            Words::AsTheyAre,
        );
        self.lines.extend_from_slice(b"</data>");
    }

    fn data<R>(&mut self, keyed: &Keyed<R>, row: &R) {
        let words = self.words();
        for (key, column) in &keyed.columns {
            let value = (column.value)(row);
            // Borrowed: a value taken out is a value copied.
            if let Some(value) = &value {
                self.lines.extend_from_slice(&key.tag);
                push_value(&mut self.lines, value, words);
                self.lines.extend_from_slice(b"</data>");
            }
        }
    }
}
