//! A body: posts with their holders in succession, meetings, and what it is part of.

mod succession;

use super::meetings;
use super::person::{all, periods};
use super::report::Report;
use super::terms::{Thing, rows_of};
use super::words::about;
use crate::triples::{QueryError, Triplestore};

const ABOUT: &str = include_str!("body/about.rq");
const ABOVE: &str = include_str!("body/above.rq");
const BELOW: &str = include_str!("body/below.rq");
/// Columns of the bodies before and after a merger of units.
const MERGER: [&str; 4] = ["body", "on", "decree", "address"];
const CONTINUED: &str = include_str!("body/continued.rq");
const CONTINUES: &str = include_str!("body/continues.rq");
const POSTS: &str = include_str!("body/posts.rq");
const READINGS: &str = include_str!("body/readings.rq");
const NAMES: &str = include_str!("person/names.rq");

/// What the graph says of one body.
///
/// # Errors
/// Where the store fails.
pub fn body(store: &Triplestore, body: &Thing) -> Result<Report, QueryError> {
    let ask = |question| rows_of(store, &about(question, &body.iri));
    let mut report = Report::new(&body.label);
    let known = ask(ABOUT)?;
    report.fact("class", all(&known.joined("class", &[]).with(&["class"])));
    report.fact("class_code", all(&known.joined("class", &[]).with(&["class_code"])));
    report.fact("unit", all(&known.joined("unit_address", &[]).with(&["unit"])));
    report.fact("unit_address", all(&known.joined("unit_address", &[]).with(&["unit_address"])));
    report.fact("also_written", all(&ask(NAMES)?));
    report.fact("address", body.iri.clone());
    let posts = periods(&ask(POSTS)?.joined("tenure", &["status", "status_code"]));
    report.section(
        "posts",
        succession::followed(&posts),
        &["office", "person", "attested_from", "attested_until", "follows", "term", "status"],
    );
    let condition = about("    ?m schema:organizer $this .\n", &body.iri);
    report.section(
        "meetings",
        meetings::meetings_where(store, &condition)?,
        &meetings::SHORT_MEETINGS,
    );
    report.section("part_of", ask(ABOVE)?, &["body", "address"]);
    report.section("parts", ask(BELOW)?, &["body", "address"]);
    report.section("continued_as", ask(CONTINUED)?, &MERGER);
    report.section("continues", ask(CONTINUES)?, &MERGER);
    report.section("readings_left_open", ask(READINGS)?, &["rank", "reading", "score"]);
    Ok(report)
}
