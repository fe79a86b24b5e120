//! Names as addresses write them: bare and run together.

use super::{KindSet, UnitKind};
use crate::text::bare;

/// A word for a kind and its initials, as addresses write them.
pub(super) fn kind_slugs(word: &str, kind: UnitKind) -> impl Iterator<Item = (String, KindSet)> {
    let word = bare(word);
    let initials: String = word.split(' ').filter_map(|part| part.chars().next()).collect();
    let short = (initials.len() > 1).then_some(initials);
    std::iter::once(slug(&word)).chain(short).map(move |word| (word, kind.into()))
}

/// ASCII letters and digits of a name, run together.
pub(super) fn slug(name: &str) -> String {
    bare(name).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The host of an address part: behind a user's name, before a port, without `www`.
pub(super) fn host_name(segment: &str) -> &str {
    let host = segment.rsplit('@').next().unwrap_or(segment);
    let host = host.split(':').next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}
