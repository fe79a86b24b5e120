//! Facts that were read elsewhere, in shards as a cluster leaves them: the graph is that of a build.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use fastrand::Rng;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::cli::{Run, command, finish, graph, on_examples};

fn facts() -> Vec<String> {
    let printed = on_examples(&["extract", "examples/articles"]).stdout;
    printed.lines().map(str::to_owned).collect()
}

fn link(graph: &Path, arguments: &[&Path]) -> Run {
    finish(command().arg("link").args(arguments).arg("--graph").arg(graph).stdin(Stdio::null()))
}

/// Everything that a graph holds.
fn dump(graph: &Path) -> String {
    let run = finish(command().args(["export", "--format", "nq", "--graph"]).arg(graph));
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

/// The facts as the folder of a graph keeps them.
fn kept(graph: &Path) -> Vec<u8> {
    let manifest = fs::read(graph.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let generation = manifest["generation"].as_str().unwrap();
    fs::read(graph.join(generation).join("facts.jsonl")).unwrap()
}

/// Deals lines out to files, every other one packed, some lines twice, as a task that was tried again may.
fn deal(folder: &Path, mut lines: Vec<String>, count: usize, rng: &mut Rng) {
    let again = lines.iter().filter(|_| rng.u8(..4) == 0).cloned().collect::<Vec<_>>();
    lines.extend(again);
    rng.shuffle(&mut lines);
    let mut shards = vec![String::new(); count];
    for line in &lines {
        shards[rng.usize(..count)].extend([line.as_str(), "\n"]);
    }
    fs::create_dir(folder).unwrap();
    for (number, shard) in shards.iter().enumerate() {
        let path = folder.join(format!("part-{number:05}.txt"));
        if number % 2 == 0 {
            fs::write(path, shard).unwrap();
        } else {
            let packed = File::create(path.with_extension("txt.gz")).unwrap();
            let mut packed = GzEncoder::new(packed, Compression::fast());
            packed.write_all(shard.as_bytes()).unwrap();
            packed.finish().unwrap();
        }
    }
    // What Spark leaves beside them.
    fs::write(folder.join("_SUCCESS"), "").unwrap();
    fs::write(folder.join(".part-00000.txt.crc"), b"crc\0").unwrap();
    fs::write(folder.join("part-99999.txt"), "").unwrap();
}

#[test]
fn facts_in_any_shards_and_order_give_the_graph_of_a_build() {
    let scratch = tempfile::tempdir().unwrap();
    let (lines, whole) = (facts(), dump(&graph()));
    for (seed, count) in [(1, 1), (2, 5)] {
        let [shards, linked] =
            ["shards", "graph"].map(|name| scratch.path().join(format!("{name}{seed}")));
        deal(&shards, lines.clone(), count, &mut Rng::with_seed(seed));
        let run = link(&linked, &[&shards]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        assert!(
            run.stderr.contains("18 documents read, 0 rejected; passed over "),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("18 new, 0 changed, 0 removed; now 18 documents"),
            "{}",
            run.stderr
        );
        assert!(dump(&linked) == whole && kept(&linked) == kept(&graph()), "seed {seed}");
    }
}

#[test]
fn facts_add_to_what_a_build_made_and_what_is_known_stays() {
    let scratch = tempfile::tempdir().unwrap();
    let [linked, first, second] =
        ["graph", "first.jsonl", "second.jsonl"].map(|name| scratch.path().join(name));
    let lines = facts();
    let page = "examples/articles/tam-nong-2020-07-16.txt";
    let built = finish(command().args(["build", page, "--graph"]).arg(&linked));
    assert_eq!(built.code, 0, "{}", built.stderr);
    fs::write(&first, lines[..9].join("\n")).unwrap();
    fs::write(&second, lines[4..].join("\n")).unwrap();
    assert_eq!(link(&linked, &[&first]).code, 0);
    let run = link(&linked, &[&second]);
    assert!(run.stderr.contains("0 changed, 0 removed; now 18 documents"), "{}", run.stderr);
    assert!(dump(&linked) == dump(&graph()));
    let again = link(&linked, &[&first, &second]);
    assert!(again.stderr.contains("0 new, 0 changed, 0 removed; now 18"), "{}", again.stderr);
    let synced = link(&linked, &[&first, Path::new("--sync")]);
    assert!(synced.stderr.contains("9 removed; now 9 documents"), "{}", synced.stderr);
    let anew = link(&linked, &[&second, Path::new("--anew")]);
    assert!(anew.stderr.contains("14 new, 0 changed, 0 removed; now 14"), "{}", anew.stderr);
}

#[test]
fn a_bad_line_is_told_with_its_place_and_costs_nothing_else() {
    let scratch = tempfile::tempdir().unwrap();
    let [linked, path, kept] =
        ["graph", "facts.jsonl", "kept"].map(|name| scratch.path().join(name));
    let mut lines = facts();
    lines.truncate(4);
    let change = |line: &str, key: &str, value: &str| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line[key] = value.into();
        line.to_string()
    };
    let others = change(&lines[3], "tables", "0.0.1 abc");
    let contested = change(&lines[0], "title", "~");
    let untold = r#"{"id":"a","text":"b"}"#.to_owned();
    let cut = lines[2][..40].to_owned();
    let given = [&lines[..3], &[cut.clone(), untold, others, contested]].concat();
    fs::write(&path, given.join("\n")).unwrap();
    let run = link(&linked, &[&path, Path::new("--rejects"), &kept]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let complaints: Vec<&str> = run.stderr.lines().collect();
    let at = |line: usize| format!("chutri: {}:{line}: ", path.display());
    for (number, told) in [
        (4, "EOF while parsing"),
        (5, "`doc`, `sha256` or `tables` is missing"),
        (6, "was read by chutri and tables 0.0.1 abc, and these are "),
        (7, "an earlier document is already called `"),
    ] {
        let told = complaints.iter().filter(|c| c.starts_with(&at(number)) && c.contains(told));
        assert_eq!(told.count(), 1, "line {number}: {}", run.stderr);
    }
    assert!(run.stderr.contains("3 documents read, 4 rejected; 3 new"), "{}", run.stderr);
    let raw =
        fs::read_dir(&kept).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    assert!(raw.into_iter().any(|raw| raw.trim_end() == cut));
    fs::write(&path, given[3..6].join("\n")).unwrap();
    let none = link(&linked, &[&path]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("the graph is as it was"), "{}", none.stderr);
}

#[test]
fn facts_come_through_a_pipe_and_an_archive_is_refused_once() {
    let scratch = tempfile::tempdir().unwrap();
    let linked = scratch.path().join("graph");
    let mut child = command();
    child.args(["link", "-", "--graph"]).arg(&linked).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().unwrap();
    child.stdin.take().unwrap().write_all(facts()[..3].join("\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("now 3 documents"), "{told}");
    let archive = scratch.path().join("facts.zip");
    fs::write(&archive, b"PK\x03\x04\n\n{}\n").unwrap();
    let run = link(&linked, &[&archive]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("facts.zip: cannot be read: it holds files, not lines; unpack it"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
}
