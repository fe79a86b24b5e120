//! Content negotiation: which of the forms that there are a client likes best (RFC 9110, 12.5.1).

use axum::http::{HeaderMap, header};

pub(super) const CSV: &str = "text/csv; charset=utf-8";
pub(super) const HTML: &str = "text/html; charset=utf-8";
pub(super) const JSON: &str = "application/json";

/// How much a client wants a form, in thousandths.
type Quality = u16;

/// What a client takes.
#[derive(Clone, Debug)]
pub(super) struct Accept {
    /// Type, subtype and wish; a star for any.
    ranges: Vec<(String, String, Quality)>,
}

impl Accept {
    /// Of a request: anything where it does not say.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::ACCEPT).iter().filter_map(|line| line.to_str().ok());
        let ranges: Vec<_> = lines.flat_map(|line| line.split(',')).filter_map(range).collect();
        if ranges.is_empty() {
            return Self { ranges: vec![("*".to_owned(), "*".to_owned(), 1000)] };
        }
        Self { ranges }
    }

    /// The place of the offered media type that is wanted most; of those wanted alike, the first.
    pub(super) fn best(&self, offered: &[&str]) -> Option<usize> {
        let wishes = offered.iter().map(|media| self.wish(media)).enumerate();
        let best = wishes.filter(|(_, wish)| *wish > 0);
        best.min_by_key(|(at, wish)| (std::cmp::Reverse(*wish), *at)).map(|(at, _)| at)
    }

    /// How much a media type is wanted: what is said of it most exactly counts.
    fn wish(&self, media: &str) -> Quality {
        let essence = media.split(';').next().unwrap_or_default().trim();
        let (kind, form) = essence.split_once('/').unwrap_or((essence, ""));
        let exactness =
            |range: &&(String, String, Quality)| match (range.0.as_str(), range.1.as_str()) {
                (a, b) if a == kind && b == form => Some(2),
                (a, "*") if a == kind => Some(1),
                ("*", "*") => Some(0),
                _ => None,
            };
        let fitting = self.ranges.iter().filter_map(|range| Some((exactness(&range)?, range.2)));
        fitting.max().map_or(0, |(_, wish)| wish)
    }
}

/// Reads `text/turtle;q=0.9`.
fn range(text: &str) -> Option<(String, String, Quality)> {
    let mut parts = text.split(';');
    let (kind, form) = parts.next()?.trim().split_once('/')?;
    let quality = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse::<f32>().ok())?
    });
    let quality = quality.unwrap_or(1.0).clamp(0.0, 1.0);
    Some((kind.to_ascii_lowercase(), form.to_ascii_lowercase(), thousandths(quality)))
}

#[allow(clippy::cast_sign_loss, reason = "between 0 and 1")]
fn thousandths(quality: f32) -> Quality {
    (quality * 1000.0).round() as Quality
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(accept: &str, offered: &[&str]) -> Option<usize> {
        let mut headers = HeaderMap::new();
        if !accept.is_empty() {
            headers.insert(header::ACCEPT, accept.parse().unwrap());
        }
        Accept::of(&headers).best(offered)
    }

    #[test]
    fn the_most_wanted_form_is_chosen() {
        let rdf = ["text/turtle", "application/n-triples", "application/rdf+xml"];
        for (accept, place) in [
            ("", Some(0)),
            ("*/*", Some(0)),
            ("application/rdf+xml", Some(2)),
            ("application/rdf+xml;q=0.5, text/turtle; q=0.4", Some(2)),
            ("text/*;q=0.3, application/n-triples;q=0.2", Some(0)),
            ("application/*, text/turtle;q=0", Some(1)),
            ("text/html, */*;q=0.1", Some(0)),
            ("image/png", None),
            ("text/turtle;q=0", None),
            ("TEXT/Turtle;Q=1", Some(0)),
            ("text/turtle;q=x", Some(0)),
            (",,;", Some(0)),
        ] {
            assert_eq!(best(accept, &rdf), place, "{accept}");
        }
        assert_eq!(
            best("text/html,application/xhtml+xml,*/*;q=0.8", &["text/turtle", HTML]),
            Some(1)
        );
    }
}
