//! Words that people look for, found under any accents or under just their own.

use unicode_normalization::UnicodeNormalization;

use super::{bare, fold};

/// How well words fit a text; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// They are the whole text, with its accents.
    Exact,
    /// They are the whole text, but lack accents that it has.
    Whole,
    /// They stand in the text, with its accents.
    Part,
    /// They stand in the text, but lack accents that it has.
    Loose,
}

/// Words to look for, syllable by syllable: one without accents finds itself under any, one with accents
/// only itself. Case, tone placement and signs never count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    syllables: Vec<Syllable>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Syllable {
    folded: String,
    bare: String,
    /// Whether it has no accent, and so stands for all spellings.
    plain: bool,
}

impl Words {
    /// The words of a text.
    pub fn new(text: &str) -> Self {
        let syllables = syllables(text).map(|folded| {
            let bare = bare(&folded).trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            let plain = bare == folded || folded.bytes().all(|b| b.is_ascii_digit());
            let bare = if bare.is_empty() { folded.clone() } else { bare };
            Syllable { folded, bare, plain }
        });
        Self { syllables: syllables.collect() }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.syllables.is_empty()
    }

    /// How well they fit `text`, where they stand in it side by side. No words fit nowhere.
    ///
    /// ```
    /// use chutri::text::{Fit, Words};
    /// assert_eq!(Words::new("phu tho").fit("Ph\u{fa} Th\u{1ecd}"), Some(Fit::Whole));
    /// assert_eq!(Words::new("Ph\u{fa}").fit("x\u{e3} Ph\u{fa} Th\u{1ecd}"), Some(Fit::Part));
    /// assert_eq!(Words::new("Ph\u{fa}").fit("Ph\u{fa}c"), None);
    /// ```
    pub fn fit(&self, text: &str) -> Option<Fit> {
        let text = Self::new(text).syllables;
        if self.is_empty() || text.len() < self.syllables.len() {
            return None;
        }
        let fits = text.windows(self.syllables.len()).filter_map(|part| self.fit_part(part));
        let accents = fits.min()?;
        Some(match (accents, text.len() == self.syllables.len()) {
            (Accents::Same, true) => Fit::Exact,
            (Accents::Lacking, true) => Fit::Whole,
            (Accents::Same, false) => Fit::Part,
            (Accents::Lacking, false) => Fit::Loose,
        })
    }

    fn fit_part(&self, part: &[Syllable]) -> Option<Accents> {
        let mut fits = self.syllables.iter().zip(part).map(|(word, syllable)| word.fit(syllable));
        fits.try_fold(Accents::Same, |all, one| Some(all.max(one?)))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Accents {
    Same,
    Lacking,
}

impl Syllable {
    fn fit(&self, other: &Self) -> Option<Accents> {
        if self.folded == other.folded {
            Some(Accents::Same)
        } else {
            (self.plain && self.bare == other.bare).then_some(Accents::Lacking)
        }
    }
}

/// Folded syllables; signs part them.
fn syllables(text: &str) -> impl Iterator<Item = String> {
    let words: String = text.nfc().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let folded: Vec<String> = fold(&words).split_whitespace().map(str::to_owned).collect();
    folded.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, text: &str, fit: Option<Fit>) {
        assert_eq!(Words::new(words).fit(text), fit, "{words} in {text}");
    }

    #[test]
    fn accents_given_are_heeded_and_accents_lacking_are_not() {
        check("Nông Thị Lan", "nông thị lan", Some(Fit::Exact));
        check("nong thi lan", "Nông Thị Lan", Some(Fit::Whole));
        check("nong Thị lan", "Nông Thị Lan", Some(Fit::Whole));
        check("Nồng Thị Lan", "Nông Thị Lan", None);
        check("Lan", "Nông Thị Lan", Some(Fit::Part));
        check("Lan", "Nông Thị Làn", Some(Fit::Loose));
        check("thi lan", "Nông Thị Lan", Some(Fit::Loose));
        check("Hoà Bình", "tỉnh Hòa Bình", Some(Fit::Part));
        check("dak lak", "Đắk Lắk", Some(Fit::Whole));
    }

    #[test]
    fn syllables_are_whole_and_signs_part_them() {
        check("son", "Xuân Sơn", Some(Fit::Loose));
        check("on", "Xuân Sơn", None);
        check("giao duc dao tao", "Sở Giáo dục - Đào tạo", Some(Fit::Loose));
        check("867/NQ", "Nghị quyết 867/NQ-UBTVQH14", Some(Fit::Part));
        check("phường 1", "phường 10", None);
        check("", "Xuân Sơn", None);
        check("Sơn Xuân", "Sơn", None);
    }
}
