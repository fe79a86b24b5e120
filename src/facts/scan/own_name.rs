//! Own names of bodies: which words behind a head belong to it.

use super::Scanner;
use super::body::Rest;
use crate::ontology::lexicon::{Level, Lexeme, LexemeKind, NameWord, Strength, Tail, Time};
use crate::text::{Gap, Shape, Token};

/// Most small-letter words that a body's own name may end in.
const LOWER_TAIL: usize = 6;
/// Longest own name of a body in tokens.
const LONGEST_NAME: usize = 24;

impl Scanner<'_, '_> {
    /// An own name: capitals, numbers, joining words between them, and a short tail in small letters.
    pub(super) fn with_name(&mut self, at: usize, tail: Tail) -> Option<Rest> {
        let end = self.own_name_end(at, tail)?;
        Some(Rest { name: self.in_full(at, end), ..Rest::bare(end) })
    }

    fn own_name_end(&self, at: usize, tail: Tail) -> Option<usize> {
        let another =
            |l: &crate::facts::reading::Hit| l.length >= 2 && matches!(l.lexeme, Lexeme::Body(_));
        if matches!(tail, Tail::NameUnit | Tail::OpenName)
            && self.reading.hits(at).iter().any(another)
        {
            return None;
        }
        if tail == Tail::NameUnit && self.counts_something(at) {
            return None;
        }
        let (mut end, mut solid, mut lowers) = (at, at, 0);
        while end < self.end && end - at < LONGEST_NAME {
            let token = &self.reading.tokens[end];
            let compound = self.compound(end);
            let whole = token.shape == Shape::Lower
                && compound.is_some_and(|length| !self.says_something(end, length));
            if token.gap > Gap::Space || !whole && self.ends_own_name(at, end, tail) {
                break;
            }
            if let Some(length) = compound {
                end += length;
                (solid, lowers) = (end, 0);
                continue;
            }
            if let Some(length) = self.short_form(end).filter(|&l| end > at && self.joins(end + l))
            {
                end += length;
                continue;
            }
            match token.shape {
                Shape::Number if lowers > 0 && self.is_share(end) || self.counts_months(end) => {
                    break;
                }
                Shape::Title | Shape::Upper | Shape::Number => {
                    lowers = 0;
                    solid = end + 1;
                }
                Shape::Lower
                    if end == at && (self.is_hamlet(at) || self.is_school_word(at, tail)) => {}
                Shape::Lower if self.is_school_word(end, tail) => {}
                Shape::Lower if (end > at || tail == Tail::OpenName) && !self.is_stop(end) => {
                    lowers += 1;
                    if lowers > LOWER_TAIL && tail != Tail::OpenName {
                        break;
                    }
                }
                Shape::Lower if end > at && self.joins(end) || self.lists(end, tail) => {}
                Shape::Sign('-' | '\u{2013}') if end > at && self.parts_bodies(end) => break,
                Shape::Sign('-' | '\u{2013}' | '&') if end > at && self.capital_at(end + 1) => {}
                Shape::Sign('\u{201c}') if end == at => return self.quoted_end(at),
                _ => break,
            }
            end += 1;
        }
        let end = match tail {
            Tail::OpenName => end,
            _ if self.ends_in_place(at, solid) => solid,
            _ => self.tail_end(solid, end),
        };
        let end = self.without_joins(at, end);
        (end > at
            && (self.capital_at(at)
                || tail == Tail::OpenName && end > at + 1
                || end > at + 1 && (self.is_hamlet(at) || self.is_school_word(at, tail))
                || self.begins_small(at, end, tail)))
        .then_some(end)
    }

    /// Whether a name that begins in small letters is one all the same: with capitals in it, or a unit
    /// behind it: `Công ty cổ phần A`, `Hội khuyến học tỉnh`.
    fn begins_small(&self, at: usize, end: usize, tail: Tail) -> bool {
        matches!(tail, Tail::Name | Tail::NameUnit)
            && self.compound(at).is_some()
            && !self.reading.has(at, LexemeKind::Meeting)
            && self.reading.tokens[at - 1].shape != Shape::Upper
            && ((at + 1..end).any(|i| self.capital_at(i)) || self.unit_type(end).is_some())
    }

    /// Whether a joining word goes on with what an open name lists: `các khu kinh tế và khu công nghiệp`.
    fn lists(&self, at: usize, tail: Tail) -> bool {
        let field = tail != Tail::OpenName
            && self.reading.is(at, Lexeme::NameWord(NameWord::And)) == Some(1)
            && self.reading.word(at).len() > 1;
        (tail == Tail::OpenName || field && self.ends_field(at))
            && [NameWord::And, NameWord::Joint]
                .iter()
                .any(|&w| self.reading.is(at, Lexeme::NameWord(w)).is_some())
            && self.compound(at + 1).is_some()
    }

    /// Whether a field of several syllables ends right before a token: `… khoa học | và đào tạo`.
    fn ends_field(&self, at: usize) -> bool {
        let ends = |word: NameWord| {
            (2..=4).any(|n| at >= n && self.reading.ends(at - n, at, Lexeme::NameWord(word)))
        };
        ends(NameWord::Compound) && !ends(NameWord::Centre)
    }

    /// Whether a number at `at` is a percentage.
    fn is_share(&self, at: usize) -> bool {
        self.reading.tokens.get(at + 1).is_some_and(|t| t.is_sign('%'))
    }

    /// Whether a number at `at` counts what follows in small letters.
    fn counts_something(&self, at: usize) -> bool {
        let is = |at: usize, shape| self.reading.tokens.get(at).is_some_and(|t| t.shape == shape);
        is(at, Shape::Number) && is(at + 1, Shape::Lower)
    }

    /// Whether a number at `at` counts months: `Đảng bộ Quân khu | 6 tháng cuối năm`.
    fn counts_months(&self, at: usize) -> bool {
        self.counts_something(at) && self.reading.is(at + 1, Lexeme::Time(Time::Month)).is_some()
    }

    /// Whether what is read so far closes with the name of a province or a country.
    fn ends_in_place(&self, start: usize, end: usize) -> bool {
        (start + 1..end).any(|at| {
            self.place(at, Level::Province).is_some_and(|(length, _)| at + length == end)
                || self.reading.ends(at, end, Lexeme::NameWord(NameWord::Country))
        })
    }

    /// A tail in small letters belongs to the name only where a sign or a unit ends it.
    fn tail_end(&self, solid: usize, end: usize) -> usize {
        let closed = match self.reading.tokens.get(end).filter(|_| end < self.end) {
            Some(next) => {
                matches!(next.shape, Shape::Sign(',' | ';' | '(' | ')'))
                    || self.unit_type(end).is_some()
                    || self.leads_to_body(end)
            }
            None => true,
        };
        if closed { end } else { solid }
    }

    fn without_joins(&self, at: usize, mut end: usize) -> usize {
        while end > at
            && (self.joins(end - 1) || matches!(self.reading.tokens[end - 1].shape, Shape::Sign(_)))
            && !self.reading.tokens[end - 1].is_sign('\u{201d}')
        {
            end -= 1;
        }
        end
    }

    fn quoted_end(&self, at: usize) -> Option<usize> {
        (at + 1..self.end.min(at + LONGEST_NAME))
            .find(|&i| matches!(self.reading.tokens[i].shape, Shape::Sign('\u{201d}')))
            .map(|i| i + 1)
    }

    /// A word of several syllables, or a field, that belongs to a name as a whole.
    fn compound(&self, at: usize) -> Option<usize> {
        let (length, ()) = self.reading.longest(at, |l| {
            matches!(l, Lexeme::NameWord(NameWord::Compound) | Lexeme::Sector(_)).then_some(())
        })?;
        (length >= 2 && at + length <= self.end).then_some(length)
    }

    /// An abbreviation in parentheses behind the words that it stands for.
    fn short_form(&self, at: usize) -> Option<usize> {
        let tokens = self.reading.tokens.get(at..self.end.min(at + 3))?;
        matches!(tokens, [open, short, close]
            if open.is_sign('(') && short.shape == Shape::Upper && close.is_sign(')'))
        .then_some(3)
    }

    fn is_hamlet(&self, at: usize) -> bool {
        let word = self.reading.is(at, Lexeme::NameWord(NameWord::Hamlet));
        word.is_some_and(|length| self.capital_at(at + length))
    }

    /// Whether a word such as *private* stands at `at` or ends there, in the name of a school.
    pub(super) fn is_school_word(&self, at: usize, tail: Tail) -> bool {
        let word = Lexeme::NameWord(NameWord::SchoolWord);
        tail == Tail::SchoolName
            && (self.reading.is(at, word).is_some()
                || at > 0 && self.reading.is(at - 1, word) == Some(2))
    }

    pub(super) fn capital_at(&self, at: usize) -> bool {
        at < self.end
            && self
                .reading
                .tokens
                .get(at)
                .is_some_and(|t| t.is_capitalized() || t.shape == Shape::Number)
    }

    fn joins(&self, at: usize) -> bool {
        [NameWord::And, NameWord::Of, NameWord::Joint]
            .iter()
            .any(|&w| self.reading.is(at, Lexeme::NameWord(w)).is_some())
            && (self.capital_at(at + 1) || self.capital_at(at + 2))
            && !self.reading.hits(at + 1).iter().any(|h| {
                let short = self.reading.tokens[at + 1].shape == Shape::Upper;
                let part = self.reading.is(at, Lexeme::NameWord(NameWord::Of)).is_some()
                    && self.reading.tokens[at + 1].is_capitalized();
                (h.length >= 2 || short || part) && matches!(h.lexeme, Lexeme::Body(_))
            })
    }

    fn is_stop(&self, at: usize) -> bool {
        self.reading.hits(at).iter().any(|h| {
            matches!(
                h.lexeme,
                Lexeme::Stop(_)
                    | Lexeme::Predicate(_)
                    | Lexeme::Cue(_)
                    | Lexeme::Time(_)
                    | Lexeme::Meeting(_)
                    | Lexeme::Honorific(_)
            )
        })
    }

    fn ends_own_name(&self, start: usize, at: usize, tail: Tail) -> bool {
        if at > start
            && self.unit_type(at).is_some_and(|(length, _)| {
                self.reading.tokens[at].shape != Shape::Title || length >= 2
            })
        {
            return true;
        }
        if at > start && self.leads_to_body(at) {
            return true;
        }
        let hits = self.reading.hits(at);
        let lower = self.reading.tokens[at].shape == Shape::Lower;
        let word = hits.iter().any(|h| match h.lexeme {
            Lexeme::Title(_) => at > start,
            Lexeme::Body(kind) => {
                at > start
                    && (h.length >= 2 && !self.is_but_field(at, h.length as usize)
                        || self.has_field(kind))
            }
            Lexeme::Honorific(_) | Lexeme::Predicate(_) | Lexeme::Meeting(_) => {
                at > start && (lower || h.length >= 2)
            }
            _ => false,
        });
        word || tail != Tail::SchoolName && at > start && self.begins_person(at)
    }

    /// Whether the head of a body is but a word for a field here, nothing of a name behind it:
    /// `Vụ Giáo dục Đại học`.
    fn is_but_field(&self, at: usize, length: usize) -> bool {
        self.compound(at).is_some_and(|compound| compound >= length)
            && !self.capital_at(at + length)
            && self.unit_type(at + length).is_none()
    }

    /// Whether a dash between spaces stands before the head of another body.
    fn parts_bodies(&self, dash: usize) -> bool {
        let tokens = &self.reading.tokens;
        tokens[dash].gap == Gap::Space
            && tokens.get(dash + 1).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Title)
            && (self.reading.is(dash + 1, Lexeme::NameWord(NameWord::Photo)).is_some()
                || self.reading.has(dash + 1, LexemeKind::Body)
                    && self.compound(dash + 1).is_none())
    }

    /// Whether a verb or the word for an event of at least some length begins at a token.
    fn says_something(&self, at: usize, length: usize) -> bool {
        self.reading.hits(at).iter().any(|h| {
            h.length as usize >= length
                && matches!(h.lexeme, Lexeme::Predicate(_) | Lexeme::Meeting(_))
        })
    }

    /// Whether a word for *of* joins what is read to the body that it is part of: `… thuộc Phòng …`.
    fn leads_to_body(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::NameWord(NameWord::Of)) == Some(1)
            && self.reading.tokens.get(at + 1).is_some_and(Token::is_capitalized)
            && self.reading.has(at + 1, LexemeKind::Body)
    }

    /// Whether a head of one word begins the name of a ministry or department.
    fn has_field(&self, kind: u16) -> bool {
        matches!(
            self.reading.ontology.lexicon.bodies[kind as usize].tail,
            Tail::SectorOnly | Tail::Sector
        )
    }

    /// Whether a family name with at least one more capital begins here.
    pub(super) fn begins_person(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::Surname(Strength::Strong)).is_some()
            && self.reading.tokens.get(at + 1).is_some_and(|t| {
                at + 1 < self.end && t.shape == Shape::Title && t.gap == Gap::Space
            })
            && !self.reading.hits(at).iter().any(|h| h.length >= 2)
    }

    /// The words of a range with short forms written out.
    pub(super) fn in_full(&self, start: usize, end: usize) -> String {
        let mut full = String::with_capacity(self.reading.words(start, end).len());
        let mut at = start;
        while at < end {
            if let Some(length) = self.short_form(at).filter(|_| at > start) {
                at += length;
                continue;
            }
            if at > start && self.reading.tokens[at].gap != Gap::Glued {
                full.push(' ');
            }
            let short = self.reading.longest(at, |l| match l {
                Lexeme::Abbreviation(row) => Some(row),
                _ => None,
            });
            if let Some((length, row)) = short.filter(|&(length, _)| at + length <= end) {
                full.push_str(&self.reading.ontology.lexicon.abbreviations[row as usize]);
                at += length;
            } else {
                full.push_str(self.reading.word(at));
                at += 1;
            }
        }
        full
    }
}
