//! One document under reading: its tokens, sentences and the words of the lexicon in them.

use crate::document::Document;
use crate::facts::Evidence;
use crate::ontology::Ontology;
use crate::ontology::lexicon::{Lexeme, LexemeKind, LexemeKinds, Number};
use crate::text::{Gap, NormalizedText, Sentence, Shape, Token, sentences, tokenize};

/// Most tokens of a form of address, and of what a line break leaves of a name.
const NAME_REST: usize = 3;

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
    /// First tokens of lines.
    lines: Vec<u32>,
    /// Where the hits of each token begin, and their kinds; one more than there are tokens.
    slots: Vec<Slot>,
    /// Hits of all tokens, of one token the longest first.
    hits: Vec<Hit>,
}

/// The words that begin at a token.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// Index of the first hit.
    first: u32,
    kinds: LexemeKinds,
}

impl<'a> Reading<'a> {
    /// Tokenises a document and looks up every word of the lexicon.
    pub(crate) fn new(ontology: &'a Ontology, document: &'a Document) -> Self {
        let text = NormalizedText::new(&document.text);
        let mut tokens = Vec::with_capacity(text.text().len() / 5);
        tokenize(text.text(), &ontology.lexicon.syllabary, &mut tokens);
        let sentences = sentences(&tokens);
        let mut reading = Self {
            ontology,
            text,
            sentences,
            lines: Vec::new(),
            slots: Vec::with_capacity(tokens.len() + 1),
            hits: Vec::with_capacity(tokens.len()),
            tokens,
        };
        reading.look_up();
        reading.join_broken_names();
        reading
    }

    fn look_up(&mut self) {
        for at in 0..self.tokens.len() {
            if self.tokens[at].gap >= Gap::Line {
                self.lines.push(at as u32);
            }
            let first = self.hits.len();
            let mut kinds = LexemeKinds::default();
            self.ontology.lexicon.visit(&self.tokens, at, |length, lexeme| {
                kinds.add(lexeme.kind());
                self.hits.push(Hit { length: length as u16, lexeme });
            });
            self.slots.push(Slot { first: first as u32, kinds });
            if self.hits.len() > first + 1 {
                self.hits[first..].reverse();
            }
        }
        self.slots.push(Slot { first: self.hits.len() as u32, kinds: LexemeKinds::default() });
    }

    /// Joins a line that ends in the middle of a name to the next: `Comrade A B` / `C, secretary of …`.
    fn join_broken_names(&mut self) {
        let mut joined: Vec<Sentence> = Vec::with_capacity(self.sentences.len());
        for sentence in std::mem::take(&mut self.sentences) {
            match joined.last_mut() {
                Some(last) if self.breaks_name(last, &sentence) => last.end = sentence.end,
                _ => joined.push(sentence),
            }
        }
        self.sentences = joined;
    }

    /// Whether one or two capitals behind a form of address end a line, and the next begins with others
    /// and a sign.
    fn breaks_name(&self, last: &Sentence, next: &Sentence) -> bool {
        if self.tokens[next.start].gap != Gap::Line {
            return false;
        }
        let is_title = |t: &&Token| t.shape == Shape::Title;
        let rest = self.tokens[next.clone()].iter().take(NAME_REST).take_while(is_title).count();
        let sign = self.tokens[next.clone()].get(rest);
        if rest == 0 || !sign.is_some_and(|t| t.is_sign(',') || t.is_sign(';')) {
            return false;
        }
        let begun = self.tokens[last.clone()].iter().rev().take(NAME_REST).take_while(is_title);
        let name = last.end - begun.count();
        let addressed = |at: usize| self.ends(at, name, Lexeme::Honorific(Number::One));
        last.end - name <= 2
            && name < last.end
            && (last.start.max(name.saturating_sub(NAME_REST))..name).any(addressed)
    }

    /// The first token of the line of token `at`.
    pub(crate) fn line_start(&self, at: usize) -> usize {
        let next = self.lines.partition_point(|&line| line as usize <= at);
        next.checked_sub(1).map_or(0, |line| self.lines[line] as usize)
    }

    /// Kinds of the words that begin at token `at`.
    pub(crate) fn kinds(&self, at: usize) -> LexemeKinds {
        self.slots.get(at).map_or_else(LexemeKinds::default, |slot| slot.kinds)
    }

    /// Whether a word of a kind begins at token `at`.
    pub(crate) fn has(&self, at: usize, kind: LexemeKind) -> bool {
        self.kinds(at).has(kind)
    }

    /// The words of the lexicon that begin at token `at`, the longest first; none past the end.
    pub(crate) fn hits(&self, at: usize) -> &[Hit] {
        match self.slots.get(at..at + 2) {
            Some([slot, next]) => &self.hits[slot.first as usize..next.first as usize],
            _ => &[],
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
    #[inline]
    pub(crate) fn is(&self, at: usize, lexeme: Lexeme) -> Option<usize> {
        if self.has(at, lexeme.kind()) { self.find(at, lexeme) } else { None }
    }

    fn find(&self, at: usize, lexeme: Lexeme) -> Option<usize> {
        self.hits(at).iter().find(|hit| hit.lexeme == lexeme).map(|hit| hit.length as usize)
    }

    /// Whether a word that is `lexeme` begins at `at` and ends just before `end`.
    pub(crate) fn ends(&self, at: usize, end: usize, lexeme: Lexeme) -> bool {
        let ends = |h: &Hit| h.lexeme == lexeme && at + usize::from(h.length) == end;
        self.has(at, lexeme.kind()) && self.hits(at).iter().any(ends)
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
        let quote = self.text.quote(from, to);
        let begin = self.text.code_point(from);
        Evidence {
            start: begin,
            end: begin + quote.chars().count(),
            quote: quote.to_owned(),
            rule: rule.to_owned(),
        }
    }
}
