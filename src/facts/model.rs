//! The facts of one document, as they are written to JSON.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Everything that one document says, in order of first mention.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentFacts {
    /// Name of the document.
    pub doc: String,
    /// Address of the page.
    pub url: Option<String>,
    /// Day of publication: ISO 8601, as precise as known.
    pub published: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Day of the crawl, where the page comes from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crawled: Option<String>,
    /// Media type of what the text was read from; none where that is the text itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// SHA-256 of the bytes that the text was read from, in hexadecimal; none where they are the text itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_sha256: Option<String>,
    /// SHA-256 of the raw text, in hexadecimal.
    pub sha256: String,
    /// People named in the text.
    pub people: Vec<Person>,
    /// Administrative units named or implied.
    pub units: Vec<Unit>,
    /// Committees, councils, agencies, schools, companies.
    pub organizations: Vec<Organization>,
    /// Who holds or held which office.
    pub tenures: Vec<Tenure>,
    /// Events that the text reports.
    pub meetings: Vec<Meeting>,
    /// Who took which part in which event.
    pub participations: Vec<Participation>,
    /// Documents of Party and State that the text cites.
    pub citations: Vec<Citation>,
    /// Measured figures.
    pub indicators: Vec<Indicator>,
}

impl DocumentFacts {
    /// Kinds of facts, by the names of their lists.
    pub const KINDS: [&str; 8] = [
        "people",
        "units",
        "organizations",
        "tenures",
        "meetings",
        "participations",
        "citations",
        "indicators",
    ];

    /// How many facts of each of the [`KINDS`](Self::KINDS) there are.
    pub fn counts(&self) -> [usize; Self::KINDS.len()] {
        [
            self.people.len(),
            self.units.len(),
            self.organizations.len(),
            self.tenures.len(),
            self.meetings.len(),
            self.participations.len(),
            self.citations.len(),
            self.indicators.len(),
        ]
    }
}

/// The words that a fact rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// First code point of the quote in the raw text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The slice of the raw text between `start` and `end`.
    pub quote: String,
    /// Name of the rule or recogniser that found it.
    pub rule: Cow<'static, str>,
}

/// One possible reading of something that the document alone does not decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Gazetteer id, or
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// the name of the reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Share of belief between 0 and 1; the scores of one list sum to at most 1.
    pub score: f64,
}

/// An individual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Full name as written, without honorific.
    pub name: String,
    /// Where it is written.
    pub evidence: Vec<Evidence>,
    /// Belief between 0 and 1, where it is less than certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// Level of an administrative unit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum UnitLevel {
    /// Province or centrally run city.
    #[default]
    Province,
    /// District, until 30 June 2025.
    District,
    /// Commune, ward or township.
    Commune,
}

/// An administrative unit in the form of the document's own time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Unit {
    /// Type and name, in full.
    pub name: String,
    /// Its level.
    pub level: UnitLevel,
    /// Bare name of its province, where decided.
    pub province: Option<String>,
    /// Gazetteer id of the unit version, where decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where it is written, or the mention that implies it.
    pub evidence: Vec<Evidence>,
    /// Belief between 0 and 1, where it is less than certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// Ranked gazetteer ids, where the document does not decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
}

/// A committee, council, agency, front, department, school or company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organization {
    /// Full form: abbreviations expanded, completed with its unit. Bare where the unit is undecided.
    pub name: String,
    /// Key of the kind of body in the lexicon (`tinh-uy`, `ubnd`, `so`), empty where unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Gazetteer id of the unit whose body it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Full name of the body that it is part of, where the text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Where it is written.
    pub evidence: Vec<Evidence>,
    /// Belief between 0 and 1, where it is less than certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// Ranked readings (unit ids, full names), where the unit is undecided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
}

/// How the text puts an office.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum TenureStatus {
    /// Held when the text was written.
    #[default]
    Current,
    /// Held before.
    Former,
    /// The text reports the election.
    Elected,
    /// The text reports the appointment.
    Appointed,
    /// The text reports the end.
    Ended,
}

/// A person holds or held an office of a body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tenure {
    /// Name of the person, one of [`DocumentFacts::people`].
    pub person: String,
    /// The bare office.
    pub title: String,
    /// Name of the body, one of [`DocumentFacts::organizations`], or of the province that a foreign governor
    /// governs, one of [`DocumentFacts::units`]; none for offices of the State itself.
    pub organization: Option<String>,
    /// How the text puts it.
    pub status: TenureStatus,
    /// Term of office as `2020-2025`.
    pub term: Option<String>,
    /// Day from which, where the text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Day until which, where the text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
    /// Belief between 0 and 1, where it is less than certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// Kind of event.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// A conference of a committee.
    Conference,
    /// One body works with another.
    WorkingSession,
    /// A congress.
    Congress,
    /// A session of a council, a committee of the State or the National Assembly.
    CouncilSession,
    /// A ceremony.
    Ceremony,
    /// A visit, an inspection, a reception, a meeting with voters.
    Visit,
    /// Anything else.
    #[default]
    Other,
}

/// An event that the text reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meeting {
    /// Name within the document: `m1`, `m2` …
    pub id: String,
    /// Its kind.
    pub kind: MeetingKind,
    /// What the text calls it, completed.
    pub label: String,
    /// Name of the body whose meeting it is, one of [`DocumentFacts::organizations`].
    pub body: Option<String>,
    /// Its number in a row of meetings.
    pub ordinal: Option<u32>,
    /// Convocation in Roman numerals, as written (`XXVIII`).
    pub convocation: Option<String>,
    /// ISO 8601, as precise as known; `--07-09` where the year is unknown.
    pub date: Option<String>,
    /// Where it took place.
    pub place: Option<String>,
    /// The words that report it.
    pub evidence: Vec<Evidence>,
    /// Belief between 0 and 1, where it is less than certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// Part that a person takes in an event.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum ParticipationRole {
    /// Chairs or presides, alone or with others.
    Chair,
    /// Speaks, reports, concludes, directs.
    Speaker,
    /// Is present.
    #[default]
    Attendee,
}

/// A person takes part in an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Participation {
    /// Name of the person, one of [`DocumentFacts::people`].
    pub person: String,
    /// Id of the event, one of [`DocumentFacts::meetings`].
    pub meeting: String,
    /// The part.
    pub role: ParticipationRole,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
    /// Belief between 0 and 1, where it is less than certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// A document of Party or State that the text cites.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Citation {
    /// Kind of document, in full.
    pub kind: String,
    /// Number as written.
    pub number: Option<String>,
    /// Full name of the issuing body.
    pub issuer: Option<String>,
    /// ISO 8601 day of issue.
    pub date: Option<String>,
    /// The words that cite it.
    pub evidence: Vec<Evidence>,
}

/// A measured figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Indicator {
    /// What is measured, lower case, short.
    pub name: String,
    /// How much.
    pub value: f64,
    /// Out of how many, for `11/21`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<f64>,
    /// Unit of measure, or what is counted.
    pub unit: String,
    /// ISO 8601 year, `2020-H1`, `2020-9M`, or a day.
    pub period: Option<String>,
    /// Unit that it is measured for.
    pub place: Option<String>,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}
