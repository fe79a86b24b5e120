//! What the graph says of each thing, as triples.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, vocab::rdf, vocab::xsd};

use super::ontology::Terms;
use super::term::{ct, cv, dct, foaf, oa, org, prov, schema, skos};
use crate::facts::{MeetingKind, TenureStatus, UnitLevel};
use crate::graph::KnowledgeGraph;
use crate::links::{
    Detail, Entity, EntityId, Figure, PartialDate, Predicate, Qualifier, Quote, QuoteId, Reading,
    Reason, Seats, Statement, Tenure, Undecided,
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
        self.said.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| key(&a.1).cmp(&key(&b.1))));
        self.said.dedup();
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

    fn detail(&mut self, entity: &Entity) {
        match &entity.detail {
            Detail::Person => self.person(&entity.label),
            Detail::Organization { class, .. } => self.organization(class),
            Detail::Post { title, seats } => self.post(title, *seats),
            Detail::Unit { level, province, versions } => {
                self.unit(*level, province.as_deref(), versions);
            }
            Detail::Meeting { .. } => self.meeting(&entity.detail),
            Detail::Act { kind, number, date } => self.act(kind, number.as_deref(), *date),
            Detail::Document { .. } => self.document(&entity.detail),
        }
    }

    fn person(&mut self, name: &str) {
        self.types("Person");
        self.vietnamese(foaf::NAME, name);
        if let Some((family, rest)) = name.split_once(' ') {
            self.vietnamese(foaf::FAMILY_NAME, family);
            self.vietnamese(foaf::GIVEN_NAME, rest.rsplit(' ').next().unwrap_or(rest));
        }
    }

    fn organization(&mut self, class: &str) {
        let class = class_name(class);
        self.types(if self.terms.has_class(&class) { &class } else { "Organization" });
    }

    fn post(&mut self, title: &str, seats: Seats) {
        self.types("Post");
        self.vietnamese(ct::TITLE, title);
        self.link(org::ROLE_OF, &role_path(title));
        if seats == Seats::One {
            self.integer(ct::SEATS, 1);
        }
    }

    fn unit(&mut self, level: UnitLevel, province: Option<&str>, versions: &[String]) {
        self.types("AdministrativeUnit");
        self.concept(ct::LEVEL, level_name(level));
        if let Some(province) = province {
            self.vietnamese(ct::PROVINCE, province);
        }
        for version in versions {
            self.text(skos::NOTATION, version);
        }
    }

    fn meeting(&mut self, detail: &Detail) {
        let Detail::Meeting { kind, date, ordinal, convocation, place } = detail else { return };
        self.types("Meeting");
        self.concept(ct::MEETING_KIND, kind_name(*kind));
        if let Some(date) = date {
            self.date(*date, schema::START_DATE, [ct::EARLIEST, ct::LATEST]);
        }
        if let Some(ordinal) = ordinal {
            self.integer(ct::ORDINAL, *ordinal);
        }
        if let Some(convocation) = convocation {
            self.text(ct::CONVOCATION, convocation);
        }
        if let Some(place) = place {
            self.vietnamese(schema::LOCATION, place);
        }
    }

    fn act(&mut self, kind: &str, number: Option<&str>, date: Option<PartialDate>) {
        self.types("LegalAct");
        self.vietnamese(dct::TYPE, kind);
        if let Some(number) = number {
            self.text(ct::NUMBER, number);
        }
        if let Some(date) = date {
            self.date(date, schema::DATE_PUBLISHED, [ct::EARLIEST, ct::LATEST]);
        }
    }

    fn document(&mut self, detail: &Detail) {
        let Detail::Document { name, url, published, sha256, copy_of } = detail else { return };
        self.types("Document");
        self.text(dct::IDENTIFIER, name);
        if let Some(url) = url {
            self.say(schema::URL, Literal::new_typed_literal(url, xsd::ANY_URI));
        }
        if let Some(date) = published {
            self.date(*date, schema::DATE_PUBLISHED, [ct::EARLIEST, ct::LATEST]);
        }
        if !sha256.is_empty() {
            self.text(ct::SHA256, sha256);
        }
        if let Some(first) = copy_of {
            self.link_entity(ct::COPY_OF, *first);
        }
    }

    /// What a statement says of its subject, as plain triples.
    pub(super) fn shortcuts(&mut self, statement: &Statement) {
        let predicate = match statement.predicate {
            Predicate::Holds => {
                self.links_of(statement, org::HAS_MEMBERSHIP);
                match &statement.qualifier {
                    Qualifier::Tenure(tenure) if tenure.is_open() => org::HOLDS,
                    _ => return,
                }
            }
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
        };
        self.link_entity(predicate, statement.object);
    }

    fn links_of(&mut self, statement: &Statement, predicate: NamedNodeRef<'static>) {
        if let Some(path) = &statement.path {
            self.link(predicate, path);
        }
    }

    /// The participations of a meeting, on the meeting.
    pub(super) fn participation_of(&mut self, statement: &Statement) {
        self.links_of(statement, cv::HAS_PARTICIPATION);
    }

    /// A tenure or participation, on its own node.
    pub(super) fn statement(&mut self, statement: &Statement, body: Option<EntityId>) {
        match &statement.qualifier {
            Qualifier::Tenure(tenure) => self.tenure(statement, tenure, body),
            Qualifier::Participation(participation) => {
                self.types("Participation");
                self.link_entity(cv::HAS_PARTICIPANT, statement.subject);
                self.link_entity(ct::MEETING, statement.object);
                self.concept(cv::ROLE, role_name(statement.predicate));
                for &capacity in &participation.capacities {
                    self.links_of(self.graph.statement(capacity), ct::IN_CAPACITY);
                }
                self.say(ct::JOINTLY, Literal::from(participation.others > 0));
            }
            Qualifier::None => return,
        }
        self.decimal(ct::CONFIDENCE, statement.confidence);
        self.integer(ct::DOCUMENTS, statement.independent);
        self.evidence(&statement.quotes);
    }

    fn tenure(&mut self, statement: &Statement, tenure: &Tenure, body: Option<EntityId>) {
        self.types("Tenure");
        self.link_entity(org::MEMBER, statement.subject);
        self.link_entity(ct::POST, statement.object);
        if let Some(body) = body {
            self.link_entity(org::ORGANIZATION, body);
        }
        let [person, post] = [statement.subject, statement.object].map(|id| self.graph.entity(id));
        self.vietnamese(skos::PREF_LABEL, &format!("{}, {}", person.label, post.label));
        if let Some(attested) = tenure.attested {
            self.day(ct::ATTESTED_FROM, &attested.from);
            self.day(ct::ATTESTED_UNTIL, &attested.until);
        }
        if let Some(from) = tenure.from {
            self.date(from, schema::VALID_FROM, [ct::START_EARLIEST, ct::START_LATEST]);
        }
        if let Some(until) = tenure.until {
            self.date(until, schema::VALID_UNTIL, [ct::END_EARLIEST, ct::END_LATEST]);
        }
        if let Some(over) = tenure.over_by {
            self.day(ct::OVER_BY, &over);
        }
        if let Some(term) = tenure.term {
            self.text(ct::TERM, &term.to_string());
            self.day(ct::TERM_FROM, &format!("{:04}-01-01", term.from));
            self.day(ct::TERM_UNTIL, &format!("{:04}-12-31", term.until));
        }
        for status in &tenure.statuses {
            self.concept(ct::STATUS, status_name(*status));
        }
    }

    pub(super) fn quote(&mut self, quote: &Quote) {
        self.types("Quote");
        self.link_entity(prov::WAS_QUOTED_FROM, quote.document);
        self.vietnamese(oa::EXACT, &quote.exact);
        self.integer(oa::START, quote.start);
        self.integer(oa::END, quote.end);
        if !quote.rule.is_empty() {
            self.text(ct::RULE, &quote.rule);
        }
    }

    pub(super) fn figure(&mut self, figure: &Figure) {
        self.types("Figure");
        self.vietnamese(skos::PREF_LABEL, &figure.name);
        self.decimal(ct::VALUE, figure.value);
        if let Some(of) = figure.of {
            self.decimal(ct::OUT_OF, of);
        }
        self.vietnamese(schema::UNIT_TEXT, &figure.measure);
        if let Some(period) = &figure.period {
            self.text(ct::PERIOD, period);
        }
        if let Some(place) = figure.place {
            self.link_entity(ct::PLACE, place);
        }
        self.link_entity(prov::WAS_QUOTED_FROM, figure.document);
        self.evidence(&figure.quotes);
    }

    pub(super) fn candidate(&mut self, of: &Entity, rank: u32, reading: &Reading) {
        self.types("Candidate");
        self.link(ct::CANDIDATE_OF, &of.path);
        self.integer(ct::RANK, rank);
        self.decimal(ct::SCORE, reading.score);
        self.vietnamese(skos::PREF_LABEL, &reading.name);
        if let Some(entity) = reading.entity {
            self.link_entity(ct::READING, entity);
        }
    }

    pub(super) fn undecided(&mut self, undecided: &Undecided) {
        self.types("OpenIdentity");
        self.link_entity(ct::LEFT, undecided.left);
        self.link_entity(ct::RIGHT, undecided.right);
        self.decimal(ct::SCORE, undecided.score);
        for &reason in &undecided.reasons {
            match reason {
                Reason::SameSeat(id)
                | Reason::SamePost(id)
                | Reason::SameMeeting(id)
                | Reason::SameBody(id)
                | Reason::SameUnit(id) => self.link_entity(ct::SHARES, id),
                Reason::HoldsElsewhere(a, b) => {
                    self.link_entity(ct::AGAINST, a);
                    self.link_entity(ct::AGAINST, b);
                }
            }
        }
    }

    pub(super) fn role(&mut self, title: &str) {
        self.types("Role");
        self.label(title);
    }
}

fn node(iri: String) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn key(term: &Term) -> String {
    term.to_string()
}

/// As XSD writes a decimal: no exponent, no sign of infinity.
fn decimal(number: f64) -> String {
    if number.is_finite() { format!("{number}") } else { "0".to_owned() }
}

/// `party-committee` as the ontology writes it: `PartyCommittee`.
fn class_name(class: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    };
    class.split('-').map(capital).collect()
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
    let rule: String = bare(&quote.rule)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let rule = if rule.is_empty() { rule } else { format!(".{rule}") };
    format!("quote/{document}/{}-{}{rule}", quote.start, quote.end)
}

pub(super) fn candidate_path(of: &Entity, rank: usize) -> String {
    format!("candidate/{}/{rank}", of.path)
}

pub(super) fn pair_path(graph: &KnowledgeGraph, pair: &Undecided) -> String {
    let [left, right] = [pair.left, pair.right]
        .map(|id| graph.entity(id).path.trim_start_matches("person/").to_owned());
    format!("pair/{left}/{right}")
}

fn level_name(level: UnitLevel) -> &'static str {
    match level {
        UnitLevel::Province => "level-province",
        UnitLevel::District => "level-district",
        UnitLevel::Commune => "level-commune",
    }
}

fn kind_name(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Conference => "kind-conference",
        MeetingKind::WorkingSession => "kind-working-session",
        MeetingKind::Congress => "kind-congress",
        MeetingKind::CouncilSession => "kind-council-session",
        MeetingKind::Ceremony => "kind-ceremony",
        MeetingKind::Visit => "kind-visit",
        MeetingKind::Other => "kind-other",
    }
}

fn status_name(status: TenureStatus) -> &'static str {
    match status {
        TenureStatus::Current => "status-current",
        TenureStatus::Former => "status-former",
        TenureStatus::Elected => "status-elected",
        TenureStatus::Appointed => "status-appointed",
        TenureStatus::Ended => "status-ended",
    }
}

fn role_name(predicate: Predicate) -> &'static str {
    match predicate {
        Predicate::Chairs => "role-chair",
        Predicate::SpeaksAt => "role-speaker",
        _ => "role-attendee",
    }
}
