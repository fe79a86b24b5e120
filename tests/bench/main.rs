//! How fast, against what: each figure beside the best that the machine can do at the same, in one run.
//!
//! `make bench` prints the rows; `cargo bench -- writing placing` those parts alone (the others: `reading`,
//! `input`, `loading`, `serving`). `CHUTRI_BENCH_SCALE`
//! multiplies the work (default 1: about a minute, three where Python has the peers of GraphML).

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::non_ascii_literal
)]

mod corpus;
mod growth;
mod input;
#[cfg(feature = "rocksdb")]
mod loading;
#[cfg(feature = "rocksdb")]
mod serving;
mod writing;

use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use chutri::document::{self, Document};
use chutri::facts::MeetingKind;
use chutri::facts::{DocumentFacts, Extractor};
use chutri::graph::{DEFAULT_BASE, KnowledgeGraph};
use chutri::links::{
    Detail, Entity, EntityId, Links, PartialDate, Participation, Predicate, Qualifier, Quote,
    QuoteId, Statement,
};
use chutri::ontology::Ontology;
use chutri::pipeline::{in_order, link_facts};
use chutri::text::{NormalizedText, tokenize};
use chutri::triples::{Terms, write_nquads};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    #[cfg(feature = "rocksdb")]
    if loading::is_raw() || serving::is_server() {
        return;
    }
    let scale = std::env::var("CHUTRI_BENCH_SCALE").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    println!("chutri {}, {threads} threads, {}", env!("CARGO_PKG_VERSION"), machine());
    let asked: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_asked = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    if is_asked("reading") {
        let started = Instant::now();
        let ontology = Ontology::load(None).unwrap();
        row("tables read and checked", started.elapsed().as_secs_f64(), "");
        Extractor::new(&ontology).extract(&articles()[0]);
        row("the same, and the first document read", started.elapsed().as_secs_f64(), "");
        reading(&ontology, 10_000_000 * scale, threads);
        growth::growth(&ontology, &articles());
        linking(&ontology, 100 * scale);
    }
    if is_asked("input") {
        input::input(100_000 * scale);
    }
    if is_asked("writing") {
        writing::writing(200_000 * scale, 5);
    }
    if is_asked("loading") {
        #[cfg(feature = "rocksdb")]
        loading::loading(Ontology::builtin(), 5_000_000 * scale);
        #[cfg(not(feature = "rocksdb"))]
        println!("(without its feature rocksdb there is no store on disk to load)");
    }
    if is_asked("serving") {
        #[cfg(feature = "rocksdb")]
        serving::serving(Ontology::builtin(), 1_000_000 * scale);
        #[cfg(not(feature = "rocksdb"))]
        println!("(without its feature rocksdb there is no store on disk to serve)");
    }
    if is_asked("placing") {
        writing::placing(20_000 * scale);
    }
}

fn row(what: &str, seconds: f64, rate: &str) {
    println!("{what:<56} {seconds:>9.3} s  {rate}");
}

fn articles() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    document::read([folder]).collect::<Result<_, _>>().unwrap()
}

/// The processor, where the system tells.
fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, model)| model.to_owned())
}

/// Most memory that the process ever held, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}

/// Seconds to read all documents on `threads`.
fn read_all(extractor: Extractor<'_>, documents: &[Document], threads: NonZeroUsize) -> f64 {
    let started = Instant::now();
    let _ = in_order(
        documents.iter(),
        threads,
        |document| extractor.extract(document),
        |facts| {
            assert!(!facts.people.is_empty());
            ControlFlow::<()>::Continue(())
        },
    );
    started.elapsed().as_secs_f64()
}

/// Seconds to cut all documents into tokens and find the words of the lexicon in them: what no reading can
/// do without.
fn scan_all(ontology: &Ontology, documents: &[Document]) -> f64 {
    let started = Instant::now();
    let mut tokens = Vec::new();
    let mut found = 0;
    for document in documents {
        let text = NormalizedText::new(&document.text);
        tokenize(text.text(), &ontology.lexicon.syllabary, &mut tokens);
        for at in 0..tokens.len() {
            ontology.lexicon.visit(&tokens, at, |length, _| found += length);
        }
    }
    assert!(found > 0);
    started.elapsed().as_secs_f64()
}

fn reading(ontology: &Ontology, bytes: usize, threads: NonZeroUsize) {
    let documents = corpus::varied(ontology, &articles(), bytes);
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let (count, megabytes) = (documents.len(), bytes as f64 / 1e6);
    let extractor = Extractor::new(ontology);
    let scan = scan_all(ontology, &documents);
    row(
        "words of the lexicon in them alone, one thread",
        scan,
        &format!("{:.1} MB/s", megabytes / scan),
    );
    let half = read_all(extractor, &documents[..count / 2], NonZeroUsize::MIN);
    row(&format!("facts of {} documents, one thread", count / 2), half, &peak());
    let one = read_all(extractor, &documents, NonZeroUsize::MIN);
    row(&format!("facts of {count} documents, one thread"), one, &peak());
    let rate = |seconds: f64| {
        format!("{:.1} MB/s, {:.0} documents/s", megabytes / seconds, count as f64 / seconds)
    };
    let share = format!("{}, {:.0} % of the words alone", rate(one), 100.0 * scan / one);
    row("the same", one, &share);
    let all = read_all(extractor, &documents, threads);
    let speedup = format!("{}, {:.2} times one thread", rate(all), one / all);
    row(&format!("facts of {count} documents, {threads} threads"), all, &speedup);
}

/// Facts of other people in other documents: as many as real news would bring.
fn varied(facts: &[DocumentFacts], copies: usize) -> Vec<DocumentFacts> {
    let mut all = Vec::with_capacity(facts.len() * copies);
    for copy in 0..copies {
        for document in facts {
            let mut text = serde_json::to_string(document).unwrap();
            for person in &document.people {
                text = text.replace(&person.name, &format!("{} {copy}", person.name));
            }
            let mut document: DocumentFacts = serde_json::from_str(&text).unwrap();
            document.doc = format!("{}-{copy}", document.doc);
            document.sha256 = format!("{}-{copy}", document.sha256);
            all.push(document);
        }
    }
    all
}

fn linking(ontology: &Ontology, copies: usize) {
    let extractor = Extractor::new(ontology);
    let facts: Vec<_> = articles().iter().map(|document| extractor.extract(document)).collect();
    let mut graph = None;
    for copies in [copies / 2, copies] {
        let facts = varied(&facts, copies);
        let started = Instant::now();
        graph = Some(link_facts(&facts, ontology, DEFAULT_BASE).unwrap());
        let seconds = started.elapsed().as_secs_f64();
        let rate = format!("{:.0} documents/s", facts.len() as f64 / seconds);
        row(&format!("graph of the facts of {} documents", facts.len()), seconds, &rate);
    }
    let started = Instant::now();
    let mut quads = Counted::default();
    write_nquads(&graph.unwrap(), &Terms::built_in(), &mut quads).unwrap();
    let seconds = started.elapsed().as_secs_f64();
    let rate = format!("{:.1} MB/s", quads.0 as f64 / 1e6 / seconds);
    row("its N-Quads", seconds, &rate);
}

/// Counts bytes.
#[derive(Default)]
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// People and meetings, each person at `2 * degree` meetings, one quote an edge.
fn generated(nodes: usize, degree: usize) -> KnowledgeGraph {
    let people = nodes / 2;
    let entity = |path: String, label: String, detail: Detail| Entity {
        sort_key: label.clone(),
        path,
        label,
        names: Vec::new(),
        detail,
        quotes: Vec::new(),
        documents: 1,
        candidates: Vec::new(),
    };
    let person =
        |n: usize| entity(format!("person/p-{n:07}"), format!("Person {n}"), Detail::Person);
    let meeting = |n: usize| {
        let detail = Detail::Meeting {
            kind: MeetingKind::Conference,
            date: PartialDate::parse("2020-07-09"),
            ordinal: None,
            convocation: None,
            place: None,
        };
        entity(format!("meeting/m-{n:07}"), format!("Meeting {n}"), detail)
    };
    let page = Detail::Document {
        name: "page".to_owned(),
        url: None,
        published: None,
        sha256: String::new(),
        copy_of: None,
    };
    let page = entity("doc/page".to_owned(), "page".to_owned(), page);
    let entities = (0..people).map(person).chain((0..people).map(meeting)).chain([page]);
    let statement = |n: usize| Statement {
        path: None,
        subject: EntityId((n / (2 * degree)) as u32),
        predicate: Predicate::Chairs,
        object: EntityId((people + (n * 7919 + n / (2 * degree)) % people) as u32),
        qualifier: Qualifier::Participation(Participation::default()),
        documents: vec![EntityId(2 * people as u32)],
        independent: 1,
        quotes: vec![QuoteId(n as u32)],
        confidence: 1.0,
    };
    let quote = |n: usize| Quote {
        document: EntityId(2 * people as u32),
        start: n as u32,
        end: n as u32 + 24,
        exact: "Person chairs the meeting".to_owned(),
        rule: "chair".to_owned(),
    };
    let edges = nodes * degree;
    let links = Links {
        entities: entities.collect(),
        statements: (0..edges).map(statement).collect(),
        quotes: (0..edges).map(quote).collect(),
        ..Links::default()
    };
    KnowledgeGraph::new(links, DEFAULT_BASE)
}
