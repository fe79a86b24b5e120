//! What a run read, passed over and rejected: told at its end, and as JSON for programs.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::document::{ReadError, Skip, Tally};
use crate::facts::DocumentFacts;

/// Rejected pieces of input that a report lists; the others it counts.
const LISTED: usize = 100_000;

/// How many facts documents have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FactCounts {
    documents: u64,
    /// Documents without a tenure, a meeting or a participation.
    silent: u64,
    kinds: [u64; DocumentFacts::KINDS.len()],
}

impl FactCounts {
    pub(super) fn add(&mut self, facts: &DocumentFacts) {
        let DocumentFacts { tenures, meetings, participations, .. } = facts;
        let silent = tenures.is_empty() && meetings.is_empty() && participations.is_empty();
        let kinds = facts.counts().map(|count| count as u64);
        self.join(&Self { documents: 1, silent: silent.into(), kinds });
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.documents += other.documents;
        self.silent += other.silent;
        for (all, other) in self.kinds.iter_mut().zip(other.kinds) {
            *all += other;
        }
    }

    fn per_document(&self) -> f64 {
        let all: u64 = self.kinds.iter().sum();
        rounded(quotient(all, self.documents))
    }

    fn json(&self) -> Value {
        let kinds = DocumentFacts::KINDS
            .iter()
            .zip(self.kinds)
            .map(|(name, count)| ((*name).to_owned(), count));
        let mut object: Map<String, Value> = kinds.map(|(name, n)| (name, n.into())).collect();
        object.insert("documents".to_owned(), self.documents.into());
        object.insert("documents_without".to_owned(), self.silent.into());
        object.insert("per_document".to_owned(), self.per_document().into());
        object.into()
    }
}

/// What a run did.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) documents: u64,
    pub(super) rejected: u64,
    /// Facts of the documents that were read anew; none where none are asked for.
    pub(super) facts: Option<FactCounts>,
    /// Why and where input was rejected, and the file that keeps it.
    list: Vec<Value>,
    /// Rejected input by reason.
    reasons: BTreeMap<&'static str, u64>,
}

impl Account {
    /// Counts rejected input.
    pub(super) fn reject(&mut self, error: &ReadError) {
        self.rejected += 1;
        *self.reasons.entry(error.reason()).or_default() += 1;
    }

    /// Notes rejected input for [`Account::json`], and the file of `folder` that keeps it.
    pub(super) fn list(&mut self, error: &ReadError, folder: Option<&Path>) {
        if self.list.len() >= LISTED {
            return;
        }
        let place = error.place();
        let kept = folder.map(|folder| folder.join(place.kept_name())).filter(|path| path.exists());
        self.list.push(json!({
            "file": place.path.to_string_lossy(),
            "line": place.line,
            "record": place.record,
            "reason": error.reason(),
            "message": error.to_string(),
            "kept": kept.map(|path| path.to_string_lossy().into_owned()),
        }));
    }

    /// All of it as JSON.
    pub(super) fn json(&self, tally: &Tally, time: Duration) -> Value {
        let skipped = Skip::ALL.map(|why| (why.name().to_owned(), tally.skipped(why).into()));
        json!({
            "chutri": env!("CARGO_PKG_VERSION"),
            "documents": self.documents,
            "copies": tally.copies(),
            "skipped": Map::from_iter(skipped),
            "rejected": self.rejected,
            "rejected_by_reason": self.reasons,
            "rejects": self.list,
            "rejects_left_off": self.rejected - self.list.len() as u64,
            "facts": self.facts.map(|facts| facts.json()),
            "bytes": tally.bytes(),
            "seconds": rounded(time.as_secs_f64()),
            "megabytes_per_second": rounded(megabytes(tally) / seconds(time)),
            "documents_per_second": rounded(quotient(self.documents, 1) / seconds(time)),
        })
    }

    /// All of it in a line.
    pub(super) fn line(&self, tally: &Tally, time: Duration) -> String {
        let Self { documents, rejected, .. } = self;
        let facts = self.facts.map(|facts| format!("; {:.1} facts each", facts.per_document()));
        format!(
            "{} read, {rejected} rejected{}{}; {:.1} MB, {:.1} s, {:.1} MB/s",
            of_documents(*documents),
            PassedOver(tally),
            facts.unwrap_or_default(),
            megabytes(tally),
            time.as_secs_f64(),
            megabytes(tally) / seconds(time),
        )
    }
}

/// So many documents, in words.
pub(super) fn of_documents(count: u64) -> String {
    if count == 1 { "1 document".to_owned() } else { format!("{count} documents") }
}

/// What was passed over, as the end of a clause; nothing where nothing was.
pub(super) struct PassedOver<'t>(pub(super) &'t Tally);

impl Display for PassedOver<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "; passed over ";
        for why in Skip::ALL {
            let count = self.0.skipped(why);
            if count > 0 {
                let what = match why {
                    Skip::Language => "in other languages (--any-language keeps them)",
                    Skip::Site => "of other sites",
                    Skip::Date => "of other or unknown days",
                    Skip::Duplicate => "read before",
                };
                write!(f, "{between}{count} {what}")?;
                between = ", ";
            }
        }
        Ok(())
    }
}

fn megabytes(tally: &Tally) -> f64 {
    quotient(tally.bytes(), 1_000_000)
}

/// Seconds of a time, never none.
fn seconds(time: Duration) -> f64 {
    time.as_secs_f64().max(1e-3)
}

/// A count by another; nothing by nothing is nothing.
#[allow(clippy::cast_precision_loss, reason = "counts far below the 53 bits of a mantissa")]
fn quotient(count: u64, by: u64) -> f64 {
    if by > 0 { count as f64 / by as f64 } else { 0.0 }
}

/// A figure for reading, to the thousandth.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
