//! From drafts of each kind to entities in one order.

use super::draft::{Draft, Drafts};
use super::key::{person_sort_key, sort_key};
use super::model::{Entity, EntityId, EntityKind};

/// Where the drafts of each kind stand among all entities.
#[derive(Debug)]
pub(super) struct Numbers {
    /// For each kind, the entity of each draft.
    ids: [Vec<EntityId>; 7],
}

impl Numbers {
    /// The entity of a draft.
    pub(super) fn id(&self, kind: EntityKind, draft: u32) -> EntityId {
        self.ids[kind as usize][draft as usize]
    }
}

/// Sorts all drafts, given in the order of [`EntityKind::ALL`], by path within their kinds. Labels of
/// offices are made from `post_labels`.
pub(super) fn number(drafts: [Drafts; 7], post_labels: &[String]) -> (Vec<Entity>, Numbers) {
    let mut entities = Vec::with_capacity(drafts.iter().map(Drafts::len).sum());
    let mut ids: [Vec<EntityId>; 7] = Default::default();
    for ((kind, drafts), ids) in EntityKind::ALL.into_iter().zip(drafts).zip(&mut ids) {
        let first = entities.len();
        let mut drafts: Vec<Option<Draft>> = drafts.into_distinct().into_iter().map(Some).collect();
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|&draft| drafts[draft].as_ref().map(|draft| draft.path.as_str()));
        *ids = vec![EntityId(0); drafts.len()];
        for (rank, draft) in order.into_iter().enumerate() {
            let Some(content) = drafts[draft].take() else { continue };
            ids[draft] = EntityId((first + rank) as u32);
            let label = match kind {
                EntityKind::Post => post_labels[draft].clone(),
                _ => content.label().to_owned(),
            };
            entities.push(entity(content, kind, label));
        }
    }
    (entities, Numbers { ids })
}

fn entity(draft: Draft, kind: EntityKind, label: String) -> Entity {
    let names = match kind {
        EntityKind::Post => Vec::new(),
        _ => draft.names.into_keys().filter(|name| *name != label).collect(),
    };
    let sort_key = match kind {
        EntityKind::Person => person_sort_key(&label),
        _ => sort_key(&label),
    };
    Entity {
        path: draft.path,
        label,
        names,
        sort_key,
        detail: draft.detail,
        quotes: Vec::new(),
        documents: 0,
        candidates: Vec::new(),
    }
}
