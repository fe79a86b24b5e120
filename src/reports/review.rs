//! Pairs of people left open, and what was decided about them.

mod pair;
mod record;

pub use pair::{Evidence, Pair, Side, pairs, pairs_in};
pub use record::{COLUMNS, Record, RecordError, now};
