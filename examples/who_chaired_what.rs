//! From a folder of pages to the rows of the main question, without any file between.
//!
//! `cargo run --example who_chaired_what [FOLDER]`

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::PathBuf;

use chutri::document;
use chutri::exports::chairings;
use chutri::facts::Extractor;
use chutri::graph::DEFAULT_BASE;
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| "examples/articles".into());
    let extractor = Extractor::new(Ontology::builtin());
    let documents = document::read([folder]).collect::<Result<Vec<_>, _>>()?;
    let facts: Vec<_> = documents.iter().map(|document| extractor.extract(document)).collect();
    let graph = link_facts(&facts, Ontology::builtin(), DEFAULT_BASE)?;
    for row in chairings(&graph) {
        let date = row.date.map_or("no date".to_owned(), |date| date.to_string());
        println!("{date}  {}  {}", row.person, row.meeting);
    }
    Ok(())
}
