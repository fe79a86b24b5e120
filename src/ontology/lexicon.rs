//! The lexicon: words in classes, and one trie over all of them.

mod body_class;
pub(super) mod cells;
mod citing;
mod classes;
mod kind;
mod measuring;
mod rows;
mod short;
mod title;

use rustc_hash::FxHashMap;

use super::gazetteer::{Gazetteer, NameIdx};
use super::table::{OntologyErrors, Tables};
use super::trie::Trie;
use crate::text::{Shape, Syllabary, SyllableId, Token, tokenize};

pub use body_class::BodyClass;
pub use cells::{Level, Seat, SectorKind, Tail, UnitBody, Written};
pub use citing::{Citing, Issuer, Law};
pub use classes::{Cite, Class, Counting, Cue, Debris, NameWord, Number, Stop, Strength, Time};
pub(crate) use kind::{LexemeKind, LexemeKinds};
pub use measuring::Measure;
pub use rows::{BodyKind, UnitType};
pub use title::Title;

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
        let mut lexicon = rows::Builder::default().build(tables, gazetteer, errors);
        for (name, index) in gazetteer.names() {
            lexicon.add(name, Lexeme::Place(index));
        }
        for (_, unit) in gazetteer.units().filter(|(_, u)| u.name.contains('-')) {
            if let Some(index) = gazetteer.name(unit.name) {
                lexicon.add(unit.name, Lexeme::Place(index));
            }
        }
        lexicon.trie.pack();
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
    #[inline]
    pub fn visit(&self, tokens: &[Token], at: usize, found: impl FnMut(usize, Lexeme)) {
        self.trie.visit(tokens, at, found);
    }
}

/// The syllables of a word of a table, and which of them must be capitals: abbreviations of two
/// letters would else be read in common words.
fn intern(syllabary: &mut Syllabary, word: &str) -> (Vec<SyllableId>, u32) {
    let mut tokens = Vec::new();
    tokenize(word, syllabary, &mut tokens);
    let mut capitals = 0;
    let mut syllables = Vec::with_capacity(tokens.len());
    for (i, token) in tokens.iter().enumerate() {
        let surface = token.slice(word);
        let short = token.shape == Shape::Upper && surface.chars().count() <= 3;
        let letter = token.shape == Shape::Title && surface.len() == 1;
        if short || letter {
            capitals |= 1 << i.min(31);
        }
        let known = Some(token.syllable).filter(|&id| id != SyllableId::UNKNOWN);
        syllables.push(known.unwrap_or_else(|| syllabary.intern(surface)));
    }
    (syllables, capitals)
}
