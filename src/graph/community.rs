//! Communities: groups of nodes with more weight among them than chance would put there.

use super::adjacency::Adjacency;

/// Most rounds of moving single nodes on one level.
const ROUNDS: usize = 32;
/// Least gain for which a node moves: below it, sums in another order would decide.
const GAIN: f64 = 1e-9;

/// The community of each node, numbered in the order of their first nodes: modularity by moving single
/// nodes, then groups of them, while it grows (Blondel, Guillaume, Lambiotte and Lefebvre 2008). Nodes are
/// taken in their order, and of equal moves the first wins, so that the same graph gives the same groups.
///
/// Time is linear in the edges for each round; there are at most [`ROUNDS`] a level.
pub(super) fn communities(graph: &Adjacency) -> Vec<u32> {
    let mut of: Vec<u32> = (0..graph.len() as u32).collect();
    let mut level = Level { graph: graph.clone(), own: vec![0.0; graph.len()] };
    loop {
        let groups = numbered(&level.move_nodes());
        let count = groups.iter().max().map_or(0, |last| last + 1) as usize;
        for group in &mut of {
            *group = groups[*group as usize];
        }
        if count == level.graph.len() {
            return numbered(&of);
        }
        level = level.gathered(&groups, count);
    }
}

/// A graph whose nodes are groups of the one below.
struct Level {
    graph: Adjacency,
    /// Weight within each node, from both sides.
    own: Vec<f64>,
}

impl Level {
    /// Moves single nodes to the groups of their neighbours while that gains; gives the group of each.
    fn move_nodes(&self) -> Vec<u32> {
        let nodes = self.graph.len();
        let strength: Vec<f64> = (0..nodes).map(|node| self.strength(node)).collect();
        let all: f64 = strength.iter().sum();
        let mut group: Vec<u32> = (0..nodes as u32).collect();
        if all == 0.0 {
            return group;
        }
        let mut total = strength.clone();
        let mut towards = vec![0.0; nodes];
        for _ in 0..ROUNDS {
            let mut moved = false;
            for node in 0..nodes {
                let old = group[node];
                total[old as usize] -= strength[node];
                let near = self.weights(node, &group, &mut towards);
                let gain =
                    |to: u32| towards[to as usize] - total[to as usize] * strength[node] / all;
                let mut best = (old, gain(old));
                for &to in &near {
                    if gain(to) > best.1 + GAIN {
                        best = (to, gain(to));
                    }
                }
                for &to in &near {
                    towards[to as usize] = 0.0;
                }
                total[best.0 as usize] += strength[node];
                group[node] = best.0;
                moved |= best.0 != old;
            }
            if !moved {
                break;
            }
        }
        group
    }

    fn strength(&self, node: usize) -> f64 {
        self.own[node] + self.graph.of_node(node).iter().map(|(_, weight)| weight).sum::<f64>()
    }

    /// The groups of a node's neighbours, sorted, with the weight towards each in `towards`.
    fn weights(&self, node: usize, group: &[u32], towards: &mut [f64]) -> Vec<u32> {
        let mut near = Vec::new();
        for &(other, weight) in self.graph.of_node(node) {
            let to = group[other as usize];
            near.push(to);
            towards[to as usize] += weight;
        }
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The graph of the groups.
    fn gathered(&self, groups: &[u32], count: usize) -> Self {
        let mut own = vec![0.0; count];
        let mut edges = Vec::with_capacity(self.graph.ends() / 2);
        for (node, &group) in groups.iter().enumerate() {
            own[group as usize] += self.own[node];
            for &(other, weight) in self.graph.of_node(node) {
                let to = groups[other as usize];
                if to == group {
                    own[group as usize] += weight;
                } else if (other as usize) > node {
                    edges.push((group, to, weight));
                }
            }
        }
        Self { graph: Adjacency::new(count, edges.into_iter()), own }
    }
}

/// The same groups, numbered in the order of their first nodes.
fn numbered(groups: &[u32]) -> Vec<u32> {
    let mut numbers = vec![u32::MAX; groups.len()];
    let mut next = 0;
    let number = |&group: &u32| {
        let number = &mut numbers[group as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *number
    };
    groups.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_with_a_bridge_are_two_groups() {
        let edges = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)];
        let graph = Adjacency::new(7, edges.into_iter().map(|(a, b)| (a, b, 1.0)));
        assert_eq!(communities(&graph), [0, 0, 0, 1, 1, 1, 2]);
    }

    #[test]
    fn weight_decides_where_a_node_belongs() {
        let edges = [(0, 1, 5.0), (1, 2, 1.0), (2, 3, 5.0)];
        assert_eq!(communities(&Adjacency::new(4, edges.into_iter())), [0, 0, 1, 1]);
        assert!(communities(&Adjacency::new(0, [].into_iter())).is_empty());
    }
}
