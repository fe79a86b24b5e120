//! Reads whatever comes as a form of input, which the name of the program tells: one target a form.

#![no_main]

#[path = "../it/fuzz/input.rs"]
mod input;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| input::check_form(env!("CARGO_BIN_NAME"), bytes));
