//! Who acts, and who is acted for: the passive, decisions received, and votes of others.

use super::super::mention::{Chunk, ChunkKind};
use super::Clause;
use super::act::status_of;
use crate::ontology::lexicon::{Class, NameWord};

/// Most words between the plural and the act in which nobody is named.
const NAMELESS: usize = 6;
/// Most chunks between the word of the passive and the act.
const ACTOR: usize = 8;

impl Clause<'_, '_, '_> {
    /// Whether somebody gets what an act hands over: `A được trao quyết định …`.
    pub(super) fn is_received(&self, at: usize) -> bool {
        at > 0
            && self.chunks[at - 1].classes.is_light()
            && self.is(&self.chunks[at - 1], NameWord::Passive)
    }

    /// Whether somebody is the one for whom another acts: `A được Thủ tướng ký quyết định …`.
    pub(super) fn is_passive(&self, at: usize) -> bool {
        let before = self.chunks[at.saturating_sub(ACTOR)..at].iter().rev();
        before
            .take_while(|c| !matches!(c.kind, ChunkKind::Person(_)))
            .any(|c| self.is(c, NameWord::Passive))
    }

    /// Whether an act gives offices to several who are not named: `các sĩ quan được bổ nhiệm …`.
    pub(super) fn is_of_nobody(&self, at: usize) -> bool {
        let before = self.chunks[at.saturating_sub(NAMELESS)..at].iter().rev();
        let words: Vec<&Chunk> = before
            .take_while(|c| c.kind == ChunkKind::Word && !c.is_sign(",") && status_of(c).is_none())
            .collect();
        let plural = words.iter().position(|c| self.is(c, NameWord::Plural));
        plural.is_some_and(|i| words[..i].iter().any(|c| !c.classes.is_light()))
    }

    /// Whether people are elected whom the text has yet to name: `…; đồng thời bầu …`.
    pub(super) fn begins_vote(&self, at: usize) -> bool {
        let chunk = &self.chunks[at];
        self.is(chunk, NameWord::Votes)
            && self.chunks[..at]
                .iter()
                .rev()
                .find(|c| !c.classes.is_light() && !c.classes.has(Class::Hold))
                .is_some_and(|c| c.is_sign(";"))
    }

    /// Whether others than whoever is named last elect: `…, các đại biểu … bầu bổ sung …`.
    pub(super) fn is_voted_by_others(&self, at: usize) -> bool {
        let before = self.chunks[..at].iter().rev();
        let between: Vec<&Chunk> =
            before.take_while(|c| !matches!(c.kind, ChunkKind::Person(_))).collect();
        self.is(&self.chunks[at], NameWord::Votes)
            && between.iter().any(|c| self.is(c, NameWord::Plural))
            && !between.iter().any(|c| self.is(c, NameWord::Passive) || status_of(c).is_some())
    }
}
