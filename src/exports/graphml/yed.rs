//! What yEd draws: shapes, colours, places and names.

use super::super::columns::{EdgeRow, NodeRow};
use super::super::view::Direction;
use super::super::xml::{escaped, push_fmt};

pub(super) const NAMESPACE: &str = "http://www.yworks.com/xml/graphml";

pub(super) const KEYS: &str = "<key id=\"n_graphics\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n\
    <key id=\"e_graphics\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n";

/// Appends how a node is drawn.
pub(super) fn node(line: &mut Vec<u8>, row: &NodeRow<'_>) {
    let (size, color) = (row.size(), row.color());
    let text = escaped(&row.caption().lines.join("\n"));
    push_fmt(line, format_args!("<data key=\"n_graphics\"><y:ShapeNode><y:Geometry"));
    if let Some(place) = row.place {
        let (x, y) = (place.x - size / 2.0, place.y - size / 2.0);
        push_fmt(line, format_args!(" x=\"{x:.3}\" y=\"{y:.3}\""));
    }
    push_fmt(
        line,
        format_args!(
            " width=\"{size}\" height=\"{size}\"/><y:Fill color=\"{color}\" transparent=\"false\"/>\
             <y:BorderStyle color=\"#333333\" type=\"line\" width=\"0.5\"/>\
             <y:NodeLabel fontSize=\"11\" modelName=\"sides\" modelPosition=\"s\">{text}</y:NodeLabel>\
             <y:Shape type=\"ellipse\"/></y:ShapeNode></data>"
        ),
    );
}

/// Appends how an edge is drawn.
pub(super) fn edge(line: &mut Vec<u8>, row: &EdgeRow<'_>) {
    let (words, color) = (escaped(row.words()), row.color());
    let target = match row.view.direction() {
        Direction::Directed => "standard",
        Direction::Undirected => "none",
    };
    push_fmt(
        line,
        format_args!(
            "<data key=\"e_graphics\"><y:PolyLineEdge><y:LineStyle color=\"{color}\" type=\"line\" \
             width=\"1.0\"/><y:Arrows source=\"none\" target=\"{target}\"/>\
             <y:EdgeLabel fontSize=\"8\" textColor=\"{color}\">{words}</y:EdgeLabel>\
             </y:PolyLineEdge></data>"
        ),
    );
}
