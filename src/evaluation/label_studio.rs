//! Tasks of Label Studio (<https://labelstud.io/guide/task_format>): a document is a task, its marks are regions of
//! predictions, to be corrected and submitted as annotations.
//!
//! Places count units of UTF-16 there, as JavaScript does.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::annotation::{Label, Mark, Marked};

const FROM: &str = "label";
const TO: &str = "text";

/// The labelling configuration of the project.
pub fn label_studio_configuration() -> String {
    let label = |label: Label| format!("    <Label value=\"{}\"/>\n", label.name());
    let labels: String = Label::ALL.into_iter().map(label).collect();
    format!(
        "<View>\n  <Labels name=\"{FROM}\" toName=\"{TO}\">\n{labels}  </Labels>\n  \
         <Text name=\"{TO}\" value=\"$text\"/>\n</View>\n"
    )
}

/// The task of a document, whose number is from 1.
pub fn to_label_studio(marked: &Marked, number: usize) -> Value {
    let units = Units::of(&marked.text);
    let chars: Vec<char> = marked.text.chars().collect();
    let regions = (1..).zip(&marked.marks).map(|(number, mark)| {
        let words: String = chars.get(mark.place.clone()).unwrap_or_default().iter().collect();
        json!({
            "id": format!("r{number}"), "from_name": FROM, "to_name": TO, "type": "labels",
            "value": {
                "start": units.unit(mark.place.start), "end": units.unit(mark.place.end),
                "text": words, "labels": [mark.label.name()],
            },
            "meta": { "text": [Value::Object(mark.note.clone()).to_string()] },
        })
    });
    let regions: Vec<Value> = regions.collect();
    json!({
        "id": number,
        "data": { "text": marked.text, "facts": marked.head },
        "predictions": [{
            "model_version": concat!("chutri ", env!("CARGO_PKG_VERSION")), "result": regions,
        }],
    })
}

/// The marks of a task: those of its last annotation that was not cancelled, else of its predictions.
///
/// # Errors
/// What is wrong with it, in words.
pub fn of_label_studio(task: &Value) -> Result<Marked, String> {
    let text = task["data"]["text"].as_str().ok_or("a task without data.text")?.to_owned();
    let head = match &task["data"]["facts"] {
        Value::Null => Value::Object(Map::new()),
        facts => facts.clone(),
    };
    let mut head: crate::facts::DocumentFacts =
        serde_json::from_value(head).map_err(|error| format!("data.facts: {error}"))?;
    if head.doc.is_empty() {
        head.doc = format!("task-{}", task["id"]);
    }
    let units = Units::of(&text);
    let marks = regions(task).iter().filter(|region| region["type"] == "labels");
    let marks = marks.map(|region| mark(region, &units)).collect::<Result<_, _>>()?;
    Ok(Marked { head, text, marks })
}

fn regions(task: &Value) -> &[Value] {
    let list = |name: &str| task[name].as_array().map_or(&[][..], Vec::as_slice);
    let kept = |annotation: &&Value| annotation["was_cancelled"] != true;
    let last = list("annotations").iter().rfind(kept).or_else(|| list("predictions").last());
    last.and_then(|one| one["result"].as_array()).map_or(&[], Vec::as_slice)
}

fn mark(region: &Value, units: &Units) -> Result<Mark, String> {
    let wrong = |what: &str| format!("region {}: {what}", region["id"]);
    let value = &region["value"];
    let name = value["labels"][0].as_str().unwrap_or_default();
    let label = Label::of_name(name).ok_or_else(|| wrong(&format!("no label `{name}`")))?;
    let place = |name: &str| value[name].as_u64().and_then(|unit| units.code_point(unit as usize));
    let (start, end) = place("start").zip(place("end")).ok_or_else(|| wrong("no place"))?;
    let note = match region["meta"]["text"][0].as_str() {
        Some(note) => {
            serde_json::from_str(note).map_err(|error| wrong(&format!("no JSON note: {error}")))?
        }
        None => Map::new(),
    };
    Ok(Mark { label, place: Range { start, end }, note })
}

/// For each code point of a text the units of UTF-16 before it, and those of the whole.
struct Units(Vec<usize>);

impl Units {
    fn of(text: &str) -> Self {
        let mut before = vec![0];
        let mut all = 0;
        for c in text.chars() {
            all += c.len_utf16();
            before.push(all);
        }
        Self(before)
    }

    fn unit(&self, code_point: usize) -> usize {
        self.0.get(code_point).copied().unwrap_or_default()
    }

    fn code_point(&self, unit: usize) -> Option<usize> {
        self.0.binary_search(&unit).ok()
    }
}
