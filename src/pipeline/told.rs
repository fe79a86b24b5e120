//! Facts as one program hands them to another: a line a document, with what they depend on beside it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};

use crate::facts::DocumentFacts;

/// Facts of a document, and by what it was read: a line of `chutri extract`.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Told<'a> {
    /// The facts, whose members stand beside `tables`.
    #[serde(flatten)]
    pub facts: &'a DocumentFacts,
    /// Version of chutri and digest of its tables, as [`tables`](super::tables) gives them.
    pub tables: &'a str,
}

/// Why a line is not linked.
#[derive(Debug, thiserror::Error)]
pub enum Untold {
    /// It is no JSON of facts.
    #[error("{}; a line holds the facts of one document, as `chutri extract` prints them", cause(.0))]
    NoFacts(#[from] serde_json::Error),
    /// It is an object of something else.
    #[error("`doc`, `sha256` or `tables` is missing; give facts as `chutri extract` prints them")]
    Nameless,
    /// Another program read the document, or by other tables.
    #[error(
        "`{name}` was read by chutri and tables {theirs}, and these are {ours}; extract it anew by this \
         program, or link with the same --ontology"
    )]
    OtherTables {
        /// The document.
        name: String,
        /// What it was read by.
        theirs: String,
        /// What it would be read by here.
        ours: String,
    },
}

/// The parser's words without its place in the line.
fn cause(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or(&words).to_owned()
}

/// What says whose facts a line holds.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Head<'l> {
    #[serde(borrow)]
    tables: Cow<'l, str>,
}

impl Told<'_> {
    /// The facts of a line, where its document was read by `tables`.
    ///
    /// # Errors
    /// Where the line holds something else, or what another program or other tables found.
    pub fn read(line: &[u8], tables: &str) -> Result<DocumentFacts, Untold> {
        let line = line.trim_ascii();
        let head: Head<'_> = serde_json::from_slice(line)?;
        let facts: DocumentFacts = serde_json::from_slice(line)?;
        if [&facts.doc, &facts.sha256, &*head.tables].iter().any(|told| told.is_empty()) {
            return Err(Untold::Nameless);
        }
        if head.tables != tables {
            let (name, theirs, ours) = (facts.doc, head.tables.into_owned(), tables.to_owned());
            return Err(Untold::OtherTables { name, theirs, ours });
        }
        Ok(facts)
    }
}

/// Facts of many documents, each once, whatever the order in which they come.
#[derive(Debug, Default)]
pub struct Gathered(BTreeMap<String, DocumentFacts>);

/// What facts are beside those that came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// The first of their document.
    New,
    /// Those that came before.
    Again,
    /// Others of the same document; the lesser of the two stay, in order of their JSON.
    Contested,
}

impl Gathered {
    /// Takes up facts.
    ///
    /// # Errors
    /// Where facts that contest others cannot be written as JSON.
    pub fn take(&mut self, facts: DocumentFacts) -> Result<Came, serde_json::Error> {
        let mut known = match self.0.entry(facts.doc.clone()) {
            Entry::Vacant(free) => {
                free.insert(facts);
                return Ok(Came::New);
            }
            Entry::Occupied(known) => known,
        };
        if *known.get() == facts {
            return Ok(Came::Again);
        }
        if serde_json::to_vec(&facts)? < serde_json::to_vec(known.get())? {
            known.insert(facts);
        }
        Ok(Came::Contested)
    }

    /// All facts, in order of their documents' names.
    pub fn facts(&self) -> impl Iterator<Item = &DocumentFacts> {
        self.0.values()
    }

    /// The same, to keep.
    pub fn into_facts(self) -> impl Iterator<Item = DocumentFacts> {
        self.0.into_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str, title: &str) -> DocumentFacts {
        let (doc, title) = (name.to_owned(), Some(title.to_owned()));
        DocumentFacts { doc, title, sha256: "0".to_owned(), ..DocumentFacts::default() }
    }

    #[test]
    fn a_line_is_read_by_the_tables_that_it_names_alone() {
        let known = facts("a \"b\"", "c");
        let line = serde_json::to_vec(&Told { facts: &known, tables: "1 \"x\"" }).unwrap();
        assert_eq!(Told::read(&line, "1 \"x\"").unwrap(), known);
        let complaint =
            |line: &[u8], tables: &str| Told::read(line, tables).unwrap_err().to_string();
        assert!(
            complaint(&line, "1 y").starts_with("`a \"b\"` was read by chutri and tables 1 \"x\"")
        );
        assert!(complaint(b"{\"id\":\"a\",\"text\":\"b\"}", "1").contains("is missing"));
        assert!(complaint(&serde_json::to_vec(&known).unwrap(), "1").contains("is missing"));
        assert!(complaint(&line[..9], "1").contains("EOF"));
        assert!(complaint(b"[1]", "1").contains("as `chutri extract` prints them"));
    }

    #[test]
    fn of_contested_facts_the_same_stay_in_any_order() {
        let given = [facts("a", "2"), facts("b", "1"), facts("a", "1"), facts("a", "1")];
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let mut gathered = Gathered::default();
            let came = order.map(|at| gathered.take(given[at].clone()).unwrap());
            let count = |wanted| came.iter().filter(|&&came| came == wanted).count();
            assert_eq!((count(Came::New), count(Came::Again) + count(Came::Contested)), (2, 2));
            let kept: Vec<DocumentFacts> = gathered.into_facts().collect();
            assert_eq!(kept, [given[2].clone(), given[1].clone()]);
        }
    }
}
