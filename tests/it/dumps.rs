//! Dumps fit for diffs: the same documents give the same bytes, one more changes only what it speaks of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chutri::document::{self, Document};
use chutri::facts::{DocumentFacts, Extractor};
use chutri::graph::DEFAULT_BASE;
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;
use chutri::triples::{Terms, write_nquads};

fn examples() -> Vec<DocumentFacts> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let extractor = Extractor::new(Ontology::builtin());
    let read = document::read([folder]);
    read.map(|page: Result<Document, _>| extractor.extract(&page.unwrap())).collect()
}

fn dump(facts: &[DocumentFacts]) -> BTreeSet<String> {
    let graph = link_facts(facts, Ontology::builtin(), DEFAULT_BASE).unwrap();
    let mut bytes = Vec::new();
    write_nquads(&graph, &Terms::built_in(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
}

/// Path of the subject of a line, below the base.
fn subject(line: &str) -> &str {
    let iri = line[1..].split('>').next().unwrap();
    iri.strip_prefix(DEFAULT_BASE).unwrap()
}

/// Addresses that a line of the dump has.
fn addresses(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split('<').skip(1).filter_map(|part| part.split_once('>'));
    parts.filter_map(|(iri, _)| iri.strip_prefix(DEFAULT_BASE))
}

/// What the lines lead to from `known`, in any number of steps.
fn led_to<'l>(lines: &[&'l String], mut known: BTreeSet<&'l str>) -> BTreeSet<&'l str> {
    loop {
        let before = known.len();
        for line in lines {
            if addresses(line).any(|address| known.contains(address)) {
                known.extend(addresses(line));
            }
        }
        if known.len() == before {
            return known;
        }
    }
}

/// Whether a line describes the data set.
fn is_described(line: &str) -> bool {
    subject(line).split('/').next() == Some("void")
}

/// What stands behind the subject of each line that describes no data set, with how many do.
fn counted(lines: &BTreeSet<String>) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for line in lines.iter().filter(|line| !is_described(line)) {
        let mut words = line.splitn(3, ' ').skip(1);
        let (predicate, object) = (words.next().unwrap(), words.next().unwrap());
        *counted.entry(predicate).or_default() += 1;
        if predicate.ends_with("#type>") {
            *counted.entry(object.trim_end_matches(" .")).or_default() += 1;
        }
    }
    counted
}

/// The classes and properties whose parts of the data set are among some lines.
fn parts<'l>(all: &'l BTreeSet<String>, changed: &[&String]) -> BTreeSet<&'l str> {
    let of = |line: &'l String| {
        let (_, said) = line.split_once("void#class> ").or(line.split_once("void#property> "))?;
        let is_changed = changed.iter().any(|other| subject(other) == subject(line));
        is_changed.then(|| said.trim_end_matches(" ."))
    };
    all.iter().filter_map(of).collect()
}

#[test]
fn one_more_article_changes_only_the_lines_that_it_speaks_of() {
    let all = examples();
    let after = dump(&all);
    let (mut new, mut gone) = (0, 0);
    for left_out in (0..all.len()).step_by(3) {
        let mut facts = all.clone();
        let article = facts.remove(left_out).doc;
        let before = dump(&facts);
        let changed = before.symmetric_difference(&after);
        let (counts, changed): (Vec<_>, Vec<_>) = changed.partition(|line| is_described(line));
        let (now, then) = (counted(&after), counted(&before));
        let other = now.keys().chain(then.keys()).filter(|what| now.get(*what) != then.get(*what));
        let told = &parts(&after, &counts) | &parts(&before, &counts);
        assert_eq!(told, other.copied().collect(), "{article}: what is counted otherwise");
        // Its page, its quotes and what they speak of; then where the lines that change lead from there.
        let own = [format!("/doc/{article}>"), format!("/quote/{article}/")];
        let speaks = |line: &&String| own.iter().any(|word| line.contains(word));
        let spoken: BTreeSet<&str> =
            after.iter().chain(&before).filter(speaks).map(|line| subject(line)).collect();
        let known = led_to(&changed, spoken.clone());
        for line in &changed {
            assert!(known.contains(subject(line)), "{article}: {line}");
        }
        let removed = changed.iter().filter(|line| before.contains(**line)).count();
        assert!(
            !spoken.is_empty() && changed.len() < after.len() / 4,
            "{article}: {} lines",
            changed.len()
        );
        new += changed.len() - removed;
        gone += removed;
    }
    // Lines that go are counts and spans of time of what others spoke of before.
    assert!(gone * 10 < new, "{gone} lines go, {new} come");
}

#[test]
fn two_builds_give_the_same_bytes() {
    let [first, second] = ["1", "2"].map(|threads| {
        let folder = tempfile::tempdir().unwrap();
        let graph = folder.path().join("graph");
        let mut build = crate::cli::command();
        build.args(["build", "examples/articles", "--threads", threads, "--graph"]).arg(&graph);
        assert_eq!(crate::cli::finish(&mut build).code, 0);
        let mut export = crate::cli::command();
        let dump =
            crate::cli::finish(export.args(["export", "--format", "nq", "--graph"]).arg(&graph));
        assert_eq!(dump.code, 0, "{}", dump.stderr);
        dump.stdout
    });
    assert!(first.lines().count() > 10_000 && first == second);
}
