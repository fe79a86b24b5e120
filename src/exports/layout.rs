//! Places for nodes, so that what is related stands together and names can be read.
//!
//! Forces as in `ForceAtlas2` (Jacomy et al., PLOS ONE 9(6), 2014), repulsion by a tree of cells (Barnes and
//! Hut, 1986), then names are pushed apart and components set side by side. Only sums, products, quotients
//! and square roots of `f64` in a fixed order: the places are the same bytes on every machine.

mod cells;
mod force;
mod pack;
mod part;

use std::collections::BTreeMap;

use super::select::Selection;
use crate::links::EntityId;

/// Components of more nodes keep the places that the forces give: nobody reads so many names.
const PARTED: usize = 1_000;

/// A place on the plane, in points; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From left to right.
    pub x: f64,
    /// From top to bottom.
    pub y: f64,
}

/// One component: nodes that edges join.
#[derive(Clone, Debug, Default)]
struct Component {
    points: Vec<Point>,
    /// Half width and half height of each node with its name.
    halves: Vec<Point>,
    edges: Vec<(usize, usize, f64)>,
    /// The nodes, by their place in the selection.
    members: Vec<usize>,
}

/// Places of the nodes of a selection, by their ids; the rest of the graph has none of meaning.
pub(super) fn places(selection: &Selection<'_>) -> Vec<Point> {
    let ids: Vec<EntityId> = selection.nodes().map(|row| row.id).collect();
    let mut components = components(selection, &ids);
    for component in &mut components {
        force::settle(&mut component.points, &component.edges);
        component.widen();
        if component.points.len() <= PARTED {
            part::part(&mut component.points, &component.halves);
        }
    }
    pack::pack(&mut components);
    let mut places = vec![Point::default(); selection.graph().nodes().len()];
    for component in &components {
        for (&member, &point) in component.members.iter().zip(&component.points) {
            places[ids[member].index()] = rounded(point);
        }
    }
    places
}

impl Component {
    /// Scales places so that there is room for all names.
    fn widen(&mut self) {
        let [low, high] = self.bounds(false);
        let taken: f64 = self.halves.iter().map(|half| 4.0 * half.x * half.y).sum();
        let (wide, high) = (high.x - low.x, high.y - low.y);
        // Few nodes may stand in a line: their room is wider than it is.
        let room = (wide * high).max(wide.max(high) * wide.max(high) / 3.0);
        if room > 0.0 {
            let scale = (2.0 * taken / room).sqrt();
            for point in &mut self.points {
                *point = Point { x: point.x * scale, y: point.y * scale };
            }
        }
    }

    /// Lowest and highest coordinates, of the nodes alone or with their names.
    fn bounds(&self, with_names: bool) -> [Point; 2] {
        let start = Point { x: f64::MAX, y: f64::MAX };
        let ends = [start, Point { x: f64::MIN, y: f64::MIN }];
        self.points.iter().zip(&self.halves).fold(ends, |[low, high], (point, half)| {
            let half = if with_names { *half } else { Point::default() };
            let low = Point { x: low.x.min(point.x - half.x), y: low.y.min(point.y - half.y) };
            let high = Point { x: high.x.max(point.x + half.x), y: high.y.max(point.y + half.y) };
            [low, high]
        })
    }
}

/// Components in the order of their first nodes, each node at a place that its path alone decides.
fn components(selection: &Selection<'_>, ids: &[EntityId]) -> Vec<Component> {
    let place = |id: EntityId| ids.binary_search(&id).unwrap_or_default();
    let edges: Vec<_> = selection
        .edges()
        .map(|row| (place(row.source), place(row.target), row.weight()))
        .filter(|(a, b, _)| a != b)
        .collect();
    let mut sets = petgraph::unionfind::UnionFind::<usize>::new(ids.len());
    for &(a, b, _) in &edges {
        sets.union(a, b);
    }
    let labels = sets.into_labeling();
    let mut numbers = BTreeMap::new();
    let mut components: Vec<Component> = Vec::new();
    let mut local = vec![0; ids.len()];
    for (member, row) in selection.nodes().enumerate() {
        let number = *numbers.entry(labels[member]).or_insert_with(|| {
            components.push(Component::default());
            components.len() - 1
        });
        let component = &mut components[number];
        local[member] = component.points.len();
        component.points.push(start(&row.node.entity.path));
        component.halves.push(row.caption().half_with(row.size()));
        component.members.push(member);
    }
    for (a, b, weight) in edges {
        components[numbers[&labels[a]]].edges.push((local[a], local[b], weight));
    }
    components
}

/// A place in the unit square that only the path decides: `SplitMix64` of its Fowler-Noll-Vo hash.
fn start(path: &str) -> Point {
    let hash = path.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let mixed = mixed ^ (mixed >> 31);
    let share = |bits: u32| f64::from(bits) / f64::from(u32::MAX);
    Point { x: share((mixed >> 32) as u32), y: share(mixed as u32) }
}

/// Tenths of a point are enough for a screen.
fn rounded(point: Point) -> Point {
    let round = |value: f64| (value * 10.0).round() / 10.0 + 0.0;
    Point { x: round(point.x), y: round(point.y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_differ_and_lie_in_the_square() {
        let starts: Vec<_> = (0..100).map(|n| start(&format!("person/p-{n}"))).collect();
        for (at, a) in starts.iter().enumerate() {
            assert!((0.0..=1.0).contains(&a.x) && (0.0..=1.0).contains(&a.y));
            assert!(starts[..at].iter().all(|b| a != b));
        }
    }
}
