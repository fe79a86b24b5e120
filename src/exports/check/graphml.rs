//! Checks of GraphML.

use std::collections::{BTreeMap, BTreeSet};

use super::element::Element;
use super::{Edges, Findings, Form, Rule, fits, id_of, is_token, shown};

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

/// What is known of a file so far.
#[derive(Default)]
pub(super) struct State {
    keys: BTreeMap<String, Key>,
    nodes: BTreeSet<String>,
    edges: Edges,
    /// Ends of edges that were not yet seen.
    awaited: BTreeMap<String, usize>,
    /// The node or edge that is open, with its texts and the key of its open data.
    open: Option<Element>,
    texts: Vec<String>,
    labelled: bool,
    data: Option<(String, usize)>,
    graphs: usize,
}

impl Form for State {
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
                let id = id_of(&element, |id| self.nodes.contains(id), findings);
                if self.awaited.remove(&id).is_some() {
                    findings.add(Rule::EdgeFirst, at, || id.clone());
                }
                self.nodes.insert(id);
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
                    self.edges.add(&edge, "label", &self.texts, findings);
                }
            }
            _ => {}
        }
    }

    fn finish(self, findings: &mut Findings<'_>) -> (u64, u64) {
        for (id, &at) in &self.awaited {
            findings.add(Rule::End, at, || id.clone());
        }
        (self.nodes.len() as u64, self.edges.count)
    }
}

impl State {
    /// Nothing but the root.
    pub(super) fn of(root: &Element, findings: &mut Findings<'_>) -> Self {
        if root.get("xmlns") != Some(NAMESPACE) {
            findings.add(Rule::Namespace, root.at, || root.text_of("xmlns"));
        }
        Self::default()
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

    fn value(&mut self, id: &str, at: usize, text: &str, findings: &mut Findings<'_>) {
        let Some(key) = self.keys.get(id) else { return };
        let told = || shown(&key.name, text);
        if key.domain == "node" && key.name == "label" {
            self.labelled = !text.trim().is_empty();
        }
        if !fits(&key.kind, text) {
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
