//! Reads, links and compares with the truth: `measure_linking articles.jsonl`, as `synthesize` writes it.
//!
//! Prints how long each step took and how well people and meetings were told apart, as B-cubed F1
//! (Bagga and Baldwin 1998) over the names that the extractor found.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a program that prints")]

use std::collections::HashMap;
use std::fs;
use std::time::Instant;

use chutri::document::read;
use chutri::facts::{DocumentFacts, Extractor};
use chutri::graph::{DEFAULT_BASE, KnowledgeGraph};
use chutri::links::{Decisions, Detail, EntityKind, Linker, Links, Predicate};
use chutri::ontology::Ontology;
use chutri::text::fold;
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the file that `synthesize` wrote")?;
    let ontology = Ontology::builtin();
    let start = Instant::now();
    let extractor = Extractor::new(ontology);
    let facts: Vec<DocumentFacts> =
        read([path.clone().into()]).filter_map(Result::ok).map(|d| extractor.extract(&d)).collect();
    let extracted = start.elapsed();
    let linker = Linker::new(ontology)?;
    let links = linker.link(&facts, &Decisions::default());
    let linked = start.elapsed();
    let (people, meetings) = truth(&fs::read_to_string(&path)?)?;
    let (found_people, found_meetings) = found(&links);
    println!("documents   {:>9}", facts.len());
    println!("extraction  {extracted:>9.2?}");
    println!("linking     {:>9.2?}", linked.checked_sub(extracted).unwrap_or_default());
    let before = start.elapsed();
    let graph = KnowledgeGraph::new(links, DEFAULT_BASE);
    println!("graph       {:>9.2?}", start.elapsed().checked_sub(before).unwrap_or_default());
    println!("things {}, statements {}", graph.nodes().len(), graph.statements().len());
    report("people", &people, &found_people);
    report("meetings", &meetings, &found_meetings);
    Ok(())
}

/// Mentions to the thing that each is: people by document and name, meetings by document.
type Mentions = HashMap<(String, String), String>;

fn truth(articles: &str) -> Result<(Mentions, Mentions), serde_json::Error> {
    let (mut people, mut meetings) = (Mentions::new(), Mentions::new());
    for line in articles.lines() {
        let article: Value = serde_json::from_str(line)?;
        let document = article["id"].as_str().unwrap_or_default().to_owned();
        for person in article["truth"]["people"].as_array().into_iter().flatten() {
            let name = fold(person[0].as_str().unwrap_or_default());
            people.insert((document.clone(), name), person[1].to_string());
        }
        if let Some(meeting) = article["truth"]["meeting"].as_str() {
            meetings.insert((document, String::new()), meeting.to_owned());
        }
    }
    Ok((people, meetings))
}

fn found(links: &Links) -> (Mentions, Mentions) {
    let (mut people, mut meetings) = (Mentions::new(), Mentions::new());
    let mut counts: HashMap<String, u32> = HashMap::new();
    for statement in links.statements.iter().filter(|s| s.predicate == Predicate::Mentions) {
        let Detail::Document { name, .. } = &links.entities[statement.subject.index()].detail
        else {
            continue;
        };
        let entity = &links.entities[statement.object.index()];
        match entity.kind() {
            EntityKind::Person => {
                people.insert((name.clone(), fold(&entity.label)), entity.path.clone());
            }
            EntityKind::Meeting => {
                *counts.entry(name.clone()).or_default() += 1;
                meetings.insert((name.clone(), String::new()), entity.path.clone());
            }
            _ => {}
        }
    }
    meetings.retain(|(document, _), _| counts[document] == 1);
    (people, meetings)
}

fn report(what: &str, truth: &Mentions, found: &Mentions) {
    let pairs: Vec<(&String, &String)> =
        truth.iter().filter_map(|(mention, thing)| Some((thing, found.get(mention)?))).collect();
    let mut cells: HashMap<(&String, &String), f64> = HashMap::new();
    let (mut rows, mut columns) = (HashMap::<&String, f64>::new(), HashMap::<&String, f64>::new());
    for &(thing, entity) in &pairs {
        *cells.entry((thing, entity)).or_default() += 1.0;
        *rows.entry(thing).or_default() += 1.0;
        *columns.entry(entity).or_default() += 1.0;
    }
    let mean = |share: &dyn Fn(&String, &String) -> f64| {
        pairs.iter().map(|(t, e)| share(t, e)).sum::<f64>() / pairs.len().max(1) as f64
    };
    let precision = mean(&|t, e| cells[&(t, e)] / columns[e]);
    let recall = mean(&|t, e| cells[&(t, e)] / rows[t]);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{what}: {} of {} mentions found, {} things as {}; B-cubed precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}",
        pairs.len(),
        truth.len(),
        rows.len(),
        columns.len()
    );
}
