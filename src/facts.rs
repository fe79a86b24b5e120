//! Facts: what one document says, each with the words that say it.
//!
//! [`DocumentFacts`] is the contract between reading and linking: one JSON object a document, and
//! nothing else passes from the one to the other.

mod attach;
mod clause;
mod context;
mod element;
mod ending;
mod explain;
mod extract;
mod gather;
mod holders;
mod ledger;
mod meeting;
mod mention;
mod model;
mod naming;
mod part;
mod proof;
mod reading;
mod recognize;
mod record;
mod roll;
mod scan;
mod stretch;
mod tenure;
mod territory;

pub use extract::{Extractor, digest};
pub use model::{
    Candidate, Citation, DocumentFacts, Evidence, Indicator, Meeting, MeetingKind, Organization,
    Participation, ParticipationRole, Person, Tenure, TenureStatus, Unit, UnitLevel,
};
pub use proof::check_rules;
