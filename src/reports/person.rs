//! A person: offices in order of time, meetings, partners in the chair, sources.

use super::report::Report;
use super::rows::{BETWEEN, Rows};
use super::terms::{Thing, rows_of};
use super::words::about;
use crate::triples::{QueryError, Triplestore};

const OFFICES: &str = include_str!("person/offices.rq");
const MEETINGS: &str = include_str!("person/meetings.rq");
const PARTNERS: &str = include_str!("person/partners.rq");
const PERHAPS: &str = include_str!("person/perhaps.rq");
const SOURCES: &str = include_str!("person/sources.rq");
const NAMES: &str = include_str!("person/names.rq");

/// What the graph says of one person.
///
/// # Errors
/// Where the store fails.
pub fn person(store: &Triplestore, person: &Thing) -> Result<Report, QueryError> {
    let ask = |question| rows_of(store, &about(question, &person.iri));
    let mut report = Report::new(&person.label);
    report.fact("also_written", all(&ask(NAMES)?));
    report.fact("address", person.iri.clone());
    report.section(
        "offices",
        periods(&ask(OFFICES)?.joined("tenure", &["status", "status_code"])),
        &[
            "attested_from",
            "attested_until",
            "stated_from",
            "stated_until",
            "term",
            "status",
            "office",
        ],
    );
    let meetings = ask(MEETINGS)?
        .joined("address", &["role", "role_code", "body", "body_address", "capacity"]);
    report.section(
        "meetings",
        meetings.dated("date", "earliest", "latest"),
        &["date", "role", "meeting", "body"],
    );
    report.section("chaired_with", ask(PARTNERS)?, &["person", "meetings", "first", "last"]);
    report.section(
        "perhaps_the_same",
        ask(PERHAPS)?.joined("address", &["office"]),
        &["person", "score", "office", "address"],
    );
    report.section(
        "sources",
        ask(SOURCES)?.dated("published", "published_earliest", "published_latest"),
        &["published", "page", "url"],
    );
    Ok(report)
}

/// Tenures with the bounds of stated days as one date each.
pub(super) fn periods(rows: &Rows) -> Rows {
    let rows = rows.dated("stated_from", "from_earliest", "from_latest");
    rows.dated("stated_until", "until_earliest", "until_latest")
}

/// All cells side by side.
pub(super) fn all(rows: &Rows) -> String {
    let cells: Vec<&str> = rows.rows.iter().flatten().flatten().map(String::as_str).collect();
    cells.join(BETWEEN)
}
