//! Optional parts of queries, told to be looked up for each row.
//!
//! The store's planner often reads all that an optional part could match in the whole graph before it looks at
//! the few rows that it may add to: half a second where a hundredth of one does. An `OPTIONAL` becomes a lateral
//! join (SPARQL's extension proposal 6) here, in queries for which that gives the same rows.

use std::collections::BTreeSet;

use oxigraph::model::Variable;
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};

use super::stop::heeding;

pub(super) type Variables<'a> = BTreeSet<&'a Variable>;

/// The query with its optional parts looked up for each row, and with places where it can be stopped.
pub(super) fn planned(mut query: Query) -> Query {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    plan(pattern);
    heeding(pattern);
    query
}

fn plan(pattern: &mut GraphPattern) {
    let is_looked_up = match pattern {
        GraphPattern::LeftJoin { left, right, .. } => is_plain(right, &variables(left)),
        _ => false,
    };
    for part in parts(pattern) {
        plan(part);
    }
    if let (true, GraphPattern::LeftJoin { left, right, expression }) =
        (is_looked_up, &mut *pattern)
    {
        let (left, right) = (take(left), take(right));
        let nothing = Box::new(GraphPattern::default());
        let expression = expression.take();
        let right = GraphPattern::LeftJoin { left: nothing, right, expression };
        *pattern = GraphPattern::Lateral { left, right: Box::new(right) };
    }
}

/// The patterns that a pattern consists of.
pub(super) fn parts(pattern: &mut GraphPattern) -> Vec<&mut GraphPattern> {
    match pattern {
        GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => vec![left, right],
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => vec![inner],
        GraphPattern::Bgp { .. }
        | GraphPattern::Path { .. }
        | GraphPattern::Values { .. }
        | GraphPattern::Service { .. } => Vec::new(),
    }
}

fn take(pattern: &mut Box<GraphPattern>) -> Box<GraphPattern> {
    std::mem::take(pattern)
}

/// The variables that rows of a pattern may bind.
pub(super) fn variables(pattern: &GraphPattern) -> Variables<'_> {
    let mut variables = Variables::new();
    pattern.on_in_scope_variable(|variable| _ = variables.insert(variable));
    variables
}

/// Whether a pattern that is evaluated with `known` variables already bound gives what a join with their values
/// gives: it has nothing that would see them where it should not.
fn is_plain(pattern: &GraphPattern, known: &Variables) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Join { left, right } | GraphPattern::Union { left, right } => {
            is_plain(left, known) && is_plain(right, known)
        }
        GraphPattern::Graph { inner, .. } => is_plain(inner, known),
        GraphPattern::Filter { expr, inner } => {
            is_plain(inner, known) && is_within(expr, &variables(inner))
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            let (mut own, optional) = (variables(left), variables(right));
            let shares = optional.iter().any(|name| known.contains(name) && !own.contains(name));
            own.extend(optional);
            let expression = expression.as_ref().is_none_or(|expr| is_within(expr, &own));
            !shares && expression && is_plain(left, known) && is_plain(right, known)
        }
        _ => false,
    }
}

/// Whether an expression has no variables but these, and no pattern of its own.
fn is_within(expression: &Expression, own: &Variables) -> bool {
    use Expression as E;
    let all = |parts: &[E]| parts.iter().all(|part| is_within(part, own));
    match expression {
        E::NamedNode(_) | E::Literal(_) => true,
        E::Variable(name) | E::Bound(name) => own.contains(name),
        E::Or(a, b)
        | E::And(a, b)
        | E::Equal(a, b)
        | E::SameTerm(a, b)
        | E::Greater(a, b)
        | E::GreaterOrEqual(a, b)
        | E::Less(a, b)
        | E::LessOrEqual(a, b)
        | E::Add(a, b)
        | E::Subtract(a, b)
        | E::Multiply(a, b)
        | E::Divide(a, b) => is_within(a, own) && is_within(b, own),
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => is_within(a, own),
        E::If(a, b, c) => [a, b, c].into_iter().all(|part| is_within(part, own)),
        E::In(a, list) => is_within(a, own) && all(list),
        E::Coalesce(list) | E::FunctionCall(_, list) => all(list),
        E::Exists(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{GraphName, NamedNode, Quad};
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;
    use spargebra::SparqlParser;

    use super::*;

    fn parsed(text: &str) -> Query {
        SparqlParser::new().with_base_iri("http://a/").unwrap().parse_query(text).unwrap()
    }

    #[test]
    fn optional_parts_are_looked_up_where_that_is_the_same() {
        for (text, is_planned) in [
            ("?a <p> ?b OPTIONAL { ?b <q> ?c . ?c <r> ?d }", true),
            ("?a <p> ?b OPTIONAL { ?b <q> ?c FILTER(?c != ?a) }", true),
            ("?a <p> ?b OPTIONAL { { ?b <q> ?c FILTER(?c != ?b) } }", true),
            ("?a <p> ?b OPTIONAL { { ?b <q> ?c FILTER(?c != ?a) } UNION { ?b <r> ?c } }", false),
            ("?a <p> ?b OPTIONAL { ?b <q> ?c OPTIONAL { ?c <r> ?d } }", true),
            ("?a <p> ?b OPTIONAL { ?b <q> ?c OPTIONAL { ?c <r> ?a } }", false),
            ("?a <p> ?b OPTIONAL { SELECT ?b (COUNT(*) AS ?n) { ?b <q> ?c } GROUP BY ?b }", false),
            ("?a <p> ?b OPTIONAL { ?b <q> ?c MINUS { ?b <r> ?a } }", false),
            ("?a <p> ?b OPTIONAL { BIND(?a AS ?c) }", false),
        ] {
            let query = planned(parsed(&format!("SELECT * WHERE {{ {text} }}")));
            let Query::Select { pattern: GraphPattern::Project { inner, .. }, .. } = &query else {
                panic!("{query}")
            };
            assert_eq!(matches!(**inner, GraphPattern::Lateral { .. }), is_planned, "{text}");
        }
    }

    #[test]
    fn planned_queries_give_the_same_rows() {
        let store = Store::new().unwrap();
        let node = |n: usize| NamedNode::new(format!("http://a/{n}")).unwrap();
        for n in 0..60 {
            for (name, other) in [("p", n * 7 % 20), ("q", n * 5 % 30), ("r", n * 3 % 12)] {
                let property = NamedNode::new(format!("http://a/{name}")).unwrap();
                let quad = Quad::new(node(n % 25), property, node(other), GraphName::DefaultGraph);
                store.insert(&quad).unwrap();
            }
        }
        let rows = |query: Query| {
            let prepared = SparqlEvaluator::new().for_query(query);
            let QueryResults::Solutions(rows) = prepared.on_store(&store).execute().unwrap() else {
                panic!("rows")
            };
            let mut rows: Vec<String> = rows.map(|row| format!("{:?}", row.unwrap())).collect();
            rows.sort();
            rows
        };
        for text in [
            "?a <p> ?b OPTIONAL { ?b <q> ?c . ?c <r> ?d }",
            "?a <p> ?b OPTIONAL { ?b <q> ?c FILTER(?c != ?a) }",
            "?a <p> ?b OPTIONAL { ?b <q> ?c } OPTIONAL { ?b <r> ?c }",
            "?a <p> ?b OPTIONAL { ?b <q> ?c OPTIONAL { ?c <r> ?d } OPTIONAL { ?c <p> ?e } }",
            "?a <p> ?b OPTIONAL { ?b <q> ?c OPTIONAL { ?c <r> ?a } }",
            "?a <p> ?b OPTIONAL { { ?b <q> ?c } UNION { ?b <r> ?c } }",
            "?a <p> ?b OPTIONAL { ?b <q>/<r> ?c } OPTIONAL { ?b <p>* ?d }",
            "?a <p> ?b OPTIONAL { VALUES ?b { <1> <2> } ?b <q> ?c }",
        ] {
            let query = parsed(&format!("SELECT * WHERE {{ {text} }}"));
            let as_written = rows(query.clone());
            assert!(as_written.len() > 5, "{text}");
            assert_eq!(rows(planned(query)), as_written, "{text}");
        }
    }
}
