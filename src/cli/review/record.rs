//! The table of decisions in a graph folder.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::now;
use super::pair::Pair;
use crate::cli::error::CliError;
use crate::links::{Decision, Verdict};
use crate::text::fold;

/// Name of the table in the graph folder.
const DECISIONS: &str = "decisions.csv";

/// Columns of the table.
pub(super) const COLUMNS: [&str; 8] =
    ["left_document", "left_name", "right_document", "right_name", "verdict", "who", "when", "why"];

/// All decisions about a graph, kept on disk after each change.
pub(super) struct Record {
    path: PathBuf,
    /// Who decides now.
    who: String,
    rows: Vec<Decision>,
}

impl Record {
    /// Reads the decisions of a graph; none where there is no table yet.
    pub(super) fn read(folder: &Path, who: &str) -> Result<Self, CliError> {
        let path = folder.join(DECISIONS);
        let rows = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            file => {
                let failed = |source| CliError::Read { path: path.clone(), source };
                decisions(&path, file.map_err(failed)?)?
            }
        };
        Ok(Self { path, who: who.to_owned(), rows })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The last decision about a pair.
    pub(super) fn about(&self, pair: &Pair) -> Option<&Decision> {
        self.rows.iter().rev().find(|row| pair.is_of(row))
    }

    /// Decides a pair, in the place of what was decided before, and saves.
    pub(super) fn decide(
        &mut self,
        pair: &Pair,
        verdict: Verdict,
        why: &str,
    ) -> Result<(), CliError> {
        let decision = pair.decision(verdict);
        self.put([Decision { who: self.who.clone(), when: now(), why: why.to_owned(), ..decision }])
    }

    /// Takes decisions over, each in the place of an older one about the same mentions, and saves.
    pub(super) fn put(
        &mut self,
        decisions: impl IntoIterator<Item = Decision>,
    ) -> Result<(), CliError> {
        for decision in decisions {
            let mentions = mentions(&decision);
            self.rows.retain(|row| self::mentions(row) != mentions);
            self.rows.push(decision);
        }
        self.save()
    }

    /// Makes the rows what they were before, and saves.
    pub(super) fn restore(&mut self, rows: Vec<Decision>) -> Result<(), CliError> {
        self.rows = rows;
        self.save()
    }

    pub(super) fn rows(&self) -> &[Decision] {
        &self.rows
    }

    /// Who decides now.
    pub(super) fn who(&self) -> &str {
        &self.who
    }

    /// Writes a new table and puts it in the place of the old one.
    fn save(&self) -> Result<(), CliError> {
        let failed = |source| CliError::Create { path: self.path.clone(), source };
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
fn decisions(path: &Path, table: impl Read) -> Result<Vec<Decision>, CliError> {
    let wrong = |source| CliError::Decisions { path: path.to_owned(), source };
    let rows = csv::Reader::from_reader(table).into_deserialize().collect::<Result<_, _>>();
    rows.map_err(wrong)
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
