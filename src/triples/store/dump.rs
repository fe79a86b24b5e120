//! What is put into a store beside the graph: dumps, the ontology, redirects.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::store::Store;

use super::StoreError;
use crate::triples::inventory::Digesting;
use crate::triples::ontology::ONTOLOGY;
use crate::triples::redirect::Redirects;
use crate::triples::term::dct;

/// Loads a dump, whose bytes shall have `digest`.
pub(super) fn load_dump(
    path: &Path,
    base: &str,
    digest: Option<&str>,
) -> Result<Store, StoreError> {
    let file = File::open(path).map_err(|source| StoreError::of_file(path, source))?;
    let store = Store::new().map_err(|source| StoreError::of_storage(path, source))?;
    let mut bytes = Digesting::new(BufReader::new(file));
    load(&store, RdfFormat::NQuads, &mut bytes, path)?;
    if digest.is_some_and(|digest| bytes.finish() != digest) {
        return Err(StoreError::Damaged { path: path.to_owned() });
    }
    load_ontology(&store, path)?;
    redirect(&store, path.parent().unwrap_or(path), base)?;
    Ok(store)
}

/// Puts in where things of earlier generations are to be found, which is no part of the dump: that
/// depends on the documents alone.
pub(super) fn redirect(store: &Store, folder: &Path, base: &str) -> Result<(), StoreError> {
    let failed = |source| StoreError::of_storage(folder, source);
    let earlier = store.quads_for_pattern(None, Some(dct::IS_REPLACED_BY), None, None);
    for quad in earlier.collect::<Vec<_>>() {
        quad.and_then(|quad| store.remove(&quad)).map_err(failed)?;
    }
    let read = Redirects::read(folder);
    for (old, new) in read.map_err(|source| StoreError::of_file(folder, source))?.iter() {
        let [old, new] = [old, new].map(|path| NamedNode::new(format!("{base}{path}")));
        let (Ok(old), Ok(new)) = (old, new) else { continue };
        let quad = Quad::new(old, dct::IS_REPLACED_BY, new, GraphName::DefaultGraph);
        store.insert(&quad).map_err(failed)?;
    }
    Ok(())
}

/// Puts in the ontology.
pub(super) fn load_ontology(store: &Store, path: &Path) -> Result<(), StoreError> {
    load(store, RdfFormat::Turtle, ONTOLOGY.as_bytes(), path)
}

fn load(
    store: &Store,
    format: RdfFormat,
    reader: impl Read,
    path: &Path,
) -> Result<(), StoreError> {
    let failed = |source| StoreError::Dump { path: path.to_owned(), source: Box::new(source) };
    let mut loader = store.bulk_loader();
    loader.load_from_reader(RdfParser::from_format(format), reader).map_err(failed)?;
    loader.commit().map_err(|source| StoreError::of_storage(path, source))
}
