//! What stands around a quote: its sentence, where the text of the page is given; else what the widest quote of
//! the graph has around it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

use super::super::error::CliError;
use super::super::originals::originals;
use crate::ontology::Ontology;
use crate::reports::quotes_of;
use crate::text::{NormalizedText, sentences, tokenize};
use crate::triples::Triplestore;

/// The widest quote that others are shown in, in characters.
const WIDEST: usize = 400;

/// Stretches of pages, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pages: BTreeMap<String, Vec<Stretch>>,
}

/// Some words of a page, by their place in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    place: Range<usize>,
    words: Vec<char>,
}

impl Context {
    /// Reads the sentences of `pages` from the documents in `texts`, and the quotes of the others from the graph.
    pub(super) fn read(
        store: &Triplestore,
        pages: BTreeSet<&str>,
        texts: &[PathBuf],
    ) -> Result<Self, CliError> {
        let texts = originals(store, texts, |page| pages.contains(page))?;
        let sentences = texts.into_iter().map(|(page, text)| (page, of_text(&text)));
        let mut context = Self { pages: sentences.collect() };
        let left = pages.into_iter().filter(|&page| !context.pages.contains_key(page));
        let left: Vec<&str> = left.collect();
        for row in quotes_of(store, left)?.rows {
            let [Some(page), Some(start), Some(end), Some(quote)] = row.as_slice() else {
                continue;
            };
            let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else { continue };
            let stretch = Stretch { place: start..end, words: quote.chars().collect() };
            context.pages.entry(page.clone()).or_default().push(stretch);
        }
        Ok(context)
    }

    /// What stands before and behind the words in their stretch.
    pub(super) fn around(&self, page: &str, place: Range<usize>, words: &str) -> [String; 2] {
        let holds = |stretch: &&Stretch| {
            stretch.place.start <= place.start
                && place.end <= stretch.place.end
                && (stretch.words.len() <= WIDEST || stretch.place.len() == place.len())
                && stretch.part(&place).iter().copied().eq(words.chars())
        };
        let stretches = self.pages.get(page).into_iter().flatten();
        let Some(widest) = stretches.filter(holds).max_by_key(|stretch| stretch.place.len()) else {
            return [String::new(), String::new()];
        };
        let from = widest.place.start;
        let before = widest.words[..place.start - from].iter().collect();
        let after = widest.words[place.end - from..].iter().collect();
        [before, after]
    }
}

impl Stretch {
    fn part(&self, place: &Range<usize>) -> &[char] {
        let from = self.place.start;
        self.words.get(place.start - from..place.end - from).unwrap_or_default()
    }
}

/// The sentences of a text.
fn of_text(raw: &str) -> Vec<Stretch> {
    let text = NormalizedText::new(raw);
    let mut tokens = Vec::new();
    tokenize(text.text(), &Ontology::builtin().lexicon.syllabary, &mut tokens);
    let stretch = |sentence: Range<usize>| {
        let (first, last) = (tokens.get(sentence.start)?, tokens.get(sentence.end - 1)?);
        let (from, to) = (first.start as usize, last.end as usize);
        let place = text.code_point(from)..text.code_point(to);
        Some(Stretch { place, words: text.quote(from, to).chars().collect() })
    };
    sentences(text.text(), &tokens).into_iter().filter_map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(stretches: &[(usize, &str)]) -> Context {
        let stretch = |(start, words): &(usize, &str)| {
            let words: Vec<char> = words.chars().collect();
            Stretch { place: *start..start + words.len(), words }
        };
        let stretches = stretches.iter().map(stretch).collect();
        Context { pages: [("p".to_owned(), stretches)].into() }
    }

    #[test]
    fn words_stand_in_the_widest_stretch_that_holds_them() {
        let context =
            context(&[(10, "An"), (5, "ông Lê An"), (0, "Hôm ông Lê An, Bí thư, nói"), (30, "An")]);
        let around = |place, words| context.around("p", place, words);
        assert_eq!(around(11..13, "An"), ["Hôm ông Lê ", ", Bí thư, nói"]);
        assert_eq!(around(30..32, "An"), ["", ""]);
        assert_eq!(around(11..13, "Ân"), ["", ""], "other words");
        assert_eq!(context.around("q", 0..3, "Hôm"), ["", ""]);
    }

    #[test]
    fn sentences_are_found_at_their_places() {
        let text = "Ngày 9/7, huyện họp. Đồng chí Lê An chủ trì.\n\nTin: B.";
        let stretches = of_text(text);
        let chars: Vec<char> = text.chars().collect();
        assert!(stretches.len() >= 3, "{stretches:?}");
        for stretch in &stretches {
            assert_eq!(stretch.words, chars[stretch.place.clone()]);
        }
    }
}
