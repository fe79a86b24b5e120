//! Elements: a sentence as clause rules see it, with each list of people as one thing.

use super::attach::Held;
use super::holders::Holders;
use super::mention::{Chunk, ChunkKind, Classes, Outline, Part, Span};
use super::naming::Namer;
use super::reading::Reading;
use super::roll::{Roll, full_office};
use crate::ontology::lexicon::{Class, Lexeme, NameWord, Number};
use crate::text::{Gap, Shape};

/// Most unread chunks between two people of one list.
const LIST_GAP: usize = 30;

/// Something that a rule can match.
#[derive(Clone, Debug)]
pub(crate) enum Element {
    /// One or several people: indexes of the roll.
    People(Vec<usize>),
    /// An event noun: row of `meetings.csv`.
    Meeting(u8),
    /// A body named.
    Body,
    /// A sign.
    Sign(char),
    /// Anything else.
    Other,
}

/// An element with its words.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) element: Element,
    pub(crate) classes: Classes,
    /// Chunks of the sentence, counted from its first.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) span: Span,
}

impl Placed {
    pub(crate) fn is_people(&self) -> bool {
        matches!(self.element, Element::People(_))
    }

    pub(crate) fn is_sign(&self, signs: &str) -> bool {
        matches!(self.element, Element::Sign(c) if signs.contains(c))
    }
}

/// Makes the elements of a sentence. `speaker` is whom a bare form of address means.
pub(crate) fn elements(
    namer: &Namer<'_, '_>,
    roll: &Roll,
    held: &[Vec<Held>],
    holders: &Holders<'_>,
    sentence: usize,
    speaker: &mut Option<usize>,
) -> Vec<Placed> {
    let range = namer.mentions.sentences[sentence].clone();
    let chunks = &namer.mentions.chunks[range];
    let outline = namer.mentions.outlines[sentence];
    if !tells(outline) {
        return Vec::new();
    }
    let mut groups = groups(namer, roll, held, chunks);
    let acts = outline.has(Part::Meeting) || outline.classes.meets(namer.reading.telling);
    if !acts && !opens_list(chunks) {
        let last = groups.last().and_then(|group| group.people.last());
        *speaker = last.copied().or(*speaker);
        return Vec::new();
    }
    let mut placed = Vec::with_capacity(chunks.len());
    let mut at = 0;
    let mut next = 0;
    while at < chunks.len() {
        if follows_line(namer.reading, chunks, at) {
            placed.push(Placed {
                element: Element::Sign('.'),
                ..single(namer.reading, &chunks[at], at)
            });
        }
        if let Some(group) = groups.get_mut(next).filter(|g| g.first == at) {
            let span = chunks[group.first].span.to(chunks[group.last].span);
            if let [.., last] = group.people[..] {
                *speaker = Some(last);
            }
            placed.push(Placed {
                element: Element::People(std::mem::take(&mut group.people)),
                classes: Classes::default(),
                first: group.first,
                last: group.last,
                span,
            });
            at = group.last + 1;
            next += 1;
            continue;
        }
        if let Some((person, last)) = coreference(namer, holders, chunks, at, *speaker) {
            let span = chunks[at].span.to(chunks[last].span);
            placed.push(Placed {
                element: Element::People(vec![person]),
                classes: Classes::default(),
                first: at,
                last,
                span,
            });
            *speaker = Some(person);
            at = last + 1;
            continue;
        }
        if begins_anew(namer.reading, chunks, at) {
            placed.push(Placed {
                element: Element::Sign('.'),
                ..single(namer.reading, &chunks[at], at)
            });
        }
        placed.push(Placed {
            classes: own_classes(namer.reading, chunks, at),
            ..single(namer.reading, &chunks[at], at)
        });
        at += 1;
    }
    placed
}

/// Whether people or an event may stand in a sentence: one without such gives nobody a part in anything.
fn tells(outline: Outline) -> bool {
    let parts = [Part::Person, Part::Office, Part::Honorific, Part::Meeting];
    outline.classes.is_act() || parts.into_iter().any(|part| outline.has(part))
}

/// Whether a sentence without a verb may go on with the list before it: it begins with a form of address,
/// one in the plural before offices and a colon, or such a one opens a list before anybody is named.
fn opens_list(chunks: &[Chunk]) -> bool {
    let many = |c: &Chunk| c.kind == ChunkKind::Honorific(Number::Many);
    let unnamed = chunks.iter().take_while(|c| !matches!(c.kind, ChunkKind::Person(_)));
    match chunks.first().map(|c| c.kind) {
        Some(ChunkKind::Honorific(Number::Many)) => chunks.iter().any(|c| c.is_sign(":")),
        Some(ChunkKind::Honorific(Number::One)) => true,
        _ => unnamed.zip(chunks.iter().skip(1)).any(|(c, next)| many(c) && next.is_sign(":")),
    }
}

/// Whether a verb in a capital begins a sentence whose end before it got lost.
fn begins_anew(reading: &Reading<'_>, chunks: &[Chunk], at: usize) -> bool {
    let first = &reading.tokens[chunks[at].span.start];
    at > 0
        && chunks[at].classes.is_role()
        && first.shape == Shape::Title
        && chunks[at].span.end > chunks[at].span.start + 1
        && !matches!(chunks[at - 1].kind, ChunkKind::Sign(_))
        && !reading.tokens[chunks[at].span.start + 1].is_capitalized()
}

/// Whether a line that ends with a verb of taking part ends a sentence, and somebody is addressed on the next.
fn follows_line(reading: &Reading<'_>, chunks: &[Chunk], at: usize) -> bool {
    let first = &reading.tokens[chunks[at].span.start];
    first.gap >= Gap::Line
        && first.is_capitalized()
        && matches!(chunks[at].kind, ChunkKind::Honorific(Number::One))
        && at.checked_sub(1).is_some_and(|before| chunks[before].classes.is_role())
}

/// The classes of a chunk, none for a capital among capitals: it belongs to a name.
fn own_classes(reading: &Reading<'_>, chunks: &[Chunk], at: usize) -> Classes {
    let mut classes = chunks[at].classes;
    let span = chunks[at].span;
    let capital = |i: usize| reading.tokens[i].shape == Shape::Title;
    if at > 0 && span.end == span.start + 1 && capital(span.start) && capital(span.start - 1) {
        classes.clear();
    }
    classes
}

fn single(reading: &Reading<'_>, chunk: &Chunk, at: usize) -> Placed {
    let element = match chunk.kind {
        // A point inside an abbreviation ends nothing.
        ChunkKind::Sign('.')
            if reading.tokens.get(chunk.span.end).is_some_and(|t| t.gap == Gap::Glued) =>
        {
            Element::Other
        }
        ChunkKind::Meeting(row) => Element::Meeting(row),
        ChunkKind::Body(_) => Element::Body,
        ChunkKind::Sign(sign) => Element::Sign(sign),
        _ => Element::Other,
    };
    Placed { element, classes: chunk.classes, first: at, last: at, span: chunk.span }
}

/// A list of people with their offices.
struct Group {
    people: Vec<usize>,
    first: usize,
    last: usize,
}

fn groups(namer: &Namer<'_, '_>, roll: &Roll, held: &[Vec<Held>], chunks: &[Chunk]) -> Vec<Group> {
    let mentions = namer.mentions;
    let mut groups: Vec<Group> = Vec::new();
    for (at, chunk) in chunks.iter().enumerate() {
        let ChunkKind::Person(mention) = chunk.kind else { continue };
        let Some(person) = roll.of_mention[mention] else { continue };
        if is_credit(namer.reading, chunks, at) {
            continue;
        }
        let offices: Vec<Span> =
            held[mention].iter().map(|h| mentions.offices[h.office].span).collect();
        let owns =
            |c: &Chunk| offices.iter().any(|o| o.start <= c.span.start && c.span.end <= o.end);
        let mut first = at;
        let floor = groups.last().map_or(0, |g| g.last + 1);
        while first > floor
            && (owns(&chunks[first - 1]) || is_before_name(chunks, first - 1, &owns))
        {
            first -= 1;
        }
        let end = offices.iter().map(|o| o.end).max().unwrap_or(0);
        let last = (at..at.max(chunks.partition_point(|c| c.span.start < end)))
            .rev()
            .find(|&i| {
                i == at || matches!(chunks[i].kind, ChunkKind::Office(_)) && owns(&chunks[i])
            })
            .unwrap_or(at);
        match groups.last_mut() {
            // An office behind two names is that of both.
            Some(group)
                if group.last >= first || joins(namer.reading, &chunks[group.last + 1..first]) =>
            {
                if !group.people.contains(&person) {
                    group.people.push(person);
                }
                group.last = last;
            }
            _ => groups.push(Group { people: vec![person], first, last }),
        }
    }
    groups
}

/// Forms of address, and signs between offices before a name.
fn is_before_name(chunks: &[Chunk], at: usize, owns: &impl Fn(&Chunk) -> bool) -> bool {
    matches!(chunks[at].kind, ChunkKind::Honorific(Number::One | Number::Title))
        || chunks[at].is_sign(",-\u{2013}") && at > 0 && owns(&chunks[at - 1])
}

/// Whether a name stands in a credit of a photo.
fn is_credit(reading: &Reading<'_>, chunks: &[Chunk], at: usize) -> bool {
    chunks[at.saturating_sub(3)..at].iter().any(|c| is_photo(reading, c))
}

fn is_photo(reading: &Reading<'_>, chunk: &Chunk) -> bool {
    reading.tokens[chunk.span.start].is_capitalized()
        && reading.is(chunk.span.start, Lexeme::NameWord(NameWord::Photo)).is_some()
}

/// Whether what stands between two people makes them one list.
fn joins(reading: &Reading<'_>, between: &[Chunk]) -> bool {
    let opens = |i: usize| {
        i > 0
            && (between[..i].iter().rev().take(8).any(|c| {
                c.classes.has(Class::List)
                    || matches!(c.kind, ChunkKind::Honorific(Number::Many) | ChunkKind::Number)
                    || reading.is(c.span.start, Lexeme::NameWord(NameWord::Plural)).is_some()
            }))
    };
    between.len() <= LIST_GAP
        && between.iter().enumerate().all(|(i, c)| {
            !c.classes.is_role()
                && !c.classes.has(Class::Hold)
                && !c.classes.has(Class::Act)
                && !matches!(c.kind, ChunkKind::Meeting(_))
                && !is_photo(reading, c)
                && !c.is_sign(".\u{201c}\u{201d}")
                && (!c.is_sign(":") || opens(i))
        })
}

/// A person meant by the office alone, or by a bare form of address, right before a verb.
fn coreference(
    namer: &Namer<'_, '_>,
    holders: &Holders<'_>,
    chunks: &[Chunk],
    at: usize,
    speaker: Option<usize>,
) -> Option<(usize, usize)> {
    let addressed = chunks[at].kind == ChunkKind::Honorific(Number::One);
    let office_at = at + usize::from(addressed);
    if let Some(ChunkKind::Office(office)) = chunks.get(office_at).map(|c| c.kind)
        && (addressed || !continues_capitals(namer.reading, chunks, at))
        && leads_to_verb(chunks, office_at + 1)
    {
        let full = full_office(namer, office, None);
        let held = |before| holders.of(namer.reading, &full, before);
        let person = held(chunks[at].span.start).or_else(|| held(usize::MAX))?;
        return Some((person, office_at));
    }
    let subject = addressed && (at == 0 || chunks[at - 1].is_sign(",.;:\u{201d}"));
    (subject && leads_to_verb(chunks, at + 1)).then_some(())?;
    speaker.map(|person| (person, at))
}

/// Whether an office is but the end of a longer name.
fn continues_capitals(reading: &Reading<'_>, chunks: &[Chunk], at: usize) -> bool {
    let start = chunks[at].span.start;
    at > 0
        && reading.tokens[start].gap == Gap::Space
        && reading.tokens[start - 1].shape == Shape::Title
        && chunks[at - 1].kind == ChunkKind::Word
        && !chunks[at - 1].classes.is_role()
        && at > 1
}

fn leads_to_verb(chunks: &[Chunk], at: usize) -> bool {
    let mut rest =
        chunks.iter().skip(at).take(4).skip_while(|c| c.classes.is_light() && !c.classes.is_role());
    rest.next().is_some_and(|c| c.classes.is_role())
}
