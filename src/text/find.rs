//! Words that people look for, found under any accents or under just their own.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{bare, fold};

/// Where the letters of Vietnamese and the commonest signs end.
const COMMON: usize = 0x2070;
/// What is no letter and no figure parts words.
const SIGN: u8 = 0;
/// A character whose word takes more than a look.
const RARE: u8 = u8::MAX;

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
    /// The longest of them, bare: a text that holds them has it.
    longest: String,
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
        let syllables: Vec<Syllable> = syllables.collect();
        let longest = syllables.iter().map(|syllable| &syllable.bare).max_by_key(|bare| bare.len());
        let longest = longest.map(|bare| bare.replace('y', "i")).unwrap_or_default();
        Self { syllables, longest }
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
        if !may_hold(text, self.longest.as_bytes()) {
            return None;
        }
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

    /// Whether they stand in `text` side by side, the last of them perhaps only begun.
    ///
    /// ```
    /// use chutri::text::Words;
    /// assert!(Words::new("phu th").begin_in("Ph\u{fa} Th\u{1ecd}"));
    /// assert!(!Words::new("hu").begin_in("Ph\u{fa} Th\u{1ecd}"));
    /// ```
    pub fn begin_in(&self, text: &str) -> bool {
        let Some((last, before)) = self.syllables.split_last() else { return false };
        let text = Self::new(text).syllables;
        let stands = |part: &[Syllable]| {
            let whole =
                before.iter().zip(part).all(|(word, syllable)| word.fit(syllable).is_some());
            whole && part.last().is_some_and(|syllable| last.begins(syllable))
        };
        text.windows(self.syllables.len()).any(stands)
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
    fn begins(&self, other: &Self) -> bool {
        other.folded.starts_with(&self.folded) || self.plain && other.bare.starts_with(&self.bare)
    }

    fn fit(&self, other: &Self) -> Option<Accents> {
        if self.folded == other.folded {
            Some(Accents::Same)
        } else {
            (self.plain && self.bare == other.bare).then_some(Accents::Lacking)
        }
    }
}

/// Whether a word of a text may be a bare syllable, with figures after it or without: a look at each
/// character, as most texts hold no word that is looked for.
fn may_hold(text: &str, syllable: &[u8]) -> bool {
    if syllable.is_empty() {
        return true;
    }
    let table: &[u8] = &BARE;
    let mut rest = Some(syllable);
    for c in text.chars() {
        let letter = *table.get(c as usize).unwrap_or(&RARE);
        rest = match (rest, letter) {
            (_, RARE) | (Some([]), SIGN) => return true,
            (_, SIGN) => Some(syllable),
            (Some([]), b'0'..=b'9') => rest,
            (Some([first, rest @ ..]), _) if *first == letter => Some(rest),
            _ => None,
        };
    }
    rest == Some(&[])
}

/// The bare letter or figure of each common character, `i` for `y`.
static BARE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let bare_of = |code: usize| {
        let Some(c) = char::from_u32(code as u32) else { return RARE };
        match bare(c.encode_utf8(&mut [0; 4])).as_bytes() {
            [b'y'] => b'i',
            [letter] if letter.is_ascii_alphanumeric() => *letter,
            [_, ..] if !c.is_alphanumeric() => SIGN,
            _ => RARE,
        }
    };
    (0..COMMON).map(bare_of).collect()
});

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
    fn no_text_that_holds_the_words_is_passed_over() {
        let texts = [
            "H\u{f4}\u{323}i nghi\u{323} l\u{1ea7}n 2",
            "Mỹ Đức - Ứng Hòa",
            "Đ/c Y Thanh, xã Ia Ly",
            "Nghị quyết 867/NQ-UBTVQH14",
            "İstanbul",
            "ﬁ",
            "H’Liên",
            "Trần\u{a0}Thị\u{200b}Ổi",
        ];
        for text in texts {
            for word in syllables(text).collect::<Vec<_>>() {
                for words in [word.clone(), bare(&word), bare(&word).to_uppercase()] {
                    let words = Words::new(&words);
                    let slowly = Words { longest: String::new(), ..words.clone() };
                    assert_eq!(words.fit(text), slowly.fit(text), "{words:?} in {text}");
                }
            }
        }
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
