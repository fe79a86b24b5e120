//! Tests of chutri as its users meet it: the library's public face, its files, and the command.

#![allow(clippy::non_ascii_literal, clippy::print_stderr, clippy::unwrap_used)]

mod accounts;
mod architecture;
#[cfg(unix)]
mod browser;
mod building;
mod cases;
mod checks;
mod cli;
mod containers;
mod damage;
mod documents;
mod dumps;
mod encodings;
mod evaluation;
mod exporting;
mod exports;
mod fuzz;
mod gold;
mod graphs;
mod layouts;
mod linking;
mod ontology;
mod pages;
mod pdf;
mod pictures;
mod pixels;
mod profiles;
mod properties;
mod python;
mod questions;
mod rdf;
mod readers;
mod reading;
mod review;
mod serve;
mod serve_api;
mod serve_protocol;
mod serve_safety;
mod shapes;
mod shards;
#[cfg(target_os = "linux")]
mod spark;
mod surviving;
mod transcripts;
mod triples;
mod units;
mod why;
