//! The facts of one page, each with the words that say it.
//!
//! `cargo run --example facts_of_one_page [FILE]`

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::PathBuf;

use chutri::document;
use chutri::facts::Extractor;
use chutri::ontology::Ontology;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).map(PathBuf::from);
    let path = path.unwrap_or_else(|| "examples/articles/tam-nong-2020-07-16.txt".into());
    let extractor = Extractor::new(Ontology::builtin());
    for document in document::read([path]) {
        let facts = extractor.extract(&document?);
        for meeting in &facts.meetings {
            println!("{} ({})", meeting.label, meeting.date.as_deref().unwrap_or("no date"));
            for part in facts.participations.iter().filter(|part| part.meeting == meeting.id) {
                println!("  {} {:?}", part.person, part.role);
                for evidence in &part.evidence {
                    println!("    {}..{} {}", evidence.start, evidence.end, evidence.quote);
                }
            }
        }
    }
    Ok(())
}
