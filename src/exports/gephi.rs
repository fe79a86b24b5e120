//! Nodes and edges as CSV with the column names of Gephi's importer.

use std::io::Write;

use super::columns::{Column, edge_columns, node_columns};
use super::people::csv_writer;
use super::value::clean;
use super::view::Direction;
use super::xml::token;
use super::{ByteOrderMark, Columns, ExportError, Selection};
use crate::links::Interval;

/// Writes nodes: `Id,Label,timeset` and the columns of GraphML.
///
/// # Errors
/// If `out` does not take it.
pub fn nodes_csv(
    selection: &Selection<'_>,
    columns: &Columns,
    mark: ByteOrderMark,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut csv = csv_writer(mark, out)?;
    let columns = kept(node_columns(columns));
    csv.write_record(["Id", "Label", "timeset"].into_iter().chain(names(&columns)))?;
    for row in selection.nodes() {
        let own = [
            token(&row.node.entity.path),
            clean(row.label()).into_owned(),
            timeset(row.days().as_slice()),
        ];
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
    selection: &Selection<'_>,
    columns: &Columns,
    mark: ByteOrderMark,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut csv = csv_writer(mark, out)?;
    let columns = kept(edge_columns(columns));
    let own = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "timeset"];
    csv.write_record(own.into_iter().chain(names(&columns)))?;
    let direction = match selection.view().direction() {
        Direction::Directed => "Directed",
        Direction::Undirected => "Undirected",
    };
    for row in selection.edges() {
        let [source, target] = [row.source, row.target].map(|id| &row.graph.entity(id).path);
        let own = [
            token(source),
            token(target),
            direction.to_owned(),
            row.kind().to_owned(),
            row.name(),
            row.words().to_owned(),
            row.weight().to_string(),
            timeset(&row.spells()),
        ];
        csv.write_record(own.into_iter().chain(cells(&columns, &row)))?;
    }
    csv.flush()?;
    Ok(())
}

/// The columns but those that Gephi's own columns hold.
fn kept<R>(columns: Vec<Column<R>>) -> Vec<Column<R>> {
    let is_own = |name| matches!(name, "label" | "edgelabel" | "weight" | "eid");
    columns.into_iter().filter(|column| !is_own(column.name)).collect()
}

fn names<R>(columns: &[Column<R>]) -> impl Iterator<Item = &'static str> {
    columns.iter().map(|column| column.name)
}

fn cells<R>(columns: &[Column<R>], row: &R) -> Vec<String> {
    let cell = |column: &Column<R>| (column.value)(row).map_or(String::new(), |v| v.to_string());
    columns.iter().map(cell).collect()
}

/// Days in Gephi's form for intervals: `<[2016-05-01, 2020-06-30]; [2020-07-01, 2021-01-05]>`.
fn timeset(spells: &[Interval]) -> String {
    if spells.is_empty() {
        return String::new();
    }
    let days: Vec<_> =
        spells.iter().map(|days| format!("[{}, {}]", days.from, days.until)).collect();
    format!("<{}>", days.join("; "))
}
