//! An account for reading: a heading a statement, and below it the words in their sentence.

use std::io::Write;

use super::super::args::RowFormat;
use super::super::error::CliError;
use super::super::output::Output;
use crate::reports::{Account, Rows};

/// Most words that are shown of one statement.
const SHOWN: usize = 12;
/// What stands around words that are marked.
const MARKS: [&str; 2] = ["\u{ab}", "\u{bb}"];

/// A row of what is said, by column.
struct Row<'a> {
    rows: &'a Rows,
    cells: &'a [Option<String>],
}

impl<'a> Row<'a> {
    fn cell(&self, name: &str) -> &'a str {
        self.rows.place(name).and_then(|at| self.cells[at].as_deref()).unwrap_or_default()
    }
}

/// Prints an account as text, or as Markdown.
pub(super) fn print(
    account: &Account,
    format: RowFormat,
    output: &mut Output,
) -> Result<(), CliError> {
    let markdown = format == RowFormat::Md;
    let (title, point) = if markdown { ("# ", "- ") } else { ("", "  ") };
    writeln!(output, "{title}{} ({})", account.subject.label, account.subject.kind)?;
    if markdown {
        writeln!(output)?;
    }
    for row in &account.about.rows {
        let cell = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or_default();
        writeln!(output, "{point}{}: {}", cell(0), one_line(cell(1)))?;
    }
    let rows: Vec<Row> =
        account.said.rows.iter().map(|cells| Row { rows: &account.said, cells }).collect();
    for of_one in rows.chunk_by(|a, b| a.cell("statement") == b.cell("statement")) {
        statement(of_one, format, output)?;
    }
    for (name, rows, columns) in [
        ("left open", &account.candidates, &["of", "rank", "reading", "id", "belief"][..]),
        (
            "perhaps the same",
            &account.undecided,
            &["perhaps", "belief", "for", "against", "perhaps_address"],
        ),
        ("contradictions", &account.contradictions, &["kind", "from", "until", "left", "right"]),
        (
            "decisions",
            &account.decisions,
            &["verdict", "left_document", "right_document", "who", "when", "why"],
        ),
    ] {
        if !rows.rows.is_empty() {
            let heading = if markdown { "## " } else { "" };
            writeln!(output, "\n{heading}{name} ({})", rows.rows.len())?;
            if markdown {
                writeln!(output)?;
            }
            rows.with(columns).print(format, output)?;
        }
    }
    Ok(())
}

/// A statement, with the words that say it.
fn statement(rows: &[Row], format: RowFormat, output: &mut Output) -> Result<(), CliError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let heading = if format == RowFormat::Md { "## " } else { "" };
    writeln!(output, "\n{heading}{}", headline(first))?;
    if format == RowFormat::Md {
        writeln!(output)?;
    }
    let point = if format == RowFormat::Md { "- " } else { "  " };
    if first.cell("confidence").is_empty() {
        writeln!(output, "{point}{}", first.cell("statement"))?;
    } else {
        let [belief, pages, address] =
            ["confidence", "documents", "statement"].map(|name| first.cell(name));
        writeln!(output, "{point}belief {belief}, pages that say so: {pages}, {address}")?;
    }
    for row in rows.iter().take(SHOWN) {
        words(row, format, output)?;
    }
    if rows.len() > SHOWN {
        writeln!(output, "{point}{} more: --format csv has all", rows.len() - SHOWN)?;
    }
    Ok(())
}

/// Who did or held what and when, or what is named.
fn headline(row: &Row) -> String {
    let (who, how, what, when) =
        (row.cell("who"), row.cell("how"), row.cell("what"), row.cell("when"));
    let subject = if who.is_empty() { String::new() } else { format!("{who}, ") };
    let when = if when.is_empty() { String::new() } else { format!(", {when}") };
    if how == "named" { format!("named: {what}") } else { format!("{subject}{how}: {what}{when}") }
}

/// Words in their sentence, then where they stand.
fn words(row: &Row, format: RowFormat, output: &mut Output) -> Result<(), CliError> {
    let [before, quote, after] = ["before", "quote", "after"].map(|name| row.cell(name));
    let quote = one_line(quote);
    let quote = match (format, output.width) {
        (RowFormat::Md, _) => format!("**{quote}**"),
        (_, Some(_)) => console::style(quote).bold().to_string(),
        (_, None) => quote,
    };
    let [open, close] = MARKS;
    // Spaces at the seams are those of the text.
    let (before, after) = (spaced(before), spaced(after));
    let marked = format!("{before}{open}{quote}{close}{after}");
    let places = ["page", "published", "url"].map(|name| row.cell(name));
    let mut places: Vec<String> =
        places.into_iter().filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
    places.push(format!("characters {} to {}", row.cell("start"), row.cell("end")));
    if !row.cell("rule").is_empty() {
        places.push(format!("found by {}", row.cell("rule")));
    }
    let point = if format == RowFormat::Md { "- " } else { "  " };
    writeln!(output, "{point}{}", marked.trim())?;
    writeln!(output, "    {}", places.join(", "))?;
    Ok(())
}

/// Runs of white space as one space, at the ends too.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            spaced.push(c);
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    spaced
}

/// Runs of white space as one space.
fn one_line(text: &str) -> String {
    spaced(text).trim().to_owned()
}
