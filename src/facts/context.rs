//! Which units a document means: every mention resolved on the document's day, and the home unit that
//! bare words such as `province`, `district` and heads without a unit belong to.

mod home;
mod nearest;
mod origin;
mod passages;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mention::{Mentions, UnitMention};
use super::reading::Reading;
use crate::ontology::Ontology;
use crate::ontology::gazetteer::{
    Day, KindSet, Level as UnitLevel, NameIdx, Nearby, Ranked, Resolution, UnitIdx, UnitKind,
    UnitQuery,
};
use crate::ontology::lexicon::Level;

/// Times that units are resolved, each in the light of the last.
const ROUNDS: usize = 3;
/// Most units, those named most, in whose light the others are resolved.
const NEARBY: usize = 256;
/// How many times as often a commune is named as any district where the document is about the commune.
const OUTNUMBERED: usize = 2;
/// Units named so early count more.
const HEADLINE: usize = 2;

use home::{homes, nest};
use nearest::Bare;
use origin::origins;
use passages::paragraphs;

/// What a mention of a unit means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// One unit of the gazetteer.
    Known(UnitIdx),
    /// Several, the likeliest first.
    Open(Vec<Ranked>),
    /// None that the gazetteer has.
    Foreign,
}

/// Meanings by name, kinds and the unit around.
type Resolved = FxHashMap<(NameIdx, KindSet, Option<UnitIdx>), Meaning>;

/// A unit that a body belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum UnitTarget {
    /// A unit of the gazetteer.
    Known(UnitIdx),
    /// A mention that is open or foreign.
    Mention(usize),
    /// Only a type is known: row of `unit_types.csv`.
    Type(u8),
    /// Nothing is known.
    None,
}

/// The units of a document.
#[derive(Debug)]
pub(crate) struct Context {
    /// Meaning of each unit mention.
    pub(crate) meanings: Vec<Meaning>,
    /// The province that the document speaks from.
    pub(crate) province: Option<UnitIdx>,
    /// The province of the site that the document comes from.
    pub(crate) site: Option<UnitIdx>,
    /// The unit below it that the document is about: a known unit or an open mention.
    pub(crate) local: UnitTarget,
    /// The site that the document comes from is that of a unit below the province.
    pub(crate) is_local: bool,
    /// Provinces named in each paragraph, by first token of the paragraph.
    passages: BTreeMap<usize, Vec<(usize, UnitIdx)>>,
    /// First token and province of each item of a digest that opens with the name of its province, and
    /// of each line of a table of a life; none where that of the document goes on.
    items: Vec<(usize, Option<UnitIdx>)>,
    /// Mentions that but tell where somebody comes from or lives.
    origins: Vec<bool>,
    /// First tokens of paragraphs.
    paragraphs: Vec<usize>,
    day: Option<Day>,
    /// Mentions that fit a bare word, found when it is first asked for.
    fitting: RefCell<FxHashMap<Bare, Rc<[usize]>>>,
}

impl Context {
    /// Resolves all units of a document.
    pub(crate) fn new(
        reading: &Reading<'_>,
        mentions: &mut Mentions,
        url: Option<&str>,
        day: Option<Day>,
    ) -> Self {
        nest(reading, mentions);
        let ontology = reading.ontology;
        let homes = homes(reading, url, day);
        let mut context = Self {
            meanings: vec![Meaning::Foreign; mentions.units.len()],
            province: None,
            site: url.and(homes.first()).map(|home| ontology.gazetteer.province_of(home.unit)),
            local: UnitTarget::None,
            is_local: homes
                .iter()
                .any(|home| ontology.gazetteer.unit(home.unit).level() != UnitLevel::Province),
            passages: BTreeMap::new(),
            items: Vec::new(),
            origins: origins(reading, mentions),
            paragraphs: paragraphs(reading),
            day,
            fitting: RefCell::default(),
        };
        let mut nearby = homes.clone();
        let mut known = Resolved::default();
        for _ in 0..ROUNDS {
            let before = context.meanings.clone();
            context.resolve_all(ontology, mentions, &nearby, &mut known);
            context.province = context.home_province(ontology, mentions, &homes);
            let weighed = context.weigh(ontology, mentions);
            let next: Vec<Nearby> = homes.iter().copied().chain(weighed).collect();
            if next == nearby && context.meanings == before {
                break;
            }
            if next != nearby {
                known.clear();
            }
            nearby = next;
        }
        context.settle(mentions);
        if context.province.is_none_or(|p| ontology.gazetteer.unit(p).kind == UnitKind::CentralCity)
        {
            context.passages = context.passages(reading, mentions);
        }
        context.items = context.items(reading, mentions);
        context.local = context.home_local(ontology, mentions, &homes);
        context
    }

    /// Resolves all mentions in the light of `nearby`; what is `known` was resolved in the same light.
    fn resolve_all(
        &mut self,
        ontology: &Ontology,
        mentions: &Mentions,
        nearby: &[Nearby],
        known: &mut Resolved,
    ) {
        for pass in 0..2 {
            for (i, mention) in mentions.units.iter().enumerate() {
                if (pass == 0) != mention.within.is_none() {
                    continue;
                }
                let within = mention.within.and_then(|w| self.known(w));
                let kinds = kinds_of(ontology, mention);
                let Some(name) = mention.name else { continue };
                let meaning = known.entry((name, kinds, within)).or_insert_with(|| {
                    let query = UnitQuery { name, kinds, day: self.day, within, nearby };
                    match ontology.gazetteer.resolve(&query) {
                        Resolution::Decided(unit) => Meaning::Known(unit),
                        Resolution::Candidates(ranked) => Meaning::Open(ranked),
                        Resolution::Unknown => Meaning::Foreign,
                    }
                });
                self.meanings[i] = meaning.clone();
            }
        }
    }

    /// A name without a type means the unit that the text names so with its type.
    fn settle(&mut self, mentions: &Mentions) {
        let typed = (0..mentions.units.len()).filter(|&i| mentions.units[i].kind.is_some());
        let mut named: FxHashSet<UnitIdx> = typed.filter_map(|i| self.known(i)).collect();
        for (meaning, mention) in self.meanings.iter_mut().zip(&mentions.units) {
            let Meaning::Open(ranked) = &*meaning else { continue };
            let mut settled = ranked.iter().map(|r| r.unit).filter(|u| named.contains(u));
            if let (Some(unit), None) = (settled.next(), settled.next()) {
                *meaning = Meaning::Known(unit);
                named.extend(mention.kind.map(|_| unit));
            }
        }
    }

    /// The unit of a mention, where it is decided.
    pub(crate) fn known(&self, mention: usize) -> Option<UnitIdx> {
        match self.meanings[mention] {
            Meaning::Known(unit) => Some(unit),
            Meaning::Open(_) | Meaning::Foreign => None,
        }
    }

    /// Decided units with how often they are named.
    fn weigh(&self, ontology: &Ontology, mentions: &Mentions) -> Vec<Nearby> {
        let mut counts: BTreeMap<UnitIdx, f64> = BTreeMap::new();
        for i in 0..mentions.units.len() {
            if let Some(unit) = self.known(i) {
                *counts.entry(unit).or_default() += 1.0;
            }
        }
        if let Some(province) = self.province {
            *counts.entry(ontology.gazetteer.province_of(province)).or_default() += 1.0;
        }
        let weight = |count: f64| 0.2 * f64::min(count, 5.0);
        let mut weighed: Vec<Nearby> =
            counts.into_iter().map(|(unit, n)| Nearby { unit, weight: weight(n) }).collect();
        if weighed.len() > NEARBY {
            weighed.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.unit.cmp(&b.unit)));
            weighed.truncate(NEARBY);
            weighed.sort_by_key(|n| n.unit);
        }
        weighed
    }

    /// The province of the site, else the one that most units named lie in.
    fn home_province(
        &self,
        ontology: &Ontology,
        mentions: &Mentions,
        homes: &[Nearby],
    ) -> Option<UnitIdx> {
        let home = homes.first().map(|home| ontology.gazetteer.province_of(home.unit));
        if let Some(home) = home.filter(|&home| !self.is_elsewhere(ontology, mentions, home)) {
            return Some(home);
        }
        let mut counts: BTreeMap<UnitIdx, (f64, usize)> = BTreeMap::new();
        let mut total = 0.0;
        for i in 0..mentions.units.len() {
            let Some(unit) = self.known(i).filter(|_| !self.origins[i]) else { continue };
            total += if i < 2 { 1.5 } else { 1.0 };
            let province = ontology.gazetteer.province_of(unit);
            let (weight, _) = counts.entry(province).or_insert((0.0, usize::MAX - i));
            *weight += if i < 2 { 1.5 } else { 1.0 };
        }
        let (province, (weight, _)) =
            counts.into_iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(a.1.1.cmp(&b.1.1)))?;
        (weight * 2.0 > total).then_some(province)
    }

    /// The district or commune that the document is about: that of the site, else the one named most.
    fn home_local(&self, ontology: &Ontology, mentions: &Mentions, homes: &[Nearby]) -> UnitTarget {
        let below = |unit: UnitIdx| ontology.gazetteer.unit(unit).level() != UnitLevel::Province;
        let site = homes.iter().map(|h| h.unit).find(|&unit| below(unit));
        let named = |unit: UnitIdx| {
            (0..mentions.units.len())
                .any(|i| self.known(i).is_some_and(|u| ontology.gazetteer.same_place(u, unit)))
        };
        if let Some(unit) = site.filter(|&unit| named(unit)) {
            return UnitTarget::Known(unit);
        }
        let mut counts: BTreeMap<(UnitLevel, String), (usize, usize, UnitTarget)> = BTreeMap::new();
        for (i, mention) in mentions.units.iter().enumerate().filter(|(i, _)| !self.origins[*i]) {
            let (level, target) = match &self.meanings[i] {
                Meaning::Known(unit) => {
                    (ontology.gazetteer.unit(*unit).level(), UnitTarget::Known(*unit))
                }
                Meaning::Open(ranked) => match ranked.first() {
                    Some(first) => {
                        (ontology.gazetteer.unit(first.unit).level(), UnitTarget::Mention(i))
                    }
                    None => continue,
                },
                Meaning::Foreign => continue,
            };
            let first =
                counts.entry((level, mention.written.to_lowercase())).or_insert((0, i, target));
            first.0 += if i < HEADLINE { 3 } else { 2 };
        }
        // The one named most often, of equals the one named first.
        let most = |wanted: UnitLevel| {
            let of_level =
                counts.iter().filter(|((level, _), _)| *level == wanted).map(|(_, count)| count);
            of_level.max_by_key(|&&(count, first, _)| (count, usize::MAX - first))
        };
        let stands = |&&(_, _, target): &&(usize, usize, UnitTarget)| match (target, self.day) {
            (UnitTarget::Known(unit), Some(day)) => ontology.gazetteer.unit(unit).in_force(day),
            _ => true,
        };
        let count = |level| most(level).map_or(0, |&(count, _, _)| count);
        let commune = count(UnitLevel::Commune) > OUTNUMBERED * count(UnitLevel::District);
        let district = most(UnitLevel::District).filter(|_| !commune);
        let standing = district.filter(stands).or_else(|| most(UnitLevel::Commune));
        let told = standing.or_else(|| most(UnitLevel::District));
        let of_province = most(UnitLevel::Province).map_or(0, |&(count, _, _)| count);
        let told = told.filter(|&&(count, _, _)| site.is_some() || count * 2 >= of_province);
        let told = told.map(|&(_, _, target)| target);
        told.or(site.map(UnitTarget::Known)).unwrap_or(UnitTarget::None)
    }
}

/// The kinds that the type written, or the body around, allows.
fn kinds_of(ontology: &Ontology, mention: &UnitMention) -> KindSet {
    if let Some(kind) = mention.kind {
        return ontology.lexicon.unit_types[kind as usize].kinds;
    }
    match mention.level {
        Level::Province => KindSet::of_level(UnitLevel::Province),
        Level::District => KindSet::of_level(UnitLevel::District),
        Level::Commune => KindSet::of_level(UnitLevel::Commune),
        Level::City => ontology.gazetteer.kinds_of_word(ontology.lexicon.city_word()),
        Level::Any | Level::None | Level::Central => KindSet::EMPTY,
    }
}
