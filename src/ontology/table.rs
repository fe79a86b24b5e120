//! Tables as they lie in files: rows with the place they come from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::gazetteer::GazetteerError;

macro_rules! builtin {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../ontology/", $name, ".csv")))),*]
    };
}

/// The built-in tables, by name.
const BUILTIN: &[(&str, &str)] = builtin![
    "lexicon/abbreviations",
    "lexicon/bodies",
    "lexicon/citing",
    "lexicon/cues",
    "lexicon/debris",
    "lexicon/documents",
    "lexicon/honorifics",
    "lexicon/issuers",
    "lexicon/laws",
    "lexicon/measures",
    "lexicon/meetings",
    "lexicon/names",
    "lexicon/numerals",
    "lexicon/predicates",
    "lexicon/sectors",
    "lexicon/stopwords",
    "lexicon/surnames",
    "lexicon/times",
    "lexicon/titles",
    "lexicon/unit_types",
    "reading/columns",
    "reading/encodings",
    "reading/marks",
    "reading/pages",
    "reading/repeated",
    "reading/sites",
    "reading/syllables",
    "rules",
];

/// What is wrong in one row, with its place.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum OntologyError {
    /// A file of the overlay cannot be read.
    #[error("O001 {path}: cannot be read: {cause}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// A row does not have the columns of its table.
    #[error("O002 {place}: {cause}")]
    Malformed {
        /// The row.
        place: Place,
        /// What the reader says.
        cause: String,
    },
    /// A cell holds a word that the column does not know.
    #[error("O003 {place}: `{value}` is no {column}{hint}")]
    UnknownValue {
        /// The row.
        place: Place,
        /// The column.
        column: &'static str,
        /// The cell.
        value: String,
        /// A near value, worded as a hint, or nothing.
        hint: String,
    },
    /// A table of the overlay has a name that no built-in table has.
    #[error("O004 {path}: no table has this name{hint}")]
    UnknownTable {
        /// The file.
        path: PathBuf,
        /// A near name, worded as a hint, or nothing.
        hint: String,
    },
    /// A row of the gazetteer cannot be read.
    #[error("O006 {0}")]
    Gazetteer(GazetteerError),
    /// A rule does not do what its own example says.
    #[error("O005 {place}: rule `{rule}`: {cause}")]
    BrokenRule {
        /// The row.
        place: Place,
        /// Name of the rule.
        rule: String,
        /// What is wrong.
        cause: String,
    },
}

/// Everything that is wrong in the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OntologyErrors(pub Vec<OntologyError>);

impl OntologyErrors {
    /// Notes one more.
    pub fn push(&mut self, error: OntologyError) {
        self.0.push(error);
    }

    /// All that was noted, and what is wrong in the gazetteer.
    pub(crate) fn with(mut self, error: GazetteerError) -> Self {
        self.push(OntologyError::Gazetteer(error));
        self
    }

    /// `value` where nothing is wrong.
    ///
    /// # Errors
    /// All that was noted.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for OntologyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for OntologyErrors {}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}

/// The texts of all tables, built in and overlaid.
#[derive(Debug)]
pub(crate) struct Tables {
    texts: BTreeMap<&'static str, Vec<(PathBuf, String)>>,
}

impl Tables {
    /// Reads the built-in tables and, behind each, the one of the same name in `overlay`.
    pub(crate) fn read(overlay: Option<&Path>, errors: &mut OntologyErrors) -> Self {
        let mut texts: BTreeMap<&'static str, Vec<(PathBuf, String)>> = BUILTIN
            .iter()
            .map(|&(name, text)| {
                (
                    name,
                    vec![(Path::new("ontology").join(name).with_extension("csv"), text.to_owned())],
                )
            })
            .collect();
        if let Some(folder) = overlay {
            for (path, name) in files(folder, errors) {
                match (texts.get_mut(name.as_str()), std::fs::read_to_string(&path)) {
                    (Some(rows), Ok(text)) => rows.push((path, text)),
                    (None, _) => errors.push(OntologyError::UnknownTable {
                        path,
                        hint: hint(&name, BUILTIN.iter().map(|b| b.0)),
                    }),
                    (_, Err(cause)) => {
                        errors.push(OntologyError::Unreadable { path, cause: cause.to_string() });
                    }
                }
            }
        }
        Self { texts }
    }

    /// The texts of all tables, in order of their names.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.values().flatten().map(|(_, text)| text.as_str())
    }

    /// The rows of a table, each with its place; rows that do not fit are noted and left out.
    pub(crate) fn rows<T: DeserializeOwned>(
        &self,
        name: &str,
        errors: &mut OntologyErrors,
    ) -> Vec<(Place, T)> {
        let mut rows = Vec::new();
        for (path, text) in self.texts.get(name).into_iter().flatten() {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            for (row, line) in reader.deserialize().zip(2..) {
                match row {
                    Ok(row) => rows.push((Place { path: path.clone(), line }, row)),
                    Err(cause) => errors.push(OntologyError::Malformed {
                        place: Place {
                            path: path.clone(),
                            line: cause.position().map_or(1, csv::Position::line),
                        },
                        cause: cause.to_string(),
                    }),
                }
            }
        }
        rows
    }
}

/// The CSV files of a folder and of those in it that hold tables of a kind, with their table names.
fn files(folder: &Path, errors: &mut OntologyErrors) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for (dir, prefix) in [
        (folder.to_owned(), ""),
        (folder.join("lexicon"), "lexicon/"),
        (folder.join("reading"), "reading/"),
    ] {
        match std::fs::read_dir(&dir) {
            Ok(entries) => found.extend(
                entries
                    .flatten()
                    .map(|e| e.path())
                    .filter(|p| p.extension().is_some_and(|e| e == "csv"))
                    .map(|path| {
                        let stem =
                            path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                        (path, format!("{prefix}{stem}"))
                    }),
            ),
            Err(cause) if prefix.is_empty() => {
                errors.push(OntologyError::Unreadable { path: dir, cause: cause.to_string() });
            }
            Err(_) => {}
        }
    }
    found.sort();
    found
}

/// The nearest of `known`, worded for the end of a message; nothing where none is near.
pub(crate) fn hint<'a>(value: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    known
        .into_iter()
        .map(|k| (distance(value, k), k))
        .min()
        .filter(|(d, k)| *d <= 2.max(k.len() / 3))
        .map_or_else(String::new, |(_, k)| format!("; did you mean `{k}`?"))
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
