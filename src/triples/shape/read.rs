//! Reads shapes from Turtle.

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Term};

use super::SHAPES;
use super::constraint::{Constraint, Rule};

const SH: &str = "http://www.w3.org/ns/shacl#";

/// Shapes that cannot be asked for.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ShapeError {
    /// They are no Turtle.
    #[error("no Turtle: {0}")]
    Turtle(String),
    /// A term of SHACL that is not read here.
    #[error("sh:{0} is not read; see src/triples/shape.rs")]
    Unknown(String),
    /// A value that a term does not take here.
    #[error("sh:{name} does not take {value}")]
    Value {
        /// The term.
        name: String,
        /// The value.
        value: String,
    },
}

/// Subject to predicates and objects, in the order in which they stand.
type Nodes = BTreeMap<String, Vec<(String, Term)>>;

/// The constraints of the shapes that come with the program, by shape and path.
///
/// # Errors
/// Never: a test reads them.
pub fn shapes() -> Result<Vec<Constraint>, ShapeError> {
    read(SHAPES)
}

fn read(turtle: &str) -> Result<Vec<Constraint>, ShapeError> {
    let mut nodes = Nodes::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()) {
        let quad = quad.map_err(|error| ShapeError::Turtle(error.to_string()))?;
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => node.to_string(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let predicate = quad.predicate.as_str().to_owned();
        nodes.entry(subject).or_default().push((predicate, quad.object));
    }
    let mut constraints = Vec::new();
    for (shape, said) in &nodes {
        if said.iter().any(|(_, object)| object.to_string() == format!("<{SH}NodeShape>")) {
            constraints.extend(node_shape(shape, &nodes)?);
        }
    }
    Ok(constraints)
}

fn node_shape(shape: &str, nodes: &Nodes) -> Result<Vec<Constraint>, ShapeError> {
    let (mut targets, mut rules) = (Vec::new(), Vec::new());
    for (name, object) in terms(shape, nodes) {
        match name {
            "targetClass" => targets.push(format!("?this a {object} .")),
            "targetSubjectsOf" => {
                targets.push(format!("{{ SELECT DISTINCT ?this {{ ?this {object} ?any }} }}"));
            }
            "property" => rules.extend(property(&object.to_string(), nodes)?),
            name => rules.extend(rule(name, object, nodes)?.map(|rule| (None, rule))),
        }
    }
    let of = |target: &String| {
        let of_one = rules.iter().cloned().map(|(path, rule)| Constraint {
            target: target.clone(),
            path,
            rule,
        });
        of_one.collect::<Vec<_>>()
    };
    Ok(targets.iter().flat_map(of).collect())
}

/// The path of a property with each of its rules.
fn property(node: &str, nodes: &Nodes) -> Result<Vec<(Option<String>, Rule)>, ShapeError> {
    let (mut path_of, mut rules) = (None, Vec::new());
    for (name, object) in terms(node, nodes) {
        match name {
            "path" => path_of = Some(path(object, nodes)?),
            name => rules.extend(rule(name, object, nodes)?),
        }
    }
    Ok(rules.into_iter().map(|rule| (path_of.clone(), rule)).collect())
}

fn path(object: &Term, nodes: &Nodes) -> Result<String, ShapeError> {
    match object {
        Term::NamedNode(node) => Ok(node.to_string()),
        list => Ok(members(list, nodes)?.join("/")),
    }
}

fn rule(name: &str, object: &Term, nodes: &Nodes) -> Result<Option<Rule>, ShapeError> {
    let text = object.to_string();
    let value = match object {
        Term::Literal(literal) => literal.value(),
        _ => "",
    };
    let is = |wanted: &str, rule: Rule| {
        let wrong = || ShapeError::Value { name: name.to_owned(), value: text.clone() };
        if value == wanted || text == format!("<{SH}{wanted}>") { Ok(rule) } else { Err(wrong()) }
    };
    Ok(Some(match name {
        "minCount" => is("1", Rule::AtLeastOne)?,
        "maxCount" => is("1", Rule::AtMostOne)?,
        "nodeKind" => is("IRI", Rule::Iri)?,
        "datatype" => Rule::Datatype(text),
        "class" => Rule::Class(text),
        "in" => Rule::In(members(object, nodes)?),
        "hasValue" => Rule::Has(text),
        "minInclusive" => Rule::AtLeast(text),
        "maxInclusive" => Rule::AtMost(text),
        "pattern" => Rule::Pattern(text),
        "languageIn" => Rule::Languages(members(object, nodes)?),
        "lessThan" => Rule::Before(text),
        "lessThanOrEquals" => Rule::NotAfter(text),
        name => return Err(ShapeError::Unknown(name.to_owned())),
    }))
}

/// What SHACL says of a node: local name and value.
fn terms<'n>(node: &str, nodes: &'n Nodes) -> impl Iterator<Item = (&'n str, &'n Term)> + use<'n> {
    let said = nodes.get(node).map(Vec::as_slice).unwrap_or_default();
    said.iter().filter_map(|(predicate, object)| Some((predicate.strip_prefix(SH)?, object)))
}

/// The members of a list.
fn members(list: &Term, nodes: &Nodes) -> Result<Vec<String>, ShapeError> {
    let (mut members, mut at) = (Vec::new(), list.to_string());
    let wrong =
        |value: &str| ShapeError::Value { name: "path".to_owned(), value: value.to_owned() };
    while at != rdf::NIL.to_string() {
        let said = nodes.get(&at).ok_or_else(|| wrong(&at))?;
        let object =
            |predicate: &str| said.iter().find(|(p, _)| p == predicate).map(|(_, o)| o.to_string());
        let (Some(first), Some(rest)) = (object(rdf::FIRST.as_str()), object(rdf::REST.as_str()))
        else {
            return Err(wrong(&at));
        };
        members.push(first);
        at = rest;
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e.org/> .\n";

    #[test]
    fn all_shapes_are_read() {
        let shapes = shapes().unwrap();
        assert!(shapes.len() > 200, "{}", shapes.len());
    }

    #[test]
    fn a_constraint_is_a_question() {
        let text = format!(
            "{HEAD} e:s a sh:NodeShape ; sh:targetClass e:C ; \
             sh:property [ sh:path ( e:a e:b ) ; sh:in ( 1 e:x ) ] ."
        );
        let read = read(&text).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(
            read[0].question(),
            "SELECT DISTINCT ?this ?value { ?this a <http://e.org/C> . ?this <http://e.org/a>/<http://e.org/b> ?value . \
             FILTER(!COALESCE(sameTerm(?value, \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>) || \
             sameTerm(?value, <http://e.org/x>), false)) }"
        );
    }

    #[test]
    fn what_is_not_read_is_told() {
        let shape = |said: &str| read(&format!("{HEAD} e:s a sh:NodeShape ; {said} ."));
        assert_eq!(shape("sh:closed true"), Err(ShapeError::Unknown("closed".to_owned())));
        let two = shape("sh:property [ sh:path e:p ; sh:minCount 2 ]");
        assert!(matches!(two, Err(ShapeError::Value { .. })), "{two:?}");
        assert!(matches!(read("a b"), Err(ShapeError::Turtle(_))));
    }
}
