//! Checks of GEXF.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::element::{Element, Elements};
use super::{Findings, Rule, is_token};

const NAMESPACE: &str = "http://gexf.net/1.3";
const TYPES: [&str; 9] =
    ["boolean", "integer", "long", "float", "double", "string", "liststring", "anyURI", "short"];

type Spell = [Date; 2];

#[derive(Default)]
struct State {
    /// Types by class and id.
    attributes: BTreeMap<(String, String), String>,
    class: String,
    /// Nodes with their spells.
    nodes: BTreeMap<String, Vec<Spell>>,
    edges: BTreeSet<[String; 3]>,
    edge_count: u64,
    open: Option<Element>,
    spells: Vec<Spell>,
    texts: Vec<String>,
    dated: bool,
}

pub(super) fn check(
    root: &Element,
    elements: &mut Elements<'_>,
    findings: &mut Findings<'_>,
) -> Result<(u64, u64), quick_xml::Error> {
    if root.get("xmlns") != Some(NAMESPACE) {
        findings.add(Rule::Version, root.at, || root.text_of("xmlns"));
    }
    let mut state = State::default();
    while let Some(element) = elements.next()? {
        match element.text {
            None => state.start(element, findings),
            Some(_) => state.end(&element, findings),
        }
    }
    Ok((state.nodes.len() as u64, state.edge_count))
}

impl State {
    fn start(&mut self, element: Element, findings: &mut Findings<'_>) {
        match element.name.as_str() {
            "graph" => {
                self.dated = element.get("timeformat").is_none_or(|form| form.starts_with("date"));
                let timeless = element.get("mode").is_none_or(|mode| mode == "static");
                if !timeless && element.get("timezone").is_none() {
                    findings.add(Rule::Zone, element.at, String::new);
                }
            }
            "attributes" => self.class = element.text_of("class"),
            "attribute" => self.attribute(&element, findings),
            "node" => self.node(element, findings),
            "edge" => {
                if element.get("type").is_some() {
                    findings.add(Rule::Mixed, element.at, || element.text_of("type"));
                }
                self.open(element);
            }
            "attvalue" => self.value(&element, findings),
            "spell" => self.spell(&element, findings),
            _ => {}
        }
    }

    fn open(&mut self, element: Element) {
        self.open = Some(element);
        self.spells.clear();
        self.texts.clear();
    }

    fn attribute(&mut self, element: &Element, findings: &mut Findings<'_>) {
        let (id, kind) = (element.text_of("id"), element.text_of("type"));
        if !TYPES.contains(&kind.as_str()) {
            findings.add(Rule::AttributeType, element.at, || kind.clone());
        }
        if self.attributes.insert((self.class.clone(), id.clone()), kind).is_some() {
            findings.add(Rule::KeyTwice, element.at, || id);
        }
    }

    fn node(&mut self, element: Element, findings: &mut Findings<'_>) {
        let (id, at) = (element.text_of("id"), element.at);
        if !is_token(&id) {
            findings.add(Rule::Token, at, || id.clone());
        }
        if element.get("label").is_none_or(|label| label.trim().is_empty()) {
            findings.add(Rule::Label, at, || id.clone());
        }
        if element.get("pid").is_some() || self.open.as_ref().is_some_and(|o| o.name == "node") {
            findings.add(Rule::Nested, at, || id.clone());
        }
        if self.nodes.insert(id.clone(), Vec::new()).is_some() {
            findings.add(Rule::NodeTwice, at, || id);
        }
        self.open(element);
    }

    fn value(&mut self, element: &Element, findings: &mut Findings<'_>) {
        let Some(open) = &self.open else { return };
        let (id, value) = (element.text_of("for"), element.text_of("value"));
        let told = || format!("{id}: {}", value.chars().take(60).collect::<String>());
        let Some(kind) = self.attributes.get(&(open.name.clone(), id.clone())) else {
            findings.add(Rule::Undeclared, element.at, || id.clone());
            return;
        };
        let fits = match kind.as_str() {
            "boolean" => matches!(value.as_str(), "true" | "false"),
            "integer" => value.parse::<i32>().is_ok(),
            "long" => value.parse::<i64>().is_ok(),
            "float" | "double" => value.parse::<f64>().is_ok_and(f64::is_finite),
            _ => true,
        };
        if !fits {
            findings.add(Rule::Value, element.at, told);
        }
        self.texts.push(value);
    }

    fn spell(&mut self, element: &Element, findings: &mut Findings<'_>) {
        if !self.dated {
            return;
        }
        let mut day = |name: &str, open: Date| match element.get(name) {
            None => open,
            Some(text) => text.parse().unwrap_or_else(|_| {
                findings.add(Rule::Day, element.at, || text.to_owned());
                open
            }),
        };
        let spell = [day("start", Date::MIN), day("end", Date::MAX)];
        if self.spells.iter().any(|other| spell[0] <= other[1] && other[0] <= spell[1]) {
            findings.add(Rule::Overlap, element.at, || format!("{} {}", spell[0], spell[1]));
        }
        self.spells.push(spell);
    }

    fn end(&mut self, element: &Element, findings: &mut Findings<'_>) {
        let ours = self.open.as_ref().is_some_and(|open| open.name == element.name);
        let Some(open) = self.open.take_if(|_| ours) else { return };
        if open.name == "node" {
            self.nodes.insert(open.text_of("id"), std::mem::take(&mut self.spells));
        } else {
            self.edge(&open, findings);
        }
    }

    fn edge(&mut self, edge: &Element, findings: &mut Findings<'_>) {
        self.edge_count += 1;
        let kind = edge.text_of("kind");
        if !kind.is_empty() && !self.texts.contains(&kind) {
            findings.add(Rule::EdgeKind, edge.at, || kind.clone());
        }
        if edge.get("weight").is_some_and(|weight| weight.parse::<f64>().is_ok_and(|w| w <= 0.0)) {
            findings.add(Rule::Weight, edge.at, || edge.text_of("weight"));
        }
        let ends = ["source", "target"].map(|end| edge.text_of(end));
        for end in &ends {
            match self.nodes.get(end) {
                None => findings.add(Rule::End, edge.at, || end.clone()),
                Some(there) if !there.is_empty() => {
                    let within = |spell: &Spell| {
                        there.iter().any(|node| node[0] <= spell[0] && spell[1] <= node[1])
                    };
                    if !self.spells.iter().all(within) {
                        findings.add(Rule::Outside, edge.at, || format!("{} {}", ends[0], ends[1]));
                    }
                }
                Some(_) => {}
            }
        }
        let told = format!("{} {}", ends[0], ends[1]);
        let [source, target] = ends;
        if !self.edges.insert([source, target, kind]) {
            findings.add(Rule::Parallel, edge.at, || told);
        }
    }
}
