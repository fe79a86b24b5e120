//! Other programs' readers, where Python has them.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a script of this folder on `argument` and gives its JSON; `None`, with the reason printed, where
/// Python lacks `module`. With `CHUTRI_ALL_READERS` set, a missing module fails the test instead.
pub(crate) fn run(script: &str, module: &str, argument: &Path) -> Option<serde_json::Value> {
    if !has(module) {
        assert!(std::env::var_os("CHUTRI_ALL_READERS").is_none(), "python3 has no {module}");
        // Written past the harness, which hides what a passing test prints.
        let _ = writeln!(
            io::stderr(),
            "skipped: python3 has no module {module}; install it to run this test"
        );
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(script);
    let output = Command::new("python3").arg(script).arg(module).arg(argument).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{module}: {complaint}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn has(module: &str) -> bool {
    let import = format!("import {module}");
    let mut python = Command::new("python3");
    let python = python.args(["-c", &import]).stdout(Stdio::null()).stderr(Stdio::null());
    python.status().is_ok_and(|status| status.success())
}
