//! Names that pages give to their parts, in `class` and `id`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::super::lexicon::cells::{FromCell, cells, parse};
use super::super::table::{OntologyErrors, Place, Tables};

cells! {
    /// A part of a page.
    Mark {
        /// What does not belong to the article.
        Drop = "drop",
        /// The article.
        Content = "content",
        /// Its headline.
        Title = "title",
        /// Its summary, ahead of the text.
        Sapo = "sapo",
        /// What stands below a picture.
        Caption = "caption",
        /// Its date.
        Stamp = "stamp",
        /// The date of the visit.
        Today = "today",
    }
}

cells! {
    /// How a pattern fits a name.
    Match {
        /// It is the name.
        Name = "name",
        /// It is one of the words of the name, which hyphens and capitals part.
        Word = "word",
    }
}

#[derive(Deserialize)]
struct Row {
    part: String,
    #[serde(rename = "match")]
    fits: String,
    patterns: String,
}

/// Names of parts.
#[derive(Debug, Default)]
pub struct Marks {
    names: FxHashMap<String, Mark>,
    words: FxHashMap<String, Mark>,
}

/// Names are no longer than this; longer ones are made by programs.
const LONGEST: usize = 64;

impl Marks {
    pub(super) fn build(tables: &Tables, errors: &mut OntologyErrors) -> Self {
        let mut marks = Self::default();
        let rows: Vec<(Place, Row)> = tables.rows("reading/marks", errors);
        for (place, row) in rows {
            let mark = parse::<Mark>(&row.part, &place, errors);
            let fits = parse::<Match>(&row.fits, &place, errors);
            let (Some(mark), Some(fits)) = (mark, fits) else { continue };
            let known = match fits {
                Match::Name => &mut marks.names,
                Match::Word => &mut marks.words,
            };
            known.extend(row.patterns.split('|').map(|pattern| (pattern.to_lowercase(), mark)));
        }
        marks
    }

    /// The parts that the names in an attribute tell, in their order.
    pub fn of<'a>(&'a self, attribute: &'a str) -> impl Iterator<Item = Mark> + 'a {
        attribute.split_ascii_whitespace().filter_map(|name| self.of_name(name))
    }

    fn of_name(&self, name: &str) -> Option<Mark> {
        if name.len() > LONGEST {
            return None;
        }
        let mut lower = name.to_ascii_lowercase();
        if let Some(&mark) = self.names.get(&lower) {
            return Some(mark);
        }
        // Frames put the names of their own parts before: `ctl00_Main_lblTitle`.
        if let Some(&mark) = lower.rsplit_once('_').and_then(|(_, last)| self.names.get(last)) {
            return Some(mark);
        }
        let mut before = 0;
        for (at, c) in name.char_indices().skip(1) {
            if c.is_ascii_uppercase() && name.as_bytes()[at - 1].is_ascii_lowercase() {
                lower.insert(at + before, ' ');
                before += 1;
            }
        }
        let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
        words.find_map(|word| self.words.get(word).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    #[test]
    fn parts_are_told_by_names_and_by_words_of_names() {
        let marks = &Ontology::builtin().pages.marks;
        let of = |attribute: &str| marks.of(attribute).collect::<Vec<_>>();
        assert_eq!(of("row article__body"), [Mark::Content]);
        assert_eq!(of("ctl00_ContentPlaceHolder1_lblTitle"), [Mark::Title]);
        assert_eq!(of("box-relatedNews"), [Mark::Drop]);
        assert_eq!(of("headmenu2 sapo"), [Mark::Sapo], "a word is a word in full");
        assert_eq!(of("PhotoCMS_Caption"), [Mark::Caption]);
        assert_eq!(of(&"menu-".repeat(30)), []);
    }
}
