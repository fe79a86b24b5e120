//! Text as it comes: normalised with a way back to the raw offsets, cut into syllables and sentences.
//!
//! Vietnamese is written in syllables, so a [`Token`] is one syllable, one number or one sign. Case,
//! both tone placements and i/y are spellings of one [`SyllableId`]; spans still point into the text.

mod find;
mod fold;
mod letter;
mod normalize;
mod sentence;
mod syllabary;
mod syllable;

pub use find::{Fit, Words};
pub use fold::{bare, fold};
pub(crate) use letter::TONES;
pub use normalize::NormalizedText;
pub use sentence::{Sentence, sentences};
pub use syllabary::Syllabary;
pub use syllable::{Gap, Shape, SyllableId, Token, tokenize};
