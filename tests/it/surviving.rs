//! A build that is killed at any moment leaves the old graph or the new one, whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use chutri::triples::GraphFolder;
use fastrand::Rng;

use crate::building::{REPLACED, stored};
use crate::cli::command;

/// Kills of builds that were not done, in all.
const KILLS: usize = 52;
const LANES: usize = 2;
const DECISIONS: &str = "left,right,decision,who,when,why\n";

/// What the documents of a graph make of it.
#[derive(Debug, PartialEq)]
struct State {
    facts: String,
    quads: BTreeSet<String>,
}

/// The state of a graph, every file of which is as it was written.
fn state(graph: &Path) -> State {
    let folder = GraphFolder::open(graph).unwrap();
    assert_eq!(folder.verify().unwrap(), []);
    let quads = stored(&folder.store().unwrap());
    State {
        facts: fs::read_to_string(folder.facts()).unwrap(),
        quads: quads.into_iter().filter(|quad| !quad.contains(REPLACED)).collect(),
    }
}

fn build(pages: &Path, graph: &Path) -> Child {
    let mut command = command();
    command.arg("build").arg(pages).arg("--sync").arg("--graph").arg(graph);
    command.stderr(Stdio::null()).spawn().unwrap()
}

/// Folders of pages: some of the examples, and others of them, of which some are the same.
fn pages(root: &Path) -> [PathBuf; 2] {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut files: Vec<PathBuf> =
        fs::read_dir(examples).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    [("a", 0..5), ("b", 3..8)].map(|(name, chosen)| {
        let folder = root.join(name);
        fs::create_dir(&folder).unwrap();
        for file in &files[chosen] {
            fs::copy(file, folder.join(file.file_name().unwrap())).unwrap();
        }
        folder
    })
}

fn generations(graph: &Path) -> usize {
    let names = fs::read_dir(graph).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with("generation-")).count()
}

/// Kills a build at a moment of its `length`; every second time not before it writes. Whether it was not
/// done by then.
fn kill(mut child: Child, graph: &Path, length: Duration, writing: bool, rng: &mut Rng) -> bool {
    let mut left = length;
    if writing {
        let start = Instant::now();
        while generations(graph) < 2 && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(1));
        }
        left = length.saturating_sub(start.elapsed());
    }
    sleep(left.mul_f64(rng.f64()));
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

/// Kills builds that lead from one set of pages to another and back.
fn survive(seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let scratch = tempfile::tempdir().unwrap();
    let pages = pages(scratch.path());
    let mut length = Duration::MAX;
    let states = pages.each_ref().map(|pages| {
        let graph = pages.with_extension("graph");
        let start = Instant::now();
        assert!(build(pages, &graph).wait().unwrap().success());
        length = length.min(start.elapsed());
        state(&graph)
    });
    assert_ne!(states[0], states[1]);
    let graph = scratch.path().join("graph");
    assert!(build(&pages[0], &graph).wait().unwrap().success());
    fs::write(graph.join("decisions.csv"), DECISIONS).unwrap();
    let (mut now, mut kills) = (0, 0);
    while kills < KILLS / LANES {
        let next = 1 - now;
        let child = build(&pages[next], &graph);
        let killed = kill(child, &graph, length, kills % 2 == 1, &mut rng);
        kills += usize::from(killed);
        let left = state(&graph);
        let new = left == states[next];
        assert!(new || killed && left == states[now], "kill {kills} of seed {seed}");
        assert!(build(&pages[next], &graph).wait().unwrap().success());
        let facts = GraphFolder::open(&graph).unwrap().facts();
        assert!(fs::read_to_string(facts).unwrap() == states[next].facts, "after kill {kills}");
        assert_eq!(fs::read_to_string(graph.join("decisions.csv")).unwrap(), DECISIONS);
        assert_eq!(generations(&graph), 1, "what a killed build left is removed");
        now = next;
    }
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_the_old_graph_or_the_new_one() {
    let lanes: Vec<_> =
        (0..LANES as u64).map(|seed| std::thread::spawn(move || survive(seed))).collect();
    for lane in lanes {
        lane.join().unwrap();
    }
}
