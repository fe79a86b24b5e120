//! The arguments of `score` and `annotate`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Inputs, RowFormat};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri extract pages/ > facts.jsonl\n  \
    chutri score gold/ facts.jsonl --errors\n\n\
    GOLD has one file NAME.json a document, of the form that `extract` prints; `\"alt\": [...]` lists other spellings \
    that are as good, `\"optional\": true` marks what may be found or not. `annotate` makes such files of annotations.")]
pub(in crate::cli) struct Score {
    /// Annotated facts: a folder of files NAME.json, or a file of JSON lines
    pub(in crate::cli) gold: PathBuf,
    /// Facts to be measured, as `extract` prints them
    pub(in crate::cli) facts: PathBuf,
    /// Print every missing and every wrong item, too
    #[arg(long)]
    errors: bool,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: RowFormat,
}

/// Whether single items are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Errors {
    /// They are.
    List,
    /// They are not.
    Leave,
}

impl Score {
    pub(in crate::cli) fn errors(&self) -> Errors {
        if self.errors { Errors::List } else { Errors::Leave }
    }
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chutri annotate export pages/ --form brat --output corpus\n  \
    chutri annotate import corpus > gold.jsonl"
)]
pub(in crate::cli) struct Annotate {
    #[command(subcommand)]
    pub(in crate::cli) way: Way,
}

/// Which way annotations go.
#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a run")]
pub(in crate::cli) enum Way {
    /// Write what is found in documents as annotations, to be corrected
    Export(AnnotateExport),
    /// Print annotations as facts, one JSON object a document
    Import(AnnotateImport),
}

#[derive(Debug, Args)]
#[command(
    mut_arg("paths", super::needed),
    after_help = "Examples:\n  chutri annotate export pages/ --form brat --output corpus\n  \
    chutri annotate export pages/ --form label-studio --output tasks.json"
)]
pub(in crate::cli) struct AnnotateExport {
    #[command(flatten)]
    pub(in crate::cli) read: Inputs,
    /// Program that is to read them
    #[arg(long, value_enum)]
    pub(in crate::cli) form: AnnotationForm,
    /// For brat a folder, for Label Studio a file
    #[arg(long, short, value_name = "DIR|FILE")]
    pub(in crate::cli) output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chutri annotate import corpus > gold.jsonl\n  \
    chutri annotate import export.json > gold.jsonl && chutri score gold.jsonl facts.jsonl")]
pub(in crate::cli) struct AnnotateImport {
    /// A folder of brat with its files .txt and .ann, or a JSON export of Label Studio
    pub(in crate::cli) annotations: PathBuf,
}

/// A program for annotating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum AnnotationForm {
    /// Standoff files of brat: NAME.txt and NAME.ann, and annotation.conf
    Brat,
    /// Tasks of Label Studio, and its labelling configuration beside them
    LabelStudio,
}
