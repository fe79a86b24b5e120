//! The ledger of what was not understood, so that what is missed can be seen.

use super::mention::{Chunk, ChunkKind};
use super::reading::Reading;
use super::scan::scan;
use super::{DocumentFacts, Evidence};
use crate::document::Document;
use crate::ontology::Ontology;
use crate::ontology::lexicon::Class;

/// Classes of words that promise a fact about a person named beside them.
const PROMISING: [Class; 5] =
    [Class::Chair, Class::Attend, Class::Elect, Class::Appoint, Class::End];

/// Sentences that name somebody beside a word that promises a part in an event or a change of office,
/// and give no such fact. The rule of each is the name of the class of that word.
pub(super) fn unparsed(
    ontology: &Ontology,
    document: &Document,
    facts: &DocumentFacts,
) -> Vec<Evidence> {
    let reading = Reading::new(ontology, document);
    let mentions = scan(&reading);
    let parts = facts.participations.iter().flat_map(|part| &part.evidence);
    let understood: Vec<_> = facts.tenures.iter().flat_map(|t| &t.evidence).chain(parts).collect();
    let sentences = mentions.sentences.iter().filter_map(|range| {
        let chunks = &mentions.chunks[range.clone()];
        let (first, last) = (chunks.first()?, chunks.last()?);
        let sentence =
            reading.evidence(first.span.start, last.span.end, Class::ALL[promise(chunks)?].0);
        let is_told = understood.iter().any(|e| e.start < sentence.end && sentence.start < e.end);
        (!is_told).then_some(sentence)
    });
    sentences.collect()
}

/// Place in [`Class::ALL`] of the first class that promises something of a person of the sentence.
fn promise(chunks: &[Chunk]) -> Option<usize> {
    chunks.iter().find(|chunk| matches!(chunk.kind, ChunkKind::Person(_)))?;
    let promising = |class: Class| {
        PROMISING.contains(&class) && chunks.iter().any(|chunk| chunk.classes.has(class))
    };
    Class::ALL.iter().position(|&(_, class)| promising(class))
}
