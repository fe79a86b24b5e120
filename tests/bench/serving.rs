//! The server under load, with a query among the others that would never end; and what one thing's statements
//! cost beside the stock server of oxigraph on the same triples, where that is installed.
//!
//! Longer than most: what is asked, those who ask and both servers are one measurement.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use chutri::ontology::Ontology;
use chutri::serve::{Limits, Settings, serve};
use chutri::triples::{GraphFolder, Terms, Triplestore, query, write_nquads};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::runtime::Runtime;

use crate::loading::{graph, load, store_graph};
use crate::row;

/// Set for the process that serves: the folder of the graph.
const SERVE: &str = "CHUTRI_BENCH_SERVE";
/// Set where it shall keep no answers.
const KEEP_NONE: &str = "CHUTRI_BENCH_KEEP_NONE";
const CONNECTIONS: usize = 64;
/// Things of each kind that are asked for, some more often than others.
const THINGS: usize = 200;
/// The query that would never end, and how long the server lets it run.
const KILLER: &str = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c";
const LIMIT: Duration = Duration::from_secs(5);
/// How long the server is under load, after a sixth of that to warm up.
const LOADED: Duration = Duration::from_secs(60);
const TURN: Duration = Duration::from_secs(10);
const JSON: &str = "application/sparql-results+json";

/// What a request is to the one who waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The page, and what it asks for.
    Page,
    /// SPARQL.
    Query,
}

#[derive(Clone, Debug)]
struct Asked {
    kind: Kind,
    what: &'static str,
    address: String,
}

/// Milliseconds of each request by what it asks for, and answers that were none.
#[derive(Default)]
struct Times {
    by_kind: BTreeMap<(Kind, &'static str), Vec<f64>>,
    errors: Vec<String>,
}

impl Times {
    fn join(&mut self, other: Self) {
        for (kind, times) in other.by_kind {
            self.by_kind.entry(kind).or_default().extend(times);
        }
        self.errors.extend(other.errors);
    }

    /// How many of `kinds` there were, and in what time half, and 99 of 100, were answered.
    fn tell(&self, of: impl Fn(&(Kind, &'static str)) -> bool) -> (usize, f64, f64) {
        let mut all: Vec<f64> =
            self.by_kind.iter().filter(|(kind, _)| of(kind)).flat_map(|(_, t)| t.clone()).collect();
        all.sort_by(f64::total_cmp);
        let at = |share: usize| all.get(all.len() * share / 100).copied().unwrap_or_default();
        (all.len(), at(50), at(99))
    }
}

/// A server in a process of its own, which ends with the value.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether this process is the one that serves; it has then done so.
pub(super) fn is_server() -> bool {
    let Ok(folder) = std::env::var(SERVE) else { return false };
    let folder = GraphFolder::open(Path::new(&folder)).unwrap();
    let mut limits = Limits { time: LIMIT, ..Limits::default() };
    if std::env::var_os(KEEP_NONE).is_some() {
        limits.answers = 0;
    }
    let settings = Settings { port: 0, limits, ..Settings::default() };
    serve(&folder, settings, |address| println!("{address}")).unwrap();
    true
}

/// Serves a graph of at least `wanted` quads.
pub(super) fn serving(ontology: &Ontology, wanted: usize) {
    let terms = Terms::built_in();
    let (graph, count) = graph(ontology, &terms, wanted);
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("graph");
    store_graph(&graph, &own);
    let dump = folder.path().join("graph.nq");
    write_nquads(&graph, &terms, std::fs::File::create(&dump).unwrap()).unwrap();
    drop(graph);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let asked = asked(&GraphFolder::open(&own).unwrap().store().unwrap());
    let started = Instant::now();
    let server = ours(&own, &[]);
    let first = runtime.block_on(fetch(&client(), &server.address, "/")).map(|_| ());
    assert_eq!(first, Ok(()));
    let label = format!("server of {count} quads started, first page sent");
    row(&label, started.elapsed().as_secs_f64(), "");
    load_it(&runtime, &server, asked, LOADED);
    beside_stock(&runtime, &server, &own, (&dump, &folder.path().join("raw")));
}

fn ours(folder: &Path, setting: &[(&str, &str)]) -> Server {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .env(SERVE, folder)
        .envs(setting.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
    Server { child, address: address.trim().to_owned() }
}

/// What is asked for: things of all kinds as the page asks for them, and queries about them.
fn asked(store: &Triplestore) -> Vec<Asked> {
    let mut all = Vec::new();
    let page = |what, address| Asked { kind: Kind::Page, what, address };
    for (class, what) in [
        ("Person", "person"),
        ("Organization", "body"),
        ("Meeting", "meeting"),
        ("Document", "document"),
    ] {
        for (iri, label) in things(store, class) {
            let path = iri.strip_prefix(store.base()).unwrap().to_owned();
            all.push(page(what, format!("/api/{path}")));
            all.push(page("address of a thing", format!("/id/{path}?format=ttl")));
            all.push(page("the page itself", format!("/id/{path}")));
            let words: String = label.chars().take(6).collect();
            all.push(page("search", format!("/api/search?q={}", escaped(&words))));
            if class == "Person" {
                let text = format!(
                    "SELECT ?m ?day WHERE {{ <{iri}> ct:chaired ?m . ?m ct:earliest ?day }}"
                );
                let address = format!("/sparql?query={}", escaped(&text));
                all.push(Asked { kind: Kind::Query, what: "query", address });
                let latest = format!("/api/chaired?person={}&limit=50", escaped(&label));
                all.push(page("who chaired what", latest));
            }
        }
    }
    all
}

/// Addresses and labels of some things of a class, from all its parts.
fn things(store: &Triplestore, class: &str) -> Vec<(String, String)> {
    let text = format!(
        "SELECT (STR(?x) AS ?iri) ?label WHERE {{ ?x a ct:{class} ; skos:prefLabel|dct:identifier ?label }}"
    );
    let rows = query(store, &text).unwrap().into_table().unwrap().rows;
    let word = |term: &oxigraph::model::Term| match term {
        oxigraph::model::Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    };
    let step = (rows.len() / THINGS).max(1);
    let some = rows.iter().step_by(step).take(THINGS);
    some.map(|row| (word(row[0].as_ref().unwrap()), word(row[1].as_ref().unwrap()))).collect()
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn client() -> Client<HttpConnector, Body> {
    Client::builder(TokioExecutor::new()).build_http()
}

/// The body of an answer; what came instead, where it is none.
async fn fetch(
    client: &Client<HttpConnector, Body>,
    server: &str,
    address: &str,
) -> Result<usize, String> {
    let request = Request::get(format!("http://{server}{address}"))
        .header(header::ACCEPT, format!("{JSON}, application/json, text/html, */*;q=0.1"));
    let answer = client.request(request.body(Body::empty()).unwrap()).await;
    let answer = answer.map_err(|error| format!("{address}: {error}"))?;
    let status = answer.status();
    let body = to_bytes(Body::new(answer.into_body()), usize::MAX).await;
    let body = body.map_err(|error| format!("{address}: {error}"))?;
    if status == StatusCode::OK { Ok(body.len()) } else { Err(format!("{address}: {status}")) }
}

/// Asks over all connections at once, each for one thing after the other.
fn load_it(runtime: &Runtime, server: &Server, asked: Vec<Asked>, time: Duration) {
    let asked = Arc::new(asked);
    let resident = |server: &Server| resident(server.child.id());
    let one =
        |seed: usize, time| worker(server.address.clone(), Arc::clone(&asked), seed as u64, time);
    let all = |time: Duration| {
        runtime.block_on(async {
            let workers: Vec<_> = (0..CONNECTIONS).map(|n| tokio::spawn(one(n, time))).collect();
            let mut times = Times::default();
            for worker in workers {
                times.join(worker.await.unwrap());
            }
            times
        })
    };
    all(time / 6);
    let before = resident(server);
    let killer = {
        let (address, text) =
            (server.address.clone(), format!("/sparql?query={}", escaped(KILLER)));
        runtime.spawn(async move {
            let started = Instant::now();
            (fetch(&client(), &address, &text).await, started.elapsed())
        })
    };
    let times = all(time);
    let (cut, after) = runtime.block_on(killer).unwrap();
    assert!(cut.is_err(), "the killer query was answered");
    let after_load = resident(server);
    let seconds = time.as_secs_f64();
    for kind in times.by_kind.keys() {
        let (count, half, most) = times.tell(|other| other == kind);
        let told = format!("{count} answers, half within {half:.1} ms, 99 % within {most:.1} ms");
        row(&format!("of them: {}", kind.1), seconds, &told);
    }
    for kind in [Kind::Page, Kind::Query] {
        let (count, half, most) = times.tell(|other| other.0 == kind);
        let rate = count as f64 / seconds;
        let told =
            format!("{rate:.0} a second, half within {half:.1} ms, 99 % within {most:.1} ms");
        row(&format!("{CONNECTIONS} connections, {kind:?} requests"), seconds, &told);
    }
    let told = format!(
        "{} without an answer {:?}; memory {before} MiB before, {after_load} MiB after",
        times.errors.len(),
        times.errors.first()
    );
    row("the same", seconds, &told);
    row("a query without an end beside them, cut", after.as_secs_f64(), &cut.unwrap_err());
}

async fn worker(server: String, asked: Arc<Vec<Asked>>, seed: u64, time: Duration) -> Times {
    let (client, mut chance, mut times) =
        (client(), fastrand::Rng::with_seed(seed), Times::default());
    let end = Instant::now() + time;
    while Instant::now() < end {
        let within = chance.usize(1..=asked.len());
        let asked = &asked[chance.usize(..within)];
        let started = Instant::now();
        match fetch(&client, &server, &asked.address).await {
            Ok(_) => {
                let taken = started.elapsed().as_secs_f64() * 1e3;
                times.by_kind.entry((asked.kind, asked.what)).or_default().push(taken);
            }
            Err(error) => times.errors.push(error),
        }
    }
    times
}

/// Mebibytes that a process has in memory, where the system tells.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kibibytes.unwrap_or(0u64) / 1024
}

/// Statements of one thing after the other, asked of ours and of the stock server, in turns.
fn beside_stock(runtime: &Runtime, server: &Server, own: &Path, raw: (&Path, &Path)) {
    let store = GraphFolder::open(own).unwrap().store().unwrap();
    let queries: Vec<Asked> = things(&store, "Person")
        .into_iter()
        .map(|(iri, _)| format!("SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}"))
        .map(|text| format!("query={}", escaped(&text)))
        .map(|address| Asked { kind: Kind::Query, what: "", address })
        .collect();
    drop(store);
    load(raw.0, raw.1);
    let Some(stock) = stock(raw.1) else {
        println!("(no server of oxigraph to compare with: `pip install oxigraph`)");
        return;
    };
    let of = |path: &str| -> Arc<Vec<Asked>> {
        let address =
            |asked: &Asked| Asked { address: format!("{path}?{}", asked.address), ..asked.clone() };
        Arc::new(queries.iter().map(address).collect())
    };
    let rate = |server: &Server, path| {
        let asked = of(path);
        let times = runtime.block_on(async {
            let one = |n| tokio::spawn(worker(server.address.clone(), Arc::clone(&asked), n, TURN));
            let workers: Vec<_> = (0..8).map(one).collect();
            let mut times = Times::default();
            for worker in workers {
                times.join(worker.await.unwrap());
            }
            times
        });
        assert!(times.errors.is_empty(), "{:?}", times.errors.first());
        times.tell(|_| true).0 as f64 / TURN.as_secs_f64()
    };
    let forgetful = ours(own, &[(KEEP_NONE, "1")]);
    let (mut kept, mut made, mut theirs) = (0f64, 0f64, 0f64);
    for _ in 0..2 {
        theirs = theirs.max(rate(&stock, "/query"));
        kept = kept.max(rate(server, "/sparql"));
        made = made.max(rate(&forgetful, "/sparql"));
    }
    let turn = TURN.as_secs_f64();
    row("one thing's statements by the stock server", turn, &format!("{theirs:.0} a second"));
    for (what, own) in [("the same by ours", kept), ("the same, each answer made anew", made)] {
        let told = format!("{own:.0} a second, {:.2} times the stock server's", own / theirs);
        row(what, turn, &told);
    }
}

/// The stock server on a store, where it is installed.
fn stock(folder: &Path) -> Option<Server> {
    let address = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.to_string();
    let mut command = Command::new("oxigraph");
    command.args(["serve-read-only", "--bind", &address, "--location"]).arg(folder);
    let child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let server = Server { child, address };
    let end = Instant::now() + Duration::from_secs(20);
    while std::net::TcpStream::connect(&server.address).is_err() {
        if Instant::now() > end {
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(server)
}
