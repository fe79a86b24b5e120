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

/// Red, green and blue of `#RRGGBB`.
pub(super) fn rgb(hex: &str) -> [u8; 3] {
    let part = |at: usize| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    [1, 3, 5].map(|at| part(at).unwrap_or(0x99))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::View;
    use crate::links::{EntityKind, Predicate};

    #[test]
    fn every_kind_and_relation_has_a_row() {
        let kinds = EntityKind::ALL.map(EntityKind::name);
        let shared: Vec<_> = View::ALL.into_iter().filter_map(View::shared).collect();
        let said = Predicate::ALL.map(Predicate::name);
        for &name in kinds.iter().chain(&said).chain(&shared) {
            let entry = entry(name);
            assert_ne!(entry.vi, name);
            assert!(entry.color.len() == 7 && entry.color.starts_with('#'), "{name}");
        }
        assert_eq!(LEGEND.len(), kinds.len() + said.len() + shared.len());
    }
}
