//! The one way out for data, and the one for messages.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use super::error::CliError;

const BUFFER: usize = 64 * 1024;
/// What is told where there are no rows.
pub(super) const NOTHING: &str = "nothing in the graph answers that";

/// Where data goes: standard output or a file.
pub(super) struct Output {
    writer: BufWriter<Box<dyn Write>>,
    /// Columns of the terminal, where it is one.
    pub(super) width: Option<u16>,
}

impl Output {
    pub(super) fn stdout() -> Self {
        let stdout = io::stdout();
        let width = stdout.is_terminal().then(|| console::Term::stdout().size().1);
        Self { writer: BufWriter::with_capacity(BUFFER, Box::new(stdout)), width }
    }

    /// A new file in place of an old one.
    pub(super) fn file(path: &Path) -> Result<Self, CliError> {
        let failed = |source| CliError::Create { path: path.to_owned(), source };
        let file = File::create(path).map_err(failed)?;
        Ok(Self { writer: BufWriter::with_capacity(BUFFER, Box::new(file)), width: None })
    }

    /// A file to write on behind what it holds.
    pub(super) fn append(path: &Path) -> Result<Self, CliError> {
        let failed = |source| CliError::Create { path: path.to_owned(), source };
        let file = File::options().create(true).append(true).open(path).map_err(failed)?;
        Ok(Self { writer: BufWriter::with_capacity(BUFFER, Box::new(file)), width: None })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Tells something on standard error. A closed standard error is no reason to stop.
pub(super) fn tell(message: &dyn Display) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// Tells what went wrong on standard error.
pub(super) fn complain(message: &dyn Display) {
    tell(&format_args!("chutri: {message}"));
}
