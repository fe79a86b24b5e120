//! A graph in memory, asked in SPARQL: by a named question, or by a file.
//!
//! `cargo run --example ask_in_sparql [QUESTION | FILE.rq]`

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use chutri::document;
use chutri::facts::Extractor;
use chutri::graph::DEFAULT_BASE;
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;
use chutri::triples::{Triplestore, query, question};

fn main() -> Result<(), Box<dyn Error>> {
    let asked = std::env::args().nth(1).unwrap_or_else(|| "who-chaired-most".to_owned());
    let text = match question(&asked) {
        Some(question) => question.with(&BTreeMap::new())?,
        None => std::fs::read_to_string(&asked)?,
    };
    let extractor = Extractor::new(Ontology::builtin());
    let documents = document::read([Path::new("examples/articles").to_owned()]);
    let facts = documents.map(|document| Ok(extractor.extract(&document?)));
    let facts = facts.collect::<Result<Vec<_>, document::ReadError>>()?;
    let store = Triplestore::in_memory(&link_facts(&facts, Ontology::builtin(), DEFAULT_BASE)?)?;
    let table = query(&store, &text)?.into_table()?;
    println!("{}", table.columns.join("\t"));
    for row in table.rows {
        let cells = row.iter().map(|cell| cell.as_ref().map_or(String::new(), ToString::to_string));
        println!("{}", cells.collect::<Vec<_>>().join("\t"));
    }
    Ok(())
}
