//! Meetings: one where body, kind and number agree, or body, kind, day and what they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Bodies;
use super::date::PartialDate;
use super::draft::{Draft, Drafts};
use super::key::{digest, name_key, slug};
use super::model::Detail;
use super::unit::Reach;
use crate::facts::{DocumentFacts, Meeting, MeetingKind};

/// Meetings of all documents.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    pub drafts: Drafts,
    /// For each document, the meeting of each of its [`DocumentFacts::meetings`].
    pub of: Vec<Vec<u32>>,
}

/// A meeting as one document reports it.
struct Report<'a> {
    document: usize,
    /// Name of the first document that carries the same text.
    original: &'a str,
    meeting: &'a Meeting,
    date: Option<PartialDate>,
    /// Body, where it is one over all documents.
    body: Option<u32>,
    number: Option<Number>,
}

/// Its place in a row of meetings of one body: number and convocation, or number and year; a congress
/// needs only its number.
type Number = (u32, String);

impl Meetings {
    pub(super) fn link(documents: &[&DocumentFacts], bodies: &Bodies, copies: &[u32]) -> Self {
        let reports = reports(documents, bodies, copies);
        let keys = keys(&reports, bodies);
        let mut meetings = Self { of: vec![Vec::new(); documents.len()], ..Self::default() };
        for (report, key) in reports.iter().zip(&keys) {
            let meeting = meetings.drafts.number(key, || report.draft(key, bodies));
            let draft = &mut meetings.drafts[meeting];
            draft.called(&report.meeting.label);
            report.tell(&mut draft.detail);
            meetings.of[report.document].push(meeting);
        }
        meetings
    }
}

fn reports<'a>(
    documents: &[&'a DocumentFacts],
    bodies: &Bodies,
    copies: &[u32],
) -> Vec<Report<'a>> {
    let mut reports = Vec::new();
    for (document, facts) in documents.iter().enumerate() {
        for meeting in &facts.meetings {
            let date = meeting.date.as_deref().and_then(PartialDate::parse);
            let body = meeting.body.as_deref().and_then(|name| bodies.named(document, name));
            let body = body.filter(|&b| bodies.known[b as usize].reach == Reach::All);
            let number = number(meeting, date);
            let original = &documents[copies[document] as usize].doc;
            reports.push(Report { document, original, meeting, date, body, number });
        }
    }
    reports
}

fn number(meeting: &Meeting, date: Option<PartialDate>) -> Option<Number> {
    let ordinal = meeting.ordinal?;
    let row = match (&meeting.convocation, meeting.kind) {
        (_, MeetingKind::Congress) => String::new(),
        (Some(convocation), _) => convocation.clone(),
        (None, _) => date?.earliest().year().to_string(),
    };
    Some((ordinal, row))
}

/// The key of each report: of its number, else of the reports of its day that fit it and each other.
fn keys(reports: &[Report], bodies: &Bodies) -> Vec<String> {
    let mut keys: Vec<_> = reports.iter().map(|report| report.numbered_key(bodies)).collect();
    let mut days: BTreeMap<(u32, MeetingKind, PartialDate), Vec<usize>> = BTreeMap::new();
    for (index, report) in reports.iter().enumerate() {
        let day = report.date.filter(|date| date.day().is_some());
        if let (Some(body), Some(day)) = (report.body, day) {
            days.entry((body, report.meeting.kind, day)).or_default().push(index);
        }
    }
    for ((body, kind, day), members) in &days {
        let about = members.iter().map(|&i| (i, reports[i].about())).collect::<Vec<_>>();
        for (index, group) in groups(&about, &keys) {
            keys[index].get_or_insert_with(|| match group {
                Group::Numbered(key) => key,
                Group::About(about) => {
                    format!("t|{}|{kind:?}|{day}|{about}", bodies.drafts.key(*body))
                }
            });
        }
    }
    let alone = |r: &Report| {
        let (kind, label) = (r.meeting.kind, name_key(&r.meeting.label));
        format!("d|{}|{kind:?}|{label}|{:?}", r.original, r.date)
    };
    keys.into_iter()
        .zip(reports)
        .map(|(key, report)| key.unwrap_or_else(|| alone(report)))
        .collect()
}

/// What joins reports of one body, kind and day.
enum Group {
    /// The key of a numbered meeting.
    Numbered(String),
    /// The words that say what it is about.
    About(String),
}

/// Words of a label beyond those of its body.
type About = BTreeSet<String>;

/// Puts every report of a day into a group, but for those that fit two groups: these stay alone.
fn groups(members: &[(usize, About)], keys: &[Option<String>]) -> Vec<(usize, Group)> {
    let mut order: Vec<&(usize, About)> = members.iter().collect();
    order.sort_by_key(|(i, about)| (keys[*i].is_none(), usize::MAX - about.len(), about));
    let mut heads: Vec<(Option<&String>, &About)> = Vec::new();
    let mut placed = Vec::new();
    for (index, about) in order {
        let own = keys[*index].as_ref();
        let fits: Vec<usize> = (0..heads.len())
            .filter(|&h| match own {
                Some(key) => heads[h].0 == Some(key),
                None => about.is_subset(heads[h].1) || alike(about, heads[h].1),
            })
            .collect();
        let head = match fits.as_slice() {
            [] => {
                heads.push((own, about));
                heads.len() - 1
            }
            [only] => *only,
            _ => continue,
        };
        let words = || heads[head].1.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let group =
            heads[head].0.map_or_else(|| Group::About(words()), |k| Group::Numbered(k.clone()));
        placed.push((*index, group));
    }
    placed
}

/// Whether two labels share at least two thirds of their words.
fn alike(a: &About, b: &About) -> bool {
    let shared = a.intersection(b).count();
    3 * shared >= 2 * a.union(b).count()
}

impl Report<'_> {
    fn numbered_key(&self, bodies: &Bodies) -> Option<String> {
        let (ordinal, row) = self.number.as_ref()?;
        let body = bodies.drafts.key(self.body?);
        Some(format!("n|{body}|{:?}|{ordinal}|{row}", self.meeting.kind))
    }

    fn about(&self) -> About {
        let label = name_key(&self.meeting.label);
        let body = name_key(self.meeting.body.as_deref().unwrap_or_default());
        let body: BTreeSet<&str> = body.split(' ').collect();
        label.split(' ').filter(|w| !w.is_empty() && !body.contains(w)).map(str::to_owned).collect()
    }

    fn draft(&self, key: &str, bodies: &Bodies) -> Draft {
        let body = self.body.map(|b| bodies.drafts[b].path.trim_start_matches("org/"));
        let path = match (body, &self.number, self.date) {
            (Some(body), Some((ordinal, row)), _) if key.starts_with('n') => {
                let row = if row.is_empty() { String::new() } else { format!("{}-", slug(row)) };
                format!("meeting/{}/{body}/{row}{ordinal}", self.kind())
            }
            (Some(body), _, Some(date)) if key.starts_with('t') => {
                let about = key.rsplit('|').next().unwrap_or_default();
                format!("meeting/{}/{body}/{date}.{}", self.kind(), digest(&[about], 4))
            }
            _ => format!("meeting/{}/{}", self.kind(), digest(&[key], 8)),
        };
        let (kind, place) = (self.meeting.kind, None);
        let detail = Detail::Meeting { kind, date: None, ordinal: None, convocation: None, place };
        Draft::new(path, detail)
    }

    fn kind(&self) -> &'static str {
        match self.meeting.kind {
            MeetingKind::Conference => "conference",
            MeetingKind::WorkingSession => "working-session",
            MeetingKind::Congress => "congress",
            MeetingKind::CouncilSession => "council-session",
            MeetingKind::Ceremony => "ceremony",
            MeetingKind::Visit => "visit",
            MeetingKind::Other => "other",
        }
    }

    /// Adds what this report knows: of dates the most precise, then the first; of others the first.
    fn tell(&self, detail: &mut Detail) {
        let Detail::Meeting { date, ordinal, convocation, place, .. } = detail else { return };
        let best = [*date, self.date].into_iter().flatten().min_by_key(|d| (d.precision(), *d));
        *date = best;
        *ordinal = ordinal.or(self.meeting.ordinal);
        *convocation = convocation.take().or_else(|| self.meeting.convocation.clone());
        *place = place.take().or_else(|| self.meeting.place.clone());
    }
}
