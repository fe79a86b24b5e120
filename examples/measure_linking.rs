//! Reads, links and compares with the truth: `measure_linking articles.jsonl…`, as `synthesize` writes it.
//!
//! Prints how long each step took and how much memory it all needed; how well people, posts and meetings were
//! told apart, as B-cubed F1 (Bagga and Baldwin 1998) over the names that the extractor found; and how many of
//! the planted contradictions were found, and how many that nobody planted, and how many offices were
//! followed to what they went on as when their provinces merged. Of several files it prints, at the
//! end, the exponent by which time grows with the number of documents: 1 is linear. With `SHOW` in the environment
//! it lists contradictions that were missed or false.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a program that prints")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use chutri::document::read;
use chutri::facts::{DocumentFacts, Extractor};
use chutri::graph::{DEFAULT_BASE, KnowledgeGraph};
use chutri::links::{Decisions, Detail, EntityId, EntityKind, Linker, Links, Predicate};
use chutri::ontology::Ontology;
use chutri::pipeline::in_order;
use chutri::text::fold;
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        return Err("give the files that `synthesize` wrote".into());
    }
    let mut points = Vec::new();
    for path in &paths {
        points.push(measure(path)?);
    }
    if points.len() > 1 {
        println!("exponent of all steps {:.3}", exponent(&points, |p| p.1 + p.2));
        println!("exponent of linking and graph {:.3}", exponent(&points, |p| p.2));
    }
    Ok(())
}

/// Documents, and processor seconds of extraction and of linking with the graph.
type Point = (f64, f64, f64);

fn measure(path: &str) -> Result<Point, Box<dyn std::error::Error>> {
    let ontology = Ontology::builtin();
    let extractor = Extractor::new(ontology);
    let linker = Linker::new(ontology)?;
    let mut clock = Clock::start();
    let facts = extract(extractor, path);
    println!("documents     {:>9}", facts.len());
    let extraction = clock.lap("extraction");
    let links = linker.link(&facts, &Decisions::default());
    let mut linking = clock.lap("linking");
    let (truth, found) = (truth(&fs::read_to_string(path)?)?, found(&links));
    clock = Clock { before: clock.before, ..Clock::start() };
    let graph = KnowledgeGraph::unmeasured(links, DEFAULT_BASE);
    linking += clock.lap("graph");
    println!("in all        {:>9.2?}", clock.before);
    println!("peak memory   {:>6} MiB; input {} MiB", peak(), fs::metadata(path)?.len() >> 20);
    println!("things {}, statements {}", graph.nodes().len(), graph.statements().len());
    report("people", &truth.people, &found.people);
    report("posts", &truth.posts, &found.posts);
    report("meetings", &truth.meetings, &found.meetings);
    report_became(&truth, &found);
    report_planted(&truth.planted, &graph);
    Ok((facts.len() as f64, extraction, linking))
}

/// Wall time and processor time of the steps.
struct Clock {
    wall: Instant,
    processor: f64,
    /// Wall time of the steps so far.
    before: Duration,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: processor(), before: Duration::ZERO }
    }

    /// Prints the times since the last lap and gives the processor seconds.
    fn lap(&mut self, step: &str) -> f64 {
        let (wall, used) = (self.wall.elapsed(), processor() - self.processor);
        println!("{step:<13} {wall:>9.2?}, {used:.2} s of processors");
        *self = Self { before: self.before + wall, ..Self::start() };
        used
    }
}

/// Seconds of all processors that the process used so far; where the system does not tell, wall time.
fn processor() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).filter_map(|ticks| ticks.parse().ok()).collect();
    if ticks.len() == 2 { (ticks[0] + ticks[1]) / 100.0 } else { START.elapsed().as_secs_f64() }
}

/// Slope of the line through the logarithms, by least squares.
fn exponent(points: &[Point], seconds: impl Fn(&Point) -> f64) -> f64 {
    let logs: Vec<(f64, f64)> =
        points.iter().map(|p| (p.0.ln(), seconds(p).max(0.001).ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let above: f64 = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    above / logs.iter().map(|p| (p.0 - x).powi(2)).sum::<f64>()
}

fn extract(extractor: Extractor, path: &str) -> Vec<DocumentFacts> {
    let documents = read([path.into()]).filter_map(Result::ok);
    let cores = available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut facts = Vec::new();
    let _ = in_order(
        documents,
        cores,
        |d| extractor.extract(&d),
        |document| {
            facts.push(document);
            ControlFlow::<()>::Continue(())
        },
    );
    facts
}

/// Most memory that the process had so far, in MiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    number.unwrap_or_default() >> 10
}

/// Mentions to the thing that each is, by document and what is named there.
type Mentions = HashMap<(String, String), String>;

/// Who is who, which office is which, which meeting is which.
#[derive(Default)]
struct Told {
    people: Mentions,
    posts: Mentions,
    meetings: Mentions,
    /// Kind and folded names, sorted.
    planted: BTreeSet<(String, Vec<String>)>,
    /// Offices, each with the one that it went on as.
    became: BTreeSet<(String, String)>,
}

fn truth(articles: &str) -> Result<Told, serde_json::Error> {
    let mut told = Told::default();
    for line in articles.lines() {
        let article: Value = serde_json::from_str(line)?;
        let document = article["id"].as_str().unwrap_or_default().to_owned();
        let truth = &article["truth"];
        let folded = |value: &Value| fold(value.as_str().unwrap_or_default());
        for person in truth["people"].as_array().into_iter().flatten() {
            told.people.insert((document.clone(), folded(&person[0])), person[1].to_string());
        }
        for post in truth["posts"].as_array().into_iter().flatten() {
            let held = format!("{}, {}", folded(&post[0]), folded(&post[1]));
            told.posts.insert((document.clone(), held), post[2].to_string());
        }
        if let Some(kind) = truth["planted"]["kind"].as_str() {
            let people = truth["planted"]["people"].as_array().into_iter().flatten();
            told.planted.insert((kind.to_owned(), sorted(people.map(folded))));
        }
        let became = truth["became"].as_array().into_iter().flatten();
        told.became.extend(became.map(|pair| (pair[0].to_string(), pair[1].to_string())));
        if let Some(meeting) = truth["meeting"].as_str() {
            told.meetings.insert((document, String::new()), meeting.to_owned());
        }
    }
    Ok(told)
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}

fn found(links: &Links) -> Told {
    let mut told = Told::default();
    let mut counts: HashMap<String, u32> = HashMap::new();
    let name_of = |id: EntityId| match &links.entities[id.index()].detail {
        Detail::Document { name, .. } => name.clone(),
        _ => String::new(),
    };
    for statement in &links.statements {
        let [subject, object] =
            [statement.subject, statement.object].map(|id| &links.entities[id.index()]);
        match (statement.predicate, object.kind()) {
            (Predicate::Mentions, EntityKind::Person) => {
                let mention = (name_of(statement.subject), fold(&object.label));
                told.people.insert(mention, object.path.clone());
            }
            (Predicate::Mentions, EntityKind::Meeting) => {
                let document = name_of(statement.subject);
                *counts.entry(document.clone()).or_default() += 1;
                told.meetings.insert((document, String::new()), object.path.clone());
            }
            (Predicate::Holds, _) => {
                let Detail::Post { title, .. } = &object.detail else { continue };
                let held = format!("{}, {}", fold(&subject.label), fold(title));
                let documents = statement.documents.iter().map(|&id| name_of(id));
                told.posts.extend(documents.map(|d| ((d, held.clone()), object.path.clone())));
            }
            _ => {}
        }
    }
    let path = |id: EntityId| links.entities[id.index()].path.clone();
    told.became = links.continuations.iter().map(|c| (path(c.before), path(c.after))).collect();
    told.meetings.retain(|(document, _), _| counts[document] == 1);
    told
}

/// Compares by the things as which the offices were mostly found.
fn report_became(truth: &Told, found: &Told) {
    let mut votes: BTreeMap<&String, BTreeMap<&String, u32>> = BTreeMap::new();
    let mut offices: Vec<_> = truth.posts.iter().collect();
    offices.sort_unstable();
    for (mention, post) in offices {
        if let Some(path) = found.posts.get(mention) {
            *votes.entry(post).or_default().entry(path).or_default() += 1;
        }
    }
    let best = |votes: &BTreeMap<&String, u32>| {
        votes.iter().max_by_key(|(_, n)| **n).map(|(path, _)| (*path).clone())
    };
    let paths: BTreeMap<&String, String> =
        votes.iter().filter_map(|(post, votes)| Some((*post, best(votes)?))).collect();
    let known: BTreeSet<&String> = paths.values().collect();
    let path = |post: &String| paths.get(post).cloned().unwrap_or_default();
    let planted: BTreeSet<(String, String)> =
        truth.became.iter().map(|(old, new)| (path(old), path(new))).collect();
    let told = |(old, new): &&(String, String)| known.contains(old) && known.contains(new);
    let all: BTreeSet<(String, String)> = found.became.iter().filter(told).cloned().collect();
    let both = planted.intersection(&all).count();
    println!(
        "offices through mergers: {both} of {} followed ({:.4}), {} wrongly",
        planted.len(),
        both as f64 / planted.len().max(1) as f64,
        all.len() - both
    );
    if std::env::var_os("SHOW").is_some() {
        planted.difference(&all).take(20).for_each(|c| println!("not followed: {c:?}"));
        all.difference(&planted).take(20).for_each(|c| println!("wrongly followed: {c:?}"));
    }
}

fn report_planted(planted: &BTreeSet<(String, Vec<String>)>, graph: &KnowledgeGraph) {
    let found: BTreeSet<(String, Vec<String>)> = graph
        .contradictions()
        .iter()
        .map(|contradiction| {
            let people = contradiction.sides().map(|id| graph.statement(id).subject);
            let names = people.into_iter().map(|person| fold(&graph.entity(person).label));
            (contradiction.name().to_owned(), sorted(names))
        })
        .collect();
    let kinds: BTreeSet<&String> = planted.iter().chain(&found).map(|(kind, _)| kind).collect();
    for kind in kinds {
        let of =
            |all: &BTreeSet<(String, Vec<String>)>| all.iter().filter(|c| c.0 == *kind).count();
        let both = planted.intersection(&found).filter(|c| c.0 == *kind).count();
        println!("  {kind}: {both} of {} planted, {} found", of(planted), of(&found));
    }
    let both = planted.intersection(&found).count();
    println!(
        "contradictions: {both} of {} found ({:.4}), {} false ({:.4} of all found)",
        planted.len(),
        both as f64 / planted.len().max(1) as f64,
        found.len() - both,
        (found.len() - both) as f64 / found.len().max(1) as f64
    );
    if std::env::var_os("SHOW").is_some() {
        planted.difference(&found).take(20).for_each(|c| println!("missed: {c:?}"));
        found.difference(planted).take(20).for_each(|c| println!("false: {c:?}"));
    }
}

fn report(what: &str, truth: &Mentions, found: &Mentions) {
    let pairs: Vec<(&String, &String)> =
        truth.iter().filter_map(|(mention, thing)| Some((thing, found.get(mention)?))).collect();
    let mut cells: HashMap<(&String, &String), f64> = HashMap::new();
    let (mut rows, mut columns) = (HashMap::<&String, f64>::new(), HashMap::<&String, f64>::new());
    for &(thing, entity) in &pairs {
        *cells.entry((thing, entity)).or_default() += 1.0;
        *rows.entry(thing).or_default() += 1.0;
        *columns.entry(entity).or_default() += 1.0;
    }
    let mean = |share: &dyn Fn(&String, &String) -> f64| {
        pairs.iter().map(|(t, e)| share(t, e)).sum::<f64>() / pairs.len().max(1) as f64
    };
    let precision = mean(&|t, e| cells[&(t, e)] / columns[e]);
    let recall = mean(&|t, e| cells[&(t, e)] / rows[t]);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{what}: {} of {} mentions found, {} things as {}; B-cubed precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}",
        pairs.len(),
        truth.len(),
        rows.len(),
        columns.len()
    );
}
