//! `extract` and `explain`: documents one by one.

use std::io::Write;
use std::sync::Arc;

use super::Outcome;
use super::args::{Explain, Extract, Inputs};
use super::error::CliError;
use super::inputs::{each, ontology};
use super::output::Output;
use crate::document::Document;
use crate::facts::Extractor;
use crate::ontology::Pages;

/// Prints the facts of each document, one JSON object a line.
pub(super) fn extract(arguments: &Extract, output: &mut Output) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.ontology.as_deref())?;
    let extractor = Extractor::new(&ontology);
    if arguments.unparsed {
        return unparsed(&arguments.read, &ontology.pages, extractor, output);
    }
    let work = |document: &_| serde_json::to_vec(&extractor.extract(document));
    let progress = each(&arguments.read, &ontology.pages, work, |line| {
        output.write_all(&line?)?;
        output.write_all(b"\n")?;
        Ok(())
    })?;
    Ok(progress.outcome())
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
    Ok(progress.outcome())
}

/// Prints how each document is read.
pub(super) fn explain(arguments: &Explain, output: &mut Output) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.ontology.as_deref())?;
    let extractor = Extractor::new(&ontology);
    let work = |document: &Document| (document.id.clone(), extractor.explain(document));
    let progress = each(&arguments.read, &ontology.pages, work, |(id, trace)| {
        writeln!(output, "document {id}\n{trace}")?;
        Ok(())
    })?;
    Ok(progress.outcome())
}
