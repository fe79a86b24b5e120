//! A tree of square cells with their masses: what is far away pushes as one.

use super::Point;

/// A cell pushes as one where its side is less than this share of its distance.
const OPENING: f64 = 1.1;
/// Cells with at most as many points are not divided.
const LEAF: usize = 8;
/// Points nearer than the side of the plane divided by 2 to this are not told apart.
const DEEPEST: u32 = 24;

/// A cell; those within it follow it, up to `skip`.
struct Cell {
    at: Point,
    mass: f64,
    /// Square of the distance from which it pushes as one.
    far: f64,
    skip: u32,
    /// The points of a cell that is not divided.
    first: u32,
    last: u32,
}

/// All cells of the plane, rebuilt for each round in the same memory.
#[derive(Default)]
pub(super) struct Cells {
    tree: Vec<Cell>,
    order: Vec<u32>,
    spare: Vec<u32>,
    /// Places and masses in the order of the cells.
    bodies: Vec<(Point, f64)>,
}

impl Cells {
    /// Divides the plane.
    pub(super) fn build(&mut self, points: &[Point], masses: &[f64]) {
        self.tree.clear();
        self.bodies.clear();
        self.order.clear();
        self.order.extend(0..points.len() as u32);
        self.spare.resize(points.len(), 0);
        let (mut low, mut high) = (points[0], points[0]);
        for point in points {
            low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
            high = Point { x: high.x.max(point.x), y: high.y.max(point.y) };
        }
        let side = (high.x - low.x).max(high.y - low.y);
        self.divide(points, masses, 0..points.len(), (low, side, 0));
    }

    fn divide(
        &mut self,
        points: &[Point],
        masses: &[f64],
        range: std::ops::Range<usize>,
        (low, side, depth): (Point, f64, u32),
    ) {
        let own = self.tree.len();
        let mut cell = self.weigh(points, masses, range.clone());
        cell.far = side * side / (OPENING * OPENING);
        self.tree.push(cell);
        if range.len() <= LEAF || depth == DEEPEST {
            let first = self.bodies.len() as u32;
            let bodies = self.order[range].iter().map(|&at| at as usize);
            self.bodies.extend(bodies.map(|at| (points[at], masses[at])));
            self.tree[own].first = first;
            self.tree[own].last = self.bodies.len() as u32;
        } else {
            let half = side / 2.0;
            let middle = Point { x: low.x + half, y: low.y + half };
            let mut start = range.start;
            for (quarter, end) in self.quarters(points, range, middle).into_iter().enumerate() {
                let right = if quarter & 1 == 0 { low.x } else { middle.x };
                let down = if quarter & 2 == 0 { low.y } else { middle.y };
                if start < end {
                    let corner = Point { x: right, y: down };
                    self.divide(points, masses, start..end, (corner, half, depth + 1));
                }
                start = end;
            }
        }
        self.tree[own].skip = self.tree.len() as u32;
    }

    /// A cell with the mass and the centre of its points.
    fn weigh(&self, points: &[Point], masses: &[f64], range: std::ops::Range<usize>) -> Cell {
        let mut at = Point::default();
        let mut mass = 0.0;
        for &point in &self.order[range] {
            let (place, own) = (points[point as usize], masses[point as usize]);
            at = Point { x: at.x + place.x * own, y: at.y + place.y * own };
            mass += own;
        }
        let at = Point { x: at.x / mass, y: at.y / mass };
        Cell { at, mass, far: 0.0, skip: 0, first: 0, last: 0 }
    }

    /// Sorts points by their quarter, each quarter in its old order, and gives where each quarter ends.
    fn quarters(
        &mut self,
        points: &[Point],
        range: std::ops::Range<usize>,
        middle: Point,
    ) -> [usize; 4] {
        let quarter = |at: u32| {
            let point = points[at as usize];
            usize::from(point.x >= middle.x) + 2 * usize::from(point.y >= middle.y)
        };
        let mut counts = [0; 4];
        for &at in &self.order[range.clone()] {
            counts[quarter(at)] += 1;
        }
        let mut next = [range.start; 4];
        for at in 1..4 {
            next[at] = next[at - 1] + counts[at - 1];
        }
        for &at in &self.order[range.clone()] {
            let place = &mut next[quarter(at)];
            self.spare[*place] = at;
            *place += 1;
        }
        self.order[range.clone()].copy_from_slice(&self.spare[range]);
        next
    }

    /// The push on a point: of each mass by its mass and one over the distance.
    pub(super) fn push(&self, on: Point) -> Point {
        let mut push = Point::default();
        let mut add = |at: Point, mass: f64| {
            let (x, y) = (on.x - at.x, on.y - at.y);
            let square = x * x + y * y;
            // A point does not push itself.
            if square > 0.0 {
                let share = mass / square;
                push = Point { x: push.x + x * share, y: push.y + y * share };
            }
        };
        let mut at = 0;
        while let Some(cell) = self.tree.get(at) {
            let (x, y) = (on.x - cell.at.x, on.y - cell.at.y);
            if x * x + y * y > cell.far {
                add(cell.at, cell.mass);
                at = cell.skip as usize;
            } else if cell.first < cell.last {
                let bodies = &self.bodies[cell.first as usize..cell.last as usize];
                for &(place, mass) in bodies {
                    add(place, mass);
                }
                at = cell.skip as usize;
            } else {
                at += 1;
            }
        }
        push
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_pushes_nearly_as_all_points_do() {
        let points: Vec<_> = (0..2_000).map(|n| super::super::start(&format!("{n}"))).collect();
        let masses: Vec<f64> = (0..2_000_u32).map(|n| f64::from(1 + n % 7)).collect();
        let mut cells = Cells::default();
        cells.build(&points, &masses);
        for &on in points.iter().step_by(97) {
            let (mut x, mut y) = (0.0, 0.0);
            for (at, mass) in points.iter().zip(&masses).filter(|(at, _)| **at != on) {
                let (dx, dy) = (on.x - at.x, on.y - at.y);
                x += dx * mass / (dx * dx + dy * dy);
                y += dy * mass / (dx * dx + dy * dy);
            }
            let push = cells.push(on);
            let (wrong_x, wrong_y) = (push.x - x, push.y - y);
            let wrong = (wrong_x * wrong_x + wrong_y * wrong_y).sqrt();
            assert!(wrong <= 0.1 * (x * x + y * y).sqrt().max(1_000.0), "{wrong}: {x} {y}");
        }
    }

    #[test]
    fn points_at_one_place_are_no_endless_cells() {
        let points = vec![Point { x: 1.0, y: 1.0 }; 100];
        let mut cells = Cells::default();
        cells.build(&points, &vec![1.0; 100]);
        assert_eq!(cells.push(points[0]), Point::default());
    }
}
