//! Bare words for units: which one `the province` or `the district` means at a place of the text.

use std::rc::Rc;

use super::super::mention::{Mentions, UnitRef};
use super::{Context, Meaning, UnitTarget};
use crate::ontology::Ontology;
use crate::ontology::gazetteer::{UnitIdx, UnitKind};
use crate::ontology::lexicon::Level;

/// A word that means a unit without naming it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bare {
    /// A type: row of `unit_types.csv`.
    Type(u8),
    /// A head that belongs to units of a level.
    Level(Level),
}

/// How far behind a unit in tokens a bare word still means it, whatever the document is about.
const PHRASE: usize = 12;

impl Context {
    /// The province that a bare word at token `at` means: that of the document, else that of its passage.
    pub(crate) fn province_at(&self, at: usize) -> Option<UnitIdx> {
        let item = self.items.partition_point(|&(start, _)| start <= at);
        if let Some(province) = item.checked_sub(1).and_then(|item| self.items[item].1) {
            return Some(province);
        }
        if self.province.is_some() {
            return self.province;
        }
        let (_, passage) = self.passages.range(..=at).next_back()?;
        let next = passage.partition_point(|&(place, _)| place <= at);
        passage.get(next.saturating_sub(1)).map(|&(_, province)| province)
    }

    /// The province at token `at` that fits a word: that of the document, else that of its passage, else the
    /// only one that the document names. A city has no `Tỉnh ủy`.
    fn province_that(
        &self,
        ontology: &Ontology,
        mentions: &Mentions,
        at: usize,
        fits: impl Fn(UnitIdx) -> bool,
    ) -> Option<UnitIdx> {
        if let Some(province) = self.province_at(at).filter(|&p| fits(p)) {
            return Some(province);
        }
        let passage = self.passages.range(..=at).next_back().map_or(&[][..], |(_, all)| all);
        let behind = passage.partition_point(|&(place, _)| place <= at);
        let near = passage[..behind].iter().rev().chain(&passage[behind..]);
        near.map(|&(_, province)| province).find(|&p| fits(p)).or_else(|| {
            let told = (0..mentions.units.len()).filter(|&i| !self.origins[i]);
            let mut all = told
                .filter_map(|i| self.known(i))
                .map(|unit| ontology.gazetteer.province_of(unit))
                .filter(|&p| fits(p));
            let first = all.next()?;
            all.all(|p| p == first).then_some(first)
        })
    }

    /// What a unit slot at token `at` means.
    pub(crate) fn target(
        &self,
        ontology: &Ontology,
        mentions: &Mentions,
        unit: UnitRef,
        at: usize,
    ) -> UnitTarget {
        match unit {
            UnitRef::None => UnitTarget::None,
            UnitRef::Named(mention) => {
                self.known(mention).map_or(UnitTarget::Mention(mention), UnitTarget::Known)
            }
            UnitRef::Deictic(kind) => self.deictic(ontology, mentions, kind, at),
        }
    }

    /// The unit of a level that the document is about, seen from token `at`.
    pub(crate) fn of_level(
        &self,
        ontology: &Ontology,
        mentions: &Mentions,
        level: Level,
        at: usize,
    ) -> UnitTarget {
        match level {
            Level::Province => self.province_at(at).map_or(UnitTarget::None, UnitTarget::Known),
            Level::City | Level::District | Level::Commune => {
                self.below(ontology, mentions, level, at)
            }
            Level::Central => UnitTarget::None,
            Level::Any | Level::None => match self.local {
                UnitTarget::None => {
                    self.province_at(at).map_or(UnitTarget::None, UnitTarget::Known)
                }
                local => local,
            },
        }
    }

    fn deictic(&self, ontology: &Ontology, mentions: &Mentions, kind: u8, at: usize) -> UnitTarget {
        let unit_type = &ontology.lexicon.unit_types[kind as usize];
        let fits = |unit: UnitIdx| unit_type.kinds.contains(ontology.gazetteer.unit(unit).kind);
        if unit_type.level == Level::Province {
            return self
                .province_that(ontology, mentions, at, fits)
                .map_or(UnitTarget::Type(kind), UnitTarget::Known);
        }
        match self.nearest(ontology, mentions, at, Bare::Type(kind), fits) {
            UnitTarget::None => {
                self.enclosing(ontology, fits, at).unwrap_or(UnitTarget::Type(kind))
            }
            found => found,
        }
    }

    /// The home unit or one that it lies in, of a fitting kind.
    fn enclosing(
        &self,
        ontology: &Ontology,
        fits: impl Fn(UnitIdx) -> bool,
        at: usize,
    ) -> Option<UnitTarget> {
        let local = match self.local {
            UnitTarget::Known(unit) => Some(unit),
            UnitTarget::Mention(_) | UnitTarget::Type(_) | UnitTarget::None => None,
        };
        let chain = local
            .into_iter()
            .flat_map(|unit| std::iter::once(unit).chain(ontology.gazetteer.ancestors(unit)));
        chain.chain(self.province_at(at)).find(|&unit| fits(unit)).map(UnitTarget::Known)
    }

    fn below(
        &self,
        ontology: &Ontology,
        mentions: &Mentions,
        level: Level,
        at: usize,
    ) -> UnitTarget {
        let central = self.province_at(at).filter(|&p| {
            level == Level::City && ontology.gazetteer.unit(p).kind == UnitKind::CentralCity
        });
        if let Some(city) = central {
            return UnitTarget::Known(city);
        }
        let fits = |unit: UnitIdx| {
            let version = ontology.gazetteer.unit(unit);
            level.holds(version.level())
                && (level != Level::City
                    || ontology.gazetteer.word(version.kind) == ontology.lexicon.city_word())
        };
        match self.nearest(ontology, mentions, at, Bare::Level(level), fits) {
            UnitTarget::None => self.enclosing(ontology, fits, at).unwrap_or(UnitTarget::None),
            found => found,
        }
    }

    /// The home unit where it fits, else the last fitting mention before `at`, else the first behind.
    fn nearest(
        &self,
        ontology: &Ontology,
        mentions: &Mentions,
        at: usize,
        bare: Bare,
        fits: impl Fn(UnitIdx) -> bool,
    ) -> UnitTarget {
        let local = match self.local {
            UnitTarget::Known(unit) => Some(unit),
            UnitTarget::Mention(i) => self.first_reading(i),
            UnitTarget::Type(_) | UnitTarget::None => None,
        };
        let close = self.in_phrase(mentions, at, &fits);
        let other = local.filter(|_| close.is_none() && !self.is_local);
        let close = close.or_else(|| self.in_paragraph(mentions, at, other?, &fits));
        if close.is_none() && local.is_some_and(&fits) {
            return self.local;
        }
        let found = close.or_else(|| {
            let fitting = self.fitting(ontology, mentions, bare, &fits);
            let behind = fitting.partition_point(|&i| mentions.units[i].span.start <= at);
            fitting.get(behind.saturating_sub(1)).copied()
        });
        found.map_or(UnitTarget::None, |i| {
            self.known(i).map_or(UnitTarget::Mention(i), UnitTarget::Known)
        })
    }

    /// What a mention means, the likeliest where it is open.
    fn first_reading(&self, mention: usize) -> Option<UnitIdx> {
        match &self.meanings[mention] {
            Meaning::Known(unit) => Some(*unit),
            Meaning::Open(ranked) => ranked.first().map(|r| r.unit),
            Meaning::Foreign => None,
        }
    }

    /// The last fitting mention shortly before `at`, nobody named between.
    fn in_phrase(
        &self,
        mentions: &Mentions,
        at: usize,
        fits: impl Fn(UnitIdx) -> bool,
    ) -> Option<usize> {
        let units = &mentions.units;
        let behind = units.partition_point(|u| u.span.start < at);
        let near = units[..behind].iter().rev().take_while(|u| at - u.span.start <= 2 * PHRASE);
        let first = behind - near.count();
        let next_person = mentions.people.partition_point(|p| p.span.start < at);
        let last_person = next_person.checked_sub(1).map(|p| mentions.people[p].span.start);
        (first..behind).rev().find(|&i| {
            let end = units[i].span.end;
            end <= at
                && at - end <= PHRASE
                && last_person.is_none_or(|person| person < end)
                && self.first_reading(i).is_some_and(&fits)
        })
    }

    /// The last fitting mention that the paragraph names before `at`, where it does not name the unit that the
    /// document is about.
    fn in_paragraph(
        &self,
        mentions: &Mentions,
        at: usize,
        local: UnitIdx,
        fits: impl Fn(UnitIdx) -> bool,
    ) -> Option<usize> {
        let next = self.paragraphs.partition_point(|&start| start <= at);
        let start = *self.paragraphs.get(next.checked_sub(1)?)?;
        let units = &mentions.units;
        let first = units.partition_point(|u| u.span.start < start);
        let behind = units.partition_point(|u| u.span.start < at);
        let end = self.paragraphs.get(next).copied().unwrap_or(usize::MAX);
        let mut all = first..units.partition_point(|u| u.span.start < end);
        if !fits(local) || all.any(|i| self.first_reading(i) == Some(local)) {
            return None;
        }
        let mut told = (first..behind).rev().filter(|&i| !self.origins[i]);
        told.find(|&i| self.first_reading(i).is_some_and(&fits))
    }

    /// All mentions that fit a bare word, in order.
    fn fitting(
        &self,
        ontology: &Ontology,
        mentions: &Mentions,
        bare: Bare,
        fits: impl Fn(UnitIdx) -> bool,
    ) -> Rc<[usize]> {
        let fits_home = |&i: &usize| {
            self.first_reading(i).is_some_and(|unit| fits(unit) && self.is_home(ontology, unit))
        };
        let told = |i: &usize| !self.origins[*i];
        let find = || (0..mentions.units.len()).filter(told).filter(fits_home).collect();
        Rc::clone(self.fitting.borrow_mut().entry(bare).or_insert_with(find))
    }

    fn is_home(&self, ontology: &Ontology, unit: UnitIdx) -> bool {
        self.province.is_none_or(|p| ontology.gazetteer.lies_in(unit, p))
    }
}
