//! What the reading of web pages rests on: words that stand around articles, names that pages give to
//! their parts, and where the parts of an article stand on the pages of known sites.

mod letters;
mod marks;
mod repeated;
mod sites;
mod syllables;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::lexicon::cells::{FromCell, cells, parse};
use super::table::{OntologyErrors, Place, Tables};
use crate::text::fold;

pub use letters::{Coded, Letters};
pub use marks::{Mark, Marks, Match};
pub use repeated::{Lines, Repeated};
pub use sites::{Site, SiteRule};
pub use syllables::{Half, Syllables};

cells! {
    /// What a short line of a page is.
    Word {
        /// Heads what stands behind an article: other articles, comments.
        Tail = "tail",
        /// Heads a list of other articles within an article.
        Aside = "aside",
        /// Belongs to the page, not to the article.
        Line = "line",
        /// Tells that a date is that of the visit, not of the article.
        Today = "today",
        /// Stands before the date of publication.
        Label = "label",
        /// Stands before a day of a month.
        Day = "day",
        /// Stands before or behind a month.
        Month = "month",
        /// Stands before a year.
        Year = "year",
        /// Name of a day of the week.
        Weekday = "weekday",
    }
}

/// Words, marks and sites.
#[derive(Debug, Default)]
pub struct Pages {
    words: FxHashMap<String, Vec<Word>>,
    /// Names of parts in the attributes of elements.
    pub marks: Marks,
    /// Where the parts of an article stand on the pages of known sites.
    pub sites: Vec<Site>,
    /// Lines that stand on many pages of a site.
    pub repeated: Repeated,
    /// Accented letters in encodings older than Unicode.
    pub letters: Letters,
    /// Syllables of Vietnamese.
    pub syllables: Syllables,
    columns: FxHashMap<String, Column>,
}

cells! {
    /// What a column of a table of documents holds.
    Column {
        /// Name of the document.
        Id = "id",
        /// Address of the page.
        Url = "url",
        /// Day of publication.
        Published = "published",
        /// Headline.
        Title = "title",
        /// Who wrote it.
        Author = "author",
        /// The text.
        Text = "text",
    }
}

#[derive(Deserialize)]
struct ColumnRow {
    part: String,
    forms: String,
}

fn columns(tables: &Tables, errors: &mut OntologyErrors) -> FxHashMap<String, Column> {
    let mut columns = FxHashMap::default();
    let rows: Vec<(Place, ColumnRow)> = tables.rows("reading/columns", errors);
    for (place, row) in rows {
        if let Some(column) = parse::<Column>(&row.part, &place, errors) {
            columns.extend(row.forms.split('|').map(|form| (fold(form), column)));
        }
    }
    columns
}

#[derive(Deserialize)]
struct Row {
    class: String,
    forms: String,
}

/// Classes of the lexicon's tables whose forms serve here, too.
const SHARED: [(&str, &[(&str, Word)]); 2] = [
    ("lexicon/debris", &[("tail", Word::Tail), ("line", Word::Line)]),
    ("lexicon/times", &[("weekday", Word::Weekday)]),
];

impl Pages {
    pub(super) fn build(tables: &Tables, errors: &mut OntologyErrors) -> Self {
        let mut pages = Self {
            words: FxHashMap::default(),
            marks: Marks::build(tables, errors),
            sites: sites::build(tables, errors),
            repeated: Repeated::build(tables, errors),
            letters: Letters::build(tables, errors),
            syllables: Syllables::build(tables, errors),
            columns: columns(tables, errors),
        };
        let rows: Vec<(Place, Row)> = tables.rows("reading/pages", errors);
        for (place, row) in rows {
            if let Some(word) = parse::<Word>(&row.class, &place, errors) {
                pages.add(&row.forms, word);
            }
        }
        for (name, classes) in SHARED {
            let rows: Vec<(Place, Row)> = tables.rows(name, errors);
            for (_, row) in rows {
                let shared = classes.iter().find(|(class, _)| *class == row.class);
                if let Some(&(_, word)) = shared {
                    pages.add(&row.forms, word);
                }
            }
        }
        pages
    }

    fn add(&mut self, forms: &str, word: Word) {
        for form in forms.split('|').map(fold).filter(|form| !form.is_empty()) {
            self.words.entry(form).or_default().push(word);
        }
    }

    /// Whether `folded`, as [`fold`] writes it, is a word of that kind.
    pub fn is(&self, folded: &str, word: Word) -> bool {
        self.words.get(folded).is_some_and(|words| words.contains(&word))
    }

    /// What a column holds by its name.
    pub fn column(&self, name: &str) -> Option<Column> {
        self.columns.get(&fold(name.trim_start_matches('\u{feff}'))).copied()
    }

    /// What the site of an address says of its pages; subdomains have the rules of their domain.
    pub fn site(&self, host: &str) -> Option<&Site> {
        let of_host = |site: &&Site| {
            host.strip_suffix(site.host.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.sites.iter().filter(of_host).max_by_key(|site| site.host.len())
    }
}
