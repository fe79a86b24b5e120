//! Exports of several files.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use super::gexf::gexf_of_year;
use super::neo4j::neo4j;
use super::{ExportError, Filter, Selection, Settings};

/// Writes the files of a bulk import of Neo4j 5 and the script that runs it into a folder, which is made.
///
/// # Errors
/// If a file cannot be written.
pub fn export_folder(
    selection: &Selection<'_>,
    settings: &Settings,
    folder: &Path,
) -> Result<(), ExportError> {
    fs::create_dir_all(folder)?;
    neo4j(selection, &settings.columns, |name| Ok(BufWriter::new(File::create(folder.join(name))?)))
}

/// Writes a GEXF file for each year in which something happens, `2020.gexf`, into a folder, which is made. The
/// selection is that of the filter, and every year has its places.
///
/// # Errors
/// If a file cannot be written.
pub fn export_years(
    selection: &Selection<'_>,
    filter: &Filter,
    settings: &Settings,
    folder: &Path,
) -> Result<(), ExportError> {
    fs::create_dir_all(folder)?;
    for (year, slice) in selection.by_year(filter) {
        let file = File::create(folder.join(format!("{year:04}.gexf")))?;
        gexf_of_year(&slice, &settings.columns, year, BufWriter::new(file))?;
    }
    Ok(())
}
