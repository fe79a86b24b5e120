//! Processes of a test that start others, all of which end with it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longest wait for anything.
const LONGEST: Duration = Duration::from_secs(900);

/// Waits until something is so.
pub(super) fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < LONGEST, "waited in vain for {what}");
        sleep(Duration::from_millis(50));
    }
}

/// A folder, and every process that works in it or below: whatever started it, it ends with the value.
pub(super) struct Family(TempDir);

impl Family {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn root(&self) -> &Path {
        self.0.path()
    }

    /// A program that will be of the family.
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.root()).stdin(Stdio::null());
        command
    }

    /// Starts it, and what it prints goes to a file.
    pub(super) fn start(&self, mut command: Command, log: &str) -> Child {
        let log = File::create(self.root().join(log)).unwrap();
        command.stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap()
    }

    /// The end of what a program printed.
    pub(super) fn log(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).unwrap_or_default()
    }

    /// Processes of the family.
    fn members(&self) -> Vec<String> {
        let is_member = |id: &String| {
            let place = fs::read_link(format!("/proc/{id}/cwd"));
            place.is_ok_and(|place| place.starts_with(self.root()))
        };
        let all = fs::read_dir("/proc").unwrap().flatten();
        let ids = all.filter_map(|entry| entry.file_name().into_string().ok());
        ids.filter(|name| name.parse::<u32>().is_ok()).filter(is_member).collect()
    }
}

impl Drop for Family {
    /// Again until there are no more: some start others while they end.
    fn drop(&mut self) {
        for _ in 0..100 {
            let members = self.members();
            if members.is_empty() {
                return;
            }
            let _ = Command::new("kill").arg("-9").args(members).stderr(Stdio::null()).status();
            sleep(Duration::from_millis(50));
        }
    }
}
