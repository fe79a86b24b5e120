//! GEXF 1.3: the graph with its days, for Gephi's timeline.
//!
//! Days are whole and closed, spells of one thing never overlap, and what is not dated has none. Bodies, posts
//! and units are always there; a person from the first to the last day of what dates the person.

use std::io::Write;

use jiff::civil::Date;

use super::columns::{Column, EdgeRow, NodeRow, edge_columns, node_columns};
use super::legend::rgb;
use super::value::Value;
use super::view::Direction;
use super::xml::{Words, push_attribute, push_fmt, push_token, push_value, push_words};
use super::{Columns, ExportError, Selection};
use crate::links::Interval;

/// Zone of the days: without it Gephi takes that of the machine.
const ZONE: &str = "Asia/Ho_Chi_Minh";
/// Columns that GEXF has elements of its own for.
const OWN: [&str; 8] = ["label", "edgelabel", "weight", "eid", "color", "size", "x", "y"];

/// Writes a selection with its days.
///
/// # Errors
/// If `out` does not take it.
pub fn gexf(
    selection: &Selection<'_>,
    columns: &Columns,
    out: impl Write,
) -> Result<(), ExportError> {
    write(selection, columns, Time::Dynamic, out)
}

/// Writes a selection as it is in one year, without days.
pub(super) fn gexf_of_year(
    selection: &Selection<'_>,
    columns: &Columns,
    year: i16,
    out: impl Write,
) -> Result<(), ExportError> {
    write(selection, columns, Time::Year(year), out)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    Dynamic,
    Year(i16),
}

fn write(
    selection: &Selection<'_>,
    columns: &Columns,
    time: Time,
    out: impl Write,
) -> Result<(), ExportError> {
    let nodes = used(node_columns(columns), || selection.nodes());
    let edges = used(edge_columns(columns), || selection.edges());
    let mut file = File { out, line: Vec::with_capacity(4096), time };
    file.head(selection);
    if time == Time::Dynamic && selection.nodes().any(|row| !row.posts().is_empty()) {
        // Before the others: readers that know one list a class keep the last.
        file.line.extend_from_slice(
            b"<attributes class=\"node\" mode=\"dynamic\">\
              <attribute id=\"current_position\" title=\"current_position\" type=\"string\"/></attributes>\n",
        );
    }
    file.attributes("node", &nodes);
    file.attributes("edge", &edges);
    file.line.extend_from_slice(b"<nodes>\n");
    for row in selection.nodes() {
        file.node(&nodes, &row)?;
    }
    file.line.extend_from_slice(b"</nodes>\n<edges>\n");
    for row in selection.edges() {
        file.edge(&edges, &row)?;
    }
    file.line.extend_from_slice(b"</edges>\n</graph>\n</gexf>\n");
    file.send()?;
    file.out.flush()?;
    Ok(())
}

/// The columns in which some row has a value.
fn used<R, I: Iterator<Item = R>>(columns: Vec<Column<R>>, rows: impl Fn() -> I) -> Vec<Column<R>> {
    let mut used = vec![false; columns.len()];
    for row in rows() {
        for (used, column) in used.iter_mut().zip(&columns) {
            *used = *used || (column.value)(&row).is_some();
        }
        if used.iter().all(|used| *used) {
            break;
        }
    }
    let kept = columns.into_iter().zip(used);
    kept.filter(|(column, used)| *used && !OWN.contains(&column.name)).map(|(it, _)| it).collect()
}

struct File<W> {
    out: W,
    line: Vec<u8>,
    time: Time,
}

impl<W: Write> File<W> {
    fn send(&mut self) -> Result<(), ExportError> {
        self.out.write_all(&self.line)?;
        self.line.clear();
        Ok(())
    }

    fn head(&mut self, selection: &Selection<'_>) {
        let view = selection.view();
        let line = &mut self.line;
        line.extend_from_slice(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" \
              xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n<meta",
        );
        // The last day that the graph knows of: the file says the same whenever it is written.
        if let Some(day) = last_day(selection) {
            push_fmt(line, format_args!(" lastmodifieddate=\"{day}\""));
        }
        let (name, meaning) = (view.name(), view.weight_meaning());
        push_fmt(
            line,
            format_args!(
                "><creator>chutri</creator><description>View: {name}. Weight: {meaning}. Spells: days \
                 attested or stated.</description></meta>\n<graph"
            ),
        );
        push_attribute(
            line,
            "defaultedgetype",
            match view.direction() {
                Direction::Directed => "directed",
                Direction::Undirected => "undirected",
            },
        );
        push_attribute(line, "idtype", "string");
        match self.time {
            Time::Dynamic => push_attribute(line, "mode", "dynamic"),
            Time::Year(year) => {
                push_attribute(line, "mode", "slice");
                push_fmt(line, format_args!(" start=\"{year:04}-01-01\" end=\"{year:04}-12-31\""));
            }
        }
        push_attribute(line, "timeformat", "date");
        push_attribute(line, "timerepresentation", "interval");
        push_attribute(line, "timezone", ZONE);
        line.extend_from_slice(b">\n");
    }

    fn attributes<R>(&mut self, class: &str, columns: &[Column<R>]) {
        push_fmt(&mut self.line, format_args!("<attributes class=\"{class}\" mode=\"static\">\n"));
        for column in columns {
            let (name, kind) = (column.name, column.kind.in_gexf());
            push_fmt(
                &mut self.line,
                format_args!("<attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>\n"),
            );
        }
        self.line.extend_from_slice(b"</attributes>\n");
    }

    fn node<'s>(
        &mut self,
        columns: &[Column<NodeRow<'s>>],
        row: &NodeRow<'s>,
    ) -> Result<(), ExportError> {
        let line = &mut self.line;
        line.extend_from_slice(b"<node id=\"");
        push_token(line, &row.node.entity.path);
        line.push(b'"');
        push_attribute(line, "label", row.label());
        line.push(b'>');
        self.values(columns, row);
        if self.time == Time::Dynamic {
            self.positions(row);
            self.line.extend_from_slice(b"</attvalues>");
            self.spells(row.days().as_slice());
        } else {
            self.line.extend_from_slice(b"</attvalues>");
        }
        let line = &mut self.line;
        color(line, row.color());
        push_fmt(line, format_args!("<viz:size value=\"{}\"/>", row.size()));
        if let Some(place) = row.place {
            // The screen of Gephi counts upwards.
            let (x, y) = (place.x, 0.0 - place.y);
            push_fmt(line, format_args!("<viz:position x=\"{x}\" y=\"{y}\" z=\"0\"/>"));
        }
        line.extend_from_slice(b"</node>\n");
        self.send()
    }

    fn edge<'s>(
        &mut self,
        columns: &[Column<EdgeRow<'s>>],
        row: &EdgeRow<'s>,
    ) -> Result<(), ExportError> {
        let line = &mut self.line;
        push_fmt(line, format_args!("<edge id=\"{}\" source=\"", row.name()));
        push_token(line, &row.graph.entity(row.source).path);
        line.extend_from_slice(b"\" target=\"");
        push_token(line, &row.graph.entity(row.target).path);
        line.push(b'"');
        push_attribute(line, "kind", row.kind());
        push_attribute(line, "label", row.words());
        push_fmt(line, format_args!(" weight=\"{}\">", row.weight()));
        self.values(columns, row);
        self.line.extend_from_slice(b"</attvalues>");
        if self.time == Time::Dynamic {
            self.spells(&row.spells());
        }
        color(&mut self.line, row.color());
        self.line.extend_from_slice(b"</edge>\n");
        self.send()
    }

    /// Static values, in an element that is left open.
    fn values<R>(&mut self, columns: &[Column<R>], row: &R) {
        let line = &mut self.line;
        line.extend_from_slice(b"<attvalues>");
        for column in columns {
            if let Some(value) = (column.value)(row) {
                push_fmt(line, format_args!("<attvalue for=\"{}\" value=\"", column.name));
                match &value {
                    Value::List(items) => push_list(line, items),
                    other => push_value(line, other, Words::AsTheyAre),
                }
                line.extend_from_slice(b"\"/>");
            }
        }
    }

    /// The posts that a person held when.
    fn positions(&mut self, row: &NodeRow<'_>) {
        for (days, posts) in row.posts() {
            self.line.extend_from_slice(b"<attvalue for=\"current_position\"");
            push_attribute(&mut self.line, "value", &posts.join(super::value::BETWEEN));
            push_fmt(
                &mut self.line,
                format_args!(" start=\"{}\" end=\"{}\"/>", days.from, days.until),
            );
        }
    }

    fn spells(&mut self, spells: &[Interval]) {
        if spells.is_empty() {
            return;
        }
        self.line.extend_from_slice(b"<spells>");
        for Interval { from, until } in spells {
            push_fmt(&mut self.line, format_args!("<spell start=\"{from}\" end=\"{until}\"/>"));
        }
        self.line.extend_from_slice(b"</spells>");
    }
}

/// A list as Gephi reads it: `["a", "b"]`.
fn push_list(line: &mut Vec<u8>, items: &[std::borrow::Cow<'_, str>]) {
    let quoted = items.iter().map(|item| {
        let item = item.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{item}\"")
    });
    let list = format!("[{}]", quoted.collect::<Vec<_>>().join(", "));
    push_words(line, &list, Words::AsTheyAre);
}

fn color(line: &mut Vec<u8>, hex: &str) {
    let [r, g, b] = rgb(hex);
    push_fmt(line, format_args!("<viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>"));
}

fn last_day(selection: &Selection<'_>) -> Option<Date> {
    let nodes = selection.nodes().filter_map(|row| row.summary.attested);
    nodes.map(|days| days.until).max()
}
