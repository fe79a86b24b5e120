//! A line on a terminal that tells how far a long read is.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::Outcome;
use super::output::{complain, tell};
use crate::document::ReadError;

const TICK: Duration = Duration::from_millis(120);

/// Counts documents and rejected input; draws only where standard error is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    pub(super) documents: u64,
    pub(super) rejected: u64,
    /// Pages of crawls in other languages.
    pub(super) skipped: u64,
}

impl Progress {
    pub(super) fn start() -> Self {
        // Hides itself where standard error is no terminal.
        let bar = ProgressBar::new_spinner();
        let style =
            ProgressStyle::with_template("{spinner} {pos} documents, {per_sec}, {elapsed} {msg}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        Self { bar, documents: 0, rejected: 0, skipped: 0 }
    }

    pub(super) fn document(&mut self) {
        self.documents += 1;
        self.bar.inc(1);
    }

    /// Tells rejected input above the line.
    pub(super) fn reject(&mut self, error: &ReadError) {
        self.rejected += 1;
        self.bar.suspend(|| complain(error));
    }

    /// Tells that reading is over and what goes on.
    pub(super) fn stage(&mut self, name: &'static str) {
        self.bar.set_message(name);
    }

    /// How a command ends that has read all this.
    pub(super) fn outcome(&self) -> Outcome {
        self.bar.finish_and_clear();
        if self.skipped > 0 {
            let skipped = self.skipped;
            tell(&format_args!(
                "{skipped} pages in other languages were passed over; --any-language keeps them"
            ));
        }
        if self.rejected == 0 { Outcome::Done } else { Outcome::Rejected }
    }

    /// Takes the line away and gives the time since the start.
    pub(super) fn finish(&self) -> Duration {
        self.bar.finish_and_clear();
        self.bar.elapsed()
    }
}
