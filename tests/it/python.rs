//! Other programs' readers, where the machine has them.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a script of this folder on `argument` and gives its JSON; `None`, with the reason printed, where
/// Python or Node lacks `module`. With `CHUTRI_ALL_READERS` set, a missing module fails the test instead.
pub(crate) fn run(script: &str, module: &str, argument: &Path) -> Option<serde_json::Value> {
    let program = if Path::new(script).extension().is_some_and(|ending| ending == "js") {
        "node"
    } else {
        "python3"
    };
    if !has(program, module) {
        assert!(std::env::var_os("CHUTRI_ALL_READERS").is_none(), "{program} has no {module}");
        // Written past the harness, which hides what a passing test prints.
        let _ = writeln!(
            io::stderr(),
            "skipped: {program} has no module {module}; install it to run this test"
        );
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(script);
    let output = Command::new(program).arg(script).arg(module).arg(argument).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{module}: {complaint}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn has(program: &str, module: &str) -> bool {
    let (flag, import) = match program {
        "node" => ("-e", format!("require('{module}'); require('{module}-gexf')")),
        _ => ("-c", format!("import {module}")),
    };
    let mut program = Command::new(program);
    let program = program.args([flag, &import]).stdout(Stdio::null()).stderr(Stdio::null());
    program.status().is_ok_and(|status| status.success())
}

/// What Graphviz reads of a file, as JSON; `None`, with the reason printed, where there is no Graphviz.
pub(crate) fn graphviz(path: &Path) -> Option<serde_json::Value> {
    let Ok(output) = Command::new("neato").args(["-n", "-Tdot_json"]).arg(path).output() else {
        let _ = writeln!(io::stderr(), "skipped: no Graphviz; install it to run this test");
        return None;
    };
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}
