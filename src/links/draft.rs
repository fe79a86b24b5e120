//! Things while they are gathered: one draft a key, with what the documents call it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::key::digest;
use super::model::Detail;

/// A thing while documents are read, in a [`Drafts`] of its kind.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Address that its content proposes.
    pub path: String,
    /// What it is called, with the number of documents that call it so.
    pub names: BTreeMap<String, u32>,
    /// What is known of it.
    pub detail: Detail,
}

impl Draft {
    pub(super) fn new(path: String, detail: Detail) -> Self {
        Self { path, names: BTreeMap::new(), detail }
    }

    pub(super) fn called(&mut self, name: &str) {
        match self.names.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.names.insert(name.to_owned(), 1);
            }
        }
    }

    /// A name that does not say in full what it is: the label only where there is no other.
    pub(super) fn also_called(&mut self, name: &str) {
        if !self.names.contains_key(name) {
            self.names.insert(name.to_owned(), 0);
        }
    }

    /// The name that most documents use; of equals the first in order.
    pub(super) fn label(&self) -> &str {
        let best = self.names.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        best.map_or("", |(name, _)| name)
    }
}

/// Drafts of one kind by key, numbered as they come.
#[derive(Clone, Debug, Default)]
pub(super) struct Drafts {
    numbers: FxHashMap<String, u32>,
    keys: Vec<String>,
    contents: Vec<Draft>,
}

impl Drafts {
    /// Number of the draft of `key`, made by `new` where there is none yet.
    pub(super) fn number(&mut self, key: &str, new: impl FnOnce() -> Draft) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let number = self.contents.len() as u32;
        self.numbers.insert(key.to_owned(), number);
        self.keys.push(key.to_owned());
        self.contents.push(new());
        number
    }

    /// Number of the draft of `key`.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.contents.len()
    }

    pub(super) fn key(&self, number: u32) -> &str {
        &self.keys[number as usize]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Draft> {
        self.contents.iter()
    }

    /// The drafts, those of one path told apart by letters of their keys.
    pub(super) fn into_distinct(mut self) -> Vec<Draft> {
        self.tell_apart();
        self.contents
    }

    /// Gives drafts that propose one path different ones.
    pub(super) fn tell_apart(&mut self) {
        let mut users: FxHashMap<&str, u32> = FxHashMap::default();
        for draft in &self.contents {
            *users.entry(&draft.path).or_default() += 1;
        }
        let shared: Vec<bool> = self.contents.iter().map(|d| users[d.path.as_str()] > 1).collect();
        for (number, _) in shared.iter().enumerate().filter(|(_, shared)| **shared) {
            let letters = digest(&[&self.keys[number]], 6);
            let path = &mut self.contents[number].path;
            path.push('.');
            path.push_str(&letters);
        }
    }
}

impl std::ops::Index<u32> for Drafts {
    type Output = Draft;

    fn index(&self, number: u32) -> &Draft {
        &self.contents[number as usize]
    }
}

impl std::ops::IndexMut<u32> for Drafts {
    fn index_mut(&mut self, number: u32) -> &mut Draft {
        &mut self.contents[number as usize]
    }
}
