//! Which documents are wanted: of which sites, of which days.

use super::html::site;
use super::{Document, Skip};

/// Which documents are wanted; all of them by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Sites, each with its subdomains; none for any.
    pub sites: Vec<String>,
    /// First day, month or year of publication, ISO 8601.
    pub since: Option<String>,
    /// Last day, month or year of publication, ISO 8601.
    pub until: Option<String>,
}

impl Wanted {
    /// Whether a page of this address is wanted; one without an address is where all are.
    pub(super) fn has_site(&self, url: Option<&str>) -> bool {
        let is_of = |host: &str, wanted: &String| {
            let split = host.len().checked_sub(wanted.len());
            split.filter(|&at| host.is_char_boundary(at)).is_some_and(|at| {
                let (below, domain) = host.split_at(at);
                domain.eq_ignore_ascii_case(wanted) && (below.is_empty() || below.ends_with('.'))
            })
        };
        let host = || url.and_then(site);
        self.sites.is_empty()
            || host().is_some_and(|host| self.sites.iter().any(|wanted| is_of(host, wanted)))
    }

    /// Why a document is not wanted; none where it is.
    pub(super) fn lacks(&self, document: &Document) -> Option<Skip> {
        if !self.has_site(document.url.as_deref()) {
            return Some(Skip::Site);
        }
        (!self.has_day(document.published.as_deref())).then_some(Skip::Date)
    }

    /// Whether a day, month or year may lie in the time that is asked for: dates are compared as precisely
    /// as both are.
    fn has_day(&self, published: Option<&str>) -> bool {
        let common = |day: &str, bound: &str| day.len().min(bound.len());
        let not_before = |day: &str, first: &str| {
            let length = common(day, first);
            day.get(..length) >= first.get(..length)
        };
        let (since, until) = (self.since.as_deref(), self.until.as_deref());
        if since.is_none() && until.is_none() {
            return true;
        }
        published.is_some_and(|day| {
            since.is_none_or(|first| not_before(day, first))
                && until.is_none_or(|last| not_before(last, day))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_have_their_subdomains() {
        let wanted = Wanted { sites: vec!["angiang.gov.vn".to_owned()], ..Wanted::default() };
        for (url, has) in [
            ("https://angiang.gov.vn/a", true),
            ("http://chauthanh.AnGiang.gov.vn:80/", true),
            ("https://hangiang.gov.vn/", false),
            ("https://gov.vn/angiang.gov.vn", false),
        ] {
            assert_eq!(wanted.has_site(Some(url)), has, "{url}");
        }
        assert!(!wanted.has_site(None) && Wanted::default().has_site(None));
    }

    #[test]
    fn days_are_compared_as_far_as_both_are_known() {
        let day = |day: &str| Some(day.to_owned());
        let wanted =
            Wanted { since: day("2020-07-10"), until: day("2021-02"), ..Wanted::default() };
        for (published, has) in [
            (Some("2020-07-09"), false),
            (Some("2020-07-10"), true),
            (Some("2020-07"), true),
            (Some("2020"), true),
            (Some("2021-02-28"), true),
            (Some("2021-03"), false),
            (None, false),
        ] {
            assert_eq!(wanted.has_day(published), has, "{published:?}");
        }
        assert!(Wanted::default().has_day(None));
    }
}
