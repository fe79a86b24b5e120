//! Counts of what was answered, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::state::State;
use crate::triples::resident;

pub(super) const MEDIA: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Bounds of the classes of durations, in milliseconds.
const CLASSES: [u64; 9] = [1, 5, 10, 25, 50, 100, 500, 2_500, 30_000];

/// What was answered so far.
#[derive(Default)]
pub(super) struct Metrics {
    counts: Mutex<Counts>,
}

#[derive(Clone, Default)]
struct Counts {
    /// Answers by route and status.
    answers: BTreeMap<(String, u16), u64>,
    /// Answers of at most so long.
    durations: [u64; CLASSES.len()],
    all: u64,
    time: Duration,
}

impl Metrics {
    /// Counts an answer.
    pub(super) fn count(&self, route: &str, status: u16, took: Duration) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.answers.entry((route.to_owned(), status)).or_default() += 1;
        counts.all += 1;
        counts.time += took;
        for (class, bound) in CLASSES.into_iter().enumerate() {
            if took <= Duration::from_millis(bound) {
                counts.durations[class] += 1;
            }
        }
    }
}

/// All counts as text.
pub(super) fn text(state: &State) -> String {
    let counts = state.metrics.counts.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let mut text = String::new();
    let _ = writeln!(text, "# HELP chutri_requests_total Answers by route and status.");
    let _ = writeln!(text, "# TYPE chutri_requests_total counter");
    for ((route, status), number) in &counts.answers {
        let labels = format!("route=\"{route}\",status=\"{status}\"");
        let _ = writeln!(text, "chutri_requests_total{{{labels}}} {number}");
    }
    let _ = writeln!(text, "# HELP chutri_request_seconds Time until the head of an answer.");
    let _ = writeln!(text, "# TYPE chutri_request_seconds histogram");
    for (bound, number) in CLASSES.into_iter().zip(counts.durations) {
        let seconds = Duration::from_millis(bound).as_secs_f64();
        let _ = writeln!(text, "chutri_request_seconds_bucket{{le=\"{seconds}\"}} {number}");
    }
    let (all, sum) = (counts.all, counts.time.as_secs_f64());
    let _ = writeln!(text, "chutri_request_seconds_bucket{{le=\"+Inf\"}} {all}");
    let _ = writeln!(text, "chutri_request_seconds_sum {sum}\nchutri_request_seconds_count {all}");
    let manifest = &state.manifest;
    for (name, what, value) in [
        ("queries_running", "Queries that run.", state.gate.running() as u64),
        ("resident_bytes", "Memory of the process.", resident().unwrap_or_default()),
        ("documents", "Documents of the graph.", manifest.documents as u64),
        ("entities", "Things of the graph.", manifest.entities as u64),
        ("statements", "Statements of the graph.", manifest.statements as u64),
    ] {
        let _ = writeln!(text, "# HELP chutri_{name} {what}\n# TYPE chutri_{name} gauge");
        let _ = writeln!(text, "chutri_{name} {value}");
    }
    text
}
