//! SPARQL 1.1 Protocol as the W3C's test suite has it, as far as it concerns queries, and Linked Data.

use serde_json::Value;

use crate::python;
use crate::serve::{Answer, Server, escaped};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const DIRECT: &str = "Content-Type: application/sparql-query";
const ASK: &str = "ASK {}";
/// The name of the graph that holds all triples.
const GRAPH: &str = "https://w3id.org/chutri/id/";

fn ask(answer: &Answer) -> bool {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["boolean"].as_bool().unwrap()
}

#[test]
fn a_query_comes_by_get_as_a_form_or_as_itself() {
    let server = Server::start(&[]);
    assert!(ask(&server.get(&format!("/sparql?query={}", escaped(ASK)))));
    let form = format!("query={}", escaped(ASK));
    assert!(ask(&server.request("POST", "/sparql", &[FORM], form.as_bytes())));
    assert!(ask(&server.request("POST", "/sparql", &[DIRECT], ASK.as_bytes())));
    let charset = "Content-Type: application/sparql-query; charset=utf-8";
    assert!(ask(&server.request("POST", "/sparql", &[charset], ASK.as_bytes())));
}

#[test]
fn the_data_set_is_that_of_the_request() {
    let server = Server::start(&[]);
    let some = "ASK { ?s ?p ?o }";
    let (graph, other) = (escaped(GRAPH), escaped("http://example.org/other"));
    let by_get = |query: &str, rest: &str| {
        ask(&server.get(&format!("/sparql?query={}{rest}", escaped(query))))
    };
    // query_dataset_default_graph, query_dataset_default_graphs_get
    assert!(by_get(some, &format!("&default-graph-uri={graph}")));
    assert!(!by_get(some, &format!("&default-graph-uri={other}")));
    assert!(by_get(some, &format!("&default-graph-uri={other}&default-graph-uri={graph}")));
    // query_dataset_default_graphs_post
    let path = format!("/sparql?default-graph-uri={other}&default-graph-uri={graph}");
    assert!(ask(&server.request("POST", &path, &[DIRECT], some.as_bytes())));
    let form = format!("query={}&default-graph-uri={other}", escaped(some));
    assert!(!ask(&server.request("POST", "/sparql", &[FORM], form.as_bytes())));
    // query_dataset_named_graphs_get, query_dataset_named_graphs_post
    let named = "ASK { GRAPH ?g { ?s ?p ?o } }";
    assert!(!by_get(named, &format!("&named-graph-uri={other}")));
    let path = format!("/sparql?named-graph-uri={other}");
    assert!(!ask(&server.request("POST", &path, &[DIRECT], some.as_bytes())));
    // query_dataset_full, query_multiple_dataset: what the request says goes before what the query says.
    assert!(by_get(some, &format!("&default-graph-uri={graph}&named-graph-uri={other}")));
    let from = "ASK FROM <http://example.org/other> { ?s ?p ?o }";
    assert!(!by_get(from, ""));
    assert!(by_get(from, &format!("&default-graph-uri={graph}")));
    assert!(by_get(&format!("ASK FROM <{GRAPH}> {{ ?s ?p ?o }}"), ""));
}

#[test]
fn the_media_type_fits_the_query() {
    let server = Server::start(&[]);
    let media = |query: &str, accept: &str| {
        let head = format!("Accept: {accept}");
        let answer =
            server.request("GET", &format!("/sparql?query={}", escaped(query)), &[&head], &[]);
        assert_eq!(answer.status, 200, "{query} {accept}: {}", answer.text());
        assert!(answer.whole);
        answer.header("content-type").split(';').next().unwrap().to_owned()
    };
    let (select, construct) =
        ("SELECT ?s WHERE { ?s ?p ?o } LIMIT 2", "CONSTRUCT WHERE { ?s ct:chaired ?o }");
    for (query, accept, expected) in [
        (select, "*/*", "application/sparql-results+json"),
        (select, "application/sparql-results+xml", "application/sparql-results+xml"),
        (select, "text/csv", "text/csv"),
        (select, "text/tab-separated-values", "text/tab-separated-values"),
        (select, "application/json", "application/sparql-results+json"),
        (select, "application/xml;q=0.5, text/csv;q=0.4", "application/sparql-results+xml"),
        (select, "text/turtle", "application/sparql-results+json"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ASK, "*/*", "application/sparql-results+json"),
        (construct, "*/*", "text/turtle"),
        (construct, "application/rdf+xml", "application/rdf+xml"),
        (construct, "application/n-triples", "application/n-triples"),
        (construct, "application/ld+json", "application/ld+json"),
        (construct, "application/n-quads", "application/n-quads"),
        (construct, "application/trig", "application/trig"),
        (construct, "application/sparql-results+json, text/turtle;q=0.9", "text/turtle"),
        ("DESCRIBE <http://example.org/>", "application/rdf+xml", "application/rdf+xml"),
    ] {
        assert_eq!(media(query, accept), expected, "{query} {accept}");
    }
    let named = server.get(&format!("/sparql?format=tsv&query={}", escaped(select)));
    assert!(named.text().starts_with("?s\n"), "{}", named.text());
}

#[test]
fn what_is_no_query_is_refused() {
    let server = Server::start(&[]);
    let form = format!("query={}", escaped(ASK));
    // bad_query_method
    assert_eq!(server.request("PUT", &format!("/sparql?{form}"), &[], &[]).status, 405);
    // bad_multiple_queries
    assert_eq!(server.get(&format!("/sparql?{form}&{form}")).status, 400);
    // bad_query_wrong_media_type, bad_query_missing_form_type, bad_query_missing_direct_type
    assert_eq!(
        server.request("POST", "/sparql", &["Content-Type: text/plain"], ASK.as_bytes()).status,
        415
    );
    assert_eq!(server.request("POST", "/sparql", &[], form.as_bytes()).status, 415);
    assert_eq!(server.request("POST", "/sparql", &[], ASK.as_bytes()).status, 415);
    // bad_query_non_utf8
    let bytes = "ASK { ?s ?p \"é\" }".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    assert_eq!(server.request("POST", "/sparql", &[DIRECT], &bytes).status, 400);
    assert_eq!(server.get("/sparql?query=%FF%FE").status, 400);
    // bad_query_syntax
    let wrong = server.get(&format!("/sparql?query={}", escaped("ASK {\n ?s ?p }")));
    assert_eq!(wrong.status, 400);
    assert_eq!(wrong.json()["error"]["line"], 2);
    assert_eq!(server.get("/sparql?query=").status, 400);
    assert_eq!(server.get("/sparql?other=1").status, 400);
    // What changes the graph.
    let update = "INSERT DATA { <http://a/> <http://b/> <http://c/> }";
    let head = "Content-Type: application/sparql-update";
    assert_eq!(server.request("POST", "/sparql", &[head], update.as_bytes()).status, 403);
    let form = format!("update={}", escaped(update));
    assert_eq!(server.request("POST", "/sparql", &[FORM], form.as_bytes()).status, 403);
    assert_eq!(server.get(&format!("/sparql?query={}", escaped(update))).status, 400);
    // What asks other servers.
    let service = "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }";
    let answer = server.get(&format!("/sparql?query={}", escaped(service)));
    assert_eq!(answer.status, 500, "{}", answer.text());
}

#[test]
fn the_endpoint_and_the_data_set_describe_themselves() {
    let server = Server::start(&[]);
    let service = server.get("/sparql");
    assert_eq!(service.header("content-type"), "text/turtle; charset=utf-8");
    let here = format!("http://{}/sparql", server.address());
    assert!(service.text().contains(&format!("<{here}>")), "{}", service.text());
    let html = server.request("GET", "/sparql", &["Accept: text/html,*/*;q=0.8"], &[]);
    assert_eq!((html.status, html.header("location")), (303, "/query"));
    let void = server.request("GET", "/.well-known/void", &["Accept: application/n-triples"], &[]);
    assert!(void.text().contains("<http://rdfs.org/ns/void#sparqlEndpoint>"), "{}", void.text());
    assert!(void.text().contains(&here));
    let ontology = server.request("GET", "/ns", &["Accept: application/rdf+xml"], &[]);
    assert!(ontology.text().contains("rdf:RDF"));
}

#[test]
fn the_graph_store_gives_all_triples() {
    let server = Server::start(&[]);
    let head = ["Accept: application/n-triples"];
    let all = server.request("GET", "/store?default", &head, &[]);
    assert!(all.whole && all.text().lines().count() > 13_000);
    let named = server.request("GET", &format!("/store?graph={}", escaped(GRAPH)), &head, &[]);
    assert_eq!(named.body.len(), all.body.len());
    assert_eq!(server.get("/store?graph=http://example.org/").status, 404);
    assert_eq!(server.get("/store").status, 400);
    for method in ["PUT", "POST", "DELETE", "PATCH"] {
        assert_eq!(server.request(method, "/store?default", &[], &[]).status, 405, "{method}");
    }
}

#[test]
fn addresses_tell_of_what_they_name() {
    let server = Server::start(&[]);
    let path = "/id/org/huyen-uy/bac-son.lang-son";
    let with = |path: &str, accept: &str| {
        server.request("GET", path, &[&format!("Accept: {accept}")], &[])
    };
    let html = with(path, "text/html,application/xhtml+xml,*/*;q=0.8");
    assert_eq!((html.status, html.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(html.header("vary").contains("accept"));
    for (accept, expected) in [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml;q=0.9, text/html;q=0.1", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
    ] {
        let told = with(path, accept);
        assert_eq!((told.status, told.header("content-type")), (200, expected), "{accept}");
        assert!(told.text().contains("bac-son.lang-son"), "{accept}");
    }
    let lines = with(path, "application/n-triples").text();
    let iri = format!("<{GRAPH}org/huyen-uy/bac-son.lang-son>");
    assert!(lines.lines().all(|line| line.contains(&iri)));
    assert!(lines.lines().any(|line| line.starts_with(&iri)));
    assert!(lines.lines().any(|line| line.ends_with(&format!("{iri} ."))));
    assert_eq!(
        server.get(&format!("{path}?format=ttl")).header("content-type"),
        "text/turtle; charset=utf-8"
    );
    assert_eq!(with("/id/person/nobody", "text/turtle").status, 404);
    let missing = with("/id/person/nobody", "text/html");
    assert_eq!((missing.status, missing.header("content-type")), (404, "text/html; charset=utf-8"));
}

#[test]
fn a_client_in_python_asks_as_it_asks_others() {
    let server = Server::start(&[]);
    let address = format!("http://{}/sparql", server.address());
    let Some(told) = python::run("ask_server.py", "SPARQLWrapper", address.as_ref()) else {
        return;
    };
    assert_eq!(told["get"], told["post"]);
    assert_eq!(told["get"], told["xml"]);
    assert!(told["get"].as_array().unwrap().contains(&Value::from("Hoàng Thị Sim")));
    assert_eq!(told["ask"], true);
    assert!(told["triples"].as_u64().unwrap() > 10);
    assert_eq!(told["wrong"], "QueryBadFormed");
}
