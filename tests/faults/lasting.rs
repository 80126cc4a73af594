//! Faults that last: one apply fails with words, and the next one, when they are over, puts everything right.

use crate::TERRAFORM;
use crate::controls::{HASTY_TWICE, fail, mend};
use crate::hcl::Schedule;
use crate::support::world::World;
use serde_json::Value;

macro_rules! kinds {
    ($($name:ident = $kind:literal;)+) => {
        $(#[test] fn $name() { story($kind); })+
    };
}

kinds! {
    too_many = "429";
    error_500 = "500";
    error_500_after = "500-after";
    error_504_after = "504-after";
    page_after = "html-after";
    cut = "cut";
    reset = "reset";
    reset_after = "reset-after";
    silence_after = "silence-after";
}

/// Each operation fails for as long as one apply takes. Where TD did it all the same, its list may say so and the apply
/// succeeds; else the error explains it. The next apply puts everything right.
fn story(kind: &str) {
    let world = World::new(TERRAFORM);
    let attempt = |cell: &str, operation: &str, schedule: &Schedule| {
        world.configure(&format!("{HASTY_TWICE}{}", schedule.block()));
        fail(&world.emulator, kind, operation, None);
        let outcome = world.try_apply(&[]);
        if outcome.diagnostics().iter().any(|one| one.severity == "error") {
            let error = outcome.ends_with(1).only_error();
            assert!(error.detail.len() > 100, "{kind} in {cell}: {error:?}");
        }
        mend(&world.emulator);
        world.try_apply(&[]).succeeds();
        world.is_settled(&[]);
        let rows = world.emulator.schedules();
        assert_eq!(rows.len(), 1, "{kind} in {cell}: {rows:?}");
        rows.into_iter().next().unwrap_or_default()
    };
    let row = attempt("create", "create", &Schedule::daily());
    let changed = Schedule::daily().with("query", r#""select 2""#);
    assert_eq!(attempt("update", "update", &changed)["query"], "select 2", "{kind} in update");
    let renamed = attempt("rename", "update", &changed.with("name", r#""renamed""#));
    assert_eq!((&renamed["name"], &renamed["id"]), (&"renamed".into(), &row["id"]), "{kind} in rename");

    fail(&world.emulator, kind, "delete", None);
    world.terraform.run(&["destroy", "-input=false", "-auto-approve"]);
    mend(&world.emulator);
    world.destroy(&[]);
    println!("{kind}: 4 cells");
}

/// Starts an apply whose create is never answered while the list fails too: nobody can settle it.
fn unsettled(world: &World, kind: &str) {
    world.configure(&format!("{HASTY_TWICE}{}", Schedule::daily().block()));
    fail(&world.emulator, kind, "create", None);
    world.emulator.take_counts();
    let mut apply = world.terraform.start(&["apply", "-input=false", "-auto-approve"]);
    while !world.emulator.take_counts().contains_key("create") {
        assert!(apply.try_wait().expect("it can be asked").is_none(), "the apply ended by itself");
    }
    fail(&world.emulator, "503", "list", None);
    assert_eq!(apply.wait().expect("it ends").code(), Some(1));
    mend(&world.emulator);
    assert_eq!(world.state("td_schedule.s")["schedule_id"], Value::Null);
}

#[test]
fn a_create_that_nobody_could_settle_is_found_by_the_next_plan_and_made_once() {
    let world = World::new(TERRAFORM);
    unsettled(&world, "silence-after");
    assert_eq!(world.emulator.schedules().len(), 1);
    world.apply_with(&[]);
    assert_eq!(world.emulator.schedules().len(), 1);
}

#[test]
fn a_create_that_nobody_could_settle_and_that_was_not_made_is_made_by_the_next_apply() {
    let world = World::new(TERRAFORM);
    unsettled(&world, "silence");
    assert_eq!(world.emulator.schedules().len(), 0);
    assert_eq!(world.planned(&[]), ["create td_schedule.s"]);
    world.apply_with(&[]);
    assert_eq!(world.emulator.schedules().len(), 1);
}

/// Nobody's schedule is destroyed for one that was perhaps made.
#[test]
fn a_create_that_nobody_could_settle_never_takes_a_schedule_of_somebody_else() {
    let world = World::new(TERRAFORM);
    unsettled(&world, "silence");
    let theirs = world.emulator.create("daily", &[("type", "hive"), ("database", "d"), ("query", "theirs")]);
    for arguments in [&[][..], &["-refresh=false"]] {
        let errors = world.try_apply(arguments).ends_with(1);
        errors.only_error().says(&["import"]);
        assert_eq!(world.emulator.schedule("daily").expect("it is left alone")["id"], theirs["id"]);
    }
}
