//! Lines that stand on many pages of a site: menus, counters, footers.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::super::table::{OntologyErrors, Place, Tables};
use crate::text::fold;

/// Lines by site, as [`Repeated::key`] writes them.
#[derive(Debug, Default)]
pub struct Repeated {
    sites: FxHashMap<String, FxHashSet<String>>,
}

#[derive(Deserialize)]
struct Row {
    site: String,
    line: String,
}

impl Repeated {
    pub(super) fn build(tables: &Tables, errors: &mut OntologyErrors) -> Self {
        let mut repeated = Self::default();
        let rows: Vec<(Place, Row)> = tables.rows("reading/repeated", errors);
        for (_, row) in rows {
            repeated.sites.entry(row.site).or_default().insert(Self::key(&row.line));
        }
        repeated
    }

    /// What two lines have in common that differ in case, accents, spaces or the figures at their end, with
    /// which counters end.
    pub fn key(line: &str) -> String {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.ends_with(|c: char| c.is_ascii_digit()) {
            return fold(&words);
        }
        fold(words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))) + "0"
    }

    /// The lines of a site and of those that it is part of; none where the table has none.
    pub fn of(&self, site: &str) -> Option<Lines<'_>> {
        if self.sites.is_empty() {
            return None;
        }
        let above = site.match_indices('.').map(|(dot, _)| &site[dot + 1..]);
        let lines: Vec<_> =
            std::iter::once(site).chain(above).filter_map(|site| self.sites.get(site)).collect();
        (!lines.is_empty()).then_some(Lines(lines))
    }
}

/// The lines that stand on many pages of one site.
#[derive(Debug)]
pub struct Lines<'r>(Vec<&'r FxHashSet<String>>);

impl Lines<'_> {
    /// Whether a line is one of them.
    pub fn has(&self, line: &str) -> bool {
        let key = Repeated::key(line);
        self.0.iter().any(|lines| lines.contains(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_one_line() {
        let visits = Repeated::key("  Lượt  truy cập: 1.234.567 ");
        assert_eq!(visits, Repeated::key("LƯỢT TRUY CẬP: 89"));
        assert_ne!(visits, Repeated::key("Lượt truy cập:"));
        assert_ne!(Repeated::key("Hội nghị lần thứ 1."), Repeated::key("Hội nghị lần thứ 2."));
        assert_eq!(Repeated::key("1.234"), "0");
    }
}
