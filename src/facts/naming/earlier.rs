//! Bodies of offices that stand by their titles alone: those of the office or body named before.

use std::iter::successors;

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{FullBody, Namer};
use crate::facts::mention::{ChunkKind, OfficeMention, UnitRef};
use crate::facts::roll::{FullOffice, full_office};
use crate::ontology::lexicon::{BodyKind, Class, Seat, Title};
use crate::text::{Gap, Shape};

/// Farthest in tokens that an office lies before one that leaves out its body, where several could be meant.
const NEAR: usize = 40;
/// Most offices of a kind that must agree on their body where none of them lies near.
const SEVERAL: usize = 8;

/// Offices and bodies that later titles can belong to, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Offices with a body, by the family of their title.
    offices: FxHashMap<u16, Vec<usize>>,
    /// Bodies named, by the head of titles.
    bodies: FxHashMap<u16, Vec<usize>>,
}

impl Namer<'_, '_> {
    /// An office with the body that the text names before it, where it has none itself.
    pub(crate) fn with_body_before(&self, office: usize, full: FullOffice) -> FullOffice {
        let title = &self.reading.ontology.lexicon.titles[full.title as usize];
        let mention = &self.mentions.offices[office];
        let alone = mention.body.is_some_and(|body| self.is_committee_alone(body));
        if full.body.is_some() && !alone || !title.implies.is_empty() {
            return full;
        }
        if let Some(host) = self.host_before(mention.span.start) {
            let body = match mention.body {
                Some(committee) if self.is_host_of_party(host) => {
                    self.committee_in(committee, &self.body(host, UnitRef::None))
                }
                Some(_) => return full,
                None => self.body(host, UnitRef::None),
            };
            return FullOffice { body: Some(body), ..full };
        }
        if alone {
            return full;
        }
        let body = self.body_before(office);
        FullOffice { told_before: body.is_some(), body, ..full }
    }

    /// The body whose people a sentence lists, where an office is one of theirs: `về phía Sở A có ông B,
    /// Giám đốc; bà C, Phó Giám đốc`.
    fn host_before(&self, at: usize) -> Option<usize> {
        let chunks = &self.mentions.chunks;
        let behind = chunks.partition_point(|c| c.span.start < at);
        let sentences = &self.mentions.sentences;
        let sentence = sentences.get(sentences.partition_point(|s| s.end <= behind))?;
        let before = &chunks[sentence.start.min(behind)..behind];
        let side = before.iter().rposition(|c| c.classes.has(Class::Attend))?;
        match before.get(side + 1..side + 3)? {
            [body, list] if list.classes.has(Class::List) => match body.kind {
                ChunkKind::Body(body) => Some(body),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a body has a Party committee of its own name.
    fn is_host_of_party(&self, body: usize) -> bool {
        let kind = &self.reading.ontology.lexicon.bodies[self.mentions.bodies[body].kind as usize];
        matches!(
            kind.class.as_str(),
            "military"
                | "police"
                | "company"
                | "hospital"
                | "institute"
                | "ministry"
                | "agency"
                | "school"
                | "court"
        )
    }

    /// The body that an office without one belongs to: that of the last office or body before it that is
    /// of its kind, unless the text names several and none of them lies near.
    fn body_before(&self, office: usize) -> Option<Rc<FullBody>> {
        let titles = &self.reading.ontology.lexicon.titles;
        let mention = &self.mentions.offices[office];
        let title = &titles[mention.title as usize];
        let leads = title.head.is_some() || titles[title.family as usize].seat == Seat::Single;
        if !leads || self.runs_on(mention) {
            return None;
        }
        let at = mention.span.start;
        let earlier = self.earlier.get_or_init(|| Earlier::new(self));
        let start = |&o: &usize| self.mentions.offices[o].span.start;
        let offices = earlier.offices.get(&title.family).map_or(&[][..], Vec::as_slice);
        let offices = &offices[..offices.partition_point(|o| start(o) < at)];
        let last = offices.last().map_or(0, start);
        let body = title.head.and_then(|head| self.head_before(earlier, head, at));
        let later = |b: usize| self.mentions.bodies[b].span.start > last;
        if let Some(body) = body.filter(|&b| offices.is_empty() || later(b)) {
            return Some(self.body(body, UnitRef::None)).filter(|full| !full.bare);
        }
        let body = |office: usize| full_office(self, office, None).body;
        let found = body(*offices.last()?).filter(|body| !body.bare)?;
        let same = |&o: &usize| body(o).is_none_or(|body| body.name == found.name);
        let deputy = title.seat == Seat::Many;
        let only = || deputy && offices.iter().rev().take(SEVERAL).all(same);
        (at - last <= NEAR || only()).then_some(found)
    }

    /// The last body before a token that the head noun of a title means.
    fn head_before(&self, earlier: &Earlier, head: u16, at: usize) -> Option<usize> {
        let bodies = earlier.bodies.get(&head)?;
        let behind = bodies.partition_point(|&b| self.mentions.bodies[b].span.start < at);
        bodies[..behind].last().copied()
    }

    /// Whether words in capitals go on behind an office that are no person: a body that is not read.
    fn runs_on(&self, office: &OfficeMention) -> bool {
        let end = office.span.end;
        let next = self.reading.tokens.get(end);
        let people = &self.mentions.people;
        let person = people.partition_point(|p| p.span.start < end);
        next.is_some_and(|t| t.gap == Gap::Space && matches!(t.shape, Shape::Title | Shape::Upper))
            && people.get(person).is_none_or(|p| p.span.start != end)
    }
}

impl Earlier {
    fn new(namer: &Namer<'_, '_>) -> Self {
        let lexicon = &namer.reading.ontology.lexicon;
        let mut earlier = Self::default();
        let mut heads: Vec<u16> = lexicon.titles.iter().filter_map(|title| title.head).collect();
        heads.sort_unstable();
        heads.dedup();
        for chunk in &namer.mentions.chunks {
            let body = match chunk.kind {
                ChunkKind::Office(office) => {
                    let mention = &namer.mentions.offices[office];
                    let title = &lexicon.titles[mention.title as usize];
                    if has_body(mention, title) {
                        earlier.offices.entry(title.family).or_default().push(office);
                    }
                    continue;
                }
                ChunkKind::Body(body) => body,
                _ => continue,
            };
            let parent = |&body: &usize| namer.mentions.bodies[body].parent;
            for body in successors(Some(body), parent) {
                let mention = &namer.mentions.bodies[body];
                let own = mention.unit != UnitRef::None
                    || mention.parent.is_some()
                    || !mention.name.is_empty();
                let kind = &lexicon.bodies[mention.kind as usize];
                for &head in heads.iter().filter(|_| own) {
                    if means(&lexicon.bodies[head as usize], kind) {
                        earlier.bodies.entry(head).or_default().push(body);
                    }
                }
            }
        }
        earlier
    }
}

/// Whether an office says whose it is.
fn has_body(office: &OfficeMention, title: &Title) -> bool {
    title.implies.is_empty() && (office.body.is_some() || office.unit != UnitRef::None)
}

/// Whether the head noun alone can mean a body of a kind: the same word begins both names, or both are
/// schools, hospitals or the like.
fn means(head: &BodyKind, kind: &BodyKind) -> bool {
    let word = |form: &str| form.split(' ').next().map(str::to_owned);
    let board = matches!(
        kind.class.as_str(),
        "standing-committee" | "executive-committee" | "military" | "party-committee"
    );
    head.class == kind.class && matches!(head.class.as_str(), "school" | "company")
        || !board && word(&head.form) == word(&kind.form)
        || head.key == kind.key
}
