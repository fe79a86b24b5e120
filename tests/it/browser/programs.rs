//! The programs that a test of the page runs: chutri itself as a server, and the driver of the browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::cli::{command, graph};

/// A program in a process group of its own, which ends with this value, and all that it started with it.
struct Running(Child);

impl Running {
    /// Starts a program and reads what it says until `sign` gives something.
    fn start<T>(command: &mut Command, says: Says, sign: impl Fn(&str) -> Option<T>) -> (Self, T) {
        let command = command.stdin(Stdio::null()).process_group(0);
        let command = match says {
            Says::Data => command.stdout(Stdio::piped()).stderr(Stdio::null()),
            Says::Rest => command.stdout(Stdio::null()).stderr(Stdio::piped()),
        };
        let mut running = Self(command.spawn().unwrap());
        let said: Box<dyn Read + Send> = match says {
            Says::Data => Box::new(running.0.stdout.take().unwrap()),
            Says::Rest => Box::new(running.0.stderr.take().unwrap()),
        };
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let mut heard = Vec::new();
        let found = lines.by_ref().find_map(|line| {
            let found = sign(&line);
            heard.push(line);
            found
        });
        // What else it says must go somewhere, or it waits.
        std::thread::spawn(move || lines.for_each(drop));
        (running, found.unwrap_or_else(|| panic!("it ended: {}", heard.join("\n"))))
    }
}

/// Where a program says that it is ready.
#[derive(Clone, Copy)]
enum Says {
    Data,
    Rest,
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}

/// chutri, serving the graph of the example articles on a free port.
pub(super) struct Server {
    _running: Running,
    /// `http://127.0.0.1:` and the port.
    pub(super) origin: String,
}

impl Server {
    /// Serves, with these arguments more; the page is that of this folder as it stands.
    pub(super) fn start(more: &[&str]) -> Self {
        let mut command = command();
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/page");
        command.args(["serve", "--port", "0", "--graph"]).arg(graph()).arg("--page").arg(page);
        let (running, origin) = Running::start(command.args(more), Says::Rest, |line| {
            let (_, address) = line.split_once("listening on ")?;
            Some(address.trim().trim_end_matches('/').to_owned())
        });
        Self { _running: running, origin }
    }
}

/// Chromium's driver on a free port.
pub(super) struct Driver {
    _running: Running,
    pub(super) origin: String,
}

impl Driver {
    pub(super) fn start() -> Self {
        let (running, port) =
            Running::start(Command::new("chromedriver").arg("--port=0"), Says::Data, |line| {
                let (_, port) = line.split_once("started successfully on port ")?;
                Some(port.trim_end_matches('.').to_owned())
            });
        Self { _running: running, origin: format!("http://127.0.0.1:{port}") }
    }

    /// A log of the browser, of which standard clients of the driver know nothing.
    pub(super) fn log(&self, session: &str, kind: &str) -> Vec<serde_json::Value> {
        let body = format!("{{\"type\":\"{kind}\"}}");
        let answer = request(&self.origin, "POST", &format!("/session/{session}/se/log"), &body);
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        answer["value"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
    }
}

/// The body that the driver answers with. It speaks HTTP/1.1 alone, tells the length of what it sends, and
/// leaves the connection open.
fn request(origin: &str, method: &str, path: &str, body: &str) -> String {
    let host = origin.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        answer.read_line(&mut line).unwrap();
        let Some((name, value)) = line.split_once(':') else {
            match line.trim() {
                "" => break,
                _ => continue,
            }
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body).unwrap();
    String::from_utf8(body).unwrap()
}
