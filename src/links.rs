//! Links: from the mentions of many documents to things, each with one address.
//!
//! Bodies, offices, units and meetings are one where their keys are equal; people only where their
//! names are equal and something more joins them. What stays open is kept open, with its readings.

mod date;
mod model;

pub use date::{Interval, PartialDate, Precision, Term};
pub use model::{
    Detail, Entity, EntityId, EntityKind, Figure, Links, Participation, Predicate, Qualifier,
    Quote, QuoteId, Reading, Reason, Seats, Statement, StatementId, Tenure, Undecided,
};
