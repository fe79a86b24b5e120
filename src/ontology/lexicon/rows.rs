//! The rows of the lexicon's tables, and how they become a lexicon.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::super::gazetteer::{Gazetteer, KindSet};
use super::super::table::{OntologyError, OntologyErrors, Place, Tables, hint};
use super::super::trie::Trie;
use super::body_class::BodyClass;
use super::cells::{FromCell, listed, named, parse};
pub(super) use super::cells::{Level, Seat, SectorKind, Tail, UnitBody, Written};
use super::short::ShortForms;
use super::title::{Title, find_families};
use super::{Class, Cue, Debris, Lexeme, Lexicon, NameWord, Number, Stop, Strength, Time, intern};
use crate::text::{Syllabary, fold};

/// A kind of body.
#[derive(Debug)]
pub struct BodyKind {
    /// Key in the tables.
    pub key: String,
    /// Full name with its slots: `{bare}`, `{typed}`, `{parent}`, `{sector}`, `{name}`.
    pub form: String,
    /// Whether the form has a slot for the body that it is part of.
    pub takes_parent: bool,
    /// Whether the form has a slot for its unit without its type.
    pub takes_bare: bool,
    /// Whether the form has a slot for its unit with its type.
    pub takes_typed: bool,
    /// Class of the ontology.
    pub class: String,
    /// Level at which it exists.
    pub level: Level,
    /// Kinds that it can be part of.
    pub parents: Vec<u16>,
    /// What may follow the head.
    pub tail: Tail,
    /// How the head must be written.
    pub written: Written,
}

/// Field of a department.
#[derive(Debug)]
pub struct Sector {
    /// Its name in full.
    pub name: String,
    /// Whose field it is.
    pub kinds: Vec<SectorKind>,
}

/// Type of an administrative unit.
#[derive(Debug)]
pub struct UnitType {
    /// Its word.
    pub word: String,
    /// Its level.
    pub level: Level,
    /// Kinds of units that the word may mean.
    pub kinds: KindSet,
    /// Kind of its Party committee.
    pub party: Option<u16>,
}

#[derive(Deserialize)]
struct TitleRow {
    title: String,
    forms: String,
    head: String,
    implies: String,
    level: String,
    of_unit: String,
    seat: String,
}

#[derive(Deserialize)]
struct BodyRow {
    key: String,
    form: String,
    forms: String,
    class: String,
    level: String,
    parents: String,
    tail: String,
    #[serde(default)]
    written: String,
}

#[derive(Deserialize)]
struct UnitTypeRow {
    #[serde(rename = "type")]
    word: String,
    forms: String,
    level: String,
    body: String,
}

/// A row of the tables that have a class and its words.
#[derive(Deserialize)]
struct ClassRow {
    #[serde(
        alias = "cue",
        alias = "kind",
        alias = "number",
        alias = "strength",
        alias = "name",
        alias = "expansion"
    )]
    class: String,
    #[serde(alias = "surname")]
    forms: String,
    #[serde(default)]
    kinds: String,
}

/// Gathers the tables.
#[derive(Default)]
pub(super) struct Builder {
    syllabary: Syllabary,
    words: Vec<(String, Lexeme)>,
    short: ShortForms,
}

impl Builder {
    pub(super) fn build(
        mut self,
        tables: &Tables,
        gazetteer: &Gazetteer,
        errors: &mut OntologyErrors,
    ) -> Lexicon {
        self.short = short_forms(tables, errors);
        let (bodies, by_key) = self.bodies(tables, errors);
        let titles = self.titles(tables, &by_key, errors);
        let member = titles.iter().position(|t| t.seat == Seat::Member).map(|i| i as u16);
        let unit_types = self.unit_types(tables, gazetteer, &by_key, errors);
        let sectors = self.sectors(tables, errors);
        let meetings =
            self.listed(tables, "lexicon/meetings", |i| Lexeme::Meeting(i as u8), errors);
        let documents =
            self.listed(tables, "lexicon/documents", |i| Lexeme::Document(i as u8), errors);
        let numerals =
            self.listed(tables, "lexicon/numerals", |i| Lexeme::Numeral(i as u8), errors);
        let abbreviations = self.listed(
            tables,
            "lexicon/abbreviations",
            |i| Lexeme::Abbreviation(i as u16),
            errors,
        );
        let citing = self.citing(tables, &by_key, errors);
        let measures = self.measures(tables, errors);
        self.classed(tables, "lexicon/honorifics", |c: Number| Lexeme::Honorific(c), errors);
        self.classed(tables, "lexicon/surnames", |c: Strength| Lexeme::Surname(c), errors);
        self.classed(tables, "lexicon/predicates", |c: Class| Lexeme::Predicate(c), errors);
        self.classed(tables, "lexicon/cues", |c: Cue| Lexeme::Cue(c), errors);
        self.classed(tables, "lexicon/times", |c: Time| Lexeme::Time(c), errors);
        self.classed(tables, "lexicon/debris", |c: Debris| Lexeme::Debris(c), errors);
        self.classed(tables, "lexicon/names", |c: NameWord| Lexeme::NameWord(c), errors);
        self.classed(tables, "lexicon/stopwords", |c: Stop| Lexeme::Stop(c), errors);
        let mut trie = Trie::new();
        for (word, lexeme) in &self.words {
            let (syllables, capitals) = intern(&mut self.syllabary, word);
            trie.insert(&syllables, capitals, *lexeme);
        }
        let syllabary = self.syllabary;
        Lexicon {
            syllabary,
            titles,
            member,
            bodies,
            sectors,
            unit_types,
            meetings,
            documents,
            citing,
            measures,
            numerals,
            abbreviations,
            by_key,
            trie,
        }
    }

    pub(super) fn add_forms(&mut self, forms: &str, lexeme: Lexeme) {
        self.words.extend(listed(forms).map(|form| (form.to_owned(), lexeme)));
    }

    /// Adds forms, and each of them with the short forms of the words in it.
    fn add_with_short(&mut self, forms: &str, lexeme: Lexeme) {
        self.add_forms(forms, lexeme);
        for form in listed(forms) {
            let variants = self.short.variants(form);
            self.words.extend(variants.into_iter().map(|variant| (variant, lexeme)));
        }
    }

    fn bodies(
        &mut self,
        tables: &Tables,
        errors: &mut OntologyErrors,
    ) -> (Vec<BodyKind>, FxHashMap<String, u16>) {
        let rows: Vec<(Place, BodyRow)> = tables.rows("lexicon/bodies", errors);
        let mut by_key = FxHashMap::default();
        let mut first_rows: Vec<(Place, BodyRow)> = Vec::new();
        for (place, row) in rows {
            let next = first_rows.len() as u16;
            let index = *by_key.entry(row.key.clone()).or_insert(next);
            self.add_with_short(&row.forms, Lexeme::Body(index));
            if index == next {
                first_rows.push((place, row));
            }
        }
        let kinds = first_rows
            .into_iter()
            .map(|(place, row)| BodyKind {
                parents: listed(&row.parents)
                    .filter_map(|p| key(p, &by_key, &place, errors))
                    .collect(),
                level: parse(&row.level, &place, errors).unwrap_or(Level::None),
                tail: parse(&row.tail, &place, errors).unwrap_or(Tail::None),
                written: parse(&row.written, &place, errors).unwrap_or(Written::Any),
                key: row.key,
                takes_parent: row.form.contains("{parent}"),
                takes_bare: row.form.contains("{bare}"),
                takes_typed: row.form.contains("{typed}"),
                form: row.form,
                class: named::<BodyClass>(row.class, &place, errors),
            })
            .collect();
        (kinds, by_key)
    }

    fn titles(
        &mut self,
        tables: &Tables,
        by_key: &FxHashMap<String, u16>,
        errors: &mut OntologyErrors,
    ) -> Vec<Title> {
        let rows: Vec<(Place, TitleRow)> = tables.rows("lexicon/titles", errors);
        let mut titles = Vec::with_capacity(rows.len());
        let mut first_rows = FxHashMap::default();
        for (i, (place, row)) in rows.into_iter().enumerate() {
            self.add_with_short(&row.forms, Lexeme::Title(i as u16));
            titles.push(Title {
                first: *first_rows.entry(fold(&row.title)).or_insert(i as u16),
                head: by_key.get(&row.head).copied(),
                level: parse(&row.level, &place, errors).unwrap_or(Level::None),
                of_unit: parse(&row.of_unit, &place, errors).unwrap_or(UnitBody::None),
                seat: parse(&row.seat, &place, errors).unwrap_or(Seat::Many),
                family: i as u16,
                title: row.title,
                implies: row.implies,
            });
        }
        find_families(&mut titles);
        titles
    }

    fn unit_types(
        &mut self,
        tables: &Tables,
        gazetteer: &Gazetteer,
        by_key: &FxHashMap<String, u16>,
        errors: &mut OntologyErrors,
    ) -> Vec<UnitType> {
        let rows: Vec<(Place, UnitTypeRow)> = tables.rows("lexicon/unit_types", errors);
        let mut types = Vec::with_capacity(rows.len());
        for (i, (place, row)) in rows.into_iter().enumerate() {
            self.add_forms(&row.forms, Lexeme::UnitType(i as u8));
            types.push(UnitType {
                level: parse(&row.level, &place, errors).unwrap_or(Level::None),
                kinds: gazetteer.kinds_of_word(&row.word),
                party: key(&row.body, by_key, &place, errors),
                word: row.word,
            });
        }
        types
    }

    fn sectors(&mut self, tables: &Tables, errors: &mut OntologyErrors) -> Vec<Sector> {
        let rows: Vec<(Place, ClassRow)> = tables.rows("lexicon/sectors", errors);
        let mut sectors = Vec::with_capacity(rows.len());
        for (i, (place, row)) in rows.into_iter().enumerate() {
            self.add_forms(&row.forms, Lexeme::Sector(i as u16));
            let kinds = row.kinds.split('|').filter_map(|k| parse(k, &place, errors)).collect();
            sectors.push(Sector { name: row.class, kinds });
        }
        sectors
    }

    /// A table whose rows stay apart: the words of row *i* are `lexeme(i)`.
    fn listed(
        &mut self,
        tables: &Tables,
        name: &str,
        lexeme: fn(usize) -> Lexeme,
        errors: &mut OntologyErrors,
    ) -> Vec<String> {
        let rows: Vec<(Place, ClassRow)> = tables.rows(name, errors);
        for (i, (_, row)) in rows.iter().enumerate() {
            self.add_forms(&row.forms, lexeme(i));
        }
        rows.into_iter().map(|(_, row)| row.class).collect()
    }

    /// A table whose rows name a class.
    pub(super) fn classed<T: FromCell>(
        &mut self,
        tables: &Tables,
        name: &str,
        lexeme: fn(T) -> Lexeme,
        errors: &mut OntologyErrors,
    ) {
        for (place, row) in tables.rows::<ClassRow>(name, errors) {
            if let Some(class) = parse(&row.class, &place, errors) {
                self.add_forms(&row.forms, lexeme(class));
            }
        }
    }
}

fn short_forms(tables: &Tables, errors: &mut OntologyErrors) -> ShortForms {
    let mut short = ShortForms::default();
    for (_, row) in tables.rows::<ClassRow>("lexicon/abbreviations", errors) {
        short.add(&row.class, &row.forms);
    }
    short
}

pub(super) fn key(
    name: &str,
    by_key: &FxHashMap<String, u16>,
    place: &Place,
    errors: &mut OntologyErrors,
) -> Option<u16> {
    let found = by_key.get(name).copied();
    if found.is_none() {
        let mut known: Vec<&str> = by_key.keys().map(String::as_str).collect();
        known.sort_unstable();
        let hint = hint(name, known);
        errors.push(OntologyError::UnknownValue {
            place: place.clone(),
            column: "body key",
            value: name.to_owned(),
            hint,
        });
    }
    found
}
