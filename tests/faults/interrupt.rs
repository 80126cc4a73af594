//! Ctrl-C and kill -9 at any moment: what was made is in state, or the next plan's errors name it.

use crate::TERRAFORM;
use crate::controls::{mend, slow};
use crate::hcl::Schedule;
use crate::support::world::World;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::{Child, Command};

fn many(count: u64, query: &str) -> String {
    let each = Schedule::daily()
        .with("for_each", &format!("toset([for n in range({count}) : tostring(n)])"))
        .with("name", r#""daily-${each.key}""#)
        .with("query", &format!("{query:?}"));
    format!("provider \"td\" {{\n  max_retry_wait = \"100ms\"\n}}\n{}", each.block())
}

/// Starts a command and sends a signal to all of its processes when TD has got so many requests of an operation.
fn strike(world: &World, arguments: &[&str], operation: &str, after: u64, signal: &str) {
    world.emulator.take_counts();
    let mut child = world.terraform.start(arguments);
    let mut seen = 0;
    while seen < after && child.try_wait().expect("it can be asked").is_none() {
        seen += world.emulator.take_counts().get(operation).copied().unwrap_or_default();
    }
    send(&child, signal);
    child.wait().expect("it ends");
}

fn send(child: &Child, signal: &str) {
    let status = Command::new("kill").args([signal, "--", &format!("-{}", child.id())]).status();
    assert!(status.is_ok(), "{status:?}");
}

/// The names of what TD holds, and of what is in state.
fn names(world: &World) -> (BTreeSet<String>, BTreeSet<String>) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let at_td = world.emulator.schedules().iter().map(|row| text(&row["name"])).collect();
    let state = world.terraform.run(&["show", "-json"]).succeeds().json();
    let resources = state["values"]["root_module"]["resources"].as_array().cloned().unwrap_or_default();
    (at_td, resources.iter().map(|one| text(&one["values"]["name"])).collect())
}

const APPLY: [&str; 3] = ["apply", "-input=false", "-auto-approve"];

#[test]
fn after_ctrl_c_during_a_create_everything_that_was_made_is_in_state() {
    let world = World::new(TERRAFORM);
    world.configure(&many(30, "select 1"));
    slow(&world.emulator, "create");
    strike(&world, &APPLY, "create", 12, "-INT");
    mend(&world.emulator);
    let (at_td, in_state) = names(&world);
    assert!(!at_td.is_empty() && at_td.len() < 30, "{} were made", at_td.len());
    assert_eq!(
        at_td.difference(&in_state).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "nobody knows of these"
    );
    world.apply_with(&[]);
    assert_eq!(world.emulator.schedules().len(), 30);
}

#[test]
fn after_ctrl_c_during_an_update_or_a_delete_the_next_apply_ends_it() {
    let world = World::new(TERRAFORM);
    world.configure(&many(30, "select 1"));
    world.try_apply(&[]).succeeds();
    world.configure(&many(30, "select 2"));
    slow(&world.emulator, "update");
    strike(&world, &APPLY, "update", 12, "-INT");
    mend(&world.emulator);
    world.apply_with(&[]);
    assert!(world.emulator.schedules().iter().all(|row| row["query"] == "select 2"));
    slow(&world.emulator, "delete");
    strike(&world, &["destroy", "-input=false", "-auto-approve"], "delete", 12, "-INT");
    mend(&world.emulator);
    let (at_td, in_state) = names(&world);
    assert!(at_td.len() < 30 && at_td.is_subset(&in_state));
    world.destroy(&[]);
}

/// `KILL_ROUNDS` for more of them.
#[test]
fn after_a_kill_nothing_is_at_td_that_neither_state_nor_the_next_plan_names() {
    let rounds = std::env::var("KILL_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let mut all = (0, 0);
    for round in 0_u64..rounds {
        let world = World::new(TERRAFORM);
        world.configure(&many(50, "select 1"));
        slow(&world.emulator, "create");
        // Spread over the apply without a pattern.
        let moment = 1 + round.wrapping_mul(0x9e37_79b9_7f4a_7c15) % 50;
        strike(&world, &APPLY, "create", moment, "-KILL");
        mend(&world.emulator);
        let (at_td, in_state) = names(&world);
        let unknown: BTreeSet<_> = at_td.difference(&in_state).collect();
        let plan = world.terraform.run(&["plan", "-input=false", "-json"]);
        let told: String =
            plan.diagnostics().into_iter().map(|one| one.summary + &one.detail + "\n").collect();
        for name in &unknown {
            assert!(told.contains(&format!("{name:?}")), "round {round}: nobody knows of {name}:\n{told}");
        }
        println!(
            "round {round}: killed at create {moment}; {} made, {} named by the plan",
            at_td.len(),
            unknown.len()
        );
        all = (all.0 + at_td.len(), all.1 + unknown.len());
    }
    println!("{rounds} rounds: {} made, {} named by plans, nothing lost", all.0, all.1);
}
