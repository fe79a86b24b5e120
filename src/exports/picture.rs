//! A picture of a selection: circles coloured by kind and sized by measure, lines coloured by relation, names
//! where they cover nothing, and a legend. What it is drawn on is a [`Canvas`].

mod names;

use std::collections::BTreeMap;

use super::columns::{EdgeRow, NodeRow};
use super::label::{FONT, Label};
use super::layout::{self, Point};
use super::legend;
use super::view::Direction;
use super::{ExportError, Selection, View};
use crate::links::EntityId;
use names::Names;

/// Points around the picture.
const MARGIN: f64 = 24.0;
/// Smallest width of the picture, in points.
const NARROWEST: f64 = 480.0;
/// Height of a row of the legend, in points.
const ROW: f64 = 20.0;
/// Bend of the second and further lines between the same nodes, in points.
const BEND: f64 = 16.0;
/// Colour of letters.
pub(super) const INK: &str = "#222222";
/// Colour of the ground, and around circles and letters.
pub(super) const GROUND: &str = "#ffffff";
/// How much of what is below a line it covers.
pub(super) const COVER: f32 = 0.75;
/// Width of the ground around circles and around letters, in points.
pub(super) const RIM: f32 = 1.0;
/// See [`RIM`].
pub(super) const HALO: f32 = 3.0;
/// Width of the sign of a relation in the legend, in points.
pub(super) const SIGN: f32 = 2.5;

/// What a picture is drawn on, from the back to the front.
pub(super) trait Canvas {
    /// Begins the page with its ground.
    fn page(&mut self, page: &Page) -> Result<(), ExportError>;

    /// Draws the sign of a kind or relation, from its left end.
    fn sign(&mut self, sign: Sign, at: Point, color: &str) -> Result<(), ExportError>;

    /// Writes words of the legend from the left end of their line.
    fn words(&mut self, words: &str, at: Point) -> Result<(), ExportError>;

    /// Begins a layer, and ends the one before.
    fn layer(&mut self, layer: Layer) -> Result<(), ExportError>;

    /// Draws a line.
    fn line(&mut self, line: &Line<'_>) -> Result<(), ExportError>;

    /// Draws the circle of a node.
    fn circle(&mut self, row: &NodeRow<'_>, dot: Dot) -> Result<(), ExportError>;

    /// Writes the lines of a name below the middle of its upper side.
    fn name(&mut self, label: &Label, top: Point) -> Result<(), ExportError>;
}

/// The part of the plane that is shown, in points.
pub(super) struct Page {
    pub(super) low: Point,
    pub(super) wide: f64,
    pub(super) high: f64,
    pub(super) view: View,
}

/// What a sign of the legend stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Node,
    Edge,
}

/// What is drawn together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    Lines,
    Circles,
    Names,
}

/// A circle on the plane.
#[derive(Clone, Copy)]
pub(super) struct Dot {
    pub(super) at: Point,
    pub(super) radius: f64,
}

/// A line from rim to rim.
pub(super) struct Line<'s> {
    pub(super) row: EdgeRow<'s>,
    pub(super) start: Point,
    /// What it bends towards, where it is not straight.
    pub(super) bend: Option<Point>,
    pub(super) end: Point,
    /// Ends of the two strokes of its head, where the view has directions.
    pub(super) head: Option<[Point; 2]>,
    /// Its width, in points.
    pub(super) wide: f64,
}

/// Draws a selection. Places that it lacks are found first.
pub(super) fn draw(selection: &Selection<'_>, canvas: &mut impl Canvas) -> Result<(), ExportError> {
    let found = if selection.is_placed() { Vec::new() } else { layout::places(selection) };
    let place = |row: &NodeRow<'_>| row.place.unwrap_or_else(|| found[row.id.index()]);
    let dots: BTreeMap<_, _> = selection
        .nodes()
        .map(|row| (row.id, Dot { at: place(&row), radius: row.size() / 2.0 }))
        .collect();
    head(selection, &dots, canvas)?;
    lines(selection, &dots, canvas)?;
    canvas.layer(Layer::Circles)?;
    for row in selection.nodes() {
        canvas.circle(&row, dots[&row.id])?;
    }
    names(selection, &dots, canvas)
}

/// A sign of the legend and its words.
struct Entry {
    words: &'static str,
    color: &'static str,
    of: Sign,
    wide: f64,
}

/// Begins the page, with the legend above what is shown.
fn head(
    selection: &Selection<'_>,
    dots: &BTreeMap<EntityId, Dot>,
    canvas: &mut impl Canvas,
) -> Result<(), ExportError> {
    let [low, high] = bounds(selection, dots);
    let wide = (high.x - low.x + 2.0 * MARGIN).max(NARROWEST);
    let legend = rows(entries(selection), wide - 2.0 * MARGIN);
    let above = MARGIN + ROW * f64::from(legend.len() as u32);
    let tall = high.y - low.y + above + MARGIN;
    let low = Point { x: (low.x + high.x - wide) / 2.0, y: low.y - above };
    canvas.page(&Page { low, wide, high: tall, view: selection.view() })?;
    for (number, row) in legend.iter().enumerate() {
        let y = low.y + MARGIN + ROW * f64::from(number as u32);
        let mut x = low.x + MARGIN;
        for entry in row {
            canvas.sign(entry.of, Point { x, y }, entry.color)?;
            canvas.words(entry.words, Point { x: x + 19.0, y: y + 4.0 })?;
            x += entry.wide;
        }
    }
    Ok(())
}

/// Lowest and highest coordinates of circles with their names.
fn bounds(selection: &Selection<'_>, dots: &BTreeMap<EntityId, Dot>) -> [Point; 2] {
    let mut low = Point { x: f64::MAX, y: f64::MAX };
    let mut high = Point { x: f64::MIN, y: f64::MIN };
    for row in selection.nodes() {
        let Dot { at, radius } = dots[&row.id];
        let half = row.caption().half_with(2.0 * radius);
        low = Point { x: low.x.min(at.x - half.x), y: low.y.min(at.y - radius) };
        let below = 2.0 * half.y - radius;
        high = Point { x: high.x.max(at.x + half.x), y: high.y.max(at.y + below) };
    }
    if dots.is_empty() { [Point::default(); 2] } else { [low, high] }
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

/// Draws lines, with heads where the view has directions.
fn lines(
    selection: &Selection<'_>,
    dots: &BTreeMap<EntityId, Dot>,
    canvas: &mut impl Canvas,
) -> Result<(), ExportError> {
    let mut drawn: BTreeMap<_, u32> = BTreeMap::new();
    canvas.layer(Layer::Lines)?;
    for row in selection.edges() {
        let ends = (row.source.min(row.target), row.source.max(row.target));
        let nth = drawn.entry(ends).and_modify(|count| *count += 1).or_insert(0);
        let [from, to] = [dots[&row.source], dots[&row.target]];
        if let Some(line) = line(row, from, to, *nth) {
            canvas.line(&line)?;
        }
    }
    Ok(())
}

/// The `nth` line between two circles; none where they touch.
fn line(row: EdgeRow<'_>, from: Dot, to: Dot, nth: u32) -> Option<Line<'_>> {
    let wide = (0.7 + 0.5 * row.weight().sqrt()).min(4.0);
    let (x, y) = (to.at.x - from.at.x, to.at.y - from.at.y);
    let long = (x * x + y * y).sqrt();
    if long <= from.radius + to.radius {
        return None;
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
    let directed = row.view.direction() == Direction::Directed;
    let head = directed.then(|| head_of(Point { x: end.x - middle.x, y: end.y - middle.y }, end));
    Some(Line { row, start, bend: (nth > 0).then_some(middle), end, head, wide })
}

/// Ends of the two strokes of an arrow that ends at `end` and comes along `way`.
fn head_of(way: Point, end: Point) -> [Point; 2] {
    let long = (way.x * way.x + way.y * way.y).sqrt().max(f64::MIN_POSITIVE);
    let (x, y) = (way.x / long * 5.0, way.y / long * 5.0);
    [
        Point { x: end.x - x - 0.5 * y, y: end.y - y + 0.5 * x },
        Point { x: end.x - x + 0.5 * y, y: end.y - y - 0.5 * x },
    ]
}

/// Writes names, the largest nodes first; a name that would cover another is left out.
fn names(
    selection: &Selection<'_>,
    dots: &BTreeMap<EntityId, Dot>,
    canvas: &mut impl Canvas,
) -> Result<(), ExportError> {
    let mut names = Names::among(dots.values().map(|dot| (dot.at, dot.radius)));
    let mut rows: Vec<_> = selection.nodes().collect();
    rows.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.id.cmp(&b.id)));
    canvas.layer(Layer::Names)?;
    for row in rows {
        let label = row.caption();
        let dot = dots[&row.id];
        if let Some(top) = names.room(dot.at, dot.radius, &label) {
            canvas.name(&label, top)?;
        }
    }
    Ok(())
}
