//! Damaged graphs, full disks, folders that cannot be written, and other processes: each is told with its
//! remedy, and the old graph stays as it is.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chutri::triples::GraphFolder;
use tempfile::TempDir;

use crate::building::stored;
use crate::cli::{Run, command, finish, graph, rows};

pub(crate) fn chutri(arguments: &[&str], graph: &Path) -> Run {
    finish(command().args(arguments).env("CHUTRI_GRAPH", graph).stdin(Stdio::null()))
}

fn refused(arguments: &[&str], graph: &Path, complaints: &[&str]) {
    let run = chutri(arguments, graph);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
    let told = run.stderr.lines().last().unwrap_or_default();
    assert!(complaints.iter().all(|words| told.contains(words)), "{arguments:?}: {told}");
}

/// A copy of the graph of the examples.
pub(crate) fn copied() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("graph");
    GraphFolder::open(&graph()).unwrap().back_up(&copy).unwrap();
    (folder, copy)
}

/// Every file below a folder with its bytes, but what was read for a build that failed: `--resume` takes it up.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("unfinished.jsonl") {
                files.insert(path.clone(), fs::read(path).unwrap());
            }
        }
    }
    files
}

/// The files of the generation in force that say something.
fn listed(graph: &Path) -> Vec<PathBuf> {
    let facts = GraphFolder::open(graph).unwrap().facts();
    let list = fs::read_to_string(facts.with_file_name("files.sha256")).unwrap();
    list.lines().map(|line| facts.with_file_name(line.split_once("  ").unwrap().1)).collect()
}

/// Ways to hurt a file.
const HURTS: [fn(&Path); 3] = [
    |path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    },
    |path| {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x15;
        fs::write(path, bytes).unwrap();
    },
    |path| fs::remove_file(path).unwrap(),
];

#[test]
fn every_damaged_file_is_named_with_its_remedy() {
    let (_scratch, graph) = copied();
    let whole = chutri(&["verify"], &graph);
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    assert!(whole.stderr.contains(": whole: 18 documents, "), "{}", whole.stderr);
    let quads = stored(&GraphFolder::open(&graph).unwrap().store().unwrap());
    for hurt in HURTS {
        for name in listed(&graph).iter().map(|path| path.file_name().unwrap().to_owned()) {
            let path = GraphFolder::open(&graph).unwrap().facts().with_file_name(&name);
            let path = if path.exists() { path } else { path.with_file_name("store").join(&name) };
            // Parts of a store on disk have other names after a repair, and empty ones cannot be hurt.
            if fs::metadata(&path).map_or(0, |file| file.len()) == 0 {
                continue;
            }
            let before = fs::read(&path).unwrap();
            hurt(&path);
            let run = chutri(&["verify", "--repair", "--format", "csv"], &graph);
            let told = rows(&run.stdout);
            assert_eq!(told.len(), 1, "{}: {told:?} {}", path.display(), run.stderr);
            assert_eq!(told[0][0], *path.to_string_lossy());
            if name == "facts.jsonl" {
                assert_eq!(run.code, 1, "{}", run.stderr);
                assert!(told[0][2].contains("backup") && told[0][2].contains("--anew"));
                fs::write(&path, before).unwrap();
            } else {
                assert_eq!(run.code, 0, "{}", run.stderr);
                assert!(told[0][2].contains("--repair"));
            }
            assert_eq!(GraphFolder::open(&graph).unwrap().verify().unwrap(), []);
        }
    }
    let repaired = stored(&GraphFolder::open(&graph).unwrap().store().unwrap());
    assert!(quads == repaired, "a repaired graph says what it said");
}

#[test]
fn damaged_facts_stop_builds_and_exports_and_a_build_anew_heals_them() {
    for hurt in HURTS {
        let (_scratch, graph) = copied();
        let facts = GraphFolder::open(&graph).unwrap().facts();
        hurt(&facts);
        let before = bytes(&graph);
        let name = facts.to_string_lossy().into_owned();
        refused(&["build", "examples/articles"], &graph, &[&name]);
        refused(&["export", "--format", "nq"], &graph, &[&name]);
        let mut after = bytes(&graph);
        after.remove(&graph.join("lock"));
        assert!(after == before, "what is there stays");
        assert_eq!(chutri(&["stats"], &graph).code, 0, "the store is whole");
        let built = chutri(&["build", "examples/articles", "--anew"], &graph);
        assert_eq!(built.code, 0, "{}", built.stderr);
        assert_eq!(GraphFolder::open(&graph).unwrap().verify().unwrap(), []);
    }
}

#[cfg(not(feature = "rocksdb"))]
#[test]
fn a_damaged_dump_is_told() {
    for hurt in HURTS {
        let (_scratch, graph) = copied();
        let dump = GraphFolder::open(&graph).unwrap().facts().with_file_name("graph.nq");
        hurt(&dump);
        refused(&["chaired"], &graph, &[&dump.to_string_lossy()]);
        // A dump that is cut at the end of a line is N-Quads still.
        let (_scratch, graph) = copied();
        let dump = GraphFolder::open(&graph).unwrap().facts().with_file_name("graph.nq");
        let text = fs::read_to_string(&dump).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        fs::write(&dump, lines[..lines.len() / 2].concat()).unwrap();
        refused(&["stats"], &graph, &["graph.nq: damaged", "chutri verify"]);
    }
}

#[test]
fn graphs_of_newer_programs_and_damaged_manifests_are_left_alone() {
    for (manifest, complaint) in [
        ("{\"format\": 99}", "the graph has format 99, this chutri reads up to 2"),
        ("{\"format\": 1", "damaged: EOF while parsing"),
        ("", "damaged: EOF while parsing"),
        ("\u{0}\u{0}", "put that of a backup in its place"),
    ] {
        let (_scratch, graph) = copied();
        fs::write(graph.join("manifest.json"), manifest).unwrap();
        let before = bytes(&graph);
        let copy = graph.with_extension("copy");
        for arguments in [
            &["build", "examples/articles", "--anew"][..],
            &["stats"],
            &["verify"],
            &["backup", &copy.to_string_lossy()],
            &["export", "--format", "nq"],
        ] {
            refused(arguments, &graph, &["manifest.json", complaint]);
        }
        assert!(!copy.exists());
        let mut after = bytes(&graph);
        after.remove(&graph.join("lock"));
        assert!(after == before, "{manifest}");
    }
}

#[test]
fn a_build_keeps_others_out_and_readers_in() {
    let (_scratch, graph) = copied();
    let old = GraphFolder::open(&graph).unwrap();
    // It waits for a document on its standard input.
    let mut building = command();
    building.args(["build", "-", "--sync"]).env("CHUTRI_GRAPH", &graph);
    let mut building = building.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let generation = graph.join("generation-2");
    while !generation.exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let locked = "another process is building this graph; wait until it is done";
    refused(&["build", "examples/articles"], &graph, &[locked]);
    assert_eq!(chutri(&["chaired"], &graph).code, 0);
    assert_eq!(chutri(&["verify"], &graph).code, 0);
    let copy = graph.with_extension("copy");
    assert_eq!(chutri(&["backup", &copy.to_string_lossy()], &graph).code, 0);
    let mut page = building.stdin.take().unwrap();
    page.write_all("Sáng 9/7/2020, Huyện ủy Na Rì họp.".as_bytes()).unwrap();
    drop(page);
    assert!(building.wait().unwrap().success());
    assert_eq!(GraphFolder::open(&graph).unwrap().manifest().documents, 1);
    assert_eq!(GraphFolder::open(&copy).unwrap().manifest().documents, 18);
    // Whoever read the old graph reads it on.
    assert_eq!(old.verify().unwrap(), []);
    let store = old.store().unwrap();
    drop(old);
    assert_eq!(chutri(&["build", "examples/articles"], &graph).code, 0);
    assert!(graph.join("generation-1").exists() && store.oxigraph().len().unwrap() > 1000);
    drop(store);
    assert_eq!(chutri(&["build", "--remove", "bac-son-2014-03-11"], &graph).code, 0);
    assert!(!graph.join("generation-1").exists());
}

#[test]
fn a_backup_is_a_graph_and_never_half_of_one() {
    let (scratch, graph) = copied();
    fs::write(graph.join("decisions.csv"), "left,right,decision,who,when,why\n").unwrap();
    let at = |name: &str| scratch.path().join(name);
    let back_up = |name: &str| chutri(&["backup", &at(name).to_string_lossy()], &graph);
    for name in ["folder", "archive.tar"] {
        let run = back_up(name);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        assert!(run.stderr.contains("18 documents"), "{}", run.stderr);
        refused(&["backup", &at(name).to_string_lossy()], &graph, &["there is something already"]);
    }
    let mut archive = tar::Archive::new(fs::File::open(at("archive.tar")).unwrap());
    archive.unpack(at("unpacked")).unwrap();
    for copy in ["folder", "unpacked"] {
        let copy = GraphFolder::open(&at(copy)).unwrap();
        assert_eq!(copy.verify().unwrap(), []);
        assert!(copy.root().join("decisions.csv").exists());
        let original = GraphFolder::open(&graph).unwrap();
        assert_eq!(copy.manifest(), original.manifest());
        let built = chutri(&["build", "examples/articles"], copy.root());
        assert_eq!(built.code, 0, "{}", built.stderr);
    }
    let facts = GraphFolder::open(&graph).unwrap().facts();
    HURTS[1](&facts);
    for name in ["second", "second.tar"] {
        let target = at(name);
        refused(&["backup", &target.to_string_lossy()], &graph, &["facts.jsonl: damaged"]);
        assert!(!target.exists());
    }
    let left = fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("partial")));
}

/// A build that may write no file of more than `blocks` of 512 bytes, as on a disk that is full.
#[cfg(unix)]
fn build_with(blocks: u32, graph: &Path) -> Run {
    let chutri = env!("CARGO_BIN_EXE_chutri");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec {chutri} build examples/articles");
    let mut shell = Command::new("sh");
    shell.current_dir(env!("CARGO_MANIFEST_DIR")).env("CHUTRI_GRAPH", graph);
    finish(shell.args(["-c", &script]).stdin(Stdio::null()))
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_graph() {
    let (_scratch, graph) = copied();
    assert_eq!(chutri(&["build", "--remove", "bac-son-2014-03-11"], &graph).code, 0);
    let before = bytes(&graph);
    for blocks in [0, 1, 8, 64, 256, 512] {
        let run = build_with(blocks, &graph);
        assert_eq!(run.code, 2, "{blocks}: {}", run.stderr);
        assert!(run.stderr.contains("the space on the disk"), "{blocks}: {}", run.stderr);
        assert!(bytes(&graph) == before, "{blocks}");
    }
    assert_eq!(chutri(&["verify"], &graph).code, 0);
    assert_eq!(chutri(&["build", "examples/articles"], &graph).code, 0);
}

/// A file system of its own, where the test may make one.
#[cfg(target_os = "linux")]
struct Mounted(TempDir);

#[cfg(target_os = "linux")]
impl Mounted {
    fn new(options: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = mount(&["-t", "tmpfs", "-o", options, "tmpfs"], folder.path());
        mounted.then_some(Self(folder))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[cfg(target_os = "linux")]
fn mount(arguments: &[&str], at: &Path) -> bool {
    let mut mount = Command::new("mount");
    let mount = mount.args(arguments).arg(at).stdout(Stdio::null()).stderr(Stdio::null());
    mount.status().is_ok_and(|status| status.success())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_file_system_and_a_read_only_one_leave_the_old_graph() {
    let Some(disk) = Mounted::new("size=8m") else {
        // Written past the harness, which hides what a passing test prints.
        let _ = writeln!(std::io::stderr(), "skipped: no file system can be mounted; run as root");
        return;
    };
    let graph = disk.0.path().join("graph");
    GraphFolder::open(&crate::cli::graph()).unwrap().back_up(&graph).unwrap();
    assert_eq!(chutri(&["build", "--remove", "bac-son-2014-03-11"], &graph).code, 0);
    let before = bytes(&graph);
    let filler = disk.0.path().join("filler");
    let taken: usize = before.values().map(Vec::len).sum();
    fs::write(&filler, vec![0; (8 << 20) - taken - (300 << 10)]).unwrap();
    refused(&["build", "examples/articles"], &graph, &["No space left", "the space on the disk"]);
    refused(&["backup", &disk.0.path().join("copy").to_string_lossy()], &graph, &["No space left"]);
    assert!(bytes(&graph) == before);
    fs::remove_file(filler).unwrap();
    if mount(&["-o", "remount,ro"], disk.0.path()) {
        refused(&["build", "examples/articles"], &graph, &["Read-only file system", "permissions"]);
        for reading in ["stats", "verify", "chaired"] {
            let run = chutri(&[reading], &graph);
            assert_eq!(run.code, 0, "{reading}: {}", run.stderr);
        }
        assert!(bytes(&graph) == before);
        assert!(mount(&["-o", "remount,rw"], disk.0.path()));
    }
    assert_eq!(chutri(&["build", "examples/articles"], &graph).code, 0);
}
