//! What the head of a body tells: the unit that it leads, or that it is but a common noun.

use super::{FullBody, Namer};
use crate::facts::mention::UnitRef;
use crate::ontology::gazetteer::Level as UnitLevel;
use crate::ontology::lexicon::{Level, Lexeme, NameWord, Tail};

impl Namer<'_, '_> {
    /// The unit that a Party committee leads: as written, else by the type that its head tells.
    pub(super) fn unit_led(&self, committee: usize) -> UnitRef {
        match self.mentions.bodies[committee].unit {
            UnitRef::None => self.type_led(committee),
            unit => unit,
        }
    }

    /// The type of unit that committees of its kind lead, where it is one.
    pub(crate) fn type_led(&self, committee: usize) -> UnitRef {
        self.leads_type(self.mentions.bodies[committee].kind)
    }

    /// The type of unit that the committees of a kind lead, where it is one.
    pub(super) fn leads_type(&self, kind: u16) -> UnitRef {
        let types = self.reading.ontology.lexicon.unit_types.iter().enumerate();
        let mut led = types.filter(|(_, t)| t.party == Some(kind)).map(|(row, _)| row);
        match (led.next(), led.next()) {
            (Some(row), None) => UnitRef::Deictic(row as u8),
            _ => UnitRef::None,
        }
    }

    /// Whether a Party committee of no unit of its own is the one within a body beside it that has one
    /// apart from its unit's: `Bí thư Đảng ủy, Chủ tịch UBND tỉnh`, `Bí thư Đảng ủy, Giám đốc Học viện A`.
    pub(crate) fn is_within(&self, committee: usize, body: usize) -> bool {
        let kinds = &self.reading.ontology.lexicon.bodies;
        let other = &self.mentions.bodies[body];
        let of = &kinds[other.kind as usize];
        let apart = match of.class.as_str() {
            "committee" | "police" | "court" => self.is_provincial(other.unit),
            "company" | "hospital" | "institute" | "ministry" => true,
            "school" => of.tail != Tail::SchoolName,
            "agency" => of.level == Level::Province || of.tail == Tail::OpenName,
            "military" => {
                matches!(of.level, Level::None | Level::Central) || self.is_provincial(other.unit)
            }
            _ => false,
        };
        apart && self.is_committee_alone(committee)
    }

    /// Whether a body is an association, which has an executive committee of its own.
    pub(super) fn is_association(&self, body: usize) -> bool {
        let kind = &self.reading.ontology.lexicon.bodies[self.mentions.bodies[body].kind as usize];
        kind.class == "mass-organization"
    }

    /// The kind of the Party organization whose committee a body of the centre is.
    pub(super) fn members_of(&self, committee: usize) -> Option<u16> {
        let lexicon = &self.reading.ontology.lexicon;
        let kind = &lexicon.bodies[self.mentions.bodies[committee].kind as usize];
        let name = kind.key.strip_prefix("dang-uy-").filter(|_| kind.level == Level::Central)?;
        lexicon.body(&format!("dang-bo-{name}"))
    }

    /// Whether a body is a Party committee that says nothing of whose it is.
    pub(crate) fn is_committee_alone(&self, body: usize) -> bool {
        let own = &self.mentions.bodies[body];
        let kind = &self.reading.ontology.lexicon.bodies[own.kind as usize];
        kind.class == "party-committee"
            && kind.level == Level::Commune
            && own.unit == UnitRef::None
            && own.parent.is_none()
            && own.name.is_empty()
    }

    /// Whether a unit slot means a province.
    pub(crate) fn is_provincial(&self, unit: UnitRef) -> bool {
        match unit {
            UnitRef::Deictic(row) => {
                self.reading.ontology.lexicon.unit_types[row as usize].level == Level::Province
            }
            UnitRef::Named(mention) => self.context.known(mention).is_some_and(|unit| {
                self.reading.ontology.gazetteer.unit(unit).level() == UnitLevel::Province
            }),
            UnitRef::None => false,
        }
    }

    /// Whether a head with nothing of its own is but a common noun.
    pub(crate) fn is_common_noun(&self, body: usize, full: &FullBody) -> bool {
        let mention = &self.mentions.bodies[body];
        let kind = &self.reading.ontology.lexicon.bodies[mention.kind as usize];
        let any_level =
            kind.level == Level::Any || kind.class == "front" && kind.level != Level::Central;
        let own =
            mention.unit != UnitRef::None || mention.parent.is_some() || !mention.name.is_empty();
        let unnamed = kind.level == Level::None && kind.form.contains("{name}");
        full.name.is_empty()
            || !own && (any_level || unnamed && full.unit.is_none() && full.parent.is_none())
            || self.is_plural(mention.span.start)
    }

    /// Whether a word of the plural stands right before.
    fn is_plural(&self, at: usize) -> bool {
        at > 0 && self.reading.is(at - 1, Lexeme::NameWord(NameWord::Plural)) == Some(1)
    }
}
