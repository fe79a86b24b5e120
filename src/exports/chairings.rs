//! Who chaired what: the rows of the main question.

use super::related::related;
use super::value::name_of;
use crate::graph::KnowledgeGraph;
use crate::links::{Detail, EntityId, PartialDate, Predicate, Qualifier, Statement};

/// One person who chairs one meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Chairing<'g> {
    /// Who.
    pub person: &'g str,
    /// Address of the person.
    pub person_iri: String,
    /// The person in the graph.
    pub person_id: EntityId,
    /// Labels of the offices in which the person chairs, in order.
    pub offices: Vec<&'g str>,
    /// What.
    pub meeting: &'g str,
    /// Address of the meeting.
    pub meeting_iri: String,
    /// The meeting in the graph.
    pub meeting_id: EntityId,
    /// Kind of meeting, as in the facts: `conference`.
    pub kind: String,
    /// Labels of the bodies whose meeting it is.
    pub bodies: Vec<&'g str>,
    /// When.
    pub date: Option<PartialDate>,
    /// Where, as written.
    pub place: Option<&'g str>,
    /// The first words that say so.
    pub quote: &'g str,
    /// Name of the document that they are in.
    pub document: &'g str,
    /// Address of that document.
    pub url: Option<&'g str>,
    /// Day on which it was published.
    pub published: Option<PartialDate>,
    /// Number of independent documents that say so.
    pub documents: u32,
}

/// All chairings, by date, meeting and person.
pub fn chairings(graph: &KnowledgeGraph) -> Vec<Chairing<'_>> {
    let statements = graph.statements().iter();
    let chairs = statements.filter(|statement| statement.predicate == Predicate::Chairs);
    let mut rows: Vec<_> = chairs.filter_map(|statement| chairing(graph, statement)).collect();
    rows.sort_by(|a, b| {
        (a.date, a.meeting_id, a.person_id).cmp(&(b.date, b.meeting_id, b.person_id))
    });
    rows
}

fn chairing<'g>(graph: &'g KnowledgeGraph, statement: &'g Statement) -> Option<Chairing<'g>> {
    let person = graph.entity(statement.subject);
    let meeting = graph.entity(statement.object);
    let Detail::Meeting { kind, date, ref place, .. } = meeting.detail else { return None };
    let quote = statement.quotes.first().map(|&id| graph.quote(id));
    let source = quote.map(|quote| quote.document).or(statement.documents.first().copied())?;
    let Detail::Document { ref name, ref url, published, .. } = graph.entity(source).detail else {
        return None;
    };
    Some(Chairing {
        person: &person.label,
        person_iri: graph.iri(statement.subject),
        person_id: statement.subject,
        offices: offices(graph, statement),
        meeting: &meeting.label,
        meeting_iri: graph.iri(statement.object),
        meeting_id: statement.object,
        kind: name_of(&kind),
        bodies: bodies(graph, statement.object),
        date,
        place: place.as_deref(),
        quote: quote.map_or("", |quote| quote.exact.as_str()),
        document: name,
        url: url.as_deref(),
        published,
        documents: statement.independent,
    })
}

fn offices<'g>(graph: &'g KnowledgeGraph, statement: &Statement) -> Vec<&'g str> {
    let Qualifier::Participation(part) = &statement.qualifier else { return Vec::new() };
    let posts = part.capacities.iter().map(|&id| graph.entity(graph.statement(id).object));
    posts.map(|post| post.label.as_str()).collect()
}

/// Labels of the bodies whose meeting it is.
fn bodies(graph: &KnowledgeGraph, meeting: EntityId) -> Vec<&str> {
    let own = related(graph, meeting, Predicate::MeetingOf);
    let mut labels: Vec<_> = own.into_iter().map(|id| graph.entity(id).label.as_str()).collect();
    labels.sort_unstable();
    labels
}
