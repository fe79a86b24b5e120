//! `export`: the graph in the forms of other programs.

use std::io::Write;

use super::Outcome;
use super::args::{Export, ExportFormat, FlavourName, TableName, ViewName};
use super::error::CliError;
use super::inputs::ontology;
use super::output::Output;
use crate::exports::{
    ByteOrderMark, Flavour, View, chairings, chairings_csv, edges_csv, graphml, nodes_csv,
};
use crate::graph::KnowledgeGraph;
use crate::pipeline::open_graph;
use crate::triples::{Terms, write_nquads, write_turtle};

/// Writes the graph to standard output or a file.
pub(super) fn export(arguments: &Export, output: &mut Output) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.ontology.as_deref())?;
    let graph = open_graph(&arguments.graph.graph, &ontology)?;
    match &arguments.output {
        None => write(arguments, &graph, output)?,
        Some(path) => {
            let mut file = Output::file(path)?;
            write(arguments, &graph, &mut file)?;
            file.flush()?;
        }
    }
    Ok(Outcome::Done)
}

fn write(arguments: &Export, graph: &KnowledgeGraph, out: &mut Output) -> Result<(), CliError> {
    let view = view(arguments.view);
    let mark = if arguments.bom { ByteOrderMark::With } else { ByteOrderMark::Without };
    match (arguments.format, arguments.table) {
        (ExportFormat::Graphml, _) => graphml(graph, view, flavour(arguments.flavour), out)?,
        (ExportFormat::Csv, TableName::Chairings) => chairings_csv(chairings(graph), mark, out)?,
        (ExportFormat::Csv, TableName::Nodes) => nodes_csv(graph, view, mark, out)?,
        (ExportFormat::Csv, TableName::Edges) => edges_csv(graph, view, mark, out)?,
        (ExportFormat::Ttl, _) => write_turtle(graph, &Terms::built_in(), out)?,
        (ExportFormat::Nq, _) => write_nquads(graph, &Terms::built_in(), out)?,
    }
    Ok(())
}

fn view(name: ViewName) -> View {
    match name {
        ViewName::Things => View::Things,
        ViewName::Full => View::Full,
        ViewName::PeopleMeetings => View::PeopleMeetings,
        ViewName::Bodies => View::Bodies,
        ViewName::Careers => View::Careers,
    }
}

fn flavour(name: FlavourName) -> Flavour {
    match name {
        FlavourName::Portable => Flavour::Portable,
        FlavourName::Gephi => Flavour::Gephi,
    }
}
