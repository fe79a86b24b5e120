//! A meeting: what, when, of which bodies, and who took which part.

use super::report::Report;
use super::terms::{Thing, rows_of};
use super::words::about;
use crate::triples::{QueryError, Triplestore};

const ABOUT: &str = include_str!("meeting/about.rq");
const BODIES: &str = include_str!("meeting/bodies.rq");
const PEOPLE: &str = include_str!("meeting/people.rq");

/// What the graph says of one meeting.
///
/// # Errors
/// Where the store fails.
pub fn meeting(store: &Triplestore, meeting: &Thing) -> Result<Report, QueryError> {
    let ask = |question| rows_of(store, &about(question, &meeting.iri));
    let mut report = Report::new(&meeting.label);
    let known = ask(ABOUT)?.dated("date", "earliest", "latest");
    for name in ["kind", "kind_code", "date", "ordinal", "convocation", "place"] {
        let cell = known.rows.first().and_then(|row| row[known.place(name)?].clone());
        report.fact(name, cell.unwrap_or_default());
    }
    report.fact("address", meeting.iri.clone());
    report.section("bodies", ask(BODIES)?, &["body"]);
    let people = ask(PEOPLE)?.joined("participation", &["capacity"]);
    report.section("people", people, &["role", "person", "capacity"]);
    Ok(report)
}
