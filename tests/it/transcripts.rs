//! The commands in the README and the guide give what stands below them.
//!
//! A block of `console` is a transcript: lines after `$ `, and `> ` where they go on, are run, in one scratch
//! folder a file, and what
//! they print is compared with the lines that follow. `[..]` stands for any words of a line, a line of `...`
//! for any lines. A comment `<!-- run: … -->` is run and prints nothing. A page with `<!-- needs: … -->` is passed
//! over, saying so, where that program is missing. `CHUTRI_UPDATE=1` writes the transcripts anew, but for those
//! with gaps that still fit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const HIDDEN: &str = "<!-- run: ";
const NEEDED: &str = "<!-- needs: ";
const OPEN: &str = "```console";
const CLOSE: &str = "```";

/// A page with transcripts, cut at its lines.
struct Page {
    path: PathBuf,
    lines: Vec<String>,
}

/// Folder in which the commands of one page run: it looks like the project, and can be written in.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["examples", "ontology"] {
            #[cfg(unix)]
            std::os::unix::fs::symlink(Path::new(ROOT).join(name), folder.path().join(name))
                .unwrap();
        }
        Self(folder)
    }

    /// What a shell prints for a command, on both of its outputs, without spaces at the ends of lines.
    fn run(&self, command: &str) -> Vec<String> {
        let binary = Path::new(env!("CARGO_BIN_EXE_chutri")).parent().unwrap();
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1\n{command}")]).current_dir(self.0.path());
        shell.env_remove("CHUTRI_GRAPH").env("PATH", path).env("COLUMNS", "100");
        let output = shell.env("LC_ALL", "C.UTF-8").stdin(Stdio::null()).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        printed.lines().map(|line| line.trim_end().to_owned()).collect()
    }
}

impl Page {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        Self { path: path.to_owned(), lines: text.lines().map(str::to_owned).collect() }
    }

    /// A program that the page needs and that is not here.
    fn lacks(&self) -> Option<&str> {
        let needed = self.lines.iter().filter_map(|line| line.strip_prefix(NEEDED));
        let mut needed = needed.map(|name| name.trim_end_matches("-->").trim());
        needed.find(|name| Command::new(name).arg("--version").output().is_err())
    }

    /// The page with what its commands print today.
    fn played(&self) -> Vec<String> {
        let scratch = Scratch::new();
        let mut played = Vec::new();
        let mut lines = self.lines.iter().map(String::as_str).peekable();
        while let Some(line) = lines.next() {
            played.push(line.to_owned());
            if let Some(hidden) = line.strip_prefix(HIDDEN) {
                scratch.run(hidden.trim_end_matches("-->"));
            }
            if line != OPEN {
                continue;
            }
            while let Some(line) = lines.next_if(|line| *line != CLOSE) {
                let command = line.strip_prefix("$ ");
                let command = command.unwrap_or_else(|| {
                    panic!("{}: a transcript begins with `$ `: {line}", self.path.display())
                });
                played.push(line.to_owned());
                let mut command = command.to_owned();
                while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
                    played.push(more.to_owned());
                    command = format!("{command}\n{}", &more[2..]);
                }
                let mut wanted = Vec::new();
                while let Some(line) = lines.next_if(|l| *l != CLOSE && !l.starts_with("$ ")) {
                    wanted.push(line.to_owned());
                }
                let printed = scratch.run(&command);
                played.extend(if fits(&wanted, &printed) { wanted } else { printed });
            }
        }
        played
    }
}

/// Whether a transcript, which may have gaps, is what was printed.
fn fits(wanted: &[String], printed: &[String]) -> bool {
    match wanted.split_first() {
        None => printed.is_empty(),
        Some((gap, rest)) if gap == "..." => {
            (0..=printed.len()).any(|skipped| fits(rest, &printed[skipped..]))
        }
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, others)| fits_line(line, first) && fits(rest, others)),
    }
}

fn fits_line(wanted: &str, printed: &str) -> bool {
    let mut parts = wanted.split("[..]");
    let Some(mut left) = printed.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        let found = if last { left.rfind(part) } else { left.find(part) };
        let Some(at) = found else { return false };
        left = &left[at + part.len()..];
    }
    left.is_empty()
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(ROOT);
    let mut pages = vec![root.join("README.md"), root.join("README.vi.md")];
    let guide = fs::read_dir(root.join("src/guide")).unwrap();
    pages.extend(guide.map(|entry| entry.unwrap().path()));
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    pages
}

#[test]
fn gaps_fit_what_they_may() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(fits(&lines("a\n...\nd"), &lines("a\nb\nc\nd")));
    assert!(!fits(&lines("a\n..."), &lines("b\nc")));
    assert!(!fits(&lines("a"), &lines("a\nb")));
    assert!(fits_line("read in [..] s, [..]", "read in 0.4 s, 2 done"));
    assert!(!fits_line("read in [..] s", "read in 0.4 s, 2 done"));
}

#[test]
#[cfg_attr(not(unix), ignore = "transcripts are of a POSIX shell")]
fn transcripts_are_what_commands_print() {
    let update = std::env::var_os("CHUTRI_UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in pages() {
        let page = Page::read(&path);
        if let Some(program) = page.lacks() {
            eprintln!("{}: passed over, as there is no {program}", path.display());
            continue;
        }
        let played = page.played();
        if played == page.lines {
            continue;
        }
        if update {
            fs::write(&path, played.join("\n") + "\n").unwrap();
        }
        let at = played.iter().zip(&page.lines).position(|(a, b)| a != b);
        let at = at.unwrap_or_else(|| played.len().min(page.lines.len()));
        wrong.push(format!(
            "{}:{}: stands {:?}, printed {:?}",
            path.display(),
            at + 1,
            page.lines.get(at),
            played.get(at)
        ));
    }
    assert!(wrong.is_empty() || update, "CHUTRI_UPDATE=1 writes them anew\n{}", wrong.join("\n"));
}
