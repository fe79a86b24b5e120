//! `annotate`: facts to programs in which people correct them, and back.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Outcome;
use super::args::{Annotate, AnnotateExport, AnnotateImport, AnnotationForm, Way};
use super::error::CliError;
use super::inputs::{each, ontology};
use super::output::{Output, complain};
use crate::document::Document;
use crate::evaluation::{
    Marked, brat_configuration, label_studio_configuration, of_brat, of_label_studio, to_brat,
    to_label_studio,
};
use crate::facts::{DocumentFacts, Extractor};

pub(super) fn annotate(arguments: &Annotate, output: &mut Output) -> Result<Outcome, CliError> {
    match &arguments.way {
        Way::Export(arguments) => export(arguments),
        Way::Import(arguments) => import(arguments, output),
    }
}

/// Reads documents and writes what is found in each.
fn export(arguments: &AnnotateExport) -> Result<Outcome, CliError> {
    let ontology = ontology(arguments.read.files.ontology.as_deref())?;
    let extractor = Extractor::new(&ontology);
    let work = |document: &Document| Marked::of(&extractor.extract(document), &document.text);
    let mut target = Target::create(arguments)?;
    let progress = each(&arguments.read, &ontology.pages, work, |marked| target.write(&marked?))?;
    target.finish()?;
    progress.outcome()
}

/// Where annotations are written.
enum Target {
    /// A folder of brat.
    Brat(PathBuf),
    /// A file of tasks, and how many it has.
    LabelStudio(Output, usize),
}

impl Target {
    fn create(arguments: &AnnotateExport) -> Result<Self, CliError> {
        let path = &arguments.output;
        match arguments.form {
            AnnotationForm::Brat => {
                let configuration = path.join("annotation.conf");
                write(&configuration, &brat_configuration())?;
                Ok(Self::Brat(path.clone()))
            }
            AnnotationForm::LabelStudio => {
                let mut file = Output::file(path)?;
                write(&path.with_extension("xml"), &label_studio_configuration())?;
                write!(file, "[")?;
                Ok(Self::LabelStudio(file, 0))
            }
        }
    }

    fn write(&mut self, marked: &Marked) -> Result<(), CliError> {
        match self {
            Self::Brat(folder) => {
                let parts = marked.head.doc.split('/');
                let parts = parts.filter(|part| !["", ".", ".."].contains(part));
                let name = folder.join(parts.collect::<PathBuf>());
                let with = |ending: &str| {
                    let mut path = name.clone().into_os_string();
                    path.push(ending);
                    PathBuf::from(path)
                };
                write(&with(".txt"), &marked.text)?;
                write(&with(".ann"), &to_brat(marked))
            }
            Self::LabelStudio(file, count) => {
                let between = if *count == 0 { "\n" } else { ",\n" };
                *count += 1;
                write!(file, "{between}{}", to_label_studio(marked, *count))?;
                Ok(())
            }
        }
    }

    fn finish(self) -> Result<(), CliError> {
        if let Self::LabelStudio(mut file, _) = self {
            writeln!(file, "\n]")?;
            file.flush()?;
        }
        Ok(())
    }
}

/// Writes a file, and the folders above it.
fn write(path: &Path, text: &str) -> Result<(), CliError> {
    let failed = |source| CliError::Create { path: path.to_owned(), source };
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(failed)?;
    fs::write(path, text).map_err(failed)
}

/// Prints the facts of annotations. What is none is told, with its place, and left out.
fn import(arguments: &AnnotateImport, output: &mut Output) -> Result<Outcome, CliError> {
    let path = &arguments.annotations;
    let mut outcome = Outcome::Done;
    let mut complained = |place: &str, problem: &str| {
        complain(&format_args!("{place}: {problem}"));
        outcome = Outcome::Rejected;
    };
    if path.is_dir() {
        let files = standoff(path)?;
        if files.is_empty() {
            return Err(no_annotations(path, "no file .ann is in it".to_owned()));
        }
        for file in files {
            let (text, lines) = (read(&file.with_extension("txt"))?, read(&file)?);
            let (marks, wrong) = of_brat(&lines);
            for (line, problem) in wrong {
                complained(&format!("{}:{line}", file.display()), &problem);
            }
            let name = file.strip_prefix(path).unwrap_or(&file).with_extension("");
            let doc = name.to_string_lossy().replace('\\', "/");
            let head = DocumentFacts { doc, ..DocumentFacts::default() };
            match (Marked { head, text, marks }).facts() {
                Ok(facts) => line(&facts, output)?,
                Err(problem) => complained(&file.display().to_string(), &problem),
            }
        }
    } else {
        let tasks: Vec<Value> = serde_json::from_str(&read(path)?)
            .map_err(|source| no_annotations(path, format!("no list in JSON: {source}")))?;
        for (number, task) in (1..).zip(&tasks) {
            match of_label_studio(task).and_then(|marked| marked.facts()) {
                Ok(facts) => line(&facts, output)?,
                Err(problem) => {
                    complained(&format!("{}: task {number}", path.display()), &problem);
                }
            }
        }
    }
    Ok(outcome)
}

fn no_annotations(path: &Path, problem: String) -> CliError {
    CliError::Annotations { path: path.to_owned(), problem }
}

fn line(facts: &DocumentFacts, output: &mut Output) -> Result<(), CliError> {
    serde_json::to_writer(&mut *output, facts)?;
    writeln!(output)?;
    Ok(())
}

fn read(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(|source| CliError::Read { path: path.to_owned(), source })
}

/// All files `.ann` below a folder, sorted.
fn standoff(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let failed = |source| CliError::Read { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "ann") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
