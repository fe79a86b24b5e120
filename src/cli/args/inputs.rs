//! The arguments of commands that read documents.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use super::date;
use crate::document::Encoding;
use crate::links::PartialDate;

/// What is read, and how that is told.
#[derive(Debug, Args)]
pub(in crate::cli) struct Files {
    /// Texts, web pages, JSON Lines (`id`, `url`, `published`, `title`, `text`), CSV and TSV with such columns,
    /// crawls (WARC, WET), PDF with text, messages, DOCX and ODT, zip and tar of them, compressed or not;
    /// folders, or `-` for standard input
    #[arg(value_name = "INPUT")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// File of paths to read, too, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) from: Option<PathBuf>,
    /// Write what was read, passed over and rejected as JSON
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) report: Option<PathBuf>,
    /// Folder in which rejected input is kept as files
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) rejects: Option<PathBuf>,
    /// Number of threads [default: all cores]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) threads: Option<NonZeroUsize>,
    /// Folder of tables that replace or add to the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) ontology: Option<PathBuf>,
    /// How many times its size a compressed file may unpack to
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub(in crate::cli) max_ratio: u64,
}

/// Which documents are read.
#[derive(Debug, Args)]
pub(in crate::cli) struct Inputs {
    #[command(flatten)]
    pub(in crate::cli) files: Files,
    /// Read only pages of this site and its subdomains, as angiang.gov.vn; may be given several times
    #[arg(long, value_name = "DOMAIN")]
    pub(in crate::cli) site: Vec<String>,
    /// Read only what was published on or after this day, month or year; what has no day is passed over
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) since: Option<PartialDate>,
    /// Read only what was published on or before this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) until: Option<PartialDate>,
    /// Encoding of all texts, as utf-8, windows-1258, tcvn3, vni, viscii, viqr [default: told from each]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(in crate::cli) encoding: Option<Encoding>,
    /// Keep the pages of a crawl that are not in Vietnamese, too
    #[arg(long)]
    pub(in crate::cli) any_language: bool,
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::of_name(name).ok_or_else(|| {
        "no encoding has this name; the old Vietnamese ones are windows-1258, tcvn3, vni, viscii, viqr"
            .to_owned()
    })
}
