//! The guide: from the first graph to one's own words, sites and programs.
//!
//! Every command in it is run by a test, and prints what stands below it.

// Where these pages become HTML, their pictures lie elsewhere; of two definitions of a link the first counts.

#![allow(clippy::doc_markdown, reason = "it names programs as their makers do")]

#[doc = include_str!("guide/first_graph.md")]
pub mod first_graph {}

#[doc = include_str!("guide/reading.md")]
pub mod reading {}

#[doc = include_str!("guide/questions.md")]
pub mod questions {}

#[doc = "[map]: ../../../../../examples/pictures/people-and-meetings.svg"]
#[doc = "[part]: ../../../../../examples/pictures/bac-son.svg\n"]
#[doc = include_str!("guide/gephi.md")]
pub mod gephi {}

#[doc = include_str!("guide/exporting.md")]
pub mod exporting {}

#[doc = "[table]: ../../../../../examples/pictures/page-chaired.png"]
#[doc = "[picture]: ../../../../../examples/pictures/page-graph.png\n"]
#[doc = include_str!("guide/serving.md")]
pub mod serving {}

#[doc = include_str!("guide/reviewing.md")]
pub mod reviewing {}

#[doc = include_str!("guide/words_and_rules.md")]
pub mod words_and_rules {}

#[doc = include_str!("guide/sites.md")]
pub mod sites {}

#[doc = include_str!("guide/the_ontology.md")]
pub mod the_ontology {}

#[doc = include_str!("guide/accuracy.md")]
pub mod accuracy {}

#[doc = include_str!("guide/scaling.md")]
pub mod scaling {}

#[doc = include_str!("guide/embedding.md")]
pub mod embedding {}

#[doc = include_str!("guide/formats.md")]
pub mod formats {}

#[doc = include_str!("guide/architecture.md")]
pub mod architecture {}

#[doc = include_str!("guide/dependencies.md")]
pub mod dependencies {}

#[doc = include_str!("guide/comparison.md")]
pub mod comparison {}
