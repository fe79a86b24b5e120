//! Bodies named again in short: by the head noun alone, or by the short name that the text gave.

use super::super::mention::{BodyMention, Span};
use super::Scanner;
use super::office::FAR;
use crate::ontology::lexicon::{Level, Lexeme, LexemeKind, Tail};
use crate::text::Shape;

impl Scanner<'_, '_> {
    /// A head noun alone, which means the last body of that kind: `Giám đốc Sở`, `Bí thư Đảng ủy Công ty`.
    pub(super) fn head_alone(&mut self, at: usize) -> Option<usize> {
        let kinds = &self.reading.ontology.lexicon.bodies;
        let (length, kind) = self.reading.longest(at, |l| match l {
            Lexeme::Body(kind) => Some(kind),
            _ => None,
        })?;
        let head = |kind: u16| kinds[usize::from(kind)].form.split(" {").next().unwrap_or_default();
        let named = kinds[usize::from(kind)].level == Level::None
            || matches!(kinds[usize::from(kind)].tail, Tail::Sector | Tail::SectorOnly);
        let end = at + length;
        if !named || end > self.end || self.capital_at(end) && !self.begins_person(end) {
            return None;
        }
        let wanted = head(kind);
        let meant = |b: &BodyMention| {
            if head(b.kind).starts_with(wanted) {
                return (!b.name.is_empty()).then(|| b.clone());
            }
            // The name of its command: `Bộ Tư lệnh Quân khu 4`.
            let command = kinds[usize::from(kind)].class == "military";
            let name =
                b.name.strip_prefix(wanted).filter(|_| command)?.strip_prefix(' ')?.to_owned();
            Some(BodyMention { kind, name, ..b.clone() })
        };
        let last = self.mentions.bodies.iter().rev().take(FAR).find_map(meant)?;
        self.mentions.bodies.push(BodyMention { span: Span::new(at, end), ..last });
        Some(self.mentions.bodies.len() - 1)
    }

    /// A body by the short name that the text gave it in brackets.
    pub(super) fn short_name(&mut self, at: usize) -> Option<usize> {
        if self.short.is_empty() || self.reading.tokens[at].shape != Shape::Upper {
            return None;
        }
        let last = self.mentions.bodies[*self.short.get(self.reading.word(at))?].clone();
        self.mentions.bodies.push(BodyMention { span: Span::new(at, at + 1), ..last });
        Some(self.mentions.bodies.len() - 1)
    }

    /// Notes the short name in brackets behind a body with a name of its own: `Tập đoàn A (ABC)`.
    pub(super) fn note_short_name(&mut self, body: usize) {
        let mention = &self.mentions.bodies[body];
        let at = mention.span.end;
        if self.past_abbreviation(at) == at || mention.name.is_empty() {
            return;
        }
        let word = self.reading.word(at + 1);
        if word.len() > 1 && !self.reading.has(at + 1, LexemeKind::Body) {
            self.short.insert(word.to_owned(), body);
        }
    }
}
