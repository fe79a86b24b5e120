//! Completions and manual pages, made from the arguments' declaration.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;
use super::args::Arguments;
use super::error::CliError;
use super::output::Output;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell, output: &mut Output) {
    clap_complete::generate(shell, &mut Arguments::command(), "chutri", output);
}

/// Prints the main manual page, or writes one page a command into `folder`.
pub(super) fn man(folder: Option<&Path>, output: &mut Output) -> Result<Outcome, CliError> {
    let command = Arguments::command();
    match folder {
        None => clap_mangen::Man::new(command).render(output)?,
        Some(folder) => {
            let failed = |source| CliError::Create { path: folder.to_owned(), source };
            fs::create_dir_all(folder).map_err(failed)?;
            clap_mangen::generate_to(command, folder).map_err(failed)?;
        }
    }
    Ok(Outcome::Done)
}
