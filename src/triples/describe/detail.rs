//! What is known of things by their kinds.

use oxigraph::model::vocab::rdf;

use super::{Description, Object, Saying, role_path, version_path};
use crate::facts::{MeetingKind, UnitLevel};
use crate::links::{ChangeKind, Detail, Entity, PartialDate, Seats, UnitChange, UnitVersion};
use crate::triples::term::{ct, dct, foaf, org, schema, skos};

impl<S: Saying> Description<'_, S> {
    pub(super) fn detail(&mut self, entity: &Entity) {
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
        self.say(rdf::TYPE, Object::ClassOfBody(class));
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

    /// A unit between two changes of its name, kind or parent.
    pub(in crate::triples) fn version(&mut self, version: &UnitVersion) {
        self.types("UnitVersion");
        self.label(&version.name);
        self.text(skos::NOTATION, &version.id);
        self.link_entity(dct::IS_VERSION_OF, version.unit);
        if let Some(from) = version.from {
            self.day(schema::VALID_FROM, from);
        }
        if let Some(last) = version.until.and_then(|until| until.yesterday().ok()) {
            self.day(schema::VALID_UNTIL, last);
        }
    }

    pub(in crate::triples) fn change(&mut self, version: &UnitVersion, change: &UnitChange) {
        self.types("UnitChange");
        self.link(ct::BEFORE, &version_path(&version.id));
        // The successor is described where documents speak of its unit.
        if let (Some(successor), Some(_)) = (&change.successor, change.unit) {
            self.link(ct::AFTER, &version_path(successor));
        }
        self.concept(ct::CHANGE_KIND, change_name(change.kind));
        self.day(schema::START_DATE, change.on);
        if !change.act.is_empty() {
            self.text(ct::DECREE, &change.act);
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
            self.say(schema::URL, Object::Address(url));
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
}

fn level_name(level: UnitLevel) -> &'static str {
    match level {
        UnitLevel::Province => "level-province",
        UnitLevel::District => "level-district",
        UnitLevel::Commune => "level-commune",
    }
}

pub(super) fn change_name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Merged => "change-merged",
        ChangeKind::Split => "change-split",
        ChangeKind::Upgraded => "change-upgraded",
        ChangeKind::Renamed => "change-renamed",
        ChangeKind::Transferred => "change-transferred",
        ChangeKind::Abolished => "change-abolished",
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
