//! Facts: what one document says, each with the words that say it.
//!
//! [`DocumentFacts`] is the contract between reading and linking: one JSON object a document, and
//! nothing else passes from the one to the other.

mod model;
mod reading;
mod recognize;

pub use model::{
    Candidate, Citation, DocumentFacts, Evidence, Indicator, Meeting, MeetingKind, Organization,
    Participation, ParticipationRole, Person, Tenure, TenureStatus, Unit, UnitLevel,
};
