//! The session: each open pair is shown, and a line of the user decides it.

use std::io::{BufRead, Write};

use crate::cli::Outcome;
use crate::cli::args::RowFormat;
use crate::cli::error::CliError;
use crate::cli::output::{Output, tell};
use crate::links::{Decision, Verdict};
use crate::reports::{Pair, Record, pairs};
use crate::triples::Triplestore;

const HELP: &str = "s same, d different, u unsure, each with your reason after it; \
    n next, z undo, q quit";

/// Which pairs a session shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Those that nobody looked at.
    Undecided,
    /// All that the graph leaves open.
    All,
}

/// What a line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer<'a> {
    Decide(Verdict, &'a str),
    Next,
    Undo,
    Quit,
    Help,
}

/// Goes through the open pairs until they end, or the user does. Each decision is saved at once.
pub(super) fn session(
    store: &Triplestore,
    record: &mut Record,
    which: Which,
    mut answers: impl BufRead,
    output: &mut Output,
) -> Result<Outcome, CliError> {
    let open = |pair: &Pair| which == Which::All || record.about(pair).is_none();
    let pairs: Vec<Pair> = pairs(store)?.into_iter().filter(open).collect();
    // For each decision of this session its pair, and the rows before it.
    let mut made: Vec<(usize, Vec<Decision>)> = Vec::new();
    let mut at = 0;
    let mut shown = None;
    while let Some(pair) = pairs.get(at) {
        if shown != Some(at) {
            show(store, pair, (at + 1, pairs.len()), output)?;
            shown = Some(at);
        }
        tell(&HELP);
        let mut line = String::new();
        if answers.read_line(&mut line)? == 0 {
            break;
        }
        match answer(&line) {
            Answer::Decide(verdict, why) => {
                made.push((at, record.rows().to_vec()));
                record.decide(pair, verdict, why)?;
                at += 1;
            }
            Answer::Next => at += 1,
            Answer::Undo => match made.pop() {
                Some((before, rows)) => {
                    record.restore(rows)?;
                    at = before;
                    shown = None;
                }
                None => tell(&"there is nothing to undo"),
            },
            Answer::Quit => break,
            Answer::Help => tell(&"that is none of the answers"),
        }
    }
    let (decided, left) = (made.len(), pairs.len() - made.len());
    let path = record.path().display();
    tell(&format_args!("{decided} decided, {left} left; {path} is heeded by the next build"));
    Ok(Outcome::Done)
}

fn show(
    store: &Triplestore,
    pair: &Pair,
    (at, of): (usize, usize),
    output: &mut Output,
) -> Result<(), CliError> {
    writeln!(output, "\n{at} of {of}: {} (belief {})", pair.left.name, pair.score)?;
    pair.table(store)?.print(RowFormat::Table, output)?;
    let [shared, against] = pair.reasons(store)?;
    for (how, things) in [("for", shared), ("against", against)] {
        if !things.is_empty() {
            writeln!(output, "{how}: {}", things.join("; "))?;
        }
    }
    output.flush()?;
    Ok(())
}

fn answer(line: &str) -> Answer<'_> {
    let (word, why) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    let why = why.trim();
    match word {
        "s" | "same" => Answer::Decide(Verdict::Same, why),
        "d" | "different" => Answer::Decide(Verdict::Different, why),
        "u" | "unsure" => Answer::Decide(Verdict::Unsure, why),
        "n" | "next" => Answer::Next,
        "z" | "undo" => Answer::Undo,
        "q" | "quit" => Answer::Quit,
        _ => Answer::Help,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_letter_and_a_reason() {
        for (line, expected) in [
            ("s\n", Answer::Decide(Verdict::Same, "")),
            (" same  one career \n", Answer::Decide(Verdict::Same, "one career")),
            ("d two ages", Answer::Decide(Verdict::Different, "two ages")),
            ("u", Answer::Decide(Verdict::Unsure, "")),
            ("z", Answer::Undo),
            ("q\r\n", Answer::Quit),
            ("n", Answer::Next),
            ("", Answer::Help),
            ("yes", Answer::Help),
        ] {
            assert_eq!(answer(line), expected, "{line:?}");
        }
    }
}
