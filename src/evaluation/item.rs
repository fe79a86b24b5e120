//! Facts of one document as they are compared: annotations say more than facts do, and leave out what they like.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::{Map, Value};

/// One fact, by the names of its parts.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Item(pub Map<String, Value>);

/// The facts of one document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Sheet {
    /// Name of the document.
    pub doc: String,
    /// Individuals.
    #[serde(deserialize_with = "or_none")]
    pub people: Vec<Item>,
    /// Administrative units.
    #[serde(deserialize_with = "or_none")]
    pub units: Vec<Item>,
    /// Bodies.
    #[serde(deserialize_with = "or_none")]
    pub organizations: Vec<Item>,
    /// Offices held.
    #[serde(deserialize_with = "or_none")]
    pub tenures: Vec<Item>,
    /// Meetings.
    #[serde(deserialize_with = "or_none")]
    pub meetings: Vec<Item>,
    /// Who took which part in which meeting.
    #[serde(deserialize_with = "or_none")]
    pub participations: Vec<Item>,
    /// Documents of Party and State that are cited.
    #[serde(deserialize_with = "or_none")]
    pub citations: Vec<Item>,
    /// Measured figures.
    #[serde(deserialize_with = "or_none")]
    pub indicators: Vec<Item>,
}

/// Annotations or facts that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A file or folder cannot be read.
    #[error("{}: {source}; check the path and its permissions", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file or line holds no facts of a document.
    #[error("{}:{line}: no facts of a document: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the reader says.
        source: serde_json::Error,
    },
    /// A fact lacks a part by which it is compared.
    #[error("{}:{line}: number {number} of `{list}` has no `{part}`; give it, or take the row out", path.display())]
    Part {
        /// The file.
        path: PathBuf,
        /// The line on which the document begins, from 1.
        line: usize,
        /// The list of facts.
        list: &'static str,
        /// The place of the fact in it, from 1.
        number: usize,
        /// The part.
        part: &'static str,
    },
    /// A folder without annotations.
    #[error("{}: no annotations here: they are files NAME.json, one a document, or a file of JSON lines", .0.display())]
    Empty(PathBuf),
}

/// A list that may be null.
fn or_none<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Item>, D::Error> {
    let list = Option::<Vec<Value>>::deserialize(list)?.unwrap_or_default();
    let item = |value| match value {
        Value::Object(parts) => Ok(Item(parts)),
        other => Err(D::Error::custom(format!("{other} is no fact"))),
    };
    list.into_iter().map(item).collect()
}

impl Sheet {
    /// The first fact without a part that it is compared by: its list, its place from 1, the part.
    fn lacking(&self) -> Option<(&'static str, usize, &'static str)> {
        let lists: [(_, _, &[_]); 7] = [
            ("people", &self.people, &["name"]),
            ("units", &self.units, &["name"]),
            ("organizations", &self.organizations, &["name"]),
            ("tenures", &self.tenures, &["person", "title"]),
            ("meetings", &self.meetings, &["id"]),
            ("participations", &self.participations, &["person", "meeting", "role"]),
            ("citations", &self.citations, &["kind"]),
        ];
        lists.into_iter().find_map(|(list, items, parts)| {
            let lacks = |item: &Item| parts.iter().find(|part| item.text(part).is_empty());
            let mut lacking = (1..).zip(items).filter_map(|(at, item)| Some((at, *lacks(item)?)));
            lacking.next().map(|(number, part)| (list, number, part))
        })
    }
}

impl Item {
    /// A part as text; empty where there is none.
    pub fn text(&self, name: &str) -> Cow<'_, str> {
        self.0.get(name).map_or(Cow::Borrowed(""), as_text)
    }

    /// The part as it is; none where it is null.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A part, and other spellings of it in the list `others`.
    pub(super) fn spellings(&self, name: &str, others: &str) -> Vec<Cow<'_, str>> {
        let mut all = vec![self.text(name)];
        let others = self.0.get(others).and_then(Value::as_array);
        all.extend(others.into_iter().flatten().map(as_text));
        all
    }

    /// Whether it may be found or not.
    pub fn is_optional(&self) -> bool {
        self.0.get("optional").and_then(Value::as_bool).unwrap_or(false)
    }

    /// Whether other spellings of its name are listed.
    pub(super) fn has_spellings(&self) -> bool {
        self.0.contains_key("alt")
    }
}

/// Annotations by document: those of a folder of files `NAME.json`, or of a file of JSON lines.
///
/// # Errors
/// Where they cannot be read, or there are none.
pub fn read_gold(path: &Path) -> Result<BTreeMap<String, Sheet>, SheetError> {
    if !path.is_dir() {
        return read_facts_by_document(path);
    }
    let failed = |source| SheetError::File { path: path.to_owned(), source };
    let mut sheets = BTreeMap::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if file.extension().is_some_and(|ending| ending == "json") {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = read(&file)?;
            sheets.insert(name, sheet(&file, 1, &text)?);
        }
    }
    if sheets.is_empty() {
        return Err(SheetError::Empty(path.to_owned()));
    }
    Ok(sheets)
}

/// Facts as `chutri extract` writes them, by the name of their document without folder and ending.
///
/// # Errors
/// Where the file cannot be read, or a line is no facts of a document.
pub fn read_facts_by_document(path: &Path) -> Result<BTreeMap<String, Sheet>, SheetError> {
    let text = read(path)?;
    let mut sheets = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let sheet = sheet(path, number, line)?;
        sheets.insert(bare_name(&sheet.doc).to_owned(), sheet);
    }
    Ok(sheets)
}

fn read(path: &Path) -> Result<String, SheetError> {
    fs::read_to_string(path).map_err(|source| SheetError::File { path: path.to_owned(), source })
}

fn sheet(path: &Path, line: usize, text: &str) -> Result<Sheet, SheetError> {
    let failed = |source: serde_json::Error| SheetError::Json {
        path: path.to_owned(),
        line: line + source.line().saturating_sub(1),
        source,
    };
    let sheet: Sheet = serde_json::from_str(text).map_err(failed)?;
    match sheet.lacking() {
        None => Ok(sheet),
        Some((list, number, part)) => {
            Err(SheetError::Part { path: path.to_owned(), line, list, number, part })
        }
    }
}

/// A name without its folder and without the ending of a page.
fn bare_name(doc: &str) -> &str {
    let name = doc.rsplit('/').next().unwrap_or(doc);
    let endings = [".txt", ".html", ".htm", ".json"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// A value as text; null, which stands for nothing, is no words.
fn as_text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Null => Cow::Borrowed(""),
        other => Cow::Owned(other.to_string()),
    }
}
