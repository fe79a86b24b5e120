//! The organizations of a document: every body once, with all places that name it.

use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::Organization;
use super::mention::{ChunkKind, Part, Span, UnitRef};
use super::naming::{FullBody, Namer, Shared};
use super::reading::Reading;
use super::roll::full_office;
use crate::ontology::lexicon::{Level, Lexeme, LexemeKind, NameWord};
use crate::text::fold;

/// Most quotes kept for one organization.
const QUOTES: usize = 8;
/// Most chunks in a row of bodies that share a unit.
const ROW: usize = 14;

/// Organizations by folded name.
#[derive(Debug)]
pub(crate) struct Bodies {
    /// Numbers of folded names.
    folded: FxHashMap<String, usize>,
    /// By number; none where a name belongs to no body.
    found: Vec<Option<(Rc<FullBody>, Vec<Place>)>>,
}

/// Where a body is named, and the recogniser that found it.
type Place = (Span, &'static str);

/// Bodies that room is made for at once.
const ROOM: usize = 14;

impl Bodies {
    /// None yet, with room for those of a short text.
    pub(crate) fn with_room() -> Self {
        let folded = FxHashMap::with_capacity_and_hasher(ROOM, FxBuildHasher);
        Self { folded, found: Vec::with_capacity(ROOM) }
    }

    /// Notes a body with where it stands; an empty name is none.
    pub(crate) fn add(&mut self, body: &Rc<FullBody>, span: Span, rule: &'static str) {
        if body.name.is_empty() || body.kind.is_none() {
            return;
        }
        let number = self.number(body);
        let (_, places) = self.found[number].get_or_insert_with(|| (Rc::clone(body), Vec::new()));
        places.push((span, rule));
    }

    /// Notes the committee that an office of nobody named implies within its body: `các Ủy viên BTV Tỉnh ủy`.
    fn add_implied(&mut self, namer: &Namer<'_, '_>, office: usize) {
        let mention = &namer.mentions.offices[office];
        let title = &namer.reading.ontology.lexicon.titles[mention.title as usize];
        if !title.implies.is_empty()
            && let Some(body) = full_office(namer, office, None).body
        {
            self.add(&body, mention.span, "body-name");
        }
    }

    /// One number for all bodies whose names are spellings of one.
    pub(crate) fn number(&mut self, body: &FullBody) -> usize {
        *body.number.get_or_init(|| self.number_of(&body.name))
    }

    fn number_of(&mut self, name: &str) -> usize {
        let number = *self.folded.entry(fold(name)).or_insert(self.found.len());
        if number == self.found.len() {
            self.found.push(None);
        }
        number
    }

    /// The name that a body goes by: that of its first spelling.
    pub(crate) fn known_as(&mut self, body: &FullBody) -> String {
        let number = self.number(body);
        let first = self.found[number].as_ref();
        first.map_or_else(|| body.name.clone(), |(first, _)| first.name.clone())
    }

    /// All of them, in the order of their first mentions.
    pub(crate) fn into_organizations(self, reading: &Reading<'_>) -> Vec<Organization> {
        let mut found: Vec<(Rc<FullBody>, Vec<Place>)> = self.found.into_iter().flatten().collect();
        for (_, spans) in &mut found {
            spans.sort_unstable();
            spans.dedup_by_key(|s| s.0);
        }
        found.sort_by(|a, b| a.1[0].0.cmp(&b.1[0].0).then_with(|| a.0.name.cmp(&b.0.name)));
        let ontology = reading.ontology;
        let kind = |row: u16| ontology.lexicon.bodies[row as usize].key.clone();
        found
            .into_iter()
            .map(|(body, spans)| Organization {
                evidence: spans
                    .iter()
                    .take(QUOTES)
                    .map(|&(s, rule)| reading.evidence(s.start, s.end, rule))
                    .collect(),
                name: body.name.clone(),
                kind: body.kind.map(kind).unwrap_or_default(),
                unit: body.unit.map(|unit| ontology.gazetteer.unit(unit).id.to_owned()),
                parent: body.parent.as_ref().map(|parent| parent.name.clone()),
                confidence: None,
                candidates: body.candidates.clone(),
            })
            .collect()
    }
}

/// Bodies that the text names, by themselves, as part of others or with an office.
///
/// A body that leaves its unit to the other offices of a holder is noted with the office, not here.
pub(crate) fn named_bodies(namer: &Namer<'_, '_>, held: &FxHashSet<usize>, bodies: &mut Bodies) {
    let chunks = &namer.mentions.chunks;
    for (range, outline) in namer.mentions.sentences.iter().zip(&namer.mentions.outlines) {
        if !outline.has(Part::Body) && !outline.has(Part::Office) {
            continue;
        }
        for at in range.clone() {
            let (body, span) = match chunks[at].kind {
                ChunkKind::Body(body) => (body, chunks[at].span),
                ChunkKind::Office(office) => match namer.mentions.offices[office].body {
                    Some(body) if held.contains(&office) && says_nothing(namer, body) => continue,
                    Some(body) => {
                        if !held.contains(&office) {
                            bodies.add_implied(namer, office);
                        }
                        (body, namer.mentions.bodies[body].span)
                    }
                    None => continue,
                },
                _ => continue,
            };
            if namer.mentions.bodies[body].unit == UnitRef::None && is_of_many(namer, at, range.end)
            {
                continue;
            }
            let shared = shared(namer, body, at, range.end);
            let full = namer.body(body, shared);
            let given = shared != Shared::from(UnitRef::None) && !full.name.is_empty();
            if given || !namer.is_common_noun(body, &full) {
                bodies.add(&full, span, "body-name");
            }
            if let Some(parent) = namer.mentions.bodies[body].parent {
                bodies.add(
                    &namer.body(parent, shared),
                    namer.mentions.bodies[parent].span,
                    "body-name",
                );
            }
        }
    }
}

/// Whether neither a body nor those that it is part of say whose they are.
fn says_nothing(namer: &Namer<'_, '_>, body: usize) -> bool {
    let bodies = &namer.mentions.bodies;
    let mut parts = std::iter::successors(Some(body), |&b| bodies[b].parent);
    parts.all(|b| bodies[b].unit == UnitRef::None && bodies[b].name.is_empty())
}

/// What the bodies behind give one: whose committee it is, `Đảng ủy, Bộ Chỉ huy … tỉnh`, else their unit.
fn shared(namer: &Namer<'_, '_>, body: usize, at: usize, end: usize) -> Shared {
    let unit = shared_unit(namer, at, end);
    let chunks = &namer.mentions.chunks[at + 1..end];
    let parent = match chunks {
        [join, next, ..] if join.is_sign(",") || namer.is_and(join.span.start) => match next.kind {
            ChunkKind::Body(next) => Some(next).filter(|&next| namer.is_within(body, next)),
            _ => None,
        },
        _ => None,
    };
    let unit = if parent.is_some() { UnitRef::None } else { unit };
    Shared { unit, parent }
}

/// The unit that the last body of a row, or the people of a unit, gives to a body before it.
fn shared_unit(namer: &Namer<'_, '_>, at: usize, end: usize) -> UnitRef {
    let chunks = &namer.mentions.chunks;
    let joins = |i: usize| chunks[i].is_sign(",-\u{2013}") || namer.is_and(chunks[i].span.start);
    let populace = |i: usize| {
        let start = chunks[i].span.start;
        namer.reading.is(start, Lexeme::NameWord(NameWord::Populace)).map(|length| start + length)
    };
    let mut next = at + 1;
    while next < end.min(at + ROW) {
        if let Some(behind) = populace(next) {
            next += chunks[next..end].partition_point(|c| c.span.start < behind);
            continue;
        }
        match chunks[next].kind {
            ChunkKind::Body(body) if namer.mentions.bodies[body].unit != UnitRef::None => {
                return namer.mentions.bodies[body].unit;
            }
            ChunkKind::Unit(unit) if next > at + 1 && suits(namer, chunks[at].kind, unit) => {
                return UnitRef::Named(unit);
            }
            ChunkKind::Body(_) => {}
            _ if joins(next) => {}
            _ => break,
        }
        next += 1;
    }
    UnitRef::None
}

/// Whether a unit may have a body: those of the provinces are not of the units below.
fn suits(namer: &Namer<'_, '_>, body: ChunkKind, unit: usize) -> bool {
    let ChunkKind::Body(body) = body else { return true };
    let lexicon = &namer.reading.ontology.lexicon;
    let wanted = lexicon.bodies[usize::from(namer.mentions.bodies[body].kind)].level;
    let given =
        namer.mentions.units[unit].kind.map(|row| lexicon.unit_types[usize::from(row)].level);
    wanted != Level::Province || !matches!(given, Some(Level::District | Level::Commune))
}

/// Whether a row of bodies and offices ends with units in the plural, so that it means those of all:
/// `Bí thư Đảng ủy, Chủ tịch UBND các xã`.
fn is_of_many(namer: &Namer<'_, '_>, at: usize, end: usize) -> bool {
    let chunks = &namer.mentions.chunks;
    let row = |i: &usize| {
        matches!(chunks[*i].kind, ChunkKind::Body(_) | ChunkKind::Office(_))
            || chunks[*i].is_sign(",-\u{2013}")
            || namer.is_and(chunks[*i].span.start)
    };
    let last = (at + 1..end.min(at + ROW)).take_while(row).last().unwrap_or(at);
    let is = |word| {
        chunks.get(last + 1).filter(|_| last + 1 < end).is_some_and(|c| {
            c.kind == ChunkKind::Word
                && namer.reading.is(c.span.start, Lexeme::NameWord(word)).is_some()
        })
    };
    let type_of = |c: &super::mention::Chunk| {
        c.kind == ChunkKind::Word && namer.reading.has(c.span.start, LexemeKind::UnitType)
    };
    is(NameWord::Plural) && last + 2 < end && type_of(&chunks[last + 2])
}
