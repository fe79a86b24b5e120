//! What a server on the open net meets, and what it does about it.

use std::fs;
use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::{command, finish, graph};
use crate::serve::{Server, escaped};

/// A product of all triples with all triples, sorted.
const KILLER: &str = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?b ?c ?d ?e ?f";

#[test]
fn a_killer_query_is_cut_while_others_are_served() {
    let server = Server::start(&["--timeout", "2", "--max-memory", "400", "--max-queries", "2"]);
    let path = format!("/sparql?query={}", escaped(KILLER));
    thread::scope(|threads| {
        let killer = threads.spawn(|| {
            let start = Instant::now();
            (server.get(&path), start.elapsed())
        });
        thread::sleep(Duration::from_millis(300));
        for _ in 0..5 {
            assert_eq!(server.get("/api/chaired").status, 200);
            assert_eq!(server.get("/sparql?query=ASK%7B%7D").status, 200);
        }
        let (answer, took) = killer.join().unwrap();
        assert_eq!(answer.status, 503, "{}", answer.text());
        assert!(answer.text().contains("the query is stopped"), "{}", answer.text());
        assert_eq!(answer.header("retry-after"), "2");
        assert!(took < Duration::from_secs(20), "{took:?}");
    });
    // Its turn is free again.
    assert_eq!(server.get("/sparql?query=ASK%7B%7D").status, 200);
}

#[test]
fn too_many_rows_end_the_answer() {
    let server = Server::start(&["--max-rows", "100"]);
    let some = |limit: usize| {
        let query = format!("SELECT ?s WHERE {{ ?s ?p ?o }} LIMIT {limit}");
        server.get(&format!("/sparql?format=csv&query={}", escaped(&query)))
    };
    assert_eq!(some(100).text().lines().count(), 101);
    let cut = some(101);
    assert_eq!(cut.status, 503);
    assert!(cut.text().contains("more than 100 rows"), "{}", cut.text());
}

#[test]
fn who_comes_when_all_work_is_told_to_come_again() {
    let server = Server::start(&["--timeout", "12", "--max-queries", "1"]);
    let path = format!("/sparql?query={}", escaped(KILLER));
    thread::scope(|threads| {
        threads.spawn(|| server.get(&path));
        thread::sleep(Duration::from_millis(500));
        let refused = server.get("/sparql?query=ASK%7B%7D");
        assert_eq!((refused.status, refused.header("retry-after")), (503, "2"));
        // Queries of others do not keep the page from its own.
        assert_eq!(server.get("/api/search?q=son").status, 200);
    });
}

#[test]
fn slow_clients_are_given_up_and_hinder_nobody() {
    let server = Server::start(&["--client-timeout", "1"]);
    let mut slow: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").unwrap();
    }
    assert_eq!(server.get("/health").status, 200);
    let start = Instant::now();
    let mut rest = Vec::new();
    let _ = slow[0].read_to_end(&mut rest);
    assert!(start.elapsed() < Duration::from_secs(20));
    assert!(!String::from_utf8_lossy(&rest).starts_with("HTTP/1.1 200"));
}

#[test]
fn huge_requests_are_refused() {
    let server = Server::start(&[]);
    let huge = vec![b'a'; 2 << 20];
    let form = "Content-Type: application/x-www-form-urlencoded";
    for (path, head) in [("/sparql", form), ("/api/review", "Content-Type: application/json")] {
        let answer = server.request("POST", path, &[head], &huge);
        assert!([413, 0].contains(&answer.status), "{path} {}", answer.status);
    }
    let long = format!("/?{}", "a".repeat(1 << 20));
    assert!([400, 414, 431, 0].contains(&server.get(&long).status));
    let heads = vec!["X-A: b"; 2000];
    assert!([400, 431, 0].contains(&server.request("GET", "/", &heads, &[]).status));
    let deep = format!("SELECT * WHERE {}{}", "{".repeat(20_000), "}".repeat(20_000));
    let deep = server.request(
        "POST",
        "/sparql",
        &["Content-Type: application/sparql-query"],
        deep.as_bytes(),
    );
    assert_eq!(deep.status, 400);
    // Long rows of operators are read, and evaluated, without an end of the stack.
    for (first, more, last) in [
        ("ASK { {} ", "UNION {} ", "}"),
        ("ASK { FILTER(1", "+1", ") }"),
        ("ASK { FILTER(1=1", "||1=1", ") }"),
        ("ASK { ?s ct:a", "/ct:a", " ?o }"),
        ("ASK { ", "OPTIONAL{}", "}"),
        ("ASK { ", "FILTER(1)", "}"),
        ("ASK { ", "?s ?p ?o.", "}"),
    ] {
        let query = format!("{first}{}{last}", more.repeat(10_000 / more.len()));
        let direct = "Content-Type: application/sparql-query";
        let answer = server.request("POST", "/sparql", &[direct], query.as_bytes());
        assert!(answer.status >= 200, "{first}{more} {}", answer.status);
    }
    assert_eq!(server.get("/health").status, 200);
}

#[test]
fn no_path_leads_out() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page");
    fs::create_dir(&page).unwrap();
    fs::write(page.join("index.html"), "mine").unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    for arguments in [&[][..], &["--page", page.to_str().unwrap()]] {
        let server = Server::start(arguments);
        for path in [
            "/assets/../secret.txt",
            "/assets/..%2fsecret.txt",
            "/assets/%2e%2e/secret.txt",
            "/assets/..%5csecret.txt",
            "/assets//etc/passwd",
            "/assets/%2fetc%2fpasswd",
            "/assets/a/../../secret.txt",
            "/assets/index.html%00.txt",
            "/id/../../secret.txt",
            "/api/doc/../../../secret.txt",
            "/../secret.txt",
        ] {
            let answer = server.get(path);
            assert!(answer.status >= 400, "{path} {}", answer.status);
            assert!(!answer.text().contains("secret\n") && answer.text() != "secret", "{path}");
        }
    }
    let server = Server::start(&["--page", page.to_str().unwrap()]);
    assert_eq!(server.get("/").text(), "mine");
}

#[test]
fn nothing_that_is_given_becomes_code() {
    let server = Server::start(&[]);
    // Into SPARQL: what closes a string, an address, a group.
    for word in
        ["\"", "\" } #", "'\\", "> } ; DROP ALL #", "\n\r\t\u{0}", "?x", "$this", "# conditions"]
    {
        let word = escaped(word);
        for path in [
            format!("/api/search?q={word}"),
            format!("/api/search?kind=quote&q={word}"),
            format!("/api/chaired?person={word}&body={word}&unit={word}&office={word}"),
            format!("/api/meetings?person={word}&body={word}"),
            format!("/api/questions/careers?person={word}"),
        ] {
            let answer = server.get(&path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        }
        for path in ["person", "org", "unit", "doc", "thing", "why", "graph"] {
            let answer = server.get(&format!("/api/{path}/{word}"));
            assert!([400, 404].contains(&answer.status), "{path}/{word} {}", answer.text());
        }
    }
    // Into HTML: nothing that is given comes back as a page.
    let script = escaped("<script>alert(1)</script>");
    for path in [
        format!("/?q={script}"),
        format!("/id/person/{script}"),
        format!("/api/search?q={script}"),
        format!("/api/person/{script}"),
        format!("/api/questions/{script}"),
        format!("/sparql?query={script}"),
        format!("/{script}"),
    ] {
        let answer = server.request("GET", &path, &["Accept: text/html"], &[]);
        if answer.header("content-type").starts_with("text/html") {
            assert!(!answer.text().contains("alert(1)"), "{path}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").contains("script-src 'self'"), "{path}");
    }
}

#[test]
fn tricks_with_heads_have_no_effect() {
    let server = Server::start(&[]);
    // What is given does not begin a line of the answer's head.
    for path in ["/id/person/a%0d%0aSet-Cookie:%20a=b", "/api/person/%0d%0aX-Evil:%201"] {
        let answer = server.get(path);
        assert!(answer.headers.iter().all(|(name, _)| name != "set-cookie" && name != "x-evil"));
    }
    // Nor does a host's name get into what is told.
    let host = "Host: evil.example/><script>";
    let answer = server.request("GET", "/.well-known/void", &[host], &[]);
    assert!(!answer.text().contains("evil"), "{}", answer.text());
    // Two lengths, or a length and chunks, are one request at most.
    for head in [
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
    ] {
        let bytes = format!(
            "POST /sparql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{head}\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\n\r\n"
        );
        let answer = server.send(bytes.as_bytes());
        assert!(answer.status >= 400 || answer.status == 0, "{head} {}", answer.status);
        assert!(!answer.text().contains("generation"), "{head}");
    }
    for bytes in [
        &b"\x16\x03\x01\x02\x00"[..],
        b"GET\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ] {
        let status = server.send(bytes).status;
        assert!(status >= 400 || status == 0, "{bytes:?} {status}");
    }
    assert_eq!(server.get("/health").status, 200);
}

/// A graph with people left open, built for one test.
fn with_open_pairs(folder: &std::path::Path) -> std::path::PathBuf {
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).unwrap();
    for page in ["ninh-kieu-2022-10-07.txt", "phuong-ninh-kieu-2025-07-03.txt"] {
        fs::copy(std::path::Path::new("examples/articles").join(page), pages.join(page)).unwrap();
    }
    let graph = folder.join("graph");
    let built = finish(command().arg("build").arg(&pages).arg("--graph").arg(&graph));
    assert_eq!(built.code, 0, "{}", built.stderr);
    graph
}

#[test]
fn decisions_are_saved_where_that_is_asked_for_and_by_the_page_alone() {
    let folder = tempfile::tempdir().unwrap();
    let graph = with_open_pairs(folder.path());
    let file = graph.join("decisions.csv");
    let json = "Content-Type: application/json";
    let closed = Server::of(&graph, &[]);
    let pairs = closed.json("/api/review");
    assert_eq!(pairs["total"], 4);
    assert_eq!(pairs["writes"], false);
    let pair = pairs["pairs"][0]["pair"].as_str().unwrap().to_owned();
    let decision = format!(
        "{{\"pair\":\"{pair}\",\"verdict\":\"same\",\"why\":\"one career\",\"who\":\"an\"}}"
    );
    assert_eq!(closed.request("POST", "/api/review", &[json], decision.as_bytes()).status, 403);
    assert!(!file.exists());
    let open = Server::of(&graph, &["--write-decisions", file.to_str().unwrap()]);
    for (heads, status) in [
        (vec!["Content-Type: text/plain"], 415),
        (vec![json, "Origin: https://evil.example"], 403),
        (vec![json, "Host: evil.example"], 403),
        (vec![json, "Origin: null"], 403),
    ] {
        let refused = open.request("POST", "/api/review", &heads, decision.as_bytes());
        assert_eq!(refused.status, status, "{heads:?}");
    }
    assert!(!file.exists());
    for wrong in ["{}", "[", "{\"pair\":\"x\",\"verdict\":\"perhaps\"}"] {
        assert_eq!(
            open.request("POST", "/api/review", &[json], wrong.as_bytes()).status,
            400,
            "{wrong}"
        );
    }
    let origin = format!("Origin: http://{}", open.address());
    let saved = open.request("POST", "/api/review", &[json, &origin], decision.as_bytes());
    assert_eq!((saved.status, &saved.json()["saved"]), (200, &true.into()), "{}", saved.text());
    assert!(fs::read_to_string(&file).unwrap().contains(",same,an,"));
    let told = open.json("/api/review");
    assert_eq!((&told["pairs"][0]["verdict"], &told["decided"]), (&"same".into(), &1.into()));
    // The next build heeds it, as it heeds those of the command.
    let built =
        finish(command().arg("build").arg(folder.path().join("pages")).arg("--graph").arg(&graph));
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert_eq!(Server::of(&graph, &[]).json("/api/review")["total"], 3);
    let undone =
        open.request("DELETE", &format!("/api/review?pair={}", escaped(&pair)), &[&origin], &[]);
    assert_eq!(undone.status, 200, "{}", undone.text());
    assert!(!fs::read_to_string(&file).unwrap().contains(",same,"));
}

#[test]
fn a_server_ends_well_and_starts_only_as_it_may() {
    let mut server = Server::start(&[]);
    assert_eq!(server.get("/health").status, 200);
    assert_eq!(server.end(), Some(0));
    let refused = |arguments: &[&str]| {
        let run = finish(command().arg("serve").args(arguments).env("CHUTRI_GRAPH", graph()));
        assert_eq!(run.code, 2);
        run.stderr
    };
    let open = refused(&["--host", "0.0.0.0", "--port", "0", "--write-decisions", "d.csv"]);
    assert!(open.contains("on loopback only"), "{open}");
    let other = Server::start(&[]);
    let port = other.address().rsplit_once(':').unwrap().1;
    let taken = refused(&["--port", port]);
    assert!(taken.contains("choose another by --host and --port"), "{taken}");
    assert!(refused(&["--graph", "nowhere"]).contains("nowhere"));
}
