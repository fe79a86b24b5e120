//! Offices: a title with the body or the unit it belongs to.

use super::super::mention::{BodyMention, ChunkKind, OfficeMention, Span, UnitRef};
use super::Scanner;
use crate::ontology::lexicon::{
    Class, Cue, Level, Lexeme, LexemeKind, NameWord, SectorKind, Tail, Time, Title, UnitBody,
};
use crate::text::{Gap, Shape};

/// Most bodies between a body and the words that point back to it.
pub(super) const FAR: usize = 500;

impl Scanner<'_, '_> {
    /// The office whose title begins at `at`.
    pub(super) fn office(&mut self, at: usize) -> Option<usize> {
        if !self.reading.has(at, LexemeKind::Title) {
            return None;
        }
        let (length, title) = self.reading.longest(at, |l| match l {
            Lexeme::Title(row) => Some(row),
            _ => None,
        })?;
        let head_end = at + length;
        if head_end > self.end || self.begins_longer_body(at, length) {
            return None;
        }
        let row = &self.reading.ontology.lexicon.titles[title as usize];
        let (title, (body, unit, end)) = match self.within_title(at, head_end, row) {
            Some((title, body)) => {
                (title, (Some(body), UnitRef::None, self.mentions.bodies[body].span.end))
            }
            None => (title, self.belonging(at, head_end, row)),
        };
        let (term, end) = self.term(end);
        self.mentions.offices.push(OfficeMention {
            span: Span::new(at, end),
            title,
            body,
            unit,
            term,
        });
        Some(self.mentions.offices.len() - 1)
    }

    /// Whether a title is but the beginning of the head of a body: `Đại sứ | quán`.
    fn begins_longer_body(&self, at: usize, length: usize) -> bool {
        let longer = |l| matches!(l, Lexeme::Body(_)).then_some(());
        self.reading.longest(at, longer).is_some_and(|(taken, ())| taken > length)
    }

    /// A shorter title and its body, where the last words of one of the centre but begin the name of a
    /// body: `Ủy viên | Trung ương Hội …`.
    fn within_title(&mut self, at: usize, head_end: usize, title: &Title) -> Option<(u16, usize)> {
        let lexicon = &self.reading.ontology.lexicon;
        let implied = lexicon.body(&title.implies)?;
        (lexicon.bodies[implied as usize].level == Level::Central).then_some(())?;
        (at + 1..head_end).find_map(|start| {
            let shorter = self.reading.hits(at).iter().find_map(|hit| match hit.lexeme {
                Lexeme::Title(row) if at + hit.length as usize == start => Some(row),
                _ => None,
            })?;
            let begins = self.reading.has(start, LexemeKind::Body);
            let body = if begins { self.longer_body(start, head_end) } else { None };
            body.map(|body| (shorter, body))
        })
    }

    /// The body or unit of a title, and where its words end.
    fn belonging(
        &mut self,
        at: usize,
        head_end: usize,
        title: &Title,
    ) -> (Option<usize>, UnitRef, usize) {
        if let Some(body) =
            self.fused_body(at, head_end, title).or_else(|| self.following_body(head_end, title))
        {
            return (Some(body), UnitRef::None, self.mentions.bodies[body].span.end);
        }
        if let Some(length) = self.reading.is(head_end, Lexeme::NameWord(NameWord::Of))
            && head_end < self.end
            && let Some(body) = self.following_body(head_end + length, title)
        {
            return (Some(body), UnitRef::None, self.mentions.bodies[body].span.end);
        }
        let takes_unit = title.of_unit != UnitBody::None || !title.implies.is_empty();
        if takes_unit
            && head_end < self.end
            && self.reading.tokens[head_end].gap <= Gap::Space
            && let Some((unit, end)) = self.unit_ref(head_end)
        {
            return (None, unit, end);
        }
        let owner = self.owner().filter(|_| !takes_unit);
        (owner, UnitRef::None, self.past_land(head_end, title))
    }

    /// Where the countries end that an envoy or a head of state is of, whose name follows:
    /// `Đại sứ | Nhật Bản tại Việt Nam A B C`.
    fn past_land(&self, at: usize, title: &Title) -> usize {
        if !matches!(title.implies.as_str(), "none" | "country") {
            return at;
        }
        let land = |at: usize| {
            let words = [NameWord::Country, NameWord::Foreign];
            let length =
                words.iter().find_map(|&word| self.reading.is(at, Lexeme::NameWord(word)))?;
            Some(at + length).filter(|&end| end <= self.end)
        };
        let Some(end) = land(at) else { return at };
        let sent = self.reading.is(end, Lexeme::Cue(Cue::At));
        let end = sent.and_then(|length| land(end + length)).unwrap_or(end);
        if self.capital_at(end) { end } else { at }
    }

    /// The body that is said to have the office: `Công an tỉnh A có Giám đốc là …`.
    fn owner(&self) -> Option<usize> {
        let first = self.mentions.sentences.last().map_or(0, |s| s.end);
        let before = &self.mentions.chunks[first..];
        let before = match before {
            [rest @ .., count] if count.kind == ChunkKind::Number => rest,
            all => all,
        };
        let [.., body, has] = before else { return None };
        match body.kind {
            ChunkKind::Body(body) if has.classes.has(Class::List) && has.classes.is_light() => {
                Some(body)
            }
            _ => None,
        }
    }

    /// A body whose head noun is the last word of the title, or left out behind it.
    fn fused_body(&mut self, at: usize, head_end: usize, title: &Title) -> Option<usize> {
        let head = title.head?;
        for back in [2, 1] {
            if head_end < at + back + 1 {
                continue;
            }
            let start = head_end - back;
            if self.says_twice(start, head_end) {
                continue;
            }
            if let Some(body) = self.longer_body(start, head_end) {
                return Some(body);
            }
        }
        if let Some(body) = self.following_body(head_end, title) {
            return Some(body);
        }
        let again = self.body_itself(head_end, head).or_else(|| self.small_body(head_end, head));
        if again.is_some() {
            return again;
        }
        let sectors = &self.reading.ontology.lexicon.sectors;
        let field = self.reading.longest(head_end, |l| match l {
            Lexeme::Sector(row) if sectors[row as usize].kinds.contains(&SectorKind::Agency) => {
                Some(row)
            }
            _ => None,
        });
        field.filter(|_| head_end < self.end && self.reading.tokens[head_end].is_capitalized())?;
        self.body_of_kind(head_end, head_end, head)
    }

    /// Whether the last word of a title is the next word too: `Trưởng ban | Ban …`.
    fn says_twice(&self, last: usize, head_end: usize) -> bool {
        let same =
            self.reading.word(last).to_lowercase() == self.reading.word(head_end).to_lowercase();
        head_end < self.end && last + 1 == head_end && same
    }

    /// A body whose head the title says too, its name in small letters up to a sign: `Vụ trưởng Vụ quản lý …`.
    fn small_body(&mut self, at: usize, head: u16) -> Option<usize> {
        let length = self.reading.is(at, Lexeme::Body(head))?;
        let start = at + length;
        let small = start < self.end && self.reading.tokens[start].shape == Shape::Lower;
        let rest = self
            .with_name(start, Tail::OpenName)
            .filter(|_| small && self.reading.tokens[at].is_capitalized())?;
        let closed = rest.end == self.end
            || matches!(self.reading.tokens[rest.end].shape, Shape::Sign(_))
            || self.reading.is(rest.end, Lexeme::NameWord(NameWord::Of)).is_some();
        closed.then_some(())?;
        self.mentions.bodies.push(BodyMention {
            span: Span::new(at, rest.end),
            kind: head,
            name: rest.name,
            parent: None,
            unit: UnitRef::None,
        });
        Some(self.mentions.bodies.len() - 1)
    }

    /// The last body of the head's class, where words such as *the school* point back to it.
    fn body_itself(&mut self, at: usize, head: u16) -> Option<usize> {
        let length = self.reading.is(at, Lexeme::NameWord(NameWord::Itself))?;
        let kinds = &self.reading.ontology.lexicon.bodies;
        let class = &kinds[head as usize].class;
        let of_class = |b: &&BodyMention| kinds[b.kind as usize].class == *class;
        let last = self.mentions.bodies.iter().rev().take(FAR).find(of_class)?.clone();
        self.mentions.bodies.push(BodyMention { span: Span::new(at, at + length), ..last });
        Some(self.mentions.bodies.len() - 1)
    }

    /// A body that begins within the title and goes on behind it.
    fn longer_body(&mut self, start: usize, head_end: usize) -> Option<usize> {
        let mark = (self.mentions.bodies.len(), self.mentions.units.len());
        let body = self.body(start)?;
        if self.mentions.bodies[body].span.end > head_end {
            return Some(body);
        }
        self.mentions.bodies.truncate(mark.0);
        self.mentions.units.truncate(mark.1);
        None
    }

    fn following_body(&mut self, at: usize, title: &Title) -> Option<usize> {
        if at >= self.end
            || self.reading.tokens[at].gap > Gap::Line
            || !title.implies.is_empty()
                && title.level == Level::None
                && title.head.is_none()
                && !self.may_name_again(at, title)
        {
            return None;
        }
        self.body(at).or_else(|| self.head_alone(at))
    }

    /// Whether a title that implies its body is followed by that body all the same.
    fn may_name_again(&self, at: usize, title: &Title) -> bool {
        let implied = self.reading.ontology.lexicon.body(&title.implies);
        implied.is_some_and(|kind| self.reading.is(at, Lexeme::Body(kind)).is_some())
            || self.reading.ontology.lexicon.body(&title.implies).is_some_and(|kind| {
                !self.reading.ontology.lexicon.bodies[kind as usize].parents.is_empty()
            })
    }

    /// Convocation and term behind an office: `khóa XV`, `nhiệm kỳ 2020 - 2025`.
    fn term(&self, mut at: usize) -> (Option<String>, usize) {
        let mut term = None;
        let comma = self.reading.tokens.get(at).is_some_and(|t| at < self.end && t.is_sign(','));
        let start = at + usize::from(comma);
        let several = self.reading.is(start, Lexeme::NameWord(NameWord::Plural)).unwrap_or(0);
        if let Some(length) = self.reading.is(start + several, Lexeme::Time(Time::Convocation)) {
            let number = start + several + length;
            if self.is_convocation(number) {
                at = self.last_convocation(number) + 1;
            }
        }
        let comma = self.reading.tokens.get(at).is_some_and(|t| at < self.end && t.is_sign(','));
        let start = at + usize::from(comma);
        if let Some(length) = self.reading.is(start, Lexeme::Time(Time::Term))
            && let Some((years, end)) = self.years(start + length)
        {
            term = Some(years);
            at = end;
        }
        (term, at)
    }

    fn is_convocation(&self, at: usize) -> bool {
        at < self.end && (self.capital(at) || self.reading.tokens[at].shape == Shape::Number)
    }

    /// The last of the numbers that stand in a row: `khóa X, XI và XII`.
    fn last_convocation(&self, at: usize) -> usize {
        let roman =
            |i: usize| self.reading.word(i).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let short = |i: usize| {
            let word = self.reading.word(i);
            word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
        };
        let alike = |i: usize| i < self.end && (roman(at) && roman(i) || short(at) && short(i));
        let joins = |i: usize| {
            i < self.end
                && (self.reading.tokens[i].is_sign(',')
                    || self.reading.is(i, Lexeme::NameWord(NameWord::And)) == Some(1))
        };
        let mut last = at;
        while joins(last + 1) && alike(last + 2) {
            last += 2;
        }
        last
    }

    fn capital(&self, at: usize) -> bool {
        matches!(self.reading.tokens[at].shape, Shape::Upper | Shape::Title)
    }

    /// Two years with a dash between them.
    pub(super) fn years(&self, at: usize) -> Option<(String, usize)> {
        let year = |i: usize| {
            let word = self.reading.word(i);
            (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then_some(word)
        };
        let dash = matches!(
            self.reading.tokens.get(at + 1)?.shape,
            Shape::Sign('-' | '\u{2013}' | '\u{2014}')
        );
        let (from, to) = (year(at)?, year(at + 2)?);
        (dash && at + 3 <= self.end).then(|| (format!("{from}-{to}"), at + 3))
    }
}
