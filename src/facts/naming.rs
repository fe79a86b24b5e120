//! Full names of bodies: abbreviations expanded, completed with the unit that the context gives.

mod form;

use form::{Written, fill, keeps_bare_names};

use super::context::{Context, Meaning, UnitTarget};
use super::mention::{Mentions, UnitRef};
use super::reading::Reading;
use crate::facts::Candidate;
use crate::ontology::lexicon::{BodyKind, Level, Lexeme, NameWord, Tail};

/// A body with its full name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FullBody {
    pub(crate) name: String,
    /// Key of its kind.
    pub(crate) kind: String,
    /// Gazetteer id of its unit.
    pub(crate) unit: Option<String>,
    /// Full name of the body it is part of.
    pub(crate) parent: Option<String>,
    /// Ranked readings of its unit.
    pub(crate) candidates: Vec<Candidate>,
    /// Whether its unit is a guess from context and none was found.
    pub(crate) bare: bool,
}

/// What a later body of a phrase gives to an earlier one that lacks it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shared {
    pub(crate) unit: UnitRef,
    /// Index of the body that both are part of.
    pub(crate) parent: Option<usize>,
}

impl From<UnitRef> for Shared {
    fn from(unit: UnitRef) -> Self {
        Self { unit, parent: None }
    }
}

/// Most bodies between a bare head and the body that it means again.
const FAR: usize = 500;

/// Names bodies in a document.
#[derive(Clone, Copy)]
pub(crate) struct Namer<'n, 'a> {
    pub(crate) reading: &'n Reading<'a>,
    pub(crate) mentions: &'n Mentions,
    pub(crate) context: &'n Context,
}

impl Namer<'_, '_> {
    /// The full name of a body mention. `shared` is what a later body of the same phrase gives.
    pub(crate) fn body(&self, body: usize, shared: impl Into<Shared>) -> FullBody {
        let shared = shared.into();
        let mention = &self.mentions.bodies[body];
        let kind = &self.reading.ontology.lexicon.bodies[mention.kind as usize];
        let unit = if mention.unit == UnitRef::None { shared.unit } else { mention.unit };
        if kind.form.contains("{parent}") {
            let parent = match mention.parent {
                Some(parent) => Some(self.body(parent, shared)),
                None => match shared
                    .parent
                    .filter(|&p| kind.parents.contains(&self.mentions.bodies[p].kind))
                {
                    Some(parent)
                        if unit == UnitRef::None && kind.class != "executive-committee" =>
                    {
                        Some(self.body(parent, UnitRef::None))
                    }
                    Some(parent) if unit == UnitRef::None => self.default_parent(
                        kind,
                        self.mentions.bodies[parent].unit,
                        mention.span.start,
                    ),
                    _ => self.default_parent(kind, unit, mention.span.start),
                },
            };
            return Self::under(kind, &mention.name, parent);
        }
        if let Some(inner) = mention.parent {
            let inner = self.body(inner, shared);
            let name = fill(
                &kind.form,
                &[
                    ("{typed}", &inner.name),
                    ("{bare}", &inner.name),
                    ("{name}", &mention.name),
                    ("{sector}", &mention.name),
                ],
            );
            return FullBody {
                name,
                kind: kind.key.clone(),
                parent: Some(inner.name.clone()),
                ..inner
            };
        }
        let full = self.of_unit(kind, &mention.name, unit, mention.span.start);
        let own = unit != UnitRef::None || !mention.name.is_empty();
        if own || kind.tail != Tail::UnitOrName {
            return full;
        }
        self.named_before(body).map_or(full, |named| self.body(named, UnitRef::None))
    }

    /// The last body before with the same head that says whose it is: a bare head means it again.
    fn named_before(&self, body: usize) -> Option<usize> {
        let kinds = &self.reading.ontology.lexicon.bodies;
        let head = |b: usize| {
            kinds[self.mentions.bodies[b].kind as usize].form.split(" {").next().unwrap_or_default()
        };
        let wanted = head(body);
        let says = |b: &usize| {
            let mention = &self.mentions.bodies[*b];
            let own = mention.unit != UnitRef::None
                || mention.parent.is_some()
                || !mention.name.is_empty();
            own && head(*b).starts_with(wanted)
        };
        (0..body).rev().take(FAR).find(says)
    }

    /// A body of a kind at a unit, none of it written as such.
    pub(crate) fn implied(
        &self,
        key: &str,
        level: Level,
        unit: UnitRef,
        at: usize,
    ) -> Option<FullBody> {
        let lexicon = &self.reading.ontology.lexicon;
        let kind = &lexicon.bodies[lexicon.body(key)? as usize];
        if kind.form.contains("{parent}") {
            let target = self.target(unit, level, at);
            let parent = self.parent_of(kind, target);
            return Some(Self::under(kind, "", parent));
        }
        let kind_level = if kind.level == Level::Any { level } else { kind.level };
        let target = self.target(unit, kind_level, at);
        Some(self.at(kind, "", target, Written::Not))
    }

    fn target(&self, unit: UnitRef, level: Level, at: usize) -> UnitTarget {
        match self.context.target(self.reading.ontology, self.mentions, unit, at) {
            UnitTarget::None => {
                self.context.of_level(self.reading.ontology, self.mentions, level, at)
            }
            target => target,
        }
    }

    fn of_unit(&self, kind: &BodyKind, name: &str, unit: UnitRef, at: usize) -> FullBody {
        let ontology = self.reading.ontology;
        let written = match unit {
            UnitRef::Named(mention) if self.mentions.units[mention].kind.is_none() => Written::Bare,
            UnitRef::Named(_) | UnitRef::Deictic(_) => Written::Typed,
            UnitRef::None => Written::Not,
        };
        let target = match (unit, kind.level) {
            (UnitRef::None, Level::None | Level::Central) => UnitTarget::None,
            (UnitRef::None, level) => self.context.of_level(ontology, self.mentions, level, at),
            _ => self.context.target(ontology, self.mentions, unit, at),
        };
        self.at(kind, name, target, written)
    }

    fn at(&self, kind: &BodyKind, name: &str, target: UnitTarget, written: Written) -> FullBody {
        let (bare, typed) = self.unit_names(target);
        let as_written =
            written == Written::Bare && keeps_bare_names(kind) && !self.keeps_type(target);
        let typed = if as_written { &bare } else { &typed };
        let bare = if self.keeps_type(target) { typed } else { &bare };
        let full = fill(
            &kind.form,
            &[("{bare}", bare), ("{typed}", typed), ("{name}", name), ("{sector}", name)],
        );
        let known = match target {
            UnitTarget::Known(unit) => {
                Some(self.reading.ontology.gazetteer.unit(unit).id.to_owned())
            }
            UnitTarget::Mention(_) | UnitTarget::Type(_) | UnitTarget::None => None,
        };
        let needs = kind.form.contains("{bare}")
            || kind.form.contains("{typed}") && kind.level != Level::None;
        FullBody {
            name: full,
            kind: kind.key.clone(),
            bare: needs && known.is_none(),
            unit: known,
            parent: None,
            candidates: self.candidates(target),
        }
    }

    /// Names that are never written without their type.
    fn keeps_type(&self, target: UnitTarget) -> bool {
        let UnitTarget::Known(unit) = target else { return false };
        let gazetteer = &self.reading.ontology.gazetteer;
        let version = gazetteer.unit(unit);
        version.name.bytes().all(|b| b.is_ascii_digit())
            || version.name.split_whitespace().count() >= 3
                && version.kind == crate::ontology::gazetteer::UnitKind::CentralCity
    }

    fn candidates(&self, target: UnitTarget) -> Vec<Candidate> {
        let UnitTarget::Mention(mention) = target else { return Vec::new() };
        match &self.context.meanings[mention] {
            Meaning::Open(ranked) => ranked
                .iter()
                .map(|r| Candidate {
                    id: Some(self.reading.ontology.gazetteer.unit(r.unit).id.to_owned()),
                    name: None,
                    score: r.score,
                })
                .collect(),
            Meaning::Known(_) | Meaning::Foreign => Vec::new(),
        }
    }

    /// Bare name, and type with name, of a unit.
    fn unit_names(&self, target: UnitTarget) -> (String, String) {
        let (ontology, units) = (self.reading.ontology, &self.mentions.units);
        match target {
            UnitTarget::Known(unit) => {
                (ontology.gazetteer.unit(unit).name.to_owned(), ontology.gazetteer.full_name(unit))
            }
            UnitTarget::Mention(mention) => {
                let written = units[mention].written.clone();
                let word = units[mention]
                    .kind
                    .map(|k| ontology.lexicon.unit_types[k as usize].word.as_str())
                    .or_else(|| self.open_word(mention));
                (written.clone(), word.map_or(written.clone(), |word| format!("{word} {written}")))
            }
            UnitTarget::Type(kind) => {
                (String::new(), ontology.lexicon.unit_types[kind as usize].word.clone())
            }
            UnitTarget::None => (String::new(), String::new()),
        }
    }

    /// The type that all readings of an open mention share.
    fn open_word(&self, mention: usize) -> Option<&str> {
        let gazetteer = &self.reading.ontology.gazetteer;
        match &self.context.meanings[mention] {
            Meaning::Open(ranked) => {
                ranked.first().map(|r| gazetteer.word(gazetteer.unit(r.unit).kind))
            }
            Meaning::Known(_) | Meaning::Foreign => None,
        }
    }

    fn under(kind: &BodyKind, name: &str, parent: Option<FullBody>) -> FullBody {
        let parent_name = parent.as_ref().map_or("", |p| p.name.as_str());
        let full =
            fill(&kind.form, &[("{parent}", parent_name), ("{sector}", name), ("{name}", name)]);
        let bare = parent.as_ref().is_none_or(|p| p.bare);
        let (unit, candidates) =
            parent.as_ref().map_or((None, Vec::new()), |p| (p.unit.clone(), p.candidates.clone()));
        FullBody {
            name: full,
            kind: kind.key.clone(),
            unit,
            parent: parent.map(|p| p.name),
            candidates,
            bare,
        }
    }

    /// The body that a committee or board without one belongs to: that of its unit, else of the home.
    fn default_parent(&self, kind: &BodyKind, unit: UnitRef, at: usize) -> Option<FullBody> {
        let first = *kind.parents.first()?;
        let kinds = &self.reading.ontology.lexicon.bodies;
        (!kinds[first as usize].form.contains("{sector}")).then_some(())?;
        let target = match unit {
            UnitRef::None => {
                self.context.of_level(self.reading.ontology, self.mentions, Level::Any, at)
            }
            unit => self.context.target(self.reading.ontology, self.mentions, unit, at),
        };
        self.parent_of(kind, target)
    }

    /// Of the kinds that `kind` can be part of, the one that a unit has: an organization of all its members,
    /// or its committee.
    fn parent_of(&self, kind: &BodyKind, target: UnitTarget) -> Option<FullBody> {
        let lexicon = &self.reading.ontology.lexicon;
        let first = *kind.parents.first()?;
        let committee = self.committee_of(target);
        let parent = match lexicon.bodies[first as usize].class.as_str() {
            "party-committee" => committee.filter(|c| kind.parents.contains(c))?,
            _ => first,
        };
        Some(self.at(&lexicon.bodies[parent as usize], "", target, Written::Not))
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

    /// The Party committee of the unit that an office names without a body.
    pub(crate) fn party_committee(&self, unit: UnitRef, at: usize) -> Option<FullBody> {
        let target = self.target(unit, Level::Any, at);
        let kind = self.committee_of(target)?;
        Some(self.at(
            &self.reading.ontology.lexicon.bodies[kind as usize],
            "",
            target,
            Written::Not,
        ))
    }

    /// Whether a word that joins the members of a list begins at a token.
    pub(crate) fn is_and(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::NameWord(NameWord::And)).is_some()
    }

    /// Whether a head with nothing of its own is but a common noun.
    pub(crate) fn is_common_noun(&self, body: usize, full: &FullBody) -> bool {
        let mention = &self.mentions.bodies[body];
        let kind = &self.reading.ontology.lexicon.bodies[mention.kind as usize];
        let any_level = kind.level == Level::Any || kind.class == "front";
        let own =
            mention.unit != UnitRef::None || mention.parent.is_some() || !mention.name.is_empty();
        full.name.is_empty() || !own && any_level || self.is_plural(mention.span.start)
    }

    /// Whether a word of the plural stands right before.
    fn is_plural(&self, at: usize) -> bool {
        at > 0 && self.reading.is(at - 1, Lexeme::NameWord(NameWord::Plural)) == Some(1)
    }
}
