//! The API of the page: JSON of what the graph says.

mod about;
mod graph;
mod meetings;
mod questions;
mod review;
mod search;
mod things;

use axum::response::Response;

use super::call::Call;
use super::reply::Problem;

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Delete,
}

/// An address that is answered.
pub(super) struct Route {
    pub(super) method: Method,
    /// As the router writes it.
    pub(super) path: &'static str,
    pub(super) summary: &'static str,
    /// Names of parameters, each with what it does.
    pub(super) parameters: Parameters,
    pub(super) answer: Answering,
}

type Parameters = &'static [(&'static str, &'static str)];
/// One of our own answers.
pub(super) type Own = fn(&Call<'_>) -> Result<Response, Problem>;

/// Who answers.
#[derive(Clone, Copy)]
pub(super) enum Answering {
    /// One of our own answers.
    Own(Own, Lasting),
    /// The SPARQL endpoint.
    Sparql,
    /// The graph store.
    GraphStore,
    /// What an address names.
    Thing,
    /// The data set.
    Dataset,
    /// The ontology.
    Ontology,
    /// The page.
    Page,
    /// A file of the page.
    Asset,
    /// Whether the server is well.
    Health,
    /// Counts.
    Metrics,
}

/// How long an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lasting {
    /// As long as the graph does.
    Graph,
    /// It may be another the next time.
    Once,
}

impl Route {
    /// Media type of what is sent to it.
    pub(super) fn takes(&self) -> &'static str {
        match self.answer {
            Answering::Sparql => "application/x-www-form-urlencoded",
            _ => "application/json",
        }
    }
}

const fn get(
    path: &'static str,
    summary: &'static str,
    parameters: Parameters,
    answer: Own,
) -> Route {
    let answer = Answering::Own(answer, Lasting::Graph);
    Route { method: Method::Get, path, summary, parameters, answer }
}

const fn once(
    method: Method,
    path: &'static str,
    summary: &'static str,
    parameters: Parameters,
    answer: Own,
) -> Route {
    let answer = Answering::Own(answer, Lasting::Once);
    Route { method, path, summary, parameters, answer }
}

const fn other(path: &'static str, summary: &'static str, answer: Answering) -> Route {
    Route { method: Method::Get, path, summary, parameters: &[], answer }
}

const OFFSET: (&str, &str) = ("offset", "rows to pass over");
const LIMIT: (&str, &str) = ("limit", "most rows");
const FORMAT: (&str, &str) = ("format", "json or csv");
const PERSON: (&str, &str) = ("person", "words in the name of who takes part");
const BODY: (&str, &str) = ("body", "words in the name of the body whose meeting it is");
const UNIT: (&str, &str) =
    ("unit", "words in the name of the unit of that body, or of one above it");
const SINCE: (&str, &str) = ("since", "first day, month or year");
const UNTIL: (&str, &str) = ("until", "last day, month or year");
const RDF: (&str, &str) = ("format", "ttl, nt, nq, trig, rdf or jsonld");

/// All addresses that are answered.
pub(super) const ROUTES: &[Route] = &[
    get("/api/about", "The graph, its size, and what the server allows", &[], about::about),
    get("/api/terms", "Words for the terms of the ontology", &[], about::terms),
    get("/api/openapi.json", "This description", &[], about::openapi),
    get(
        "/api/search",
        "Things by their names, while they are being written; quotes by their words",
        &[
            ("q", "words, the last perhaps only begun"),
            (
                "kind",
                "kinds with commas between: person, body, unit, post, meeting, act, document; or quote",
            ),
            OFFSET,
            LIMIT,
        ],
        search::search,
    ),
    get("/api/person/{*key}", "A person", &[], things::person),
    get("/api/body/{*key}", "A body", &[], things::body),
    get("/api/org/{*key}", "A body", &[], things::body),
    get(
        "/api/unit/{*key}",
        "A unit through time",
        &[("as_of", "day, month or year")],
        things::unit,
    ),
    get("/api/meeting/{*key}", "A meeting", &[], things::meeting),
    get("/api/document/{*key}", "A page that was read", &[], things::document),
    get("/api/doc/{*key}", "A page that was read", &[], things::document),
    get("/api/post/{*key}", "A post", &[], things::post),
    get("/api/act/{*key}", "A document of Party or State", &[], things::act),
    get("/api/thing/{*path}", "Anything, by its triples", &[], things::thing),
    get("/api/why/{*path}", "The quotes that support a thing or statement", &[], things::why),
    get(
        "/api/chaired",
        "Who chaired which meeting, or took another part",
        &[
            PERSON,
            BODY,
            UNIT,
            ("office", "words in the name of the office in which it was done"),
            SINCE,
            UNTIL,
            ("role", "chair, speaker, attendee or any"),
            ("sort", "date, -date or person"),
            OFFSET,
            LIMIT,
            FORMAT,
        ],
        meetings::chaired,
    ),
    get(
        "/api/meetings",
        "Meetings",
        &[
            PERSON,
            BODY,
            UNIT,
            SINCE,
            UNTIL,
            ("kind", "kinds of meetings with commas between"),
            OFFSET,
            LIMIT,
            FORMAT,
        ],
        meetings::meetings,
    ),
    get(
        "/api/contradictions",
        "What contradicts itself",
        &[OFFSET, LIMIT],
        meetings::contradictions,
    ),
    get(
        "/api/graph/{*path}",
        "What stands around a thing",
        &[("hops", "links between, 3 at most"), ("limit", "most nodes")],
        graph::graph,
    ),
    get("/api/questions", "The catalogue of questions", &[], questions::catalogue),
    get(
        "/api/questions/{name}",
        "The answer to a question; its parameters are given by their names",
        &[FORMAT],
        questions::ask,
    ),
    once(Method::Get, "/api/review", "Pairs of people left open", &[OFFSET, LIMIT], review::queue),
    once(Method::Post, "/api/review", "Decide a pair", &[], review::decide),
    once(
        Method::Delete,
        "/api/review",
        "Take a decision back",
        &[("pair", "address of the pair")],
        review::undo,
    ),
    Route {
        method: Method::Get,
        path: "/sparql",
        summary: "A query, or the description of the endpoint",
        parameters: SPARQL,
        answer: Answering::Sparql,
    },
    Route {
        method: Method::Post,
        path: "/sparql",
        summary: "A query",
        parameters: SPARQL,
        answer: Answering::Sparql,
    },
    Route {
        method: Method::Get,
        path: "/store",
        summary: "All triples",
        parameters: &[("default", "the default graph"), ("graph", "a graph by its name"), RDF],
        answer: Answering::GraphStore,
    },
    Route {
        method: Method::Get,
        path: "/id/{*path}",
        summary: "What an address of the graph names: a page, or its triples",
        parameters: &[RDF],
        answer: Answering::Thing,
    },
    other("/.well-known/void", "The data set", Answering::Dataset),
    other("/ns", "The ontology", Answering::Ontology),
    other("/health", "Whether the server is well", Answering::Health),
    other("/metrics", "Counts for Prometheus", Answering::Metrics),
    other("/assets/{*name}", "A file of the page", Answering::Asset),
    other("/favicon.ico", "The sign of the page", Answering::Asset),
    other("/", "The page", Answering::Page),
    other("/chaired", "The page: who chaired what", Answering::Page),
    other("/meetings", "The page: meetings", Answering::Page),
    other("/graph", "The page: the graph drawn", Answering::Page),
    other("/query", "The page: questions and SPARQL", Answering::Page),
    other("/contradictions", "The page: contradictions", Answering::Page),
    other("/review", "The page: pairs left open", Answering::Page),
    other("/about", "The page: the graph and the server", Answering::Page),
];

const SPARQL: Parameters = &[
    ("query", "the query; prefixes of the ontology need no declaration"),
    ("default-graph-uri", "names of the graphs that are the default graph"),
    ("named-graph-uri", "names of the graphs that GRAPH finds"),
    ("format", "json, xml, csv, tsv, ttl, nt, nq, trig, rdf or jsonld, whatever is accepted"),
];
