//! Departments and boards: a field behind the head, then the body or unit that they belong to.

use super::super::mention::UnitRef;
use super::Scanner;
use super::body::Rest;
use crate::ontology::lexicon::{Cite, Cue, Lexeme, NameWord, SectorKind, Tail};
use crate::text::{Gap, Shape};

impl Scanner<'_, '_> {
    /// A field of the lexicon that departments of this kind have.
    pub(super) fn sector(&mut self, at: usize, kind: SectorKind) -> Option<Rest> {
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

    /// A field of the lexicon, else a name that is neither a person's nor an office.
    fn field_or_name(&mut self, at: usize) -> Option<Rest> {
        if let Some(rest) = self.sector(at, SectorKind::Agency) {
            return Some(rest);
        }
        let title = self.reading.hits(at).iter().any(|h| matches!(h.lexeme, Lexeme::Title(_)));
        (!title && !self.begins_person(at)).then(|| self.with_name(at, Tail::Name))?
    }

    pub(super) fn sector_unit(&mut self, at: usize, kind: u16) -> Option<Rest> {
        let rest = self.field_or_name(at)?;
        Some(self.with_unit(rest, kind))
    }

    pub(super) fn sector_parent(&mut self, at: usize, kind: u16) -> Option<Rest> {
        let rest = self.field_or_name(at)?;
        let with_unit = self.with_unit(rest, kind);
        Some(if with_unit.unit == UnitRef::None {
            self.parent_behind(with_unit, kind)
        } else {
            with_unit
        })
    }

    pub(super) fn party_board(&mut self, rest: Rest, kind: u16) -> Rest {
        let (end, name) = (rest.end, rest.name.clone());
        if let Some(rest) = self.with_parent(rest, kind) {
            return rest;
        }
        // A syllable that ends the field and begins the committee may be written once for both.
        let last = Rest { name: name.clone(), ..Rest::bare(end - 1) };
        if let Some(rest) = self.with_parent(last, kind) {
            return rest;
        }
        let unit = if end < self.end { self.unit_ref(end) } else { None };
        let (unit, end) = unit.unwrap_or((UnitRef::None, end));
        Rest { end, name, parent: None, unit }
    }

    /// A board of the Central Committee: the field, then the word for the centre.
    pub(super) fn central_board(&mut self, at: usize) -> Option<Rest> {
        let rest = self.sector(at, SectorKind::Party)?;
        let length = self.reading.is(rest.end, Lexeme::NameWord(NameWord::Centre))?;
        (rest.end + length <= self.end).then_some(Rest { end: rest.end + length, ..rest })
    }

    /// The country behind a ministry, where it is one with its own: `Bộ Công an Lào`.
    pub(super) fn abroad(&self, rest: Rest) -> Rest {
        match self.reading.is(rest.end, Lexeme::NameWord(NameWord::Foreign)) {
            Some(length) if rest.end + length <= self.end => {
                let end = rest.end + length;
                let name = format!("{} {}", rest.name, self.in_full(rest.end, end));
                Rest { end, name, ..rest }
            }
            _ => rest,
        }
    }

    /// The country to which a mission is sent, where it is told: `… | tại Việt Nam`.
    pub(super) fn posted(&self, rest: Rest) -> Rest {
        let at = self.reading.is(rest.end, Lexeme::Cue(Cue::At));
        let country = at.and_then(|length| {
            let start = rest.end + length;
            let length = self.reading.is(start, Lexeme::NameWord(NameWord::Country))?;
            Some(start + length).filter(|&end| end <= self.end)
        });
        let Some(end) = country else { return rest };
        let name = format!("{} {}", rest.name, self.in_full(rest.end, end));
        Rest { end, name, ..rest }
    }

    pub(super) fn assembly_committee(&mut self, at: usize) -> Option<Rest> {
        let rest = self.sector(at, SectorKind::Assembly)?;
        let assembly = self.reading.ontology.lexicon.body("quoc-hoi")?;
        let skip = usize::from(self.reading.is(rest.end, Lexeme::NameWord(NameWord::Of)).is_some());
        let end = match self.reading.is(rest.end + skip, Lexeme::Body(assembly)) {
            Some(length) if rest.end + skip + length <= self.end => rest.end + skip + length,
            _ => rest.end,
        };
        Some(Rest { end, ..rest })
    }

    pub(super) fn council_board(&mut self, at: usize, kind: u16) -> Option<Rest> {
        let rest = self.sector(at, SectorKind::Council)?;
        let skip = usize::from(self.reading.is(rest.end, Lexeme::NameWord(NameWord::Of)).is_some());
        let bare =
            Rest { end: rest.end, name: rest.name.clone(), parent: None, unit: UnitRef::None };
        let shifted = Rest { end: rest.end + skip, ..rest };
        Some(self.with_parent(shifted, kind).unwrap_or(bare))
    }

    /// A number behind the head, and the body that it is part of: `Tổ đại biểu số 3 HĐND tỉnh`.
    pub(super) fn numbered(&mut self, at: usize, kind: u16) -> Rest {
        let word = self.reading.is(at, Lexeme::Cite(Cite::Number)).filter(|&length| {
            at + length < self.end && self.reading.tokens[at + length].shape == Shape::Number
        });
        let Some(length) = word else { return Rest::bare(at) };
        let end = at + length + 1;
        self.parent_behind(Rest { name: self.in_full(at, end), ..Rest::bare(end) }, kind)
    }

    /// A name behind the head, then the unit or the body that it belongs to.
    pub(super) fn name_unit(&mut self, at: usize, kind: u16, tail: Tail) -> Option<Rest> {
        let class = self.reading.ontology.lexicon.bodies[kind as usize].class.as_str();
        if matches!(class, "organization" | "agency") && self.begins_person(at) {
            return None;
        }
        let rest = self.with_name(at, tail)?;
        let unit = if rest.end < self.end { self.unit_ref(rest.end) } else { None };
        Some(match unit {
            Some((unit, end)) => Rest { end, unit, ..rest },
            None => self.parent_behind_directly(rest, kind),
        })
    }

    fn parent_behind_directly(&mut self, rest: Rest, kind: u16) -> Rest {
        let of = self.reading.is(rest.end, Lexeme::NameWord(NameWord::Of)).unwrap_or(0);
        let end = rest.end + of;
        let copy = Rest { end, name: rest.name.clone(), parent: None, unit: rest.unit };
        self.with_parent(copy, kind).unwrap_or(rest)
    }
}
