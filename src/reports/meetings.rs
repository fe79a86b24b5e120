//! Meetings: when, of which body, under whom, and how many took part.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{BETWEEN, Rows};
use super::terms::rows_of;
use super::words::Choice;
use crate::triples::{QueryError, Triplestore};

const QUESTION: &str = include_str!("meetings.rq");
const FOUND: &str = include_str!("found.rq");
/// The line of the questions that conditions take the place of.
const CONDITIONS: &str = "    # conditions\n";

/// What a table shows; the other forms have all columns.
pub const SHORT_MEETINGS: [&str; 6] = ["date", "kind", "meeting", "body", "chairs", "people"];

/// A row a meeting as chosen, of one of some kinds (`congress`), or of any where none is given.
///
/// # Errors
/// Where the store fails.
pub fn meetings(store: &Triplestore, chosen: &Choice, kinds: &[&str]) -> Result<Rows, QueryError> {
    meetings_where(store, &conditions_of(store, chosen, kinds))
}

/// Addresses of the meetings that [`meetings`] has rows of, in the same order.
///
/// # Errors
/// Where the store fails.
pub fn found_meetings(
    store: &Triplestore,
    chosen: &Choice,
    kinds: &[&str],
) -> Result<Vec<String>, QueryError> {
    let text = FOUND.replace(CONDITIONS, &conditions_of(store, chosen, kinds));
    let rows = rows_of(store, &text)?.rows.into_iter();
    Ok(rows.filter_map(|row| row.into_iter().next().flatten()).collect())
}

/// A row a meeting of these addresses, in order of time.
///
/// # Errors
/// Where the store fails.
pub fn meetings_at(store: &Triplestore, addresses: &[String]) -> Result<Rows, QueryError> {
    let addresses: Vec<String> = addresses.iter().map(|iri| format!("<{iri}>")).collect();
    meetings_where(store, &format!("    VALUES ?m {{ {} }}\n", addresses.join(" ")))
}

/// A row a meeting `?m` that fulfils the conditions, in order of time: chairs by name, and how many
/// people took each part. One who took several is counted once among `people`.
pub(super) fn meetings_where(store: &Triplestore, conditions: &str) -> Result<Rows, QueryError> {
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
    let counts =
        ["chairs", "speakers", "attendees", "people", "chair_addresses"].map(str::to_owned);
    rows.columns.extend(counts);
    for row in &mut rows.rows {
        let meeting = address.and_then(|at| row[at].as_deref());
        let cells = meeting.and_then(|meeting| parts.get(meeting)).map(Parts::cells);
        row.extend(cells.unwrap_or_else(|| Parts::default().cells()));
    }
    let all = ["date", "kind", "meeting", "body", "chairs", "speakers", "attendees", "people"];
    Ok(rows.with(&[&all[..], &["address", "kind_code", "chair_addresses"]].concat()))
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

    fn cells(&self) -> [Option<String>; 5] {
        let listed = |of: fn(&(&'a str, &'a str)) -> &'a str| {
            let cells: Vec<&str> = self.chairs.iter().map(of).collect();
            (!cells.is_empty()).then(|| cells.join(BETWEEN))
        };
        let count = |people: &BTreeSet<&str>| Some(people.len().to_string());
        let [chairs, addresses] = [listed(|chair| chair.1), listed(|chair| chair.0)];
        [chairs, count(&self.speakers), count(&self.attendees), count(&self.people), addresses]
    }
}

fn conditions_of(store: &Triplestore, chosen: &Choice, kinds: &[&str]) -> String {
    let mut conditions = "    ?m a ct:Meeting .\n".to_owned();
    if chosen.person.is_some() {
        conditions.push_str("    ?p ct:chaired|ct:spokeAt|ct:attended ?m .\n");
    }
    if chosen.since.is_some() || chosen.until.is_some() {
        conditions.push_str("    ?m ct:earliest ?earliest ; ct:latest ?latest .\n");
    }
    if !kinds.is_empty() {
        let names: Vec<String> = kinds.iter().map(|kind| format!("ct:kind-{kind}")).collect();
        let values =
            format!("    VALUES ?kind {{ {} }}\n    ?m ct:meetingKind ?kind .\n", names.join(" "));
        conditions.push_str(&values);
    }
    conditions + &super::words::conditions(store, chosen)
}
