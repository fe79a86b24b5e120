//! Functions of our own in SPARQL.
//!
//! `ct:matches(?text, "words")` is whether a text holds these words, syllable by syllable: one without
//! accents finds itself under any, one with accents only itself. No words are held by every text.

use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::SparqlEvaluator;

use super::term::CT;
use crate::text::Words;

/// An evaluator that knows our functions.
pub(super) fn with_functions(evaluator: SparqlEvaluator) -> SparqlEvaluator {
    let name = NamedNode::new_unchecked(format!("{CT}matches"));
    evaluator.with_custom_function(name, matches)
}

fn matches(arguments: &[Term]) -> Option<Term> {
    let [Term::Literal(text), Term::Literal(words)] = arguments else { return None };
    let words = Words::new(words.value());
    Some(Literal::from(words.is_empty() || words.fit(text.value()).is_some()).into())
}
