//! The tables that chutri reads by: words, rules and units are data.

pub mod gazetteer;
