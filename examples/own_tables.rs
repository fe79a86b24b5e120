//! A word and a rule of one's own: what a page says by the built-in tables alone, and with those of a folder.
//!
//! `cargo run --example own_tables`; the folder is `examples/own_tables`.

#![allow(clippy::print_stdout, clippy::non_ascii_literal)]

use std::error::Error;
use std::path::Path;

use chutri::document::Document;
use chutri::facts::{Extractor, check_rules};
use chutri::ontology::Ontology;

const TEXT: &str = "Sáng 5/6/2019, Huyện ủy Bắc Sơn tổ chức hội nghị công bố quyết định về công tác \
    cán bộ. Hội nghị do đồng chí Lục Văn Bền, Bí thư Huyện ủy cầm trịch. Tại hội nghị, Ban Thường vụ \
    Huyện ủy đã trao quyết định cho đồng chí Hoàng Thị Mỵ.";

fn main() -> Result<(), Box<dyn Error>> {
    let own = Ontology::load(Some(Path::new("examples/own_tables")))?;
    // Every rule brings a text in which it fires and one in which it does not.
    check_rules(&own)?;
    show("by the built-in tables", Ontology::builtin());
    show("with a verb and a rule more", &own);
    Ok(())
}

fn show(title: &str, ontology: &Ontology) {
    let page = Document { id: "page".to_owned(), text: TEXT.to_owned(), ..Document::default() };
    println!("{title}:");
    for part in Extractor::new(ontology).extract(&page).participations {
        println!("  {} {:?}, by {}", part.person, part.role, part.evidence[0].rule);
    }
}
