//! Forms of full names, and how a text writes the unit in them.

use std::borrow::Cow;

use crate::ontology::lexicon::BodyKind;

/// How a text writes the unit of a body.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
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
    let mut name = String::with_capacity(form.len() + 32);
    for word in form.split_ascii_whitespace() {
        if !word.contains('{') {
            push_word(&mut name, word);
            continue;
        }
        match slots.iter().find(|(slot, _)| *slot == word) {
            Some((_, value)) if is_spaced(value) => push_word(&mut name, value),
            Some((_, value)) => value.split_whitespace().for_each(|w| push_word(&mut name, w)),
            None if word.starts_with('{') && word.ends_with('}') => {}
            None => push_word(&mut name, &fill_within(word, slots)),
        }
    }
    name
}

/// Whether words stand one plain space apart, as far as a look at single bytes tells.
fn is_spaced(words: &str) -> bool {
    let mut last = b' ';
    for byte in words.bytes() {
        let odd = byte < b' ' || matches!(byte, 0xc2 | 0xe2 | 0xe3 | 0x9a);
        if odd || byte == b' ' && last == b' ' {
            return false;
        }
        last = byte;
    }
    last != b' ' || words.is_empty()
}

fn push_word(name: &mut String, word: &str) {
    if !name.is_empty() && !word.is_empty() {
        name.push(' ');
    }
    name.push_str(word);
}

/// A word of a form that has slots beside letters or signs.
fn fill_within<'w>(word: &'w str, slots: &[(&str, &str)]) -> Cow<'w, str> {
    let filled =
        slots.iter().fold(word.to_owned(), |word, (slot, value)| word.replace(slot, value));
    Cow::Owned(filled.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn empty_slots_leave_no_gap() {
        let fill = |form| fill(form, &[("{typed}", "huyện  A"), ("{name}", "")]);
        assert_eq!(fill("Ban {name} {typed} {parent} X"), "Ban huyện A X");
        assert_eq!(fill("Ban ({typed})"), "Ban (huyện A)");
    }
}
