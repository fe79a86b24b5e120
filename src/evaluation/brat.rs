//! Standoff files of brat (<https://brat.nlplab.org/standoff.html>): `NAME.txt` with the text, `NAME.ann` with a line
//! `T1 <TAB> Person 10 19 <TAB> words` a mark, and its fact as a note in JSON.
//!
//! Places count code points. What the source tells of a document (address, day), and facts that rest on no place,
//! have no home there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::annotation::{Label, Mark, Marked};

/// A note that somebody wrote to an annotation.
const NOTE: &str = "AnnotatorNotes";

/// The labels, as brat reads them in `annotation.conf`.
pub fn brat_configuration() -> String {
    let labels: Vec<&str> = Label::ALL.into_iter().map(Label::name).collect();
    format!("[entities]\n{}\n\n[relations]\n\n[events]\n\n[attributes]\n", labels.join("\n"))
}

/// The lines of a file `.ann`.
pub fn to_brat(marked: &Marked) -> String {
    let chars: Vec<char> = marked.text.chars().collect();
    let mut lines = String::new();
    for (number, mark) in (1..).zip(&marked.marks) {
        let (start, end) = (mark.place.start, mark.place.end);
        let words = chars.get(start..end).unwrap_or_default();
        let words: String =
            words.iter().map(|&c| if c.is_whitespace() { ' ' } else { c }).collect();
        let _ = writeln!(lines, "T{number}\t{} {start} {end}\t{words}", mark.label.name());
        let note = Value::Object(mark.note.clone());
        let _ = writeln!(lines, "#{number}\t{NOTE} T{number}\t{note}");
    }
    lines
}

/// The marks of a file `.ann`, and what is wrong with lines that are left out, each with its number from 1. Lines of
/// other annotations, such as relations, say nothing here.
pub fn of_brat(lines: &str) -> (Vec<Mark>, Vec<(usize, String)>) {
    let mut notes: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (number, line) in (1..).zip(lines.lines()) {
        match note(line) {
            Some(Ok((of, note))) => _ = notes.insert(of, note),
            Some(Err(problem)) => wrong.push((number, problem)),
            None => {}
        }
    }
    let mut marks = Vec::new();
    for (number, line) in (1..).zip(lines.lines()).filter(|(_, line)| line.starts_with('T')) {
        match places(line) {
            Some((id, label, places)) => marks.extend(places.into_iter().map(|place| Mark {
                label,
                place,
                note: notes.get(id).cloned().unwrap_or_default(),
            })),
            None => wrong.push((number, "no mark of a known label with its place".to_owned())),
        }
    }
    wrong.sort();
    (marks, wrong)
}

/// The id of a mark, and what is noted of it.
type Note<'a> = (&'a str, Map<String, Value>);

/// Reads `#1 <TAB> AnnotatorNotes T1 <TAB> {...}`; nothing where the line is another.
fn note(line: &str) -> Option<Result<Note<'_>, String>> {
    let mut parts = line.splitn(3, '\t');
    let (_, of, text) = (parts.next()?.strip_prefix('#')?, parts.next()?, parts.next()?);
    let of = of.strip_prefix(NOTE)?.trim();
    let read = serde_json::from_str(text).map(|note| (of, note));
    Some(read.map_err(|error| format!("the note is no JSON object: {error}")))
}

/// Reads `T1 <TAB> Person 10 19;25 30 <TAB> words`: id, label and places.
fn places(line: &str) -> Option<(&str, Label, Vec<std::ops::Range<usize>>)> {
    let mut parts = line.split('\t');
    let (id, placed) = (parts.next()?, parts.next()?);
    let (label, places) = placed.split_once(' ')?;
    let place = |place: &str| {
        let (start, end) = place.split_once(' ')?;
        Some(start.parse().ok()?..end.parse().ok()?)
    };
    let places = places.split(';').map(place).collect::<Option<_>>()?;
    Some((id, Label::of_name(label)?, places))
}
