//! What the graph says of each thing, as triples.

mod detail;
mod node;
mod saying;

use jiff::civil::Date;
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, vocab::rdf};

use super::ontology::Terms;
use super::term::{ct, cv, org, prov, schema, skos};
use crate::graph::{Contradiction, KnowledgeGraph};
use crate::links::{
    Continuation, Entity, EntityId, PartialDate, Predicate, Qualifier, Quote, QuoteId, Statement,
    Undecided, UnitChange, UnitVersion,
};
use crate::text::bare;

pub(super) use saying::{Mark, Names, Object, Saying, Triples};

/// What is said of one subject while it is gathered.
pub(super) struct Description<'a, S> {
    graph: &'a KnowledgeGraph,
    pub said: S,
}

impl<'a> Description<'a, Triples<'a>> {
    /// For predicates and objects as triples have them.
    pub(super) fn new(graph: &'a KnowledgeGraph, terms: &'a Terms) -> Self {
        Self { graph, said: Triples::new(terms) }
    }

    /// All that was said, of one subject.
    pub(super) fn into_quads(self, subject: NamedNode) -> impl Iterator<Item = Quad> + use<> {
        self.said.list.into_iter().map(move |(predicate, object)| {
            Quad::new(subject.clone(), predicate.into_owned(), object, GraphName::DefaultGraph)
        })
    }
}

impl<'a> Description<'a, Mark<'a>> {
    /// For a mark by which it is known again.
    pub(super) fn marked(graph: &'a KnowledgeGraph, names: &'a Names) -> Self {
        Self { graph, said: Mark::new(names) }
    }
}

impl<S: Saying> Description<'_, S> {
    fn say(&mut self, predicate: NamedNodeRef<'static>, object: Object) {
        self.said.say(self.graph, predicate, object);
    }

    fn link(&mut self, predicate: NamedNodeRef<'static>, path: &str) {
        self.say(predicate, Object::Path(path));
    }

    fn link_entity(&mut self, predicate: NamedNodeRef<'static>, id: EntityId) {
        self.say(predicate, Object::Entity(id));
    }

    fn concept(&mut self, predicate: NamedNodeRef<'static>, name: &str) {
        self.say(predicate, Object::Concept(name));
    }

    fn types(&mut self, class: &str) {
        self.say(rdf::TYPE, Object::Class(class));
    }

    fn text(&mut self, predicate: NamedNodeRef<'static>, text: &str) {
        self.say(predicate, Object::Text(text));
    }

    fn vietnamese(&mut self, predicate: NamedNodeRef<'static>, text: &str) {
        self.say(predicate, Object::Vietnamese(text));
    }

    fn integer(&mut self, predicate: NamedNodeRef<'static>, number: u32) {
        self.say(predicate, Object::Integer(number));
    }

    fn decimal(&mut self, predicate: NamedNodeRef<'static>, number: f64) {
        self.say(predicate, Object::Decimal(number));
    }

    fn day(&mut self, predicate: NamedNodeRef<'static>, day: Date) {
        self.say(predicate, Object::Day(day));
    }

    /// The day where it is known, and in any case the first and last that it can be.
    fn date(
        &mut self,
        date: PartialDate,
        day: NamedNodeRef<'static>,
        bounds: [NamedNodeRef<'static>; 2],
    ) {
        if let Some(known) = date.day() {
            self.day(day, known);
        }
        self.day(bounds[0], date.earliest());
        self.day(bounds[1], date.latest());
    }

    fn label(&mut self, label: &str) {
        self.vietnamese(skos::PREF_LABEL, label);
        self.say(skos::HIDDEN_LABEL, Object::Bare(label));
    }

    fn evidence(&mut self, quotes: &[QuoteId]) {
        for &quote in quotes {
            self.say(prov::WAS_DERIVED_FROM, Object::Quote(quote));
        }
    }

    pub(super) fn entity(&mut self, entity: &Entity) {
        self.label(&entity.label);
        for name in &entity.names {
            self.vietnamese(skos::ALT_LABEL, name);
            self.say(skos::HIDDEN_LABEL, Object::Bare(name));
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

/// Address of a title at whatever body.
pub(super) fn role_path(title: &str) -> String {
    let words = bare(title);
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    format!("role/{}", words.collect::<Vec<_>>().join("-"))
}

/// How the paths of all quotes begin.
pub(super) const QUOTES: &str = "quote/";

/// Address of a quote: its document and place, and the rule where another found the same words.
pub(super) fn quote_path(graph: &KnowledgeGraph, quote: &Quote) -> String {
    let document = graph.entity(quote.document).path.trim_start_matches("doc/");
    let mut path = format!("{QUOTES}{document}/{}-{}", quote.start, quote.end);
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
