//! Checks of GraphML.

use std::collections::{BTreeMap, BTreeSet};

use super::element::{Element, Elements};
use super::{Findings, Rule, is_token};

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
const TYPES: [&str; 6] = ["boolean", "int", "long", "float", "double", "string"];
/// Names that Gephi has for itself.
const OWN: [&str; 7] = ["id", "timeset", "source", "target", "type", "kind", "interval"];
/// The largest whole number below which a `double` holds all.
const EXACT: u64 = 1 << 53;

struct Key {
    domain: String,
    name: String,
    kind: String,
}

#[derive(Default)]
struct State {
    keys: BTreeMap<String, Key>,
    nodes: BTreeSet<String>,
    /// Ends and kinds, and ends that were not yet seen.
    edges: BTreeSet<[String; 3]>,
    edge_count: u64,
    awaited: BTreeMap<String, usize>,
    /// The node or edge that is open, with its texts and the key of its open data.
    open: Option<Element>,
    texts: Vec<String>,
    labelled: bool,
    data: Option<(String, usize)>,
    graphs: usize,
}

pub(super) fn check(
    root: &Element,
    elements: &mut Elements<'_>,
    findings: &mut Findings<'_>,
) -> Result<(u64, u64), quick_xml::Error> {
    if root.get("xmlns") != Some(NAMESPACE) {
        findings.add(Rule::Namespace, root.at, || root.text_of("xmlns"));
    }
    let mut state = State::default();
    while let Some(element) = elements.next()? {
        match &element.text {
            None => state.start(element, findings),
            Some(text) => state.end(&element, text, findings),
        }
    }
    for (id, &at) in &state.awaited {
        findings.add(Rule::End, at, || id.clone());
    }
    Ok((state.nodes.len() as u64, state.edge_count))
}

impl State {
    fn start(&mut self, element: Element, findings: &mut Findings<'_>) {
        let at = element.at;
        match element.name.as_str() {
            "key" => self.key(&element, findings),
            "default" => findings.add(Rule::Default, at, String::new),
            "desc" => findings.add(Rule::Desc, at, String::new),
            "port" | "hyperedge" => findings.add(Rule::Nested, at, || element.name.clone()),
            "graph" => {
                self.graphs += 1;
                if self.graphs > 1 {
                    findings.add(Rule::Nested, at, || element.text_of("id"));
                }
            }
            "node" => {
                let id = element.text_of("id");
                if !is_token(&id) {
                    findings.add(Rule::Token, at, || id.clone());
                }
                if self.awaited.remove(&id).is_some() {
                    findings.add(Rule::EdgeFirst, at, || id.clone());
                }
                if !self.nodes.insert(id.clone()) {
                    findings.add(Rule::NodeTwice, at, || id);
                }
                self.open(element);
            }
            "edge" => {
                for end in ["source", "target"].map(|end| element.text_of(end)) {
                    if !self.nodes.contains(&end) {
                        self.awaited.entry(end).or_insert(at);
                    }
                }
                if element.get("directed").is_some() {
                    findings.add(Rule::Mixed, at, || element.text_of("directed"));
                }
                self.open(element);
            }
            "data" => {
                let key = element.text_of("key");
                if !self.keys.contains_key(&key) {
                    findings.add(Rule::Undeclared, at, || key.clone());
                }
                self.data = Some((key, at));
            }
            _ => {}
        }
    }

    fn open(&mut self, element: Element) {
        self.open = Some(element);
        self.texts.clear();
        self.labelled = false;
    }

    fn key(&mut self, element: &Element, findings: &mut Findings<'_>) {
        let at = element.at;
        let id = element.text_of("id");
        let domain = element.get("for").unwrap_or("all").to_owned();
        let graphics = element.get("yfiles.type").is_some();
        let name = element.get("attr.name").unwrap_or(&id).to_owned();
        let kind = element.get("attr.type").unwrap_or("string").to_owned();
        if !TYPES.contains(&kind.as_str()) {
            findings.add(Rule::AttributeType, at, || kind.clone());
        }
        if !graphics && !is_token(&name) {
            findings.add(Rule::AttributeName, at, || name.clone());
        }
        if name == "id" && domain != "graph" {
            findings.add(Rule::NameId, at, || id.clone());
        } else if OWN.contains(&name.to_lowercase().as_str()) {
            findings.add(Rule::NameOwn, at, || name.clone());
        }
        if domain == "all" {
            findings.add(Rule::ForAll, at, || id.clone());
        }
        for (other, key) in &self.keys {
            if *other == id {
                findings.add(Rule::KeyTwice, at, || id.clone());
            } else if key.domain == domain && other.eq_ignore_ascii_case(&id) {
                findings.add(Rule::KeyCase, at, || format!("{other}, {id}"));
            } else if !graphics && key.domain == domain && key.name == name {
                findings.add(Rule::NameTwice, at, || name.clone());
            }
        }
        let name = if graphics { String::new() } else { name };
        self.keys.insert(id, Key { domain, name, kind });
    }

    fn end(&mut self, element: &Element, text: &str, findings: &mut Findings<'_>) {
        match element.name.as_str() {
            "data" => {
                if let Some((key, at)) = self.data.take() {
                    self.value(&key, at, text, findings);
                }
            }
            // What yEd shows is a label too.
            "y:NodeLabel" => self.labelled |= !text.trim().is_empty(),
            "node" => {
                if let Some(node) = self.open.take().filter(|_| !self.labelled) {
                    findings.add(Rule::Label, node.at, || node.text_of("id"));
                }
            }
            "edge" => {
                if let Some(edge) = self.open.take() {
                    self.edge(&edge, findings);
                }
            }
            _ => {}
        }
    }

    fn edge(&mut self, edge: &Element, findings: &mut Findings<'_>) {
        self.edge_count += 1;
        let kind = edge.text_of("label");
        if !kind.is_empty() && !self.texts.contains(&kind) {
            findings.add(Rule::EdgeKind, edge.at, || kind.clone());
        }
        let ends = ["source", "target"].map(|end| edge.text_of(end));
        let told = || format!("{} {}", ends[0], ends[1]);
        let key = [ends[0].clone(), ends[1].clone(), kind];
        if !self.edges.insert(key) {
            findings.add(Rule::Parallel, edge.at, told);
        }
    }

    fn value(&mut self, id: &str, at: usize, text: &str, findings: &mut Findings<'_>) {
        let Some(key) = self.keys.get(id) else { return };
        let told = || format!("{}: {}", key.name, text.chars().take(60).collect::<String>());
        if key.domain == "node" && key.name == "label" {
            self.labelled = !text.trim().is_empty();
        }
        let fits = match key.kind.as_str() {
            "boolean" => matches!(text, "true" | "false" | "1" | "0"),
            "int" => text.parse::<i32>().is_ok(),
            "long" => text.parse::<i64>().is_ok(),
            "float" | "double" => text.parse::<f64>().is_ok_and(f64::is_finite),
            _ => true,
        };
        if !fits {
            findings.add(Rule::Value, at, told);
        }
        if key.kind == "string" && text.contains("INF") {
            findings.add(Rule::Inf, at, told);
        }
        if key.kind == "long" && text.parse::<i64>().is_ok_and(|n| n.unsigned_abs() > EXACT) {
            findings.add(Rule::Long, at, told);
        }
        let small = text.parse::<f64>().is_ok_and(|number| number <= 0.0);
        match (key.domain.as_str(), key.name.as_str()) {
            ("edge", "weight") if small => findings.add(Rule::Weight, at, told),
            ("node", "size") if small => findings.add(Rule::Size, at, told),
            _ => {}
        }
        if key.domain == "edge" {
            self.texts.push(text.to_owned());
        }
    }
}
