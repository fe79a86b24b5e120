//! Words that linking needs: what a body is by its kind, and which offices have one seat.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::{Level, Lexicon, Tail};
use crate::text::fold;

/// What linking reads of the tables of bodies and titles.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Kind to what it is.
    bodies: BTreeMap<String, Body>,
    /// Folded first words of a full name to the kind that they tell.
    heads: BTreeMap<String, String>,
    /// Folded types of units.
    unit_types: BTreeSet<String>,
    /// Folded title to the body that it implies, empty for any, and whether it has one seat there.
    seats: BTreeMap<String, Vec<(String, bool)>>,
}

/// What a body is by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Class, as the table of bodies names it: `party-committee`.
    pub class: String,
    /// Whether its name says which one it is only with a unit or a parent.
    pub scope: Scope,
    /// How its name names its unit.
    pub unit_form: UnitForm,
    /// Whether it exists at the centre only: it is of no unit.
    pub of_centre: bool,
    /// Whether it exists at provinces only.
    pub of_province: bool,
}

/// How the name of a body names its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitForm {
    /// Without its type, which the name of the body implies.
    Bare,
    /// With its type, or not at all.
    Typed,
}

/// What makes a body one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Its name.
    Name,
    /// Its unit, or the body that it is part of.
    Unit,
}

impl Vocabulary {
    /// What the tables of a lexicon say.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut vocabulary = Self::default();
        vocabulary.unit_types.extend(lexicon.unit_types.iter().map(|t| fold(&t.word)));
        for kind in &lexicon.bodies {
            let head = kind.form.split('{').next().unwrap_or_default();
            vocabulary.heads.entry(fold(head)).or_insert_with(|| kind.key.clone());
            let scope = if is_named(kind.level, kind.tail) { Scope::Name } else { Scope::Unit };
            let bare = kind.form.contains("{bare}");
            let unit_form = if bare { UnitForm::Bare } else { UnitForm::Typed };
            let of_province = kind.level == Level::Province;
            let of_centre = kind.level == Level::Central;
            let body = Body { class: kind.class.clone(), scope, unit_form, of_centre, of_province };
            vocabulary.bodies.insert(kind.key.clone(), body);
        }
        for title in &lexicon.titles {
            let seats = vocabulary.seats.entry(fold(&title.title)).or_default();
            seats.push((title.implies.clone(), title.seat == super::lexicon::Seat::Single));
        }
        vocabulary
    }

    /// What a body of kind `kind` is.
    pub fn body(&self, kind: &str) -> Option<&Body> {
        self.bodies.get(kind)
    }

    /// The kind whose first words begin the full name of a body; the longest such.
    pub fn kind_of(&self, name: &str) -> Option<&str> {
        let folded = fold(name);
        let ends = folded.match_indices(' ').map(|(i, _)| i).chain([folded.len()]);
        let mut heads = ends.filter_map(|end| self.heads.get(&folded[..end]));
        heads.next_back().map(String::as_str)
    }

    /// The folded name of a unit without its type.
    pub fn bare_unit<'a>(&self, folded: &'a str) -> &'a str {
        let ends = folded.match_indices(' ').map(|(i, _)| i);
        let mut types = ends.filter(|&end| self.unit_types.contains(&folded[..end]));
        types.next_back().map_or(folded, |end| &folded[end + 1..])
    }

    /// Whether the last words of the folded name of a body imply the type of the unit behind them.
    pub fn implies_unit_type(&self, folded: &str) -> bool {
        self.type_in_name(folded).is_some()
    }

    /// What a body of a unit is, by its folded name up to that of the unit: the same for bodies whose
    /// names differ only by the type of unit that they imply.
    pub fn role(&self, folded: &str) -> String {
        match self.type_in_name(folded) {
            Some((start, body)) => format!("{}{}", &folded[..start], body.class),
            None => folded.to_owned(),
        }
    }

    /// Where the last words begin that imply the type of the unit behind them, and the body they name.
    fn type_in_name(&self, folded: &str) -> Option<(usize, &Body)> {
        let starts = [0].into_iter().chain(folded.match_indices(' ').map(|(i, _)| i + 1));
        let mut heads = starts.filter_map(|start| Some((start, self.heads.get(&folded[start..])?)));
        let (start, kind) = heads.next()?;
        Some((start, self.body(kind)?)).filter(|(_, body)| body.unit_form == UnitForm::Bare)
    }

    /// Whether `title` is an office of the State itself, of no body.
    pub fn stands_alone(&self, title: &str) -> bool {
        let seats = self.seats.get(&fold(title));
        seats.is_some_and(|seats| seats.iter().any(|(implied, _)| implied == "none"))
    }

    /// Whether only one person at a time holds `title` at a body of kind `kind`.
    pub fn has_one_seat(&self, title: &str, kind: &str) -> bool {
        let Some(seats) = self.seats.get(&fold(title)) else { return false };
        let of = |implied: &str| seats.iter().find(|(i, _)| i == implied).map(|&(_, one)| one);
        let own = of(kind).filter(|_| !kind.is_empty());
        own.or_else(|| of("")).or_else(|| of("none")).unwrap_or_default()
    }
}

/// Whether bodies of a kind are told apart by their names: those of the centre, and those of tails that
/// are or hold a name.
fn is_named(level: Level, tail: Tail) -> bool {
    let by_name = [
        Tail::None,
        Tail::Name,
        Tail::NameParent,
        Tail::NameUnit,
        Tail::OpenName,
        Tail::UnitOrName,
        Tail::ParentOrName,
        Tail::SchoolName,
        Tail::Country,
    ];
    level == Level::Central || by_name.contains(&tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    #[test]
    fn the_longest_first_words_tell_the_kind() {
        let vocabulary = Vocabulary::new(&Ontology::builtin().lexicon);
        for (name, kind) in [
            ("Huyện uỷ Kim Thành", "huyen-uy"),
            ("Ban Thường vụ Huyện ủy Kim Thành", "btv"),
            ("Ủy ban Thường vụ Quốc hội", "ubtvqh"),
        ] {
            assert_eq!(vocabulary.kind_of(name), Some(kind));
        }
        assert_eq!(vocabulary.kind_of("Kim Thành"), None);
    }

    #[test]
    fn bodies_of_units_need_one() {
        let vocabulary = Vocabulary::new(&Ontology::builtin().lexicon);
        for (kind, scope) in [("tinh-uy", Scope::Unit), ("btv", Scope::Unit), ("so", Scope::Unit)] {
            assert_eq!(vocabulary.body(kind).unwrap().scope, scope, "{kind}");
        }
        assert_eq!(vocabulary.body("quoc-hoi").unwrap().scope, Scope::Name);
    }

    #[test]
    fn seats_depend_on_title_and_body() {
        let vocabulary = Vocabulary::new(&Ontology::builtin().lexicon);
        assert!(vocabulary.has_one_seat("Bí thư", "huyen-uy"));
        assert!(!vocabulary.has_one_seat("Bí thư", "bch-trung-uong"));
        assert!(!vocabulary.has_one_seat("Ủy viên", "btv"));
        assert!(vocabulary.has_one_seat("Chủ tịch nước", ""));
    }
}
