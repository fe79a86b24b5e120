//! Forces between nodes: all push each other, edges pull, the middle draws.

use super::Point;
use super::cells::Cells;

/// Nodes times rounds.
const WORK: usize = 6_000_000;
const FEWEST_ROUNDS: usize = 150;
const MOST_ROUNDS: usize = 600;
/// How strongly nodes push each other; edges pull with 1 a unit of distance.
const PUSH: f64 = 10.0;
/// How strongly the middle draws.
const GRAVITY: f64 = 1.0;

/// Moves points to where the forces balance, as near as the rounds allow.
pub(super) fn settle(points: &mut [Point], edges: &[(usize, usize, f64)]) {
    if points.len() < 2 {
        return;
    }
    let rounds = (WORK / points.len()).clamp(FEWEST_ROUNDS, MOST_ROUNDS);
    let mut masses = vec![1.0; points.len()];
    for &(a, b, _) in edges {
        masses[a] += 1.0;
        masses[b] += 1.0;
    }
    // Start at about the size of the end: the first rounds then order, not inflate.
    let side = PUSH * f64::from(points.len() as u32).sqrt();
    for point in points.iter_mut() {
        *point = Point { x: (point.x - 0.5) * side, y: (point.y - 0.5) * side };
    }
    let mut cells = Cells::default();
    let mut before = vec![Point::default(); points.len()];
    let mut speed = Speed { speed: 1.0, efficiency: 1.0 };
    for _ in 0..rounds {
        cells.build(points, &masses);
        let forces = forces(points, &masses, edges, &cells);
        speed.step(points, &masses, &forces, &before);
        before = forces;
    }
}

fn forces(
    points: &[Point],
    masses: &[f64],
    edges: &[(usize, usize, f64)],
    cells: &Cells,
) -> Vec<Point> {
    let own = |(point, mass): (&Point, &f64)| {
        let push = cells.push(*point);
        let far = (point.x * point.x + point.y * point.y).sqrt().max(f64::MIN_POSITIVE);
        let draw = GRAVITY * mass / far;
        Point { x: PUSH * mass * push.x - draw * point.x, y: PUSH * mass * push.y - draw * point.y }
    };
    let mut forces: Vec<Point> = points.iter().zip(masses).map(own).collect();
    for &(a, b, weight) in edges {
        // Square roots keep a much reported meeting from swallowing all around it.
        let pull = weight.sqrt();
        let x = (points[b].x - points[a].x) * pull;
        let y = (points[b].y - points[a].y) * pull;
        forces[a] = Point { x: forces[a].x + x, y: forces[a].y + y };
        forces[b] = Point { x: forces[b].x - x, y: forces[b].y - y };
    }
    forces
}

/// How far a round moves: less where nodes swing to and fro (section "Adapting the local speed" of the paper).
struct Speed {
    speed: f64,
    efficiency: f64,
}

impl Speed {
    fn step(&mut self, points: &mut [Point], masses: &[f64], forces: &[Point], before: &[Point]) {
        let swings: Vec<f64> = forces
            .iter()
            .zip(before)
            .zip(masses)
            .map(|((now, old), mass)| mass * length(now.x - old.x, now.y - old.y))
            .collect();
        let tractions = forces.iter().zip(before).zip(masses);
        let swing: f64 = swings.iter().sum();
        let traction: f64 = tractions
            .map(|((now, old), mass)| 0.5 * mass * length(now.x + old.x, now.y + old.y))
            .sum();
        self.adapt(swing, traction, f64::from(points.len() as u32));
        for ((point, force), swing) in points.iter_mut().zip(forces).zip(swings) {
            let share = self.speed / (1.0 + (self.speed * swing).sqrt());
            *point = Point { x: point.x + force.x * share, y: point.y + force.y * share };
        }
    }

    fn adapt(&mut self, swing: f64, traction: f64, nodes: f64) {
        let (swing, traction) = (swing.max(f64::MIN_POSITIVE), traction.max(f64::MIN_POSITIVE));
        let best = 0.05 * nodes.sqrt();
        let mut jitter = (best * traction / (nodes * nodes)).min(10.0).max(best.sqrt());
        if swing / traction > 2.0 {
            if self.efficiency > 0.05 {
                self.efficiency *= 0.5;
            }
            jitter = jitter.max(1.0);
        }
        let target = jitter * self.efficiency * traction / swing;
        if swing > jitter * traction {
            if self.efficiency > 0.05 {
                self.efficiency *= 0.7;
            }
        } else if self.speed < 1_000.0 {
            self.efficiency *= 1.3;
        }
        self.speed += (target - self.speed).min(0.5 * self.speed);
    }
}

fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(nodes: usize) -> Vec<Point> {
        (0..nodes).map(|n| super::super::start(&format!("{n}"))).collect()
    }

    #[test]
    fn what_is_joined_stands_nearer_than_what_is_not() {
        // Two rings of ten, joined by one edge.
        let ring = |from: usize| (0..10).map(move |n| (from + n, from + (n + 1) % 10, 1.0));
        let edges: Vec<_> = ring(0).chain(ring(10)).chain([(0, 10, 1.0)]).collect();
        let mut points = start(20);
        settle(&mut points, &edges);
        let middle = |points: &[Point]| {
            let sum = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.x, y + p.y));
            (sum.0 / 10.0, sum.1 / 10.0)
        };
        let (left, right) = (middle(&points[..10]), middle(&points[10..]));
        let apart = length(left.0 - right.0, left.1 - right.1);
        let edge = length(points[3].x - points[4].x, points[3].y - points[4].y);
        assert!(apart > 3.0 * edge, "{apart} {edge}");
    }

    #[test]
    fn places_are_finite_and_the_same_each_time() {
        let edges: Vec<_> = (1..500).map(|n| (n, n / 2, 1.0)).collect();
        let (mut first, mut second) = (start(500), start(500));
        settle(&mut first, &edges);
        settle(&mut second, &edges);
        assert_eq!(first, second);
        assert!(first.iter().all(|point| point.x.is_finite() && point.y.is_finite()));
    }
}
