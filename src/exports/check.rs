//! Reads an exported file back and tells what its readers would drop or change.
//!
//! What the readers do was measured with networkx 3.6 and igraph 1.0, and read in the sources of Gephi 0.11 and
//! Cytoscape 3.

mod element;
mod gexf;
mod graphml;
mod rule;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use element::{Element, Elements};
pub use rule::{Reader, Rule};

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Number of nodes.
    pub nodes: u64,
    /// Number of edges.
    pub edges: u64,
    /// One a rule, in the order of the rules.
    pub findings: Vec<Finding>,
}

/// What a reader would drop or change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// Line of the first place, from 1.
    pub line: u64,
    /// What stands there.
    pub what: String,
    /// Number of places.
    pub places: u64,
}

/// Why a file cannot be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// It cannot be read.
    #[error("{}: cannot be read: {source}; check the path and its permissions", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is no well-formed XML, so no reader takes it.
    #[error("{}:{line}: no well-formed XML: {source}; no reader takes it", path.display())]
    Xml {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        source: quick_xml::Error,
    },
    /// It is neither GraphML nor GEXF.
    #[error("{}: neither GraphML nor GEXF; only these can be checked", path.display())]
    Form {
        /// The file.
        path: PathBuf,
    },
}

/// Checks a file of GraphML or GEXF. It is held in memory.
///
/// # Errors
/// If it cannot be read as one of the two.
pub fn check_file(path: &Path) -> Result<Check, CheckError> {
    let failed = |source| CheckError::Read { path: path.to_owned(), source };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let mut findings = Findings::new(&text);
    let mut elements = Elements::new(&text);
    let counts = match elements.next() {
        Ok(Some(root)) if root.name == "graphml" => {
            follow(graphml::State::of(&root, &mut findings), &mut elements, &mut findings)
        }
        Ok(Some(root)) if root.name == "gexf" => {
            follow(gexf::State::of(&root, &mut findings), &mut elements, &mut findings)
        }
        Ok(Some(root)) if root.name.ends_with(":graphml") => {
            findings.add(Rule::Prefix, root.at, || root.name.clone());
            Ok((0, 0))
        }
        Ok(_) => return Err(CheckError::Form { path: path.to_owned() }),
        Err(source) => Err(source),
    };
    let line = findings.line(elements.position());
    let counts =
        counts.map_err(|source| CheckError::Xml { path: path.to_owned(), line, source })?;
    Ok(findings.into_check(counts))
}

/// What a form makes of the elements of its file.
trait Form {
    /// Takes the start of an element.
    fn start(&mut self, element: Element, findings: &mut Findings<'_>);

    /// Takes the end of an element with the text in it.
    fn end(&mut self, element: &Element, text: &str, findings: &mut Findings<'_>);

    /// Tells what only the whole file shows; gives the numbers of nodes and edges.
    fn finish(self, findings: &mut Findings<'_>) -> (u64, u64);
}

/// Takes all elements, one after another.
fn follow(
    mut form: impl Form,
    elements: &mut Elements<'_>,
    findings: &mut Findings<'_>,
) -> Result<(u64, u64), quick_xml::Error> {
    while let Some(element) = elements.next()? {
        match &element.text {
            None => form.start(element, findings),
            Some(text) => form.end(&element, text, findings),
        }
    }
    Ok(form.finish(findings))
}

/// Edges that were seen.
#[derive(Default)]
struct Edges {
    /// Sources, targets and kinds.
    keys: BTreeSet<[String; 3]>,
    count: u64,
}

impl Edges {
    /// Adds an edge whose kind stands in the attribute `kind`, with the texts of its data.
    fn add(&mut self, edge: &Element, kind: &str, texts: &[String], findings: &mut Findings<'_>) {
        self.count += 1;
        let kind = edge.text_of(kind);
        if !kind.is_empty() && !texts.contains(&kind) {
            findings.add(Rule::EdgeKind, edge.at, || kind.clone());
        }
        let [source, target] = ["source", "target"].map(|end| edge.text_of(end));
        let told = format!("{source} {target}");
        if !self.keys.insert([source, target, kind]) {
            findings.add(Rule::Parallel, edge.at, || told);
        }
    }
}

/// Id of a node, which should be new and one that readers keep.
fn id_of(
    node: &Element,
    is_known: impl Fn(&String) -> bool,
    findings: &mut Findings<'_>,
) -> String {
    let id = node.text_of("id");
    if !is_token(&id) {
        findings.add(Rule::Token, node.at, || id.clone());
    }
    if is_known(&id) {
        findings.add(Rule::NodeTwice, node.at, || id.clone());
    }
    id
}

/// Whether a text is a value of a type, by the name that a form has for it.
fn fits(kind: &str, text: &str) -> bool {
    match kind {
        "boolean" => matches!(text, "true" | "false" | "1" | "0"),
        "int" | "integer" => text.parse::<i32>().is_ok(),
        "long" => text.parse::<i64>().is_ok(),
        "float" | "double" => text.parse::<f64>().is_ok_and(f64::is_finite),
        _ => true,
    }
}

/// The beginning of a value, with the name of its column.
fn shown(name: &str, value: &str) -> String {
    format!("{name}: {}", value.chars().take(60).collect::<String>())
}

/// Findings by rule.
struct Findings<'t> {
    text: &'t str,
    found: BTreeMap<Rule, Finding>,
}

impl<'t> Findings<'t> {
    fn new(text: &'t str) -> Self {
        let mut findings = Self { text, found: BTreeMap::new() };
        if text.starts_with('\u{FEFF}') {
            findings.add(Rule::Mark, 0, String::new);
        }
        findings
    }

    /// Adds a place, by its offset.
    fn add(&mut self, rule: Rule, at: usize, what: impl FnOnce() -> String) {
        if let Some(finding) = self.found.get_mut(&rule) {
            finding.places += 1;
            return;
        }
        let finding = Finding { rule, line: self.line(at), what: what(), places: 1 };
        self.found.insert(rule, finding);
    }

    fn line(&self, at: usize) -> u64 {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        before.split(|&byte| byte == b'\n').count() as u64
    }

    fn into_check(self, (nodes, edges): (u64, u64)) -> Check {
        Check { nodes, edges, findings: self.found.into_values().collect() }
    }
}

/// Whether readers keep an id as it is: an XML name token.
fn is_token(id: &str) -> bool {
    let legal = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    !id.is_empty() && id.chars().all(legal)
}
