//! Full names of bodies: abbreviations expanded, completed with the unit that the context gives.

mod earlier;
mod form;
mod noun;
mod parent;
mod unit;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use earlier::Earlier;
use form::{Written, fill, keeps_bare_names};

use super::context::{Context, UnitTarget};
use super::mention::{Mentions, UnitRef};
use super::reading::Reading;
use crate::facts::Candidate;
use crate::ontology::gazetteer::UnitIdx;
use crate::ontology::lexicon::{BodyKind, Level, Lexeme, NameWord, Tail};

/// A body with its full name.
#[derive(Clone, Debug, Default)]
pub(crate) struct FullBody {
    pub(crate) name: String,
    /// Row of `bodies.csv`; none for a unit that stands for a body.
    pub(crate) kind: Option<u16>,
    /// Its unit in the gazetteer.
    pub(crate) unit: Option<UnitIdx>,
    /// The body it is part of.
    pub(crate) parent: Option<Rc<FullBody>>,
    /// Ranked readings of its unit.
    pub(crate) candidates: Vec<Candidate>,
    /// Whether its unit is a guess from context and none was found.
    pub(crate) bare: bool,
    /// Number that its name has among the bodies of the document, once it is asked for.
    pub(crate) number: OnceCell<usize>,
}

impl FullBody {
    /// A body of a kind and a name that is part of another and of the same unit.
    pub(crate) fn part_of(parent: &Rc<Self>, kind: u16, name: String) -> Rc<Self> {
        Rc::new(Self {
            name,
            kind: Some(kind),
            unit: parent.unit,
            parent: Some(Rc::clone(parent)),
            candidates: parent.candidates.clone(),
            bare: parent.bare,
            number: OnceCell::new(),
        })
    }
}

/// What a later body of a phrase gives to an earlier one that lacks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Shared {
    pub(crate) unit: UnitRef,
    /// Index of the body that both are part of.
    pub(crate) parent: Option<usize>,
}

impl From<UnitRef> for Shared {
    fn from(unit: UnitRef) -> Self {
        Self { unit, parent: None }
    }
}

/// Kinds of bodies at units that room is made for at once.
const ROOM: usize = 14;
/// Most bodies between a bare head and the body that it means again.
const FAR: usize = 500;

/// Names bodies in a document, each once.
pub(crate) struct Namer<'n, 'a> {
    pub(crate) reading: &'n Reading<'a>,
    pub(crate) mentions: &'n Mentions,
    pub(crate) context: &'n Context,
    /// By mention, as it is named without anything shared.
    alone: RefCell<Vec<Option<Rc<FullBody>>>>,
    /// By mention and what is shared with it.
    known: RefCell<FxHashMap<(usize, Shared), Rc<FullBody>>>,
    /// By kind, unit and how the text writes it, of bodies without a name of their own.
    of_units: RefCell<FxHashMap<(u16, UnitTarget, Written), Rc<FullBody>>>,
    /// The only council that the document names, once it is asked for.
    council: OnceCell<Option<usize>>,
    /// What offices without a body can belong to, once one is asked for.
    earlier: OnceCell<Earlier>,
}

impl<'n, 'a> Namer<'n, 'a> {
    pub(crate) fn new(
        reading: &'n Reading<'a>,
        mentions: &'n Mentions,
        context: &'n Context,
    ) -> Self {
        Self {
            reading,
            mentions,
            context,
            alone: RefCell::new(vec![None; mentions.bodies.len()]),
            known: RefCell::default(),
            of_units: RefCell::new(FxHashMap::with_capacity_and_hasher(ROOM, FxBuildHasher)),
            council: OnceCell::new(),
            earlier: OnceCell::new(),
        }
    }

    /// The full name of a body mention. `shared` is what a later body of the same phrase gives.
    pub(crate) fn body(&self, body: usize, shared: impl Into<Shared>) -> Rc<FullBody> {
        let shared = shared.into();
        if shared == Shared::from(UnitRef::None) {
            return self.alone(body);
        }
        if let Some(known) = self.known.borrow().get(&(body, shared)) {
            return Rc::clone(known);
        }
        let full = self.in_full(body, shared);
        self.known.borrow_mut().insert((body, shared), Rc::clone(&full));
        full
    }

    fn alone(&self, body: usize) -> Rc<FullBody> {
        if let Some(known) = &self.alone.borrow()[body] {
            return Rc::clone(known);
        }
        let full = self.in_full(body, UnitRef::None.into());
        self.alone.borrow_mut()[body] = Some(Rc::clone(&full));
        full
    }

    fn in_full(&self, body: usize, shared: Shared) -> Rc<FullBody> {
        let mention = &self.mentions.bodies[body];
        let kind = &self.reading.ontology.lexicon.bodies[mention.kind as usize];
        let unit = if mention.unit == UnitRef::None { shared.unit } else { mention.unit };
        if shared == Shared::from(UnitRef::None)
            && let Some(named) = self.named_again(body, kind)
        {
            return self.body(named, UnitRef::None);
        }
        if kind.tail == Tail::Numbered && mention.parent.is_none() {
            return self.under(mention.kind, &mention.name, None);
        }
        if kind.takes_parent {
            let parent = match mention.parent {
                Some(parent) => Some(self.body(parent, shared)),
                None => match shared
                    .parent
                    .filter(|&p| kind.parents.contains(&self.mentions.bodies[p].kind))
                {
                    Some(parent)
                        if unit == UnitRef::None
                            && (kind.class != "executive-committee"
                                || self.is_association(parent)) =>
                    {
                        Some(self.body(parent, UnitRef::None))
                    }
                    Some(parent) if unit == UnitRef::None => match self.members_of(parent) {
                        Some(members) => Some(self.under(members, "", None)),
                        None => {
                            self.default_parent(kind, self.unit_led(parent), mention.span.start)
                        }
                    },
                    _ => self.default_parent(kind, unit, mention.span.start),
                },
            };
            return self.under(mention.kind, &mention.name, parent.as_ref());
        }
        let within = || shared.parent.filter(|&p| self.is_within(body, p));
        if let Some(inner) = mention.parent.or_else(within) {
            return self.committee_in(body, &self.body(inner, shared));
        }
        let full = self.of_unit(mention.kind, &mention.name, unit, mention.span.start);
        let own = unit != UnitRef::None || !mention.name.is_empty();
        if own || kind.tail != Tail::UnitOrName {
            return full;
        }
        self.named_before(body).map_or(full, |named| self.body(named, UnitRef::None))
    }

    /// The last body before with the same head that says whose it is: a bare head means it again.
    fn named_before(&self, body: usize) -> Option<usize> {
        let kinds = &self.reading.ontology.lexicon.bodies;
        let head = |b: usize| {
            kinds[self.mentions.bodies[b].kind as usize].form.split(" {").next().unwrap_or_default()
        };
        let wanted = head(body);
        let says = |b: &usize| {
            let mention = &self.mentions.bodies[*b];
            let own = mention.unit != UnitRef::None
                || mention.parent.is_some()
                || !mention.name.is_empty()
                || kinds[mention.kind as usize].level == Level::Central;
            own && head(*b).starts_with(wanted)
        };
        (0..body).rev().take(FAR).find(says)
    }

    /// The body that one means which says nothing of its own: a board of a committee, in a document that
    /// speaks for no unit below the province, or the executive committee of an association.
    fn named_again(&self, body: usize, kind: &BodyKind) -> Option<usize> {
        let mention = &self.mentions.bodies[body];
        let bare = mention.parent.is_none() && mention.unit == UnitRef::None;
        let board = kind.class == "advisory-body" && !self.context.is_local;
        let committee = kind.class == "executive-committee";
        if !bare || kind.tail != Tail::Parent || !board && !committee {
            return None;
        }
        let parent = |b: usize| self.mentions.bodies[b].parent;
        self.named_before(body)
            .filter(|&b| board || parent(b).is_some_and(|parent| self.is_association(parent)))
    }

    /// A body of a kind at a unit, none of it written as such.
    pub(crate) fn implied(
        &self,
        key: &str,
        level: Level,
        unit: UnitRef,
        at: usize,
    ) -> Option<Rc<FullBody>> {
        let lexicon = &self.reading.ontology.lexicon;
        let row = lexicon.body(key)?;
        let kind = &lexicon.bodies[row as usize];
        if kind.takes_parent {
            let target = self.target(unit, level, at);
            let parent = self.parent_of(kind, target);
            return Some(self.under(row, "", parent.as_ref()));
        }
        let kind_level = if kind.level == Level::Any { level } else { kind.level };
        let target = self.target(unit, kind_level, at);
        Some(self.at(row, "", target, Written::Not))
    }

    fn target(&self, unit: UnitRef, level: Level, at: usize) -> UnitTarget {
        match self.context.target(self.reading.ontology, self.mentions, unit, at) {
            UnitTarget::None => {
                self.context.of_level(self.reading.ontology, self.mentions, level, at)
            }
            target => target,
        }
    }

    fn of_unit(&self, row: u16, name: &str, unit: UnitRef, at: usize) -> Rc<FullBody> {
        let ontology = self.reading.ontology;
        let kind = &ontology.lexicon.bodies[row as usize];
        let written = match unit {
            UnitRef::Named(mention) if self.mentions.units[mention].kind.is_none() => Written::Bare,
            UnitRef::Named(_) | UnitRef::Deictic(_) => Written::Typed,
            UnitRef::None => Written::Not,
        };
        let target = match (unit, kind.level) {
            (UnitRef::None, Level::None | Level::Central) => UnitTarget::None,
            (UnitRef::None, level) => {
                let committee = kind.class == "party-committee" && level == Level::Province;
                let told = committee.then(|| self.province_of_sentence(at)).flatten();
                let home = || match self.leads_type(row) {
                    led @ UnitRef::Deictic(_) if committee => {
                        self.context.target(ontology, self.mentions, led, at)
                    }
                    _ => self.context.of_level(ontology, self.mentions, level, at),
                };
                told.map_or_else(home, UnitTarget::Known)
            }
            _ => self.context.target(ontology, self.mentions, unit, at),
        };
        self.at(row, name, target, written)
    }

    /// The body of a kind at a unit.
    fn at(&self, row: u16, name: &str, target: UnitTarget, written: Written) -> Rc<FullBody> {
        if !name.is_empty() {
            return Rc::new(self.named_at(row, name, target, written));
        }
        let key = (row, target, written);
        let mut known = self.of_units.borrow_mut();
        Rc::clone(
            known.entry(key).or_insert_with(|| Rc::new(self.named_at(row, name, target, written))),
        )
    }

    fn named_at(&self, row: u16, name: &str, target: UnitTarget, written: Written) -> FullBody {
        let kind = &self.reading.ontology.lexicon.bodies[row as usize];
        let (bare, typed) = self.unit_names(target);
        let as_written =
            written == Written::Bare && keeps_bare_names(kind) && !self.keeps_type(target);
        let own =
            !name.is_empty() && !kind.form.contains("{name}") && !kind.form.contains("{sector}");
        let typed = match (own, written) {
            (true, Written::Not) => name,
            _ if as_written => bare,
            _ => &typed,
        };
        let bare = if self.keeps_type(target) { typed } else { bare };
        let full = fill(
            &kind.form,
            &[("{bare}", bare), ("{typed}", typed), ("{name}", name), ("{sector}", name)],
        );
        let known = match target {
            UnitTarget::Known(unit) => Some(unit),
            UnitTarget::Mention(_) | UnitTarget::Type(_) | UnitTarget::None => None,
        };
        let needs = kind.takes_bare || kind.takes_typed && kind.level != Level::None;
        FullBody {
            name: full,
            kind: Some(row),
            bare: needs && known.is_none(),
            unit: known,
            candidates: self.candidates(target),
            ..FullBody::default()
        }
    }

    /// A body of a kind within another.
    pub(crate) fn under(
        &self,
        row: u16,
        name: &str,
        parent: Option<&Rc<FullBody>>,
    ) -> Rc<FullBody> {
        let kind = &self.reading.ontology.lexicon.bodies[row as usize];
        let parent_name = parent.map_or("", |p| p.name.as_str());
        let full =
            fill(&kind.form, &[("{parent}", parent_name), ("{sector}", name), ("{name}", name)]);
        match parent {
            Some(parent) => FullBody::part_of(parent, row, full),
            None => {
                Rc::new(FullBody { name: full, kind: Some(row), bare: true, ..FullBody::default() })
            }
        }
    }

    /// Whether a word that joins the members of a list begins at a token.
    pub(crate) fn is_and(&self, at: usize) -> bool {
        self.reading.is(at, Lexeme::NameWord(NameWord::And)).is_some()
    }
}
