//! Where a document speaks from: site names in the text, and units put into one another.

use super::super::mention::Mentions;
use super::super::reading::Reading;
use crate::ontology::gazetteer::{Day, Nearby};
use crate::ontology::lexicon::Level;
use crate::text::{Gap, Shape};

/// Most site names read in a text.
const SITES: usize = 12;
/// How far apart in tokens a unit and the one around it may stand.
const WITHIN: usize = 3;

/// Marks units that the text puts into the next one: a commune with a comma or in brackets before its district.
pub(super) fn nest(reading: &Reading<'_>, mentions: &mut Mentions) {
    let level =
        |kind: Option<u8>| kind.map(|k| reading.ontology.lexicon.unit_types[k as usize].level);
    for i in 0..mentions.units.len() {
        let (span, own) = (mentions.units[i].span, level(mentions.units[i].kind));
        let outer =
            (i + 1..mentions.units.len()).find(|&o| mentions.units[o].span.start >= span.end);
        mentions.units[i].within = outer.filter(|&o| {
            let next = &mentions.units[o];
            next.span.start - span.end <= WITHIN
                && is_around(own, level(next.kind))
                && !has_break(reading, span.end, next.span.start)
        });
    }
}

/// Whether a unit of level `outer` may contain one of level `own`; a bare name is a province.
fn is_around(own: Option<Level>, outer: Option<Level>) -> bool {
    let rank = |level: Option<Level>| match level {
        Some(Level::Commune) => 0,
        Some(Level::District) => 1,
        Some(Level::City) => 2,
        _ => 3,
    };
    rank(own) < rank(outer) || own.is_none() && outer.is_none()
}

fn has_break(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    reading.tokens[from..=to]
        .iter()
        .any(|t| t.gap >= Gap::Line || matches!(t.shape, Shape::Sign(';' | '.')))
}

/// Units that the address and site names in the text give, the surest first.
pub(super) fn homes(reading: &Reading<'_>, url: Option<&str>, day: Option<Day>) -> Vec<Nearby> {
    let gazetteer = &reading.ontology.gazetteer;
    let mut homes: Vec<Nearby> = Vec::new();
    let mut add = |address: &str| {
        if let Some(home) = gazetteer.home(address, day) {
            for unit in [home.unit(gazetteer), home.province] {
                if !homes.iter().any(|h| h.unit == unit) {
                    homes.push(Nearby { unit, weight: 1.0 });
                }
            }
        }
    };
    if let Some(url) = url {
        add(url);
    }
    for site in site_names(reading.text.text()).take(SITES) {
        add(&site);
    }
    homes
}

/// Words of the text that end in the country's domain.
fn site_names(text: &str) -> impl Iterator<Item = String> + '_ {
    let domains = text.match_indices('.').filter(|&(at, _)| text[at..].starts_with(".vn"));
    domains.map(|(at, _)| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@');
        let start = text[..at]
            .rfind(|c| !is_part(c))
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        text[start..at + 3].to_lowercase()
    })
}
