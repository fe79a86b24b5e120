//! Slips that many make, told by what stands in the query rather than by the place where the parser gives up.

use crate::triples::term::PREFIXES;

/// Words that begin a change of a store.
const CHANGES: [&str; 6] = ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP"];
/// Words that begin a question.
const QUESTIONS: &str = "SELECT, ASK, CONSTRUCT or DESCRIBE";

/// What may have been meant, as the end of a message; nothing where nothing is known.
pub(super) fn hint(text: &str, problem: &str) -> String {
    let hint = if text.trim().is_empty() {
        format!("a query begins with {QUESTIONS}")
    } else if CHANGES.iter().any(|word| begins_with(text, word)) {
        format!("a graph is asked here, by {QUESTIONS}; `chutri build` changes it")
    } else if problem.starts_with("Prefix not found") {
        let known: Vec<&str> = PREFIXES.iter().map(|(prefix, _)| *prefix).collect();
        format!("known are id, {}; declare others by PREFIX", known.join(", "))
    } else if problem.contains("variable that is unbound") {
        "beside COUNT and its like, all variables of SELECT stand in GROUP BY".to_owned()
    } else if has_address_with_slash(text) {
        "an address below the base is written between < and >, as <person/...>".to_owned()
    } else if has_bare_name(text) {
        "the name behind AS begins with ?".to_owned()
    } else if text.matches('"').count() % 2 == 1 {
        "a text in quotes is not closed".to_owned()
    } else {
        return String::new();
    };
    format!("; {hint}")
}

fn begins_with(text: &str, word: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.eq_ignore_ascii_case(word)
}

/// Whether `id:person/...` stands somewhere, as tables show addresses: SPARQL takes no slash there.
fn has_address_with_slash(text: &str) -> bool {
    text.split("id:").skip(1).any(|rest| {
        let local = rest.split(|c: char| c.is_whitespace() || "(){};,\\".contains(c)).next();
        local.is_some_and(|local| local.contains('/'))
    })
}

/// Whether a name without its question mark follows AS.
fn has_bare_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| {
        pair[0].eq_ignore_ascii_case("as") && pair[1].starts_with(|c: char| c.is_alphabetic())
    })
}
