//! The lexicon: words in classes, and one trie over all of them.

mod citing;
mod measuring;
mod rows;

use rustc_hash::FxHashMap;

use super::gazetteer::{Gazetteer, NameIdx};
use super::table::{OntologyErrors, Tables};
use super::trie::Trie;
use crate::text::{Shape, Syllabary, SyllableId, Token, tokenize};

pub use citing::{Citing, Issuer, Law};
pub use measuring::Measure;
pub use rows::{BodyKind, Level, Seat, SectorKind, Tail, Title, UnitBody, UnitType, Written};

/// What a word of the lexicon is. Numbers are rows of the table named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lexeme {
    /// An office: row of `titles.csv`.
    Title(u16),
    /// Head of a body: row of `bodies.csv`.
    Body(u16),
    /// Field of a department: row of `sectors.csv`.
    Sector(u16),
    /// Type of an administrative unit: row of `unit_types.csv`.
    UnitType(u8),
    /// Name in the gazetteer.
    Place(NameIdx),
    /// Form of address.
    Honorific(Number),
    /// Family name.
    Surname(Strength),
    /// Noun of an event: row of `meetings.csv`.
    Meeting(u8),
    /// Verb of a role, an act or a change of office.
    Predicate(Class),
    /// Cue of modality.
    Cue(Cue),
    /// Kind of official document: row of `documents.csv`.
    Document(u8),
    /// Law: row of `laws.csv`.
    Law(u16),
    /// Word between the parts of a citation.
    Cite(Cite),
    /// Unit of measure, counted noun or word beside figures: row of `measures.csv`.
    Measure(u16),
    /// Word for a number: row of `numerals.csv`.
    Numeral(u8),
    /// Word of time.
    Time(Time),
    /// Word of page chrome.
    Debris(Debris),
    /// Word that makes a name something else than a person.
    NameWord(NameWord),
    /// Word without meaning of its own.
    Stop(Stop),
    /// Short form: row of `abbreviations.csv`.
    Abbreviation(u16),
}

macro_rules! classes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every class with its name in the tables.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),*];
        }

        impl rows::FromCell for $name {
            const COLUMN: &'static str = stringify!($name);
            fn known() -> &'static [(&'static str, Self)] { Self::ALL }
        }
    };
}

classes! {
    /// How many people a form of address announces.
    Number {
        /// One person.
        One = "one",
        /// Several, as a list.
        Many = "many",
        /// A rank or degree before a name.
        Title = "title",
    }
}
classes! {
    /// How surely a word is a family name.
    Strength {
        /// Hardly anything else.
        Strong = "strong",
        /// Also a common word.
        Weak = "weak",
    }
}
classes! {
    /// What a verb says.
    Class {
        /// Presides.
        Chair = "chair",
        /// Speaks.
        Speak = "speak",
        /// Says something, at a meeting or anywhere.
        Say = "say",
        /// Is present.
        Attend = "attend",
        /// Works with another body.
        Work = "work",
        /// Visits, inspects, receives.
        Visit = "visit",
        /// Hands over decisions.
        Confer = "confer",
        /// Is held, holds.
        Hold = "hold",
        /// Elects.
        Elect = "elect",
        /// Appoints.
        Appoint = "appoint",
        /// Ends an office.
        End = "end",
        /// Takes an office.
        HoldOffice = "hold-office",
        /// Held before.
        Former = "former",
        /// Tells of earlier offices.
        Past = "past",
        /// Links an office to its person.
        Toward = "toward",
        /// Opens a list.
        List = "list",
        /// Does something else at an event.
        Act = "act",
    }
}
classes! {
    /// How a clause is to be taken.
    Cue {
        /// Denied.
        Negation = "negation",
        /// Still to come.
        Plan = "plan",
        /// Mentioned, not reported.
        Cite = "cite",
        /// Somebody's report.
        Report = "report",
        /// Proposed.
        Propose = "propose",
        /// Still to come, and nothing else: `will`.
        Future = "future",
        /// Where something is.
        At = "at",
        /// Ties what follows to what was told.
        Link = "link",
        /// Looks back or aside.
        Aside = "aside",
        /// A party of people on the way.
        Party = "party",
        /// Only looks like a verb or an event.
        Idiom = "idiom",
    }
}
classes! {
    /// Words between the parts of a citation.
    Cite {
        /// The number of a document follows.
        Number = "number",
        /// Who issued it follows.
        Of = "of",
        /// A plenum of the Central Committee.
        Plenum = "plenum",
        /// Its meeting.
        Session = "session",
        /// The year of a law.
        Year = "year",
        /// The convocation of the Central Committee.
        Convocation = "convocation",
    }
}
classes! {
    /// What words do beside figures.
    Counting {
        /// A unit of measure.
        Unit = "unit",
        /// Money of the country.
        Currency = "currency",
        /// A power of ten before a unit.
        Scale = "scale",
        /// What a share is a share of.
        Base = "base",
        /// A noun whose number says something.
        Count = "count",
        /// A noun for how often, whoever was present.
        Turn = "turn",
        /// People present, whose number says little.
        Guest = "guest",
        /// A stretch of time.
        Time = "time",
        /// How many times as much.
        Times = "times",
        /// Speaks of a vote.
        Vote = "vote",
        /// A noun whose number says nothing.
        None = "none",
        /// A noun that a number behind it names.
        Label = "label",
        /// A word that only ends like the one for a number.
        Total = "total",
        /// Words that stay together in a name.
        Term = "term",
        /// About how many.
        About = "about",
        /// Links a name to its figure.
        Link = "link",
        /// Says that a figure rose or fell.
        Change = "change",
        /// What a figure is held against.
        Compare = "compare",
    }
}
classes! {
    /// Words of time.
    Time {
        /// Morning, afternoon, day.
        Daypart = "daypart",
        /// The day of publication.
        Today = "today",
        /// The day before.
        Yesterday = "yesterday",
        /// Month.
        Month = "month",
        /// Year.
        Year = "year",
        /// Term of office.
        Term = "term",
        /// Convocation.
        Convocation = "convocation",
        /// Ordinal number follows.
        Ordinal = "ordinal",
        /// First.
        First = "first",
        /// From a day.
        From = "from",
        /// Until a day.
        Until = "until",
        /// Until now.
        Present = "present",
        /// Date of birth follows.
        Birth = "birth",
        /// The day named last.
        SameDay = "same-day",
        /// Day of the week.
        Weekday = "weekday",
        /// Says when a page was put up.
        Stamp = "stamp",
        /// Occasion or thing that a date names.
        Occasion = "occasion",
        /// Which part of a year.
        Part = "part",
        /// A quarter of the year follows.
        Quarter = "quarter",
        /// Joins the days of a list.
        And = "and",
    }
}
classes! {
    /// Page chrome.
    Debris {
        /// Everything behind it belongs to other articles.
        Tail = "tail",
        /// The line is chrome.
        Line = "line",
        /// A credit or by-line follows.
        Photo = "photo",
    }
}
classes! {
    /// Words about names.
    NameWord {
        /// A figure of history.
        Historical = "historical",
        /// A street, prize or school is named after the person.
        Street = "street",
        /// Opens the credit of a photo.
        Photo = "photo",
        /// A news agency in a credit.
        Agency = "agency",
        /// Joins the members of a list.
        And = "and",
        /// Joins a body to the one it is part of.
        Of = "of",
        /// Joins the words of a name.
        Joint = "joint",
        /// Has left office.
        Retired = "retired",
        /// Stands between an act and the office without changing it.
        Bridge = "bridge",
        /// Makes somebody a member.
        Join = "join",
        /// Belongs to the name of an event.
        EventWord = "event-word",
        /// A country or a region.
        Country = "country",
        /// Never goes on with a name.
        Never = "never",
        /// Below the commune.
        Hamlet = "hamlet",
        /// May stand in small letters at the head of a school's name.
        SchoolWord = "school-word",
        /// Means the body named last.
        Itself = "itself",
        /// The people and authorities of a unit, beside a body of it.
        Populace = "populace",
        /// A word of several syllables that only its first writes with a capital.
        Compound = "compound",
        /// Announces several.
        Plural = "plural",
        /// The centre, as against the provinces.
        Centre = "centre",
    }
}
classes! {
    /// Words without meaning of their own.
    Stop {
        /// Ends a name.
        Stop = "stop",
        /// May stand between a subject and its verb.
        Light = "light",
    }
}

/// Words in classes.
#[derive(Debug)]
pub struct Lexicon {
    /// All syllables of all tables.
    pub syllabary: Syllabary,
    /// Offices.
    pub titles: Vec<Title>,
    /// Row of the office of a plain member.
    pub member: Option<u16>,
    /// Kinds of bodies.
    pub bodies: Vec<BodyKind>,
    /// Fields of departments.
    pub sectors: Vec<rows::Sector>,
    /// Types of administrative units.
    pub unit_types: Vec<UnitType>,
    /// Kinds of meetings, by row of `meetings.csv`.
    pub meetings: Vec<String>,
    /// Kinds of official documents.
    pub documents: Vec<String>,
    /// What citations are made of.
    pub citing: Citing,
    /// Units, counted nouns and the words beside figures.
    pub measures: Vec<Measure>,
    /// Values of words for numbers, by row of `numerals.csv`.
    pub numerals: Vec<String>,
    /// Expansions of short forms.
    pub abbreviations: Vec<String>,
    by_key: FxHashMap<String, u16>,
    trie: Trie<Lexeme>,
}

impl Lexicon {
    /// Reads all tables of the lexicon.
    pub(crate) fn build(
        tables: &Tables,
        gazetteer: &Gazetteer,
        errors: &mut OntologyErrors,
    ) -> Self {
        let mut lexicon = rows::Builder::default().build(tables, errors);
        for (name, index) in gazetteer.names() {
            lexicon.add(name, Lexeme::Place(index));
        }
        for (_, unit) in gazetteer.units().filter(|(_, u)| u.name.contains('-')) {
            if let Some(index) = gazetteer.name(unit.name) {
                lexicon.add(unit.name, Lexeme::Place(index));
            }
        }
        lexicon
    }

    /// The kind of body with this key in `bodies.csv`.
    pub fn body(&self, key: &str) -> Option<u16> {
        self.by_key.get(key).copied()
    }

    /// The word for cities of either level.
    pub fn city_word(&self) -> &str {
        self.unit_types.iter().find(|t| t.level == Level::City).map_or("", |t| t.word.as_str())
    }

    /// Adds a word to the trie.
    fn add(&mut self, word: &str, lexeme: Lexeme) {
        let (syllables, capitals) = intern(&mut self.syllabary, word);
        self.trie.insert(&syllables, capitals, lexeme);
    }

    /// Calls `found(length, lexeme)` for every word that begins at `tokens[at]`, shortest first.
    pub fn visit(&self, tokens: &[Token], at: usize, found: impl FnMut(usize, Lexeme)) {
        self.trie.visit(tokens, at, found);
    }
}

/// The syllables of a word of a table, and which of them must be capitals: abbreviations of two
/// letters would else be read in common words.
fn intern(syllabary: &mut Syllabary, word: &str) -> (Vec<SyllableId>, u32) {
    let mut tokens = Vec::new();
    tokenize(word, &Syllabary::default(), &mut tokens);
    let mut capitals = 0;
    let mut syllables = Vec::with_capacity(tokens.len());
    for (i, token) in tokens.iter().enumerate() {
        let surface = token.slice(word);
        let short = token.shape == Shape::Upper && surface.chars().count() <= 3;
        let letter = token.shape == Shape::Title && surface.len() == 1;
        if short || letter {
            capitals |= 1 << i.min(31);
        }
        syllables.push(syllabary.intern(surface));
    }
    (syllables, capitals)
}
