//! Which syllables Vietnamese can have: an onset and a rime, and the tones that the rime bears.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::super::lexicon::cells::{FromCell, cells, parse};
use super::super::table::{OntologyErrors, Place, Tables};
use crate::text::fold;

cells! {
    /// A part of a syllable.
    Half {
        /// Consonants before the vowels.
        Onset = "onset",
        /// Vowels and what follows them, without a tone.
        Rime = "rime",
    }
}

/// Ends of rimes that bear only two tones, and those as [`fold`] numbers them.
const STOPS: [&str; 4] = ["c", "ch", "p", "t"];
const TONES_OF_STOPS: [char; 2] = ['2', '5'];

/// All syllables that can be, without their tones, as [`fold`] writes them.
#[derive(Debug, Default)]
pub struct Syllables(FxHashSet<String>);

#[derive(Deserialize)]
struct Row {
    part: String,
    forms: String,
}

impl Syllables {
    pub(super) fn build(tables: &Tables, errors: &mut OntologyErrors) -> Self {
        let (mut onsets, mut rimes) = (vec![String::new()], Vec::new());
        let rows: Vec<(Place, Row)> = tables.rows("reading/syllables", errors);
        for (place, row) in rows {
            let forms = row.forms.split('|').map(str::to_owned);
            match parse::<Half>(&row.part, &place, errors) {
                Some(Half::Onset) => onsets.extend(forms),
                Some(Half::Rime) => rimes.extend(forms),
                None => {}
            }
        }
        let all = onsets.iter().flat_map(|onset| rimes.iter().map(move |rime| (onset, rime)));
        Self(all.map(|(onset, rime)| fold(&format!("{onset}{rime}"))).collect())
    }

    /// Whether a word can be a Vietnamese syllable.
    pub fn has(&self, word: &str) -> bool {
        let folded = fold(word);
        let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit());
        let toned = bare.len() == folded.len() || folded.ends_with(TONES_OF_STOPS);
        let stopped = STOPS.iter().any(|stop| bare.ends_with(stop));
        self.0.contains(bare) && (toned || !stopped)
    }
}

#[cfg(test)]
mod tests {
    use crate::ontology::Ontology;

    #[test]
    fn syllables_are_told_from_other_words() {
        let syllables = &Ontology::builtin().pages.syllables;
        for word in ["nghiêng", "Quyết", "Đảng", "uỷ", "hoà", "ỷ", "giếng", "Mỹ", "ngoằn", "ĐỊNH"]
        {
            assert!(syllables.has(word), "{word}");
        }
        for word in ["Thñ", "töôùng", "đàt", "été", "naïve", "Ãá", "ûy"] {
            assert!(!syllables.has(word), "{word}");
        }
    }
}
