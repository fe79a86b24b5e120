//! A request as the answers to it see it.

use axum::body::Bytes;
use axum::http::HeaderMap;

use super::reply::Problem;
use super::state::State;
use crate::links::PartialDate;

/// Rows of an answer where the request does not say how many.
const SOME: usize = 50;
/// Most rows of an answer.
const MOST: usize = 1000;

/// A request whose body was read.
pub(super) struct Call<'s> {
    pub(super) state: &'s State,
    /// What stands in the path for the star of the route.
    pub(super) key: String,
    /// Names and values of the address, in order.
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// A part of many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paging {
    pub(super) offset: usize,
    pub(super) limit: usize,
}

impl Call<'_> {
    /// The value of a parameter that is given and not empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The rows asked for.
    pub(super) fn paging(&self) -> Result<Paging, Problem> {
        let limit = self.number("limit")?.unwrap_or(SOME).min(MOST);
        Ok(Paging { offset: self.number("offset")?.unwrap_or(0), limit })
    }

    /// A number, where one is given.
    pub(super) fn number(&self, name: &str) -> Result<Option<usize>, Problem> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let wrong = |_| Problem::bad(format!("{name}: `{text}` is no number of things"));
        text.parse().map(Some).map_err(wrong)
    }

    /// A day, month or year, where one is given.
    pub(super) fn date(&self, name: &str) -> Result<Option<PartialDate>, Problem> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let wrong = || {
            Problem::bad(format!("{name}: `{text}` is no date such as 2020-07-01, 2020-07 or 2020"))
        };
        PartialDate::parse(text).map(Some).ok_or_else(wrong)
    }
}

impl Paging {
    /// The part of some rows.
    pub(super) fn of<T>(self, rows: &mut Vec<T>) {
        rows.truncate(self.offset.saturating_add(self.limit));
        rows.drain(..self.offset.min(rows.len()));
    }

    /// The part of a list that is kept.
    pub(super) fn of_list(self, list: &[String]) -> Vec<String> {
        list.iter().skip(self.offset).take(self.limit).cloned().collect()
    }
}
