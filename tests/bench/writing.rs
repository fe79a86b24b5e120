//! GraphML into a file beside a raw write of the same bytes and beside other writers; places for nodes.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chutri::exports::{Columns, Flavour, Selection, View, graphml};

use super::{generated, row};

/// Five attributes of nodes and five of edges.
const COLUMNS: [&str; 10] = [
    "label",
    "class",
    "iri",
    "documents",
    "page_rank",
    "rel",
    "weight",
    "confidence",
    "evidence_count",
    "attested_from",
];

pub(super) fn writing(nodes: usize, degree: usize) {
    let graph = generated(nodes, degree);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph.graphml");
    let columns = Columns::named(COLUMNS.map(str::to_owned).to_vec()).unwrap();
    let mut ours = 0.0;
    for (what, columns) in [("all columns", &Columns::default()), ("five columns", &columns)] {
        // Once to warm up the pages of the file, once to measure.
        let mut figures = (0.0, 0.0);
        let mut extra = 0;
        for _ in 0..2 {
            reset_peak();
            let before = memory("VmRSS:");
            let (wall, cpu) = (Instant::now(), cpu_seconds());
            let selection = Selection::of_view(&graph, View::Full);
            let file = BufWriter::with_capacity(1 << 16, File::create(&path).unwrap());
            graphml(&selection, Flavour::Portable, columns, file).unwrap();
            extra = extra.max(memory("VmHWM:").saturating_sub(before));
            figures = (wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
        }
        let (seconds, cpu) = figures;
        ours = cpu;
        let bytes = fs::read(&path).unwrap();
        let raw = raw(&bytes, &folder.path().join("raw"));
        let rate = format!(
            "{cpu:.2} s CPU, {:.0} MB, {:.0} % of raw ({raw:.2} s CPU), {:.1} MiB more memory",
            bytes.len() as f64 / 1e6,
            100.0 * raw / cpu,
            extra as f64 / 1024.0
        );
        let edges = nodes * degree;
        row(&format!("GraphML of {nodes} nodes, {edges} edges, {what}"), seconds, &rate);
    }
    peers(&path, ours);
}

/// Processor seconds of a raw buffered write of the same bytes, line by line; the better of two.
fn raw(bytes: &[u8], path: &Path) -> f64 {
    let write = || {
        let started = cpu_seconds();
        let mut raw = BufWriter::with_capacity(1 << 16, File::create(path).unwrap());
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            raw.write_all(line).unwrap();
        }
        raw.flush().unwrap();
        cpu_seconds() - started
    };
    write().min(write())
}

/// The same graph written by other programs, where Python has them, beside our processor seconds.
fn peers(path: &Path, ours: f64) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/peers.py");
    match Command::new("python3").arg(script).arg(path).arg(ours.to_string()).output() {
        Ok(output) if output.status.success() => {
            print!("{}", String::from_utf8_lossy(&output.stdout));
        }
        _ => println!("(python3 has no igraph, networkx and lxml to compare with)"),
    }
}

pub(super) fn placing(nodes: usize) {
    let graph = generated(nodes, 2);
    let mut selection = Selection::of_view(&graph, View::PeopleMeetings);
    let (started, before) = (Instant::now(), cpu_seconds());
    selection.place();
    let (seconds, cpu) = (started.elapsed().as_secs_f64(), cpu_seconds() - before);
    let edges = selection.edge_count();
    row(
        &format!("places of {nodes} nodes, {edges} edges, one thread"),
        seconds,
        &format!("{cpu:.2} s CPU"),
    );
}

/// Seconds of processor time of this thread, where the system tells; else of the clock.
pub(super) fn cpu_seconds() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    nanoseconds.map_or(0.0, |nanoseconds| nanoseconds as f64 / 1e9)
}

/// Kibibytes of memory, now (`VmRSS:`) or at most (`VmHWM:`); 0 where the system does not tell.
pub(super) fn memory(what: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}

pub(super) fn reset_peak() {
    // Only a reader of the figure misses it where the system has no such file.
    let _ = fs::write("/proc/self/clear_refs", "5");
}
