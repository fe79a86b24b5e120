//! Every subject of the graph's triples, in the order of their addresses.

use std::collections::{BTreeMap, HashMap};

use oxigraph::model::NamedNode;

use super::describe::{
    Description, Names, Saying, Triples, candidate_path, change_path, contradiction_path,
    pair_path, quote_path, role_path, version_path,
};
use super::ontology::Terms;
use crate::graph::{Contradiction, KnowledgeGraph};
use crate::links::{Detail, EntityId, Predicate, Quote, QuoteId, StatementId, UnitVersion};

/// Something that triples are about.
#[derive(Clone, Copy, Debug)]
enum Subject {
    Entity(EntityId),
    Statement(StatementId),
    Quote(QuoteId),
    Figure(u32),
    Candidate(EntityId, u32),
    Pair(u32),
    Role(EntityId),
    Contradiction(u32),
    Version(u32),
    /// A change of a version, by its place.
    Change(u32, u32),
}

/// Subjects of a graph, sorted by path, with what they need to be described.
pub(super) struct Subjects<'a> {
    graph: &'a KnowledgeGraph,
    terms: &'a Terms,
    sorted: Vec<(String, Subject)>,
    /// Statements about each entity as subject.
    about: Vec<std::ops::Range<usize>>,
    /// Participations in each meeting.
    participations: HashMap<EntityId, Vec<StatementId>>,
    /// The body of each post.
    bodies: HashMap<EntityId, EntityId>,
    /// For each tenure those that contradict it.
    contradicting: HashMap<StatementId, Vec<StatementId>>,
    contradictions: Vec<Contradiction>,
}

impl<'a> Subjects<'a> {
    /// All subjects.
    pub(super) fn new(graph: &'a KnowledgeGraph, terms: &'a Terms) -> Self {
        Self::with_quotes(graph, terms, |_| true)
    }

    /// Some quotes and all that is no quote.
    pub(super) fn with_quotes(
        graph: &'a KnowledgeGraph,
        terms: &'a Terms,
        chosen: impl Fn(&Quote) -> bool,
    ) -> Self {
        let contradictions = graph.contradictions();
        let mut sorted = all(graph, chosen);
        for (place, contradiction) in contradictions.iter().enumerate() {
            let path = contradiction_path(graph, contradiction);
            sorted.extend(path.map(|path| (path, Subject::Contradiction(place as u32))));
        }
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        let (mut participations, mut bodies) = (HashMap::<_, Vec<_>>::new(), HashMap::new());
        for (id, statement) in graph.statements().iter().enumerate() {
            match statement.predicate {
                Predicate::Chairs | Predicate::SpeaksAt | Predicate::Attends => {
                    participations
                        .entry(statement.object)
                        .or_default()
                        .push(StatementId(id as u32));
                }
                Predicate::PostIn => {
                    bodies.insert(statement.subject, statement.object);
                }
                _ => {}
            }
        }
        let contradicting = contradicting(&contradictions);
        let about = about(graph);
        Self { graph, terms, sorted, about, participations, bodies, contradicting, contradictions }
    }

    pub(super) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The path of the subject at `place`.
    pub(super) fn path(&self, place: usize) -> &str {
        &self.sorted[place].0
    }

    /// The quote at `place`; none where something else is there.
    pub(super) fn quote(&self, place: usize) -> Option<&'a Quote> {
        match self.sorted[place].1 {
            Subject::Quote(id) => Some(self.graph.quote(id)),
            _ => None,
        }
    }

    /// The address of the subject at `place` and all that is said of it, sorted.
    pub(super) fn describe(&self, place: usize) -> (NamedNode, Description<'a, Triples<'a>>) {
        let (path, subject) = &self.sorted[place];
        let mut description = Description::new(self.graph, self.terms);
        self.fill(*subject, &mut description);
        description.said.sort();
        (NamedNode::new_unchecked(self.graph.address(path)), description)
    }

    /// A digest of all that is said of the subject at `place`.
    pub(super) fn mark(&self, place: usize, names: &Names) -> u64 {
        let mut description = Description::marked(self.graph, names);
        self.fill(self.sorted[place].1, &mut description);
        description.said.finish()
    }

    fn versions(&self) -> &'a [UnitVersion] {
        self.graph.unit_versions()
    }

    fn fill<S: Saying>(&self, subject: Subject, description: &mut Description<'_, S>) {
        match subject {
            Subject::Entity(id) => {
                description.entity(self.graph.entity(id));
                for statement in &self.graph.statements()[self.about[id.index()].clone()] {
                    description.shortcuts(statement);
                }
                for continuation in self.graph.continuations_of(id) {
                    description.went_on(continuation);
                }
                for &id in self.participations.get(&id).into_iter().flatten() {
                    description.participation_of(self.graph.statement(id));
                }
            }
            Subject::Statement(id) => {
                let statement = self.graph.statement(id);
                description.statement(statement, self.bodies.get(&statement.object).copied());
                for &other in self.contradicting.get(&id).into_iter().flatten() {
                    description.contradicts(self.graph.statement(other));
                }
            }
            Subject::Quote(id) => description.quote(self.graph.quote(id)),
            Subject::Figure(place) => description.figure(&self.graph.figures()[place as usize]),
            Subject::Candidate(id, rank) => {
                let entity = self.graph.entity(id);
                description.candidate(entity, rank, &entity.candidates[rank as usize - 1]);
            }
            Subject::Pair(place) => description.undecided(&self.graph.undecided()[place as usize]),
            Subject::Contradiction(place) => {
                description.contradiction(&self.contradictions[place as usize]);
            }
            Subject::Version(place) => description.version(&self.versions()[place as usize]),
            Subject::Change(place, change) => {
                let version = &self.versions()[place as usize];
                description.change(version, &version.changes[change as usize]);
            }
            Subject::Role(post) => {
                if let Detail::Post { title, .. } = &self.graph.entity(post).detail {
                    description.role(title);
                }
            }
        }
    }
}

/// Versions of units, and what became of each.
fn versions(graph: &KnowledgeGraph) -> Vec<(String, Subject)> {
    let mut subjects = Vec::new();
    for (place, version) in graph.unit_versions().iter().enumerate() {
        subjects.push((version_path(&version.id), Subject::Version(place as u32)));
        for change in 0..version.changes.len() {
            let subject = Subject::Change(place as u32, change as u32);
            subjects.push((change_path(version, &version.changes[change]), subject));
        }
    }
    subjects
}

fn all(graph: &KnowledgeGraph, chosen: impl Fn(&Quote) -> bool) -> Vec<(String, Subject)> {
    let mut subjects = versions(graph);
    let mut roles = BTreeMap::new();
    for (id, node) in graph.nodes() {
        let entity = &node.entity;
        subjects.push((entity.path.clone(), Subject::Entity(id)));
        for rank in 1..=entity.candidates.len() {
            let candidate = Subject::Candidate(id, rank as u32);
            subjects.push((candidate_path(entity, rank), candidate));
        }
        if let Detail::Post { title, .. } = &entity.detail {
            roles.entry(role_path(title)).or_insert(id);
        }
    }
    subjects.extend(roles.into_iter().map(|(path, post)| (path, Subject::Role(post))));
    subjects.extend(with_paths(graph, |predicate| predicate == Predicate::Holds));
    subjects.extend(with_paths(graph, |predicate| predicate != Predicate::Holds));
    for (id, quote) in graph.quotes().iter().enumerate().filter(|(_, quote)| chosen(quote)) {
        subjects.push((quote_path(graph, quote), Subject::Quote(QuoteId(id as u32))));
    }
    for (place, figure) in graph.figures().iter().enumerate() {
        subjects.push((figure.path.clone(), Subject::Figure(place as u32)));
    }
    for (place, pair) in graph.undecided().iter().enumerate() {
        subjects.push((pair_path(graph, pair), Subject::Pair(place as u32)));
    }
    subjects
}

/// Statements of some predicates that have addresses of their own, which begin with that of their person:
/// sorted for each person, they are in order but for a few.
fn with_paths(
    graph: &KnowledgeGraph,
    chosen: impl Fn(Predicate) -> bool,
) -> Vec<(String, Subject)> {
    let mut subjects: Vec<(String, Subject)> = Vec::new();
    let mut statements = graph.statements().iter().zip(0..).peekable();
    while let Some((first, _)) = statements.peek().copied() {
        let start = subjects.len();
        while let Some((statement, id)) = statements.next_if(|(s, _)| s.subject == first.subject) {
            let path = statement.path.clone().filter(|_| chosen(statement.predicate));
            subjects.extend(path.map(|path| (path, Subject::Statement(StatementId(id)))));
        }
        subjects[start..].sort_unstable_by(|a, b| a.0.cmp(&b.0));
    }
    subjects
}

/// Both ways; a tenure that contradicts itself stands alone.
fn contradicting(contradictions: &[Contradiction]) -> HashMap<StatementId, Vec<StatementId>> {
    let mut contradicting: HashMap<StatementId, Vec<StatementId>> = HashMap::new();
    for contradiction in contradictions {
        let [left, right] = contradiction.sides();
        contradicting.entry(left).or_default().push(right);
        contradicting.entry(right).or_default().push(left);
    }
    contradicting
}

/// Statements come sorted by subject: the run of each.
fn about(graph: &KnowledgeGraph) -> Vec<std::ops::Range<usize>> {
    let mut runs = vec![0..0; graph.nodes().len()];
    let statements = graph.statements();
    let mut start = 0;
    while start < statements.len() {
        let subject = statements[start].subject;
        let run = statements[start..].iter().take_while(|s| s.subject == subject).count();
        runs[subject.index()] = start..start + run;
        start += run;
    }
    runs
}
