//! The ontology: every word and every combination that the reading rests on, as tables.
//!
//! Tables lie in `ontology/` and are built in; a folder of the user's own overlays them row by row.

pub mod gazetteer;
pub mod lexicon;
pub mod pages;
pub mod rule;
mod table;
mod trie;
mod vocabulary;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use sha2::{Digest, Sha256};

pub use gazetteer::Gazetteer;
pub use lexicon::Lexicon;
pub use pages::Pages;
pub use table::{OntologyError, OntologyErrors};
pub use vocabulary::{Body, Scope, UnitForm, Vocabulary};

/// All tables, read and cross-checked.
#[derive(Debug)]
pub struct Ontology {
    /// Words and their classes.
    pub lexicon: Lexicon,
    /// Clause rules, in order.
    pub rules: Vec<rule::Rule>,
    /// Administrative units through time.
    pub gazetteer: Gazetteer,
    /// How pages are laid out and encoded.
    pub pages: Arc<Pages>,
    /// Digest of the texts of all tables, in hexadecimal: reading by equal tables gives equal facts.
    pub digest: String,
}

impl Ontology {
    /// The built-in tables, read once.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Ontology> = LazyLock::new(|| {
            Ontology::load(None).unwrap_or_else(|errors| unreachable!("built-in tables: {errors}"))
        });
        &BUILTIN
    }

    /// The built-in tables, with those of `overlay` added to them.
    ///
    /// # Errors
    /// Everything that is wrong in any table, each with its file and line.
    pub fn load(overlay: Option<&Path>) -> Result<Self, OntologyErrors> {
        let mut errors = OntologyErrors::default();
        let tables = table::Tables::read(overlay, &mut errors);
        let units = gazetteer::Tables::load(overlay)
            .and_then(|units| Ok((Gazetteer::read(&units)?, units)));
        let (gazetteer, units) = units.map_err(|error| std::mem::take(&mut errors).with(error))?;
        let digest = digest(&tables.texts().chain(units.texts()).collect::<Vec<_>>());
        let lexicon = Lexicon::build(&tables, &gazetteer, &mut errors);
        let rules = rule::rules(&tables, &mut errors);
        let pages = Arc::new(Pages::build(&tables, &mut errors));
        errors.into_result(Self { lexicon, rules, gazetteer, pages, digest })
    }
}

fn digest(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    format!("{:x}", hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_tables_are_sound() {
        if let Err(errors) = Ontology::load(None) {
            panic!("{errors}");
        }
    }
}
