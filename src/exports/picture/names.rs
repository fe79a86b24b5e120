//! Room for names: none covers another, or a circle that is not its own.

use std::collections::BTreeMap;

use super::super::label::{LINE, Label};
use super::super::layout::Point;

/// Side of a square in which rectangles are looked for, in points.
const SQUARE: f64 = 64.0;
/// Points between a circle and its name.
const GAP: f64 = 1.5;

#[derive(Clone, Copy)]
struct Rectangle {
    low: Point,
    high: Point,
}

/// What is taken on the plane.
pub(super) struct Names {
    taken: BTreeMap<(i32, i32), Vec<Rectangle>>,
}

impl Names {
    /// Room among circles.
    pub(super) fn among(circles: impl Iterator<Item = (Point, f64)>) -> Self {
        let mut names = Self { taken: BTreeMap::new() };
        for (at, radius) in circles {
            // A square within the circle: names may touch its rim.
            let half = 0.7 * radius;
            names.take(Rectangle {
                low: Point { x: at.x - half, y: at.y - half },
                high: Point { x: at.x + half, y: at.y + half },
            });
        }
        names
    }

    /// Finds room for the name of a circle below, above, right or left of it, takes it, and gives the middle of
    /// its upper side.
    pub(super) fn room(&mut self, at: Point, radius: f64, label: &Label) -> Option<Point> {
        let (wide, high) = (label.width(), label.height());
        if label.lines.is_empty() {
            return None;
        }
        let side = radius + GAP + wide / 2.0 + 2.0;
        let tops = [
            Point { x: at.x, y: at.y + radius + GAP },
            Point { x: at.x, y: at.y - radius - GAP - high },
            Point { x: at.x + side, y: at.y - LINE / 2.0 },
            Point { x: at.x - side, y: at.y - LINE / 2.0 },
        ];
        let rectangle = |top: Point| Rectangle {
            low: Point { x: top.x - wide / 2.0, y: top.y },
            high: Point { x: top.x + wide / 2.0, y: top.y + high },
        };
        let top = tops.into_iter().find(|&top| self.is_free(rectangle(top)))?;
        self.take(rectangle(top));
        Some(top)
    }

    fn is_free(&self, wanted: Rectangle) -> bool {
        let near = squares(wanted).filter_map(|square| self.taken.get(&square)).flatten();
        near.into_iter().all(|other| {
            let Rectangle { low, high } = other;
            wanted.high.x <= low.x
                || high.x <= wanted.low.x
                || wanted.high.y <= low.y
                || high.y <= wanted.low.y
        })
    }

    fn take(&mut self, rectangle: Rectangle) {
        for square in squares(rectangle) {
            self.taken.entry(square).or_default().push(rectangle);
        }
    }
}

/// The squares that a rectangle touches.
fn squares(rectangle: Rectangle) -> impl Iterator<Item = (i32, i32)> {
    let square = |value: f64| (value / SQUARE).floor() as i32;
    let (low, high) = (rectangle.low, rectangle.high);
    let rows = square(low.y)..=square(high.y);
    rows.flat_map(move |y| (square(low.x)..=square(high.x)).map(move |x| (x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_way_and_then_are_left_out() {
        let at = Point { x: 0.0, y: 0.0 };
        let mut names = Names::among([(at, 5.0)].into_iter());
        let label = Label::new("Bùi Văn Thuận");
        let tops: Vec<_> = (0..5).map(|_| names.room(at, 5.0, &label)).collect();
        assert!(tops[..4].iter().all(Option::is_some));
        assert!(tops[4].is_none());
        assert!(tops[0].unwrap().y > tops[1].unwrap().y);
    }
}
