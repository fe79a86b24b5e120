//! The arguments of commands that read a graph.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Graph, RowFormat, date};
use crate::cli::error::CliError;
use crate::links::PartialDate;
use crate::reports::Choice;

/// A stretch of time.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(in crate::cli) struct Window {
    /// First day, month or year: 2020-07-01, 2020-07, 2020
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) since: Option<PartialDate>,
    /// Last day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) until: Option<PartialDate>,
}

impl Window {
    /// Itself, where it has days.
    pub(in crate::cli) fn checked(self) -> Result<Self, CliError> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if until.latest() < since.earliest() => {
                Err(CliError::NoDays { since, until })
            }
            _ => Ok(self),
        }
    }
}

/// Which meetings.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Chosen {
    /// Part of the name of who took that part
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) person: Option<String>,
    /// Part of the name of the body whose meeting it was
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) body: Option<String>,
    /// Part of the name of the unit of that body, or of a unit above it
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) unit: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) window: Window,
}

impl Chosen {
    /// What is chosen, for reports.
    pub(in crate::cli) fn choice(&self) -> Result<Choice, CliError> {
        let window = self.window.checked()?;
        Ok(Choice {
            person: self.person.clone(),
            body: self.body.clone(),
            unit: self.unit.clone(),
            office: None,
            since: window.since,
            until: window.until,
        })
    }
}

const NAMES: &str = "Words without accents find every spelling, words with accents only themselves; a name in \
    full comes before parts of names. Where several things bear it, give the address of one.";

/// What a report is asked for.
#[derive(Debug, Args)]
pub(in crate::cli) struct Asked {
    /// A name or part of one, or an address of the graph
    pub(in crate::cli) name: String,
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  chutri person \"nong thi lan chi\" --format json\n\n{NAMES}"))]
pub(in crate::cli) struct Person {
    #[command(flatten)]
    pub(in crate::cli) asked: Asked,
}

#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  chutri body \"huyen uy bac son\"\n\n{NAMES}"))]
pub(in crate::cli) struct Body {
    #[command(flatten)]
    pub(in crate::cli) asked: Asked,
}

#[derive(Debug, Args)]
#[command(after_help = format!(
    "Examples:\n  chutri unit \"huyen bac son\" --as-of 2020-07-01\n  \
     chutri unit \"huyen cho moi\" --province \"an giang\"\n  chutri unit d065\n\n{NAMES}"
))]
pub(in crate::cli) struct Unit {
    /// A name, with or without the kind of unit, an id of the gazetteer, or an address of the graph
    pub(in crate::cli) name: String,
    /// The unit as it was on this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) as_of: Option<PartialDate>,
    /// Name of the province that it lies or lay in
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) province: Option<String>,
    /// Folder of tables that the graph was built with, where not only the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) ontology: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  chutri meetings --unit \"nghe an\" --since 2015 --kind congress"
)]
pub(in crate::cli) struct Meetings {
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    #[command(flatten)]
    pub(in crate::cli) chosen: Chosen,
    /// Kind of meeting; may be given several times
    #[arg(long, value_enum, value_name = "KIND")]
    pub(in crate::cli) kind: Vec<MeetingKindName>,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  chutri search \"chu tich hdnd\" --limit 20\n\n\
    Names come before quoted words, names in full before parts of names, and words with all their accents \
    before words that lack some. Words with accents find only themselves.")]
pub(in crate::cli) struct Search {
    /// The words, side by side
    pub(in crate::cli) text: String,
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    /// Most rows
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(in crate::cli) limit: usize,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  chutri diff graph-of-may graph-of-june --format json")]
pub(in crate::cli) struct Diff {
    /// Folder of the graph before
    #[arg(value_name = "GRAPH_A")]
    pub(in crate::cli) before: PathBuf,
    /// Folder of the graph after
    #[arg(value_name = "GRAPH_B")]
    pub(in crate::cli) after: PathBuf,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri review\n  chutri review --export open.csv\n  \
    chutri review --import open.csv --who \"an\"\n\n\
    Decisions stand in the graph folder as decisions.csv, plain text for your version control, and every \
    build heeds them. They name a person by a page and the name on it, which no build changes.")]
pub(in crate::cli) struct Review {
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    /// Who decides
    #[arg(long, value_name = "NAME", env = "USER", hide_env_values = true, default_value = "")]
    pub(in crate::cli) who: String,
    /// Show pairs that are decided already, too
    #[arg(long)]
    pub(in crate::cli) again: bool,
    /// Write all open pairs with what the pages say of them as CSV, and end; `-` is standard output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["import", "again"])]
    pub(in crate::cli) export: Option<PathBuf>,
    /// Take the rows of such a table that have a verdict (same, different, unsure), and end; `-` is
    /// standard input
    #[arg(long, value_name = "FILE", conflicts_with = "again")]
    pub(in crate::cli) import: Option<PathBuf>,
}

/// A kind of meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MeetingKindName {
    /// Conference of a committee or office
    Conference,
    /// Working session with somebody
    #[value(alias = "working_session")]
    WorkingSession,
    /// Party or mass congress
    Congress,
    /// Session of a council, committee or assembly
    #[value(alias = "council_session")]
    CouncilSession,
    /// Ceremony
    Ceremony,
    /// Visit, reception, inspection
    Visit,
    /// Any other
    Other,
}
