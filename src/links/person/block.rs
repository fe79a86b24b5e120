//! People of one name, told apart.

use std::collections::{BTreeMap, HashMap};

use petgraph::unionfind::UnionFind;

use super::clue::{Clue, Seated, belief};
use super::{Found, Mention};
use crate::links::date::Interval;
use crate::links::decision::{Decisions, Verdict};

/// Belief from which two mentions are taken to be one person.
const SAME: f64 = 0.8;
/// Belief from which two people are worth a look.
const OPEN: f64 = 0.4;
/// What a name that few people bear adds to the belief that two of them are one.
const RARE: f64 = 0.3;
/// Most people of a name that still is rare.
const FEW: usize = 3;
/// Most people that share a weak clue and are compared pair by pair.
const PAIRED: usize = 12;

/// People of one name, each as its mentions, and the pairs of them that stay open.
pub(super) struct Resolved {
    pub people: Vec<Vec<usize>>,
    pub undecided: Vec<Pair>,
}

/// Two people whom the documents neither join nor part.
#[derive(Clone, Debug)]
pub(in crate::links) struct Pair {
    pub left: u32,
    pub right: u32,
    pub score: f64,
    pub clues: Vec<Clue>,
    /// Offices that one person could not hold at once.
    pub against: Option<(u32, u32)>,
}

pub(super) fn resolve(
    found: &Found,
    decisions: &Decisions,
    name: &str,
    mentions: &[Mention],
) -> Resolved {
    let mut block = Block::new(found, mentions);
    block.decide(decisions, name);
    block.join_strong();
    let pairs = block.join_weak();
    block.resolved(pairs)
}

/// Why two people cannot be one.
enum Objection {
    /// Somebody decided so.
    Decision,
    /// Both hold one of these offices on a day.
    Seats(u32, u32),
}

struct Block<'a, 'b, 'c> {
    found: &'c Found<'a, 'b>,
    mentions: &'c [Mention],
    sets: UnionFind<usize>,
    /// For each root the offices of one seat that its mentions show held.
    seats: Vec<Vec<Seated>>,
    /// Mentions that were decided to be different people.
    apart: Vec<(usize, usize)>,
    /// Pairs that share a strong clue but could not be one.
    refused: Vec<(usize, usize, Clue)>,
}

impl<'a, 'b, 'c> Block<'a, 'b, 'c> {
    fn new(found: &'c Found<'a, 'b>, mentions: &'c [Mention]) -> Self {
        let seats = mentions.iter().map(|m| m.clues.seated.clone()).collect();
        let sets = UnionFind::new(mentions.len());
        Self { found, mentions, sets, seats, apart: Vec::new(), refused: Vec::new() }
    }

    fn decide(&mut self, decisions: &Decisions, name: &str) {
        let mut decided = decisions.about(name).peekable();
        if decided.peek().is_none() {
            return;
        }
        let name_of = |m: &Mention| self.found.documents[m.document].doc.as_str();
        let places: HashMap<&str, usize> =
            self.mentions.iter().enumerate().map(|(i, m)| (name_of(m), i)).collect();
        let mut same = Vec::new();
        for row in decided {
            let ends = [&row.left_document, &row.right_document].map(|d| places.get(d.as_str()));
            let [Some(&left), Some(&right)] = ends else { continue };
            match row.verdict {
                Verdict::Same => same.push((left, right)),
                Verdict::Different => self.apart.push((left, right)),
                Verdict::Unsure => {}
            }
        }
        for (left, right) in same {
            self.union(left, right);
        }
    }

    /// Joins all that share a clue which is enough alone, the strongest clues first.
    fn join_strong(&mut self) {
        let mut groups: BTreeMap<Clue, Vec<usize>> = BTreeMap::new();
        for (index, mention) in self.mentions.iter().enumerate() {
            for &clue in mention.clues.shared.iter().filter(|c| c.weight(self.found) >= SAME) {
                groups.entry(clue).or_default().push(index);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().filter(|(_, group)| group.len() > 1).collect();
        groups.sort_by(|a, b| b.0.weight(self.found).total_cmp(&a.0.weight(self.found)));
        for (clue, group) in groups {
            self.join_group(clue, &group);
        }
    }

    fn join_group(&mut self, clue: Clue, group: &[usize]) {
        let mut heads: Vec<usize> = Vec::new();
        for &member in group {
            let head = heads.iter().copied().find(|&head| {
                self.sets.equiv(head, member) || self.against(head, member).is_none()
            });
            if let Some(head) = head {
                self.union(head, member);
            } else {
                self.refused.extend(heads.first().map(|&head| (head, member, clue)));
                heads.push(member);
            }
        }
    }

    /// Joins people who share enough weak clues, best pairs first; gives the pairs that are left.
    fn join_weak(&mut self) -> Vec<Pair> {
        let people = self.people();
        let rare = people.len() <= FEW;
        let mut pairs = self.weak_pairs(&people, rare);
        pairs.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right)))
        });
        let mut open = Vec::new();
        for pair in pairs {
            let (left, right) = (pair.left as usize, pair.right as usize);
            if self.sets.equiv(left, right) {
                continue;
            }
            match self.against(left, right) {
                None if pair.score >= SAME => self.union(left, right),
                None if pair.score >= OPEN => open.push(pair),
                _ => {}
            }
        }
        open
    }

    fn weak_pairs(&self, people: &[Vec<usize>], rare: bool) -> Vec<Pair> {
        let mut groups: BTreeMap<Clue, Vec<usize>> = BTreeMap::new();
        for members in people {
            let mut clues: Vec<Clue> = members
                .iter()
                .flat_map(|&m| self.mentions[m].clues.shared.iter().copied())
                .collect();
            clues.sort_unstable();
            clues.dedup();
            for clue in clues {
                groups.entry(clue).or_default().push(members[0]);
            }
        }
        let mut shared: BTreeMap<(usize, usize), Vec<Clue>> = BTreeMap::new();
        for (clue, group) in groups.iter().filter(|(_, group)| group.len() <= PAIRED) {
            for (i, &left) in group.iter().enumerate() {
                for &right in &group[i + 1..] {
                    shared.entry((left, right)).or_default().push(*clue);
                }
            }
        }
        let pair = |((left, right), clues): ((usize, usize), Vec<Clue>)| {
            let doubt = 1.0 - belief(self.found, &clues);
            let score = 1.0 - if rare { doubt * (1.0 - RARE) } else { doubt };
            Pair { left: left as u32, right: right as u32, score, clues, against: None }
        };
        shared.into_iter().map(pair).collect()
    }

    /// Why two people cannot be one.
    fn against(&self, a: usize, b: usize) -> Option<Objection> {
        let (a, b) = (self.sets.find(a), self.sets.find(b));
        let apart = |&(x, y): &(usize, usize)| {
            let ends = (self.sets.find(x), self.sets.find(y));
            ends == (a, b) || ends == (b, a)
        };
        if self.apart.iter().any(apart) {
            return Some(Objection::Decision);
        }
        let sisters = &self.found.posts.sisters;
        for x in &self.seats[a] {
            let Some(sister) = sisters[x.post as usize] else { continue };
            let rival = self.seats[b].iter().find(|y| {
                y.post != x.post && sisters[y.post as usize] == Some(sister) && x.on.overlaps(y.on)
            });
            if let Some(y) = rival {
                return Some(Objection::Seats(x.post.min(y.post), x.post.max(y.post)));
            }
        }
        None
    }

    fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.sets.find_mut(a), self.sets.find_mut(b));
        if a == b {
            return;
        }
        self.sets.union(a, b);
        let root = self.sets.find_mut(a);
        let mut seats = std::mem::take(&mut self.seats[a]);
        seats.append(&mut self.seats[b]);
        self.seats[root] = merged(seats);
    }

    /// Mentions by person, in order of their first mentions.
    fn people(&self) -> Vec<Vec<usize>> {
        let mut people: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut firsts: HashMap<usize, usize> = HashMap::new();
        for mention in 0..self.mentions.len() {
            let first = *firsts.entry(self.sets.find(mention)).or_insert(mention);
            people.entry(first).or_default().push(mention);
        }
        people.into_values().collect()
    }

    fn resolved(self, open: Vec<Pair>) -> Resolved {
        let people = self.people();
        let mut person = vec![0; self.mentions.len()];
        for (number, members) in people.iter().enumerate() {
            for &member in members {
                person[member] = number as u32;
            }
        }
        let refused = self.refused.iter().map(|&(left, right, clue)| Pair {
            left: left as u32,
            right: right as u32,
            score: 1.0 - SAME,
            clues: vec![clue],
            against: match self.against(left, right) {
                Some(Objection::Seats(left, right)) => Some((left, right)),
                _ => None,
            },
        });
        let mut best: BTreeMap<(u32, u32), Pair> = BTreeMap::new();
        for pair in refused.filter(|pair| pair.against.is_some()).chain(open) {
            let ends = [person[pair.left as usize], person[pair.right as usize]];
            let (left, right) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            let better = best.get(&(left, right)).is_none_or(|known| known.score < pair.score);
            if left != right && better {
                best.insert((left, right), Pair { left, right, ..pair });
            }
        }
        let undecided: Vec<Pair> = best.into_values().collect();
        Resolved { people, undecided }
    }
}

/// One entry an office, over all its days.
fn merged(mut seats: Vec<Seated>) -> Vec<Seated> {
    seats.sort_unstable();
    seats.dedup_by(|next, seat| {
        let same = next.post == seat.post;
        if same {
            let (from, until) = (seat.on.from.min(next.on.from), seat.on.until.max(next.on.until));
            seat.on = Interval { from, until };
        }
        same
    });
    seats
}
