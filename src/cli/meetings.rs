//! `meetings`: when, of which body, under whom, and how many took part.

use std::collections::{BTreeMap, BTreeSet};

use super::Outcome;
use super::args::{Chosen, MeetingKindName, Meetings};
use super::error::CliError;
use super::lookup::tell_unknown;
use super::output::Output;
use super::query::rows_of;
use super::table::{BETWEEN, Rows};
use super::words::conditions;
use crate::triples::{GraphFolder, Triplestore};

const QUESTION: &str = include_str!("meetings.rq");
/// The line of the question that conditions take the place of.
const CONDITIONS: &str = "    # conditions\n";

/// What a table shows; the other forms have all columns.
pub(super) const SHORT: [&str; 6] = ["date", "kind", "meeting", "body", "chairs", "people"];

/// Prints a row a meeting.
pub(super) fn meetings(arguments: &Meetings, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let rows = rows(&store, &conditions_of(&arguments.chosen, &arguments.kind))?;
    if rows.rows.is_empty() {
        tell_unknown(&store, &arguments.chosen)?;
    }
    rows.print_briefly(&SHORT, arguments.format, output)?;
    Ok(Outcome::Done)
}

/// A row a meeting `?m` that fulfils the conditions, in order of time: chairs by name, and how many
/// people took each part. One who took several is counted once among `people`.
pub(super) fn rows(store: &Triplestore, conditions: &str) -> Result<Rows, CliError> {
    let found = rows_of(store, &QUESTION.replace(CONDITIONS, conditions))?;
    let mut parts: BTreeMap<&str, Parts> = BTreeMap::new();
    let places = ["address", "person", "who", "r"].map(|name| found.place(name));
    for row in &found.rows {
        let cell = |at: Option<usize>| at.and_then(|at| row[at].as_deref());
        let [Some(meeting), Some(person), Some(who), Some(role)] = places.map(cell) else {
            continue;
        };
        parts.entry(meeting).or_default().add(person, who, role);
    }
    let mut rows = found.joined("address", &["body"]).dated("date", "earliest", "latest");
    let address = rows.place("address");
    let counts = ["chairs", "speakers", "attendees", "people"].map(str::to_owned);
    rows.columns.extend(counts);
    for row in &mut rows.rows {
        let meeting = address.and_then(|at| row[at].as_deref());
        let cells = meeting.and_then(|meeting| parts.get(meeting)).map(Parts::cells);
        row.extend(cells.unwrap_or_else(|| Parts::default().cells()));
    }
    let all = ["date", "kind", "meeting", "body", "chairs", "speakers", "attendees", "people"];
    Ok(rows.with(&[&all[..], &["address"]].concat()))
}

/// Who took which part in one meeting.
#[derive(Default)]
struct Parts<'a> {
    /// Addresses and names, in the order in which they come.
    chairs: Vec<(&'a str, &'a str)>,
    speakers: BTreeSet<&'a str>,
    attendees: BTreeSet<&'a str>,
    people: BTreeSet<&'a str>,
}

impl<'a> Parts<'a> {
    fn add(&mut self, person: &'a str, name: &'a str, role: &str) {
        self.people.insert(person);
        match role {
            "ct:role-chair" if !self.chairs.contains(&(person, name)) => {
                self.chairs.push((person, name));
            }
            "ct:role-speaker" => {
                self.speakers.insert(person);
            }
            "ct:role-attendee" => {
                self.attendees.insert(person);
            }
            _ => {}
        }
    }

    fn cells(&self) -> [Option<String>; 4] {
        let chairs: Vec<&str> = self.chairs.iter().map(|(_, name)| *name).collect();
        let count = |people: &BTreeSet<&str>| Some(people.len().to_string());
        let chairs = (!chairs.is_empty()).then(|| chairs.join(BETWEEN));
        [chairs, count(&self.speakers), count(&self.attendees), count(&self.people)]
    }
}

fn conditions_of(chosen: &Chosen, kinds: &[MeetingKindName]) -> String {
    let mut conditions = "    ?m a ct:Meeting .\n".to_owned();
    if chosen.person.is_some() {
        conditions.push_str("    ?p ct:chaired|ct:spokeAt|ct:attended ?m .\n");
    }
    if chosen.window.since.is_some() || chosen.window.until.is_some() {
        conditions.push_str("    ?m ct:earliest ?earliest ; ct:latest ?latest .\n");
    }
    if !kinds.is_empty() {
        let names: Vec<&str> = kinds.iter().map(|kind| concept(*kind)).collect();
        let values =
            format!("    VALUES ?kind {{ {} }}\n    ?m ct:meetingKind ?kind .\n", names.join(" "));
        conditions.push_str(&values);
    }
    conditions + &self::conditions(chosen)
}

fn concept(kind: MeetingKindName) -> &'static str {
    match kind {
        MeetingKindName::Conference => "ct:kind-conference",
        MeetingKindName::WorkingSession => "ct:kind-working-session",
        MeetingKindName::Congress => "ct:kind-congress",
        MeetingKindName::CouncilSession => "ct:kind-council-session",
        MeetingKindName::Ceremony => "ct:kind-ceremony",
        MeetingKindName::Visit => "ct:kind-visit",
        MeetingKindName::Other => "ct:kind-other",
    }
}
