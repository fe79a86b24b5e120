//! Checks of GEXF.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::element::Element;
use super::{Edges, Findings, Form, Rule, fits, id_of, shown};

const NAMESPACE: &str = "http://gexf.net/1.3";
const TYPES: [&str; 9] =
    ["boolean", "integer", "long", "float", "double", "string", "liststring", "anyURI", "short"];

type Spell = [Date; 2];

/// What is known of a file so far.
#[derive(Default)]
pub(super) struct State {
    /// Types by class and id.
    attributes: BTreeMap<(String, String), String>,
    class: String,
    /// Nodes with their spells.
    nodes: BTreeMap<String, Vec<Spell>>,
    edges: Edges,
    open: Option<Element>,
    spells: Vec<Spell>,
    texts: Vec<String>,
    dated: bool,
}

impl Form for State {
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

    fn end(&mut self, element: &Element, _: &str, findings: &mut Findings<'_>) {
        let ours = self.open.as_ref().is_some_and(|open| open.name == element.name);
        let Some(open) = self.open.take_if(|_| ours) else { return };
        if open.name == "node" {
            self.nodes.insert(open.text_of("id"), std::mem::take(&mut self.spells));
        } else {
            self.edge(&open, findings);
        }
    }

    fn finish(self, _: &mut Findings<'_>) -> (u64, u64) {
        (self.nodes.len() as u64, self.edges.count)
    }
}

impl State {
    /// Nothing but the root.
    pub(super) fn of(root: &Element, findings: &mut Findings<'_>) -> Self {
        if root.get("xmlns") != Some(NAMESPACE) {
            findings.add(Rule::Version, root.at, || root.text_of("xmlns"));
        }
        Self::default()
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
        let (id, at) = (id_of(&element, |id| self.nodes.contains_key(id), findings), element.at);
        if element.get("label").is_none_or(|label| label.trim().is_empty()) {
            findings.add(Rule::Label, at, || id.clone());
        }
        if element.get("pid").is_some() || self.open.as_ref().is_some_and(|o| o.name == "node") {
            findings.add(Rule::Nested, at, || id.clone());
        }
        self.nodes.insert(id, Vec::new());
        self.open(element);
    }

    fn value(&mut self, element: &Element, findings: &mut Findings<'_>) {
        let Some(open) = &self.open else { return };
        let (id, value) = (element.text_of("for"), element.text_of("value"));
        let Some(kind) = self.attributes.get(&(open.name.clone(), id.clone())) else {
            findings.add(Rule::Undeclared, element.at, || id.clone());
            return;
        };
        if !fits(kind, &value) {
            findings.add(Rule::Value, element.at, || shown(&id, &value));
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

    fn edge(&mut self, edge: &Element, findings: &mut Findings<'_>) {
        self.edges.add(edge, "kind", &self.texts, findings);
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
    }
}
