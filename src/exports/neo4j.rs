//! CSV for the bulk import of Neo4j 5: a file a kind of things, one a kind of relationship and of its ends.

use std::collections::BTreeSet;
use std::io::Write;

use super::columns::{Column, EdgeRow, NodeRow, edge_columns, node_columns};
use super::value::{Value, clean};
use super::{Columns, ExportError, Selection};
use crate::links::EntityKind;

/// Between the items of a list.
const BETWEEN: &str = ";";

/// What relationships of one file have in common.
type Ends = (&'static str, EntityKind, EntityKind);

/// Label of a kind, which names its ids too: `Person`.
pub(super) fn label(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Organization => "Organization",
        EntityKind::Post => "Post",
        EntityKind::Unit => "Unit",
        EntityKind::Meeting => "Meeting",
        EntityKind::Act => "Act",
        EntityKind::Document => "Page",
    }
}

/// Writes all files by `open`, which makes a file of a name.
pub(super) fn neo4j<W: Write>(
    selection: &Selection<'_>,
    columns: &Columns,
    mut open: impl FnMut(&str) -> Result<W, ExportError>,
) -> Result<(), ExportError> {
    let mut arguments = Vec::new();
    for kind in selection.kinds() {
        let name = format!("{}.csv", kind.name());
        nodes(selection, columns, kind, open(&name)?)?;
        arguments.push(format!("--nodes={name}"));
    }
    let all: BTreeSet<Ends> = selection.edges().map(|row| ends(selection, &row)).collect();
    for of in all {
        let kind = of.0.to_ascii_lowercase();
        let name = format!("{kind}.{}.{}.csv", of.1.name(), of.2.name());
        edges(selection, columns, of, open(&name)?)?;
        arguments.push(format!("--relationships={name}"));
    }
    script(selection, &arguments, open("import.sh")?)
}

fn ends(selection: &Selection<'_>, row: &EdgeRow<'_>) -> Ends {
    let kind = |id| selection.graph().entity(id).kind();
    (row.kind(), kind(row.source), kind(row.target))
}

fn nodes(
    selection: &Selection<'_>,
    columns: &Columns,
    kind: EntityKind,
    out: impl Write,
) -> Result<(), ExportError> {
    let of_kind = |row: &NodeRow<'_>| row.node.entity.kind() == kind;
    let looks = ["label", "class", "color", "size", "x", "y"];
    let columns = filled(node_columns(columns), &looks, selection.nodes().filter(of_kind));
    let mut csv = csv::Writer::from_writer(out);
    let own = [format!("id:ID({})", label(kind)), ":LABEL".to_owned()];
    csv.write_record(own.into_iter().chain(header(&columns)))?;
    for row in selection.nodes().filter(of_kind) {
        let own = [row.node.entity.path.clone(), label(kind).to_owned()];
        csv.write_record(own.into_iter().chain(cells(&columns, &row)))?;
    }
    csv.flush()?;
    Ok(())
}

fn edges(
    selection: &Selection<'_>,
    columns: &Columns,
    of: Ends,
    out: impl Write,
) -> Result<(), ExportError> {
    let alike = |row: &EdgeRow<'_>| ends(selection, row) == of;
    let columns = filled(edge_columns(columns), &["rel", "color"], selection.edges().filter(alike));
    let mut csv = csv::Writer::from_writer(out);
    let own = [
        format!(":START_ID({})", label(of.1)),
        format!(":END_ID({})", label(of.2)),
        ":TYPE".to_owned(),
    ];
    csv.write_record(own.into_iter().chain(header(&columns)))?;
    for row in selection.edges().filter(alike) {
        let [source, target] = [row.source, row.target].map(|id| row.graph.entity(id).path.clone());
        let own = [source, target, of.0.to_owned()];
        csv.write_record(own.into_iter().chain(cells(&columns, &row)))?;
    }
    csv.flush()?;
    Ok(())
}

/// The columns in which some row has a value, but those left out.
fn filled<R>(
    columns: Vec<Column<R>>,
    left_out: &[&str],
    rows: impl Iterator<Item = R>,
) -> Vec<Column<R>> {
    let mut used = vec![false; columns.len()];
    for row in rows {
        for (used, column) in used.iter_mut().zip(&columns) {
            *used = *used || (column.value)(&row).is_some();
        }
    }
    let kept = columns.into_iter().zip(used);
    kept.filter(|(it, used)| *used && !left_out.contains(&it.name)).map(|(it, _)| it).collect()
}

fn header<R>(columns: &[Column<R>]) -> impl Iterator<Item = String> {
    columns.iter().map(|column| format!("{}:{}", column.name, column.kind.in_neo4j()))
}

fn cells<R>(columns: &[Column<R>], row: &R) -> impl Iterator<Item = String> {
    columns.iter().map(|column| (column.value)(row).map_or(String::new(), |value| cell(&value)))
}

/// A value as the import reads it: whole days, and lists whose items hold no separator.
fn cell(value: &Value<'_>) -> String {
    match value {
        Value::Date(_, day) => day.to_string(),
        Value::List(items) => {
            let items = items.iter().map(|item| clean(item).replace(BETWEEN, ","));
            items.collect::<Vec<_>>().join(BETWEEN)
        }
        other => other.to_string(),
    }
}

/// The script that imports all files into a new database.
fn script(
    selection: &Selection<'_>,
    arguments: &[String],
    mut out: impl Write,
) -> Result<(), ExportError> {
    let (view, meaning) = (selection.view().name(), selection.view().weight_meaning());
    write!(
        out,
        "#!/bin/sh\n# Imports these files into a database of Neo4j 5, which must be stopped: sh import.sh [NAME]\n\
         # View: {view}. weight: {meaning}. Dates that the text leaves open are the first or last day they can be.\n\
         set -eu\ncd \"$(dirname \"$0\")\"\n\
         exec neo4j-admin database import full \"${{1:-neo4j}}\" --overwrite-destination \\\n    \
         --array-delimiter=\"{BETWEEN}\""
    )?;
    for argument in arguments {
        write!(out, " \\\n    {argument}")?;
    }
    writeln!(out)?;
    out.flush()?;
    Ok(())
}
