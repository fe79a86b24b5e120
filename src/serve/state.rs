//! What all requests share.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::{info, warn};

use super::answers::Answers;
use super::gate::Gate;
use super::metrics::Metrics;
use super::names::Names;
use super::page::Page;
use super::{ServeError, Settings};
use crate::ontology::Ontology;
use crate::text::Words;
use crate::triples::{Bounds, GraphFolder, Manifest, QueryError, Triplestore};

/// Lists that are kept at a time.
const KEPT: usize = 64;

/// What all requests share.
pub(super) struct State {
    pub(super) store: Triplestore,
    pub(super) manifest: Manifest,
    pub(super) settings: Settings,
    pub(super) page: Page,
    pub(super) gate: Gate,
    pub(super) names: Names,
    pub(super) lists: Kept,
    pub(super) answers: Answers,
    pub(super) metrics: Metrics,
    /// Stands for the graph in the tags of answers.
    pub(super) tag: String,
    saving: Mutex<()>,
}

/// Lists of addresses by what was asked for: the graph does not change while it is served.
#[derive(Default)]
pub(super) struct Kept {
    lists: Mutex<BTreeMap<String, Arc<Vec<String>>>>,
}

impl State {
    /// Opens the store of a graph, and no more of it.
    pub(super) fn open(folder: &GraphFolder, settings: Settings) -> Result<Arc<Self>, ServeError> {
        let manifest = folder.manifest().clone();
        let digest = manifest.files.get(..16).unwrap_or(&manifest.generation);
        let own = Bounds { time: Some(settings.limits.time), ..Bounds::default() };
        let texts = if settings.texts.is_empty() { "" } else { "-texts" };
        Ok(Arc::new(Self {
            store: folder.store()?.within(own),
            tag: format!("{}-{digest}{texts}", env!("CARGO_PKG_VERSION")),
            page: Page::new(settings.page.as_deref()),
            gate: Gate::new(&settings.limits),
            answers: Answers::new(settings.limits.answers),
            manifest,
            settings,
            names: Names::default(),
            lists: Kept::default(),
            metrics: Metrics::default(),
            saving: Mutex::default(),
        }))
    }

    /// Reads what requests will ask for first, so that none waits for it.
    pub(super) fn prepare(&self) {
        match self.names.prepare(&self.store) {
            Ok(names) => info!(names, "names are ready"),
            Err(error) => warn!(%error, "names cannot be read"),
        }
        if let Err(error) = self.store.search(&Words::new("")) {
            warn!(%error, "texts cannot be read");
        }
        self.ontology();
    }

    /// The built-in tables.
    #[allow(clippy::unused_self, reason = "the tables of this graph")]
    pub(super) fn ontology(&self) -> &'static Ontology {
        Ontology::builtin()
    }

    /// What a query may cost.
    pub(super) fn bounds(&self) -> Bounds {
        let limits = &self.settings.limits;
        Bounds {
            time: Some(limits.time),
            memory: Some(limits.memory),
            rows: Some(limits.rows),
            unheeded: None,
        }
    }

    /// The address of what stands below the base of the graph.
    pub(super) fn iri(&self, path: &str) -> String {
        format!("{}{path}", self.store.base())
    }

    /// An address with `id:` for the base of the graph.
    pub(super) fn short(&self, iri: &str) -> String {
        let path = iri.strip_prefix(self.store.base());
        path.map_or_else(|| iri.to_owned(), |path| format!("id:{path}"))
    }

    /// The turn of one who saves a decision; the others wait.
    pub(super) fn saving(&self) -> MutexGuard<'_, ()> {
        self.saving.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// The list of a key, which is made where it is not kept.
    pub(super) fn get(
        &self,
        key: &str,
        make: impl FnOnce() -> Result<Arc<Vec<String>>, QueryError>,
    ) -> Result<Arc<Vec<String>>, QueryError> {
        let lists = || self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(list) = lists().get(key) {
            return Ok(Arc::clone(list));
        }
        let list = make()?;
        let mut lists = lists();
        if lists.len() >= KEPT {
            lists.pop_first();
        }
        lists.insert(key.to_owned(), Arc::clone(&list));
        Ok(list)
    }
}
