//! The language of Graphviz.

use std::io::Write;

use super::columns::{Column, edge_columns, node_columns};
use super::value::clean;
use super::view::Direction;
use super::xml::token;
use super::{Columns, ExportError, Selection};

/// Points of an inch, in which Graphviz counts sizes.
const INCH: f64 = 72.0;

/// Writes a selection for Graphviz: every column as an attribute, places for `neato -n`.
///
/// # Errors
/// If `out` does not take it.
pub fn dot(
    selection: &Selection<'_>,
    columns: &Columns,
    mut out: impl Write,
) -> Result<(), ExportError> {
    let view = selection.view();
    let (graph, arrow) = match view.direction() {
        Direction::Directed => ("digraph", "->"),
        Direction::Undirected => ("graph", "--"),
    };
    writeln!(out, "{graph} chutri {{")?;
    let note = format!("View: {}. Weight: {}.", view.name(), view.weight_meaning());
    writeln!(
        out,
        "  graph [comment={}, charset=\"UTF-8\", outputorder=edgesfirst];",
        quoted(&note)
    )?;
    writeln!(out, "  node [shape=circle, style=filled, fixedsize=true, label=\"\", fontsize=8];")?;
    let nodes = kept(node_columns(columns));
    for row in selection.nodes() {
        write!(out, "  {} [", quoted(&token(&row.node.entity.path)))?;
        attributes(&nodes, &row, &mut out)?;
        write!(out, "width=\"{}\"", row.size() / INCH)?;
        if let Some(place) = row.place {
            // Graphviz counts upwards.
            write!(out, ", pos=\"{},{}\"", place.x, 0.0 - place.y)?;
        }
        writeln!(out, "];")?;
    }
    let edges = kept(edge_columns(columns));
    for row in selection.edges() {
        let [source, target] = [row.source, row.target].map(|id| &row.graph.entity(id).path);
        write!(out, "  {} {arrow} {} [", quoted(&token(source)), quoted(&token(target)))?;
        attributes(&edges, &row, &mut out)?;
        writeln!(out, "tooltip={}];", quoted(row.words()))?;
    }
    writeln!(out, "}}")?;
    out.flush()?;
    Ok(())
}

/// The columns but those that Graphviz has attributes of its own for.
fn kept<R>(columns: Vec<Column<R>>) -> Vec<Column<R>> {
    columns.into_iter().filter(|column| !matches!(column.name, "size" | "x" | "y")).collect()
}

fn attributes<R>(columns: &[Column<R>], row: &R, out: &mut impl Write) -> Result<(), ExportError> {
    for column in columns {
        if let Some(value) = (column.value)(row) {
            // Names stand beside the circles, which are small.
            let name = if column.name == "label" { "xlabel" } else { column.name };
            write!(out, "{name}={}, ", quoted(&value.to_string()))?;
        }
    }
    Ok(())
}

/// Bytes of one literal: Graphviz takes at most 16,384.
const LITERAL: usize = 8_000;

/// A string of the language, where a backslash would begin an escape of labels; of several literals where it
/// is long.
fn quoted(text: &str) -> String {
    let mut literals = String::with_capacity(text.len() + 2);
    let mut bytes = 0;
    literals.push('"');
    for c in clean(text).chars() {
        if bytes > LITERAL {
            literals.push_str("\" + \"");
            bytes = 0;
        }
        if matches!(c, '\\' | '"') {
            literals.push('\\');
        }
        literals.push(c);
        bytes += c.len_utf8();
    }
    literals.push('"');
    literals
}
