//! Nodes that stand between things: tenures, participations, quotes, figures, open questions.

use super::{Description, Object, Saying};
use crate::facts::TenureStatus;
use crate::graph::Contradiction;
use crate::links::{
    Entity, EntityId, Figure, Predicate, Qualifier, Quote, Reading, Reason, Statement, Tenure,
    Undecided,
};
use crate::triples::term::{ct, cv, oa, org, prov, schema, skos};

impl<S: Saying> Description<'_, S> {
    /// A tenure or participation, on its own node.
    pub(in crate::triples) fn statement(&mut self, statement: &Statement, body: Option<EntityId>) {
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
                self.say(ct::JOINTLY, Object::Truth(participation.others > 0));
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
            self.day(ct::ATTESTED_FROM, attested.from);
            self.day(ct::ATTESTED_UNTIL, attested.until);
        }
        if let Some(from) = tenure.from {
            self.date(from, schema::VALID_FROM, [ct::START_EARLIEST, ct::START_LATEST]);
        }
        if let Some(until) = tenure.until {
            self.date(until, schema::VALID_UNTIL, [ct::END_EARLIEST, ct::END_LATEST]);
        }
        if let Some(over) = tenure.over_by {
            self.day(ct::OVER_BY, over);
        }
        if let Some(term) = tenure.term {
            self.text(ct::TERM, &term.to_string());
            self.say(ct::TERM_FROM, Object::FirstDay(term.from));
            self.say(ct::TERM_UNTIL, Object::LastDay(term.until));
        }
        for status in &tenure.statuses {
            self.concept(ct::STATUS, status_name(*status));
        }
    }

    pub(in crate::triples) fn quote(&mut self, quote: &Quote) {
        self.types("Quote");
        self.link_entity(prov::WAS_QUOTED_FROM, quote.document);
        self.vietnamese(oa::EXACT, &quote.exact);
        self.integer(oa::START, quote.start);
        self.integer(oa::END, quote.end);
        if !quote.rule.is_empty() {
            self.text(ct::RULE, &quote.rule);
        }
    }

    pub(in crate::triples) fn figure(&mut self, figure: &Figure) {
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

    pub(in crate::triples) fn candidate(&mut self, of: &Entity, rank: u32, reading: &Reading) {
        self.types("Candidate");
        self.link(ct::CANDIDATE_OF, &of.path);
        self.integer(ct::RANK, rank);
        self.decimal(ct::SCORE, reading.score);
        self.vietnamese(skos::PREF_LABEL, &reading.name);
        if let Some(entity) = reading.entity {
            self.link_entity(ct::READING, entity);
        }
    }

    pub(in crate::triples) fn undecided(&mut self, undecided: &Undecided) {
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

    /// Both sides of a contradiction with the words of each, nearest to its days.
    pub(in crate::triples) fn contradiction(&mut self, contradiction: &Contradiction) {
        self.types("Contradiction");
        self.concept(ct::CONTRADICTION_KIND, &format!("contradiction-{}", contradiction.name()));
        self.day(ct::EARLIEST, contradiction.on().from);
        self.day(ct::LATEST, contradiction.on().until);
        let quotes = self.graph.quotes_against(contradiction);
        let sides = [(ct::LEFT, ct::LEFT_QUOTE), (ct::RIGHT, ct::RIGHT_QUOTE)];
        for (((side, words), id), quote) in sides.into_iter().zip(contradiction.sides()).zip(quotes)
        {
            self.links_of(self.graph.statement(id), side);
            if let Some(quote) = quote {
                self.say(words, Object::Quote(quote));
            }
        }
    }

    pub(in crate::triples) fn role(&mut self, title: &str) {
        self.types("Role");
        self.label(title);
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
