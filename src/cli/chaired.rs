//! `chaired`: who chaired what, by person, body, unit and time.

use std::collections::BTreeMap;

use super::Outcome;
use super::args::{Chaired, RowFormat};
use super::error::CliError;
use super::output::Output;
use super::query::rows_of;
use super::table::Rows;
use super::words::named;
use crate::triples::GraphFolder;

const QUESTION: &str = include_str!("chaired.rq");
/// The line of the question that conditions take the place of.
const CONDITIONS: &str = "  # conditions\n";

/// What a table shows; the other forms have all columns.
const SHORT: [&str; 5] = ["date", "person", "office", "meeting", "body"];

/// Prints a row a person who chairs a meeting.
pub(super) fn chaired(arguments: &Chaired, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let text = QUESTION.replace(CONDITIONS, &conditions(arguments));
    let rows = merged(&rows_of(&store, &text)?);
    match arguments.format {
        RowFormat::Table | RowFormat::Md => rows.with(&SHORT).print(arguments.format, output)?,
        _ => rows.print(arguments.format, output)?,
    }
    Ok(Outcome::Done)
}

fn conditions(arguments: &Chaired) -> String {
    let mut conditions = String::new();
    let mut add = |condition: String| {
        conditions.push_str("  ");
        conditions.push_str(&condition);
        conditions.push('\n');
    };
    if let Some(words) = &arguments.person {
        add(format!("{{ SELECT DISTINCT ?p WHERE {} }}", named("?p", words)));
    }
    if let Some(words) = &arguments.body {
        add(format!(
            "{{ SELECT DISTINCT ?m WHERE {{ ?m schema:organizer ?o . {} }} }}",
            named("?o", words)
        ));
    }
    if let Some(words) = &arguments.unit {
        add(format!(
            "{{ SELECT DISTINCT ?m WHERE {{ ?m schema:organizer ?body . ?body org:subOrganizationOf* ?b . \
             ?b ct:jurisdiction ?v . ?v schema:containedInPlace* ?u . {} }} }}",
            named("?u", words)
        ));
    }
    if let Some(day) = arguments.since {
        add(format!("FILTER(?latest >= \"{}\"^^xsd:date)", day.earliest()));
    }
    if let Some(day) = arguments.until {
        add(format!("FILTER(?earliest <= \"{}\"^^xsd:date)", day.latest()));
    }
    conditions
}

/// One row a chairing: rows that differ only in the office are joined, the first quote is kept.
fn merged(found: &Rows) -> Rows {
    let columns = ["date", "person", "office", "meeting", "body", "quote", "page", "url"];
    let place = |name: &str| found.columns.iter().position(|column| column == name);
    let places =
        ["earliest", "latest", "person", "office", "meeting", "body", "quote", "page", "url"]
            .map(place);
    let part = place("part");
    let mut merged: Vec<Merged> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for row in &found.rows {
        let cell = |at: Option<usize>| at.and_then(|at| row[at].clone()).unwrap_or_default();
        let [earliest, latest, person, office, meeting, body, quote, page, url] = places.map(cell);
        let at = *known.entry(cell(part)).or_insert_with(|| {
            let date = date(&earliest, &latest);
            let first = [date, person, String::new(), meeting, String::new(), quote, page, url];
            merged.push(Merged { first, offices: Vec::new(), bodies: Vec::new() });
            merged.len() - 1
        });
        add_new(&mut merged[at].offices, office);
        add_new(&mut merged[at].bodies, body);
    }
    let mut rows = Rows::new(&columns);
    for Merged { mut first, offices, bodies } in merged {
        first[2] = offices.join(" | ");
        first[4] = bodies.join(" | ");
        rows.push(first);
    }
    rows
}

/// A chairing while its rows are joined.
struct Merged {
    first: [String; 8],
    offices: Vec<String>,
    bodies: Vec<String>,
}

fn add_new(list: &mut Vec<String>, word: String) {
    if !word.is_empty() && !list.contains(&word) {
        list.push(word);
    }
}

/// The day, or the month or year that first and last day bound.
fn date(earliest: &str, latest: &str) -> String {
    let same = |length: usize| earliest.get(..length) == latest.get(..length);
    let length = [10, 7, 4].into_iter().find(|&length| same(length)).unwrap_or(0);
    earliest.get(..length).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_their_bounds() {
        for (earliest, latest, shown) in [
            ("2020-07-09", "2020-07-09", "2020-07-09"),
            ("2020-07-01", "2020-07-31", "2020-07"),
            ("2020-01-01", "2020-12-31", "2020"),
            ("", "", ""),
        ] {
            assert_eq!(date(earliest, latest), shown);
        }
    }
}
