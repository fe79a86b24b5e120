//! Pushes nodes apart whose names would cover each other.

use super::Point;

/// Rounds: few are needed where there is room.
const ROUNDS: usize = 200;
/// Points between two names.
const GAP: f64 = 4.0;

/// Moves each pair that overlaps along the shorter way, half each, until none does or the rounds are over.
pub(super) fn part(points: &mut [Point], halves: &[Point]) {
    for _ in 0..ROUNDS {
        let mut moved = false;
        for a in 1..points.len() {
            for b in 0..a {
                moved |= push(points, halves, a, b);
            }
        }
        if !moved {
            break;
        }
    }
}

fn push(points: &mut [Point], halves: &[Point], a: usize, b: usize) -> bool {
    let (x, y) = (points[a].x - points[b].x, points[a].y - points[b].y);
    let over_x = halves[a].x + halves[b].x + GAP - x.abs();
    let over_y = halves[a].y + halves[b].y + GAP - y.abs();
    if over_x <= 0.0 || over_y <= 0.0 {
        return false;
    }
    if over_x < over_y {
        let step = if x < 0.0 { -over_x / 2.0 } else { over_x / 2.0 };
        points[a].x += step;
        points[b].x -= step;
    } else {
        let step = if y < 0.0 { -over_y / 2.0 } else { over_y / 2.0 };
        points[a].y += step;
        points[b].y -= step;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_cover_each_other() {
        let mut points: Vec<_> = (0..60)
            .map(|n| super::super::start(&format!("{n}")))
            .map(|p| Point { x: p.x * 900.0, y: p.y * 600.0 })
            .collect();
        let halves = vec![Point { x: 50.0, y: 15.0 }; points.len()];
        part(&mut points, &halves);
        for (at, a) in points.iter().enumerate() {
            for b in &points[..at] {
                assert!((a.x - b.x).abs() > 99.0 || (a.y - b.y).abs() > 29.0, "{a:?} {b:?}");
            }
        }
    }
}
