//! The arguments of `query`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Graph;

#[derive(Debug, Args)]
#[group(id = "asked", required = true, multiple = false)]
#[command(after_help = "Examples:\n  chutri query --list\n  \
    chutri query who-chaired-what --param person=chi --param since=2015\n  \
    chutri query 'SELECT ?who ?m WHERE { ?p ct:chaired ?m ; skos:prefLabel ?who }'\n  \
    chutri query --file question.rq --format csv\n\n\
    In SPARQL, ct:matches(?name, \"words\") is whether a text holds words, whatever accents they lack.")]
pub(in crate::cli) struct Query {
    /// SPARQL, a file that holds it, or the name of a question; `-` reads it from standard input
    #[arg(group = "asked", value_name = "QUERY")]
    pub(in crate::cli) text: Option<String>,
    /// File that holds the query
    #[arg(long, short, value_name = "FILE", group = "asked")]
    pub(in crate::cli) file: Option<PathBuf>,
    /// Print the named questions
    #[arg(long, group = "asked")]
    pub(in crate::cli) list: bool,
    /// What a named question asks about; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub(in crate::cli) param: Vec<(String, String)>,
    #[command(flatten)]
    pub(in crate::cli) graph: Graph,
    /// Form of the answer; json, csv, tsv and xml are the SPARQL 1.1 result formats [default: table, of
    /// triples ttl]
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<QueryFormat>,
    /// Seconds after which the query is stopped; 0 for never
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub(in crate::cli) timeout: u64,
    /// Mebibytes of memory, beyond those of the graph, from which it is stopped; 0 for any number
    #[arg(long, value_name = "MIB", default_value_t = 4096)]
    pub(in crate::cli) max_memory: u64,
    /// Rows or triples beyond which it is stopped [default: any number]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) max_rows: Option<usize>,
}

/// A form of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum QueryFormat {
    /// Aligned table
    Table,
    /// SPARQL 1.1 Query Results JSON
    Json,
    /// SPARQL 1.1 Query Results CSV
    Csv,
    /// SPARQL 1.1 Query Results TSV
    Tsv,
    /// SPARQL Query Results XML
    Xml,
    /// Markdown table
    Md,
    /// Triples as Turtle
    Ttl,
    /// Triples as N-Triples
    Nt,
    /// Triples as N-Quads
    Nq,
    /// Triples as `TriG`
    Trig,
    /// Triples as RDF/XML
    Rdfxml,
    /// Triples as JSON-LD
    Jsonld,
}

/// Reads `name=value`.
fn pair(text: &str) -> Result<(String, String), String> {
    let wrong = || format!("`{text}` is no NAME=VALUE such as person=lan");
    text.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())).ok_or_else(wrong)
}
