//! Words that users look for, as conditions of SPARQL.

use crate::text::bare;

/// A condition that some name of `node` holds these words: any spelling where they have no accents, else
/// just these.
pub(super) fn named(node: &str, words: &str) -> String {
    let bared = bare(words);
    if bared == words.to_lowercase() {
        let pattern = literal(&bared);
        return format!("{{ {node} skos:hiddenLabel ?name FILTER(CONTAINS(?name, {pattern})) }}");
    }
    let pattern = literal(&words.to_lowercase());
    format!(
        "{{ {node} skos:prefLabel|skos:altLabel ?name FILTER(CONTAINS(LCASE(?name), {pattern})) }}"
    )
}

/// Whether a name holds these words: in any spelling where they have no accents, else just these.
pub(super) fn holds(name: &str, words: &str) -> bool {
    let bared = bare(words);
    if bared == words.to_lowercase() {
        return bare(name).contains(&bared);
    }
    name.to_lowercase().contains(&words.to_lowercase())
}

/// A string of SPARQL.
pub(super) fn literal(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_decide_which_names_are_searched() {
        assert!(named("?p", "Phu").contains("hiddenLabel ?name FILTER(CONTAINS(?name, \"phu\"))"));
        assert!(named("?p", "Phú").contains("CONTAINS(LCASE(?name), \"phú\")"));
    }

    #[test]
    fn names_hold_words_with_their_accents_or_in_any_spelling() {
        for (name, words, held) in [
            ("huyện Châu Phú", "chau phu", true),
            ("huyện Châu Phú", "Phú", true),
            ("huyện Châu Phúc", "phu ", false),
            ("huyện Châu Phu", "Phú", false),
        ] {
            assert_eq!(holds(name, words), held, "{name}: {words}");
        }
    }

    #[test]
    fn no_word_leaves_its_string() {
        assert_eq!(literal("a\"b\\c\n"), "\"a\\\"b\\\\c\\n\"");
    }
}
