//! One document under reading: its tokens, sentences and the words of the lexicon in them.

use crate::document::{Document, Part, PartKind};
use std::borrow::Cow;

use super::mention::Classes;
use super::stretch::Stretches;
use crate::facts::Evidence;
use crate::ontology::Ontology;
use crate::ontology::lexicon::{Lexeme, LexemeKind, LexemeKinds, NameWord, Number, Time};
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
    /// The classes one of which a sentence must have to give anybody a part in anything.
    pub(crate) telling: Classes,
    /// The text with the way back to raw offsets.
    pub(crate) text: NormalizedText<'a>,
    /// All tokens.
    pub(crate) tokens: Vec<Token>,
    /// Sentences, as ranges of `tokens`.
    pub(crate) sentences: Vec<Sentence>,
    /// Which sentences stand below pictures; empty where the source tells no parts.
    captions: Vec<bool>,
    /// First tokens of lines.
    lines: Vec<u32>,
    /// Tokens that are numbers, or at which words begin that dates, periods and citations begin with.
    openings: Vec<u32>,
    /// Where the hits of each token begin, and their kinds; one more than there are tokens.
    slots: Vec<Slot>,
    /// Hits of all tokens, of one token the longest first.
    hits: Vec<Hit>,
}

/// The words that begin at a token.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Index of the first hit.
    first: u32,
    kinds: LexemeKinds,
    classes: WordClasses,
}

/// Kinds of words that dates, periods and citations begin with, but for numbers.
const OPENING: LexemeKinds = LexemeKinds::of(&[LexemeKind::Time, LexemeKind::Document]);

/// A set of classes of the words that are asked for most: those about names, and those of time.
#[derive(Clone, Copy, Debug, Default)]
struct WordClasses(u64);

/// First bit of the words of time.
const TIMES: usize = 42;
const _: () = assert!(NameWord::ALL.len() <= TIMES && Time::ALL.len() <= 64 - TIMES);

impl WordClasses {
    /// The bit of a word; none for other words.
    #[inline]
    fn bit(lexeme: Lexeme) -> Option<u64> {
        match lexeme {
            Lexeme::NameWord(word) => Some(1 << word as u32),
            Lexeme::Time(time) => Some(1 << (TIMES as u32 + time as u32)),
            _ => None,
        }
    }
}

impl Slot {
    fn add(&mut self, lexeme: Lexeme) {
        self.kinds.add(lexeme.kind());
        self.classes.0 |= WordClasses::bit(lexeme).unwrap_or(0);
    }

    /// Whether a word that is `lexeme` may begin here.
    #[inline]
    fn may_be(self, lexeme: Lexeme) -> bool {
        match WordClasses::bit(lexeme) {
            Some(bit) => self.classes.0 & bit != 0,
            None => self.kinds.has(lexeme.kind()),
        }
    }
}

impl<'a> Reading<'a> {
    /// Tokenises a document and looks up every word of the lexicon.
    pub(crate) fn new(ontology: &'a Ontology, document: &'a Document) -> Self {
        let text = NormalizedText::new(&document.text);
        let mut tokens = Vec::with_capacity(text.text().len() / 5);
        tokenize(text.text(), &ontology.lexicon.syllabary, &mut tokens);
        let sentences = sentences(text.text(), &tokens);
        let mut reading = Self {
            ontology,
            telling: Classes::telling(&ontology.rules),
            text,
            sentences,
            captions: Vec::new(),
            lines: Vec::new(),
            openings: Vec::new(),
            slots: Vec::with_capacity(tokens.len() + 1),
            hits: Vec::with_capacity(tokens.len()),
            tokens,
        };
        reading.look_up();
        reading.join_broken_lines();
        reading.end_at_short_forms();
        if !document.parts.is_empty() {
            reading.heed_parts(&document.parts);
        }
        reading
    }

    fn look_up(&mut self) {
        let Self { ontology, tokens, lines, openings, slots, hits, .. } = self;
        for (at, token) in tokens.iter().enumerate() {
            if token.gap >= Gap::Line {
                lines.push(at as u32);
            }
            let first = hits.len();
            let mut slot = Slot { first: first as u32, ..Slot::default() };
            ontology.lexicon.visit(tokens, at, |length, lexeme| {
                slot.add(lexeme);
                hits.push(Hit { length: length as u16, lexeme });
            });
            slots.push(slot);
            if token.shape == Shape::Number || slot.kinds.meets(OPENING) {
                openings.push(at as u32);
            }
            if hits.len() > first + 1 {
                hits[first..].reverse();
            }
        }
        slots.push(Slot { first: hits.len() as u32, ..Slot::default() });
    }

    /// Joins a line that ends in the middle of a name or a date to the next: `Comrade A B` / `C, secretary of …`.
    fn join_broken_lines(&mut self) {
        let mut joined: Vec<Sentence> = Vec::with_capacity(self.sentences.len());
        for sentence in std::mem::take(&mut self.sentences) {
            match joined.last_mut() {
                Some(last)
                    if self.breaks_name(last, &sentence) || self.breaks_date(last, &sentence) =>
                {
                    last.end = sentence.end;
                }
                _ => joined.push(sentence),
            }
        }
        self.sentences = joined;
    }

    /// Ends sentences where the source says that something else begins: a headline and captions end without a
    /// full stop, and rows of tables go on in small letters.
    fn heed_parts(&mut self, parts: &[Part]) {
        let stretches = Stretches::new(parts, &self.tokens, &self.text);
        let mut cut = Vec::with_capacity(self.sentences.len());
        for sentence in std::mem::take(&mut self.sentences) {
            let mut start = sentence.start;
            for at in stretches.breaks(sentence.clone()) {
                cut.push(start..at);
                start = at;
            }
            cut.push(start..sentence.end);
        }
        let kind = |sentence: &Sentence| stretches.kind(sentence.start);
        self.captions = cut.iter().map(|s| kind(s) == Some(PartKind::Caption)).collect();
        self.sentences = cut;
    }

    /// Whether a sentence stands below a picture.
    pub(crate) fn is_caption(&self, sentence: usize) -> bool {
        self.captions.get(sentence).copied().unwrap_or(false)
    }

    /// The sentence that one goes on from: the one before it, but for captions, from which only the rest of
    /// their own text goes on.
    pub(crate) fn sentence_before(&self, sentence: usize) -> Option<usize> {
        let own = self.is_caption(sentence);
        (0..sentence).rev().find(|&before| own || !self.is_caption(before))
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

    /// Whether words of the day end a line, and the figures stand on the next.
    fn breaks_date(&self, last: &Sentence, next: &Sentence) -> bool {
        let day = Lexeme::Time(Time::Daypart);
        self.tokens[next.start].gap == Gap::Line
            && self.tokens[next.start].shape == Shape::Number
            && (last.start.max(last.end.saturating_sub(NAME_REST))..last.end)
                .any(|at| self.ends(at, last.end, day))
    }

    /// The first token of the line of token `at`.
    pub(crate) fn line_start(&self, at: usize) -> usize {
        let next = self.lines.partition_point(|&line| line as usize <= at);
        next.checked_sub(1).map_or(0, |line| self.lines[line] as usize)
    }

    /// Tokens that are numbers, or at which a word of a kind begins, be it of time or for a document.
    pub(crate) fn openings(&self, kind: LexemeKind) -> impl Iterator<Item = usize> + '_ {
        debug_assert!(OPENING.has(kind), "words of other kinds are not noted");
        let all = self.openings.iter().map(|&at| at as usize);
        all.filter(move |&at| self.tokens[at].shape == Shape::Number || self.has(at, kind))
    }

    /// Numbers among the tokens of a range, as [`Self::openings`] notes them.
    pub(crate) fn numbers(&self, range: Sentence) -> impl Iterator<Item = usize> + '_ {
        let from = self.openings.partition_point(|&at| (at as usize) < range.start);
        let inside = self.openings[from..].iter().map(|&at| at as usize);
        inside
            .take_while(move |&at| at < range.end)
            .filter(|&at| self.tokens[at].shape == Shape::Number)
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
        let may_be = self.slots.get(at).is_some_and(|slot| slot.may_be(lexeme));
        if may_be { self.find(at, lexeme) } else { None }
    }

    fn find(&self, at: usize, lexeme: Lexeme) -> Option<usize> {
        self.hits(at).iter().find(|hit| hit.lexeme == lexeme).map(|hit| hit.length as usize)
    }

    /// Whether a word that is `lexeme` begins at `at` and ends just before `end`.
    pub(crate) fn ends(&self, at: usize, end: usize, lexeme: Lexeme) -> bool {
        let ends = |h: &Hit| h.lexeme == lexeme && at + usize::from(h.length) == end;
        self.slots.get(at).is_some_and(|slot| slot.may_be(lexeme)) && self.hits(at).iter().any(ends)
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
    pub(crate) fn evidence(
        &self,
        start: usize,
        end: usize,
        rule: impl Into<Cow<'static, str>>,
    ) -> Evidence {
        let (from, to) = (self.tokens[start].start as usize, self.tokens[end - 1].end as usize);
        let quote = self.text.quote(from, to);
        let begin = self.text.code_point(from);
        Evidence {
            start: begin,
            end: self.text.code_point(to),
            quote: quote.to_owned(),
            rule: rule.into(),
        }
    }
}
