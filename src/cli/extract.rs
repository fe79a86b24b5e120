//! `extract` and `explain`: documents one by one.

use std::io::Write;
use std::sync::Arc;

use super::Outcome;
use super::account::{FactCounts, of_documents};
use super::args::{Explain, Extract, Inputs};
use super::error::CliError;
use super::inputs::{each, ontology};
use super::output::{Output, tell};
use super::resume::Done;
use crate::document::Document;
use crate::facts::Extractor;
use crate::ontology::Pages;
use crate::pipeline::{Told, tables};

/// Prints the facts of each document, one JSON object a line.
pub(super) fn extract(arguments: &Extract, output: &mut Output) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.files.ontology.as_deref())?;
    let extractor = Extractor::new(&ontology);
    if arguments.unparsed {
        return unparsed(&arguments.read, &ontology.pages, extractor, output);
    }
    let (mut target, done) = target(arguments)?;
    let output = target.as_mut().unwrap_or(output);
    let tables = tables(&ontology);
    let work = |document: &Document| {
        if done.holds(document)? {
            return Ok(None);
        }
        let facts = extractor.extract(document);
        let mut counts = FactCounts::default();
        counts.add(&facts);
        let line = serde_json::to_vec(&Told { facts: &facts, tables: &tables })?;
        Ok::<_, CliError>(Some((counts, line)))
    };
    let mut all = FactCounts::default();
    let mut progress = each(&arguments.read, &ontology.pages, work, |line| {
        let Some((counts, line)) = line? else { return Ok(()) };
        all.join(&counts);
        output.write_all(&line)?;
        output.write_all(b"\n")?;
        Ok(())
    })?;
    output.flush()?;
    progress.account.facts = Some(all);
    if progress.interrupted {
        let hint = arguments.output.as_ref().map(|_| "; the same command with --resume goes on");
        let (documents, hint) = (progress.account.documents, hint.unwrap_or_default());
        tell(&format_args!("interrupted after {}{hint}", of_documents(documents)));
    }
    progress.outcome()
}

/// The file for the facts where one is asked for, and what it holds already that is to stay.
fn target(arguments: &Extract) -> Result<(Option<Output>, Done), CliError> {
    Ok(match &arguments.output {
        None => (None, Done::default()),
        Some(path) if arguments.resume => {
            let done = Done::read(path)?;
            (Some(Output::append(path)?), done)
        }
        Some(path) => (Some(Output::file(path)?), Done::default()),
    })
}

/// Prints what was not understood, a row a sentence.
fn unparsed(
    read: &Inputs,
    pages: &Arc<Pages>,
    extractor: Extractor<'_>,
    output: &mut Output,
) -> Result<Outcome, CliError> {
    let work = |document: &Document| {
        let sentences = extractor.unparsed(document, &extractor.extract(document));
        (document.id.clone(), sentences)
    };
    let mut rows = csv::WriterBuilder::new().delimiter(b'\t').from_writer(output);
    rows.write_record(["document", "start", "end", "cue", "sentence"])?;
    let progress = each(read, pages, work, |(id, sentences)| {
        for sentence in sentences {
            let words = sentence.quote.split_whitespace().collect::<Vec<_>>().join(" ");
            let (start, end) = (sentence.start.to_string(), sentence.end.to_string());
            rows.write_record([id.as_str(), &start, &end, &sentence.rule, &words])?;
        }
        Ok(())
    })?;
    rows.flush()?;
    progress.outcome()
}

/// Prints how each document is read.
pub(super) fn explain(arguments: &Explain, output: &mut Output) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.files.ontology.as_deref())?;
    let extractor = Extractor::new(&ontology);
    let work = |document: &Document| (document.id.clone(), extractor.explain(document));
    let progress = each(&arguments.read, &ontology.pages, work, |(id, trace)| {
        writeln!(output, "document {id}\n{trace}")?;
        Ok(())
    })?;
    progress.outcome()
}
