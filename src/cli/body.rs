//! `body`: posts with their holders in succession, meetings, and what the body is part of.

mod succession;

use super::Outcome;
use super::args::Body;
use super::error::CliError;
use super::lookup::{Sought, Thing, one};
use super::meetings;
use super::output::Output;
use super::person::{all, periods};
use super::query::rows_of;
use super::report::Report;
use super::words::about;
use crate::triples::{GraphFolder, Triplestore};

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

/// Prints what the graph says of one body.
pub(super) fn body(arguments: &Body, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.asked.graph.graph)?.store()?;
    let body = one(&store, Sought::Body, &arguments.asked.name)?;
    report(&store, &body)?.print(arguments.asked.format, output)?;
    Ok(Outcome::Done)
}

fn report(store: &Triplestore, body: &Thing) -> Result<Report, CliError> {
    let ask = |question| rows_of(store, &about(question, &body.iri));
    let mut report = Report::new(&body.label);
    let known = ask(ABOUT)?;
    report.fact("class", all(&known.joined("class", &[]).with(&["class"])));
    report.fact("unit", all(&known.joined("unit_address", &[]).with(&["unit"])));
    report.fact("also_written", all(&ask(NAMES)?));
    report.fact("address", body.iri.clone());
    let posts = periods(&ask(POSTS)?.joined("tenure", &["status"]));
    report.section(
        "posts",
        succession::followed(&posts),
        &["office", "person", "attested_from", "attested_until", "follows", "term", "status"],
    );
    let condition = about("    ?m schema:organizer $this .\n", &body.iri);
    report.section("meetings", meetings::rows(store, &condition)?, &meetings::SHORT);
    report.section("part_of", ask(ABOVE)?, &["body", "address"]);
    report.section("parts", ask(BELOW)?, &["body", "address"]);
    report.section("continued_as", ask(CONTINUED)?, &MERGER);
    report.section("continues", ask(CONTINUES)?, &MERGER);
    report.section("readings_left_open", ask(READINGS)?, &["rank", "reading", "score"]);
    Ok(report)
}
