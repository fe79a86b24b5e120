//! Names of units: every spelling leads to one folded name, and each name to its bearers.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{NameIdx, UnitIdx};
use crate::text::fold;

/// Folds the name of a unit: [`fold`] with hyphens, dashes and points as spaces, without apostrophes and
/// without the leading zero of a numbered ward.
pub fn fold_name(written: &str) -> String {
    let plain: String = written.chars().filter(|&c| !is_apostrophe(c)).map(spaced).collect();
    let plain = plain.trim();
    match plain.strip_prefix('0') {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => number.to_owned(),
        _ => fold(plain),
    }
}

/// Folded names with their bearers and their spellings, in the order of the units.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_fold: FxHashMap<String, NameIdx>,
    spellings: Vec<(Cow<'static, str>, NameIdx)>,
    /// Bearers of name `i` are `bearers[starts[i]..starts[i + 1]]`, in the order of the units.
    starts: Vec<u32>,
    bearers: Vec<UnitIdx>,
    /// Most syllables of a name.
    longest: usize,
}

impl Names {
    /// Indexes written names and aliases with their bearers.
    pub(super) fn new(borne: impl Iterator<Item = (&'static str, UnitIdx)>) -> Self {
        let mut names = Self::default();
        names.by_fold.reserve(EXPECTED_NAMES);
        let mut folder = Folder::default();
        let mut bearing = Vec::with_capacity(2 * EXPECTED_NAMES);
        let mut before = ("", [NameIdx(0); 2]);
        for (written, unit) in borne {
            // Most versions of a unit bear one name, and stand together.
            if written != before.0 {
                before = (written, names.add(written, &mut folder));
            }
            let [first, last] = before.1;
            bearing.push((first, unit));
            bearing.extend((first != last).then_some((last, unit)));
        }
        names.set_bearers(bearing);
        names
    }

    /// The first and the last name of a written one; it has two where an apostrophe may be a space.
    fn add(&mut self, written: &'static str, folder: &mut Folder) -> [NameIdx; 2] {
        if !written.bytes().any(|byte| byte.is_ascii_punctuation()) {
            let known = self.by_fold.len();
            let name = self.intern(folder.fold(written));
            if self.by_fold.len() > known {
                self.spellings.push((written.into(), name));
            }
            return [name; 2];
        }
        let names = spellings(written).map(|spelling| {
            let name = self.intern(fold_name(&spelling));
            self.spellings.push((spelling.into(), name));
            name
        });
        [names[0], names[names.len() - 1]]
    }

    fn intern(&mut self, folded: String) -> NameIdx {
        self.longest = self.longest.max(1 + folded.bytes().filter(|&byte| byte == b' ').count());
        let next = NameIdx(self.by_fold.len() as u32);
        *self.by_fold.entry(folded).or_insert(next)
    }

    fn set_bearers(&mut self, mut bearing: Vec<(NameIdx, UnitIdx)>) {
        bearing.sort_unstable();
        bearing.dedup();
        self.starts = vec![0; self.by_fold.len() + 1];
        for (name, _) in &bearing {
            self.starts[name.0 as usize + 1] += 1;
        }
        for i in 1..self.starts.len() {
            self.starts[i] += self.starts[i - 1];
        }
        self.bearers = bearing.into_iter().map(|(_, unit)| unit).collect();
    }

    pub(super) fn find(&self, folded: &str) -> Option<NameIdx> {
        self.by_fold.get(folded).copied()
    }

    pub(super) fn bearers(&self, name: NameIdx) -> &[UnitIdx] {
        let at = name.0 as usize;
        &self.bearers[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub(super) fn spellings(&self) -> impl Iterator<Item = (&str, NameIdx)> {
        self.spellings.iter().map(|(written, name)| (written.as_ref(), *name))
    }

    /// The longest name at the beginning of some folded syllables, with how many it takes.
    pub(super) fn longest<'s>(
        &self,
        syllables: impl IntoIterator<Item = &'s str>,
    ) -> Option<(usize, NameIdx)> {
        let mut prefix = String::new();
        let mut found = None;
        for (syllable, count) in syllables.into_iter().take(self.longest).zip(1..) {
            if count > 1 {
                prefix.push(' ');
            }
            prefix.push_str(syllable);
            found = self.find(&prefix).map(|name| (count, name)).or(found);
        }
        found
    }
}

/// Room made at once for the built-in names.
const EXPECTED_NAMES: usize = 10_000;

/// Folds names syllable by syllable, each distinct one once: names share three thousand of them.
#[derive(Default)]
struct Folder {
    known: FxHashMap<&'static str, String>,
}

impl Folder {
    /// Folds a name without other signs than spaces.
    fn fold(&mut self, name: &'static str) -> String {
        let mut folded = String::with_capacity(name.len() + 4);
        for syllable in name.split_ascii_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(self.known.entry(syllable).or_insert_with(|| fold(syllable)));
        }
        folded
    }
}

/// The ways to write a name with signs that folding one syllable at a time does not make equal: a dash,
/// short or long, or a space in its place; an apostrophe, straight or curly, left out, or a space in its
/// place.
fn spellings(written: &str) -> [String; 4] {
    let with = |sign: char, by: &str| written.replace(sign, by);
    match written {
        _ if written.contains('\'') => ["'", "\u{2019}", "", " "].map(|by| with('\'', by)),
        _ if written.contains('-') => ["-", " - ", "\u{2013}", " "].map(|by| with('-', by)),
        _ => [".", ". ", " ", ""].map(|by| with('.', by)),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}' | '\u{2019}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

fn spaced(c: char) -> char {
    if is_dash(c) || c == '.' { ' ' } else { c }
}
