//! `search`: names and quoted words, those that fit best first.

use super::Outcome;
use super::args::Search;
use super::error::CliError;
use super::output::{Output, tell};
use super::query::rows_of;
use super::table::Rows;
use super::words::literal;
use crate::text::{Fit, Words};
use crate::triples::GraphFolder;

const QUESTION: &str = include_str!("search.rq");
const QUOTE: &str = "quote";
/// What a table shows; the other forms have all columns.
const SHORT: [&str; 4] = ["kind", "words", "page", "address"];

/// A name or quote that holds the words; the derived order is that of the rows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    rank: Rank,
    fit: Fit,
    key: String,
    address: String,
    cells: [String; 4],
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Name,
    Quote,
}

/// Prints a row a name or quote.
pub(super) fn search(arguments: &Search, output: &mut Output) -> Result<Outcome, CliError> {
    let words = Words::new(&arguments.text);
    if words.is_empty() {
        return Err(CliError::NoWords);
    }
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let found = rows_of(&store, &QUESTION.replace("$words", &literal(&arguments.text)))?;
    let hits = hits(&found, &words);
    let mut rows = Rows::new(&["kind", "fit", "words", "page", "address", "url"]);
    for Hit { fit, address, cells: [kind, name, page, url], .. } in
        hits.iter().take(arguments.limit)
    {
        let fit = told(*fit).to_owned();
        rows.push([kind.clone(), fit, name.clone(), page.clone(), address.clone(), url.clone()]);
    }
    rows.print_briefly(&SHORT, arguments.format, output)?;
    if hits.len() > arguments.limit {
        let more = hits.len() - arguments.limit;
        tell(&format_args!("{more} more; give more words, or --limit {}", hits.len()));
    }
    Ok(Outcome::Done)
}

/// The best name of each thing, and each quoted text of a page once.
fn hits(found: &Rows, words: &Words) -> Vec<Hit> {
    let places = ["kind", "name", "key", "page", "url", "address"].map(|name| found.place(name));
    let hits = found.rows.iter().filter_map(|row| {
        let cell = |at: Option<usize>| at.and_then(|at| row[at].clone()).unwrap_or_default();
        let [kind, name, key, page, url, address] = places.map(cell);
        let fit = words.fit(&name)?;
        let rank = if kind == QUOTE { Rank::Quote } else { Rank::Name };
        let key = if kind == QUOTE { page.clone() } else { key };
        Some(Hit { rank, fit, key, address, cells: [kind, name, page, url] })
    });
    let mut hits: Vec<Hit> = hits.collect();
    hits.sort_unstable();
    let mut known = std::collections::BTreeSet::new();
    hits.retain(|hit| {
        let [_, name, page, _] = &hit.cells;
        known.insert(match hit.rank {
            Rank::Name => hit.address.clone(),
            Rank::Quote => format!("{page} {name}"),
        })
    });
    hits
}

fn told(fit: Fit) -> &'static str {
    match fit {
        Fit::Exact => "exact",
        Fit::Whole => "but for accents",
        Fit::Part => "in part",
        Fit::Loose => "in part, but for accents",
    }
}
