//! Where a query is stopped that does not listen by itself: while it sorts, and in joins without a condition.
//!
//! A function that is no more than a look at the token stands there. Once the token is cancelled it unwinds the
//! stack up to whoever asked for the next row.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::{CancellationToken, SparqlEvaluator};
use spargebra::algebra::{Expression, Function, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::plan::{parts, variables};

/// The function. It gives back what it is given; without that it is unbound, which costs nothing to sort by.
const HEED: &str = "urn:chutri:heed";

/// A query was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stopped;

/// Puts the function where much may happen that does not listen.
pub(super) fn heeding(pattern: &mut GraphPattern) {
    within(pattern);
    match pattern {
        GraphPattern::OrderBy { expression, .. } => {
            expression.insert(0, OrderExpression::Asc(heed(Vec::new())));
        }
        GraphPattern::Join { .. } | GraphPattern::Bgp { .. } => {
            let mut leaves = Vec::new();
            flatten(pattern.clone(), &mut leaves);
            let mut groups = grouped(leaves).into_iter();
            let first = groups.next().unwrap_or_default();
            if groups.len() > 0 {
                *pattern = groups.fold(first, product);
            }
        }
        _ => {}
    }
}

/// Goes on to what a pattern consists of, where a join of joins is one.
fn within(pattern: &mut GraphPattern) {
    let is_join = matches!(pattern, GraphPattern::Join { .. });
    for part in parts(pattern) {
        match part {
            GraphPattern::Join { .. } | GraphPattern::Bgp { .. } if is_join => within(part),
            _ => heeding(part),
        }
    }
}

/// The patterns that are joined, each triple by itself.
fn flatten(pattern: GraphPattern, leaves: &mut Vec<GraphPattern>) {
    match pattern {
        GraphPattern::Join { left, right } => {
            flatten(*left, leaves);
            flatten(*right, leaves);
        }
        GraphPattern::Bgp { patterns } => {
            let triple = |triple| GraphPattern::Bgp { patterns: vec![triple] };
            leaves.extend(patterns.into_iter().map(triple));
        }
        leaf => leaves.push(leaf),
    }
}

/// Joins those patterns that share names; several where some share none with the others.
fn grouped(leaves: Vec<GraphPattern>) -> Vec<GraphPattern> {
    let mut groups: Vec<(BTreeSet<String>, GraphPattern)> = Vec::new();
    for leaf in leaves {
        let mut own = (names(&leaf), leaf);
        let joins = |known: &BTreeSet<String>, own: &BTreeSet<String>| {
            known.is_empty() || own.is_empty() || !known.is_disjoint(own)
        };
        while let Some(at) = groups.iter().position(|(known, _)| joins(known, &own.0)) {
            let (known, group) = groups.remove(at);
            own.0.extend(known);
            own.1 = joined(group, own.1);
        }
        groups.push(own);
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn joined(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    match (left, right) {
        (GraphPattern::Bgp { patterns: mut left }, GraphPattern::Bgp { patterns: right }) => {
            left.extend(right);
            GraphPattern::Bgp { patterns: left }
        }
        (left, right) => GraphPattern::Join { left: Box::new(left), right: Box::new(right) },
    }
}

/// The join of patterns that share nothing. The planner leaves a condition that names both sides behind it.
fn product(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    let [Some(one), Some(other)] =
        [&left, &right].map(|side| variables(side).first().copied().cloned())
    else {
        return joined(left, right);
    };
    let inner = GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
    let [one, other] = [one, other].map(|name| Box::new(Expression::Variable(name)));
    let unasked = Expression::SameTerm(one, other);
    let yes = Expression::Literal(Literal::from(true));
    let expr = Expression::If(Box::new(heed(vec![yes.clone()])), Box::new(yes), Box::new(unasked));
    GraphPattern::Filter { expr, inner: Box::new(inner) }
}

/// What joins a pattern to others: its variables, of triples also blank nodes.
fn names(pattern: &GraphPattern) -> BTreeSet<String> {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.iter().flat_map(names_of).collect(),
        other => variables(other).iter().map(ToString::to_string).collect(),
    }
}

/// The variables and blank nodes of a triple.
fn names_of(triple: &TriplePattern) -> BTreeSet<String> {
    let ends = [&triple.subject, &triple.object].into_iter().filter_map(|term| match term {
        TermPattern::Variable(name) => Some(name.to_string()),
        TermPattern::BlankNode(node) => Some(node.to_string()),
        _ => None,
    });
    let middle = match &triple.predicate {
        NamedNodePattern::Variable(name) => Some(name.to_string()),
        NamedNodePattern::NamedNode(_) => None,
    };
    ends.chain(middle).collect()
}

fn heed(given: Vec<Expression>) -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(HEED)), given)
}

/// An evaluator that `token` stops there too.
pub(super) fn with_stop(evaluator: SparqlEvaluator, token: &CancellationToken) -> SparqlEvaluator {
    let look = token.clone();
    let heed = move |given: &[Term]| {
        if look.is_cancelled() {
            resume_unwind(Box::new(Stopped));
        }
        given.first().cloned()
    };
    let evaluator = evaluator.with_cancellation_token(token.clone());
    evaluator.with_custom_function(NamedNode::new_unchecked(HEED), heed)
}

/// What some work on a query gives, unless it is stopped; what it worked on is of no more use then.
pub(super) fn until_stopped<T>(work: impl FnOnce() -> T) -> Result<T, Stopped> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| match panic.downcast::<Stopped>() {
        Ok(stopped) => *stopped,
        Err(panic) => resume_unwind(panic),
    })
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use oxigraph::model::{GraphName, Quad};
    use oxigraph::sparql::{QueryEvaluationError, QueryResults};
    use oxigraph::store::Store;
    use spargebra::SparqlParser;

    use super::super::plan::planned;
    use super::*;

    /// How a query on 500 triples ends that is told to stop soon.
    fn ends(text: &str) -> Result<Result<usize, QueryEvaluationError>, Stopped> {
        let store = Store::new().unwrap();
        let node = |n: usize| NamedNode::new(format!("http://a/{n}")).unwrap();
        for n in 0..500 {
            let quad = Quad::new(node(n), node(n % 7), node(n / 3), GraphName::DefaultGraph);
            store.insert(&quad).unwrap();
        }
        let token = CancellationToken::new();
        let soon = token.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(50));
            soon.cancel();
        });
        let query = planned(SparqlParser::new().parse_query(text).unwrap());
        let evaluator = with_stop(SparqlEvaluator::new(), &token);
        until_stopped(|| match evaluator.for_query(query).on_store(&store).execute()? {
            QueryResults::Solutions(mut rows) => {
                rows.try_fold(0, |count, row| row.map(|_| count + 1))
            }
            _ => Ok(0),
        })
    }

    #[test]
    fn queries_that_do_not_listen_are_stopped() {
        for text in [
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f",
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }",
            "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(CONCAT(STR(?a), STR(?e), STR(?i), STR(?j)) = '1') }",
            "ASK { { ?a ?b ?c } { ?d ?e ?f } { ?g ?h ?i } { ?j ?k ?l } FILTER(CONCAT(STR(?a), STR(?e), STR(?i), STR(?j)) = '1') }",
        ] {
            assert!(ends(text).is_err(), "{text}");
        }
    }

    #[test]
    fn others_give_all_their_rows() {
        let sorted = "SELECT * { ?a <http://a/1> ?b . ?c <http://a/2> ?d } ORDER BY ?d ?b ?a";
        assert_eq!(ends(sorted).unwrap().unwrap(), 72 * 72);
        let few = "SELECT * { { ?a <http://a/1> ?b } OPTIONAL { VALUES ?c { 1 2 } } }";
        assert_eq!(ends(few).unwrap().unwrap(), 72 * 2);
    }

    #[test]
    fn joins_that_are_joined_by_others_stay_as_they_are() {
        for (text, is_product) in [
            ("VALUES (?a ?c) { (1 2) } ?a <http://a/1> ?b . ?c <http://a/2> ?d", false),
            (
                "?a <http://a/1> ?b . <http://a/1> <http://a/1> <http://a/2> . ?b <http://a/2> ?c",
                false,
            ),
            ("?a <http://a/1> [ <http://a/2> ?d ]", false),
            ("{ ?a <http://a/1> ?b } { ?c <http://a/2> ?d } ?b <http://a/2> ?c", false),
            ("VALUES ?a { 1 } ?b <http://a/1> ?c", true),
            ("?a <http://a/1> ?b . ?c <http://a/2> ?d", true),
        ] {
            let text = format!("SELECT * {{ {text} }}");
            let query = SparqlParser::new().parse_query(&text).unwrap();
            let heeded = planned(query.clone());
            assert_eq!(heeded.to_string().contains(HEED), is_product, "{text}");
            assert_eq!(heeded == query, !is_product, "{text}");
        }
    }
}
