//! `export`: the graph in the forms of other programs.

use std::io::Write;

use super::Outcome;
use super::args::{Export, ExportFormat, FlavourName, TableName, ViewName};
use super::error::CliError;
use super::inputs::ontology;
use super::output::Output;
use crate::exports::{self, ByteOrderMark, Flavour, Format, Settings, Table, View};
use crate::pipeline::open_graph;

/// Writes the graph to standard output or a file.
pub(super) fn export(arguments: &Export, output: &mut Output) -> Result<Outcome, CliError> {
    let settings = settings(arguments)?;
    let ontology = ontology(arguments.ontology.as_deref())?;
    let graph = open_graph(&arguments.graph.graph, &ontology)?;
    match &arguments.output {
        None => exports::export(&graph, settings, output)?,
        Some(path) => {
            let mut file = Output::file(path)?;
            exports::export(&graph, settings, &mut file)?;
            file.flush()?;
        }
    }
    Ok(Outcome::Done)
}

/// What the arguments ask for; the form is that of the file's ending where none is given.
fn settings(arguments: &Export) -> Result<Settings, CliError> {
    let told = arguments.format.map(Format::from);
    let format = told.or_else(|| Format::of_path(arguments.output.as_deref()?));
    Ok(Settings {
        format: format.ok_or(CliError::NoFormat)?,
        view: arguments.view.into(),
        flavour: arguments.flavour.into(),
        table: arguments.table.into(),
        mark: if arguments.bom { ByteOrderMark::With } else { ByteOrderMark::Without },
    })
}

impl From<ExportFormat> for Format {
    fn from(name: ExportFormat) -> Self {
        match name {
            ExportFormat::Graphml => Self::GraphMl,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Ttl => Self::Turtle,
            ExportFormat::Nq => Self::NQuads,
        }
    }
}

impl From<ViewName> for View {
    fn from(name: ViewName) -> Self {
        match name {
            ViewName::Things => Self::Things,
            ViewName::Full => Self::Full,
            ViewName::PeopleMeetings => Self::PeopleMeetings,
            ViewName::Bodies => Self::Bodies,
            ViewName::Careers => Self::Careers,
        }
    }
}

impl From<FlavourName> for Flavour {
    fn from(name: FlavourName) -> Self {
        match name {
            FlavourName::Portable => Self::Portable,
            FlavourName::Gephi => Self::Gephi,
        }
    }
}

impl From<TableName> for Table {
    fn from(name: TableName) -> Self {
        match name {
            TableName::Chairings => Self::Chairings,
            TableName::Nodes => Self::Nodes,
            TableName::Edges => Self::Edges,
        }
    }
}
