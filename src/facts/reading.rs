//! One document under reading: its tokens, sentences and the words of the lexicon in them.

use crate::document::Document;
use crate::facts::Evidence;
use crate::ontology::Ontology;
use crate::ontology::lexicon::Lexeme;
use crate::text::{NormalizedText, Sentence, Token, sentences, tokenize};

/// A word of the lexicon found at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// How many tokens it takes.
    pub(crate) length: u16,
    /// What it is.
    pub(crate) lexeme: Lexeme,
}

/// A document with everything that can be looked up before any rule fires.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The tables.
    pub(crate) ontology: &'a Ontology,
    /// The text with the way back to raw offsets.
    pub(crate) text: NormalizedText<'a>,
    /// All tokens.
    pub(crate) tokens: Vec<Token>,
    /// Sentences, as ranges of `tokens`.
    pub(crate) sentences: Vec<Sentence>,
    /// Hits of token *i* are `hits[starts[i]..starts[i + 1]]`, the longest first.
    starts: Vec<u32>,
    hits: Vec<Hit>,
}

impl<'a> Reading<'a> {
    /// Tokenises a document and looks up every word of the lexicon.
    pub(crate) fn new(ontology: &'a Ontology, document: &'a Document) -> Self {
        let text = NormalizedText::new(&document.text);
        let mut tokens = Vec::with_capacity(text.text().len() / 5);
        tokenize(text.text(), &ontology.lexicon.syllabary, &mut tokens);
        let sentences = sentences(&tokens);
        let (starts, hits) = look_up(ontology, &tokens);
        Self { ontology, text, tokens, sentences, starts, hits }
    }

    /// The words of the lexicon that begin at token `at`, the longest first; none past the end.
    pub(crate) fn hits(&self, at: usize) -> &[Hit] {
        match self.starts.get(at + 1) {
            Some(&end) => &self.hits[self.starts[at] as usize..end as usize],
            None => &[],
        }
    }

    /// The longest word at `at` that `pick` takes, with its length and what `pick` made of it.
    pub(crate) fn longest<T>(
        &self,
        at: usize,
        pick: impl Fn(Lexeme) -> Option<T>,
    ) -> Option<(usize, T)> {
        self.hits(at)
            .iter()
            .find_map(|hit| pick(hit.lexeme).map(|found| (hit.length as usize, found)))
    }

    /// Whether a word that is `lexeme` begins at `at`; its length.
    pub(crate) fn is(&self, at: usize, lexeme: Lexeme) -> Option<usize> {
        self.hits(at).iter().find(|hit| hit.lexeme == lexeme).map(|hit| hit.length as usize)
    }

    /// Whether a word that is `lexeme` begins at `at` and ends just before `end`.
    pub(crate) fn ends(&self, at: usize, end: usize, lexeme: Lexeme) -> bool {
        self.hits(at).iter().any(|h| h.lexeme == lexeme && at + usize::from(h.length) == end)
    }

    /// The words of token `at` as written, composed; empty past the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.slice(self.text.text()))
    }

    /// The composed text of a range of tokens, spaces as they are.
    pub(crate) fn words(&self, start: usize, end: usize) -> &str {
        if start >= end {
            return "";
        }
        &self.text.text()[self.tokens[start].start as usize..self.tokens[end - 1].end as usize]
    }

    /// The quote of a range of tokens, with its place in the raw text.
    pub(crate) fn evidence(&self, start: usize, end: usize, rule: &str) -> Evidence {
        let (from, to) = (self.tokens[start].start as usize, self.tokens[end - 1].end as usize);
        Evidence {
            start: self.text.code_point(from),
            end: self.text.code_point(to),
            quote: self.text.quote(from, to).to_owned(),
            rule: rule.to_owned(),
        }
    }
}

fn look_up(ontology: &Ontology, tokens: &[Token]) -> (Vec<u32>, Vec<Hit>) {
    let mut starts = Vec::with_capacity(tokens.len() + 1);
    let mut hits: Vec<Hit> = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let first = hits.len();
        starts.push(first as u32);
        ontology
            .lexicon
            .visit(tokens, at, |length, lexeme| hits.push(Hit { length: length as u16, lexeme }));
        hits[first..].reverse();
    }
    starts.push(hits.len() as u32);
    (starts, hits)
}
