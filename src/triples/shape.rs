//! What holds of every graph: `ontology/shapes.ttl`, read as questions of SPARQL whose rows break it.
//!
//! Of SHACL Core what the shapes use: targets by class and by predicate, paths, and constraints of one
//! property. An instance of a class bears all its classes in the graph, so that none is inferred here.

mod constraint;
mod read;

use oxigraph::model::Term;

use super::query::{QueryError, query};
use super::store::Triplestore;

pub use constraint::{Constraint, Rule};
pub use read::{ShapeError, shapes};

/// The shapes in Turtle.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// Something that breaks a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What breaks it: an address.
    pub thing: String,
    /// The path of the property as SPARQL writes it; none where it is the thing itself.
    pub path: Option<String>,
    /// Local name of the constraint in SHACL, such as `minCount`.
    pub constraint: &'static str,
    /// The value that breaks it, where one does.
    pub value: Option<Term>,
    /// What is wrong, in words.
    pub problem: String,
}

/// Everything in a store that breaks a shape, by shape and address.
///
/// # Errors
/// Where the store fails.
pub fn violations(store: &Triplestore) -> Result<Vec<Violation>, QueryError> {
    let mut violations = Vec::new();
    let all = shapes().unwrap_or_else(|error| unreachable!("ontology/shapes.ttl: {error}"));
    for constraint in &all {
        let table = query(store, &constraint.question())?.into_table()?;
        let mut rows: Vec<(String, Option<Term>)> = Vec::new();
        for mut row in table.rows {
            let value = row.pop().flatten();
            let thing = row.pop().flatten().map(|term| term.to_string());
            rows.push((thing.unwrap_or_default(), value));
        }
        rows.sort_by_key(|(thing, value)| (thing.clone(), value.as_ref().map(Term::to_string)));
        rows.dedup();
        violations.extend(rows.into_iter().map(|(thing, value)| Violation {
            thing: thing.trim_start_matches('<').trim_end_matches('>').to_owned(),
            path: constraint.path.clone(),
            constraint: constraint.rule.name(),
            problem: constraint.problem(),
            value,
        }));
    }
    Ok(violations)
}
