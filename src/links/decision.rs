//! What people decided about identities: kept as plain text, and heeded by every build.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::key::name_key;

/// A table of decisions. Mentions are named by document and name, which no build changes.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    rows: Vec<Decision>,
    /// Name key to the rows about it.
    by_name: HashMap<String, Vec<usize>>,
}

/// One decision: whether a name in one document and a name in another are the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Name of the one document.
    pub left_document: String,
    /// The person as written there.
    pub left_name: String,
    /// Name of the other document.
    pub right_document: String,
    /// The person as written there.
    pub right_name: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided.
    #[serde(default)]
    pub who: String,
    /// When, ISO 8601.
    #[serde(default)]
    pub when: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// What was decided about two mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// One person.
    Same,
    /// Two people.
    Different,
    /// Looked at and left open.
    Unsure,
}

/// A table of decisions that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("decisions: {source}")]
pub struct DecisionError {
    /// What the CSV reader says, with the line.
    #[from]
    source: csv::Error,
}

impl Decisions {
    /// Reads CSV with the columns of [`Decision`].
    ///
    /// # Errors
    /// If a row lacks a column or has an unknown verdict; the message has its line.
    pub fn parse(text: &str) -> Result<Self, DecisionError> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.deserialize().collect::<Result<Vec<Decision>, _>>()?;
        Ok(Self::new(rows))
    }

    /// A table of `rows`; later rows overrule earlier ones about the same two mentions.
    pub fn new(rows: Vec<Decision>) -> Self {
        let mut last: HashMap<_, usize> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            last.insert(row.mentions(), index);
        }
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            if last[&row.mentions()] == index {
                by_name.entry(name_key(&row.left_name)).or_default().push(index);
            }
        }
        Self { rows, by_name }
    }

    /// Decisions in force, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        let rows: BTreeSet<usize> = self.by_name.values().flatten().copied().collect();
        rows.into_iter().map(|row| &self.rows[row])
    }

    /// Decisions in force about people of one name.
    pub(super) fn about(&self, name: &str) -> impl Iterator<Item = &Decision> {
        self.by_name.get(name).into_iter().flatten().map(|&row| &self.rows[row])
    }
}

impl Decision {
    /// The two mentions in one order.
    fn mentions(&self) -> [(String, String); 2] {
        let mut mentions = [
            (self.left_document.clone(), name_key(&self.left_name)),
            (self.right_document.clone(), name_key(&self.right_name)),
        ];
        mentions.sort_unstable();
        mentions
    }
}
