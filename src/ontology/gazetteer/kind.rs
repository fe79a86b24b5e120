//! Kinds and levels of units.

/// Level of an administrative unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Province or centrally run city.
    Province,
    /// District, until 30 June 2025.
    District,
    /// Commune, ward, township or special zone.
    Commune,
}

/// Kind of an administrative unit; its word is a row of `kinds.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// `tinh`, a province.
    Province,
    /// `thanh-pho-tw`, a centrally run city, a province by level.
    CentralCity,
    /// `huyen`, a rural district.
    District,
    /// `quan`, a district of a centrally run city.
    UrbanDistrict,
    /// `thi-xa`, a town of district level.
    Town,
    /// `thanh-pho`, a city of district level.
    City,
    /// `xa`, a rural commune.
    Commune,
    /// `phuong`, a ward.
    Ward,
    /// `thi-tran`, a township.
    Township,
    /// `dac-khu`, a special zone, a commune by level.
    SpecialZone,
}

impl UnitKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::Province,
        Self::CentralCity,
        Self::District,
        Self::UrbanDistrict,
        Self::Town,
        Self::City,
        Self::Commune,
        Self::Ward,
        Self::Township,
        Self::SpecialZone,
    ];

    /// The kind of a key of the tables.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "tinh" => Self::Province,
            "thanh-pho-tw" => Self::CentralCity,
            "huyen" => Self::District,
            "quan" => Self::UrbanDistrict,
            "thi-xa" => Self::Town,
            "thanh-pho" => Self::City,
            "xa" => Self::Commune,
            "phuong" => Self::Ward,
            "thi-tran" => Self::Township,
            "dac-khu" => Self::SpecialZone,
            _ => return None,
        })
    }

    /// The level that units of this kind have.
    pub fn level(self) -> Level {
        match self {
            Self::Province | Self::CentralCity => Level::Province,
            Self::District | Self::UrbanDistrict | Self::Town | Self::City => Level::District,
            Self::Commune | Self::Ward | Self::Township | Self::SpecialZone => Level::Commune,
        }
    }
}

/// A set of kinds: what a word for a unit may mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KindSet(u16);

impl KindSet {
    /// No kind is stated.
    pub const EMPTY: Self = Self(0);

    /// The kinds of one level.
    pub fn of_level(level: Level) -> Self {
        UnitKind::ALL.into_iter().filter(|kind| kind.level() == level).collect()
    }

    /// The set with `kind` in it.
    #[must_use]
    pub const fn with(self, kind: UnitKind) -> Self {
        Self(self.0 | 1 << kind as u16)
    }

    /// Whether `kind` is in it.
    pub const fn contains(self, kind: UnitKind) -> bool {
        self.0 & 1 << kind as u16 != 0
    }

    /// Whether it is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a kind of this level is in it.
    pub fn has_level(self, level: Level) -> bool {
        self.0 & Self::of_level(level).0 != 0
    }
}

impl From<UnitKind> for KindSet {
    fn from(kind: UnitKind) -> Self {
        Self::EMPTY.with(kind)
    }
}

impl FromIterator<UnitKind> for KindSet {
    fn from_iter<I: IntoIterator<Item = UnitKind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::EMPTY, Self::with)
    }
}
