//! Betweenness: through which nodes the shortest ways between others go.

use super::adjacency::Adjacency;

/// Edges that all rounds together may pass; beyond it, ways are followed from a part of the nodes only.
const PASSED: usize = 200_000_000;
/// Fewest nodes that ways are followed from, where there are as many.
const FEWEST: usize = 32;

/// Share of the ordered pairs of other nodes whose shortest ways lead through each node, of several ways
/// of one length each its part (Brandes 2001). On large graphs it is estimated from ways that begin at
/// nodes taken at even steps in their order (Brandes and Pich 2007): the same on every machine.
///
/// Time is that of [`PASSED`] edges at most, but for [`FEWEST`] rounds in any case.
pub(super) fn betweenness(graph: &Adjacency) -> Vec<f64> {
    let nodes = graph.len();
    let mut through = vec![0.0; nodes];
    if nodes < 3 {
        return through;
    }
    let rounds = (PASSED / graph.ends().max(1)).max(FEWEST).min(nodes);
    let mut round = Round::new(nodes);
    for number in 0..rounds {
        round.follow(graph, number * nodes / rounds, &mut through);
    }
    let [rounds, nodes] = [rounds, nodes].map(|number| f64::from(number as u32));
    let pairs = rounds / nodes * (nodes - 1.0) * (nodes - 2.0);
    through.into_iter().map(|value| value / pairs).collect()
}

/// What one round knows of each node.
struct Round {
    /// Steps from the first node; `u32::MAX` where none was found yet.
    steps: Vec<u32>,
    /// Number of shortest ways from the first node.
    ways: Vec<f64>,
    /// Shares of the ways that lead on from here.
    shares: Vec<f64>,
    /// Nodes in the order in which they were found.
    found: Vec<u32>,
}

impl Round {
    fn new(nodes: usize) -> Self {
        let (steps, found) = (vec![u32::MAX; nodes], Vec::with_capacity(nodes));
        Self { steps, ways: vec![0.0; nodes], shares: vec![0.0; nodes], found }
    }

    fn follow(&mut self, graph: &Adjacency, first: usize, through: &mut [f64]) {
        self.find(graph, first);
        for &node in self.found.iter().rev() {
            let node = node as usize;
            for &(before, _) in graph.of_node(node) {
                let before = before as usize;
                if self.steps[before] + 1 == self.steps[node] {
                    self.shares[before] +=
                        self.ways[before] / self.ways[node] * (1.0 + self.shares[node]);
                }
            }
            if node != first {
                through[node] += self.shares[node];
            }
        }
        for &node in &self.found {
            let node = node as usize;
            (self.steps[node], self.ways[node], self.shares[node]) = (u32::MAX, 0.0, 0.0);
        }
        self.found.clear();
    }

    /// Finds every node that can be reached, breadth first.
    fn find(&mut self, graph: &Adjacency, first: usize) {
        (self.steps[first], self.ways[first]) = (0, 1.0);
        self.found.push(first as u32);
        let mut next = 0;
        while let Some(&node) = self.found.get(next) {
            next += 1;
            let (steps, ways) = (self.steps[node as usize] + 1, self.ways[node as usize]);
            for &(other, _) in graph.of_node(node as usize) {
                let at = other as usize;
                if self.steps[at] == u32::MAX {
                    self.steps[at] = steps;
                    self.found.push(other);
                }
                if self.steps[at] == steps {
                    self.ways[at] += ways;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_path_and_of_a_star_is_between_all() {
        let path = Adjacency::new(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)].into_iter());
        let third = 4.0 / 6.0;
        assert_eq!(betweenness(&path), [0.0, third, third, 0.0]);
        let star = Adjacency::new(4, [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 9.0)].into_iter());
        assert_eq!(betweenness(&star), [1.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn two_ways_of_one_length_share() {
        let square = [(0, 1, 1.0), (1, 3, 1.0), (0, 2, 1.0), (2, 3, 1.0)];
        let shares = betweenness(&Adjacency::new(4, square.into_iter()));
        assert!(shares.iter().all(|share| (share - 1.0 / 6.0).abs() < 1e-12), "{shares:?}");
    }
}
