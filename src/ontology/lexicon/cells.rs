//! Cells that hold one of a few words.

use super::super::table::{OntologyError, OntologyErrors, Place, hint};

/// A class that a cell of a table can name.
pub(crate) trait FromCell: Copy + 'static {
    /// What the column holds, for messages.
    const COLUMN: &'static str;
    /// The names it knows.
    fn known() -> &'static [(&'static str, Self)];
}

pub(in crate::ontology) fn parse<T: FromCell>(
    cell: &str,
    place: &Place,
    errors: &mut OntologyErrors,
) -> Option<T> {
    let found = T::known().iter().find(|(word, _)| *word == cell).map(|&(_, class)| class);
    if found.is_none() {
        let hint = hint(cell, T::known().iter().map(|k| k.0));
        errors.push(OntologyError::UnknownValue {
            place: place.clone(),
            column: T::COLUMN,
            value: cell.to_owned(),
            hint,
        });
    }
    found
}

/// What a cell lists.
pub(super) fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|item| !item.is_empty())
}

/// The cell itself, which shall be a word that `T` knows.
pub(super) fn named<T: FromCell>(
    cell: String,
    place: &Place,
    errors: &mut OntologyErrors,
) -> String {
    parse::<T>(&cell, place, errors);
    cell
}

macro_rules! cells {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }
        impl FromCell for $name {
            const COLUMN: &'static str = stringify!($name);
            fn known() -> &'static [(&'static str, Self)] { &[$(($word, Self::$variant)),*] }
        }
    };
}

pub(in crate::ontology) use cells;

cells! {
    /// Level at which a kind of body or unit exists.
    Level {
        /// None in particular.
        None = "",
        /// Any level of administration.
        Any = "any",
        /// The centre.
        Central = "central",
        /// Provinces and centrally run cities.
        Province = "province",
        /// Cities of either level.
        City = "city",
        /// Districts.
        District = "district",
        /// Communes.
        Commune = "commune",
    }
}

cells! {
    /// What may follow the head of a body.
    Tail {
        /// Nothing.
        None = "none",
        /// A unit, named or only by its type.
        Unit = "unit",
        /// A unit, without which the head is a common noun.
        UnitRequired = "unit-required",
        /// A unit, another body, or a name.
        UnitOrName = "unit-or-name",
        /// A unit or another body.
        UnitOrParent = "unit-or-parent",
        /// Another body.
        Parent = "parent",
        /// Another body, without which the head is a common noun.
        RequiredParent = "required-parent",
        /// Its number, then the body that it is part of.
        Numbered = "numbered",
        /// Another body or a name.
        ParentOrName = "parent-or-name",
        /// A name, then another body.
        NameParent = "name-parent",
        /// A name.
        Name = "name",
        /// A name, then perhaps a unit.
        NameUnit = "name-unit",
        /// A name that may be in small letters behind a head in capitals, then a unit.
        OpenName = "open-name",
        /// Name of a school.
        SchoolName = "school-name",
        /// A field, then a unit.
        Sector = "sector",
        /// A field or a name, then another body.
        SectorParent = "sector-parent",
        /// A field or another body.
        SectorOrParent = "sector-or-parent",
        /// A field.
        SectorOnly = "sector-only",
        /// A field of the Party, then a committee.
        PartySector = "party-sector",
        /// A field of the Party, then the word for the centre.
        CentralSector = "central-sector",
        /// A field of the National Assembly.
        AssemblySector = "assembly-sector",
        /// A field of a people's council, then the council.
        CouncilSector = "council-sector",
        /// A country.
        Country = "country",
    }
}

cells! {
    /// Whose field a department has.
    SectorKind {
        /// Boards of Party committees.
        Party = "party",
        /// Committees of the National Assembly.
        Assembly = "assembly",
        /// Boards of people's councils.
        Council = "council",
        /// Departments of the administration.
        Agency = "agency",
    }
}

cells! {
    /// Body of a unit that an office without a body belongs to.
    UnitBody {
        /// None.
        None = "",
        /// Its Party committee.
        Party = "party",
        /// Its people's committee.
        PeoplesCommittee = "ubnd",
    }
}

cells! {
    /// How many hold an office of a body at a time.
    Seat {
        /// One.
        Single = "single",
        /// Several.
        Many = "many",
        /// All of its members.
        Member = "member",
    }
}

cells! {
    /// How the head of a body must be written to be one.
    Written {
        /// In any way.
        Any = "",
        /// With a capital: in small letters it is a common word.
        Capital = "capital",
    }
}
