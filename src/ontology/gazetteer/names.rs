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

/// Folded names as a trie over folded syllables, with their bearers and their spellings.
#[derive(Debug, Default)]
pub(super) struct Names {
    syllables: FxHashMap<String, u32>,
    /// Node behind a node and a syllable; the root is 0.
    edges: FxHashMap<(u32, u32), u32>,
    /// The name that ends at each node, by number of the node.
    ends: Vec<Option<NameIdx>>,
    spellings: Vec<(Cow<'static, str>, NameIdx)>,
    /// Bearers of name `i` are `bearers[starts[i]..starts[i + 1]]`, in the order of the units.
    starts: Vec<u32>,
    bearers: Vec<UnitIdx>,
}

impl Names {
    /// Indexes written names and aliases with their bearers.
    pub(super) fn new(borne: impl Iterator<Item = (&'static str, UnitIdx)>) -> Self {
        let mut builder = Builder::default();
        builder.names.edges.reserve(2 * EXPECTED_NAMES);
        builder.names.ends.push(None);
        let mut bearing = Vec::with_capacity(2 * EXPECTED_NAMES);
        let mut before = ("", [NameIdx(0); 2]);
        for (written, unit) in borne {
            // Most versions of a unit bear one name, and stand together.
            if written != before.0 {
                before = (written, builder.add(written));
            }
            let [first, last] = before.1;
            bearing.push((first, unit));
            bearing.extend((first != last).then_some((last, unit)));
        }
        let mut names = builder.names;
        names.set_bearers(builder.count as usize, bearing);
        names
    }

    fn set_bearers(&mut self, count: usize, mut bearing: Vec<(NameIdx, UnitIdx)>) {
        bearing.sort_unstable();
        bearing.dedup();
        self.starts = vec![0; count + 1];
        for (name, _) in &bearing {
            self.starts[name.0 as usize + 1] += 1;
        }
        for i in 1..self.starts.len() {
            self.starts[i] += self.starts[i - 1];
        }
        self.bearers = bearing.into_iter().map(|(_, unit)| unit).collect();
    }

    pub(super) fn find(&self, folded: &str) -> Option<NameIdx> {
        let step = |node, syllable: &str| self.step(node, syllable);
        self.ends[folded.split(' ').try_fold(0, step)? as usize]
    }

    fn step(&self, node: u32, syllable: &str) -> Option<u32> {
        self.edges.get(&(node, *self.syllables.get(syllable)?)).copied()
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
        let mut node = 0;
        let mut found = None;
        for (syllable, count) in syllables.into_iter().zip(1..) {
            let Some(next) = self.step(node, syllable) else { break };
            node = next;
            found = self.ends[node as usize].map(|name| (count, name)).or(found);
        }
        found
    }
}

/// Room made at once for the built-in names.
const EXPECTED_NAMES: usize = 10_000;

/// Names under way. Each of the four thousand syllables that they share is folded once.
#[derive(Default)]
struct Builder {
    names: Names,
    /// Syllables as written.
    surfaces: FxHashMap<&'static str, u32>,
    count: u32,
}

impl Builder {
    /// The first and the last name of a written one; it has two where an apostrophe may be a space.
    fn add(&mut self, written: &'static str) -> [NameIdx; 2] {
        if !written.bytes().any(|byte| byte.is_ascii_punctuation()) {
            let known = self.count;
            let name = self.plain(written);
            if self.count > known {
                self.names.spellings.push((written.into(), name));
            }
            return [name; 2];
        }
        let names = spellings(written).map(|spelling| {
            let name = self.folded(&fold_name(&spelling));
            self.names.spellings.push((spelling.into(), name));
            name
        });
        [names[0], names[names.len() - 1]]
    }

    /// The name of words without signs.
    fn plain(&mut self, written: &'static str) -> NameIdx {
        let mut node = 0;
        for surface in written.split_ascii_whitespace() {
            let known = self.surfaces.get(surface).copied();
            let syllable = known.unwrap_or_else(|| {
                let syllable = self.syllable(&fold(surface));
                self.surfaces.insert(surface, syllable);
                syllable
            });
            node = self.node(node, syllable);
        }
        self.end(node)
    }

    fn folded(&mut self, folded: &str) -> NameIdx {
        let mut node = 0;
        for syllable in folded.split(' ') {
            let syllable = self.syllable(syllable);
            node = self.node(node, syllable);
        }
        self.end(node)
    }

    fn syllable(&mut self, folded: &str) -> u32 {
        let next = self.names.syllables.len() as u32;
        *self.names.syllables.entry(folded.to_owned()).or_insert(next)
    }

    fn node(&mut self, from: u32, syllable: u32) -> u32 {
        let next = self.names.ends.len() as u32;
        let node = *self.names.edges.entry((from, syllable)).or_insert(next);
        if node == next {
            self.names.ends.push(None);
        }
        node
    }

    fn end(&mut self, node: u32) -> NameIdx {
        let end = &mut self.names.ends[node as usize];
        *end.get_or_insert_with(|| {
            self.count += 1;
            NameIdx(self.count - 1)
        })
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
