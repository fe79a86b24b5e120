//! Who holds which office, for finding whom an office named alone means.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::roll::{FullOffice, Holding};
use crate::facts::TenureStatus;

/// The holdings of a document; sorted only where somebody is asked for.
#[derive(Debug)]
pub(crate) struct Holders<'h> {
    holdings: &'h [Holding],
    index: OnceCell<Index<'h>>,
}

/// Holdings that are not over, by title and body.
#[derive(Debug, Default)]
struct Index<'h> {
    by_body: FxHashMap<(u16, Option<&'h str>), Vec<Place>>,
    by_title: FxHashMap<u16, Vec<Place>>,
}

/// Where a holding begins, and whose it is.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    person: usize,
}

impl<'h> Holders<'h> {
    pub(crate) fn new(holdings: &'h [Holding]) -> Self {
        Self { holdings, index: OnceCell::new() }
    }

    /// Who was last told before token `before` to hold the office; where its body is unknown, anybody
    /// of the title.
    pub(crate) fn of(
        &self,
        reading: &Reading<'_>,
        office: &FullOffice,
        before: usize,
    ) -> Option<usize> {
        let last = |places: &Vec<Place>| {
            let next = places.partition_point(|place| place.start < before);
            next.checked_sub(1).map(|last| places[last].person)
        };
        let (title, body) = key(reading, office);
        let index = self.index.get_or_init(|| Index::new(reading, self.holdings));
        let exact = index.by_body.get(&(title, body)).and_then(last);
        let of_title = || index.by_title.get(&title).filter(|_| body.is_none()).and_then(last);
        exact.or_else(of_title)
    }
}

impl<'h> Index<'h> {
    fn new(reading: &Reading<'_>, holdings: &'h [Holding]) -> Self {
        let mut index = Self::default();
        for holding in holdings.iter().filter(|h| h.status != TenureStatus::Former) {
            let place = Place { start: holding.span.start, person: holding.person };
            let (title, body) = key(reading, &holding.office);
            add(index.by_body.entry((title, body)).or_default(), place);
            add(index.by_title.entry(title).or_default(), place);
        }
        index
    }
}

/// Adds a holding in the order of the text's reading. Those before it that begin no earlier are told last
/// no more, whatever place is asked for; those that are left begin one after the other.
fn add(places: &mut Vec<Place>, place: Place) {
    while places.last().is_some_and(|last| last.start >= place.start) {
        places.pop();
    }
    places.push(place);
}

fn key<'o>(reading: &Reading<'_>, office: &'o FullOffice) -> (u16, Option<&'o str>) {
    let title = &reading.ontology.lexicon.titles[office.title as usize];
    (title.first, office.body.as_ref().map(|b| b.name.as_str()))
}
