//! Arguments of `link`.

use clap::Args;

use super::{Files, Graph, needed};

/// Facts in the place of documents.
fn facts(paths: clap::Arg) -> clap::Arg {
    let help = "Facts as `chutri extract` prints them, by this program and these tables: files, compressed or not, \
        folders, or `-` for standard input";
    needed(paths).value_name("FACTS").help(help)
}

#[derive(Debug, Args)]
#[command(
    mut_arg("paths", facts),
    after_help = "Examples:\n  chutri extract pages/ | chutri link - --graph graph\n  \
    chutri link facts/ --graph graph    # the shards of a cluster, in any number\n\n\
    The graph is the one that `chutri build` makes of the same documents, whatever the order of the facts, the number of \
    files, or lines that come again."
)]
pub(in crate::cli) struct Link {
    #[command(flatten)]
    pub(in crate::cli) facts: Files,
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    /// Take out of the graph every document that is not in FACTS; not where some line is rejected
    #[arg(long, conflicts_with = "anew")]
    pub(in crate::cli) sync: bool,
    /// Forget what the graph holds and build it of FACTS alone
    #[arg(long)]
    pub(in crate::cli) anew: bool,
    /// Base of the addresses of all things, with its last slash [default: that of the graph, or
    /// chutri's own]
    #[arg(long, value_name = "IRI")]
    pub(in crate::cli) base: Option<String>,
}
