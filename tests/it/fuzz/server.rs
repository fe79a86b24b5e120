//! Hurt requests: whatever comes over the net, the server answers it in its own time or turns it away, and goes on.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::time::{Duration, Instant};

use fastrand::Rng;

use super::rounds;
use crate::serve::Server;

/// Requests as they should be; `HOST` is the server's address.
const REQUESTS: [&str; 12] = [
    "GET / HTTP/1.1\r\nHost: HOST\r\nAccept-Encoding: gzip\r\n\r\n",
    "GET /api/search?q=nguyen%20van&kind=person,unit&limit=20&offset=3 HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "GET /api/person/le-van-an.k3f9 HTTP/1.1\r\nHost: HOST\r\nIf-None-Match: W/\"1\"\r\n\r\n",
    "GET /api/chaired?person=an&since=2018-02&until=2020&format=csv HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "GET /api/unit/255?as_of=2010-01-01 HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "GET /id/org/a.b?format=ttl HTTP/1.1\r\nHost: HOST\r\nAccept: text/html;q=0.1, text/turtle\r\n\r\n",
    "GET /assets/app.js HTTP/1.1\r\nHost: HOST\r\nRange: bytes=0-9\r\n\r\n",
    "GET /store?default HTTP/1.1\r\nHost: HOST\r\nAccept: application/n-quads\r\n\r\n",
    "GET /sparql?query=SELECT%20*%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%205 HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "POST /sparql HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/sparql-query\r\nContent-Length: 5\r\n\r\nASK{}",
    "POST /sparql HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n\r\nquery=ASK%7B%7D&a",
    "POST /api/review HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
];

/// What is put in.
const PIECES: [&[u8]; 24] = [
    b"\r\n",
    b"\r\n\r\n",
    b"\n",
    b"\0",
    b"%00",
    b"%0d%0aSet-Cookie:%20a=b",
    b"%ff%fe",
    b"%",
    b"/../",
    b"/%2e%2e%2f",
    b"//",
    b"?",
    b"&&=&",
    b"\"><script>",
    b"'\"} UNION {",
    b"\xf0\x9f\x98\x80",
    b"\xff",
    b"99999999999999999999",
    b"-1",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Length: 99\r\n",
    b"Accept: */*;q=abc, ,;\r\n",
    b"Host: \r\n",
    b"HTTP/9.9",
];

/// One of the requests, hurt in one to six ways.
fn hurt(rng: &mut Rng, address: &str) -> Vec<u8> {
    let mut bytes = rng.choice(REQUESTS).unwrap().replace("HOST", address).into_bytes();
    for _ in 0..rng.usize(1..=6) {
        let at = rng.usize(..=bytes.len());
        let to = (at + rng.usize(..40)).min(bytes.len());
        match rng.u8(..5) {
            0 => _ = bytes.splice(at..at, rng.choice(PIECES).unwrap().iter().copied()),
            1 => _ = bytes.splice(at..to, rng.choice(PIECES).unwrap().iter().copied()),
            2 => _ = bytes.drain(at..to),
            3 => {
                let piece = bytes[at..to].repeat(rng.usize(1..200));
                bytes.splice(at..at, piece);
            }
            _ => bytes[at..to].iter_mut().for_each(|byte| *byte ^= 1 << rng.u8(..8)),
        }
    }
    bytes
}

#[test]
fn fuzz_server() {
    let server = Server::start(&["--timeout", "2", "--client-timeout", "2", "--max-rows", "1000"]);
    for round in rounds(300) {
        let request = hurt(&mut Rng::with_seed(round), server.address());
        let said = || format!("CHUTRI_FUZZ_SEED={round}: {}", request.escape_ascii());
        let (mut stream, started) = (server.connect(), Instant::now());
        // A server that refuses early closes while this is written.
        let _ = stream.write_all(&request);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(started.elapsed() < Duration::from_secs(30), "{}", said());
        let line = String::from_utf8_lossy(&answer[..answer.len().min(15)]).into_owned();
        let status = line.split(' ').nth(1).map(|status| status.trim().to_owned());
        let is_fault = status.is_some_and(|status| status.starts_with('5') && status != "503");
        assert!(!is_fault, "{line}: {}", said());
        assert!(!String::from_utf8_lossy(&answer).contains("\nset-cookie"), "{}", said());
    }
    assert_eq!(server.get("/health").status, 200);
    // The turn of a query ends a moment after its answer.
    let end = Instant::now() + Duration::from_secs(30);
    while !server.get("/metrics").text().contains("chutri_queries_running 0") {
        assert!(Instant::now() < end, "a query goes on");
        std::thread::sleep(Duration::from_millis(50));
    }
}
