//! `backup`: a copy of the graph.

use super::Outcome;
use super::args::Backup;
use super::error::CliError;
use super::output::tell;
use crate::triples::GraphFolder;

/// Copies the graph and tells where to.
pub(super) fn backup(arguments: &Backup) -> Result<Outcome, CliError> {
    let folder = GraphFolder::open(&arguments.graph.graph)?;
    folder.back_up(&arguments.target)?;
    tell(&format_args!(
        "{}: copied to {}: {} documents",
        folder.root().display(),
        arguments.target.display(),
        folder.manifest().documents
    ));
    Ok(Outcome::Done)
}
