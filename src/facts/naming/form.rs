//! Forms of full names, and how a text writes the unit in them.

use crate::ontology::lexicon::BodyKind;

/// How a text writes the unit of a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Bare,
    Typed,
    Not,
}

/// Bodies whose names take the unit as the text writes it; organs of a unit always take its type.
pub(super) fn keeps_bare_names(kind: &BodyKind) -> bool {
    !matches!(
        kind.class.as_str(),
        "council" | "committee" | "party-organization" | "front" | "delegation" | "party-committee"
    )
}

/// Fills the slots of a form and closes the gaps that empty ones leave.
pub(super) fn fill(form: &str, slots: &[(&str, &str)]) -> String {
    let filled =
        slots.iter().fold(form.to_owned(), |name, (slot, value)| name.replace(slot, value));
    let words = filled.split_whitespace().filter(|w| !(w.starts_with('{') && w.ends_with('}')));
    words.collect::<Vec<_>>().join(" ")
}
