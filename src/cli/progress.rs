//! A line on a terminal that tells how far a long read is, and the account at its end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use super::Outcome;
use super::account::Account;
use super::args::Files;
use super::error::CliError;
use super::output::{Output, complain, tell};
use crate::document::{ReadError, Tally};

const TICK: Duration = Duration::from_millis(120);

/// Counts documents and rejected input; draws only where standard error is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    pub(super) account: Account,
    pub(super) tally: Arc<Tally>,
    /// Whether the user ended the reading.
    pub(super) interrupted: bool,
    report: Option<PathBuf>,
    rejects: Option<PathBuf>,
}

impl Progress {
    /// Begins to read `paths` as `asked`.
    pub(super) fn start(asked: &Files, paths: &[PathBuf], tally: &Arc<Tally>) -> Self {
        // Hides itself where standard error is no terminal.
        let bar = ProgressBar::new_spinner();
        let size = if bar.is_hidden() { None } else { size(paths) };
        let template = match size {
            Some(_) => {
                "{spinner} {msg} {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left"
            }
            None => "{spinner} {msg} {bytes}, {bytes_per_sec}, {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if let Some(size) = size {
            bar.set_length(size);
        }
        bar.enable_steady_tick(TICK);
        Self {
            bar,
            account: Account::default(),
            tally: Arc::clone(tally),
            interrupted: false,
            report: asked.report.clone(),
            rejects: asked.rejects.clone(),
        }
    }

    pub(super) fn document(&mut self) {
        self.account.documents += 1;
        self.bar.set_position(self.tally.bytes());
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("{} documents", self.account.documents));
        }
    }

    /// Tells rejected input above the line.
    pub(super) fn reject(&mut self, error: &ReadError) {
        self.account.reject(error);
        if self.report.is_some() {
            self.account.list(error, self.rejects.as_deref());
        }
        self.bar.suspend(|| complain(error));
    }

    /// Tells that reading is over and what goes on.
    pub(super) fn stage(&mut self, name: &'static str) {
        self.bar.set_message(name);
    }

    /// Tells what was read, and how a command ends that has read all this.
    pub(super) fn outcome(&self) -> Result<Outcome, CliError> {
        let time = self.finish();
        tell(&self.account.line(&self.tally, time));
        self.close()
    }

    /// Writes the report, and how a command ends that has read all this.
    pub(super) fn close(&self) -> Result<Outcome, CliError> {
        let time = self.finish();
        let unkept = self.tally.unkept();
        if unkept > 0 {
            complain(&format_args!("{unkept} pieces of rejected input cannot be written"));
        }
        if let Some(path) = &self.report {
            self.write(path, &self.account.json(&self.tally, time))?;
        }
        Ok(match (self.interrupted, self.account.rejected) {
            (true, _) => Outcome::Interrupted,
            (false, 0) => Outcome::Done,
            _ => Outcome::Rejected,
        })
    }

    fn write(&self, path: &Path, report: &Value) -> Result<(), CliError> {
        use std::io::Write;
        let mut report = report.clone();
        report["interrupted"] = self.interrupted.into();
        let mut file = Output::file(path)?;
        serde_json::to_writer_pretty(&mut file, &report)?;
        writeln!(file)?;
        Ok(file.flush()?)
    }

    /// Takes the line away and gives the time since the start.
    pub(super) fn finish(&self) -> Duration {
        self.bar.finish_and_clear();
        self.bar.elapsed()
    }
}

/// Bytes of all files in `paths`; none where standard input is among them.
fn size(paths: &[PathBuf]) -> Option<u64> {
    paths.iter().map(|path| if path.as_os_str() == "-" { None } else { Some(weight(path)) }).sum()
}

fn weight(path: &Path) -> u64 {
    match path.read_dir() {
        Ok(entries) => {
            let own = entries.flatten().filter(|e| e.file_type().is_ok_and(|t| !t.is_symlink()));
            own.map(|entry| weight(&entry.path())).sum()
        }
        Err(_) => path.metadata().map_or(0, |file| file.len()),
    }
}
