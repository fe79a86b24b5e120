//! Kinds of words: of which table a word is, without its row.

use super::Lexeme;

macro_rules! kinds {
    ($($kind:ident),* $(,)?) => {
        /// Kind of a [`Lexeme`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum LexemeKind { $($kind),* }

        impl Lexeme {
            /// What kind of word it is.
            pub(crate) fn kind(self) -> LexemeKind {
                match self { $(Self::$kind(_) => LexemeKind::$kind),* }
            }
        }
    };
}

kinds! {
    Title, Body, Sector, UnitType, Place, Honorific, Surname, Meeting, Predicate, Cue, Document, Law,
    Cite, Measure, Numeral, Time, Debris, NameWord, Stop, Abbreviation,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LexemeKinds(u32);

impl LexemeKinds {
    /// Adds a kind.
    pub(crate) fn add(&mut self, kind: LexemeKind) {
        self.0 |= 1 << kind as u32;
    }

    /// The set of some kinds.
    pub(crate) const fn of(kinds: &[LexemeKind]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < kinds.len() {
            set |= 1 << kinds[at] as u32;
            at += 1;
        }
        Self(set)
    }

    /// Whether the sets have a kind in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a kind is in it.
    pub(crate) fn has(self, kind: LexemeKind) -> bool {
        self.0 >> kind as u32 & 1 == 1
    }
}
