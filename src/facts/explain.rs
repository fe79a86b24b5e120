//! The trace: how a document was cut into chunks and which rules fired.

use std::fmt::Write;

use rustc_hash::FxHashSet;

use super::attach::attach;
use super::clause::fire;
use super::context::Context;
use super::element::elements;
use super::holders::Holders;
use super::mention::{Chunk, ChunkKind, Mentions};
use super::naming::Namer;
use super::reading::Reading;
use super::recognize::date::Calendar;
use super::roll::{Roll, holdings};
use super::scan::scan;
use crate::document::Document;
use crate::ontology::Ontology;
use crate::ontology::lexicon::Class;

/// A readable account of how `document` is read: for each sentence its chunks, the words of the lexicon
/// that lost to longer ones, and the rules that fired with what they captured.
pub(super) fn explain(ontology: &Ontology, document: &Document) -> String {
    let reading = Reading::new(ontology, document);
    let mut mentions = scan(&reading);
    let held = attach(&reading, &mut mentions);
    let (published, url) = (document.published.as_deref(), document.url.as_deref());
    let day = Calendar::new(&reading, published, url).day;
    let context = Context::new(&reading, &mut mentions, url, day);
    let roll = Roll::new(&mentions);
    let namer = Namer::new(&reading, &mentions, &context);
    let all = holdings(&namer, &roll, &held, &FxHashSet::default());
    let holders = Holders::new(&all);
    let mut speaker = None;
    let mut trace = String::new();
    for (i, range) in mentions.sentences.iter().enumerate() {
        let _ = writeln!(trace, "sentence {}", i + 1);
        for chunk in &mentions.chunks[range.clone()] {
            let _ = writeln!(trace, "  {}", line(&reading, &mentions, chunk));
        }
        let before = speaker;
        let elements = elements(&namer, &roll, &held, &holders, i, &mut speaker);
        speaker = if reading.is_caption(i) { before } else { speaker };
        for firing in fire(&reading, &elements) {
            let words = elements[firing.first].span.to(elements[firing.last].span);
            let _ = writeln!(
                trace,
                "  rule {}: {}",
                firing.rule.id,
                reading.words(words.start, words.end)
            );
        }
    }
    trace
}

fn line(reading: &Reading<'_>, mentions: &Mentions, chunk: &Chunk) -> String {
    let kind = match chunk.kind {
        ChunkKind::Person(p) => format!("person {:?}", mentions.people[p].completeness),
        ChunkKind::Office(o) => format!(
            "office {}",
            reading.ontology.lexicon.titles[mentions.offices[o].title as usize].title
        ),
        ChunkKind::Body(b) => format!(
            "body {}",
            reading.ontology.lexicon.bodies[mentions.bodies[b].kind as usize].key
        ),
        ChunkKind::Unit(_) => "unit".to_owned(),
        ChunkKind::Honorific(number) => format!("address {number:?}"),
        ChunkKind::Meeting(row) => {
            format!("event {}", reading.ontology.lexicon.meetings[row as usize])
        }
        ChunkKind::Sign(_) => "sign".to_owned(),
        ChunkKind::Number => "number".to_owned(),
        ChunkKind::Word => "word".to_owned(),
    };
    let classes = Class::ALL
        .iter()
        .filter(|(_, c)| chunk.classes.has(*c))
        .map(|(name, _)| format!(" @{name}"));
    let lost = reading
        .hits(chunk.span.start)
        .iter()
        .filter(|h| (h.length as usize) < chunk.span.end - chunk.span.start);
    let lost = lost.map(|h| format!(" ({:?} {})", h.lexeme, h.length));
    format!(
        "{kind}{}: {}{}",
        classes.collect::<String>(),
        reading.words(chunk.span.start, chunk.span.end),
        lost.collect::<String>()
    )
}
