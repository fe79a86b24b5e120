//! Text as it comes: foldings that make the spellings of one word equal.

mod fold;

pub use fold::{bare, fold};
