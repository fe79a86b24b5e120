//! Units through time, as the gazetteer has them.

use jiff::civil::Date;

use super::EntityId;
pub use crate::ontology::gazetteer::ChangeKind;

/// A unit while its name, kind and parent stayed the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitVersion {
    /// The unit of the graph.
    pub unit: EntityId,
    /// Gazetteer id, which later versions follow by their first day: `p01@2008-08-01`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// The same without its type.
    pub bare: String,
    /// First day; none where it is older than the gazetteer.
    pub from: Option<Date>,
    /// The day after the last; none while it is in force.
    pub until: Option<Date>,
    /// What it became.
    pub changes: Vec<UnitChange>,
}

/// A body or office that went on as another when its unit went into another unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Continuation {
    /// The body or office.
    pub before: EntityId,
    /// What it is now.
    pub after: EntityId,
    /// First day of the new order.
    pub on: Date,
    /// Number of the act that ordered it, as cited; empty where not known.
    pub act: String,
}

/// What a unit version became, in whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitChange {
    /// What happened.
    pub kind: ChangeKind,
    /// First day of the new order.
    pub on: Date,
    /// Number of the act that ordered it, as cited; empty where not known.
    pub act: String,
    /// Gazetteer id of the version after it; none where the unit was abolished.
    pub successor: Option<String>,
    /// The unit of the graph that the successor is a version of, where documents speak of it.
    pub unit: Option<EntityId>,
}
