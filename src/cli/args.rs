//! The arguments of each command. One declaration drives parsing, help, man pages and completions.

mod asking;
mod evaluation;
mod export;
mod inputs;
mod link;
mod reading;
mod serve;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::links::PartialDate;

pub(super) use asking::{Query, QueryFormat};
pub(super) use evaluation::{
    Annotate, AnnotateExport, AnnotateImport, AnnotationForm, Errors, Score, Way,
};
pub(super) use export::{
    Export, ExportFormat, FlavourName, KindName, MeasureName, Places, TableName, ViewName,
};
pub(super) use inputs::{Files, Inputs};
pub(super) use link::Link;
pub(super) use reading::{
    Body, Chosen, Diff, MeetingKindName, Meetings, Person, Review, Search, Unit, Window,
};
pub(super) use serve::{LogFormat, Serve};

/// Knowledge graphs of Vietnamese political news: who chaired what, who held which office when, and which
/// sentence says so.
#[derive(Debug, Parser)]
#[command(name = "chutri", version, propagate_version = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read documents and build the graph of what they say together
    Build(Build),
    /// Read documents and print their facts, one JSON object a document
    Extract(Extract),
    /// Build the graph of facts that `extract` printed, here or on many machines
    Link(Link),
    /// Print documents as they are read: text, headline, date and what else their source tells
    Texts(Texts),
    /// Print lines that stand on many pages of a site, as a table that keeps them out of facts
    Repeated(Repeated),
    /// Print who chaired which meeting
    Chaired(Chaired),
    /// Print the offices, meetings, partners and sources of a person
    Person(Person),
    /// Print the posts of a body with their holders in succession, its meetings, and what it is part of
    Body(Body),
    /// Print an administrative unit through time: versions, what became of it, what it held, its bodies
    Unit(Unit),
    /// Print meetings with their chairs and how many took part
    Meetings(Meetings),
    /// Search names and quoted words
    Search(Search),
    /// Print what one graph says that another does not
    Diff(Diff),
    /// Decide which people of one name are one person
    Review(Review),
    /// Ask the graph in SPARQL; prefixes need no declaration
    Query(Query),
    /// Print what stands behind anything in the graph: statements, the words that say them, what is left open, and the
    /// decisions that were heeded
    Why(Why),
    /// Write the graph for other programs
    Export(Export),
    /// Show how documents are read: chunks, words that lost to longer ones, rules that fired
    Explain(Explain),
    /// Measure facts against annotated ones: precision, recall and F1 of each kind
    Score(Score),
    /// Write facts as annotations for brat or Label Studio, and read them back corrected
    Annotate(Annotate),
    /// Count what the graph holds
    Stats(Stats),
    /// Print what contradicts itself in the graph, with the words of both sides, and what breaks a shape of
    /// the ontology; exit code 1 where anything does
    Check(Check),
    /// Open the graph in the browser, and to tools over SPARQL and a JSON API
    Serve(Serve),
    /// See whether the files of the graph are as they were written; exit code 1 where one is not
    Verify(Verify),
    /// Copy the graph as it is, while builds may go on
    Backup(Backup),
    /// Print the completions of a shell
    #[command(
        after_help = "Example:\n  chutri completions bash > ~/.local/share/bash-completion/completions/chutri"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write all pages into a folder
    #[command(after_help = "Example:\n  chutri man ~/.local/share/man/man1")]
    Man {
        /// Folder for one page a command; without it the main page goes to standard output
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

/// Input without which a command has nothing to do.
fn needed(paths: clap::Arg) -> clap::Arg {
    paths.required_unless_present("from")
}

#[derive(Debug, Args)]
#[command(
    mut_arg("paths", needed),
    after_help = "Example:\n  chutri texts pages/ crawl.warc.gz > texts.jsonl\n\n\
    One JSON object a document, which every command reads again. The places of facts count its characters."
)]
pub(super) struct Texts {
    #[command(flatten)]
    pub(super) read: Inputs,
}

#[derive(Debug, Args)]
#[command(
    mut_arg("paths", needed),
    after_help = "Example:\n  mkdir -p mine/reading\n  chutri repeated crawl.warc.gz > mine/reading/repeated.csv\n  \
    chutri build crawl.warc.gz --ontology mine\n\n\
    Look the table through before it is used: its lines are left out of all pages of their sites."
)]
pub(super) struct Repeated {
    #[command(flatten)]
    pub(super) read: Inputs,
    /// Least number of pages of a site on which a line stands
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(super) pages: usize,
    /// Least share of the pages of a site, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 20)]
    pub(super) share: u8,
}

#[derive(Debug, Args)]
#[command(
    mut_arg("paths", needed),
    after_help = "Examples:\n  chutri extract page.html\n  \
    chutri extract crawl.warc.gz --site angiang.gov.vn --since 2024 --output facts.jsonl\n  \
    chutri extract pages/ --unparsed"
)]
pub(super) struct Extract {
    #[command(flatten)]
    pub(super) read: Inputs,
    /// Form of the facts
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: FactsFormat,
    /// File for the facts [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Go on where a run that was interrupted stopped: documents whose facts the file holds are not read again
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
    /// Print, instead of facts, the sentences that promise one and gave none: document, place, cue, words
    #[arg(long, conflicts_with = "resume")]
    pub(super) unparsed: bool,
}

/// Which graph.
#[derive(Debug, Args)]
pub(super) struct Graph {
    /// Folder of the graph
    #[arg(long, value_name = "DIR", default_value = "graph", env = "CHUTRI_GRAPH")]
    pub(super) graph: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri build articles/ crawl.warc.gz --graph graph\n  \
    chutri build more/\n  chutri build --remove 2020/07/a.txt\n  chutri build articles/ --sync\n\n\
    Documents that the graph holds already are read only where they changed; the graph is that of a clean build \
    of all its documents. Without INPUT it is built anew by the decisions that `chutri review` left.")]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) read: Inputs,
    #[command(flatten)]
    pub(super) graph: Graph,
    /// Take documents out of the graph, by id, address or path of the file
    #[arg(long, value_name = "ID|PATH", num_args = 1..)]
    pub(super) remove: Vec<String>,
    /// Take out of the graph every document that is not in INPUT; not where some input is rejected
    #[arg(long, conflicts_with = "anew")]
    pub(super) sync: bool,
    /// Forget what the graph holds and build it of INPUT alone
    #[arg(long, conflicts_with = "remove")]
    pub(super) anew: bool,
    /// Go on where a build that was interrupted while it read stopped
    #[arg(long)]
    pub(super) resume: bool,
    /// Base of the addresses of all things, with its last slash [default: that of the graph, or
    /// chutri's own]
    #[arg(long, value_name = "IRI")]
    pub(super) base: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chutri chaired --unit \"nghe an\" --since 2015 --until 2020\n  \
    chutri chaired --person \"nong thi lan chi\" --format csv\n\n\
    Words without accents find every spelling: `--person son` finds every name with Son under any mark; words with \
    accents find only themselves."
)]
pub(super) struct Chaired {
    #[command(flatten)]
    pub(super) graph: Graph,
    #[command(flatten)]
    pub(super) chosen: Chosen,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri why \"nong thi lan chi\"\n  \
    chutri why 5gg6.n29c5p6n                 # a row of `chutri chaired`, by its last column\n  \
    chutri why post/bi-thu/tinh-uy/lang-son  # anything of the graph, by its address\n  \
    chutri why bac-son-2018-02-06 --texts pages/\n\n\
    Words stand between guillemets in their sentence where --texts has the page, else in what the graph quotes of it.")]
pub(super) struct Why {
    /// A name or part of one, an address of the graph or its path, the name or address of a page, or the id of a
    /// row of `chaired`
    pub(super) what: String,
    /// Documents that the graph was built of, to show whole sentences
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub(super) texts: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) graph: Graph,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  chutri stats --graph graph --format json")]
pub(super) struct Stats {
    #[command(flatten)]
    pub(super) graph: Graph,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  chutri check --graph graph --format md > contradictions.md")]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) graph: Graph,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri verify --graph graph\n  chutri verify --repair")]
pub(super) struct Verify {
    #[command(flatten)]
    pub(super) graph: Graph,
    /// Where something is damaged, and the facts are whole, make all else anew from them
    #[arg(long)]
    pub(super) repair: bool,
    /// Folder of the tables that the graph was built with, where they are not the built-in ones
    #[arg(long, value_name = "DIR", requires = "repair")]
    pub(super) ontology: Option<PathBuf>,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: RowFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri backup monday\n  chutri stats --graph monday\n  \
    chutri backup monday.tar && mkdir monday && tar -xf monday.tar -C monday")]
pub(super) struct Backup {
    /// A new folder, which is then a graph itself, or a new file NAME.tar that holds one
    #[arg(value_name = "DIR|FILE.tar")]
    pub(super) target: PathBuf,
    #[command(flatten)]
    pub(super) graph: Graph,
}

#[derive(Debug, Args)]
#[command(
    mut_arg("paths", needed),
    after_help = "Examples:\n  chutri explain page.txt\n  chutri explain page.txt --ontology mine"
)]
pub(super) struct Explain {
    #[command(flatten)]
    pub(super) read: Inputs,
}

/// Reads a day, month or year.
fn date(text: &str) -> Result<PartialDate, String> {
    let wrong = || format!("`{text}` is no date such as 2020-07-01, 2020-07 or 2020");
    PartialDate::parse(text).ok_or_else(wrong)
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum FactsFormat {
    /// One JSON object a line
    #[default]
    Jsonl,
}

/// Form of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum RowFormat {
    /// Aligned table
    #[default]
    Table,
    /// Array of JSON objects
    Json,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// Markdown table
    Md,
}

#[cfg(test)]
mod examples;
