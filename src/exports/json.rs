//! JSON of nodes and edges, in the two shapes that programs read.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::columns::{Column, edge_columns, node_columns};
use super::value::{Value, clean};
use super::view::Direction;
use super::xml::token;
use super::{Columns, ExportError, Selection};

/// Writes a selection for Cytoscape.js and Cytoscape: elements with their data, places and style.
///
/// # Errors
/// If `out` does not take it.
pub fn cytoscape_json(
    selection: &Selection<'_>,
    columns: &Columns,
    mut out: impl Write,
) -> Result<(), ExportError> {
    writeln!(out, "{{\"format_version\":\"1.0\",\"generated_by\":\"chutri\",")?;
    writeln!(out, "\"data\":{},", about(selection))?;
    writeln!(out, "\"style\":{},", style(selection.view().direction()))?;
    writeln!(out, "\"elements\":{{\"nodes\":[")?;
    let nodes = without_places(node_columns(columns));
    let rows = selection.nodes().map(|row| {
        let mut data = object(&nodes, &row);
        data.insert("id".to_owned(), token(&row.node.entity.path).into());
        match row.place {
            Some(place) => json!({"data": data, "position": {"x": place.x, "y": place.y}}),
            None => json!({"data": data}),
        }
    });
    list(rows, &mut out)?;
    writeln!(out, "],\"edges\":[")?;
    let edges = edge_columns(columns);
    let rows = selection.edges().map(|row| {
        let mut data = object(&edges, &row);
        data.insert("id".to_owned(), row.name().into());
        data.insert("interaction".to_owned(), row.kind().into());
        data.insert("source".to_owned(), token(&row.graph.entity(row.source).path).into());
        data.insert("target".to_owned(), token(&row.graph.entity(row.target).path).into());
        json!({"data": data})
    });
    list(rows, &mut out)?;
    writeln!(out, "]}}}}")?;
    out.flush()?;
    Ok(())
}

/// Writes a selection as nodes and links, as `networkx.node_link_graph` reads them: a multigraph whose keys
/// are the kinds of edges, whatever the data; projections are simple graphs.
///
/// # Errors
/// If `out` does not take it.
pub fn node_link_json(
    selection: &Selection<'_>,
    columns: &Columns,
    mut out: impl Write,
) -> Result<(), ExportError> {
    let directed = selection.view().direction() == Direction::Directed;
    writeln!(out, "{{\"directed\":{directed},\"multigraph\":{directed},")?;
    writeln!(out, "\"graph\":{},\n\"nodes\":[", about(selection))?;
    let nodes = node_columns(columns);
    let rows = selection.nodes().map(|row| {
        let mut data = object(&nodes, &row);
        data.insert("id".to_owned(), token(&row.node.entity.path).into());
        Json::Object(data)
    });
    list(rows, &mut out)?;
    writeln!(out, "],\"edges\":[")?;
    let edges = edge_columns(columns);
    let rows = selection.edges().map(|row| {
        let mut data = object(&edges, &row);
        if directed {
            data.insert("key".to_owned(), row.kind().into());
        }
        data.insert("source".to_owned(), token(&row.graph.entity(row.source).path).into());
        data.insert("target".to_owned(), token(&row.graph.entity(row.target).path).into());
        Json::Object(data)
    });
    list(rows, &mut out)?;
    writeln!(out, "]}}")?;
    out.flush()?;
    Ok(())
}

/// What the file is.
fn about(selection: &Selection<'_>) -> Json {
    let view = selection.view();
    let meaning = view.weight_meaning();
    json!({"name": format!("chutri: {}", view.name()), "view": view.name(), "weight_meaning": meaning})
}

/// How Cytoscape.js draws it.
fn style(direction: Direction) -> Json {
    let arrow = match direction {
        Direction::Directed => "triangle",
        Direction::Undirected => "none",
    };
    json!([
        {"selector": "node", "style": {
            "background-color": "data(color)", "width": "data(size)", "height": "data(size)",
            "label": "data(label)", "font-size": 8, "text-wrap": "wrap", "text-max-width": 110,
            "text-valign": "bottom"}},
        {"selector": "edge", "style": {
            "line-color": "data(color)", "target-arrow-color": "data(color)",
            "target-arrow-shape": arrow, "curve-style": "bezier", "width": 1}}
    ])
}

fn without_places<R>(columns: Vec<Column<R>>) -> Vec<Column<R>> {
    columns.into_iter().filter(|column| !matches!(column.name, "x" | "y")).collect()
}

fn object<R>(columns: &[Column<R>], row: &R) -> Map<String, Json> {
    let cells = columns.iter().filter_map(|column| Some((column.name, (column.value)(row)?)));
    cells.map(|(name, value)| (name.to_owned(), json_of(&value))).collect()
}

fn json_of(value: &Value<'_>) -> Json {
    match value {
        Value::Flag(flag) => (*flag).into(),
        Value::Count(count) => (*count).into(),
        Value::Number(number) => (*number).into(),
        Value::List(items) => items.iter().map(|item| Json::from(clean(item))).collect(),
        text => text.to_string().into(),
    }
}

/// Writes values one a line, with commas between.
pub(super) fn list(
    rows: impl Iterator<Item = Json>,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    for (number, row) in rows.enumerate() {
        if number > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *out, &row)?;
    }
    Ok(())
}
