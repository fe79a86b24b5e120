//! Words that users look for, as conditions of SPARQL.

use oxigraph::model::Literal;

use super::args::Chosen;
use crate::text::Words;

/// A condition that some name of `node` holds these words.
pub(super) fn named(node: &str, words: &str) -> String {
    let words = literal(words);
    format!("{{ {node} skos:prefLabel|skos:altLabel ?name FILTER(ct:matches(?name, {words})) }}")
}

/// Conditions that `?p` takes part in `?m`, a meeting between `?earliest` and `?latest`, as chosen.
pub(super) fn conditions(chosen: &Chosen) -> String {
    let mut conditions = String::new();
    let mut add = |condition: String| {
        conditions.push_str("  ");
        conditions.push_str(&condition);
        conditions.push('\n');
    };
    if let Some(words) = &chosen.person {
        add(format!("{{ SELECT DISTINCT ?p WHERE {} }}", named("?p", words)));
    }
    if let Some(words) = &chosen.body {
        add(format!(
            "{{ SELECT DISTINCT ?m WHERE {{ ?m schema:organizer ?o . {} }} }}",
            named("?o", words)
        ));
    }
    if let Some(words) = &chosen.unit {
        add(format!(
            "{{ SELECT DISTINCT ?m WHERE {{ ?m schema:organizer ?body . ?body org:subOrganizationOf* ?b . \
             ?b ct:jurisdiction ?v . ?v schema:containedInPlace* ?u . {} }} }}",
            named("?u", words)
        ));
    }
    if let Some(day) = chosen.window.since {
        add(format!("FILTER(?latest >= \"{}\"^^xsd:date)", day.earliest()));
    }
    if let Some(day) = chosen.window.until {
        add(format!("FILTER(?earliest <= \"{}\"^^xsd:date)", day.latest()));
    }
    conditions
}

/// Whether a name holds these words, syllable by syllable: one without accents finds itself under any.
pub(super) fn holds(name: &str, words: &str) -> bool {
    Words::new(words).fit(name).is_some()
}

/// A string of SPARQL.
pub(super) fn literal(text: &str) -> String {
    Literal::new_simple_literal(text).to_string()
}

/// A question of ours about one thing: its address takes the place of `$this`.
pub(super) fn about(question: &str, iri: &str) -> String {
    question.replace("$this", &format!("<{iri}>"))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(named("?p", "a\"").ends_with("FILTER(ct:matches(?name, \"a\\\"\")) }"));
    }
}
