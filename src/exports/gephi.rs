//! Nodes and edges as CSV with the column names of Gephi's importer.

use std::io::Write;

use super::columns::{Column, EdgeRow, NodeRow, edge_columns, node_columns, token};
use super::people::csv_writer;
use super::view::Summary;
use super::{ByteOrderMark, ExportError, View};
use crate::graph::KnowledgeGraph;
use crate::links::Interval;

/// Writes nodes: `Id,Label,timeset` and the columns of GraphML.
///
/// # Errors
/// If `out` does not take it.
pub fn nodes_csv(
    graph: &KnowledgeGraph,
    view: View,
    mark: ByteOrderMark,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut csv = csv_writer(mark, out)?;
    let columns = node_columns();
    csv.write_record(["Id", "Label", "timeset"].into_iter().chain(names(&columns)))?;
    let summaries = Summary::of(graph);
    for (id, node) in view.nodes(graph) {
        let summary = summaries[id.index()];
        let row = NodeRow { graph, id, node, summary };
        let entity = &node.entity;
        let own = [token(&entity.path), guarded(&entity.label), timeset(summary.attested)];
        csv.write_record(own.into_iter().chain(cells(&columns, &row)))?;
    }
    csv.flush()?;
    Ok(())
}

/// Writes edges: `Source,Target,Type,Kind,Id,Label,Weight,timeset` and the columns of GraphML.
///
/// # Errors
/// If `out` does not take it.
pub fn edges_csv(
    graph: &KnowledgeGraph,
    view: View,
    mark: ByteOrderMark,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut csv = csv_writer(mark, out)?;
    let columns = edge_columns();
    let own = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "timeset"];
    csv.write_record(own.into_iter().chain(names(&columns)))?;
    for (number, (source, target, edge)) in view.edges(graph).enumerate() {
        let row = EdgeRow { graph, source, target, edge, number };
        let own = [
            token(&graph.entity(source).path),
            token(&graph.entity(target).path),
            "Directed".to_owned(),
            edge.predicate.name().to_owned(),
            row.name(),
            super::legend::entry(edge.predicate.name()).vi.to_owned(),
            edge.weight.to_string(),
            timeset(edge.attested),
        ];
        csv.write_record(own.into_iter().chain(cells(&columns, &row)))?;
    }
    csv.flush()?;
    Ok(())
}

/// Names of the columns but those that Gephi's own columns hold.
fn names<R>(columns: &[Column<R>]) -> impl Iterator<Item = &'static str> {
    columns.iter().map(|column| column.name).filter(|name| !is_own(name))
}

fn cells<R>(columns: &[Column<R>], row: &R) -> Vec<String> {
    let kept = columns.iter().filter(|column| !is_own(column.name));
    kept.map(|column| (column.value)(row).map_or(String::new(), |v| guarded(&v.to_string())))
        .collect()
}

fn is_own(name: &str) -> bool {
    matches!(name, "label" | "edgelabel" | "weight" | "eid")
}

/// Days in Gephi's form for intervals.
fn timeset(days: Option<Interval>) -> String {
    days.map_or(String::new(), |days| format!("<[{}, {}]>", days.from, days.until))
}

fn guarded(text: &str) -> String {
    super::people::guarded(text).into_owned()
}
