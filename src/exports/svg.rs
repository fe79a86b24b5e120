//! A picture of a selection: circles coloured by kind and sized by measure, lines coloured by relation, names
//! where they cover nothing, and a legend.

mod names;

use std::collections::BTreeMap;
use std::io::Write;

use super::columns::{EdgeRow, NodeRow};
use super::label::{FONT, LINE};
use super::layout::{self, Point};
use super::legend;
use super::view::Direction;
use super::xml::escaped;
use super::{ExportError, Selection};
use names::Names;

/// Points around the picture.
const MARGIN: f64 = 24.0;
/// Smallest width of the picture, in points.
const NARROWEST: f64 = 480.0;
/// Height of a row of the legend, in points.
const ROW: f64 = 20.0;
const INK: &str = "#222222";
/// Bend of the second and further lines between the same nodes, in points.
const BEND: f64 = 16.0;

/// Writes a picture. Places that the selection lacks are found first.
///
/// # Errors
/// If `out` does not take it.
pub fn svg(selection: &Selection<'_>, mut out: impl Write) -> Result<(), ExportError> {
    let found = if selection.is_placed() { Vec::new() } else { layout::places(selection) };
    let place = |row: &NodeRow<'_>| row.place.unwrap_or_else(|| found[row.id.index()]);
    let dots: BTreeMap<_, _> = selection
        .nodes()
        .map(|row| (row.id, Dot { at: place(&row), radius: row.size() / 2.0 }))
        .collect();
    let frame = Frame::around(selection, &dots);
    head(selection, &frame, &mut out)?;
    lines(selection, &dots, &mut out)?;
    writeln!(out, "<g stroke=\"#ffffff\" stroke-width=\"1\">")?;
    for row in selection.nodes() {
        circle(&row, dots[&row.id], &mut out)?;
    }
    writeln!(out, "</g>")?;
    labels(selection, &dots, &mut out)?;
    writeln!(out, "</svg>")?;
    out.flush()?;
    Ok(())
}

#[derive(Clone, Copy)]
struct Dot {
    at: Point,
    radius: f64,
}

/// The part of the plane that is shown, with room for the legend above.
struct Frame {
    low: Point,
    wide: f64,
    high: f64,
    legend: Vec<Vec<Entry>>,
}

/// A sign of the legend and its words.
struct Entry {
    words: &'static str,
    color: &'static str,
    of: Sign,
    wide: f64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Node,
    Edge,
}

impl Frame {
    fn around(selection: &Selection<'_>, dots: &BTreeMap<crate::links::EntityId, Dot>) -> Self {
        let mut low = Point { x: f64::MAX, y: f64::MAX };
        let mut high = Point { x: f64::MIN, y: f64::MIN };
        for row in selection.nodes() {
            let Dot { at, radius } = dots[&row.id];
            let half = row.caption().half_with(2.0 * radius);
            low = Point { x: low.x.min(at.x - half.x), y: low.y.min(at.y - radius) };
            let below = 2.0 * half.y - radius;
            high = Point { x: high.x.max(at.x + half.x), y: high.y.max(at.y + below) };
        }
        if dots.is_empty() {
            (low, high) = (Point::default(), Point::default());
        }
        let wide = (high.x - low.x + 2.0 * MARGIN).max(NARROWEST);
        let legend = rows(entries(selection), wide - 2.0 * MARGIN);
        let above = MARGIN + ROW * f64::from(legend.len() as u32);
        let tall = high.y - low.y + above + MARGIN;
        let left = (low.x + high.x - wide) / 2.0;
        Self { low: Point { x: left, y: low.y - above }, wide, high: tall, legend }
    }
}

/// Kinds and relations that are shown, each once.
fn entries(selection: &Selection<'_>) -> Vec<Entry> {
    let entry = |name: &'static str, of: Sign| {
        let legend::Entry { vi: words, color } = legend::entry(name);
        let letters = f64::from(words.chars().count() as u32);
        Entry { words, color, of, wide: 30.0 + 0.62 * FONT * letters }
    };
    let kinds = selection.kinds().into_iter().map(|kind| entry(kind.name(), Sign::Node));
    let mut relations: Vec<_> = selection.edges().map(|row| row.kind()).collect();
    relations.sort_unstable();
    relations.dedup();
    kinds.chain(relations.into_iter().map(|kind| entry(kind, Sign::Edge))).collect()
}

fn rows(entries: Vec<Entry>, width: f64) -> Vec<Vec<Entry>> {
    let mut rows: Vec<Vec<Entry>> = Vec::new();
    let mut taken = f64::MAX;
    for entry in entries {
        if taken + entry.wide > width {
            rows.push(Vec::new());
            taken = 0.0;
        }
        taken += entry.wide;
        if let Some(row) = rows.last_mut() {
            row.push(entry);
        }
    }
    rows
}

fn head(selection: &Selection<'_>, frame: &Frame, out: &mut impl Write) -> Result<(), ExportError> {
    let Frame { low, wide, high, legend } = frame;
    let (x, y) = (low.x, low.y);
    let view = selection.view();
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" \
         viewBox=\"{x:.1} {y:.1} {wide:.1} {high:.1}\" font-size=\"{FONT}\" \
         font-family=\"'Noto Sans','DejaVu Sans','Segoe UI',Arial,sans-serif\">"
    )?;
    writeln!(out, "<title>chutri: {}</title>", view.name())?;
    writeln!(out, "<desc>Width of a line: {}.</desc>", view.weight_meaning())?;
    writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\" fill=\"#ffffff\"/>"
    )?;
    for (number, row) in legend.iter().enumerate() {
        let y = y + MARGIN + ROW * f64::from(number as u32);
        let mut x = x + MARGIN;
        for entry in row {
            sign(entry, x, y, out)?;
            x += entry.wide;
        }
    }
    Ok(())
}

fn sign(entry: &Entry, x: f64, y: f64, out: &mut impl Write) -> Result<(), ExportError> {
    let Entry { words, color, of, .. } = entry;
    match of {
        Sign::Node => {
            write!(out, "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"{color}\"/>", x + 7.0)?;
        }
        Sign::Edge => {
            write!(out, "<path d=\"M{x:.1} {y:.1}h14\" stroke=\"{color}\" stroke-width=\"2.5\"/>")?;
        }
    }
    let (x, y) = (x + 19.0, y + 4.0);
    writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{INK}\">{}</text>", escaped(words))?;
    Ok(())
}

/// Draws lines, with heads where the view has directions.
fn lines(
    selection: &Selection<'_>,
    dots: &BTreeMap<crate::links::EntityId, Dot>,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    let mut drawn: BTreeMap<_, u32> = BTreeMap::new();
    writeln!(out, "<g fill=\"none\" stroke-opacity=\"0.75\">")?;
    for row in selection.edges() {
        let ends = (row.source.min(row.target), row.source.max(row.target));
        let nth = drawn.entry(ends).and_modify(|count| *count += 1).or_insert(0);
        line(&row, [dots[&row.source], dots[&row.target]], *nth, out)?;
    }
    writeln!(out, "</g>")?;
    Ok(())
}

fn line(
    row: &EdgeRow<'_>,
    [from, to]: [Dot; 2],
    nth: u32,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    let color = row.color();
    let wide = (0.7 + 0.5 * row.weight().sqrt()).min(4.0);
    let (x, y) = (to.at.x - from.at.x, to.at.y - from.at.y);
    let long = (x * x + y * y).sqrt();
    if long <= from.radius + to.radius {
        return Ok(());
    }
    let (x, y) = (x / long, y / long);
    let start = Point { x: from.at.x + x * from.radius, y: from.at.y + y * from.radius };
    let end = Point { x: to.at.x - x * to.radius, y: to.at.y - y * to.radius };
    let bend = if nth % 2 == 1 { BEND } else { -BEND };
    let side = bend * f64::from(nth.div_ceil(2));
    let middle = Point {
        x: f64::midpoint(start.x, end.x) - y * side,
        y: f64::midpoint(start.y, end.y) + x * side,
    };
    write!(out, "<path d=\"M{:.1} {:.1}", start.x, start.y)?;
    match nth {
        0 => write!(out, "L{:.1} {:.1}", end.x, end.y)?,
        _ => write!(out, "Q{:.1} {:.1} {:.1} {:.1}", middle.x, middle.y, end.x, end.y)?,
    }
    if row.view.direction() == Direction::Directed {
        let tip = Point { x: end.x - middle.x, y: end.y - middle.y };
        head_of(tip, end, out)?;
    }
    let [source, target] = [row.source, row.target].map(|id| escaped(&row.graph.entity(id).label));
    let words = escaped(row.words());
    writeln!(
        out,
        "\" stroke=\"{color}\" stroke-width=\"{wide:.1}\"><title>{source} \u{2013} {words} \u{2013} {target}</title></path>"
    )?;
    Ok(())
}

/// The two strokes of an arrow that ends at `end` and comes along `way`.
fn head_of(way: Point, end: Point, out: &mut impl Write) -> Result<(), ExportError> {
    let long = (way.x * way.x + way.y * way.y).sqrt().max(f64::MIN_POSITIVE);
    let (x, y) = (way.x / long * 5.0, way.y / long * 5.0);
    let (left, right) =
        ((end.x - x - 0.5 * y, end.y - y + 0.5 * x), (end.x - x + 0.5 * y, end.y - y - 0.5 * x));
    write!(
        out,
        "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}",
        left.0, left.1, end.x, end.y, right.0, right.1
    )?;
    Ok(())
}

fn circle(row: &NodeRow<'_>, dot: Dot, out: &mut impl Write) -> Result<(), ExportError> {
    let Dot { at: Point { x, y }, radius } = dot;
    let kind = legend::entry(row.node.entity.kind().name()).vi;
    writeln!(
        out,
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{}\"><title>{} ({})</title></circle>",
        row.color(),
        escaped(row.label()),
        escaped(kind)
    )?;
    Ok(())
}

/// Writes names, the largest nodes first; a name that would cover another is left to the pointer.
fn labels(
    selection: &Selection<'_>,
    dots: &BTreeMap<crate::links::EntityId, Dot>,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    let mut names = Names::among(dots.values().map(|dot| (dot.at, dot.radius)));
    let mut rows: Vec<_> = selection.nodes().collect();
    rows.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.id.cmp(&b.id)));
    writeln!(
        out,
        "<g fill=\"{INK}\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" \
         paint-order=\"stroke\" text-anchor=\"middle\">"
    )?;
    for row in rows {
        let label = row.caption();
        let dot = dots[&row.id];
        let Some(top) = names.room(dot.at, dot.radius, &label) else { continue };
        write!(out, "<text>")?;
        for (number, line) in label.lines.iter().enumerate() {
            let y = top.y + LINE * (f64::from(number as u32) + 0.8);
            write!(out, "<tspan x=\"{:.1}\" y=\"{y:.1}\">{}</tspan>", top.x, escaped(line))?;
        }
        writeln!(out, "</text>")?;
    }
    writeln!(out, "</g>")?;
    Ok(())
}
