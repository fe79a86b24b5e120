//! Sets components side by side.

use super::{Component, Point};

/// Points between two components.
const GAP: f64 = 40.0;
/// Width of the whole by its height.
const SHAPE: f64 = 1.5;

/// Moves components into rows, the highest first.
pub(super) fn pack(components: &mut [Component]) {
    let mut boxes: Vec<(usize, [Point; 2])> =
        components.iter().enumerate().map(|(at, component)| (at, component.bounds(true))).collect();
    let size = |[low, high]: [Point; 2]| (high.x - low.x + GAP, high.y - low.y + GAP);
    boxes.sort_by(|a, b| size(b.1).1.total_cmp(&size(a.1).1).then(a.0.cmp(&b.0)));
    let area: f64 = boxes.iter().map(|(_, bounds)| size(*bounds).0 * size(*bounds).1).sum();
    let widest = boxes.iter().map(|(_, bounds)| size(*bounds).0).fold(0.0, f64::max);
    let width = (area * SHAPE).sqrt().max(widest);
    let (mut right, mut top, mut row) = (0.0, 0.0, 0.0);
    for (at, bounds) in boxes {
        let (wide, high) = size(bounds);
        if right > 0.0 && right + wide > width {
            (right, top, row) = (0.0, top + row, 0.0);
        }
        let (x, y) = (right - bounds[0].x, top - bounds[0].y);
        for point in &mut components[at].points {
            *point = Point { x: point.x + x, y: point.y + y };
        }
        right += wide;
        row = f64::max(row, high);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_stand_apart() {
        let mut components: Vec<_> = (1..40)
            .map(|n| Component {
                points: vec![Point { x: f64::from(n), y: 0.0 }, Point { x: 0.0, y: f64::from(n) }],
                halves: vec![Point { x: 10.0, y: 5.0 }; 2],
                ..Component::default()
            })
            .collect();
        pack(&mut components);
        let bounds: Vec<_> = components.iter().map(|c| c.bounds(true)).collect();
        for (at, [low, high]) in bounds.iter().enumerate() {
            for [other_low, other_high] in &bounds[..at] {
                let apart_x = high.x < other_low.x || other_high.x < low.x;
                let apart_y = high.y < other_low.y || other_high.y < low.y;
                assert!(apart_x || apart_y);
            }
        }
    }
}
