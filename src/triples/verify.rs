//! Whether a graph on disk is as it was written.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::PathBuf;

use oxigraph::model::{NamedNode, NamedNodeRef, TermRef, vocab::rdf};

use super::folder::{DECISIONS, FactsFile, FolderError, GraphFolder, MANIFEST};
use super::inventory::{FILES, Inventory, digest_of};
use super::store::{StoreError, Triplestore};
use super::term::{CT, ct};

/// Files that cannot be made of others.
const NOT_MADE: [&str; 3] = [FactsFile::All.name(), FactsFile::Changes.name(), DECISIONS];

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file, or the folder of the store.
    pub path: PathBuf,
    /// What is wrong with it.
    pub harm: Harm,
    /// What can be done.
    pub remedy: Remedy,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Harm {
    /// It is not there.
    Missing,
    /// Its bytes are not those that were written.
    Changed,
    /// It cannot be read: what the system or the store says.
    Unreadable(String),
    /// It does not hold as many as the manifest says.
    Count {
        /// Of what.
        what: &'static str,
        /// How many the manifest says.
        said: usize,
        /// How many there are.
        found: usize,
    },
}

/// What makes a graph whole again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The facts are whole: all else is made of them.
    Repair,
    /// The facts are lost: the documents are to be read again, or a backup to be put in place.
    Restore,
}

impl fmt::Display for Harm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is missing"),
            Self::Changed => f.write_str("its bytes are not those that were written"),
            Self::Unreadable(why) => write!(f, "it cannot be read: {why}"),
            Self::Count { what, said, found } => {
                write!(f, "it holds {found} {what}, and should hold {said}")
            }
        }
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repair => "`chutri verify --repair` makes it anew from the facts",
            Self::Restore => {
                "put a backup in its place, or give all documents again to `chutri build --anew`"
            }
        })
    }
}

impl GraphFolder {
    /// Reads all files of the graph and says which are not as they were written; nothing where it is
    /// whole.
    ///
    /// # Errors
    /// Where the list of files cannot be asked for.
    pub fn verify(&self) -> Result<Vec<Damage>, FolderError> {
        let generation = self.generation();
        let damage = |name: &str, harm| Damage {
            path: generation.join(name),
            harm,
            remedy: if NOT_MADE.contains(&name) { Remedy::Restore } else { Remedy::Repair },
        };
        let failed = |source| FolderError::File { path: generation.join(FILES), source };
        let Some(files) = Inventory::read(&generation, &self.manifest().files).map_err(failed)?
        else {
            let harm = if generation.join(FILES).exists() { Harm::Changed } else { Harm::Missing };
            return Ok(vec![damage(FILES, harm)]);
        };
        let harm = |(name, digest): (&str, &str)| {
            let harm = match File::open(generation.join(name)).and_then(digest_of) {
                Ok(found) if found == digest => return None,
                Ok(_) => Harm::Changed,
                Err(error) if error.kind() == io::ErrorKind::NotFound => Harm::Missing,
                Err(error) => Harm::Unreadable(error.to_string()),
            };
            Some(damage(name, harm))
        };
        let damaged: Vec<Damage> = files.iter().filter_map(harm).collect();
        Ok(if damaged.is_empty() { self.miscounts() } else { damaged })
    }

    /// Where a file of facts is, once its bytes were seen to be those that were written.
    ///
    /// # Errors
    /// Where they are not, or cannot be read.
    pub fn whole_facts(&self, file: FactsFile) -> Result<PathBuf, FolderError> {
        let path = self.facts_in(file);
        let failed = |source| FolderError::File { path: path.clone(), source };
        let digest = || File::open(&path).and_then(digest_of).map_err(failed);
        if let Some(known) = self.files().digest(file.name())
            && digest()? != known
        {
            return Err(StoreError::Damaged { path }.into());
        }
        Ok(path)
    }

    /// What the store holds otherwise than the manifest says.
    fn miscounts(&self) -> Vec<Damage> {
        let damage = |path, harm| Damage { path, harm, remedy: Remedy::Repair };
        let manifest = self.manifest();
        let counted = self.store().map_err(|error| error.to_string()).and_then(|store| {
            let counted = [documents(&store), entities(&store)];
            counted.into_iter().collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())
        });
        let counted = match counted {
            Ok(counted) => counted,
            Err(why) => return vec![damage(self.generation(), Harm::Unreadable(why))],
        };
        let said = [("documents", manifest.documents), ("things", manifest.entities)];
        let wrong = said.into_iter().zip(counted).filter(|((_, said), found)| said != found);
        let path = self.root().join(MANIFEST);
        wrong
            .map(|((what, said), found)| damage(path.clone(), Harm::Count { what, said, found }))
            .collect()
    }
}

fn documents(store: &Triplestore) -> Result<usize, StoreError> {
    let class = NamedNode::new_unchecked(format!("{CT}Document"));
    count(store, rdf::TYPE, Some(class.as_ref().into()))
}

/// Everything that has a place in a list.
fn entities(store: &Triplestore) -> Result<usize, StoreError> {
    count(store, ct::SORT_KEY, None)
}

fn count(
    store: &Triplestore,
    predicate: NamedNodeRef<'_>,
    object: Option<TermRef<'_>>,
) -> Result<usize, StoreError> {
    let failed = |source| StoreError::Storage { path: PathBuf::new(), source: Box::new(source) };
    let quads = store.oxigraph().quads_for_pattern(None, Some(predicate), object, None);
    quads.map(|quad| quad.map(|_| 1).map_err(failed)).sum()
}
