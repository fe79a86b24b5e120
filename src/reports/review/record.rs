//! The table of decisions in a graph folder.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::pair::Pair;
use crate::links::{Decision, Verdict};
use crate::text::fold;

/// Name of the table in the graph folder.
const DECISIONS: &str = "decisions.csv";

/// A table of decisions that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The file cannot be read.
    #[error("{}: cannot be read: {source}; check the path and its permissions", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is no table of decisions.
    #[error("{}: no table of decisions: {source}; `chutri review --export FILE` writes one to fill in", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// What the reader says, with the line.
        source: csv::Error,
    },
    /// The file cannot be written.
    #[error("{}: cannot be written: {source}; check the path and its permissions", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Columns of the table.
pub const COLUMNS: [&str; 8] =
    ["left_document", "left_name", "right_document", "right_name", "verdict", "who", "when", "why"];

/// All decisions about a graph, kept on disk after each change.
#[derive(Debug)]
pub struct Record {
    path: PathBuf,
    /// Who decides now.
    who: String,
    rows: Vec<Decision>,
}

impl Record {
    /// Reads the decisions of a graph; none where there is no table yet.
    ///
    /// # Errors
    /// Where there is a file that cannot be read, or is no such table.
    pub fn read(folder: &Path, who: &str) -> Result<Self, RecordError> {
        Self::open(folder.join(DECISIONS), who)
    }

    /// Reads the decisions in a file; none where there is none yet.
    ///
    /// # Errors
    /// Where there is a file that cannot be read, or is no such table.
    pub fn open(path: PathBuf, who: &str) -> Result<Self, RecordError> {
        let rows = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            file => {
                let failed = |source| RecordError::Read { path: path.clone(), source };
                decisions(&path, file.map_err(failed)?)?
            }
        };
        Ok(Self { path, who: who.to_owned(), rows })
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The last decision about a pair.
    pub fn about(&self, pair: &Pair) -> Option<&Decision> {
        self.rows.iter().rev().find(|row| pair.is_of(row))
    }

    /// Decides a pair, in the place of what was decided before, and saves.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn decide(&mut self, pair: &Pair, verdict: Verdict, why: &str) -> Result<(), RecordError> {
        let decision = pair.decision(verdict);
        self.put([Decision { who: self.who.clone(), when: now(), why: why.to_owned(), ..decision }])
    }

    /// Takes decisions over, each in the place of an older one about the same mentions, and saves.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn put(
        &mut self,
        decisions: impl IntoIterator<Item = Decision>,
    ) -> Result<(), RecordError> {
        for decision in decisions {
            let mentions = mentions(&decision);
            self.rows.retain(|row| self::mentions(row) != mentions);
            self.rows.push(decision);
        }
        self.save()
    }

    /// Makes the rows what they were before, and saves.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn restore(&mut self, rows: Vec<Decision>) -> Result<(), RecordError> {
        self.rows = rows;
        self.save()
    }

    /// All decisions, the oldest first.
    pub fn rows(&self) -> &[Decision] {
        &self.rows
    }

    /// Who decides now.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// Writes a new table and puts it in the place of the old one.
    fn save(&self) -> Result<(), RecordError> {
        let failed = |source| RecordError::Write { path: self.path.clone(), source };
        let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        table.write_record(COLUMNS).map_err(|error| failed(error.into()))?;
        for row in &self.rows {
            table.serialize(row).map_err(|error| failed(error.into()))?;
        }
        let bytes = table.into_inner().map_err(|error| failed(error.into_error()))?;
        let new = self.path.with_extension("csv.new");
        fs::write(&new, bytes).and_then(|()| fs::rename(&new, &self.path)).map_err(failed)
    }
}

/// All rows of a table of decisions.
fn decisions(path: &Path, table: impl Read) -> Result<Vec<Decision>, RecordError> {
    let wrong = |source| RecordError::Table { path: path.to_owned(), source };
    let rows = csv::Reader::from_reader(table).into_deserialize().collect::<Result<_, _>>();
    rows.map_err(wrong)
}

/// The moment of a decision, to the second, in UTC.
pub fn now() -> String {
    let now = Timestamp::now().as_second();
    Timestamp::from_second(now).map(|now| now.to_string()).unwrap_or_default()
}

/// The two mentions of a decision in one order.
fn mentions(row: &Decision) -> [(&str, String); 2] {
    let mut mentions = [
        (row.left_document.as_str(), fold(&row.left_name)),
        (row.right_document.as_str(), fold(&row.right_name)),
    ];
    mentions.sort_unstable();
    mentions
}
