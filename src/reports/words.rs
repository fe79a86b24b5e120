//! Words that users look for, as conditions of SPARQL.

use oxigraph::model::Literal;

use crate::links::PartialDate;
use crate::text::Words;
use crate::triples::Triplestore;

/// Things that are few.
const FEW: usize = 500;

/// A condition that some name of `node` holds these words.
pub fn named(node: &str, words: &str) -> String {
    let words = literal(words);
    format!("{{ {node} skos:prefLabel|skos:altLabel ?name FILTER(ct:matches(?name, {words})) }}")
}

/// A condition that `node` is a thing of a kind of which some name holds these words. The few that they fit are
/// told by their addresses, which the texts of the graph give in no time; of many, the store looks at each name.
fn one_of(store: &Triplestore, kind: &str, node: &str, words: &str) -> String {
    match store.named(kind, &Words::new(words)) {
        Ok(found) if found.len() <= FEW => {
            let found: Vec<String> = found.iter().map(|iri| format!("<{iri}>")).collect();
            format!("VALUES {node} {{ {} }}", found.join(" "))
        }
        _ => format!("{{ SELECT DISTINCT {node} WHERE {} }}", named(node, words)),
    }
}

/// Which meetings: those for which all that is given holds.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Words in the name of who took part.
    pub person: Option<String>,
    /// Words in the name of the body whose meeting it was.
    pub body: Option<String>,
    /// Words in the name of the unit of that body, or of a unit above it.
    pub unit: Option<String>,
    /// Words in the name of the office in which somebody takes that part; heeded where parts are told.
    pub office: Option<String>,
    /// Its first day may be the meeting's.
    pub since: Option<PartialDate>,
    /// Its last day may be the meeting's.
    pub until: Option<PartialDate>,
}

/// Conditions that `?p` takes part in `?m`, a meeting between `?earliest` and `?latest`, as chosen.
pub(super) fn conditions(store: &Triplestore, chosen: &Choice) -> String {
    let mut conditions = String::new();
    let mut add = |condition: String| {
        conditions.push_str("  ");
        conditions.push_str(&condition);
        conditions.push('\n');
    };
    if let Some(words) = &chosen.person {
        add(one_of(store, "person", "?p", words));
    }
    if let Some(words) = &chosen.body {
        add(format!(
            "{{ SELECT DISTINCT ?m WHERE {{ ?m schema:organizer ?o . {} }} }}",
            one_of(store, "body", "?o", words)
        ));
    }
    if let Some(words) = &chosen.unit {
        add(format!(
            "{{ SELECT DISTINCT ?m WHERE {{ ?m schema:organizer ?body . ?body org:subOrganizationOf* ?b . \
             ?b ct:jurisdiction ?v . ?v schema:containedInPlace* ?u . {} }} }}",
            one_of(store, "unit", "?u", words)
        ));
    }
    if let Some(words) = &chosen.office {
        add(format!(
            "{{ SELECT DISTINCT ?part WHERE {{ ?part ct:inCapacity/ct:post ?post . {} }} }}",
            one_of(store, "post", "?post", words)
        ));
    }
    if let Some(day) = chosen.since {
        add(format!("FILTER(?latest >= \"{}\"^^xsd:date)", day.earliest()));
    }
    if let Some(day) = chosen.until {
        add(format!("FILTER(?earliest <= \"{}\"^^xsd:date)", day.latest()));
    }
    conditions
}

/// Whether a name holds these words, syllable by syllable: one without accents finds itself under any.
pub fn holds(name: &str, words: &str) -> bool {
    Words::new(words).fit(name).is_some()
}

/// A string of SPARQL.
pub fn literal(text: &str) -> String {
    Literal::new_simple_literal(text).to_string()
}

/// A question of ours about one thing: its address takes the place of `$this`.
pub fn about(question: &str, iri: &str) -> String {
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
