//! What addresses tell: domains of provinces, units in sub-domains and paths.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::slug::{host_name, kind_slugs, slug};
use super::table::{self, Row};
use super::{
    Day, Gazetteer, GazetteerError, KindSet, Level, NameIdx, TableText, UnitIdx, UnitKind,
};

/// Domains of the country under which a site may have its name.
const DOMAINS: [&str; 4] = [".gov", ".org", ".com", ".edu"];
/// Shortest name that ends a domain: a shorter one may end other words by chance.
const SHORTEST: usize = 6;

/// Kind of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SiteKind {
    /// Portal of the authorities.
    Portal,
    /// Newspaper.
    Newspaper,
    /// Site of the Party committee.
    Party,
    /// Radio and television.
    Broadcaster,
    /// The Fatherland Front or one of its organisations.
    Front,
}

/// What an address tells of the unit that a page speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The province of the site.
    pub province: UnitIdx,
    /// The unit of the host's sub-domain, below the province.
    pub host: Option<UnitIdx>,
    /// Units that the path names by kind and name, unique in the province, in order.
    pub named: Vec<UnitIdx>,
    /// Kind of the site.
    pub site: SiteKind,
}

impl Home {
    /// The unit whose site it is: that of the sub-domain, else the one that the path names, the
    /// outermost of several, else the province. Where host and path, or parts of the path, name units
    /// apart the text must decide, and the province is given.
    pub fn unit(&self, gazetteer: &Gazetteer) -> UnitIdx {
        let nest = |a, b| gazetteer.lies_in(a, b) || gazetteer.lies_in(b, a);
        let outermost = |unit: &&UnitIdx| self.named.iter().all(|&n| gazetteer.lies_in(n, **unit));
        match self.host {
            Some(host) if self.named.iter().all(|&named| nest(named, host)) => host,
            None => self.named.iter().find(outermost).copied().unwrap_or(self.province),
            Some(_) => self.province,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Site {
    domain: &'static str,
    unit: UnitIdx,
    kind: SiteKind,
}

/// What stands around the name of a province in the domains of a kind of site.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    before: &'static str,
    after: &'static str,
    kind: SiteKind,
}

/// The known domains, sorted, and the names of units as addresses write them.
#[derive(Debug)]
pub(super) struct Sites {
    domains: Vec<Site>,
    patterns: Vec<Pattern>,
    /// Made at the first address.
    slugs: OnceLock<Slugs>,
}

/// Words as addresses write them: bare and run together.
#[derive(Debug)]
struct Slugs {
    /// Names, sorted.
    names: Vec<(String, NameIdx)>,
    /// Words for kinds below the province, in full and by initials (`tx`).
    kinds: Vec<(String, KindSet)>,
}

impl Sites {
    pub(super) fn read(
        sites: &[TableText],
        patterns: &[TableText],
        keys: &[u64],
    ) -> Result<Self, GazetteerError> {
        let site = |row: Row<3>| {
            let [domain, id, kind] = row.fields;
            let unit = table::find(keys, id).ok_or_else(|| row.unknown(id))?;
            Ok(Site { domain, unit, kind: site_kind(&row, kind)? })
        };
        let rows = sites.iter().flat_map(|table| table.rows("domain,unit,kind"));
        let mut domains: Vec<Site> =
            rows.map(|row| row.and_then(site)).collect::<Result<_, _>>()?;
        domains.sort_by_key(|site| (site.domain, site.unit));
        let pattern = |row: Row<3>| {
            let [before, after, kind] = row.fields;
            Ok(Pattern { before, after, kind: site_kind(&row, kind)? })
        };
        let rows = patterns.iter().flat_map(|table| table.rows("before,after,kind"));
        let patterns = rows.map(|row| row.and_then(pattern)).collect::<Result<_, _>>()?;
        Ok(Self { domains, patterns, slugs: OnceLock::new() })
    }

    /// The sites of the longest known domain that a host ends in, and the labels before it.
    fn of_host<'h>(&self, host: &'h str) -> Option<(&[Site], &'h str)> {
        let mut start = 0;
        loop {
            let domain = &host[start..];
            let from = self.domains.partition_point(|site| site.domain < domain);
            let count =
                self.domains[from..].iter().take_while(|site| site.domain == domain).count();
            if count > 0 {
                return Some((
                    &self.domains[from..from + count],
                    host[..start].trim_end_matches('.'),
                ));
            }
            start += domain.find('.')? + 1;
        }
    }
}

fn site_kind(row: &Row<3>, kind: &'static str) -> Result<SiteKind, GazetteerError> {
    Ok(match kind {
        "portal" => SiteKind::Portal,
        "newspaper" => SiteKind::Newspaper,
        "party" => SiteKind::Party,
        "broadcaster" => SiteKind::Broadcaster,
        "front" => SiteKind::Front,
        _ => return Err(row.value(kind, "kind of site")),
    })
}

/// A host taken apart: whose site it is, and the labels before its domain.
struct Host<'h> {
    province: UnitIdx,
    /// The unit below the province that the domain itself names.
    unit: Option<UnitIdx>,
    kind: SiteKind,
    labels: &'h str,
}

impl Gazetteer {
    /// Reads an address, a bare domain or an e-mail address: whose site it is on a day.
    ///
    /// The domain is looked for in the host first, then in the path, where aggregators keep the site
    /// that they took a page from. A site of a province that has ended belongs to its heir.
    pub fn home(&self, address: &str, day: Option<Day>) -> Option<Home> {
        let address = address.to_lowercase();
        let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        let mut segments = address.split(['/', '?', '#', '&']);
        let host = segments.next()?;
        let path: Vec<&str> = segments.collect();
        let (at, host) = std::iter::once(host)
            .chain(path.iter().copied())
            .enumerate()
            .filter(|(_, segment)| segment.contains('.'))
            .find_map(|(at, segment)| Some((at, self.host(host_name(segment), day)?)))?;
        let province = day.map_or(host.province, |day| self.province_on(host.province, day));
        let named = path[at..].iter().flat_map(|s| self.units_of_segment(s, province, day));
        Some(Home {
            province,
            host: self.unit_of_labels(host.labels, province, day).or(host.unit),
            named: named.collect(),
            site: host.kind,
        })
    }

    fn host<'h>(&self, host: &'h str, day: Option<Day>) -> Option<Host<'h>> {
        if let Some((sites, labels)) = self.sites.of_host(host) {
            let site = self.site_on(sites, day)?;
            return Some(Host { province: site.unit, unit: None, kind: site.kind, labels });
        }
        let named = |of: fn(&Self, &str, Option<Day>) -> Option<UnitIdx>| {
            self.sites.patterns.iter().find_map(|pattern| {
                let rest = host.strip_suffix(pattern.after)?;
                let (labels, label) = rest.rsplit_once('.').unwrap_or(("", rest));
                let unit = of(self, label.strip_prefix(pattern.before)?, day)?;
                let province = self.province_of(unit);
                let below = (unit != province).then_some(unit);
                Some(Host { province, unit: below, kind: pattern.kind, labels })
            })
        };
        named(Self::only_province)
            .or_else(|| named(Self::only_below))
            .or_else(|| self.named_last(host, day))
    }

    /// A site of an institution or an association whose domain ends in the name of its province:
    /// `sovhttdltuyenquang.vn`.
    fn named_last<'h>(&self, host: &'h str, day: Option<Day>) -> Option<Host<'h>> {
        let rest = host.strip_suffix(".vn")?;
        let rest = DOMAINS.iter().find_map(|domain| rest.strip_suffix(domain)).unwrap_or(rest);
        let (labels, label) = rest.rsplit_once('.').unwrap_or(("", rest));
        let starts = 1..=label.len().checked_sub(SHORTEST)?;
        let mut names = starts.filter_map(|at| label.get(at..));
        let province = names.find_map(|name| self.only_province(name, day))?;
        Some(Host { province, unit: None, kind: SiteKind::Portal, labels })
    }

    fn only_province(&self, name: &str, day: Option<Day>) -> Option<UnitIdx> {
        self.only(name, KindSet::of_level(Level::Province), None, day)
    }

    /// The one district of the country of that name, or the one unit of the kind that stands before it.
    fn only_below(&self, name: &str, day: Option<Day>) -> Option<UnitIdx> {
        self.only(name, KindSet::of_level(Level::District), None, day).or_else(|| {
            self.slugs().kinds.iter().filter(|(word, _)| word.len() > 1).find_map(
                |(word, kinds)| self.only(name.strip_prefix(word.as_str())?, *kinds, None, day),
            )
        })
    }

    /// The unit that an address speaks for: see [`Home::unit`].
    pub fn home_unit(&self, address: &str, day: Option<Day>) -> Option<UnitIdx> {
        self.home(address, day).map(|home| home.unit(self))
    }

    /// The version in force on the day, else the last that was before it, else the first.
    fn site_on(&self, sites: &[Site], day: Option<Day>) -> Option<Site> {
        let Some(day) = day else { return sites.last().copied() };
        let begun = |site: &&Site| self.unit(site.unit).valid_from.is_none_or(|from| from <= day);
        let in_force = |site: &&Site| self.unit(site.unit).in_force(day);
        let mut all = sites.iter();
        all.clone()
            .find(in_force)
            .or_else(|| all.clone().rev().find(begun))
            .or_else(|| all.next())
            .copied()
    }

    /// Reads sub-domains from the province inwards, each within what the one before it gave.
    fn unit_of_labels(&self, labels: &str, province: UnitIdx, day: Option<Day>) -> Option<UnitIdx> {
        let mut unit = None;
        for label in labels.rsplit('.').filter(|label| !label.is_empty()) {
            let slug: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
            unit = self.unit_of_slug(&slug, unit.unwrap_or(province), day).or(unit);
        }
        unit
    }

    /// The one unit of a label: of the higher level where the name alone stands, of the kind that
    /// stands before it else (`xabinhduong`, `tpquangngai`).
    fn unit_of_slug(&self, slug: &str, outer: UnitIdx, day: Option<Day>) -> Option<UnitIdx> {
        let below = |level| KindSet::of_level(level);
        self.only(slug, below(Level::District), Some(outer), day)
            .or_else(|| {
                self.slugs().kinds.iter().find_map(|(word, kinds)| {
                    self.only(slug.strip_prefix(word.as_str())?, *kinds, Some(outer), day)
                })
            })
            .or_else(|| self.only(slug, below(Level::Commune), Some(outer), day))
    }

    /// Units in a path such as `tin-tuc/xa-van-dinh-hop`: a kind and behind it the longest name that is
    /// unique in the province.
    fn units_of_segment(&self, segment: &str, province: UnitIdx, day: Option<Day>) -> Vec<UnitIdx> {
        let words: Vec<&str> =
            segment.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut units = Vec::new();
        for at in 0..words.len() {
            let unit = (1..=2).find_map(|taken| {
                let word = words.get(at..at + taken)?.concat();
                let kinds = self.slugs().kinds.iter().find(|(slug, _)| *slug == word)?.1;
                self.longest_slug(&words[at + taken..], kinds, province, day)
            });
            units.extend(unit.filter(|unit| !units.contains(unit)));
        }
        units
    }

    fn longest_slug(
        &self,
        words: &[&str],
        kinds: KindSet,
        province: UnitIdx,
        day: Option<Day>,
    ) -> Option<UnitIdx> {
        const LONGEST_NAME: usize = 6;
        (1..=words.len().min(LONGEST_NAME))
            .rev()
            .find_map(|taken| self.only(&words[..taken].concat(), kinds, Some(province), day))
    }

    /// The only unit of such a slug and kind on the day, within `outer` where it is given.
    fn only(
        &self,
        slug: &str,
        kinds: KindSet,
        outer: Option<UnitIdx>,
        day: Option<Day>,
    ) -> Option<UnitIdx> {
        let slugs = &self.slugs().names;
        let from = slugs.partition_point(|(name, _)| name.as_str() < slug);
        let mut found = slugs[from..]
            .iter()
            .take_while(|(name, _)| name == slug)
            .flat_map(|&(_, name)| self.units_of_name(name).iter().copied())
            .filter(|&unit| kinds.contains(self.unit(unit).kind))
            .filter(|&unit| outer.is_none_or(|outer| unit != outer && self.lies_in(unit, outer)))
            .filter(|&unit| day.is_none_or(|day| self.unit(unit).in_force(day)));
        let first = found.next()?;
        found.try_fold(first, |a, b| self.same_place(a, b).then_some(b))
    }

    fn slugs(&self) -> &Slugs {
        self.sites.slugs.get_or_init(|| {
            let mut known: FxHashMap<&str, String> = FxHashMap::default();
            let mut run_together = |written| {
                str::split(written, ' ').fold(String::new(), |name, syllable| {
                    name + known.entry(syllable).or_insert_with(|| slug(syllable)).as_str()
                })
            };
            let mut names: Vec<(String, NameIdx)> =
                self.names().map(|(written, name)| (run_together(written), name)).collect();
            names.sort_unstable();
            names.dedup();
            let below = UnitKind::ALL.into_iter().filter(|kind| kind.level() != Level::Province);
            let kinds = below.flat_map(|kind| kind_slugs(self.word(kind), kind)).collect();
            Slugs { names, kinds }
        })
    }
}
