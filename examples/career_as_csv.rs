//! The offices of a person in time as CSV, from texts of one's own program: no file is read or written.
//!
//! `cargo run --example career_as_csv [NAME]`

#![allow(clippy::non_ascii_literal)]

use std::collections::BTreeMap;
use std::error::Error;
use std::io::stdout;

use chutri::document::Document;
use chutri::facts::Extractor;
use chutri::graph::DEFAULT_BASE;
use chutri::ontology::Ontology;
use chutri::pipeline::link_facts;
use chutri::triples::{Triplestore, query, question};

/// What a crawler, a database or an archive of one's own gives: name, day of publication, text.
const TEXTS: [(&str, &str, &str); 2] = [
    (
        "first",
        "2016-06-28",
        "Đồng chí Dương Công Tấn, Phó Bí thư Thường trực Huyện ủy Bắc Sơn, tỉnh Lạng Sơn chủ trì hội nghị.",
    ),
    (
        "second",
        "2018-02-06",
        "Đồng chí Dương Công Tấn, Bí thư Huyện ủy Bắc Sơn, tỉnh Lạng Sơn chủ trì hội nghị giao ban.",
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let name = std::env::args().nth(1).unwrap_or_else(|| "duong cong tan".to_owned());
    let extractor = Extractor::new(Ontology::builtin());
    let facts = TEXTS.map(|(id, published, text)| {
        extractor.extract(&Document {
            id: id.to_owned(),
            published: Some(published.to_owned()),
            text: text.to_owned(),
            ..Document::default()
        })
    });
    let graph = link_facts(&facts, Ontology::builtin(), DEFAULT_BASE)?;
    let careers = question("careers").ok_or("no such question")?;
    let asked = careers.with(&BTreeMap::from([("person".to_owned(), name)]))?;
    let table = query(&Triplestore::in_memory(&graph)?, &asked)?.into_table()?;
    let mut csv = csv::Writer::from_writer(stdout());
    csv.write_record(&table.columns)?;
    for row in table.rows {
        csv.write_record(
            row.iter().map(|cell| cell.as_ref().map_or(String::new(), ToString::to_string)),
        )?;
    }
    Ok(csv.flush()?)
}
