//! What must hold of the facts of any document whatever.

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use chutri::document::Document;
use chutri::facts::{DocumentFacts, Evidence, Extractor};

/// Longest time that reading may take: a good deal slower than the slowest machine reads any page.
const AT_ONCE: Duration = Duration::from_millis(20);
const PER_BYTE: Duration = Duration::from_micros(4);

/// The quotes of everything that a document says.
fn evidence(facts: &DocumentFacts) -> impl Iterator<Item = &Evidence> {
    let people = facts.people.iter().map(|fact| &fact.evidence);
    let units = facts.units.iter().map(|fact| &fact.evidence);
    let bodies = facts.organizations.iter().map(|fact| &fact.evidence);
    let tenures = facts.tenures.iter().map(|fact| &fact.evidence);
    let meetings = facts.meetings.iter().map(|fact| &fact.evidence);
    let parts = facts.participations.iter().map(|fact| &fact.evidence);
    let citations = facts.citations.iter().map(|fact| &fact.evidence);
    let indicators = facts.indicators.iter().map(|fact| &fact.evidence);
    let all = people.chain(units).chain(bodies).chain(tenures).chain(meetings);
    all.chain(parts).chain(citations).chain(indicators).flatten()
}

/// Every quote is the slice of the raw text between its code points, and not empty.
pub(crate) fn check_quotes(document: &Document, facts: &DocumentFacts) {
    let text: Vec<char> = document.text.chars().collect();
    for Evidence { start, end, quote, rule } in evidence(facts) {
        assert!(start < end && *end <= text.len(), "{start}..{end} of {} by {rule}", text.len());
        let slice: String = text[*start..*end].iter().collect();
        assert_eq!(slice, *quote, "{} by {rule}", document.id);
    }
}

/// What a fact refers to is there: people, bodies and events by the names they have in the lists.
pub(crate) fn check_references(facts: &DocumentFacts) {
    let people: BTreeSet<_> = facts.people.iter().map(|person| &person.name).collect();
    let bodies: BTreeSet<_> = facts.organizations.iter().map(|body| &body.name).collect();
    // A governor's office is of the province itself.
    let units = facts.units.iter().map(|unit| &unit.name);
    let of_whom: BTreeSet<_> = units.chain(bodies.iter().copied()).collect();
    let events: BTreeSet<_> = facts.meetings.iter().map(|meeting| &meeting.id).collect();
    assert_eq!(people.len(), facts.people.len(), "a person once: {people:?}");
    assert_eq!(events.len(), facts.meetings.len());
    for tenure in &facts.tenures {
        assert!(people.contains(&tenure.person), "{tenure:?}");
        assert!(
            tenure.organization.as_ref().is_none_or(|body| of_whom.contains(body)),
            "{tenure:?}"
        );
    }
    for meeting in &facts.meetings {
        assert!(meeting.body.as_ref().is_none_or(|body| bodies.contains(body)), "{meeting:?}");
    }
    for part in &facts.participations {
        assert!(people.contains(&part.person) && events.contains(&part.meeting), "{part:?}");
    }
    let names = people.iter().chain(&bodies).map(|name| name.as_str());
    for name in names.chain(facts.units.iter().map(|unit| unit.name.as_str())) {
        assert!(!name.trim().is_empty() && name.trim() == name, "{name:?}");
        assert!(!name.contains(['\n', '\r', '\u{ad}', '\u{200b}', '\u{a0}']), "{name:?}");
    }
}

/// Facts are written and read again without loss.
pub(crate) fn check_json(facts: &DocumentFacts) {
    let line = serde_json::to_string(facts).expect("facts are written");
    let again: DocumentFacts = serde_json::from_str(&line).expect("facts are read");
    assert_eq!(&again, facts);
}

/// Reads a document in every way there is, in time, and checks all of the above.
pub(crate) fn check(extractor: Extractor<'_>, document: &Document) -> DocumentFacts {
    let facts = in_time(document, || extractor.extract(document));
    check_quotes(document, &facts);
    check_references(&facts);
    check_json(&facts);
    let unparsed = in_time(document, || extractor.unparsed(document, &facts));
    let text: Vec<char> = document.text.chars().collect();
    for sentence in &unparsed {
        assert_eq!(text[sentence.start..sentence.end].iter().collect::<String>(), sentence.quote);
    }
    facts
}

/// Does `work` again where it seems slow, since others use the machine too.
fn in_time<T>(document: &Document, work: impl Fn() -> T) -> T {
    let bound = AT_ONCE + PER_BYTE * u32::try_from(document.text.len()).expect("a short document");
    let mut tries = 0;
    loop {
        let started = busy();
        let done = work();
        let spent = busy().saturating_sub(started);
        tries += 1;
        if spent < bound || cfg!(debug_assertions) {
            return done;
        }
        assert!(tries < 3, "{spent:?} for {} bytes, not {bound:?}", document.text.len());
    }
}

/// Time that this thread has had of a processor where the system tells it, else the time of day.
fn busy() -> Duration {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    spent.map_or_else(time_of_day, Duration::from_nanos)
}

fn time_of_day() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}
