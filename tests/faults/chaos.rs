//! Everything goes wrong at random: after at most two applies TD holds exactly what was written, once each.

use crate::TERRAFORM;
use crate::controls::{fail_sometimes, mend};
use crate::hcl::Schedule;
use crate::support::emulator::Emulator;
use crate::support::world::World;
use serde_json::Value;
use std::collections::BTreeSet;

/// Of all requests so many fail, shared evenly by the kinds.
const RATE: f64 = 0.3;

const KINDS: [&str; 14] = [
    "429",
    "500",
    "500-after",
    "502-after",
    "503",
    "504-after",
    "html",
    "html-after",
    "cut",
    "reset",
    "reset-after",
    "silence",
    "silence-after",
    "429-after",
];

const PROVIDER: &str =
    "provider \"td\" {\n  request_timeout = \"2s\"\n  max_retry_wait  = \"50ms\"\n  max_retries     = 9\n}\n";

/// How much of it: a few seeds by default; `CHAOS_SEEDS` and `CHAOS_SCHEDULES` for more, `CHAOS_FIRST` for
/// another first seed.
fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn two_applies_end_every_chaos() {
    let (seeds, count) = (number("CHAOS_SEEDS", 2), number("CHAOS_SCHEDULES", 60));
    let first = number("CHAOS_FIRST", 0);
    let mut survived = 0;
    for seed in first..first + seeds {
        let (applies, requests, faults) = story(seed, count);
        survived += faults;
        println!("seed {seed}: {count} schedules, {faults} of {requests} requests failed, {applies} applies");
    }
    println!("{seeds} seeds: {survived} faults survived");
}

/// Gives the number of applies, of requests and of faults.
fn story(seed: u64, count: u64) -> (u32, u64, u64) {
    let mut world = World::new(TERRAFORM);
    world.emulator = Emulator::start(&["--fault-seed", &seed.to_string()]);
    world.terraform.set("TD_API_SERVER", &world.emulator.url());
    let each = Schedule::daily()
        .with("for_each", &format!("toset([for n in range({count}) : tostring(n)])"))
        .with("name", r#""daily-${each.key}""#)
        .with("query", r#""select ${each.key}""#);
    world.configure(&format!("{PROVIDER}{}", each.block()));
    // A rule is asked after those before it have passed, so that later ones need a larger share of what is left.
    let share = RATE / KINDS.len() as f64;
    for (index, kind) in KINDS.iter().enumerate() {
        fail_sometimes(&world.emulator, kind, share / (1.0 - share * index as f64));
    }
    let mut applies = 0;
    loop {
        applies += 1;
        let outcome = world.try_apply(&[]);
        if outcome.changes("apply_errored").is_empty()
            && outcome.diagnostics().iter().all(|one| one.severity != "error")
        {
            break;
        }
        assert!(applies < 2, "seed {seed}: two applies were not enough:\n{}", outcome.text());
        println!("seed {seed}: {:#?}", outcome.diagnostics());
    }
    mend(&world.emulator);
    let (requests, faults) = world.emulator.totals();
    let rows = world.emulator.schedules();
    let names: BTreeSet<String> = rows.iter().map(|row| row["name"].to_string()).collect();
    assert_eq!((rows.len() as u64, names.len() as u64), (count, count), "seed {seed}");
    let state = world.terraform.run(&["show", "-json"]).succeeds().json();
    let resources = state["values"]["root_module"]["resources"].as_array().cloned().unwrap_or_default();
    assert_eq!(resources.len() as u64, count, "seed {seed}");
    let id = |value: &Value, key: &str| value[key].to_string();
    let kept: BTreeSet<String> = resources.iter().map(|one| id(&one["values"], "schedule_id")).collect();
    assert_eq!(kept, rows.iter().map(|row| id(row, "id")).collect(), "seed {seed}: state and TD disagree");
    world.is_settled(&[]);
    (applies, requests, faults)
}
