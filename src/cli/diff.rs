//! `diff`: what one graph says that another does not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Outcome;
use super::args::Diff;
use super::error::CliError;
use super::output::{Output, tell};
use super::table::{BETWEEN, Rows};
use crate::reports::rows_of;
use crate::triples::GraphFolder;

const QUESTION: &str = include_str!("diff.rq");

/// Classes that are compared, as rows call them, in the order of the rows.
const CLASSES: [(&str, &str); 9] = [
    ("page", "ct:Document"),
    ("person", "ct:Person"),
    ("tenure", "ct:Tenure"),
    ("meeting", "ct:Meeting"),
    ("part", "ct:Participation"),
    ("body", "ct:Organization"),
    ("post", "ct:Post"),
    ("unit", "ct:AdministrativeUnit"),
    ("open pair", "ct:OpenIdentity"),
];

/// Property to its values.
type Properties = BTreeMap<String, BTreeSet<String>>;
/// Address to properties.
type Things = BTreeMap<String, Properties>;

/// The compared things of one graph, by class.
struct Said {
    things: [Things; CLASSES.len()],
    /// Address to name.
    names: BTreeMap<String, String>,
}

/// Prints a row a thing that appeared or vanished, and a property that changed.
pub(super) fn diff(arguments: &Diff, output: &mut Output) -> Result<Outcome, CliError> {
    let (before, after) = (said(&arguments.before)?, said(&arguments.after)?);
    let mut rows = Rows::new(&["change", "kind", "name", "property", "before", "after", "address"]);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (kind, _)) in CLASSES.into_iter().enumerate() {
        let (old, new) = (&before.things[at], &after.things[at]);
        let addresses: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for address in addresses {
            let changes = changes(old.get(address), new.get(address));
            if let Some(change) = changes.first() {
                *counts.entry(change.what).or_default() += 1;
            }
            let said = if new.contains_key(address) { &after } else { &before };
            let name = said.name(at, address);
            for Change { what, property, before, after } in changes {
                let cells = [what, kind, &name, &property, &before, &after, address];
                rows.push(cells.map(str::to_owned));
            }
        }
    }
    rows.print(arguments.format, output)?;
    let count = |what| counts.get(what).copied().unwrap_or_default();
    let [appeared, vanished, changed] = [APPEARED, VANISHED, CHANGED].map(count);
    tell(&format_args!("{appeared} appeared, {vanished} vanished, {changed} changed"));
    Ok(Outcome::Done)
}

const APPEARED: &str = "appeared";
const VANISHED: &str = "vanished";
const CHANGED: &str = "changed";

/// What became of one thing, or of one of its properties.
struct Change {
    what: &'static str,
    property: String,
    before: String,
    after: String,
}

fn changes(old: Option<&Properties>, new: Option<&Properties>) -> Vec<Change> {
    let whole = |what| {
        let nothing = String::new;
        vec![Change { what, property: nothing(), before: nothing(), after: nothing() }]
    };
    match (old, new) {
        (None, None) => Vec::new(),
        (None, Some(_)) => whole(APPEARED),
        (Some(_), None) => whole(VANISHED),
        (Some(old), Some(new)) => changed(old, new),
    }
}

fn changed(old: &Properties, new: &Properties) -> Vec<Change> {
    let properties: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let different =
        properties.into_iter().filter(|property| old.get(*property) != new.get(*property));
    let change = |property: &String| Change {
        what: CHANGED,
        property: property.clone(),
        before: values(old.get(property)),
        after: values(new.get(property)),
    };
    different.map(change).collect()
}

fn values(values: Option<&BTreeSet<String>>) -> String {
    let values: Vec<&str> = values.into_iter().flatten().map(String::as_str).collect();
    values.join(BETWEEN)
}

fn said(folder: &Path) -> Result<Said, CliError> {
    let store = GraphFolder::open(folder)?.store()?;
    let mut said = Said { things: Default::default(), names: BTreeMap::new() };
    for (at, (_, class)) in CLASSES.into_iter().enumerate() {
        for row in rows_of(&store, &QUESTION.replace("$class", class))?.rows {
            let [Some(thing), Some(property), Some(value)] = row.as_slice() else { continue };
            if property == "name" {
                said.names.insert(thing.clone(), value.clone());
            }
            let properties = said.things[at].entry(thing.clone()).or_default();
            properties.entry(property.clone()).or_default().insert(value.clone());
        }
    }
    Ok(said)
}

impl Said {
    /// The name of a thing; of a part or pair those of what it joins.
    fn name(&self, class: usize, address: &str) -> String {
        if let Some(name) = self.names.get(address) {
            return name.clone();
        }
        let properties = self.things[class].get(address);
        let ends = ["person", "left", "right", "meeting"];
        let ends = ends.iter().filter_map(|end| properties?.get(*end)?.first());
        let names: Vec<&str> =
            ends.filter_map(|end| self.names.get(end)).map(String::as_str).collect();
        names.join(", ")
    }
}
