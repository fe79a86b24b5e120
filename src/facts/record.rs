//! Records: citations and figures, completed with what the whole document tells.

use super::mention::{ChunkKind, UnitRef};
use super::naming::Namer;
use super::recognize::citation::{CitedDocument, Issuer, citations};
use super::recognize::date::DateMention;
use super::recognize::indicator::figures;
use super::{Citation, Evidence, Indicator};
use crate::ontology::gazetteer::Day;
use crate::ontology::lexicon::Level;

use super::context::UnitTarget;

/// Most quotes kept for one record.
const QUOTES: usize = 8;

/// The documents that the text cites, with the full names of who issued them.
pub(crate) fn cited(namer: &Namer<'_, '_>, dates: &[DateMention]) -> Vec<Citation> {
    let documents = citations(namer.reading, dates).into_iter();
    documents
        .map(|document| Citation {
            issuer: document
                .issuer
                .as_ref()
                .and_then(|issuer| issuer_name(namer, issuer, &document)),
            evidence: evidence(namer, &document.mentions, "citation"),
            date: document.date.map(|d| d.iso()),
            kind: document.kind,
            number: Some(document.number),
        })
        .collect()
}

fn evidence(namer: &Namer<'_, '_>, mentions: &[(usize, usize)], rule: &str) -> Vec<Evidence> {
    mentions
        .iter()
        .take(QUOTES)
        .map(|&(start, end)| namer.reading.evidence(start, end, rule))
        .collect()
}

fn issuer_name(namer: &Namer<'_, '_>, issuer: &Issuer, document: &CitedDocument) -> Option<String> {
    match issuer {
        Issuer::Name(name) => Some(name.clone()),
        Issuer::Words { start, end } => named_in(namer, *start, *end),
        Issuer::Body { kind, parent } => {
            let kinds = &namer.reading.ontology.lexicon.bodies;
            let level = parent.map_or(kinds[*kind as usize].level, |c| kinds[c as usize].level);
            let at = document.mentions.first()?.0;
            namer.implied(&kinds[*kind as usize].key, level, UnitRef::None, at).map(|b| b.name)
        }
    }
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
    body.map(|body| namer.body(body, UnitRef::None).name).find(|name| !name.is_empty())
}

/// The figures of the text, each for the unit that the document is about.
pub(crate) fn measured(
    namer: &Namer<'_, '_>,
    dates: &[DateMention],
    day: Option<Day>,
) -> Vec<Indicator> {
    let year = day.and_then(|day| u16::try_from(day.packed() / 10_000).ok());
    let figures = figures(namer.reading, dates, year).into_iter();
    figures
        .map(|figure| Indicator {
            evidence: evidence(namer, &figure.mentions, "figure"),
            place: figure.mentions.first().and_then(|&(at, _)| place(namer, at)),
            name: figure.name,
            value: figure.value,
            of: figure.of,
            unit: figure.unit,
            period: figure.period,
        })
        .collect()
}

/// The unit that the document is about, in full.
fn place(namer: &Namer<'_, '_>, at: usize) -> Option<String> {
    let ontology = namer.reading.ontology;
    match namer.context.of_level(ontology, namer.mentions, Level::Any, at) {
        UnitTarget::Known(unit) => Some(ontology.gazetteer.full_name(unit)),
        UnitTarget::Mention(_) | UnitTarget::Type(_) | UnitTarget::None => None,
    }
}
