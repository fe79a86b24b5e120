//! `meetings`: when, of which body, under whom, and how many took part.

use super::Outcome;
use super::args::{MeetingKindName, Meetings};
use super::error::CliError;
use super::lookup::tell_nothing;
use super::output::Output;
use crate::reports::{self, SHORT_MEETINGS};
use crate::triples::GraphFolder;

/// Prints a row a meeting.
pub(super) fn meetings(arguments: &Meetings, output: &mut Output) -> Result<Outcome, CliError> {
    let store = GraphFolder::open(&arguments.graph.graph)?.store()?;
    let kinds: Vec<&str> = arguments.kind.iter().map(|kind| name(*kind)).collect();
    let rows = reports::meetings(&store, &arguments.chosen.choice()?, &kinds)?;
    if rows.rows.is_empty() {
        tell_nothing(&store, &arguments.chosen)?;
    }
    rows.print_briefly(&SHORT_MEETINGS, arguments.format, output)?;
    Ok(Outcome::Done)
}

/// As the ontology calls the kind.
fn name(kind: MeetingKindName) -> &'static str {
    match kind {
        MeetingKindName::Conference => "conference",
        MeetingKindName::WorkingSession => "working-session",
        MeetingKindName::Congress => "congress",
        MeetingKindName::CouncilSession => "council-session",
        MeetingKindName::Ceremony => "ceremony",
        MeetingKindName::Visit => "visit",
        MeetingKindName::Other => "other",
    }
}
