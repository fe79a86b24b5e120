//! What the graph says of each thing, as triples.

mod detail;
mod node;

use std::cmp::Ordering;

use oxigraph::model::{
    GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::rdf, vocab::xsd,
};

use super::ontology::Terms;
use super::term::{ct, cv, org, prov, schema, skos};
use crate::graph::{Contradiction, KnowledgeGraph};
use crate::links::{
    Continuation, Entity, EntityId, PartialDate, Predicate, Qualifier, Quote, QuoteId, Statement,
    Undecided, UnitChange, UnitVersion,
};
use crate::text::bare;

/// Predicates and objects of one subject while they are gathered.
pub(super) struct Description<'a> {
    graph: &'a KnowledgeGraph,
    terms: &'a Terms,
    pub said: Vec<(NamedNodeRef<'static>, Term)>,
}

impl<'a> Description<'a> {
    pub(super) fn new(graph: &'a KnowledgeGraph, terms: &'a Terms) -> Self {
        Self { graph, terms, said: Vec::new() }
    }

    /// Sorts what was said, each thing once.
    pub(super) fn sort(&mut self) {
        self.said.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| as_written(&a.1, &b.1)));
        self.said.dedup();
    }

    /// All that was said, of one subject.
    pub(super) fn into_quads(self, subject: NamedNode) -> impl Iterator<Item = Quad> + use<> {
        self.said.into_iter().map(move |(predicate, object)| {
            Quad::new(subject.clone(), predicate.into_owned(), object, GraphName::DefaultGraph)
        })
    }

    fn say(&mut self, predicate: NamedNodeRef<'static>, object: impl Into<Term>) {
        self.said.push((predicate, object.into()));
    }

    fn link(&mut self, predicate: NamedNodeRef<'static>, path: &str) {
        self.say(predicate, node(self.graph.address(path)));
    }

    fn link_entity(&mut self, predicate: NamedNodeRef<'static>, id: EntityId) {
        self.link(predicate, &self.graph.entity(id).path);
    }

    fn concept(&mut self, predicate: NamedNodeRef<'static>, name: &str) {
        self.say(predicate, node(format!("{}{name}", super::term::CT)));
    }

    fn types(&mut self, class: &str) {
        for class in self.terms.types(class) {
            self.say(rdf::TYPE, class);
        }
    }

    fn text(&mut self, predicate: NamedNodeRef<'static>, text: &str) {
        self.say(predicate, Literal::new_simple_literal(text));
    }

    fn vietnamese(&mut self, predicate: NamedNodeRef<'static>, text: &str) {
        self.say(predicate, Literal::new_language_tagged_literal_unchecked(text, "vi"));
    }

    fn integer(&mut self, predicate: NamedNodeRef<'static>, number: u32) {
        self.say(predicate, Literal::new_typed_literal(number.to_string(), xsd::INTEGER));
    }

    fn decimal(&mut self, predicate: NamedNodeRef<'static>, number: f64) {
        self.say(predicate, Literal::new_typed_literal(decimal(number), xsd::DECIMAL));
    }

    fn day(&mut self, predicate: NamedNodeRef<'static>, day: &impl ToString) {
        self.say(predicate, Literal::new_typed_literal(day.to_string(), xsd::DATE));
    }

    /// The day where it is known, and in any case the first and last that it can be.
    fn date(
        &mut self,
        date: PartialDate,
        day: NamedNodeRef<'static>,
        bounds: [NamedNodeRef<'static>; 2],
    ) {
        if let Some(known) = date.day() {
            self.day(day, &known);
        }
        self.day(bounds[0], &date.earliest());
        self.day(bounds[1], &date.latest());
    }

    fn label(&mut self, label: &str) {
        self.vietnamese(skos::PREF_LABEL, label);
        self.text(skos::HIDDEN_LABEL, &bare(label));
    }

    fn evidence(&mut self, quotes: &[QuoteId]) {
        for &quote in quotes {
            let path = quote_path(self.graph, self.graph.quote(quote));
            self.link(prov::WAS_DERIVED_FROM, &path);
        }
    }

    pub(super) fn entity(&mut self, entity: &Entity) {
        self.label(&entity.label);
        for name in &entity.names {
            self.vietnamese(skos::ALT_LABEL, name);
            self.text(skos::HIDDEN_LABEL, &bare(name));
        }
        self.text(ct::SORT_KEY, &entity.sort_key);
        self.integer(ct::DOCUMENTS, entity.documents);
        self.evidence(&entity.quotes);
        for rank in 1..=entity.candidates.len() {
            self.link(ct::CANDIDATE, &candidate_path(entity, rank));
        }
        self.detail(entity);
    }

    /// What a statement says of its subject, as plain triples.
    pub(super) fn shortcuts(&mut self, statement: &Statement) {
        if statement.predicate == Predicate::Holds {
            self.links_of(statement, org::HAS_MEMBERSHIP);
            match &statement.qualifier {
                Qualifier::Tenure(tenure) if tenure.is_open() => {}
                _ => return,
            }
        }
        self.link_entity(shortcut(statement.predicate), statement.object);
    }

    fn links_of(&mut self, statement: &Statement, predicate: NamedNodeRef<'static>) {
        if let Some(path) = &statement.path {
            self.link(predicate, path);
        }
    }

    /// A tenure that cannot be as attested beside this one.
    pub(super) fn contradicts(&mut self, other: &Statement) {
        self.links_of(other, ct::CONTRADICTS);
    }

    /// What a body or office went on as.
    pub(super) fn went_on(&mut self, continuation: &Continuation) {
        self.link_entity(ct::CONTINUED_AS, continuation.after);
    }

    /// The participations of a meeting, on the meeting.
    pub(super) fn participation_of(&mut self, statement: &Statement) {
        self.links_of(statement, cv::HAS_PARTICIPATION);
    }
}

/// The plain triple that says what a statement says.
pub(super) fn shortcut(predicate: Predicate) -> NamedNodeRef<'static> {
    match predicate {
        Predicate::Holds => org::HOLDS,
        Predicate::Chairs => ct::CHAIRED,
        Predicate::SpeaksAt => ct::SPOKE_AT,
        Predicate::Attends => ct::ATTENDED,
        Predicate::PostIn => org::POST_IN,
        Predicate::PartOf => org::SUB_ORGANIZATION_OF,
        Predicate::BodyOf => ct::JURISDICTION,
        Predicate::LiesIn => schema::CONTAINED_IN_PLACE,
        Predicate::MeetingOf => schema::ORGANIZER,
        Predicate::IssuedBy => ct::ISSUED_BY,
        Predicate::Cites => ct::CITES,
        Predicate::Mentions => schema::MENTIONS,
    }
}

fn node(iri: String) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// The order of two terms as N-Triples writes them, most of which are addresses.
fn as_written(a: &Term, b: &Term) -> Ordering {
    let (Term::NamedNode(a), Term::NamedNode(b)) = (a, b) else {
        return a.to_string().cmp(&b.to_string());
    };
    let (a, b) = (a.as_str().as_bytes(), b.as_str().as_bytes());
    let shorter = a.len().min(b.len());
    // Where one is the beginning of the other, its closing bracket decides.
    let next = |iri: &[u8]| iri.get(shorter).copied().unwrap_or(b'>');
    a[..shorter].cmp(&b[..shorter]).then_with(|| next(a).cmp(&next(b)))
}

/// As XSD writes a decimal: no exponent, no sign of infinity.
fn decimal(number: f64) -> String {
    if number.is_finite() { format!("{number}") } else { "0".to_owned() }
}

/// Address of a title at whatever body.
pub(super) fn role_path(title: &str) -> String {
    let words = bare(title);
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    format!("role/{}", words.collect::<Vec<_>>().join("-"))
}

/// Address of a quote: its document and place, and the rule where another found the same words.
pub(super) fn quote_path(graph: &KnowledgeGraph, quote: &Quote) -> String {
    let document = graph.entity(quote.document).path.trim_start_matches("doc/");
    let mut path = format!("quote/{document}/{}-{}", quote.start, quote.end);
    if !quote.rule.is_empty() {
        path.push('.');
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        if quote.rule.is_ascii() {
            path.extend(quote.rule.chars().map(plain));
        } else {
            path.extend(bare(&quote.rule).chars().map(plain));
        }
    }
    path
}

pub(super) fn candidate_path(of: &Entity, rank: usize) -> String {
    format!("candidate/{}/{rank}", of.path)
}

pub(super) fn pair_path(graph: &KnowledgeGraph, pair: &Undecided) -> String {
    let [left, right] = [pair.left, pair.right]
        .map(|id| graph.entity(id).path.trim_start_matches("person/").to_owned());
    format!("pair/{left}/{right}")
}

/// Address of a version of a unit, by its gazetteer id.
pub(super) fn version_path(id: &str) -> String {
    format!("version/{id}")
}

/// Address of what became of a version: by what happened and the version after it.
pub(super) fn change_path(version: &UnitVersion, change: &UnitChange) -> String {
    let successor = change.successor.as_deref().unwrap_or("none");
    let kind = detail::change_name(change.kind).trim_start_matches("change-");
    format!("change/{}/{kind}/{successor}", version.id)
}

/// Address of a contradiction, by its kind and both sides; none where a side has no address.
pub(super) fn contradiction_path(
    graph: &KnowledgeGraph,
    contradiction: &Contradiction,
) -> Option<String> {
    let side = |id| Some(graph.statement(id).path.as_deref()?.split_once('/')?.1);
    let [left, right] = contradiction.sides().map(side);
    Some(format!("contradiction/{}/{}/{}", contradiction.name(), left?, right?))
}
