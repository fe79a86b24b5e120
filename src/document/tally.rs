//! Counts of what was read and of what was passed over.

use std::sync::atomic::{AtomicU64, Ordering};

/// Why a document was passed over that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// A page of a crawl in another language.
    Language,
    /// A page of another site than those asked for.
    Site,
    /// Published on another day than those asked for, or on an unknown one.
    Date,
    /// The same text under the same name as before.
    Duplicate,
}

impl Skip {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Language, Self::Site, Self::Date, Self::Duplicate];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Site => "site",
            Self::Date => "date",
            Self::Duplicate => "duplicate",
        }
    }
}

/// Counts of one run, which any thread may ask for while it goes on.
#[derive(Debug, Default)]
pub struct Tally {
    skipped: [AtomicU64; Skip::ALL.len()],
    copies: AtomicU64,
    bytes: AtomicU64,
    unkept: AtomicU64,
}

impl Tally {
    /// Documents passed over for a reason.
    pub fn skipped(&self, why: Skip) -> u64 {
        self.skipped[why as usize].load(Ordering::Relaxed)
    }

    /// Documents whose text came before under another name; they were read all the same, for their addresses.
    pub fn copies(&self) -> u64 {
        self.copies.load(Ordering::Relaxed)
    }

    /// Bytes taken from files and standard input, packed as they were.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Rejected input that should have been kept and could not be written.
    pub fn unkept(&self) -> u64 {
        self.unkept.load(Ordering::Relaxed)
    }

    /// Counts a document that is passed over.
    pub fn skip(&self, why: Skip) {
        self.skipped[why as usize].fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn copy(&self) {
        self.copies.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn take(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn lose(&self) {
        self.unkept.fetch_add(1, Ordering::Relaxed);
    }
}
