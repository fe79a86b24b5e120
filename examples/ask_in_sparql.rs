//! A graph in memory, asked in SPARQL.
//!
//! `cargo run --example ask_in_sparql [QUESTION.rq]`

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::{Path, PathBuf};

use chutri::document;
use chutri::facts::Extractor;
use chutri::graph::DEFAULT_BASE;
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;
use chutri::triples::{Triplestore, query};

fn main() -> Result<(), Box<dyn Error>> {
    let question = std::env::args_os().nth(1).map(PathBuf::from);
    let question = question.unwrap_or_else(|| "examples/questions/who-chaired-most.rq".into());
    let extractor = Extractor::new(Ontology::builtin());
    let documents = document::read([Path::new("examples/articles").to_owned()]);
    let facts = documents.map(|document| Ok(extractor.extract(&document?)));
    let facts = facts.collect::<Result<Vec<_>, document::ReadError>>()?;
    let store = Triplestore::in_memory(&link_facts(&facts, Ontology::builtin(), DEFAULT_BASE)?)?;
    let table = query(&store, &std::fs::read_to_string(question)?)?.into_table()?;
    println!("{}", table.columns.join("\t"));
    for row in table.rows {
        let cells = row.iter().map(|cell| cell.as_ref().map_or(String::new(), ToString::to_string));
        println!("{}", cells.collect::<Vec<_>>().join("\t"));
    }
    Ok(())
}
