//! Reads whatever comes, led by the branches that it reaches; the checks are those of the tests.

#![no_main]

#[path = "../it/fuzz/check.rs"]
mod check;
#[path = "../it/fuzz/mutator.rs"]
mod mutator;

use std::path::Path;
use std::sync::LazyLock;

use chutri::facts::Extractor;
use chutri::ontology::Ontology;
use fastrand::Rng;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

static MUTATOR: LazyLock<mutator::Mutator> = LazyLock::new(|| {
    mutator::Mutator::new(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")))
});

fuzz_target!(|page: &[u8]| {
    let page = String::from_utf8_lossy(page);
    check::check(Extractor::new(Ontology::builtin()), &mutator::document(&page));
});

fuzz_mutator!(|page: &mut [u8], size: usize, longest: usize, seed: u32| {
    let mut rng = Rng::with_seed(seed.into());
    if rng.u8(..4) == 0 {
        return fuzzer_mutate(page, size, longest);
    }
    let text = String::from_utf8_lossy(&page[..size]).into_owned();
    let mut hurt = MUTATOR.mutate(&text, &mut rng);
    hurt.truncate(hurt.floor_char_boundary(longest));
    page[..hurt.len()].copy_from_slice(hurt.as_bytes());
    hurt.len()
});
