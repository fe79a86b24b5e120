//! Bodies: a head with its field or name, the body it is part of, and its unit.

use super::super::mention::{BodyMention, Span, UnitRef};
use super::Scanner;
use crate::ontology::lexicon::{
    Level, Lexeme, LexemeKind, NameWord, SectorKind, Strength, Tail, Written,
};
use crate::text::{Gap, Shape, Token};

/// Most bodies that are each part of the next.
const DEEPEST: usize = 5;

/// What follows the head of a body.
pub(super) struct Rest {
    pub(super) end: usize,
    pub(super) name: String,
    pub(super) parent: Option<usize>,
    pub(super) unit: UnitRef,
}

impl Rest {
    pub(super) fn bare(end: usize) -> Self {
        Self { end, name: String::new(), parent: None, unit: UnitRef::None }
    }
}

impl Scanner<'_, '_> {
    /// The body that begins at `at`, with those that it is part of.
    pub(super) fn body(&mut self, at: usize) -> Option<usize> {
        if !self.reading.has(at, LexemeKind::Body) {
            return self.short_name(at);
        }
        match self.depth {
            0 => self.kinds.clear(),
            DEEPEST => return None,
            _ => {}
        }
        self.depth += 1;
        let body = self.body_here(at);
        self.depth -= 1;
        body
    }

    /// A body of one kind whose head is already read.
    pub(super) fn body_of_kind(
        &mut self,
        start: usize,
        head_end: usize,
        kind: u16,
    ) -> Option<usize> {
        let mark = (self.mentions.bodies.len(), self.mentions.units.len());
        let tail_at = self.past_abbreviation(head_end);
        let rest = self.rest(tail_at, kind).map(|rest| {
            let end = if rest.end == tail_at { head_end } else { rest.end };
            Rest { end, ..rest }
        });
        let rest = rest.filter(|rest| self.is_named(start, head_end, rest, kind));
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
        let capital = self.reading.tokens[start..head_end.max(start + 1)]
            .iter()
            .any(crate::text::Token::is_capitalized);
        let inner =
            self.capital_at(head_end) || rest.end > head_end && self.is_school_word(head_end, tail);
        !open
            || inner
            || rest.parent.is_some()
            || capital && (head_end - start >= 2 || rest.end > head_end)
    }

    /// Where reading goes on behind the abbreviation that a text gives a head: `Ủy ban Kiểm tra (UBKT) …`.
    pub(super) fn past_abbreviation(&self, at: usize) -> usize {
        let tokens = &self.reading.tokens;
        let is = |i: usize, sign: char| tokens.get(i).is_some_and(|t| t.is_sign(sign));
        let given = at + 3 < self.end
            && is(at, '(')
            && tokens[at + 1].shape == Shape::Upper
            && is(at + 2, ')');
        if given { at + 3 } else { at }
    }

    fn rest(&mut self, at: usize, kind: u16) -> Option<Rest> {
        let tail = self.reading.ontology.lexicon.bodies[kind as usize].tail;
        match tail {
            Tail::None => Some(Rest::bare(at)),
            Tail::Country => Some(self.of_country(at)),
            Tail::Unit => Some(self.with_unit(Rest::bare(at), kind)),
            Tail::UnitRequired => Some(self.with_unit(Rest::bare(at), kind))
                .filter(|r| r.unit != UnitRef::None && !self.is_above(r, kind)),
            Tail::UnitOrName => Some(self.unit_or_name(at, kind)),
            Tail::UnitOrParent => Some(self.unit_or_parent(at, kind)).filter(|r| r.end > at),
            Tail::Parent => Some(self.unit_or_parent(at, kind)),
            Tail::RequiredParent => {
                self.with_parent(Rest::bare(at), kind).filter(|r| r.parent.is_some())
            }
            Tail::Numbered => Some(self.numbered(at, kind)),
            Tail::ParentOrName => Some(self.parent_or_name(at, kind)).filter(|r| r.end > at),
            Tail::Name | Tail::SchoolName => self.with_name(at, tail).map(|r| self.posted(r)),
            Tail::NameUnit | Tail::OpenName => self.name_unit(at, kind, tail),
            Tail::NameParent => self.with_name(at, tail).map(|r| self.parent_behind(r, kind)),
            Tail::Sector => self.sector_unit(at, kind),
            Tail::SectorParent | Tail::SectorOrParent => self.sector_parent(at, kind),
            Tail::SectorOnly => self.sector(at, SectorKind::Agency).map(|r| self.abroad(r)),
            Tail::PartySector => {
                self.sector(at, SectorKind::Party).map(|r| self.party_board(r, kind))
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
    pub(super) fn with_unit(&mut self, mut rest: Rest, kind: u16) -> Rest {
        if let Some((unit, end)) = self.unit_slot(rest.end, kind) {
            rest.unit = unit;
            rest.end = end;
        }
        rest
    }

    /// Whether a unit is above those that a kind of the communes is of, is but the first of many types,
    /// or, behind a head that is a family name too, is written without its type.
    fn is_above(&self, rest: &Rest, kind: u16) -> bool {
        let lexicon = &self.reading.ontology.lexicon;
        let written = match rest.unit {
            UnitRef::Deictic(row) => Some(row),
            UnitRef::Named(mention) => self.mentions.units[mention].kind,
            UnitRef::None => None,
        };
        let level = written.map(|row| lexicon.unit_types[usize::from(row)].level);
        let kind = &lexicon.bodies[usize::from(kind)];
        let unwritten = kind.written == Written::Capital;
        let comma = self.reading.tokens.get(rest.end).is_some_and(|t| t.is_sign(','));
        kind.level == Level::Commune
            && (level.map_or(unwritten, |level| level != Level::Commune)
                || comma && self.unit_type(rest.end + 1).is_some())
    }

    fn unit_slot(&mut self, at: usize, kind: u16) -> Option<(UnitRef, usize)> {
        if at >= self.end || self.reading.tokens[at].gap > Gap::Line {
            return None;
        }
        if let Some(found) = self.unit_ref(at).or_else(|| self.unit_of_many(at)) {
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
        let written = self.written_place(at, at + length);
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
    pub(super) fn with_parent(&mut self, rest: Rest, kind: u16) -> Option<Rest> {
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

    pub(super) fn parent_behind(&mut self, rest: Rest, kind: u16) -> Rest {
        let joins = |t: &Token| t.is_sign(',') || t.is_sign('-');
        let of = self.reading.is(rest.end, Lexeme::NameWord(NameWord::Of)) == Some(1);
        let comma =
            (of || self.reading.tokens.get(rest.end).is_some_and(joins)) && rest.end + 1 < self.end;
        let at = rest.end + usize::from(comma);
        let shifted = Rest { end: at, name: rest.name.clone(), parent: None, unit: rest.unit };
        self.with_parent(shifted, kind).unwrap_or(rest)
    }

    fn unit_or_parent(&mut self, at: usize, kind: u16) -> Rest {
        if let Some(rest) = self.with_parent(Rest::bare(at), kind) {
            rest
        } else {
            let unit = if at < self.end { self.unit_ref(at) } else { None };
            unit.map_or(Rest::bare(at), |(unit, end)| Rest { end, unit, ..Rest::bare(at) })
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
        if let Some(inner) = self.head_alone(at) {
            return Rest { end: self.mentions.bodies[inner].span.end, parent: Some(inner), ..rest };
        }
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
}
