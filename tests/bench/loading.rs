//! A graph into its folder beside oxigraph's own bulk loader on the same N-Quads; its N-Quads beside
//! oxigraph's serialiser; queries beside oxigraph's own on the same store.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chutri::facts::{DocumentFacts, Extractor};
use chutri::graph::{DEFAULT_BASE, KnowledgeGraph};
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;
use chutri::triples::{
    Contents, GraphFolder, NewGeneration, PREFIXES, Terms, Triplestore, quads, query, write_nquads,
};
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::Quad;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use crate::writing::{cpu_seconds, memory, reset_peak};
use crate::{articles, corpus, row};

/// Set for the process that loads by oxigraph alone: the N-Quads, and the folder of the store.
const RAW: &str = "CHUTRI_BENCH_RAW";
const BUFFER: usize = 1 << 20;
/// Processor seconds from which a time is told.
const MEASURED: f64 = 0.2;
/// How often a piece of work is done at most.
const MOST: u32 = 1 << 16;
const QUERIES: [(&str, &str); 5] = [
    ("one person's meetings", "SELECT ?m WHERE { ?p skos:prefLabel $name ; ct:chaired ?m }"),
    (
        "chairs of a year",
        "SELECT ?who ?what WHERE { ?p ct:chaired ?m ; skos:prefLabel ?who . ?m skos:prefLabel ?what ; ct:earliest ?on \
         FILTER(?on >= '2018-01-01'^^xsd:date && ?on < '2019-01-01'^^xsd:date) } ORDER BY ?on ?who LIMIT 100",
    ),
    (
        "chairings by body",
        "SELECT ?body (COUNT(*) AS ?n) WHERE { ?p ct:chaired/schema:organizer ?body } GROUP BY ?body \
         ORDER BY DESC(?n) ?body LIMIT 20",
    ),
    (
        "holders of posts with words",
        "SELECT ?who ?post ?quote WHERE { ?t a ct:Tenure ; org:member/skos:prefLabel ?who ; ct:post/skos:prefLabel ?post ; \
         prov:wasDerivedFrom/oa:exact ?quote } LIMIT 20000",
    ),
    (
        "who met whom",
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ct:chaired ?m . ?b ct:attended ?m FILTER(?a != ?b) }",
    ),
];

/// Cost of one piece of work.
#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    /// Of all threads.
    cpu: f64,
    /// Mebibytes by which the memory of the process grew at most.
    memory: f64,
}

impl Cost {
    fn of(work: impl FnOnce()) -> Self {
        reset_peak();
        let (before, cpu, wall) = (memory("VmRSS:"), cpu_of_all(), Instant::now());
        work();
        Self {
            seconds: wall.elapsed().as_secs_f64(),
            cpu: cpu_of_all() - cpu,
            memory: memory("VmHWM:").saturating_sub(before) as f64 / 1024.0,
        }
    }

    fn least(self, other: Self) -> Self {
        Self {
            seconds: self.seconds.min(other.seconds),
            cpu: self.cpu.min(other.cpu),
            memory: self.memory.min(other.memory),
        }
    }
}

/// Whether this process is the one that loads by oxigraph alone; it has then done so.
pub(super) fn is_raw() -> bool {
    let Ok(paths) = std::env::var(RAW) else { return false };
    let (dump, folder) = paths.split_once('|').unwrap();
    let cost = Cost::of(|| load(Path::new(dump), Path::new(folder)));
    println!("{} {} {}", cost.seconds, cost.cpu, cost.memory);
    true
}

/// Loads N-Quads into a store, and leaves it as a build leaves it: compacted and on the disk.
pub(super) fn load(dump: &Path, folder: &Path) {
    let store = Store::open(folder).unwrap();
    let reader = BufReader::with_capacity(BUFFER, File::open(dump).unwrap());
    let mut loader = store.bulk_loader();
    loader.load_from_reader(RdfParser::from_format(RdfFormat::NQuads), reader).unwrap();
    loader.commit().unwrap();
    store.optimize().unwrap();
    store.flush().unwrap();
}

fn raw_in_its_own_process(dump: &Path, folder: &Path) -> Cost {
    let paths = format!("{}|{}", dump.display(), folder.display());
    let told = Command::new(std::env::current_exe().unwrap()).env(RAW, paths).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let figures: Vec<f64> = String::from_utf8_lossy(&told.stdout)
        .split_whitespace()
        .map(|f| f.parse().unwrap())
        .collect();
    Cost { seconds: figures[0], cpu: figures[1], memory: figures[2] }
}

pub(super) fn loading(ontology: &Ontology, wanted: usize) {
    let terms = Terms::built_in();
    let (graph, count) = graph(ontology, &terms, wanted);
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("graph.nq");
    serializing(&graph, &terms, count, &dump);
    let (mut ours, mut theirs): (Option<Cost>, Option<Cost>) = (None, None);
    for turn in 0..2 {
        let [own, other] = ["graph", "raw"].map(|name| folder.path().join(format!("{name}{turn}")));
        let cost = raw_in_its_own_process(&dump, &other);
        theirs = Some(theirs.map_or(cost, |least| least.least(cost)));
        fs::remove_dir_all(&other).unwrap();
        let cost = Cost::of(|| store_graph(&graph, &own));
        ours = Some(ours.map_or(cost, |least| least.least(cost)));
    }
    let (ours, theirs) = (ours.unwrap(), theirs.unwrap());
    let rate = |cost: Cost| {
        format!(
            "{:.2} s CPU, {:.0} quads/s, {:.0} MiB more memory",
            cost.cpu,
            count as f64 / cost.seconds,
            cost.memory
        )
    };
    row(&format!("{count} N-Quads by oxigraph's bulk loader"), theirs.seconds, &rate(theirs));
    let ratios = format!(
        "{}; {:.2} times its time, {:.2} times its CPU, {:.2} times its memory",
        rate(ours),
        ours.seconds / theirs.seconds,
        ours.cpu / theirs.cpu,
        ours.memory / theirs.memory
    );
    row("their graph into its folder", ours.seconds, &ratios);
    drop(graph);
    let store = GraphFolder::open(&folder.path().join("graph1")).unwrap().store().unwrap();
    asking(&store);
}

/// Puts a graph into a new folder.
pub(super) fn store_graph(graph: &KnowledgeGraph, folder: &Path) {
    let generation = NewGeneration::begin(folder).unwrap();
    fs::write(generation.facts(), "").unwrap();
    let contents = Contents { documents: 0, tables: "", touched: None, changed: None };
    generation.commit(graph, &contents).unwrap();
}

/// A graph of at least `wanted` quads, and how many it has.
pub(super) fn graph(ontology: &Ontology, terms: &Terms, wanted: usize) -> (KnowledgeGraph, usize) {
    let mut bytes = wanted * 4 / 5;
    loop {
        let documents = corpus::varied(ontology, &articles(), bytes);
        let extractor = Extractor::new(ontology);
        let facts: Vec<DocumentFacts> =
            documents.iter().map(|document| extractor.extract(document)).collect();
        let graph = link_facts(&facts, ontology, DEFAULT_BASE).unwrap();
        let count = quads(&graph, terms).count();
        if count >= wanted {
            return (graph, count);
        }
        bytes = bytes * 103 / 100 * wanted / count;
    }
}

/// Writes the N-Quads three ways; the last is left in `dump`.
fn serializing(graph: &KnowledgeGraph, terms: &Terms, count: usize, dump: &Path) {
    let some: Vec<Quad> = quads(graph, terms).take(1_000_000).collect();
    let made = (0..2).map(|_| Cost::of(|| assert!(quads(graph, terms).count() == count)).cpu);
    let made = made.fold(f64::INFINITY, f64::min);
    let theirs =
        (0..2).map(|_| Cost::of(|| serialize(some.iter())).cpu).fold(f64::INFINITY, f64::min);
    let theirs = theirs * count as f64 / some.len() as f64;
    drop(some);
    let ours = (0..2).map(|_| Cost::of(|| write_nquads(graph, terms, taken()).unwrap()).cpu);
    let ours = ours.fold(f64::INFINITY, f64::min);
    let rate = |seconds: f64| format!("{:.0} quads/s", count as f64 / seconds);
    row("the quads made, CPU", made, &rate(made));
    row("N-Quads of quads at hand by oxigraph's serialiser, CPU", theirs, &rate(theirs));
    let ratio = (made + theirs) / ours;
    let told = format!("{}, {ratio:.2} times the speed of making and serialising", rate(ours));
    row("the quads made and written, CPU", ours, &told);
    let out = BufWriter::with_capacity(BUFFER, File::create(dump).unwrap());
    write_nquads(graph, terms, out).unwrap();
}

/// A writer that takes all bytes, and leaves them.
fn taken() -> impl Write {
    BufWriter::with_capacity(BUFFER, io::sink())
}

fn serialize<'a>(quads: impl Iterator<Item = &'a Quad>) {
    let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(taken());
    for quad in quads {
        serializer.serialize_quad(quad).unwrap();
    }
    serializer.finish().unwrap().flush().unwrap();
}

/// Rows of a query by our own way, and by oxigraph's.
fn asking(store: &Triplestore) {
    let names = "SELECT ?name WHERE { ?p ct:chaired ?m ; skos:prefLabel ?name } LIMIT 1";
    let name = query(store, names).unwrap().into_table().unwrap().rows[0][0].clone().unwrap();
    for (what, text) in QUERIES {
        let text = text.replace("$name", &name.to_string());
        let (mut ours, mut theirs, mut rows) = (f64::INFINITY, f64::INFINITY, 0);
        let mut asked = || rows = query(store, &text).unwrap().into_table().unwrap().rows.len();
        let mut raw = || _ = raw_rows(store.oxigraph(), &text);
        let times = times_to_measure(&mut asked);
        for _ in 0..5 {
            ours = ours.min(each(times, &mut asked));
            theirs = theirs.min(each(times, &mut raw));
        }
        assert_eq!(raw_rows(store.oxigraph(), &text), rows);
        let told = format!(
            "{rows} rows, {:.3} ms, {:.2} times oxigraph's CPU ({:.3} ms); {times} times a turn",
            1e3 * ours,
            ours / theirs,
            1e3 * theirs
        );
        row(&format!("query: {what}, CPU"), ours, &told);
    }
}

/// How often work is to be done so that its processor time can be told: the system counts it in ticks of some
/// milliseconds.
fn times_to_measure(work: &mut impl FnMut()) -> u32 {
    let mut times = 1;
    while times < MOST && each(times, work) * f64::from(times) < MEASURED {
        times *= 4;
    }
    times
}

/// Processor seconds of one piece of work that is done several times.
fn each(times: u32, work: &mut impl FnMut()) -> f64 {
    let start = cpu_seconds();
    (0..times).for_each(|_| work());
    (cpu_seconds() - start) / f64::from(times)
}

fn raw_rows(store: &Store, text: &str) -> usize {
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, namespace) in PREFIXES {
        evaluator = evaluator.with_prefix(prefix, namespace).unwrap();
    }
    match evaluator.parse_query(text).unwrap().on_store(store).execute().unwrap() {
        QueryResults::Solutions(rows) => {
            rows.map(|row| row.unwrap().values().to_vec()).collect::<Vec<_>>().len()
        }
        _ => 0,
    }
}

/// Seconds of processor time of all threads of this process, those that ended too, where the system tells.
fn cpu_of_all() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name in brackets: user and system time are the 12th and 13th, in hundredths.
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
