//! Records: citations and figures, completed with what the whole document tells.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::context::UnitTarget;
use super::mention::{BodyMention, Chunk, ChunkKind, UnitRef};
use super::naming::{FullBody, Namer};
use super::recognize::citation::{CitedDocument, Issuer, citations};
use super::recognize::date::DateMention;
use super::recognize::indicator::figures;
use super::roll::full_office;
use super::{Citation, Evidence, Indicator};
use crate::ontology::gazetteer::{Day, UnitIdx};
use crate::ontology::lexicon::{Level, Lexeme};

/// Most quotes kept for one record.
const QUOTES: usize = 8;

/// The documents that the text cites, with the full names of who issued them.
pub(crate) fn cited(namer: &Namer<'_, '_>, dates: &[DateMention]) -> Vec<Citation> {
    let documents = citations(namer.reading, dates);
    if documents.is_empty() {
        return Vec::new();
    }
    let named = NamedBodies::new(&namer.mentions.bodies);
    documents
        .into_iter()
        .map(|document| Citation {
            issuer: document
                .issuer
                .as_ref()
                .and_then(|issuer| issuer_name(namer, issuer, &document, &named)),
            evidence: evidence(namer, &document.mentions, "citation"),
            date: document.date.map(super::recognize::date::PartialDate::iso),
            kind: document.kind,
            number: Some(document.number),
        })
        .collect()
}

fn evidence(
    namer: &Namer<'_, '_>,
    mentions: &[(usize, usize)],
    rule: &'static str,
) -> Vec<Evidence> {
    mentions
        .iter()
        .take(QUOTES)
        .map(|&(start, end)| namer.reading.evidence(start, end, rule))
        .collect()
}

fn issuer_name(
    namer: &Namer<'_, '_>,
    issuer: &Issuer,
    document: &CitedDocument,
    named: &NamedBodies,
) -> Option<String> {
    match issuer {
        Issuer::Name(name) => Some(name.clone()),
        Issuer::Words { start, end } => {
            named_office(namer, *start).or_else(|| named_in(namer, *start, *end))
        }
        Issuer::Body { kind, parent } => {
            let at = document.mentions.first()?.0;
            if let Some(body) = named.nearest(*kind, at) {
                return Some(namer.body(body, UnitRef::None).name.clone());
            }
            let kinds = &namer.reading.ontology.lexicon.bodies;
            let level = parent.map_or(kinds[*kind as usize].level, |c| kinds[c as usize].level);
            namer
                .implied(&kinds[*kind as usize].key, level, UnitRef::None, at)
                .map(|b| b.name.clone())
        }
    }
}

/// The bodies that are named with their units.
struct NamedBodies {
    /// By kind: the first of them, and where each stands, in order.
    of_kind: BTreeMap<u16, (usize, Vec<(usize, usize)>)>,
}

impl NamedBodies {
    fn new(bodies: &[BodyMention]) -> Self {
        let mut of_kind: BTreeMap<u16, (usize, Vec<(usize, usize)>)> = BTreeMap::new();
        for (i, body) in bodies.iter().enumerate().filter(|(_, b)| b.unit != UnitRef::None) {
            let (_, places) = of_kind.entry(body.kind).or_insert((i, Vec::new()));
            places.push((body.span.start, i));
        }
        for (_, places) in of_kind.values_mut() {
            places.sort_unstable();
        }
        Self { of_kind }
    }

    /// The last body of a kind before a token, else the next one.
    fn nearest(&self, kind: u16, at: usize) -> Option<usize> {
        let (first, places) = self.of_kind.get(&kind)?;
        let before = places.partition_point(|&(start, _)| start < at).checked_sub(1);
        Some(before.map_or(*first, |last| places[last].1))
    }
}

/// The holder of an office as issuer: the office and its body.
fn named_office(namer: &Namer<'_, '_>, start: usize) -> Option<String> {
    let chunks = &namer.mentions.chunks;
    let chunk = &chunks[chunks.binary_search_by_key(&start, |chunk| chunk.span.start).ok()?];
    let ChunkKind::Office(office) = chunk.kind else { return None };
    let full = full_office(namer, office, None);
    let title = &namer.reading.ontology.lexicon.titles[usize::from(full.title)].title;
    Some(match full.body {
        Some(body) => format!("{title} {}", body.name),
        None => title.clone(),
    })
}

/// The body that stands in a range of tokens, or the one of an office there.
fn named_in(namer: &Namer<'_, '_>, start: usize, end: usize) -> Option<String> {
    let chunks = &namer.mentions.chunks;
    let first = chunks.partition_point(|c| c.span.end <= start);
    let inside = chunks[first..].iter().take_while(|c| c.span.start < end);
    let body = inside.filter_map(|chunk| match chunk.kind {
        ChunkKind::Body(body) => Some(body),
        ChunkKind::Office(office) => namer.mentions.offices[office].body,
        _ => None,
    });
    body.map(|body| namer.body(body, UnitRef::None).name.clone()).find(|name| !name.is_empty())
}

/// The figures of the text, each for the unit that its passage speaks of.
pub(crate) fn measured(
    namer: &Namer<'_, '_>,
    dates: &[DateMention],
    day: Option<Day>,
) -> Vec<Indicator> {
    let year = day.and_then(|day| u16::try_from(day.packed() / 10_000).ok());
    let mut figures = figures(namer.reading, dates, year);
    figures.retain(|figure| !figure.name.is_empty());
    let starts: Vec<usize> = figures.iter().map(|f| f.mentions[0].0).collect();
    let mut spoken = Spoken::default();
    figures
        .into_iter()
        .map(|figure| Indicator {
            evidence: evidence(namer, &figure.mentions, "figure"),
            place: spoken.place(namer, first_of_sentence(namer, &starts, figure.mentions[0].0)),
            name: figure.name,
            value: figure.value,
            of: figure.of,
            unit: figure.unit,
            period: figure.period,
        })
        .collect()
}

/// The first figure of the sentence of the figure at a token: behind it stand the units that figures
/// are held against.
fn first_of_sentence(namer: &Namer<'_, '_>, starts: &[usize], at: usize) -> usize {
    let sentences = &namer.reading.sentences;
    let sentence = sentences[..sentences.partition_point(|s| s.start <= at)].last();
    let start = sentence.map_or(at, |s| s.start);
    starts.get(starts.partition_point(|&figure| figure < start)).copied().unwrap_or(at)
}

/// The unit that the text spoke of last, as figures are placed from first to last.
#[derive(Default)]
struct Spoken {
    /// First token of the paragraph.
    paragraph: usize,
    /// Chunks read.
    read: usize,
    unit: Option<UnitIdx>,
}

impl Spoken {
    /// The unit that the figures of a sentence are measured for, the first of them at a token: what is
    /// named last before it in its paragraph, by itself, by its type or through a body; else the unit that
    /// the document is about.
    fn place(&mut self, namer: &Namer<'_, '_>, at: usize) -> Option<String> {
        let ontology = namer.reading.ontology;
        let home = || namer.context.of_level(ontology, namer.mentions, Level::Any, at);
        self.read_to(namer, at);
        let unit = self.unit.or_else(|| known(home()))?;
        Some(ontology.gazetteer.full_name(unit))
    }

    /// Reads on up to a token, never before what was read.
    fn read_to(&mut self, namer: &Namer<'_, '_>, at: usize) {
        let chunks = &namer.mentions.chunks;
        let paragraph = namer.reading.line_start(at);
        if paragraph != self.paragraph {
            *self = Self { paragraph, unit: None, ..*self };
        }
        let end = chunks.partition_point(|chunk| chunk.span.start < at);
        let new = chunks[self.read.min(end)..end].iter().rev();
        let mut in_paragraph = new.take_while(|chunk| chunk.span.start >= paragraph);
        self.unit = in_paragraph.find_map(|chunk| unit_of(namer, chunk)).or(self.unit);
        self.read = end;
    }
}

/// The unit that a chunk names or belongs to. A bare word for a commune means one only where the
/// document is about it.
fn unit_of(namer: &Namer<'_, '_>, chunk: &Chunk) -> Option<UnitIdx> {
    let (ontology, at) = (namer.reading.ontology, chunk.span.start);
    let target = |unit| known(namer.context.target(ontology, namer.mentions, unit, at));
    let of_body = |body: Rc<FullBody>| body.unit;
    match chunk.kind {
        ChunkKind::Unit(mention) => target(UnitRef::Named(mention)),
        ChunkKind::Body(body) => of_body(namer.body(body, UnitRef::None)),
        ChunkKind::Office(office) => full_office(namer, office, None).body.and_then(of_body),
        ChunkKind::Word => {
            let (_, kind) = namer.reading.longest(at, |lexeme| match lexeme {
                Lexeme::UnitType(kind) => Some(kind),
                _ => None,
            })?;
            let commune = ontology.lexicon.unit_types[usize::from(kind)].level == Level::Commune;
            let home = |unit: &UnitIdx| namer.context.local == UnitTarget::Known(*unit);
            target(UnitRef::Deictic(kind)).filter(|unit| !commune || home(unit))
        }
        _ => None,
    }
}

fn known(target: UnitTarget) -> Option<UnitIdx> {
    match target {
        UnitTarget::Known(unit) => Some(unit),
        UnitTarget::Mention(_) | UnitTarget::Type(_) | UnitTarget::None => None,
    }
}
