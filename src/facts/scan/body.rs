//! Bodies: a head with its field or name, the body it is part of, and its unit.

use super::super::mention::{BodyMention, Span, UnitRef};
use super::Scanner;
use crate::ontology::lexicon::{
    Level, Lexeme, NameWord, SectorKind, Stop, Strength, Tail, Written,
};
use crate::text::{Gap, Shape};

/// Most small-letter words that a body's own name may end in.
const LOWER_TAIL: usize = 6;
/// Longest own name of a body in tokens.
const LONGEST_NAME: usize = 24;

/// What follows the head of a body.
struct Rest {
    end: usize,
    name: String,
    parent: Option<usize>,
    unit: UnitRef,
}

impl Rest {
    fn bare(end: usize) -> Self {
        Self { end, name: String::new(), parent: None, unit: UnitRef::None }
    }
}

impl Scanner<'_, '_> {
    /// The body that begins at `at`.
    pub(super) fn body(&mut self, at: usize) -> Option<usize> {
        let mut lengths: Vec<usize> = Vec::new();
        for hit in self.reading.hits(at) {
            let length = hit.length as usize;
            if matches!(hit.lexeme, Lexeme::Body(_))
                && at + length <= self.end
                && lengths.last() != Some(&length)
            {
                lengths.push(length);
            }
        }
        lengths.into_iter().find_map(|length| {
            let mut kinds: Vec<u16> = self.body_kinds(at, length).collect();
            kinds.sort_unstable();
            let best = self.longest_kind(at, at + length, &kinds)?;
            self.body_of_kind(at, at + length, best)
        })
    }

    /// Of the kinds that share a head, the one that reads furthest, the first of equals.
    fn longest_kind(&mut self, start: usize, head_end: usize, kinds: &[u16]) -> Option<u16> {
        if let [only] = kinds {
            return Some(*only);
        }
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

    fn body_kinds(&self, at: usize, length: usize) -> impl Iterator<Item = u16> + '_ {
        self.reading.hits(at).iter().filter(move |h| h.length as usize == length).filter_map(|h| {
            match h.lexeme {
                Lexeme::Body(kind) => Some(kind),
                _ => None,
            }
        })
    }

    /// A body of one kind whose head is already read.
    pub(super) fn body_of_kind(
        &mut self,
        start: usize,
        head_end: usize,
        kind: u16,
    ) -> Option<usize> {
        let mark = (self.mentions.bodies.len(), self.mentions.units.len());
        let rest =
            self.rest(head_end, kind).filter(|rest| self.is_named(start, head_end, rest, kind));
        let Some(rest) = rest else {
            self.mentions.bodies.truncate(mark.0);
            self.mentions.units.truncate(mark.1);
            return None;
        };
        self.mentions.bodies.push(BodyMention {
            span: Span::new(start, rest.end),
            kind,
            name: rest.name,
            parent: rest.parent,
            unit: rest.unit,
        });
        Some(self.mentions.bodies.len() - 1)
    }

    /// Heads that are common nouns make a body only where they or their name are written as names.
    fn is_named(&self, start: usize, head_end: usize, rest: &Rest, kind: u16) -> bool {
        let tail = self.reading.ontology.lexicon.bodies[kind as usize].tail;
        let written = self.reading.ontology.lexicon.bodies[kind as usize].written;
        if written == Written::Capital
            && head_end > start
            && !self.reading.tokens[start].is_capitalized()
        {
            return false;
        }
        let open = !matches!(tail, Tail::None | Tail::Unit | Tail::Parent | Tail::Country);
        let capital = self.reading.tokens[start].is_capitalized();
        let inner =
            self.capital_at(head_end) || rest.end > head_end && self.is_school_word(head_end, tail);
        !open || inner || capital && (head_end - start >= 2 || rest.end > head_end)
    }

    fn rest(&mut self, at: usize, kind: u16) -> Option<Rest> {
        let tail = self.reading.ontology.lexicon.bodies[kind as usize].tail;
        match tail {
            Tail::None => Some(Rest::bare(at)),
            Tail::Country => Some(self.of_country(at)),
            Tail::Unit => Some(self.with_unit(Rest::bare(at), kind)),
            Tail::UnitRequired => {
                Some(self.with_unit(Rest::bare(at), kind)).filter(|r| r.unit != UnitRef::None)
            }
            Tail::UnitOrName => Some(self.unit_or_name(at, kind)),
            Tail::UnitOrParent => Some(self.unit_or_parent(at, kind)).filter(|r| r.end > at),
            Tail::Parent => Some(self.unit_or_parent(at, kind)),
            Tail::RequiredParent => {
                self.with_parent(Rest::bare(at), kind).filter(|r| r.parent.is_some())
            }
            Tail::ParentOrName => Some(self.parent_or_name(at, kind)).filter(|r| r.end > at),
            Tail::Name | Tail::SchoolName => self.with_name(at, tail),
            Tail::NameUnit => self.name_unit(at, kind, tail),
            Tail::NameParent => self.with_name(at, tail).map(|r| self.parent_behind(r, kind)),
            Tail::Sector => self.sector_unit(at, kind),
            Tail::SectorParent | Tail::SectorOrParent => self.sector_parent(at, kind),
            Tail::SectorOnly => self.sector(at, SectorKind::Agency),
            Tail::PartySector => {
                self.sector(at, SectorKind::Party).and_then(|r| self.party_board(r, kind))
            }
            Tail::CentralSector => self.central_board(at),
            Tail::AssemblySector => self.assembly_committee(at),
            Tail::CouncilSector => self.council_board(at, kind),
        }
    }

    /// A country behind the head, whose body it then is.
    fn of_country(&self, at: usize) -> Rest {
        match self.reading.is(at, Lexeme::NameWord(NameWord::Country)) {
            Some(length) if at + length <= self.end => {
                Rest { name: self.in_full(at, at + length), ..Rest::bare(at + length) }
            }
            _ => Rest::bare(at),
        }
    }

    /// The unit behind what is read so far, where one is.
    fn with_unit(&mut self, mut rest: Rest, kind: u16) -> Rest {
        if let Some((unit, end)) = self.unit_slot(rest.end, kind) {
            rest.unit = unit;
            rest.end = end;
        }
        rest
    }

    fn unit_slot(&mut self, at: usize, kind: u16) -> Option<(UnitRef, usize)> {
        if at >= self.end || self.reading.tokens[at].gap > Gap::Line {
            return None;
        }
        if let Some(found) = self.unit_ref(at) {
            return Some(found);
        }
        let level = self.reading.ontology.lexicon.bodies[kind as usize].level;
        if !matches!(
            level,
            Level::Province | Level::City | Level::District | Level::Any | Level::Commune
        ) {
            return None;
        }
        let (length, name) = self.place(at, level)?;
        let surname = self.reading.is(at, Lexeme::Surname(Strength::Strong)).is_some();
        let province = self.place(at, Level::Province).is_some_and(|(l, _)| l == length);
        if surname && length < 2 && !province || self.reading.tokens[at].shape == Shape::Number {
            return None;
        }
        let unit = self.push_bare_unit(at, length, name, level);
        Some((UnitRef::Named(unit), at + length))
    }

    fn push_bare_unit(
        &mut self,
        at: usize,
        length: usize,
        name: crate::ontology::gazetteer::NameIdx,
        level: Level,
    ) -> usize {
        let written = self.reading.words(at, at + length).to_owned();
        let span = Span::new(at, at + length);
        self.mentions.units.push(super::super::mention::UnitMention {
            span,
            kind: None,
            level,
            name: Some(name),
            written,
            within: None,
        });
        self.mentions.units.len() - 1
    }

    /// The body that this one is part of, where one of the fitting kinds follows.
    fn with_parent(&mut self, rest: Rest, kind: u16) -> Option<Rest> {
        if rest.end >= self.end || self.reading.tokens[rest.end].gap > Gap::Line {
            return None;
        }
        let mark = (self.mentions.bodies.len(), self.mentions.units.len());
        let parent = self.body(rest.end)?;
        let fits = self.reading.ontology.lexicon.bodies[kind as usize]
            .parents
            .contains(&self.mentions.bodies[parent].kind);
        if !fits {
            self.mentions.bodies.truncate(mark.0);
            self.mentions.units.truncate(mark.1);
            return None;
        }
        Some(Rest { end: self.mentions.bodies[parent].span.end, parent: Some(parent), ..rest })
    }

    fn parent_behind(&mut self, rest: Rest, kind: u16) -> Rest {
        let comma =
            self.reading.tokens.get(rest.end).is_some_and(|t| t.is_sign(',') || t.is_sign('-'))
                && rest.end + 1 < self.end;
        let at = rest.end + usize::from(comma);
        let shifted = Rest { end: at, name: rest.name.clone(), parent: None, unit: rest.unit };
        self.with_parent(shifted, kind).unwrap_or(rest)
    }

    fn unit_or_parent(&mut self, at: usize, kind: u16) -> Rest {
        match self.with_parent(Rest::bare(at), kind) {
            Some(rest) => rest,
            None => {
                let unit = if at < self.end { self.unit_ref(at) } else { None };
                unit.map_or(Rest::bare(at), |(unit, end)| Rest { end, unit, ..Rest::bare(at) })
            }
        }
    }

    fn unit_or_name(&mut self, at: usize, kind: u16) -> Rest {
        let rest = self.with_unit(Rest::bare(at), kind);
        if rest.end > at || at >= self.end || self.reading.tokens[at].gap > Gap::Space {
            return rest;
        }
        let mark = (self.mentions.bodies.len(), self.mentions.units.len());
        if let Some(inner) = self.body(at).filter(|&b| self.is_below_party(b)) {
            return Rest { end: self.mentions.bodies[inner].span.end, parent: Some(inner), ..rest };
        }
        self.mentions.bodies.truncate(mark.0);
        self.mentions.units.truncate(mark.1);
        self.with_name(at, Tail::Name).map_or(rest, |r| self.with_unit(r, kind))
    }

    /// Whether a Party organization can be that of this body.
    fn is_below_party(&self, body: usize) -> bool {
        let class =
            &self.reading.ontology.lexicon.bodies[self.mentions.bodies[body].kind as usize].class;
        !matches!(
            class.as_str(),
            "party-committee"
                | "party-organization"
                | "standing-committee"
                | "executive-committee"
                | "advisory-body"
        )
    }

    fn parent_or_name(&mut self, at: usize, kind: u16) -> Rest {
        let rest = self.unit_or_parent(at, kind);
        if rest.end > at {
            return rest;
        }
        self.with_name(at, Tail::Name).unwrap_or(rest)
    }

    fn name_unit(&mut self, at: usize, kind: u16, tail: Tail) -> Option<Rest> {
        let rest = self.with_name(at, tail)?;
        let unit = if rest.end < self.end { self.unit_ref(rest.end) } else { None };
        Some(match unit {
            Some((unit, end)) => Rest { unit, end, ..rest },
            None => self.parent_behind_directly(rest, kind),
        })
    }

    fn parent_behind_directly(&mut self, rest: Rest, kind: u16) -> Rest {
        let copy = Rest { end: rest.end, name: rest.name.clone(), parent: None, unit: rest.unit };
        self.with_parent(copy, kind).unwrap_or(rest)
    }

    /// A field of the lexicon that departments of this kind have.
    fn sector(&mut self, at: usize, kind: SectorKind) -> Option<Rest> {
        let sectors = &self.reading.ontology.lexicon.sectors;
        let (length, row) = self.reading.longest(at, |l| match l {
            Lexeme::Sector(row) if sectors[row as usize].kinds.contains(&kind) => Some(row),
            _ => None,
        })?;
        if at + length > self.end || self.reading.tokens[at].gap > Gap::Line {
            return None;
        }
        Some(Rest { name: sectors[row as usize].name.clone(), ..Rest::bare(at + length) })
    }

    fn sector_unit(&mut self, at: usize, kind: u16) -> Option<Rest> {
        let rest = match self.sector(at, SectorKind::Agency) {
            Some(rest) => rest,
            None => self.with_name(at, Tail::Name)?,
        };
        Some(self.with_unit(rest, kind))
    }

    fn sector_parent(&mut self, at: usize, kind: u16) -> Option<Rest> {
        let rest = match self.sector(at, SectorKind::Agency) {
            Some(rest) => rest,
            None => self.with_name(at, Tail::Name)?,
        };
        let with_unit = self.with_unit(rest, kind);
        Some(if with_unit.unit == UnitRef::None {
            self.parent_behind(with_unit, kind)
        } else {
            with_unit
        })
    }

    fn party_board(&mut self, rest: Rest, kind: u16) -> Option<Rest> {
        let (end, name) = (rest.end, rest.name.clone());
        if let Some(rest) = self.with_parent(rest, kind) {
            return Some(rest);
        }
        let unit = if end < self.end { self.unit_ref(end) } else { None };
        let (unit, end) = unit.unwrap_or((UnitRef::None, end));
        Some(Rest { end, name, parent: None, unit })
    }

    /// A board of the Central Committee: the field, then the word for the centre.
    fn central_board(&mut self, at: usize) -> Option<Rest> {
        let rest = self.sector(at, SectorKind::Party)?;
        let length = self.reading.is(rest.end, Lexeme::NameWord(NameWord::Centre))?;
        (rest.end + length <= self.end).then_some(Rest { end: rest.end + length, ..rest })
    }

    fn assembly_committee(&mut self, at: usize) -> Option<Rest> {
        let rest = self.sector(at, SectorKind::Assembly)?;
        let assembly = self.reading.ontology.lexicon.body("quoc-hoi")?;
        let skip = usize::from(self.reading.is(rest.end, Lexeme::NameWord(NameWord::Of)).is_some());
        let end = match self.reading.is(rest.end + skip, Lexeme::Body(assembly)) {
            Some(length) if rest.end + skip + length <= self.end => rest.end + skip + length,
            _ => rest.end,
        };
        Some(Rest { end, ..rest })
    }

    fn council_board(&mut self, at: usize, kind: u16) -> Option<Rest> {
        let rest = self.sector(at, SectorKind::Council)?;
        let skip = usize::from(self.reading.is(rest.end, Lexeme::NameWord(NameWord::Of)).is_some());
        let bare =
            Rest { end: rest.end, name: rest.name.clone(), parent: None, unit: UnitRef::None };
        let shifted = Rest { end: rest.end + skip, ..rest };
        Some(self.with_parent(shifted, kind).unwrap_or(bare))
    }

    /// An own name: capitals, numbers, joining words between them, and a short tail in small letters.
    fn with_name(&mut self, at: usize, tail: Tail) -> Option<Rest> {
        let end = self.own_name_end(at, tail)?;
        Some(Rest { name: self.in_full(at, end), ..Rest::bare(end) })
    }

    fn own_name_end(&self, at: usize, tail: Tail) -> Option<usize> {
        let another =
            |l: &crate::facts::reading::Hit| l.length >= 2 && matches!(l.lexeme, Lexeme::Body(_));
        if tail == Tail::NameUnit && self.reading.hits(at).iter().any(another) {
            return None;
        }
        let (mut end, mut solid, mut lowers) = (at, at, 0);
        while end < self.end && end - at < LONGEST_NAME {
            let token = &self.reading.tokens[end];
            if token.gap > Gap::Space || self.ends_own_name(at, end, tail) {
                break;
            }
            if let Some(length) = self.compound(end).filter(|_| end > at || token.is_capitalized())
            {
                end += length;
                (solid, lowers) = (end, 0);
                continue;
            }
            match token.shape {
                Shape::Title | Shape::Upper | Shape::Number => {
                    lowers = 0;
                    solid = end + 1;
                }
                Shape::Lower
                    if end == at && (self.is_hamlet(at) || self.is_school_word(at, tail)) => {}
                Shape::Lower if self.is_school_word(end, tail) => {}
                Shape::Lower if end > at && !self.is_stop(end) => {
                    lowers += 1;
                    if lowers > LOWER_TAIL {
                        break;
                    }
                }
                Shape::Lower if end > at && self.joins(end) => {}
                Shape::Sign('-' | '\u{2013}' | '&') if end > at && self.capital_at(end + 1) => {}
                Shape::Sign('"' | '\u{201c}') if end == at => return self.quoted_end(at),
                _ => break,
            }
            end += 1;
        }
        let end = self.tail_end(solid, end);
        let end = self.without_joins(at, end);
        (end > at
            && (self.capital_at(at)
                || end > at + 1 && (self.is_hamlet(at) || self.is_school_word(at, tail))))
        .then_some(end)
    }

    /// A tail in small letters belongs to the name only where a sign or a unit ends it.
    fn tail_end(&self, solid: usize, end: usize) -> usize {
        let closed = match self.reading.tokens.get(end).filter(|_| end < self.end) {
            Some(next) => {
                next.is_sign(',')
                    || next.is_sign(';')
                    || next.is_sign(')')
                    || self.unit_type(end).is_some()
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
            .find(|&i| matches!(self.reading.tokens[i].shape, Shape::Sign('"' | '\u{201d}')))
            .map(|i| i + 1)
    }

    /// A word of several syllables, or a field, that belongs to a name as a whole.
    fn compound(&self, at: usize) -> Option<usize> {
        let (length, ()) = self.reading.longest(at, |l| {
            matches!(l, Lexeme::NameWord(NameWord::Compound) | Lexeme::Sector(_)).then_some(())
        })?;
        (length >= 2 && at + length <= self.end).then_some(length)
    }

    fn is_hamlet(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::NameWord(NameWord::Hamlet)).is_some() && self.capital_at(at + 1)
    }

    /// Whether a word such as *private* stands at `at` or ends there, in the name of a school.
    fn is_school_word(&self, at: usize, tail: Tail) -> bool {
        let word = Lexeme::NameWord(NameWord::SchoolWord);
        tail == Tail::SchoolName
            && (self.reading.is(at, word).is_some()
                || at > 0 && self.reading.is(at - 1, word) == Some(2))
    }

    fn capital_at(&self, at: usize) -> bool {
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
        let hits = self.reading.hits(at);
        let lower = self.reading.tokens[at].shape == Shape::Lower;
        let word = hits.iter().any(|h| match h.lexeme {
            Lexeme::Title(_) => at > start,
            Lexeme::Body(kind) => at > start && (h.length >= 2 || self.has_field(kind)),
            Lexeme::Honorific(_) => at > start && (lower || h.length >= 2),
            Lexeme::Predicate(_) | Lexeme::Meeting(_) => at > start && (lower || h.length >= 2),
            _ => false,
        });
        word || tail != Tail::SchoolName && at > start && self.begins_person(at)
    }

    /// Whether a head of one word begins the name of a ministry or department.
    fn has_field(&self, kind: u16) -> bool {
        matches!(
            self.reading.ontology.lexicon.bodies[kind as usize].tail,
            Tail::SectorOnly | Tail::Sector
        )
    }

    /// Whether a family name with at least one more capital begins here.
    fn begins_person(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::Surname(Strength::Strong)).is_some()
            && self.reading.tokens.get(at + 1).is_some_and(|t| {
                at + 1 < self.end && t.shape == Shape::Title && t.gap == Gap::Space
            })
            && !self.reading.hits(at).iter().any(|h| h.length >= 2)
    }

    /// The words of a range with short forms written out.
    pub(super) fn in_full(&self, start: usize, end: usize) -> String {
        let mut full = String::new();
        let mut at = start;
        while at < end {
            if at > start && self.reading.tokens[at].gap != Gap::Glued {
                full.push(' ');
            }
            let short = self.reading.longest(at, |l| match l {
                Lexeme::Abbreviation(row) => Some(row),
                _ => None,
            });
            match short.filter(|&(length, _)| at + length <= end) {
                Some((length, row)) => {
                    full.push_str(&self.reading.ontology.lexicon.abbreviations[row as usize]);
                    at += length;
                }
                None => {
                    full.push_str(self.reading.word(at));
                    at += 1;
                }
            }
        }
        full
    }

    /// Whether a stop word of the lexicon begins at `at`.
    pub(super) fn is_light(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::Stop(Stop::Light)).is_some()
    }
}
