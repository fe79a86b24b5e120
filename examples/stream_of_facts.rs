//! Facts as a stream, one document a line, as `chutri extract` writes them: who chaired what, in their own order.
//!
//! `chutri extract articles/ | cargo run --example stream_of_facts`, or a file of facts as argument.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, stdin};

use chutri::facts::{DocumentFacts, ParticipationRole};

fn main() -> Result<(), Box<dyn Error>> {
    let lines: Box<dyn BufRead> = match std::env::args_os().nth(1) {
        Some(path) => Box::new(BufReader::new(File::open(path)?)),
        None => Box::new(stdin().lock()),
    };
    for line in lines.lines() {
        let facts: DocumentFacts = serde_json::from_str(&line?)?;
        for part in facts.participations.iter().filter(|part| part.role == ParticipationRole::Chair)
        {
            let meeting = facts.meetings.iter().find(|meeting| meeting.id == part.meeting);
            let meeting = meeting.map_or("", |meeting| meeting.label.as_str());
            println!("{}\t{}\t{meeting}", facts.doc, part.person);
        }
    }
    Ok(())
}
