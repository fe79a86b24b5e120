//! Pairs of annotated and found items.

use super::item::Item;

/// What became of the items of one kind in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matched<'a> {
    /// Annotated items with what was found of each, optional ones too.
    pub pairs: Vec<(&'a Item, &'a Item)>,
    /// Found items that no annotation has.
    pub wrong: Vec<&'a Item>,
    /// Annotated items that were not found.
    pub missing: Vec<&'a Item>,
}

impl<'a> Matched<'a> {
    /// Gives each annotated item the first found one that is the `same` and not given away, those that count
    /// first. What is left over is wrong, unless it is another wording of something found.
    pub(super) fn of(
        gold: &'a [Item],
        found: &'a [Item],
        same: impl Fn(&Item, &Item) -> bool,
    ) -> Self {
        let mut matched = Self::default();
        let mut free: Vec<&Item> = found.iter().collect();
        let (optional, counted): (Vec<_>, Vec<_>) = gold.iter().partition(|g| g.is_optional());
        for annotated in counted.into_iter().chain(optional) {
            match free.iter().position(|found| same(annotated, found)) {
                Some(at) => matched.pairs.push((annotated, free.remove(at))),
                None if annotated.is_optional() => {}
                None => matched.missing.push(annotated),
            }
        }
        let lenient: Vec<&Item> =
            gold.iter().filter(|g| g.is_optional() || g.has_spellings()).collect();
        free.retain(|found| !lenient.iter().any(|annotated| same(annotated, found)));
        matched.wrong = free;
        matched
    }

    /// Number of annotated items that were found and count.
    pub fn right(&self) -> usize {
        self.pairs.iter().filter(|(annotated, _)| !annotated.is_optional()).count()
    }
}
