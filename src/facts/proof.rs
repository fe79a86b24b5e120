//! The proof of the clause rules: each must do what its own examples say.

use super::Extractor;
use crate::document::Document;
use crate::ontology::rule::Rule;
use crate::ontology::{Ontology, OntologyError, OntologyErrors};

/// Reads the examples of every rule: `yes` must yield a part that the rule gave, `no` none.
///
/// # Errors
/// Every rule whose examples read otherwise, with its row.
pub fn check_rules(ontology: &Ontology) -> Result<(), OntologyErrors> {
    let mut errors = OntologyErrors::default();
    for rule in &ontology.rules {
        if !fires(ontology, rule, &rule.yes) {
            errors.push(broken(rule, "it does not fire in its example", &rule.yes));
        }
        if fires(ontology, rule, &rule.no) {
            errors.push(broken(rule, "it fires in its counter-example", &rule.no));
        }
    }
    errors.into_result(())
}

fn fires(ontology: &Ontology, rule: &Rule, example: &str) -> bool {
    let document =
        Document { id: rule.id.clone(), text: example.to_owned(), ..Document::default() };
    let facts = Extractor::new(ontology).extract(&document);
    let mut evidence = facts.participations.iter().flat_map(|p| &p.evidence);
    evidence.any(|e| e.rule == rule.id)
}

fn broken(rule: &Rule, cause: &str, example: &str) -> OntologyError {
    OntologyError::BrokenRule {
        place: rule.place.clone(),
        rule: rule.id.clone(),
        cause: format!("{cause}: {example}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_rules_do_what_their_examples_say() {
        if let Err(errors) = check_rules(Ontology::builtin()) {
            panic!("{errors}");
        }
    }

    #[test]
    fn a_rule_that_misses_its_example_is_reported() {
        let mut ontology = Ontology::load(None).expect("built-in tables");
        let rule = &mut ontology.rules[0];
        std::mem::swap(&mut rule.yes, &mut rule.no);
        let errors = check_rules(&ontology).expect_err("swapped examples");
        assert_eq!(errors.0.len(), 2);
    }
}
