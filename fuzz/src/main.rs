//! One executable for every target: `FUZZ_TARGET` chooses.
#![no_main]

#[expect(
    dead_code,
    unused_imports,
    reason = "compiled from the provider's sources, of which each target needs a part"
)]
#[path = "../../src/cron/mod.rs"]
mod cron;
mod targets;
#[expect(
    dead_code,
    unused_imports,
    reason = "compiled from the provider's sources, of which each target needs a part"
)]
#[path = "../../src/wire/mod.rs"]
mod wire;

use std::sync::LazyLock;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let found = targets::ALL.iter().find(|(target, _)| *target == name);
    found.unwrap_or_else(|| panic!("FUZZ_TARGET is none of {:?}", targets::ALL.map(|(target, _)| target))).1
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
