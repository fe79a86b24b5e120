//! Names of units: every spelling leads to one folded name, and each name to its bearers.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{NameIdx, UnitIdx};
use crate::text::fold;

/// Folds the name of a unit: [`fold`] with hyphens, dashes and points as spaces and without apostrophes.
pub fn fold_name(written: &str) -> String {
    let plain: String = written.chars().filter(|&c| !is_apostrophe(c)).map(spaced).collect();
    fold(&plain)
}

/// Folded names in alphabetical order with their bearers and their spellings.
#[derive(Debug)]
pub(super) struct Names {
    folded: Vec<String>,
    /// Bearers of name `i` are `bearers[starts[i]..starts[i + 1]]`, in the order of the units.
    starts: Vec<u32>,
    bearers: Vec<UnitIdx>,
    spellings: Vec<(Cow<'static, str>, NameIdx)>,
}

impl Names {
    /// Indexes written names and aliases with their bearers.
    pub(super) fn new(borne: impl Iterator<Item = (&'static str, UnitIdx)>) -> Self {
        let mut numbers: HashMap<&'static str, u32> = HashMap::new();
        let mut pairs: Vec<(u32, UnitIdx)> = Vec::new();
        for (written, unit) in borne {
            let next = numbers.len() as u32;
            pairs.push((*numbers.entry(written).or_insert(next), unit));
        }
        let mut written: Vec<(&'static str, u32)> = numbers.into_iter().collect();
        written.sort_unstable();
        let mut forms: Vec<(String, Cow<'static, str>, u32)> = Vec::with_capacity(written.len());
        for (name, number) in &written {
            forms.extend(spellings(name).into_iter().map(|s| (fold_name(&s), s, *number)));
        }
        forms.sort_unstable();
        Self::of_forms(forms, &pairs, written.len())
    }

    fn of_forms(
        forms: Vec<(String, Cow<'static, str>, u32)>,
        pairs: &[(u32, UnitIdx)],
        count: usize,
    ) -> Self {
        let mut folded: Vec<String> = Vec::with_capacity(forms.len());
        let mut spellings = Vec::with_capacity(forms.len());
        let mut names_of: Vec<Vec<NameIdx>> = vec![Vec::new(); count];
        for (fold, spelling, number) in forms {
            if folded.last() != Some(&fold) {
                folded.push(fold);
            }
            let name = NameIdx(folded.len() as u32 - 1);
            names_of[number as usize].push(name);
            spellings.push((spelling, name));
        }
        spellings.dedup();
        let mut bearing: Vec<(NameIdx, UnitIdx)> = pairs
            .iter()
            .flat_map(|&(number, unit)| {
                names_of[number as usize].iter().map(move |&name| (name, unit))
            })
            .collect();
        bearing.sort_unstable();
        bearing.dedup();
        let starts = (0..=folded.len() as u32)
            .map(|i| bearing.partition_point(|(name, _)| name.0 < i) as u32)
            .collect();
        let bearers = bearing.into_iter().map(|(_, unit)| unit).collect();
        Self { folded, starts, bearers, spellings }
    }

    pub(super) fn find(&self, folded: &str) -> Option<NameIdx> {
        let at = self.folded.binary_search_by(|name| name.as_str().cmp(folded)).ok()?;
        Some(NameIdx(at as u32))
    }

    pub(super) fn bearers(&self, name: NameIdx) -> &[UnitIdx] {
        let at = name.0 as usize;
        &self.bearers[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub(super) fn folded(&self, name: NameIdx) -> &str {
        &self.folded[name.0 as usize]
    }

    pub(super) fn spellings(&self) -> impl Iterator<Item = (&str, NameIdx)> {
        self.spellings.iter().map(|(written, name)| (written.as_ref(), *name))
    }

    /// The longest name at the beginning of some folded syllables, with how many it takes.
    ///
    /// Each syllable narrows the alphabetical range of the names that begin so: O(log names) a syllable.
    pub(super) fn longest<'s>(
        &self,
        syllables: impl IntoIterator<Item = &'s str>,
    ) -> Option<(usize, NameIdx)> {
        let (mut from, mut to) = (0, self.folded.len());
        let mut prefix = String::new();
        let mut longest = None;
        for (taken, syllable) in syllables.into_iter().enumerate() {
            if taken > 0 {
                prefix.push(' ');
            }
            prefix.push_str(syllable);
            from += self.folded[from..to].partition_point(|name| name < &prefix);
            prefix.push(AFTER_SPACE);
            to = from + self.folded[from..to].partition_point(|name| name < &prefix);
            prefix.pop();
            if from == to {
                break;
            }
            if self.folded[from] == prefix {
                longest = Some((taken + 1, NameIdx(from as u32)));
            }
        }
        longest
    }
}

/// The sign behind the space: sorts after a syllable's continuations by a space, before all others.
const AFTER_SPACE: char = '!';

/// The ways to write a name that folding one syllable at a time does not make equal: an apostrophe,
/// straight or curly, left out, or a space in its place; a number with a leading zero.
fn spellings(written: &'static str) -> Vec<Cow<'static, str>> {
    let plain: Cow<'static, str> = if written.contains(is_dash) {
        written.chars().map(spaced).collect::<String>().into()
    } else {
        written.into()
    };
    if plain.contains(is_apostrophe) {
        let with = |by: &str| plain.replace(is_apostrophe, by).into();
        return vec![with("'"), with("\u{2019}"), with(""), with(" ")];
    }
    if plain.len() == 1 && plain.as_bytes()[0].is_ascii_digit() {
        return vec![format!("0{plain}").into(), plain];
    }
    vec![plain]
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}' | '\u{2019}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.')
}

fn spaced(c: char) -> char {
    if is_dash(c) { ' ' } else { c }
}
