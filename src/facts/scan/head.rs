//! Heads of bodies: which of the words that begin at a token is the head, and of which kind it is.

use super::Scanner;
use crate::ontology::lexicon::{Lexeme, LexemeKind};

impl Scanner<'_, '_> {
    /// The body that begins at `at`, by the longest head that makes one.
    pub(super) fn body_here(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let end = self.end;
        let heads = reading.hits(at).iter().filter(|hit| matches!(hit.lexeme, Lexeme::Body(_)));
        let mut lengths = heads.map(|hit| hit.length as usize).filter(|length| at + length <= end);
        let longest = lengths.clone().next()?;
        if self.begins_event(at, longest) {
            return None;
        }
        let mark = (self.mentions.bodies.len(), self.mentions.units.len());
        let runs_on = self.leads_into_body(at, at + longest);
        let mut last = runs_on.then_some(longest);
        lengths.find_map(|length| {
            if last.replace(length) == Some(length) {
                return None;
            }
            let best = self.best_kind(at, length)?;
            let body = self.body_of_kind(at, at + length, best)?;
            // A shorter head must not cut a longer one.
            if self.mentions.bodies[body].span.end < at + longest {
                self.mentions.bodies.truncate(mark.0);
                self.mentions.units.truncate(mark.1);
                return None;
            }
            Some(body)
        })
    }

    /// Whether the last words of a head begin the name of a body that goes on behind it:
    /// `Ban Chấp hành | Trung ương Hội …`.
    fn leads_into_body(&self, at: usize, end: usize) -> bool {
        (at + 1..end).any(|i| {
            self.reading.tokens[i].is_capitalized()
                && self.reading.has(i, LexemeKind::Body)
                && self.reading.hits(i).iter().any(|hit| {
                    matches!(hit.lexeme, Lexeme::Body(_)) && i + hit.length as usize > end
                })
        })
    }

    /// Whether the head is but the beginning of a longer word for an event: `HỘI NGHỊ`.
    fn begins_event(&self, at: usize, head: usize) -> bool {
        let longer = |h: &crate::facts::reading::Hit| h.length as usize > head;
        self.reading.hits(at).iter().any(|h| longer(h) && matches!(h.lexeme, Lexeme::Meeting(_)))
    }

    /// The kind of a head, kept so that bodies within bodies are not tried again for every kind around.
    fn best_kind(&mut self, at: usize, length: usize) -> Option<u16> {
        let reading = self.reading;
        let heads = reading.hits(at).iter().filter(|hit| hit.length as usize == length);
        let mut of_length = heads.filter_map(|hit| match hit.lexeme {
            Lexeme::Body(kind) => Some(kind),
            _ => None,
        });
        let first = of_length.next()?;
        let Some(second) = of_length.next() else { return Some(first) };
        if let Some(&best) = self.kinds.get(&(at, length)) {
            return best;
        }
        let mut kinds: Vec<u16> = [first, second].into_iter().chain(of_length).collect();
        kinds.sort_unstable();
        let best = self.longest_kind(at, at + length, &kinds);
        self.kinds.insert((at, length), best);
        best
    }

    /// Of the kinds that share a head, the one that reads furthest, the first of equals.
    fn longest_kind(&mut self, start: usize, head_end: usize, kinds: &[u16]) -> Option<u16> {
        let mark = (self.mentions.bodies.len(), self.mentions.units.len());
        let mut best: Option<(usize, u16)> = None;
        for &kind in kinds {
            if let Some(body) = self.body_of_kind(start, head_end, kind) {
                let end = self.mentions.bodies[body].span.end;
                if best.is_none_or(|(longest, _)| end > longest) {
                    best = Some((end, kind));
                }
            }
            self.mentions.bodies.truncate(mark.0);
            self.mentions.units.truncate(mark.1);
        }
        best.map(|(_, kind)| kind)
    }
}
