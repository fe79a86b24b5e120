//! Evaluation: facts against facts that people have annotated, and facts as annotations that people correct.
//!
//! Per kind of fact, [`score`] pairs annotated items with found ones, each at most once and in order, and counts
//! what was found, what was found wrongly, and what is missing. Items that are annotated as optional count neither
//! way; other spellings of an item are as good as its own.

mod annotation;
mod brat;
mod fold;
mod item;
mod kind;
mod label_studio;
mod matching;
mod score;

pub use annotation::{Label, Mark, Marked};
pub use brat::{brat_configuration, of_brat, to_brat};
pub use item::{Item, Sheet, SheetError, read_facts_by_document, read_gold};
pub use kind::Kind;
pub use label_studio::{label_studio_configuration, of_label_studio, to_label_studio};
pub use matching::Matched;
pub use score::{Figures, Miss, Score, score};
