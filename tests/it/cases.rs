//! Each way in which the genre speaks, with sentences of our own: what they say, and what they do not.
//!
//! A file of `tests/cases` is one pattern. A case gives a page and the facts that it `has`; the facts that it
//! `lacks`; and the kinds of which it has `only` those. A fact is a line `kind: field | field | …`, where `*`
//! stands for anything and later fields may be left out. A `known-gap` says what is not read yet: such a case
//! has to fail, so that the mark goes when the gap does.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use chutri::document::Document;
use chutri::facts::{DocumentFacts, Extractor, Meeting};
use chutri::ontology::Ontology;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    pattern: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    name: String,
    url: Option<String>,
    published: Option<String>,
    text: String,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
    #[serde(default)]
    only: Vec<String>,
    known_gap: Option<String>,
}

/// The sheets with their files, in order.
fn sheets() -> Vec<(PathBuf, Sheet)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files = Vec::new();
    for chapter in fs::read_dir(folder).unwrap() {
        files.extend(
            fs::read_dir(chapter.unwrap().path()).unwrap().map(|file| file.unwrap().path()),
        );
    }
    files.sort();
    let read = |file: PathBuf| {
        let sheet = toml::from_str(&fs::read_to_string(&file).unwrap());
        let sheet = sheet.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (file, sheet)
    };
    files.into_iter().map(read).collect()
}

fn or_dash<T: ToString>(value: Option<&T>) -> String {
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}

/// The name that a value has in JSON.
fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn line(kind: &str, fields: &[String]) -> String {
    format!("{kind}: {}", fields.join(" | "))
}

/// All facts of a document, a line each.
fn lines(facts: &DocumentFacts) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(
        facts.people.iter().map(|person| line("person", std::slice::from_ref(&person.name))),
    );
    lines.extend(facts.units.iter().map(|unit| {
        line("unit", &[unit.name.clone(), name(unit.level), or_dash(unit.province.as_ref())])
    }));
    lines.extend(
        facts
            .organizations
            .iter()
            .map(|body| line("organization", std::slice::from_ref(&body.name))),
    );
    lines.extend(facts.tenures.iter().map(|tenure| {
        let (person, title) = (tenure.person.clone(), tenure.title.clone());
        let body = or_dash(tenure.organization.as_ref());
        line("tenure", &[person, title, body, name(tenure.status), or_dash(tenure.term.as_ref())])
    }));
    lines.extend(facts.meetings.iter().map(|meeting| {
        let [kind, body, date] = event(meeting);
        let ordinal = or_dash(meeting.ordinal.as_ref());
        line("meeting", &[kind, body, date, ordinal, or_dash(meeting.convocation.as_ref())])
    }));
    lines.extend(facts.participations.iter().map(|part| {
        let meeting = facts.meetings.iter().find(|meeting| meeting.id == part.meeting).unwrap();
        let [kind, body, date] = event(meeting);
        line(&name(part.role), &[part.person.clone(), kind, body, date])
    }));
    lines.extend(facts.citations.iter().map(|cited| {
        let (number, issuer) = (or_dash(cited.number.as_ref()), or_dash(cited.issuer.as_ref()));
        line("citation", &[cited.kind.clone(), number, issuer, or_dash(cited.date.as_ref())])
    }));
    lines.extend(facts.indicators.iter().map(|figure| {
        let value = figure
            .of
            .map_or_else(|| figure.value.to_string(), |of| format!("{}/{of}", figure.value));
        let (period, place) = (or_dash(figure.period.as_ref()), or_dash(figure.place.as_ref()));
        line("indicator", &[figure.name.clone(), value, figure.unit.clone(), period, place])
    }));
    lines
}

fn event(meeting: &Meeting) -> [String; 3] {
    [name(meeting.kind), or_dash(meeting.body.as_ref()), or_dash(meeting.date.as_ref())]
}

fn kind(line: &str) -> &str {
    line.split(':').next().unwrap_or_default()
}

/// Whether a fact is as a line of a case says.
fn is_as(fact: &str, said: &str) -> bool {
    let fields = |line| str::split(line, [':', '|']).map(str::trim);
    let mut fact = fields(fact);
    fields(said).all(|said| fact.next().is_some_and(|own| said == "*" || said == own))
}

/// What a case says and its facts do not, and the other way about.
fn differences(case: &Case, facts: &[String]) -> String {
    let mut found = String::new();
    let mut claimed = vec![false; facts.len()];
    for said in &case.has {
        match (0..facts.len()).find(|&i| !claimed[i] && is_as(&facts[i], said)) {
            Some(i) => claimed[i] = true,
            None => drop(writeln!(found, "    missing  {said}")),
        }
    }
    for said in &case.lacks {
        for fact in facts.iter().filter(|fact| is_as(fact, said)) {
            let _ = writeln!(found, "    wrong    {fact}");
        }
    }
    let extra = facts.iter().zip(claimed).filter(|(_, claimed)| !claimed);
    for (fact, _) in extra.filter(|(fact, _)| case.only.iter().any(|only| only == kind(fact))) {
        let _ = writeln!(found, "    extra    {fact}");
    }
    found
}

/// The facts of the kinds that a case speaks of.
fn spoken_of<'f>(case: &Case, facts: &'f [String]) -> impl Iterator<Item = &'f String> {
    let said = case.has.iter().chain(&case.lacks).map(|said| kind(said).to_owned());
    let kinds: Vec<String> = said.chain(case.only.iter().cloned()).collect();
    facts.iter().filter(move |fact| kinds.iter().any(|said| said == kind(fact)))
}

impl Case {
    fn document(&self) -> Document {
        Document {
            id: self.name.clone(),
            url: self.url.clone(),
            published: self.published.clone(),
            title: None,
            text: self.text.clone(),
            ..Document::default()
        }
    }
}

/// The pages of all cases.
pub(crate) fn case_documents() -> impl Iterator<Item = Document> {
    sheets().into_iter().flat_map(|(_, sheet)| sheet.case).map(|case| case.document())
}

/// What is wrong with a case; nothing where all is well, or where it fails as it says.
fn verdict(case: &Case) -> Option<String> {
    let facts = lines(&Extractor::new(Ontology::builtin()).extract(&case.document()));
    let found = differences(case, &facts);
    match (&case.known_gap, found.is_empty()) {
        (None, true) | (Some(_), false) => None,
        (Some(gap), true) => Some(format!("    now reads what was a known gap: {gap}\n")),
        (None, false) => {
            let got = spoken_of(case, &facts).map(|fact| format!("    got      {fact}\n"));
            Some(found + &got.collect::<String>())
        }
    }
}

#[test]
fn pages_say_what_they_say_and_no_more() {
    let (mut wrong, mut gaps, mut count) = (String::new(), 0, 0);
    for (file, sheet) in sheets() {
        for case in &sheet.case {
            count += 1;
            gaps += usize::from(case.known_gap.is_some());
            if let Some(verdict) = verdict(case) {
                let _ = writeln!(wrong, "{} · {}\n{verdict}", file.display(), case.name);
            }
        }
    }
    eprintln!("{count} cases, {gaps} of them known gaps");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_pattern_has_cases_for_and_against() {
    let kinds = [
        "person",
        "unit",
        "organization",
        "tenure",
        "meeting",
        "chair",
        "speaker",
        "attendee",
        "citation",
        "indicator",
    ];
    let sheets = sheets();
    assert!(sheets.len() >= 50, "{} sheets", sheets.len());
    for (file, sheet) in sheets {
        let file = file.display();
        assert!(!sheet.pattern.is_empty() && sheet.case.len() > 1, "{file}: two cases or more");
        assert!(sheet.case.iter().any(|case| !case.has.is_empty()), "{file}: nothing asked for");
        let against = |case: &Case| !case.lacks.is_empty() || !case.only.is_empty();
        assert!(sheet.case.iter().any(against), "{file}: nothing forbidden");
        for case in &sheet.case {
            let said = case.has.iter().chain(&case.lacks).map(|said| kind(said));
            let unknown =
                said.chain(case.only.iter().map(String::as_str)).find(|k| !kinds.contains(k));
            assert_eq!(unknown, None, "{file}: {}", case.name);
        }
    }
}

#[test]
fn lines_are_compared_field_by_field() {
    assert!(is_as("tenure: A | Bí thư | X | current | -", "tenure: A | * | X"));
    assert!(!is_as("tenure: A | Bí thư | X", "tenure: A | Bí thư | Y"));
    assert!(!is_as("person: A B", "person: A"));
    assert!(!is_as("person: A", "chair: A"));
}
