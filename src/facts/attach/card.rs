//! Rolls and cards: pages that tell of offices line by line, a name with its offices below it, or an office
//! with the names of all who have held it.

use super::{Chunk, ChunkKind, Held, HeldTime, Sentence};
use crate::ontology::lexicon::{Class, Debris, Lexeme, Number, Time};

/// Most lines of a card, and most chunks of one of them.
const LINES: usize = 12;
const LINE: usize = 16;
/// Most words of a label, and of what a line says besides its offices.
const WORDS: usize = 5;
/// Most blank lines between an office and the name below it.
const LOOKAHEAD: usize = 3;

/// The card and the roll that the lines so far have opened.
#[derive(Default)]
pub(super) struct Cards {
    card: Option<Card>,
    head: Option<Head>,
}

/// A name whose offices the lines below it may tell.
struct Card {
    person: usize,
    /// How many offices the person had before.
    from: usize,
    lines: usize,
    under_head: bool,
}

/// An office whose holders the lines below it name.
struct Head {
    offices: Vec<usize>,
    /// It is said to be of all times: who holds it no more is named too.
    throughout: bool,
    /// A colon announces more than one name.
    announces: bool,
}

/// What stands on the line before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Name,
    Other,
}

/// What a line is to a card or a roll.
#[derive(Clone, Copy)]
enum Line {
    /// Nothing but a number or a form of address.
    Blank,
    Name(usize),
    /// Offices from a chunk on.
    Offices(usize),
    Detail,
    Prose,
}

/// Gives people the offices that the lines below or above their names tell.
pub(super) fn read_lines(lines: &[Sentence<'_, '_>], held: &mut [Vec<Held>]) {
    let mut cards = Cards::default();
    for (i, line) in lines.iter().enumerate() {
        cards.read(line, &lines[i + 1..], held);
    }
}

impl Cards {
    fn read(
        &mut self,
        sentence: &Sentence<'_, '_>,
        rest: &[Sentence<'_, '_>],
        held: &mut [Vec<Held>],
    ) {
        let named = self.card.as_ref().is_some_and(|card| card.lines == 1);
        let below = if named { Below::Name } else { Below::Other };
        let span = sentence.span_of_years();
        match sentence.line(below) {
            Line::Blank => return,
            Line::Name(person) => {
                self.heed_next(next_lines(rest));
                self.open(person, span, held);
            }
            Line::Offices(first) => self.offices(sentence, first, next_lines(rest)[0], held),
            Line::Detail => {}
            Line::Prose => *self = Self::default(),
        }
        self.age(span, held);
    }

    /// A single office above a name whose own offices stand below it is but a headline.
    fn heed_next(&mut self, next: [Option<Line>; 2]) {
        let own = matches!(next, [Some(Line::Offices(_)), after] if !matches!(after, Some(Line::Name(_))));
        self.head.take_if(|head| own && !head.announces && !head.throughout);
    }

    /// A name: that of the next card, or of the next holder.
    fn open(&mut self, person: usize, span: Option<HeldTime>, held: &mut [Vec<Held>]) {
        let from = held[person].len();
        let head = self.head.take_if(|head| !head.announces && !head.throughout && span.is_none());
        if let Some(head) = head.as_ref().or(self.head.as_ref()) {
            let time = if head.throughout { HeldTime::Before } else { HeldTime::Now };
            held[person].extend(head.offices.iter().map(|&office| Held { office, time }));
        }
        let under_head = head.is_some() || self.head.is_some();
        self.card = Some(Card { person, from, lines: 0, under_head });
    }

    /// A line of offices: those of the card, or the head of a roll, if a name comes next.
    fn offices(
        &mut self,
        sentence: &Sentence<'_, '_>,
        first: usize,
        next: Option<Line>,
        held: &mut [Vec<Held>],
    ) {
        let names = matches!(next, Some(Line::Name(_)));
        let of_card = self.card.as_ref().is_some_and(|card| !card.under_head || !names);
        let throughout = sentence.says(Time::Throughout);
        if names && (!of_card || throughout) {
            let ends = |c: &Chunk| c.is_sign(":");
            let offices = sentence.chunks[first..].iter().filter_map(office_of).collect();
            let announces = sentence.chunks.last().is_some_and(ends);
            self.head = Some(Head { offices, throughout, announces });
            self.card = None;
        } else if let Some(card) = self.card.as_ref().filter(|_| of_card) {
            let of_person = &mut held[card.person];
            let known: Vec<usize> = of_person.iter().map(|h| h.office).collect();
            let mut more = Vec::new();
            let first = first - usize::from(sentence.is_of_old(first));
            sentence.offices_from(first, sentence.chunks.len(), true, &mut more);
            if sentence.is_dead() {
                for office in &mut more {
                    office.time = HeldTime::Before;
                }
            }
            of_person.extend(more.into_iter().filter(|h| !known.contains(&h.office)));
        }
    }

    /// Closes what has gone on too long, and puts the offices of the card into a span of time.
    fn age(&mut self, span: Option<HeldTime>, held: &mut [Vec<Held>]) {
        let Some(card) = &mut self.card else { return };
        card.lines += 1;
        if let Some(time) = span {
            let offices = held[card.person].iter_mut().skip(card.from);
            offices.for_each(|h| h.time = time);
        }
        if card.lines > LINES {
            self.card = None;
        }
    }
}

impl Sentence<'_, '_> {
    /// What the line is to a card or a roll.
    fn line(&self, below: Below) -> Line {
        let blank = |c: &Chunk| {
            matches!(c.kind, ChunkKind::Number | ChunkKind::Sign(_) | ChunkKind::Honorific(_))
        };
        let plain = |c: &Chunk| !c.classes.is_role() && !c.classes.is_status();
        let named = self.chunks.iter().position(|c| matches!(c.kind, ChunkKind::Person(_)));
        let first = self.chunks.iter().position(|c| matches!(c.kind, ChunkKind::Office(_)));
        match (named, first) {
            (Some(name), None) => self.name_alone(name).map_or(Line::Prose, Line::Name),
            (None, None) if self.begins_span() || self.is_bracketed() => Line::Detail,
            _ if self.begins_span() => Line::Prose,
            (None, Some(0)) if below == Below::Name && self.chunks.iter().all(plain) => {
                Line::Offices(0)
            }
            (None, Some(first)) if self.tells_but_offices(first) => Line::Offices(first),
            (None, None) if self.chunks.iter().all(blank) => Line::Blank,
            (None, None) if self.chunks.len() <= LINE && self.chunks.iter().all(plain) => {
                Line::Detail
            }
            _ => Line::Prose,
        }
    }

    /// The person of a line that has but a number, a label or a form of address before the name, and but
    /// years or what stands in brackets behind it.
    fn name_alone(&self, name: usize) -> Option<usize> {
        let ChunkKind::Person(person) = self.chunks[name].kind else { return None };
        let photo =
            |c: &Chunk| self.reading.is(c.span.start, Lexeme::Debris(Debris::Photo)).is_some();
        let (before, behind) = (&self.chunks[..name], &self.chunks[name + 1..]);
        let words = before.iter().filter(|c| c.kind == ChunkKind::Word).count();
        let labelled = before.last().is_some_and(|c| c.is_sign(":"));
        let addressed = before.iter().any(|c| matches!(c.kind, ChunkKind::Honorific(_)));
        let opened = behind.first().is_none_or(|c| {
            c.is_sign("(:-\u{2013}") || c.kind == ChunkKind::Number || self.is_span_word(c)
        });
        let fits = words == 0 || words < WORDS && (labelled || addressed);
        let one =
            !behind.iter().any(|c| matches!(c.kind, ChunkKind::Person(_) | ChunkKind::Body(_)));
        let short = behind.len() <= LINE;
        let quiet = behind.iter().all(|c| !c.classes.is_role());
        (fits && opened && one && short && quiet && !before.iter().any(photo)).then_some(person)
    }

    /// Whether a line names offices and says next to nothing besides.
    fn tells_but_offices(&self, first: usize) -> bool {
        let (before, behind) = (&self.chunks[..first], &self.chunks[first + 1..]);
        let label = |c: &Chunk| {
            matches!(
                c.kind,
                ChunkKind::Number
                    | ChunkKind::Sign(_)
                    | ChunkKind::Word
                    | ChunkKind::Honorific(Number::Many)
            )
        };
        let words = |chunks: &[Chunk]| {
            chunks.iter().filter(|c| c.kind == ChunkKind::Word && !self.is_span_word(c)).count()
        };
        let quiet = |c: &Chunk| !c.classes.is_role() && !c.classes.is_status();
        before.iter().all(label)
            && words(before) < WORDS
            && words(behind) < WORDS
            && behind.len() <= LINE
            && self.chunks.iter().all(quiet)
    }

    /// Whether the word before an office says that it is one of old.
    fn is_of_old(&self, office: usize) -> bool {
        office > 0 && self.chunks[office - 1].classes.has(Class::Former)
    }

    /// Whether a line opens with the years of an office: `(từ 1984 đến 1987 …)`, `1982 - 1983`.
    fn begins_span(&self) -> bool {
        let head = self.chunks.iter().find(|c| !c.is_sign("(-+"));
        self.chunks.len() <= LINE
            && head.is_some_and(|c| c.kind == ChunkKind::Number || self.is_span_word(c))
            && self.span_of_years().is_some()
    }

    /// Whether a line stands in brackets.
    fn is_bracketed(&self) -> bool {
        let closes = |c: &Chunk| c.is_sign(")");
        self.chunks.len() <= LINE
            && self.chunks.first().is_some_and(|c| c.is_sign("("))
            && self.chunks.last().is_some_and(closes)
    }

    fn is_span_word(&self, chunk: &Chunk) -> bool {
        [Time::From, Time::Until, Time::Present]
            .iter()
            .any(|&time| self.reading.is(chunk.span.start, Lexeme::Time(time)).is_some())
    }

    fn says(&self, time: Time) -> bool {
        let start = |c: &Chunk| self.reading.is(c.span.start, Lexeme::Time(time)).is_some();
        self.chunks.iter().any(start)
    }

    /// Whether years in the line bound an office: it is over, or goes on; a term of five years tells nothing.
    fn span_of_years(&self) -> Option<HeldTime> {
        let is =
            |c: &Chunk, time: Time| self.reading.is(c.span.start, Lexeme::Time(time)).is_some();
        let year = |c: &Chunk| {
            let word = self.reading.word(c.span.start);
            (c.kind == ChunkKind::Number && word.len() == 4).then(|| word.parse::<u16>().ok())?
        };
        let from = self.chunks.iter().position(|c| year(c).is_some())?;
        let until = (from + 1..self.chunks.len().min(from + 4))
            .find(|&i| self.chunks[i].is_sign("-\u{2013}") || is(&self.chunks[i], Time::Until))?;
        let mut rest = self.chunks[until..].iter().take(5);
        let begun = year(&self.chunks[from])?;
        let end = rest.clone().find_map(year);
        if rest.any(|c| is(c, Time::Present)) {
            return Some(HeldTime::Now);
        }
        let term = from == 0 || !self.chunks[from - 1].is_sign("/");
        let five = end.is_some_and(|end| end == begun + 5) && term && until == from + 1;
        let told = is(&self.chunks[from.saturating_sub(1)], Time::Term) || five;
        end.filter(|&end| end >= begun && !told).map(|_| HeldTime::Before)
    }
}

fn office_of(chunk: &Chunk) -> Option<usize> {
    match chunk.kind {
        ChunkKind::Office(office) => Some(office),
        _ => None,
    }
}

/// The next two lines that are not blank.
fn next_lines(rest: &[Sentence<'_, '_>]) -> [Option<Line>; 2] {
    let lines = rest.iter().map(|sentence| sentence.line(Below::Other));
    let mut lines = lines.take(LOOKAHEAD).filter(|line| !matches!(line, Line::Blank));
    [lines.next(), lines.next()]
}
