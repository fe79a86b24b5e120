//! Recognisers: one a file, each for what no rule of words can say.

pub(crate) mod citation;
pub(crate) mod date;
pub(crate) mod indicator;
