//! How encodings older than Unicode write the accented letters.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::super::lexicon::cells::{FromCell, cells};
use super::super::table::{OntologyError, OntologyErrors, Place, Tables};

cells! {
    /// An encoding that a table spells out.
    Coded {
        /// TCVN 5712, called ABC by its fonts.
        Tcvn3 = "tcvn3",
        /// VISCII, RFC 1456.
        Viscii = "viscii",
        /// VNI for Windows: a letter and a mark are two bytes.
        Vni = "vni",
        /// VIQR, RFC 1456: marks are signs behind their letter.
        Viqr = "viqr",
    }
}

/// Most bytes of a letter.
const LONGEST: usize = 3;

/// The letters of all encodings by their bytes.
#[derive(Debug, Default)]
pub struct Letters {
    by_bytes: FxHashMap<(Coded, u32), char>,
}

#[derive(Deserialize)]
struct Row {
    letter: char,
    tcvn3: String,
    viscii: String,
    vni: String,
    viqr: String,
}

impl Letters {
    pub(super) fn build(tables: &Tables, errors: &mut OntologyErrors) -> Self {
        let mut letters = Self::default();
        let rows: Vec<(Place, Row)> = tables.rows("reading/encodings", errors);
        for (place, row) in rows {
            let Row { tcvn3, viscii, vni, viqr, .. } = row;
            for (&(name, coded), cell) in Coded::known().iter().zip([tcvn3, viscii, vni, viqr]) {
                match bytes(&cell) {
                    Some(key) => _ = letters.by_bytes.insert((coded, key), row.letter),
                    None => errors.push(OntologyError::UnknownValue {
                        place: place.clone(),
                        column: name,
                        value: cell,
                        hint: "; give one to three bytes in hexadecimal".to_owned(),
                    }),
                }
            }
        }
        letters
    }

    /// The letter that `bytes` begin with, and how many of them it takes.
    pub fn letter(&self, coded: Coded, bytes: &[u8]) -> Option<(char, usize)> {
        (1..=LONGEST.min(bytes.len())).rev().find_map(|length| {
            let letter = self.by_bytes.get(&(coded, key(&bytes[..length])))?;
            Some((*letter, length))
        })
    }
}

/// Bytes as one number; none of them is zero.
fn key(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |key, &byte| key << 8 | u32::from(byte))
}

fn bytes(cell: &str) -> Option<u32> {
    let key = u32::from_str_radix(cell, 16).ok()?;
    (cell.len().is_multiple_of(2) && (1..=LONGEST * 2).contains(&cell.len())).then_some(key)
}
