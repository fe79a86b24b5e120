//! The command line: arguments, tables, progress, exit codes. The only room that prints.
//!
//! Standard output carries data, standard error everything else. A reader that goes away (`| head`) ends
//! the command quietly.

mod account;
mod annotate;
mod args;
mod backup;
mod body;
mod build;
mod chaired;
mod check;
mod diff;
mod error;
mod export;
mod extract;
mod inputs;
mod interrupt;
mod link;
mod lookup;
mod manual;
mod meetings;
mod originals;
mod output;
mod person;
mod progress;
mod query;
mod repeated;
mod report;
mod resume;
mod review;
mod score;
mod search;
mod serve;
mod stats;
mod table;
mod texts;
mod unit;
mod verify;
mod why;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use error::CliError;
use output::{Output, complain};

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was done.
    Done,
    /// All was done but for input that was rejected, and told.
    Rejected,
    /// The user ended it, and what was done is kept.
    Interrupted,
    /// Something is wrong with what was to be checked, and told.
    Wrong,
}

/// Runs the command that the program's arguments ask for and gives its exit code: 0 done, 1 done with
/// rejected input or something found wrong, 2 wrong use or environment, 130 interrupted by Ctrl-C.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::stdout();
    let outcome = dispatch(arguments.command, &mut output).and_then(|outcome| {
        output.flush()?;
        Ok(outcome)
    });
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Rejected | Outcome::Wrong) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::EXIT_CODE),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: Command, output: &mut Output) -> Result<Outcome, CliError> {
    match command {
        Command::Build(arguments) => build::build(&arguments),
        Command::Link(arguments) => link::link(&arguments),
        Command::Extract(arguments) => extract::extract(&arguments, output),
        Command::Texts(arguments) => texts::texts(&arguments, output),
        Command::Repeated(arguments) => repeated::repeated(&arguments, output),
        Command::Chaired(arguments) => chaired::chaired(&arguments, output),
        Command::Person(arguments) => person::person(&arguments, output),
        Command::Body(arguments) => body::body(&arguments, output),
        Command::Unit(arguments) => unit::unit(&arguments, output),
        Command::Meetings(arguments) => meetings::meetings(&arguments, output),
        Command::Search(arguments) => search::search(&arguments, output),
        Command::Diff(arguments) => diff::diff(&arguments, output),
        Command::Review(arguments) => review::review(&arguments, output),
        Command::Query(arguments) => query::ask(&arguments, output),
        Command::Why(arguments) => why::why(&arguments, output),
        Command::Export(arguments) => export::export(&arguments, output),
        Command::Score(arguments) => score::run(&arguments, output),
        Command::Annotate(arguments) => annotate::annotate(&arguments, output),
        Command::Explain(arguments) => extract::explain(&arguments, output),
        Command::Stats(arguments) => stats::stats(&arguments, output),
        Command::Check(arguments) => check::check(&arguments, output),
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::Verify(arguments) => verify::verify(&arguments, output),
        Command::Backup(arguments) => backup::backup(&arguments),
        Command::Completions { shell } => {
            manual::completions(shell, output);
            Ok(Outcome::Done)
        }
        Command::Man { folder } => manual::man(folder.as_deref(), output),
    }
}
