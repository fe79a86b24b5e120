//! How the units of bodies are called.

use std::borrow::Cow;

use super::Namer;
use crate::facts::Candidate;
use crate::facts::context::{Meaning, UnitTarget};
use crate::ontology::gazetteer::UnitKind;

impl Namer<'_, '_> {
    /// Names that are never written without their type.
    pub(super) fn keeps_type(&self, target: UnitTarget) -> bool {
        let UnitTarget::Known(unit) = target else { return false };
        let gazetteer = &self.reading.ontology.gazetteer;
        let version = gazetteer.unit(unit);
        version.name.bytes().all(|b| b.is_ascii_digit())
            || version.kind == UnitKind::CentralCity && version.name.split_whitespace().count() >= 3
    }

    pub(super) fn candidates(&self, target: UnitTarget) -> Vec<Candidate> {
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
    pub(super) fn unit_names(&self, target: UnitTarget) -> (&str, Cow<'_, str>) {
        let (ontology, units) = (self.reading.ontology, &self.mentions.units);
        match target {
            UnitTarget::Known(unit) => {
                (ontology.gazetteer.unit(unit).name, ontology.gazetteer.full_name(unit).into())
            }
            UnitTarget::Mention(mention) => {
                let written = units[mention].written.as_str();
                let word = units[mention]
                    .kind
                    .map(|k| ontology.lexicon.unit_types[k as usize].word.as_str())
                    .or_else(|| self.open_word(mention));
                (written, word.map_or(written.into(), |word| format!("{word} {written}").into()))
            }
            UnitTarget::Type(kind) => {
                ("", ontology.lexicon.unit_types[kind as usize].word.as_str().into())
            }
            UnitTarget::None => ("", "".into()),
        }
    }

    /// The type that all readings of an open mention share.
    pub(super) fn open_word(&self, mention: usize) -> Option<&str> {
        let gazetteer = &self.reading.ontology.gazetteer;
        match &self.context.meanings[mention] {
            Meaning::Open(ranked) => {
                ranked.first().map(|r| gazetteer.word(gazetteer.unit(r.unit).kind))
            }
            Meaning::Known(_) | Meaning::Foreign => None,
        }
    }
}
