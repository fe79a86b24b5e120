//! The graphs that a query is about. All triples of a store stand in one, which is called as the base of its
//! addresses is.

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode};
use oxigraph::sparql::QueryDatasetSpecification;

use super::query::QueryError;

/// Graphs by their names; where none is given, those that the query itself names, or else all triples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    /// Graphs whose triples together are the default graph.
    pub default: Vec<String>,
    /// Graphs that `GRAPH` finds.
    pub named: Vec<String>,
}

impl Dataset {
    /// Makes a query be about these graphs.
    pub(super) fn set(
        &self,
        of_query: &mut QueryDatasetSpecification,
        base: &str,
    ) -> Result<(), QueryError> {
        if self.default.is_empty() && self.named.is_empty() {
            if let Some(graphs) = of_query.default_graph_graphs() {
                let graphs = graphs.iter().cloned().map(|graph| meant(graph, base)).collect();
                of_query.set_default_graph(graphs);
            }
            return Ok(());
        }
        let graphs = self.default.iter().map(|name| Ok(meant(node(name)?.into(), base)));
        of_query.set_default_graph(graphs.collect::<Result<_, QueryError>>()?);
        let graphs = self.named.iter().map(|name| Ok(NamedOrBlankNode::from(node(name)?)));
        of_query.set_available_named_graphs(graphs.collect::<Result<_, QueryError>>()?);
        Ok(())
    }
}

/// The graph of all triples where its name is given.
fn meant(graph: GraphName, base: &str) -> GraphName {
    match graph {
        GraphName::NamedNode(node) if node.as_str() == base => GraphName::DefaultGraph,
        other => other,
    }
}

fn node(name: &str) -> Result<NamedNode, QueryError> {
    let wrong = |error| QueryError::NoGraph { name: name.to_owned(), problem: format!("{error}") };
    NamedNode::new(name).map_err(wrong)
}
