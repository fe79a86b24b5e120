//! Units that say nothing of what a document is about: where somebody comes from, and the site of a paper
//! that reports from elsewhere.

use super::super::mention::Mentions;
use super::super::reading::Reading;
use super::Context;
use crate::ontology::Ontology;
use crate::ontology::gazetteer::{UnitIdx, UnitKind};
use crate::ontology::lexicon::{Lexeme, NameWord};
use crate::text::{Gap, Shape};

/// Most tokens between the word for an origin and the first unit.
const NEAR: usize = 5;
/// Most tokens between two units of one place.
const BETWEEN: usize = 3;
/// Fewest units of other provinces in a text that the site of a province took from elsewhere.
const ELSEWHERE: usize = 4;

/// Which unit mentions but tell where somebody comes from or lives: `quê xã A, huyện B, tỉnh C`.
pub(super) fn origins(reading: &Reading<'_>, mentions: &Mentions) -> Vec<bool> {
    let mut origins = vec![false; mentions.units.len()];
    let words = (0..reading.tokens.len())
        .filter_map(|at| reading.is(at, Lexeme::NameWord(NameWord::Origin)).map(|l| at + l));
    for end in words {
        let (mut at, mut near) = (end, NEAR);
        while let Some(next) = unit_behind(reading, mentions, at, near) {
            origins[next] = true;
            (at, near) = (mentions.units[next].span.end, BETWEEN);
        }
    }
    origins
}

/// The unit that begins within `near` tokens, the place not being left before it.
fn unit_behind(
    reading: &Reading<'_>,
    mentions: &Mentions,
    at: usize,
    near: usize,
) -> Option<usize> {
    let leaves = |i: usize| {
        let token = &reading.tokens[i];
        token.gap >= Gap::Line || matches!(token.shape, Shape::Sign(';' | '.'))
    };
    let found = mentions.units.partition_point(|unit| unit.span.start < at);
    let start = mentions.units.get(found)?.span.start;
    (start - at <= near && !(at..=start).any(leaves)).then_some(found)
}

impl Context {
    /// Whether a document from the site of a large city, or one that names many units, speaks of other
    /// provinces alone.
    pub(super) fn is_elsewhere(
        &self,
        ontology: &Ontology,
        mentions: &Mentions,
        home: UnitIdx,
    ) -> bool {
        let gazetteer = &ontology.gazetteer;
        if self.is_local {
            return false;
        }
        let city = gazetteer.unit(home).kind == UnitKind::CentralCity;
        let enough = if city { 2 } else { ELSEWHERE };
        let told = (0..mentions.units.len()).filter(|&i| !self.origins[i]);
        let mut provinces = told.filter_map(|i| self.known(i)).map(|u| gazetteer.province_of(u));
        let mut others = 0;
        !provinces.any(|province| {
            others += usize::from(province != home);
            gazetteer.same_place(province, home)
        }) && others >= enough
    }
}
