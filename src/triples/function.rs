//! Functions of our own in SPARQL.
//!
//! `ct:matches(?text, "words")` is whether a text holds these words, syllable by syllable: one without
//! accents finds itself under any, one with accents only itself. No words are held by every text.

use std::cell::RefCell;

use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::SparqlEvaluator;

use super::term::CT;
use crate::text::Words;

/// An evaluator that knows our functions.
pub(super) fn with_functions(evaluator: SparqlEvaluator) -> SparqlEvaluator {
    let name = NamedNode::new_unchecked(format!("{CT}matches"));
    evaluator.with_custom_function(name, matches)
}

thread_local! {
    /// The words that were looked for last: they are the same for all rows of most queries.
    static LAST: RefCell<(String, Words)> = RefCell::new((String::new(), Words::new("")));
}

fn matches(arguments: &[Term]) -> Option<Term> {
    let [Term::Literal(text), Term::Literal(words)] = arguments else { return None };
    let holds = LAST.with_borrow_mut(|(last, read)| {
        if last != words.value() {
            *read = Words::new(words.value());
            words.value().clone_into(last);
        }
        read.is_empty() || read.fit(text.value()).is_some()
    });
    Some(Literal::from(holds).into())
}
