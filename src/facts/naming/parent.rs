//! The bodies that others are part of, the Party committees of units, and the council of a document.

use std::rc::Rc;

use super::form::{Written, fill};
use super::{FullBody, Namer};
use crate::facts::context::UnitTarget;
use crate::facts::mention::{ChunkKind, UnitRef};
use crate::ontology::gazetteer::{Level as UnitLevel, UnitIdx};
use crate::ontology::lexicon::{BodyKind, Level};

impl Namer<'_, '_> {
    /// The body that a committee or board without one belongs to: that of its unit, else of the home.
    pub(super) fn default_parent(
        &self,
        kind: &BodyKind,
        unit: UnitRef,
        at: usize,
    ) -> Option<Rc<FullBody>> {
        let first = *kind.parents.first()?;
        let kinds = &self.reading.ontology.lexicon.bodies;
        (!kinds[first as usize].form.contains("{sector}")).then_some(())?;
        if kinds[first as usize].form.contains("{name}") {
            return (kind.class == "organization").then(|| self.named_of(kind, at))?;
        }
        if unit == UnitRef::None
            && let Some(committee) = self.committee_of_sentence(kind, at)
        {
            return Some(committee);
        }
        let target = match unit {
            UnitRef::None => {
                self.context.of_level(self.reading.ontology, self.mentions, Level::Any, at)
            }
            unit => self.context.target(self.reading.ontology, self.mentions, unit, at),
        };
        self.parent_of(kind, target)
    }

    /// The committee that the sentence named last before a board or a standing committee that leaves out
    /// whose it is: `Ủy viên Ban Thường vụ Tỉnh ủy A, Trưởng Ban Tổ chức`.
    fn committee_of_sentence(&self, kind: &BodyKind, at: usize) -> Option<Rc<FullBody>> {
        let board = matches!(kind.class.as_str(), "standing-committee" | "advisory-body");
        let (ontology, bodies) = (self.reading.ontology, &self.mentions.bodies);
        let class = |b: usize| ontology.lexicon.bodies[bodies[b].kind as usize].class.as_str();
        let fits = |&b: &usize| {
            kind.parents.contains(&bodies[b].kind)
                && class(b).starts_with("party-")
                && !self.is_committee_alone(b)
        };
        let elsewhere = |b: usize| {
            let unit = bodies[b].unit;
            matches!(unit, UnitRef::Deictic(_)) && self.is_provincial(unit) && !fits(&b)
        };
        let mut before = self.bodies_before(at).filter(|_| board).take_while(|&b| !elsewhere(b));
        let committee = before
            .find_map(|body| std::iter::successors(Some(body), |&b| bodies[b].parent).find(fits))?;
        if class(committee) == "party-committee" {
            return Some(self.body(committee, UnitRef::None));
        }
        let unit = Some(self.unit_led(committee)).filter(|unit| *unit != UnitRef::None)?;
        self.parent_of(kind, self.context.target(ontology, self.mentions, unit, at))
    }

    /// The bodies that a sentence names before a token, by themselves or with an office, the last first.
    fn bodies_before(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let chunks = &self.mentions.chunks;
        let end = chunks.partition_point(|c| c.span.start < at);
        let sentences = &self.mentions.sentences;
        let sentence = &sentences[sentences.partition_point(|s| s.end <= end.saturating_sub(1))..];
        let first = sentence.first().map_or(end, |s| s.start.min(end));
        let bodies = chunks[first..end].iter().rev().filter_map(|chunk| match chunk.kind {
            ChunkKind::Body(body) => Some(body),
            ChunkKind::Office(office) => self.mentions.offices[office].body,
            _ => None,
        });
        bodies.filter(move |&body| self.mentions.bodies[body].span.start < at)
    }

    /// The province of the committee that a sentence named last before a token, where it is another than
    /// that of the document: a bare `Tỉnh ủy` behind it means the same.
    pub(super) fn province_of_sentence(&self, at: usize) -> Option<UnitIdx> {
        let home = self.context.province?;
        let (ontology, bodies) = (self.reading.ontology, &self.mentions.bodies);
        let party = |&b: &usize| {
            let class = ontology.lexicon.bodies[bodies[b].kind as usize].class.as_str();
            class.starts_with("party-")
        };
        let mut all = self
            .bodies_before(at)
            .flat_map(|body| std::iter::successors(Some(body), |&b| bodies[b].parent));
        let UnitRef::Named(mention) = bodies[all.find(party)?].unit else { return None };
        let unit = self.context.known(mention)?;
        let province = ontology.gazetteer.unit(unit).level() == UnitLevel::Province;
        (province && unit != home).then_some(unit)
    }

    /// The last body before a token with a name of its own that a board can be part of.
    fn named_of(&self, kind: &BodyKind, at: usize) -> Option<Rc<FullBody>> {
        let fits = |body: &usize| {
            let mention = &self.mentions.bodies[*body];
            mention.span.end <= at
                && !mention.name.is_empty()
                && kind.parents.contains(&mention.kind)
        };
        let last = (0..self.mentions.bodies.len())
            .rev()
            .filter(fits)
            .max_by_key(|&body| self.mentions.bodies[body].span.start)?;
        Some(self.body(last, UnitRef::None))
    }

    /// Of the kinds that `kind` can be part of, the one that a unit has: an organization of all its members,
    /// or its committee.
    pub(super) fn parent_of(&self, kind: &BodyKind, target: UnitTarget) -> Option<Rc<FullBody>> {
        let lexicon = &self.reading.ontology.lexicon;
        let first = *kind.parents.first()?;
        let committee = self.committee_of(target);
        let parent = match lexicon.bodies[first as usize].class.as_str() {
            "party-committee" => committee.filter(|c| kind.parents.contains(c))?,
            _ => first,
        };
        Some(self.at(parent, "", target, Written::Not))
    }

    /// The kind of Party committee that a unit has.
    pub(crate) fn committee_of(&self, target: UnitTarget) -> Option<u16> {
        let (ontology, units) = (self.reading.ontology, &self.mentions.units);
        let by_word = |word: &str| {
            ontology.lexicon.unit_types.iter().find(|t| t.word == word).and_then(|t| t.party)
        };
        match target {
            UnitTarget::Known(unit) => {
                by_word(ontology.gazetteer.word(ontology.gazetteer.unit(unit).kind))
            }
            UnitTarget::Mention(mention) => match units[mention].kind {
                Some(kind) => ontology.lexicon.unit_types[kind as usize].party,
                None => self.open_word(mention).and_then(by_word),
            },
            UnitTarget::Type(kind) => ontology.lexicon.unit_types[kind as usize].party,
            UnitTarget::None => None,
        }
    }

    /// A body within another whose name it takes; a committee of its own kind, where the other has one.
    pub(crate) fn committee_in(&self, body: usize, inner: &Rc<FullBody>) -> Rc<FullBody> {
        let mention = &self.mentions.bodies[body];
        if let Some(committee) = self.own_committee(body, inner) {
            return committee;
        }
        let kind = &self.reading.ontology.lexicon.bodies[mention.kind as usize];
        let slots = [
            ("{typed}", inner.name.as_str()),
            ("{bare}", &inner.name),
            ("{name}", &mention.name),
            ("{sector}", &mention.name),
        ];
        FullBody::part_of(inner, mention.kind, fill(&kind.form, &slots))
    }

    /// The kind of Party committee that bodies such as one have under a name of its own, at the same unit:
    /// `Đảng ủy, Bộ Chỉ huy quân sự tỉnh` are the command and its `Đảng ủy Quân sự`.
    fn own_committee(&self, body: usize, host: &FullBody) -> Option<Rc<FullBody>> {
        let (kind, unit) = (host.kind?, UnitTarget::Known(host.unit?));
        let kinds = &self.reading.ontology.lexicon.bodies;
        let own = |k: &BodyKind| {
            k.class == "party-committee" && !k.takes_parent && k.parents.contains(&kind)
        };
        let row = kinds.iter().position(own).filter(|_| self.is_committee_alone(body))?;
        Some(self.at(row as u16, "", unit, Written::Typed))
    }

    /// The Party committee of the unit that an office names without a body.
    pub(crate) fn party_committee(&self, unit: UnitRef, at: usize) -> Option<Rc<FullBody>> {
        let target = self.target(unit, Level::Any, at);
        let kind = self.committee_of(target)?;
        Some(self.at(kind, "", target, Written::Not))
    }

    /// The Party committee that the sentence of a bare secretary named before: by itself, or as what another
    /// body is part of.
    pub(crate) fn committee_before(&self, at: usize) -> Option<Rc<FullBody>> {
        let kinds = &self.reading.ontology.lexicon.bodies;
        self.bodies_before(at).find_map(|body| {
            let unit = self.mentions.bodies[body].unit;
            if matches!(unit, UnitRef::Deictic(_)) && self.is_provincial(unit) {
                return self.party_committee(unit, at);
            }
            let mut parts = std::iter::successors(Some(body), |&b| self.mentions.bodies[b].parent);
            let leads = |b: &usize| {
                let own = &self.mentions.bodies[*b];
                kinds[own.kind as usize].class == "party-committee"
                    && (own.unit != UnitRef::None || !own.name.is_empty() || *b != body)
            };
            let committee = parts.find(leads)?;
            Some(self.body(committee, UnitRef::None))
        })
    }

    /// The council that a bare delegate sits in: the only one that the document names.
    pub(crate) fn only_council(&self) -> Option<Rc<FullBody>> {
        let lexicon = &self.reading.ontology.lexicon;
        let names = |key: &str| {
            let kind = lexicon.body(key)?;
            self.mentions.bodies.iter().position(|b| b.kind == kind)
        };
        let only = || match (names("quoc-hoi"), names("hdnd")) {
            (Some(council), None) | (None, Some(council)) => Some(council),
            _ => None,
        };
        self.council.get_or_init(only).map(|council| self.body(council, UnitRef::None))
    }
}
