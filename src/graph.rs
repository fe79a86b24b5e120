//! The knowledge graph: linked things as nodes of a petgraph, what relates them as edges.
//!
//! There is at most one edge from one node to another of one predicate; tenures of different terms
//! are its [`Edge::statements`]. Nodes and edges come in an order that depends on nothing but the
//! documents.

mod adjacency;
mod between;
mod community;
mod contradiction;
mod measure;
mod succession;

use std::collections::BTreeMap;

use jiff::civil::Date;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

use crate::links::{
    Continuation, Detail, Entity, EntityId, Figure, Interval, Links, Predicate, Qualifier, Quote,
    QuoteId, Statement, StatementId, Undecided, UnitVersion,
};

pub use contradiction::Contradiction;
pub use measure::Measures;
pub use succession::{Between, Handover};

/// Base of all addresses, unless another is given.
pub const DEFAULT_BASE: &str = "https://w3id.org/chutri/id/";

/// Things and what relates them.
#[derive(Clone, Debug)]
pub struct KnowledgeGraph {
    base: String,
    graph: DiGraph<Node, Edge>,
    statements: Vec<Statement>,
    quotes: Vec<Quote>,
    figures: Vec<Figure>,
    undecided: Vec<Undecided>,
    versions: Vec<UnitVersion>,
    continuations: Vec<Continuation>,
}

/// A thing with its measures. Its [`EntityId`] and its node index are the same number.
#[derive(Clone, Debug)]
pub struct Node {
    /// The thing.
    pub entity: Entity,
    /// Its place in the graph.
    pub measures: Measures,
}

/// All that documents say of two things by one predicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// What is said.
    pub predicate: Predicate,
    /// The single statements, in order; more than one only for tenures of different terms.
    pub statements: Vec<StatementId>,
    /// Number of independent documents that say so, at least 1: the weight.
    pub weight: u32,
    /// Highest belief of any statement, between 0 and 1.
    pub confidence: f64,
    /// From the first to the last day attested: of an office held, or of a meeting.
    pub attested: Option<Interval>,
}

impl KnowledgeGraph {
    /// Builds the graph and measures it. Time is linear in the statements but for the random walk and
    /// the shortest ways, which run a fixed number of rounds.
    pub fn new(links: Links, base: &str) -> Self {
        let mut graph = Self::unmeasured(links, base);
        measure::measure(&mut graph.graph);
        graph
    }

    /// Builds the graph with all [`Measures`] zero, for what needs none of them.
    pub fn unmeasured(links: Links, base: &str) -> Self {
        let Links { entities, statements, quotes, figures, undecided, versions, continuations } =
            links;
        let mut graph = DiGraph::with_capacity(entities.len(), statements.len());
        for entity in entities {
            graph.add_node(Node { entity, measures: Measures::default() });
        }
        add_edges(&mut graph, &statements);
        Self {
            base: base.to_owned(),
            graph,
            statements,
            quotes,
            figures,
            undecided,
            versions,
            continuations,
        }
    }

    /// The petgraph, for its algorithms.
    pub fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// Nodes in order: by kind, then by path.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = (EntityId, &Node)> {
        self.graph.node_indices().map(|i| (EntityId(i.index() as u32), &self.graph[i]))
    }

    /// Edges in order: by source, predicate and target.
    pub fn edges(&self) -> impl ExactSizeIterator<Item = (EntityId, EntityId, &Edge)> {
        self.graph.raw_edges().iter().map(|e| {
            let (source, target) = (e.source().index() as u32, e.target().index() as u32);
            (EntityId(source), EntityId(target), &e.weight)
        })
    }

    /// A thing by its id.
    ///
    /// # Panics
    /// If the id is of another graph.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.graph[NodeIndex::new(id.index())].entity
    }

    /// A statement by its id.
    ///
    /// # Panics
    /// If the id is of another graph.
    pub fn statement(&self, id: StatementId) -> &Statement {
        &self.statements[id.index()]
    }

    /// A quote by its id.
    ///
    /// # Panics
    /// If the id is of another graph.
    pub fn quote(&self, id: QuoteId) -> &Quote {
        &self.quotes[id.index()]
    }

    /// All statements in order.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// All quotes in order.
    pub fn quotes(&self) -> &[Quote] {
        &self.quotes
    }

    /// All measured figures in order.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// Pairs of people left open, best first.
    pub fn undecided(&self) -> &[Undecided] {
        &self.undecided
    }

    /// Versions of all units, in order of the units and of time, with what became of them.
    pub fn unit_versions(&self) -> &[UnitVersion] {
        &self.versions
    }

    /// What a body or office went on as when its unit went into another.
    pub fn continuations_of(&self, before: EntityId) -> &[Continuation] {
        let from = self.continuations.partition_point(|known| known.before < before);
        let to = self.continuations.partition_point(|known| known.before <= before);
        &self.continuations[from..to]
    }

    /// The words behind an edge, in order of document and place.
    pub fn edge_quotes<'a>(&'a self, edge: &'a Edge) -> impl Iterator<Item = &'a Quote> {
        let statements = edge.statements.iter().map(|&id| self.statement(id));
        statements.flat_map(|s| &s.quotes).map(|&id| self.quote(id))
    }

    /// Tenures of each post that are attested, in order of their first days.
    pub fn successions(&self) -> BTreeMap<EntityId, Vec<StatementId>> {
        succession::successions(self)
    }

    /// The changes from each of the tenures of a post, as [`KnowledgeGraph::successions`] gives them, to
    /// the next: gaps and overlaps.
    pub fn handovers(&self, tenures: &[StatementId]) -> Vec<Handover> {
        succession::handovers(self, tenures)
    }

    /// Where documents contradict each other about who held what. Nothing is resolved: both sides stand
    /// in the graph with their quotes.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        contradiction::contradictions(self)
    }

    /// The words of each side of a contradiction, where it has words, from the pages nearest to its days.
    pub fn quotes_against(&self, contradiction: &Contradiction) -> [Option<QuoteId>; 2] {
        let ([left, right], on) = (contradiction.sides(), contradiction.on());
        match contradiction {
            Contradiction::HeldAfterEnd { .. } => {
                [self.quote_near(left, on.from), self.quote_near(right, on.until)]
            }
            _ => [self.quote_near(left, on.until), self.quote_near(right, on.from)],
        }
    }

    /// The first quote of the page nearest in time to a day.
    fn quote_near(&self, statement: StatementId, day: Date) -> Option<QuoteId> {
        let distance = |id: &QuoteId| match &self.entity(self.quote(*id).document).detail {
            Detail::Document { published: Some(date), .. } => {
                date.earliest().duration_since(day).as_hours().unsigned_abs()
            }
            _ => u64::MAX,
        };
        self.statement(statement).quotes.iter().copied().min_by_key(|id| (distance(id), *id))
    }

    /// Base of all addresses, with its last slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Address of a thing.
    pub fn iri(&self, id: EntityId) -> String {
        self.address(&self.entity(id).path)
    }

    /// Address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

fn add_edges(graph: &mut DiGraph<Node, Edge>, statements: &[Statement]) {
    let mut last: Option<EdgeIndex> = None;
    for (id, statement) in statements.iter().enumerate() {
        let id = StatementId(id as u32);
        let source = NodeIndex::new(statement.subject.index());
        let target = NodeIndex::new(statement.object.index());
        let attested = attested(graph, statement);
        let same = last.filter(|&e| {
            graph.edge_endpoints(e) == Some((source, target))
                && graph[e].predicate == statement.predicate
        });
        match same {
            Some(edge) => widen(&mut graph[edge], id, statement, attested),
            None => {
                last = Some(graph.add_edge(
                    source,
                    target,
                    Edge {
                        predicate: statement.predicate,
                        statements: vec![id],
                        weight: statement.independent.max(1),
                        confidence: statement.confidence,
                        attested,
                    },
                ));
            }
        }
    }
}

fn widen(edge: &mut Edge, id: StatementId, statement: &Statement, attested: Option<Interval>) {
    edge.statements.push(id);
    edge.weight += statement.independent.max(1);
    edge.confidence = edge.confidence.max(statement.confidence);
    let ends = [edge.attested, attested];
    edge.attested = Interval::around(ends.into_iter().flatten().flat_map(|i| [i.from, i.until]));
}

fn attested(graph: &DiGraph<Node, Edge>, statement: &Statement) -> Option<Interval> {
    match &statement.qualifier {
        Qualifier::Tenure(tenure) => tenure.attested,
        Qualifier::Participation(_) => {
            match graph[NodeIndex::new(statement.object.index())].entity.detail {
                Detail::Meeting { date: Some(date), .. } => {
                    Some(Interval { from: date.earliest(), until: date.latest() })
                }
                _ => None,
            }
        }
        Qualifier::None => None,
    }
}
