//! The table of what is measured and counted.

use serde::Deserialize;

use super::super::table::{OntologyErrors, Place, Tables};
use super::cells::parse;
use super::rows::Builder;
use super::{Counting, Lexeme};

/// A unit of measure, a counted noun or a word beside figures.
#[derive(Debug)]
pub struct Measure {
    /// What it does.
    pub class: Counting,
    /// How the unit is written out; empty for words that are none.
    pub unit: String,
}

#[derive(Deserialize)]
struct MeasureRow {
    class: String,
    unit: String,
    forms: String,
}

impl Builder {
    pub(super) fn measures(
        &mut self,
        tables: &Tables,
        errors: &mut OntologyErrors,
    ) -> Vec<Measure> {
        let rows: Vec<(Place, MeasureRow)> = tables.rows("lexicon/measures", errors);
        let mut measures = Vec::with_capacity(rows.len());
        for (place, row) in rows {
            let Some(class) = parse(&row.class, &place, errors) else { continue };
            self.add_forms(&row.forms, Lexeme::Measure(measures.len() as u16));
            measures.push(Measure { class, unit: row.unit });
        }
        measures
    }
}
