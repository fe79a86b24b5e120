//! The documents that a graph was built of, where the user gives them: a graph keeps of them what it quotes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::error::CliError;
use super::output::complain;
use crate::document;
use crate::facts::digest;
use crate::reports::digests;
use crate::triples::Triplestore;

/// Texts of the documents that are wanted and that the graph knows, by name. What cannot be read, or has changed
/// since the graph was built, is told and left out.
pub(super) fn originals(
    store: &Triplestore,
    inputs: &[PathBuf],
    is_wanted: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, String>, CliError> {
    let mut texts = BTreeMap::new();
    if inputs.is_empty() {
        return Ok(texts);
    }
    let known = digests(store)?;
    for document in document::read(inputs.iter().cloned()) {
        let document = match document {
            Ok(document) if is_wanted(&document.id) => document,
            Ok(_) => continue,
            Err(error) => {
                complain(&error);
                continue;
            }
        };
        let page = document.id;
        match known.get(&page) {
            Some(known) if *known == digest(&document.text) => {
                texts.insert(page, document.text);
            }
            Some(_) => {
                complain(&format_args!("{page}: its text has changed since the graph was built"));
            }
            None => {}
        }
    }
    Ok(texts)
}
