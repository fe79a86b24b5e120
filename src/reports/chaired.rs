//! Who chaired what, or took another part in it.

use super::rows::Rows;
use super::terms::rows_of;
use super::words::{Choice, conditions};
use crate::triples::{QueryError, Triplestore};

const QUESTION: &str = include_str!("chaired.rq");
const PARTS: &str = include_str!("parts.rq");
/// The line of the questions that conditions take the place of.
const CONDITIONS: &str = "  # conditions\n";
/// What the order takes the place of.
const ORDER: &str = "# order";

/// A part in a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// In the chair.
    Chair,
    /// Speaking.
    Speaker,
    /// Present.
    Attendee,
}

/// The order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// By the day, the first before.
    Date,
    /// By the day, the last before.
    Latest,
    /// By the person, in the order of Vietnamese lists.
    Person,
}

impl Role {
    /// Its word: `chair`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Speaker => "speaker",
            Self::Attendee => "attendee",
        }
    }
}

/// A row a person who takes one of some parts in a meeting as chosen, in order of time.
///
/// # Errors
/// Where the store fails.
pub fn chaired(store: &Triplestore, chosen: &Choice, roles: &[Role]) -> Result<Rows, QueryError> {
    told(store, &of_roles(store, chosen, roles))
}

/// Addresses of the participations that [`chaired`] has rows of.
///
/// # Errors
/// Where the store fails.
pub fn parts(
    store: &Triplestore,
    chosen: &Choice,
    roles: &[Role],
    order: Order,
) -> Result<Vec<String>, QueryError> {
    let order = match order {
        Order::Date => "(!BOUND(?earliest)) ?earliest ?m ?key ?p ?part",
        Order::Latest => "DESC(?earliest) ?m ?key ?p ?part",
        Order::Person => "?key ?p ?earliest ?m ?part",
    };
    let text = PARTS.replace(ORDER, order).replace(CONDITIONS, &of_roles(store, chosen, roles));
    let rows = rows_of(store, &text)?.rows.into_iter();
    Ok(rows.filter_map(|row| row.into_iter().next().flatten()).collect())
}

/// A row a participation, in the order given.
///
/// # Errors
/// Where the store fails.
pub fn participations(store: &Triplestore, parts: &[String]) -> Result<Rows, QueryError> {
    let addresses: Vec<String> = parts.iter().map(|part| format!("<{part}>")).collect();
    let mut rows = told(store, &format!("  VALUES ?part {{ {} }}\n", addresses.join(" ")))?;
    let at = rows.place("part").unwrap_or_default();
    let place = |row: &Vec<Option<String>>| {
        let path = row[at].as_deref().and_then(|part| part.strip_prefix("id:"));
        parts.iter().position(|part| path.is_some_and(|path| part.ends_with(path)))
    };
    rows.rows.sort_by_cached_key(place);
    Ok(rows)
}

fn told(store: &Triplestore, conditions: &str) -> Result<Rows, QueryError> {
    let rows = rows_of(store, &QUESTION.replace(CONDITIONS, conditions))?;
    let rows = rows.joined("part", &["office", "body", "body_address"]);
    Ok(rows.dated("date", "earliest", "latest"))
}

fn of_roles(store: &Triplestore, chosen: &Choice, roles: &[Role]) -> String {
    let names: Vec<String> = roles.iter().map(|role| format!("ct:role-{}", role.name())).collect();
    format!("{}  VALUES ?role_code {{ {} }}\n", conditions(store, chosen), names.join(" "))
}
