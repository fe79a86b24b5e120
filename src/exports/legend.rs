//! Words and colours of kinds and relations, from `ontology/legend.csv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../ontology/legend.csv");

static LEGEND: LazyLock<BTreeMap<&str, Entry>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|row| {
        let mut cells = row.split(',');
        let name = cells.next()?;
        Some((name, Entry { vi: cells.next()?, color: cells.nth(1)? }))
    });
    rows.collect()
});

/// How a kind or relation is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// In Vietnamese.
    pub(super) vi: &'static str,
    /// As `#RRGGBB`.
    pub(super) color: &'static str,
}

/// How the kind or relation of this name is shown; a name without a row is shown as it is, in grey.
pub(super) fn entry(name: &'static str) -> Entry {
    LEGEND.get(name).copied().unwrap_or(Entry { vi: name, color: "#999999" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::{EntityKind, Predicate};

    #[test]
    fn every_kind_and_relation_has_a_row() {
        let kinds = EntityKind::ALL.map(EntityKind::name);
        for name in kinds.into_iter().chain(Predicate::ALL.map(Predicate::name)) {
            let entry = entry(name);
            assert_ne!(entry.vi, name);
            assert!(entry.color.len() == 7 && entry.color.starts_with('#'), "{name}");
        }
        assert_eq!(LEGEND.len(), EntityKind::ALL.len() + Predicate::ALL.len());
    }
}
