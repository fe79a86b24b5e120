//! Knowledge graphs of Vietnamese political news.
//!
//! One straight way: **documents → facts → links → graph → triples → exports**. Each room is a module
//! with one job; a room imports only rooms to its left. [`guide`] leads through all of it.

// Tests speak Vietnamese; the rest of the code has its words from the tables.
#![cfg_attr(test, allow(clippy::non_ascii_literal))]

pub mod cli;
pub mod document;
pub mod evaluation;
pub mod exports;
pub mod facts;
pub mod graph;
pub mod guide;
pub mod links;
pub mod ontology;
pub mod pipeline;
pub mod reports;
pub mod serve;
pub mod text;
pub mod triples;
