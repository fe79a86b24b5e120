//! `texts`: documents as they are read, before anything is made of them.

use std::io::Write;

use serde_json::{Value, json};

use super::Outcome;
use super::args::Texts;
use super::error::CliError;
use super::inputs::{each, ontology};
use super::output::Output;
use crate::document::{Document, PartKind, Repair, site, told_parts};

/// Prints each document as an object of JSON Lines, which every command reads again.
pub(super) fn texts(arguments: &Texts, output: &mut Output) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.files.ontology.as_deref())?;
    let work = |document: &Document| line(document).to_string();
    let progress = each(&arguments.read, &ontology.pages, work, |line| {
        writeln!(output, "{line}")?;
        Ok(())
    })?;
    progress.outcome()
}

fn line(document: &Document) -> Value {
    let mut line = json!({ "id": document.id, "text": document.text });
    let known = [
        ("url", document.url.clone()),
        ("published", document.published.clone()),
        ("crawled", document.crawled.clone()),
        ("title", document.title.clone()),
        ("author", document.author.clone()),
        ("site", document.url.as_deref().and_then(site).map(str::to_owned)),
        ("media_type", document.media_type.clone()),
        ("source_sha256", document.source_sha256.clone()),
        ("encoding", Some(document.encoding.to_string())),
        ("repaired", document.repair.map(repaired)),
    ];
    for (key, value) in known {
        if let Some(value) = value {
            line[key] = value.into();
        }
    }
    let captions: Vec<&str> = document
        .parts
        .iter()
        .filter(|part| part.kind == PartKind::Caption)
        .map(|part| &document.text[part.span.clone()])
        .collect();
    if !captions.is_empty() {
        line["captions"] = captions.into();
    }
    if !document.parts.is_empty() {
        line["parts"] = json!(told_parts(document));
    }
    line
}

/// What was made good.
fn repaired(repair: Repair) -> String {
    match repair {
        Repair::DoubleUtf8 => "utf-8 written twice".to_owned(),
        Repair::Mistaken(coded) => {
            format!("{} taken for windows-1252", crate::document::Encoding::Old(coded))
        }
    }
}
