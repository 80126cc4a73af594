//! One executable for every target: `FUZZ_TARGET` chooses.
#![no_main]

#[expect(dead_code, reason = "compiled from the provider's sources, of which each target needs a part")]
mod api;
#[expect(
    dead_code,
    unused_imports,
    reason = "compiled from the provider's sources, of which each target needs a part"
)]
#[path = "../../src/cron/mod.rs"]
mod cron;
#[expect(
    dead_code,
    unused_imports,
    reason = "compiled from the provider's sources, of which each target needs a part"
)]
#[path = "../../src/secret/mod.rs"]
mod secret;
#[expect(
    dead_code,
    unused_imports,
    reason = "compiled from the provider's sources, of which each target needs a part"
)]
#[path = "../../src/settings/mod.rs"]
mod settings;
mod targets;
#[expect(
    dead_code,
    unused_imports,
    reason = "compiled from the provider's sources, of which each target needs a part"
)]
#[path = "../../src/wire/mod.rs"]
mod wire;

use std::alloc::System;
use std::sync::LazyLock;

use cap::Cap;

/// No input is longer than 4 KiB: whoever wants so much for it believed a length that came from elsewhere.
#[global_allocator]
static HEAP: Cap<System> = Cap::new(System, 64 << 20);

static TARGETS: [targets::Target; 7] = {
    let [msgpack, json, types, cron, conf, result] = targets::ALL;
    [msgpack, json, types, cron, conf, result, ("answer", api::target::from_answer)]
};

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let found = TARGETS.iter().find(|(target, _)| *target == name);
    found.unwrap_or_else(|| panic!("FUZZ_TARGET is none of {:?}", TARGETS.map(|(target, _)| target))).1
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
